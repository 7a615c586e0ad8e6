"""What frames a newsletter: how to see it in a browser, why it came, how to be rid of it.

It is worded in a hundred ways, but each such sentence speaks of the mail itself, of what is done
with mails (received, forwarded, displayed, cancelled), and to who reads it or with an address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from normalize.article import Block, Draft
from normalize.furniture.findings import ADDRESS, MAIL, SENTENCE_END, STAMP, Finding, is_story
from normalize.furniture.headlines import headline_key
from normalize.furniture.notices import quotes_words
from normalize.furniture.outside import LINKED
from normalize.furniture.pagewords import WORD, is_unspaced, read_words
from normalize.furniture.stamps import goes_with_stamp
from normalize.furniture.words import fold, load_terms

#: Longer paragraphs are the letter's own.
_LONGEST = 400
#: So many blocks at either end may be the frame's; of the last of a text that is no mail so many are
#: asked whether it is a newsletter's.
_NEAR, FOOT = 100, 12
#: So many sentences of the frame, one after the other, are no call among the letter's paragraphs.
_SURE = 2
#: Longest greeting, and words of one behind "Good morning".
_GREETING, _GREETED = 100, 9
#: Longest line that greets by its comma alone: "Dear readers,".
_SALUTATION = 45
#: From the line that signs off to the frame below: who signs, and what they are.
_SIGNED = 3
_LINKED = re.compile(rf"(?:{ADDRESS.pattern}|[\w.+-]+@[\w-]+\.\w\S*)\W*$")
#: Letters of a link's label, at the most: "Read the full story: https://..."
_LABEL = 60
#: Words on a button.
_BUTTON = 3
_PARTS = re.compile(r"\s*[:：|–—]\s+|：|】|\s-\s")
#: A name of a letter or its sender makes up so much of a line, or the line of the name.
_OF_NAME = 0.5
#: Shorter keys of names may be words of any sentence.
_NAME = 7
_FRAME = Finding("promotion", "letter.frame")
_BELOW = Finding("navigation", "letter.below_frame")
_GREETS = Finding("other", "letter.greeting")
_DAY = Finding("other", STAMP)
_NAMES = Finding("navigation", "letter.name")
_LEADS = Finding("navigation", "letter.link")


_SLOTS = ("mail_word", "mail_verb", "greeting_word")
#: Words of fewer letters may be anything.
_NOUN = 4


@dataclass(frozen=True, slots=True)
class _Terms:
    """What a language's newsletters speak of themselves with, of what is done, and to greet."""

    mail: re.Pattern[str]
    #: the last words of those terms: what a story about mails speaks of
    noun: re.Pattern[str]
    #: one of these is in each of those terms
    nouns: tuple[str, ...]
    act: re.Pattern[str]
    greeting: re.Pattern[str]


@cache
def _terms(codes: frozenset[str]) -> _Terms:
    terms = [term for code in sorted(codes) for term in load_terms(code)]

    def pattern(texts: set[str]) -> re.Pattern[str]:
        longest_first = sorted(texts, key=lambda text: (-len(text), text))
        return re.compile("|".join(map(_either, longest_first)) or r"(?!)")

    mail, act, greeting = ({t.text for t in terms if t.slot == slot} for slot in _SLOTS)
    nouns = {text.removesuffix("*").split()[-1] for text in mail}
    stems = {f"{noun}*" for noun in nouns if len(noun) > _NOUN or is_unspaced(noun)}
    least = tuple(sorted(a for a in nouns if not any(b in a for b in nouns - {a})))
    return _Terms(pattern(mail), pattern(stems), least, pattern(act), pattern(greeting))


def _either(text: str) -> str:
    stem = text.removesuffix("*")
    if is_unspaced(stem):
        return re.escape(stem)
    return rf"\b{re.escape(stem)}" + ("" if stem != text else r"\b")


def _is_frame(block: Block, codes: frozenset[str], names: Sequence[str] = ()) -> bool:
    """Whether a sentence is the frame's, or a button is: "Unsubscribe".

    A letter speaks of itself also by the name (`names`, as keys) that stands above it: "Enjoying
    the Briefing?"
    """
    text = block.text
    if len(text) > _LONGEST or quotes_words(text):
        return False
    terms, folded = _terms(codes), fold(text)
    key = headline_key(text) if names else ""
    is_named = any(name in key for name in names)
    if not is_named and not (
        any(noun in folded for noun in terms.nouns) and terms.mail.search(folded)
    ):
        link = block.linked >= LINKED or ADDRESS.search(text)
        label = ADDRESS.sub("", text)
        is_button = link and (len(label.split()) <= _BUTTON or "|" in label)
        return bool(is_button and terms.act.search(folded))
    acts = {found.group() for found in terms.act.finditer(folded)}
    words = read_words(text, codes)
    addressed = (
        MAIL.search(text)
        or ADDRESS.search(text)
        or words.of("address_word")
        or words.of("whose_word")
    )
    return len(acts) > 1 or bool(acts and (addressed or (is_named and not is_story(text))))


