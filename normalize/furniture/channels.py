"""The outlet's newsletters, apps and channels, and what it calls readers to do with them.

A story that speaks of somebody's channel quotes them, or says whose it is: "our" is the outlet's.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from normalize.furniture.pagewords import STRONG_WORDS, Hit, Reading, is_unspaced
from normalize.furniture.words import ends_word, languages, load_terms

#: What may stand between "our" and what is the outlet's: "our free daily newsletter"; and between
#: the two in languages that say behind it whose it is, or may.
_BETWEEN = re.compile(r"\s?(?:[\w-]+\s){0,2}")
_BEHIND, _BEHIND_ALONE = re.compile(r"\s?(?:[\w-]+\s)?"), ("id", "vi", "fa")
_MAY_BE_BEHIND = (*_BEHIND_ALONE, "nb")
#: Characters between them, at most; and so many things of the outlet's in a line are looked at.
_REACH, _MOST = 40, 4
#: Characters of a line that calls to follow an outlet by its name, and words of that with small ones.
_LONGEST_NAMED, _MOST_NAMED, _MOST_SMALL = 70, 5, 2
#: Characters of such a line that says what there is to be had.
_LONGEST_OFFER = 120
#: Characters before a call that begins a line: "» Follow us".
_BEGINS = 4
#: Letters of the words between networks: "and", "X".
_SMALL, _WORD = 3, re.compile(r"@?\w+")
#: Where outlets are followed, and what they send; where films and music are, too, a story says so:
#: "Watch it on YouTube."
_FOLLOWED = (
    "telegram", "телеграм", "whatsapp", "facebook", "instagram", "viber", "max", "google",
    "newsletter", "nieuwsbrief", "boletín", "boletim", "infolettre", "рассылк", "nyhetsbrev",
    "linkedin", "bluesky", "tiktok",
)  # fmt: skip
#: The network whose name is a letter is told with the word before it.
_ON_X = " x"
#: Slots of other words of the page, and the share of a line that they have with what is the outlet's.
_OF_PAGE = (*STRONG_WORDS, "weak_word", "address_word", "call_phrase", "offer_phrase")
_COVERED = 0.4
#: What parts a sentence's clauses, and its sentences; and what stands around a clause.
_CLAUSE = re.compile(r"[.!?:;,。！？：；，、…।؟،؛]|\s[–—-]\s")
_STOP = re.compile(r"[.!?。！？…।؟]")
_AROUND = " ¡¿»«>→▶►*•-–—"
#: Characters of a clause behind a comma that begins with a call.
_COMMAS, _LONGEST_CLAUSE = ",，、،", 50


def calls_to_channel(line: Reading) -> Hit | None:
    """What an outlet is followed by, with a call at an end of its clause or sentence.

    "Follow our WhatsApp channel"; in other languages "our channel follow".
    """
    for hit in islice(_ours(line) + line.of("own_thing"), _MOST):
        if _is_called(line.folded, hit.start, hit.end, _calls_beside(hit.term.text, hit.term.slot)):
            return hit
    return None


def speaks_of_channel(line: Reading) -> Hit | None:
    """What a line says is the outlet's own, or a call to follow it, and where."""
    where = line.of("medium_word") + line.of("own_thing")
    followed = line.of("us_phrase") if where else []  # "Follow us, shouted the guide in the dark."
    found = _ours(line) + followed
    page = (hit for slot in _OF_PAGE for hit in line.of(slot))
    return found[0] if found and line.covered([*found, *page]) >= _COVERED else None


def calls_by_name(line: Reading, text: str) -> Hit | None:
    """A call to follow an outlet by its name, in a short line: "Follow Harbour Herald on Telegram".

    Between the call and what it is followed by there is the name, in capitals, and a small word or
    two: "Subscribe to the Big Story newsletter." Behind it there may be what that offers.
    """
    if len(text) > _LONGEST_OFFER or len(line.folded) != len(text):
        return None
    for hit in _networks(line):
        is_followed = hit.term.text.startswith(_FOLLOWED) or hit.term.text.endswith(_ON_X)
        offers = any(offer.start >= hit.end for offer in line.of("offer_phrase"))
        if not is_followed or not (
            offers or (len(text) <= _LONGEST_NAMED and _lists_networks(line, hit.end))
        ):
            continue
        verbs = _calls_beside(hit.term.text, hit.term.slot)
        verb = next((v for v in verbs if line.folded.startswith(f"{v} ")), "")
        named = text[len(verb) : hit.start].split() if verb else []
        small = sum(word.islower() and "." not in word for word in named)
        if small <= _MOST_SMALL and small < len(named) <= _MOST_NAMED:
            return hit
    return None


