"""The vocabulary of furniture: `vocabulary/*.toml`, a file a language, looked up by folded text.

A term is one entry of a slot (`photo_label`, `source_label` ...); its rule id is
"language.slot", which is what a record's `removed` names. All languages apply to every
article: outlets mix them, and a label before a colon seldom means something else elsewhere.
What comment forms, sign-ups and consent boxes say is as the systems word it that most small outlets
run: WordPress 6.1, Ghost 5.130, Isso 0.14 and Klaro 0.7, in the languages that they come in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

import tomli

#: How many folded characters lead to the terms that may begin a line.
_KEY = 2
FIRST_WORD = re.compile(r"[^\W_]+")
_PLAIN_ALEF = str.maketrans("أإآ", "ااا")
#: Marks that may stand beside a word.
_MARKS = "([{\"'“”‘’«»„*©-–—.,;:!?…)]}"


class Term(NamedTuple):
    """One entry: `text` is folded."""

    text: str
    slot: str
    language: str

    @property
    def rule(self) -> str:
        return f"{self.language}.{self.slot}"

    @property
    def is_phrase(self) -> bool:
        """More than one word, so that it says something by itself."""
        return " " in self.text


def caseless(text: str) -> str:
    """Text without case; dotted and dotless i are one, since no capital tells which it was.

    "İ", "I", "ı" and "i" all come out as "i": in Turkish and Azerbaijani capitals, "İLGİLİ HABER",
    the usual folding (Unicode 3.13, without the T mappings) finds no word again.
    """
    folded = text.casefold()
    return folded if folded.isascii() else folded.replace("i\u0307", "i").replace("ı", "i")


def fold(text: str) -> str:
    """Case, curly apostrophes and runs of space folded, as terms are compared."""
    return " ".join(caseless(text.replace("’", "'")).split())


def after_term(text: str, folded: str, term: Term) -> str | None:
    """What stands behind a term that a text (folded: `folded`) begins with; None where none can tell.

    Folding makes two letters of some ("ß"), so that places in the folded text are not the text's.
    """
    end = len(term.text)
    if len(folded) == len(text) or fold(text[:end]) == term.text:
        return text[end:]
    return None


@dataclass(frozen=True)
class Words:
    """The merged vocabulary: `exact` by whole term, `leads` by first characters, longest first."""

    exact: dict[str, dict[str, Term]]
    leads: dict[str, tuple[Term, ...]]
    #: phrases by slot and longest word, or under "" where the script has no spaces
    phrases: dict[str, dict[str, tuple[Term, ...]]]

    def term(self, text: str, slot: str) -> Term | None:
        """The term of `slot` that `text` (folded) is, if any."""
        entries = self.exact.get(text)
        return entries.get(slot) if entries else None

    def leading(self, text: str) -> list[Term]:
        """Terms that the folded text begins with, whole words only, longest first."""
        return [
            term
            for term in self.leads.get(_lead_key(text), ())
            if text.startswith(term.text) and ends_word(text, len(term.text))
        ]

    def containing(self, text: str, slot: str) -> Term | None:
        """The first term of `slot` that stands somewhere in the folded text."""
        return next(self.all_containing(text, slot), None)

    def all_containing(self, text: str, slot: str) -> Iterator[Term]:
        """The terms of `slot` that stand somewhere in the folded text, whole words only."""
        by_word = self.phrases[slot]
        for word in _telling_words(text):
            for term in by_word.get(word, ()):
                at = text.find(term.text)
                if at >= 0 and ends_word(text, at + len(term.text)):
                    yield term
        if not text.isascii():
            for term in by_word.get("", ()):
                if term.text in text:
                    yield term


@lru_cache(maxsize=8)  # rules ask for one slot after the other in one line
def _telling_words(text: str) -> tuple[str, ...]:
    """The words of a folded text that a phrase of any slot has, in the text's order."""
    telling = _phrase_words()
    return tuple(word for word in (w.strip(_MARKS) for w in text.split()) if word in telling)


@cache
def _phrase_words() -> frozenset[str]:
    return frozenset(word for by_word in vocabulary().phrases.values() for word in by_word)


