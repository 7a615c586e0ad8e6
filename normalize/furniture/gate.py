"""The gate before the rules: which sentences no rule can take, told by what they lack.

Nearly every block of a story is a full sentence without a label, a bracket, a credit's mark or a
word of the page. Such a block costs one look-up of its words, instead of every rule. The gate
only ever says "no rule fires": tests/normalize/test_gate.py holds it against the rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from normalize.furniture.captions import ending_credit, may_end_in_credit
from normalize.furniture.lines import LONGEST_NOTE, QUOTE, SENTENCE_END
from normalize.furniture.outside import (
    LONGEST_AMONG,
    LONGEST_BYLINE,
    LONGEST_OTHER,
    LONGEST_SENTENCE,
    REACH,
)
from normalize.furniture.pagewords import Codes, is_unspaced
from normalize.furniture.words import (
    FIRST_WORD,
    Term,
    fold,
    languages,
    load_terms,
    vocabulary,
)

#: Shorter sentences may be wires' names and buttons; outside of the story time stamps, bylines.
_LEAST_CHARS, _LEAST_OUTSIDE = 71, LONGEST_BYLINE + 1
#: No label or lead is longer.
_LEAD = 80
#: Slots that make furniture of a sentence: among the story's paragraphs only with a word that
#: speaks to the reader; outside of them also on other grounds.
_STRONG = frozenset(("promotion_word", "social_word", "navigation_word"))
_SELF, _WEAK = frozenset(("self_reference", "tag_label")), frozenset(("weak_word",))
_ADDRESS = frozenset(("address_word",))
#: Phrases that are looked for inside a sentence near either end.
_NOTES = ("contributed", "rights_phrase")
#: Besides letters and digits, what sentences begin with; "<" is a wire's mark of a company.
_OPENING = QUOTE + "¿¡–—-<"
_MOST_WORDS = 400_000
#: Shorter words than those that terms are matched with: a term is told by its longest one.
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class _Words:
    """Tells words with a term of some slots, in some languages, from all others.

    `plain` remembers words without one, since news repeats its words; it never changes an answer.
    """

    exact: frozenset[str]
    stems: dict[str, tuple[str, ...]]
    plain: set[str] = field(default_factory=set)

    def any_in(self, words: list[str]) -> bool:
        plain = self.plain
        if plain.issuperset(words):
            return False
        for word in words:
            if word not in plain:
                if word in self.exact or word.startswith(self.stems.get(word[:2], ())):
                    return True
                if len(plain) < _MOST_WORDS:
                    plain.add(word)
        return False


def _table(terms: list[Term]) -> _Words:
    # A phrase is told by its longest word.
    exact: set[str] = set()
    stems: dict[str, list[str]] = {}
    for term in terms:
        if term.text.endswith("*") and " " not in term.text:
            stems.setdefault(term.text[:2], []).append(term.text[:-1])
        elif not is_unspaced(term.text):
            exact.add(max(_WORD.findall(term.text), key=len, default=""))
    return _Words(frozenset(exact), {key: tuple(group) for key, group in stems.items()})


@cache
def _words(slots: frozenset[str], codes: Codes) -> _Words:
    read = languages() if codes is None else sorted(codes)
    return _table([term for code in read for term in load_terms(code) if term.slot in slots])


@cache
def _note_words() -> _Words:
    phrases = vocabulary().phrases
    return _table([t for slot in _NOTES for group in phrases[slot].values() for t in group])


@cache
def _leading_words() -> frozenset[str]:
    found = (FIRST_WORD.match(text) for text in vocabulary().exact)
    return frozenset(match.group() for match in found if match)


def may_be_furniture(text: str, outside: bool, near_end: bool, codes: Codes) -> bool:
    """Whether a rule about lines could take a block: False only where none can.

    `outside` and `near_end` say where it stands (above or below the story; among the first or
    last blocks), `codes` in which languages' words it is read.
    """
    least = _LEAST_OUTSIDE if outside else _LEAST_CHARS
    if len(text) < least or not SENTENCE_END.search(text, len(text) - 8):
        return True
    if (not text[0].isalnum() and text[0] not in _OPENING) or text[-1] in ")）":
        return True
    if text.endswith(("…", "...")):
        return True  # a headline that was cut
    if ":" in text[:REACH] or "：" in text[:REACH]:
        return True
    if outside and any(mark in text for mark in "|·•"):
        return True  # the sides of a line of the page
    if may_end_in_credit(text) and ending_credit(text):
        return True
    asked = LONGEST_SENTENCE if outside else LONGEST_AMONG
    noted = near_end and len(text) <= LONGEST_NOTE
    if not text.isascii() and is_unspaced(text):
        return True
    folded = fold(text if noted or len(text) <= asked else text[:_LEAD])
    first = FIRST_WORD.match(folded)
    if first is not None and first.group() in _leading_words() and vocabulary().leading(folded):
        return True
    if not noted and len(text) > asked:
        return False
    words = _WORD.findall(folded)
    if noted and _note_words().any_in(words):
        known = vocabulary()
        if any(known.containing(folded, slot) for slot in _NOTES):
            return True
    if len(text) > asked:
        return False
    if len(text) <= LONGEST_OTHER:
        codes = None
    strong = _words(_STRONG, codes).any_in(words)
    if strong and outside:
        return True
    if outside and _words(_SELF, codes).any_in(words):
        return True
    if not strong and not (outside and _words(_WEAK, codes).any_in(words)):
        return False
    return _words(_ADDRESS, codes).any_in(words)