def calls_to_networks(line: Reading) -> Hit | None:
    """A call to follow the outlet, and nothing but where: "Follow us on Facebook and X."."""
    for hit in line.of("us_phrase"):
        named = any(where.end > hit.end for where in _networks(line))
        if hit.start < _BEGINS and named and _lists_networks(line, hit.end):
            return hit
    return None


def _networks(line: Reading) -> list[Hit]:
    return line.of("medium_word") + line.of("own_thing")


def _lists_networks(line: Reading, begin: int) -> bool:
    """Whether nothing but networks, accounts and small words follow in a line: ", Instagram and X at @ada"."""
    rest = line.folded[begin:]
    for hit in _networks(line):
        if hit.start >= begin:
            rest = rest.replace(line.folded[hit.start : hit.end], " ")
    return all(len(word) <= _SMALL or word[0] == "@" for word in _WORD.findall(rest))


def _ours(line: Reading) -> list[Hit]:
    """What is sent or followed that a word beside it says is the outlet's."""
    found = line.of("our_thing").copy()
    media = line.of("medium_word")
    for our in line.of("our_word") if media else ():
        for medium in media:
            if max(our.start, medium.start) - min(our.end, medium.end) > _REACH:
                continue
            code = our.term.language
            if our.end <= medium.start:
                is_beside = code not in _BEHIND_ALONE and _BETWEEN.fullmatch(
                    line.folded, our.end, medium.start
                )
            else:
                is_beside = code in _MAY_BE_BEHIND and _BEHIND.fullmatch(
                    line.folded, medium.end, our.start
                )
            if is_beside:
                start, end = min(our.start, medium.start), max(our.end, medium.end)
                found.append(Hit(medium.term, start, end))
            if len(found) >= _MOST:
                return found
    return found


def _is_called(folded: str, start: int, end: int, verbs: tuple[str, ...]) -> bool:
    """Whether a verb begins or ends the clause that a piece of a line stands in, or ends its sentence."""
    parted = max(_CLAUSE.finditer(folded, 0, start), key=re.Match.end, default=None)
    begin = parted.end() if parted else 0
    pieces = (_CLAUSE.search(folded, end), _STOP.search(folded, end))
    ends = [found.start() if found else None for found in pieces]
    clause, rest = (folded[begin:stop].strip(_AROUND) for stop in ends)
    may_begin = parted is None or parted.group() not in _COMMAS or len(clause) <= _LONGEST_CLAUSE
    if may_begin and clause.startswith(verbs):
        begun = (verb for verb in verbs if clause.startswith(verb))
        if any(ends_word(clause, len(verb)) for verb in begun):
            return True
    return _ends_with(clause, verbs) or _ends_with(rest, verbs)


def _ends_with(text: str, verbs: tuple[str, ...]) -> bool:
    """Whether a text ends with one of some words, or in a script without spaces with its letters."""
    if not text.endswith(verbs):
        return False
    return any(
        text == verb or text[: -len(verb)].endswith(" ") or is_unspaced(verb)
        for verb in verbs
        if text.endswith(verb)
    )


@cache
def _calls(codes: frozenset[str]) -> tuple[str, ...]:
    terms = (term for code in sorted(codes) for term in load_terms(code))
    return tuple(term.text for term in terms if term.slot == "call_verb")


@cache
def _calls_beside(thing: str, slot: str) -> tuple[str, ...]:
    """The calls of all languages that have a thing ("google news") in a slot."""

    def has_thing(code: str) -> bool:
        return any(
            term.slot == slot and term.text.rstrip("*") == thing for term in load_terms(code)
        )

    return _calls(frozenset(filter(has_thing, languages())))
