"""The gate before the rules: which sentences no rule can take, told by what they lack.

Nearly every block of a story is a full sentence without a label, a bracket, a credit's mark or a
word of the page. All words of an article are looked up at once; a block without any then costs a
look at its ends, instead of every rule. The gate only ever says "no rule fires":
tests/normalize/test_gate.py holds it against the rules.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from normalize.furniture.bylines import LONGEST_BYLINE
from normalize.furniture.caption_ends import archive_end
from normalize.furniture.captions import ending_credit, may_end_in_credit
from normalize.furniture.findings import QUOTE, SENTENCE_END
from normalize.furniture.leads import LEADS
from normalize.furniture.notes import LONGEST_NOTE
from normalize.furniture.outside import (
    LONGEST_AMONG,
    LONGEST_OTHER,
    LONGEST_SENTENCE,
    REACH,
)
from normalize.furniture.pagewords import STRONG_WORDS, WORD_SLOTS, is_unspaced
from normalize.furniture.words import (
    FIRST_WORD,
    Term,
    caseless,
    fold,
    languages,
    load_terms,
    vocabulary,
)

#: Shorter sentences may be wires' names and buttons; outside of the story time stamps, bylines.
_LEAST_CHARS, _LEAST_OUTSIDE = 71, LONGEST_BYLINE + 1
#: Besides letters and digits, what sentences begin with; "<" is a wire's mark of a company.
_OPENING = QUOTE + "¿¡–—-<"
#: Marks around a line that is a term and nothing else are no more.
_MARKS = 8
#: No label or lead is longer.
_LEAD = 100
#: How many blocks at either end are looked up with the first.
_NEAR = 5
#: How many pieces of text are remembered as telling nothing, and how long they are.
_MOST, _LONGEST_WORD = 400_000, 30
#: Letters of words that stand in few texts.
_RARE = 4
#: So many short lines are looked through together, if there are no more.
_MOST_AT_ONCE = 2000
#: Words times texts that they are looked for in, at the most: an article has some thousands.
_MOST_LOOKED_FOR = 100_000
#: Shorter words than those that terms are matched with: a term is told by its longest one.
_WORD, _PARTED = re.compile(r"\w+"), re.compile(r"(\w+)\W")

#: What a term's slot makes of a sentence, as bits. Strong words make furniture of one outside the
#: story, and of one among its paragraphs only beside a word that speaks to the reader.
_STRONG, _SELF, _WEAK, _ADDRESS, _NOTE, _CONTENT, _MACHINE, _EARNED = 1, 2, 4, 8, 16, 32, 64, 128
_BITS = {
    **dict.fromkeys(STRONG_WORDS, _STRONG),
    "self_reference": _SELF, "interview_word": _SELF, "version_phrase": _SELF, "tag_label": _SELF, "machine_word": _SELF | _MACHINE,
    "report_phrase": _SELF, "affiliate_phrase": _SELF, "affiliate_word": _SELF | _EARNED, "call_phrase": _SELF | _EARNED,
    "question_phrase": _SELF | _EARNED, "own_thing": _SELF | _EARNED, "paid_word": _SELF | _EARNED,
    "medium_word": _SELF | _EARNED, "our_thing": _SELF | _EARNED, "us_phrase": _SELF,
    "weak_word": _WEAK, "address_word": _ADDRESS, "consent_word": _STRONG, "content_reference": _CONTENT,
}  # fmt: skip
#: Phrases that are looked for inside a sentence near either end.
_NOTES = (
    "contributed", "wire_lead", "reported_from", "rights_phrase", "rights_word", "boilerplate",
)  # fmt: skip
#: Words of the page that no line is told by alone.
_NOTHING_ALONE = ("where_word", "thing_word", "whose_word", "police_word", "our_word")
#: The same bits of a term in another language than the article's stand so much higher.
_OTHER = 8


class _Sign(NamedTuple):
    """A term that tells something, and what: its bits in any article, and its language's own more."""

    text: str
    bits: int
    own: int
    language: str


