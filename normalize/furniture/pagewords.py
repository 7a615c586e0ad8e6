"""Words of the page: what share buttons, calls to subscribe and menus are made of, by language.

A line of furniture is seldom worded alike twice ("Share on Facebook", "Share this story via
WhatsApp"), but it is made of few words. They are stems ("komentarz*") or phrases, a slot a kind,
in the same files as the labels; only the article's own language and English are asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from normalize.article import RemovedKind
from normalize.furniture.words import FIRST_WORD, Term, fold, languages, load_terms
from normalize.late import LatePattern

#: Slots that are matched word by word; all others are labels and leads (see words.py).
WORD_SLOTS = frozenset((
    "social_word", "promotion_word", "navigation_word", "weak_word", "address_word", "role_word",
    "self_reference", "self_verb", "publish_verb", "stamp_word", "tag_label",
    "link_word", "poll_label", "version_phrase", "error_word", "copy_word",
    "machine_word", "this_part", "part_word", "content_reference", "consent_word", "report_phrase",
    "affiliate_phrase", "affiliate_word", "meter_phrase", "meter_address", "interview_word",
    "shortened_word", "call_phrase", "offer_phrase", "onward_word", "where_word", "police_word",
    "whose_word", "act_word", "thing_word", "question_phrase", "own_thing", "paid_word",
    "our_word", "medium_word", "our_thing", "us_phrase",
))  # fmt: skip
#: Vowel signs and the like are no letters to `re`: words of Hindi, or of vocalised Arabic, have them.
_SIGNS = "\u064b-\u0652\u0900-\u0903\u093a-\u094f\u0955-\u0957\u0962\u0963"
WORD = re.compile(rf"[^\W_][\w'’‌+.{_SIGNS}-]*(?:[^\W_]|[{_SIGNS}])|[^\W_]")
#: Scripts without spaces, and Korean, whose words end in particles: terms are looked for anywhere.
_UNSPACED_LETTERS = "\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af"
_UNSPACED = re.compile(f"[{_UNSPACED_LETTERS}]")
#: A word of another script among them, which ends where they begin: "Facebook公司".
_FOREIGN = LatePattern(rf"[^\W_{_UNSPACED_LETTERS}](?:[^\W{_UNSPACED_LETTERS}]|['’+.-](?=\w))*")
#: Norwegian goes by several tags; Malay is told from Indonesian by little.
_FILES = {"no": "nb", "nn": "nb", "ms": "id"}
#: Shorter words may be common ones of another language: "del" is "share" in Danish.
_LEAST_ASCII, _LEAST_OTHER = 7, 5
#: How many words are remembered as plain.
_MOST_PLAIN = 200_000
#: Slots of which a line must have two, or that speak for the story: short words of them count too.
_BY_TWO = (
    "self_", "publish_", "version_", "error_", "copy_", "this_", "part_", "content_", "consent_", "report_",
    "affiliate_", "interview_", "shortened_", "onward_", "where_", "police_",
    "act_", "thing_",
)  # fmt: skip


class Hit(NamedTuple):
    """A term that a line holds, and where (a stem's hit is its whole word)."""

    term: Term
    start: int
    end: int

    @property
    def rule(self) -> str:
        return self.term.rule

    def overlaps(self, other: Hit) -> bool:
        """Whether two terms share a letter of the line."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Reading:
    """The page words of one folded line, by slot, in the order of the line."""

    folded: str
    hits: dict[str, list[Hit]]
    #: whether the line holds any word of the page, of these languages or of others
    worded: bool

    def of(self, slot: str) -> list[Hit]:
        """The hits of a slot."""
        return self.hits.get(slot, [])

    def part(self, folded: str, codes: Codes) -> Reading:
        """The page words of a folded piece of the line, in some languages."""
        return reading(folded, find_words(folded) if self.worded else [], codes)

    def covered(self, hits: list[Hit]) -> float:
        """The share of the line's letters that stand in the hits."""
        if not hits:
            return 0.0
        within = reached = 0
        for start, end in sorted({(hit.start, hit.end) for hit in hits}):
            if end > reached:
                within += sum(map(str.isalpha, self.folded[max(start, reached) : end]))
                reached = end
        return within / self._letters if self._letters else 0.0

    @cached_property
    def _letters(self) -> int:
        return sum(map(str.isalpha, self.folded))


#: What a line is read for: one language's words and English, or (None) all languages' but for
#: those that may be common words of another.
Codes = frozenset[str] | None


def codes_of(language: str) -> frozenset[str]:
    """The vocabulary files that an article's language (BCP 47) is read by."""
    first = language.split("-")[0]
    return frozenset((_FILES.get(first, first), "en"))


def has_vocabulary(language: str) -> bool:
    """Whether an article's language (BCP 47) is unknown, or read by a vocabulary with words of its days.

    Of some languages there are labels alone.
    """
    first = language.split("-")[0]
    return first == "und" or _tells_days(_FILES.get(first, first))


@cache
def _tells_days(code: str) -> bool:
    return any(term.slot == "stamp_word" for term in load_terms(code))


@dataclass(frozen=True, slots=True)
class _Tables:
    """Terms by what a line is looked up by.

    `exact` by whole word, `stems` by a word's first two letters, `phrases` by their first word
    (those of `open` end in any way), `unspaced` by their first character, which `starts` finds.
    `plain` remembers words that tell no term, as nearly all do; it never changes an answer.
    """

    exact: dict[str, tuple[Term, ...]]
    stems: dict[str, tuple[Term, ...]]
    phrases: dict[str, tuple[Term, ...]]
    open: frozenset[Term]
    unspaced: dict[str, tuple[Term, ...]]
    starts: re.Pattern[str]
    plain: set[str] = field(default_factory=set)

    def told_by(self, word: str) -> tuple[list[Term], tuple[Term, ...]]:
        """The terms that a word is, and the phrases that may begin with it."""
        terms = [*self.exact.get(word, ())]
        terms += [stem for stem in self.stems.get(word[:2], ()) if word.startswith(stem.text)]
        first = word if word.isalpha() else FIRST_WORD.match(word).group()  # type: ignore[union-attr]
        phrases = self.phrases.get(first, ())
        if not terms and not phrases and len(self.plain) < _MOST_PLAIN:
            self.plain.add(word)
        return terms, phrases


#: Slots of words that make furniture of a line by themselves, and of which kind it is: most buttons
#: and calls have one.
STRONG_WORDS: dict[str, RemovedKind] = {
    "promotion_word": "promotion", "meter_phrase": "promotion", "social_word": "social",
    "navigation_word": "navigation",
}  # fmt: skip
#: Share of a label's letters that are in words of the page: "View Comments", but "Jimmy Page".
_LABEL_COVERED = 0.55


def is_label(text: str) -> bool:
    """Whether a few words are a button's or a menu's, in any language: "Add A Comment".

    >>> is_label("View Comments"), is_label("Jimmy Page")
    (True, False)
    """
    line = read_words(text, None)
    strong = [hit for slot in (*STRONG_WORDS, "navigation_line") for hit in line.of(slot)]
    return bool(strong) and line.covered(strong) >= _LABEL_COVERED


def strong_words(line: Reading) -> tuple[list[Hit], RemovedKind]:
    """The strong words of a line, those of the surest kind first, and that kind."""
    found: list[Hit] = []
    kind: RemovedKind = "navigation"
    for slot, its_kind in reversed(STRONG_WORDS.items()):
        hits = line.of(slot)
        if hits:
            found = hits + found
            kind = its_kind
    return found, kind


def is_unspaced(text: str) -> bool:
    """Whether a text has letters of a script whose terms are looked for inside words."""
    return bool(_UNSPACED.search(text))


def find_words(folded: str) -> list[Hit]:
    """All terms of all languages in a folded line, in one pass."""
    tables = _tables()
    hits: list[Hit] = []
    unspaced = is_unspaced(folded)
    words = (_FOREIGN if unspaced else WORD).findall(folded)
    start = 0
    for word in words if not tables.plain.issuperset(words) else ():
        start = folded.find(word, start)
        if word not in tables.plain:
            terms, phrases = tables.told_by(word)
            hits += [Hit(term, start, start + len(word)) for term in terms]
            for term in phrases:
                end = start + len(term.text)
                if folded.startswith(term.text, start):
                    if term in tables.open and (rest := WORD.match(folded, end)):
                        end = rest.end()
                    if not folded[end : end + 1].isalnum():
                        hits.append(Hit(term, start, end))
        start += len(word)
    if unspaced:
        for found in tables.starts.finditer(folded):
            at = found.start()
            begun = tables.unspaced[found.group()]
            hits += [Hit(t, at, at + len(t.text)) for t in begun if folded.startswith(t.text, at)]
    return hits


def read_words(text: str, codes: Codes) -> Reading:
    """The page words of a line in some languages."""
    folded = fold(text)
    return reading(folded, find_words(folded), codes)


def reading(folded: str, hits: list[Hit], codes: Codes) -> Reading:
    """The hits that count in some languages, one a slot for each place: the longest."""
    by_slot: dict[str, list[Hit]] = {}
    seen: dict[tuple[str, int], int] = {}
    for hit in hits:
        term = hit.term
        if not (_is_own(term) if codes is None else term.language in codes):
            continue
        found = by_slot.setdefault(term.slot, [])
        at = seen.setdefault((term.slot, hit.start), len(found))
        if at == len(found):
            found.append(hit)
        elif hit.end > found[at].end:
            found[at] = hit
    return Reading(folded, by_slot, bool(hits))


@cache
def _is_own(term: Term) -> bool:
    text = term.text
    if term.slot.startswith(_BY_TWO):
        return True
    if _UNSPACED.search(text):
        return len(text) > 1
    return len(text) >= (_LEAST_ASCII if text.isascii() else _LEAST_OTHER)


@cache
def _tables() -> _Tables:
    exact: dict[str, list[Term]] = {}
    stems: dict[str, list[Term]] = {}
    phrases: dict[str, list[Term]] = {}
    begun: set[Term] = set()
    unspaced: dict[str, list[Term]] = {}
    for term in (term for code in languages() for term in load_terms(code)):
        text = term.text
        if term.slot not in WORD_SLOTS:
            continue
        if text.endswith("*") and " " not in text:
            stems.setdefault(text[:2], []).append(Term(text[:-1], term.slot, term.language))
        elif _UNSPACED.search(text):
            unspaced.setdefault(text[0], []).append(term)
        elif WORD.fullmatch(text):
            exact.setdefault(text, []).append(term)
        elif found := FIRST_WORD.match(text):
            if text[-1] == "*":
                term = term._replace(text=text[:-1])
                begun.add(term)
            phrases.setdefault(found.group(), []).append(term)
    starts = re.compile("[" + re.escape("".join(unspaced)) + "]")
    return _Tables(
        _tuples(exact),
        _tuples(stems),
        _tuples(phrases),
        frozenset(begun),
        _tuples(unspaced),
        starts,
    )


def _tuples(table: dict[str, list[Term]]) -> dict[str, tuple[Term, ...]]:
    return {key: tuple(terms) for key, terms in table.items()}


def is_office(name: str) -> bool:
    """Whether a name holds the word of an office, in any language: "Staff Writer"."""
    return any(hit.term.slot == "role_word" for hit in find_words(fold(name)))
