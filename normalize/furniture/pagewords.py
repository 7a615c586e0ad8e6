"""Words of the page: what share buttons, calls to subscribe and menus are made of, by language.

A line of furniture is seldom worded alike twice ("Share on Facebook", "Share this story via
WhatsApp"), but it is made of few words. They are stems ("komentarz*") or phrases, a slot a kind,
in the same files as the labels; only the article's own language and English are asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from normalize.furniture.words import Term, fold, languages, load_terms, vocabulary

#: Slots that are matched word by word; all others are labels and leads (see words.py).
WORD_SLOTS = (
    "social_word", "promotion_word", "navigation_word", "weak_word", "address_word", "role_word",
    "self_reference", "self_verb", "publish_verb", "stamp_word", "tag_label",
    "link_word",
)  # fmt: skip
_WORD = re.compile(r"[^\W_][\w'’‌+.-]*[^\W_]|[^\W_]")
#: Scripts without spaces, and Korean, whose words end in particles: terms are looked for anywhere.
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
#: Norwegian goes by several tags.
_FILES = {"no": "nb", "nn": "nb"}
#: Shorter words may be common ones of another language: "del" is "share" in Danish.
_LEAST_ASCII, _LEAST_OTHER = 7, 5
_MARKS = re.compile(r"[\W\d_]+")


@dataclass(frozen=True)
class PageWords:
    """One language's terms: `exact` by word, `stems` by first two letters, `phrases` anywhere."""

    exact: dict[str, dict[str, Term]]
    stems: dict[str, tuple[Term, ...]]
    phrases: dict[str, tuple[Term, ...]]

    def found(self, folded: str, slot: str) -> list[Term]:
        """The terms of a slot in a folded line, one for each of its words or phrases that is one."""
        out = [term for term in self.phrases.get(slot, ()) if _holds(folded, term.text)]
        for word in _WORD.findall(folded):
            if term := self.exact.get(word, {}).get(slot):
                out.append(term)
                continue
            out += [
                t
                for t in self.stems.get(word[:2], ())
                if t.slot == slot and word.startswith(t.text)
            ][:1]
        return out

    def covered(self, folded: str, terms: list[Term]) -> float:
        """The share of a line's letters that terms make up; a stem counts for its whole word."""
        letters = len(_MARKS.sub("", folded))
        if not letters:
            return 0.0
        rest = folded
        for term in sorted(terms, key=lambda t: -len(t.text)):
            if " " in term.text or _UNSPACED.search(term.text):
                rest = rest.replace(term.text, " ")
            else:
                rest = re.sub(rf"(?<!\w){re.escape(term.text)}[\w'’‌-]*", " ", rest)
        return 1 - len(_MARKS.sub("", rest)) / letters


def _holds(folded: str, phrase: str) -> bool:
    at = folded.find(phrase)
    if at < 0 or _UNSPACED.match(phrase):
        return at >= 0
    end = at + len(phrase)
    return not (at and folded[at - 1].isalnum()) and not (
        end < len(folded) and folded[end].isalnum()
    )


@cache
def page_words(language: str) -> PageWords:
    """The page words of a language (BCP 47, its first part) and of English."""
    codes = [_FILES.get(code, code) for code in (language.split("-")[0], "en")]
    return _page_words([term for code in dict.fromkeys(codes) for term in load_terms(code)])


@cache
def all_page_words() -> PageWords:
    """The page words of all languages, but for those that may be common words of another."""
    return _page_words([term for code in languages() for term in load_terms(code) if _is_own(term)])


def _is_own(term: Term) -> bool:
    text = term.text
    if term.slot.startswith(("self_", "publish_")):
        return True  # two of them are asked for
    if _UNSPACED.search(text):
        return len(text) > 1
    return len(text) >= (_LEAST_ASCII if text.isascii() else _LEAST_OTHER)


def _page_words(terms: list[Term]) -> PageWords:
    exact: dict[str, dict[str, Term]] = {}
    stems: dict[str, list[Term]] = {}
    phrases: dict[str, list[Term]] = {}
    for term in terms:
        if term.slot not in WORD_SLOTS:
            continue
        text = term.text
        if text.endswith("*"):
            stem = Term(text[:-1], term.slot, term.language)
            stems.setdefault(text[:2], []).append(stem)
        elif _UNSPACED.search(text) or not _WORD.fullmatch(text):
            phrases.setdefault(term.slot, []).append(term)
        else:
            exact.setdefault(text, {}).setdefault(term.slot, term)
    return PageWords(
        exact,
        {key: tuple(terms) for key, terms in stems.items()},
        {slot: tuple(terms) for slot, terms in phrases.items()},
    )


@cache
def _stamp_words() -> PageWords:
    return _page_words(
        [term for code in languages() for term in load_terms(code) if term.slot == "stamp_word"]
    )


_CLOCK = re.compile(r"\d[\d.:/\\-]*(?:st|nd|rd|th|er|e|º|h|u)?\d*")
_NUMBERED = re.compile(r"\d[^\W\d_]{0,2}")


def is_stamp(text: str) -> bool:
    """Whether a line is a date or a time, with the words that go with them, and nothing more."""
    if len(text) > 70 or not any(char.isdigit() for char in text):
        return False
    words = _stamp_words()
    digits = sum(char.isdigit() for char in text)
    if digits < 3:
        return False
    rest = _CLOCK.sub(" ", fold(text))
    if _UNSPACED.search(rest):
        for term in sorted(words.phrases.get("stamp_word", ()), key=lambda t: -len(t.text)):
            rest = rest.replace(term.text, " ")
        return not _WORD.search(rest)
    return all(
        "stamp_word" in words.exact.get(word, {})
        or "stamp_word" in words.exact.get(word.rstrip("."), {})
        or _is_month(word)
        for word in _WORD.findall(rest)
    )


@cache
def _is_month(word: str) -> bool:
    return vocabulary().term(word, "month") is not None