@dataclass(slots=True)
class _Words:
    """Terms by the word that tells them; stems by their first two letters.

    `plain` remembers words, as written, that tell no term, since news repeats its words; it never
    changes an answer.
    """

    exact: dict[str, list[_Sign]] = field(default_factory=dict)
    stems: dict[str, list[_Sign]] = field(default_factory=dict)
    plain: set[str] = field(default_factory=set)

    def add(self, term: Term, bits: int, own: int = 0) -> None:
        """Put a term in, by its longest word, or its shortest where all are short, or as a stem."""
        text = term.text
        sign = _Sign(text, bits, own, term.language)
        if text.endswith("*") and " " not in text:
            stem = sign._replace(text=text[:-1])
            if first := _PARTED.match(stem.text):  # "ai-*"
                self.exact.setdefault(first.group(1), []).append(stem)
            else:
                self.stems.setdefault(text[:2], []).append(stem)
        elif text.isascii() or not is_unspaced(text):
            told = text
            if text[-1] == "*":  # the last word of the phrase may have any ending
                told, sign = text.rpartition(" ")[0], sign._replace(text=text[:-1])
            pieces = [told] if told.isalnum() else _WORD.findall(told)
            word = max(pieces, key=len, default="")
            if len(word) < _RARE:  # of "on x" the first word is in every text
                word = min(reversed(pieces), key=len, default="")
            self.exact.setdefault(word, []).append(sign)

    def told_by(self, written: list[str]) -> list[_Sign]:
        """The terms that may stand in text of these pieces between spaces."""
        found: list[_Sign] = []
        plain = self.plain
        for piece in [piece for piece in written if piece not in plain]:
            before = len(found)
            for word in _WORD.findall(piece):
                found += self.exact.get(word, ())
                for stem in self.stems.get(word[:2], ()):
                    if word.startswith(stem.text):
                        found.append(stem)
            if len(found) == before and len(piece) < _LONGEST_WORD and len(plain) < _MOST:
                plain.add(piece)
        return found


@cache
def _words() -> _Words:
    words = _Words()
    for term in (term for code in languages() for term in load_terms(code)):
        if bits := _BITS.get(term.slot, 0):
            words.add(term, bits << _OTHER, bits)
        elif term.slot in _NOTES:
            words.add(term, _NOTE)
    return words


@cache
def _page_words() -> _Words:
    """All words of the page in all languages, of which short lines are made.

    Not those that tell nothing without another: where a copy goes on, what a page has.
    """
    words = _Words()
    for term in (term for code in languages() for term in load_terms(code)):
        if term.slot in WORD_SLOTS and term.slot not in _NOTHING_ALONE:
            words.add(term, 1)
    return words


def _may_lead(term: Term) -> bool:
    """Whether a rule takes sentences that begin with a term, or are the term."""
    return term.slot in LEADS or len(term.text) >= _LEAST_CHARS - _MARKS


@cache
def _leading_words() -> frozenset[str]:
    leading = (
        text for text, slots in vocabulary().exact.items() if any(map(_may_lead, slots.values()))
    )
    found = map(FIRST_WORD.match, leading)
    return frozenset(match.group() for match in found if match)


def _bits_of(
    texts: Sequence[str], which: list[int], words: _Words, codes: frozenset[str]
) -> dict[int, int]:
    """The bits of some texts of an article in these languages, by their places."""
    bits = dict.fromkeys(which, 0)
    whole = caseless("\n".join([texts[at] for at in which]).replace("’", "'"))
    told = dict.fromkeys(words.told_by(whole.split()))
    if told:
        folded = whole.split("\n")
        if len(folded) != len(which):
            folded = [fold(texts[at]) for at in which]
        # Few words in all are looked for in every text; of many, each text's own.
        is_many = len(told) * len(which) > _MOST_LOOKED_FOR
        within = () if is_many else [sign for sign in told if sign.text in whole]
        for at, text in zip(which, folded, strict=True):
            for term, its_bits, own, language in words.told_by(text.split()) if is_many else within:
                if term in text:
                    bits[at] |= its_bits | own if language in codes else its_bits
    return bits