def _lead_key(text: str) -> str:
    """What a line and the terms that may begin it share: the first word, or two characters."""
    first = FIRST_WORD.match(text)
    return first.group() if first and first.group().isascii() else text[:_KEY]


def ends_word(text: str, at: int) -> bool:
    """Whether a word of a folded text ends before a place."""
    if at >= len(text) or not text[at].isalnum() or not text[at - 1].isalnum():
        return True
    # Scripts without spaces have no word end to ask for.
    return "\u0e00" <= text[at - 1] <= "\u0eff" or text[at - 1] >= "\u3040"


#: Slots that are asked by language, word by word (see pagewords.py).
_BY_WORD = (
    "_word", "_reference", "_verb", "_part", "tag_label", "version_phrase", "report_phrase",
    "affiliate_phrase", "own_thing", "our_thing", "us_phrase",
)  # fmt: skip
#: Slots that are looked for inside a line, not at its beginning.
_PHRASE_SLOTS = (
    "contributed", "wire_lead", "reported_from", "rights_phrase", "rights_word", "read_time",
    "feed_phrase", "boilerplate",
)  # fmt: skip


def _by_word(terms: list[Term]) -> dict[str, tuple[Term, ...]]:
    grouped: dict[str, list[Term]] = {}
    for term in terms:
        # The longest word is the rarest, as a rule.
        words = (word.strip(_MARKS) for word in term.text.split())
        key = "" if term.text[0] >= "\u0900" else max(words, key=len)
        grouped.setdefault(key, []).append(term)
    return {word: tuple(group) for word, group in grouped.items()}


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a file, in order of their names."""
    folder = resources.files("normalize.furniture") / "vocabulary"
    names = (entry.name for entry in folder.iterdir())
    return tuple(sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml")))


@cache
def load_terms(language: str) -> tuple[Term, ...]:
    """All terms of a language's file, in its order; none for a language without a file."""
    if language not in languages():
        return ()
    file = resources.files("normalize.furniture") / "vocabulary" / f"{language}.toml"
    slots = tomli.loads(file.read_text("utf-8"))
    spelled = [(text, slot) for slot in slots for text in _spellings(slots[slot]["terms"])]
    # All at once: there are thousands.
    folded = caseless("\n".join(text for text, _ in spelled).replace("’", "'")).split("\n")
    return tuple(
        Term(" ".join(text.split()), slot, language)
        for text, (_, slot) in zip(folded, spelled, strict=True)
    )


def _spellings(terms: list[str]) -> Iterator[str]:
    """Terms as they are written; in Arabic also without the signs on an alef, which many leave out."""
    for text in terms:
        yield text
        if "\u0600" <= text[0] <= "\u06ff" and (plain := text.translate(_PLAIN_ALEF)) != text:
            yield plain


@cache
def vocabulary() -> Words:
    """The vocabulary of all languages, read once.

    Of languages that share a term ("Foto") the one with the most terms names the rule.
    """
    exact: dict[str, dict[str, Term]] = {}
    leads: dict[str, list[Term]] = {}
    phrases: dict[str, list[Term]] = {slot: [] for slot in _PHRASE_SLOTS}
    for language in sorted(languages(), key=lambda code: -len(load_terms(code))):
        for term in load_terms(language):
            if term.slot in phrases:
                phrases[term.slot].append(term)
            elif not term.slot.endswith(_BY_WORD):
                exact.setdefault(term.text, {}).setdefault(term.slot, term)
                leads.setdefault(_lead_key(term.text), []).append(term)
    return Words(
        exact,
        {key: tuple(sorted(terms, key=lambda t: -len(t.text))) for key, terms in leads.items()},
        {slot: _by_word(terms) for slot, terms in phrases.items()},
    )


@cache
def months() -> str:
    """A regular expression of the months' names and abbreviations in all languages."""
    names = {
        text
        for text, slots in vocabulary().exact.items()
        if "month" in slots and len(text) > 1 and text not in ("tháng", "mar", "set", "out")
    } | {"mar"}
    return "|".join(sorted((re.escape(name) for name in names), key=lambda n: (-len(n), n)))