def _is_greeting(text: str, codes: frozenset[str]) -> bool:
    if len(text) > _GREETING or is_story(text):
        return False
    folded = fold(text)
    found = _terms(codes).greeting.match(folded)
    if found is not None:
        return len(folded[found.end() :].split()) <= _GREETED or text[-1] in ":："
    return _is_salutation(text)


def _is_salutation(text: str) -> bool:
    """Whether a line ends with the comma that a greeting does: "Dear readers,", "Until tomorrow,"."""
    return len(text) <= _SALUTATION and text[-1] in ",，" and not any(map(str.isdigit, text))


def _signs_off(blocks: Sequence[Block], at: int, foot: int) -> bool:
    """Whether a line is the last but for who signs, and what they are: "Until tomorrow,"."""
    return _is_salutation(blocks[at].text) and foot - at <= _SIGNED


def _is_day(text: str) -> bool:
    """Whether a line is the day of a letter, be it without a year."""
    words = WORD.findall(fold(text))
    digits = any(map(str.isdigit, text))
    return digits and all(word.isdigit() or goes_with_stamp(word) for word in words)


def _is_link(text: str) -> bool:
    """Whether a line is an address with its label."""
    found = _LINKED.search(text)
    return found is not None and found.start() <= _LABEL


def _is_name(text: str, names: list[str]) -> bool:
    key = headline_key(text)
    return any(
        min(len(key), len(name)) >= _OF_NAME * max(len(key), len(name))
        and (key in name or name in key)
        for name in names
    )


def _names(draft: Draft) -> list[str]:
    """The keys of what the letter and its sender are called: "Morning Briefing: A bridge closes"."""
    parts = [draft.outlet, *_PARTS.split(draft.title)]
    return [key for key in map(headline_key, parts) if len(key) > 1]


def _foot(draft: Draft, told: set[int], codes: frozenset[str]) -> int:
    """The first block of the frame below the letter; as many as there are where none is told.

    Of a mail one paragraph below it may be the frame's (of law, or the sender's), where two of its
    sentences stand above: one alone may be set among the letter's own. A letter that speaks of
    mails goes on below a sentence that does.
    """
    blocks = draft.blocks
    story = [at for at, block in enumerate(blocks) if at not in told and is_story(block.text)]
    noun = _terms(codes).noun
    of_mails = any(noun.search(fold(blocks[at].text)) for at in story)
    for at in sorted(told):
        below = [i for i in story if i > at]
        if not below:
            return at
        sure = sum(at <= i < below[0] for i in told) >= _SURE
        if len(below) == 1 < len(story) and sure and draft.letter == "mail" and not of_mails:
            return at
    return len(blocks)


def _below(blocks: list[Block], told: set[int], foot: int) -> dict[int, Finding]:
    """The frame from its first block on; a sentence below one call alone may be a postscript."""
    frame: dict[int, Finding] = {}
    count = 0
    for at in range(foot, len(blocks)):
        count += at in told
        text = blocks[at].text
        if at in told:
            frame[at] = _FRAME
        elif count >= _SURE or not SENTENCE_END.search(text, max(0, len(text) - 8)):
            frame[at] = _BELOW
    return frame


def _ends(blocks: list[Block]) -> frozenset[int]:
    first, last = range(min(_NEAR, len(blocks))), range(max(0, len(blocks) - _NEAR), len(blocks))
    return frozenset((*first, *last))


def reads_as_letter(draft: Draft, codes: frozenset[str]) -> bool:
    """Whether a text that is no mail is a newsletter's: its foot speaks of itself as one.

    A story that speaks of mails is none: its last sentence may be one on them.
    """
    blocks = draft.blocks
    foot = range(max(1, len(blocks) - FOOT), len(blocks))
    told = {at for at in foot if _is_frame(blocks[at], codes)}
    if not told:
        return False
    told |= {at for at in range(min(FOOT, len(blocks))) if _is_frame(blocks[at], codes)}
    story = [b.text for at, b in enumerate(blocks) if at not in told and is_story(b.text)]
    noun = _terms(codes).noun
    return bool(story) and not any(noun.search(fold(text)) for text in story)


def frame_of(draft: Draft, codes: frozenset[str]) -> dict[int, Finding]:
    """The blocks of a letter that are no part of what it has to tell, by their places."""
    blocks = draft.blocks
    near = _ends(blocks)
    names = _names(draft)
    head = {headline_key(block.text) for block in blocks[:FOOT]}
    own = [name for name in names if len(name) > _NAME and name in head]
    told = {at for at in near if _is_frame(blocks[at], codes, own)}
    foot = _foot(draft, told, codes)
    frame = _below(blocks, told, foot)
    prose = [at for at in range(foot) if at not in told and is_story(blocks[at].text)]
    if not prose:
        return {}
    for at in (*range(prose[0]), *range(prose[-1] + 1, foot)):
        if at not in near or blocks[at].marked:
            continue
        text = blocks[at].text
        if at in told:
            frame[at] = _FRAME
        elif _is_link(text):
            frame[at] = _LEADS
        elif _is_greeting(text, codes) if at < prose[0] else _signs_off(blocks, at, foot):
            frame[at] = _GREETS
        elif at < prose[0] and _is_day(text):
            frame[at] = _DAY
        elif _is_name(text, names):
            frame[at] = _NAMES
    return frame