class Gate:
    """Tells which blocks of one article no rule about lines can take.

    `texts` are the blocks' texts, `codes` the languages whose words they are read by.
    """

    def __init__(self, texts: Sequence[str], codes: frozenset[str]) -> None:
        self._texts = texts
        self._codes = codes
        #: What terms a block holds, as bits; missing: not yet looked up.
        self._bits: dict[int, int] = {}
        #: Which of the short lines hold a word of the page.
        self._paged: dict[int, int] | None = None
        #: Whether a block is no plain sentence; missing: not yet known.
        self._odd: dict[int, bool] = {}

    def may_be_furniture(self, at: int, outside: bool, near_end: bool) -> bool:
        """Whether a rule about lines could take a block: False only where none can.

        `outside` and `near_end` say where it stands: above or below the story; among the first
        or last blocks.
        """
        odd = self._odd.get(at)
        if odd is None:
            odd = self._odd[at] = self._is_odd(at)
        if odd:
            return True
        text = self._texts[at]
        length = len(text)
        if outside and (length < _LEAST_OUTSIDE or "|" in text or "·" in text or "•" in text):
            return True  # the sides of a line of the page
        longest = LONGEST_SENTENCE if outside else LONGEST_AMONG
        if length > (LONGEST_NOTE if near_end else longest):
            return False
        bits = self._bits.get(at)
        if bits is None:
            bits = self._look_up(at)
        if bits & (_NOTE | _MACHINE | _EARNED) and near_end:
            return True
        if not bits or length > longest:
            return False
        if length <= LONGEST_OTHER:
            bits |= bits >> _OTHER
        if outside and bits & (_STRONG | _SELF):
            return True
        if bits & _EARNED or (bits & _CONTENT and bits & _STRONG):
            return True
        return bool(bits & _ADDRESS and bits & (_STRONG | _WEAK if outside else _STRONG))

    def holds_page_word(self, at: int) -> bool:
        """Whether a block may hold a word of the page: False only where it holds none."""
        if len(self._texts[at]) >= _LEAST_CHARS:
            return True
        if self._paged is None:
            short = [i for i, text in enumerate(self._texts) if len(text) < _LEAST_CHARS]
            # Of many lines most are never asked for.
            at_once = short if len(short) <= _MOST_AT_ONCE else []
            self._paged = _bits_of(self._texts, at_once, _page_words(), self._codes)
        if at not in self._paged:
            self._paged |= _bits_of(self._texts, [at], _page_words(), self._codes)
        return self._paged[at] != 0 or is_unspaced(self._texts[at])

    def _look_up(self, at: int) -> int:
        """The bits of a sentence; those that will be asked for next are looked up with it."""
        last = len(self._texts) - _NEAR
        likely = [
            i
            for i, text in enumerate(self._texts)
            if i == at
            or (
                _LEAST_CHARS <= len(text) <= LONGEST_NOTE
                and (len(text) <= LONGEST_AMONG or i < _NEAR or i >= last)
                and i not in self._bits
            )
        ]
        self._bits.update(_bits_of(self._texts, likely, _words(), self._codes))
        return self._bits[at]

    def _is_odd(self, at: int) -> bool:
        """Whether a block is no full sentence, or has a label, a bracket or a credit's mark."""
        text = self._texts[at]
        if len(text) < _LEAST_CHARS or not SENTENCE_END.search(text, len(text) - 8):
            return True
        if (not text[0].isalnum() and text[0] not in _OPENING) or text[-1] in ")）":
            return True
        if text.endswith(("…", "...")):
            return True  # a headline that was cut
        reach = text[:REACH]
        if ":" in reach or "：" in reach or " | " in reach:
            return True
        if text[-1] in "?!" and text[:2].isupper():
            return True  # a label in capitals: "VIDEO Is this the end of the old bridge?"
        if may_end_in_credit(text) and ending_credit(text):
            return True
        if archive_end(text, True) is not None:
            return True
        if not text.isascii() and is_unspaced(text):
            return True
        word = FIRST_WORD.match(text)
        first = FIRST_WORD.match(caseless(word.group())) if word else None
        return (
            first is not None
            and first.group() in _leading_words()
            and any(map(_may_lead, vocabulary().leading(fold(text[:_LEAD]))))
        )
