"""Dates and times that a line is made of, or begins or ends with."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from normalize.calendars import gregorian
from normalize.furniture.findings import SENTENCE_END
from normalize.furniture.pagewords import WORD, Reading, find_words, is_unspaced
from normalize.furniture.words import fold, languages, load_terms, vocabulary
from normalize.names import looks_like_name
from normalize.shown_dates import shown_dates

_CLOCK = re.compile(r"\d[\d.:/\\-]*(?:st|nd|rd|th|er|e|º|h|u)?\d*(?:\s?[ap]\.\s?m\b)?")
#: A number that is no year, years side by side, as above a table, and an item of a list: "a) 1910".
_NUMBER = re.compile(
    r"(?!(?:19|20)\d\d$)\d{1,5}|(?:(?:19|20)\d\d\s){1,20}(?:19|20)\d\d|\w{1,2}\)\s.*"
)
#: The least that tell a day of a year.
_STAMP_DIGITS = 3
_MOST_STAMP_WORDS = 20_000
_LONGEST_AGE, _LONGEST_PAIR, _LONGEST_SIGNED = 40, 70, 90
#: A year in figures of any script; words beside a day, its month among them.
_YEARS, _MOST_WORDS = re.compile(r"(?<!\d)\d{4}(?!\d)"), 4
#: Slots of what a line that tells an age is made of.
_AGE = ("ago_word", "unit_word", "stamp_word")


def is_stamp(text: str) -> bool:
    """Whether a line is a date, a time or an age, with the words that go with them, and no more."""
    digits = sum(char.isdigit() for char in text) if len(text) <= 70 else 0
    if not digits or _NUMBER.fullmatch(text):
        return False
    rest = _CLOCK.sub(" ", fold(text))
    if digits < _STAMP_DIGITS:  # "Saturday, 12 May" is when the match is played
        return _is_age(rest)
    if is_unspaced(rest):
        words = [hit for hit in find_words(rest) if hit.term.slot == "stamp_word"]
        return Reading(rest, {}, True).covered(words) >= 1.0 or not WORD.search(rest)
    if all(goes_with_stamp(found.group()) for found in WORD.finditer(rest)) or _is_age(rest):
        return True
    # "Published today at 14:32, updated 2 hours ago"
    first, comma, second = text.rpartition(",")
    return bool(comma) and is_stamp(first) and _is_age(_CLOCK.sub(" ", fold(second)))


def is_stamp_of_page(text: str) -> bool:
    """Whether a line is a time that no chronicle sets above its parts: an age, or two days."""
    if len(text) > _LONGEST_PAIR or not any(char.isdigit() for char in text):
        return False
    if len(text) <= _LONGEST_AGE and _is_age(_CLOCK.sub(" ", fold(text))):
        return True
    return len(_DAY.findall(text)) > 1 and is_stamp(text)


def is_signed_stamp(text: str) -> bool:
    """Whether a line is who reports and when: "Ada Finch, NDR, 12.03.2024 10:42 Uhr", below a video."""
    if len(text) > _LONGEST_SIGNED or "," not in text or not _TIME.search(text):
        return False
    name, _, house = beside_stamp(text).partition(",")
    return bool(house) and text.startswith(name) and " " in name and looks_like_name(name)


def is_shown_day(text: str, language: str) -> bool:
    """Whether a line above a story is a day and little else, in a language without a vocabulary."""
    if len(text) > _LONGEST_PAIR or not any(map(str.isdigit, text)):
        return False
    if not _YEARS.search(gregorian(text, language)) or SENTENCE_END.search(text[:-1]):
        return False
    if len(WORD.findall(re.sub(r"\d", " ", text))) > _MOST_WORDS:
        return False
    return bool(shown_dates([text], language, "+00:00"))


def _is_age(rest: str) -> bool:
    """Whether the words beside a number say how long ago it was: "3 hours ago", "vor 3 Stunden"."""
    if len(rest) > _LONGEST_AGE:
        return False
    rest = " ".join(rest.split())
    if _any_ago().search(rest) is None:
        return False
    return any(_tells_age(rest, *words) for words in _ages())


@cache
def _any_ago() -> re.Pattern[str]:
    # Most lines with a figure tell no age: one look before those of the languages.
    return re.compile("|".join(re.escape(ago) for agos, *_ in _ages() for ago in agos))


def _tells_age(rest: str, agos: tuple[str, ...], units: tuple[str, ...], others: set[str]) -> bool:
    ago = next((text for text in agos if text in rest), None)
    if ago is None:
        return False
    rest = rest.replace(ago, " ", 1)
    if is_unspaced(ago):
        told = len(rest)
        for unit in units:
            rest = rest.replace(unit, "")
        return len(rest) < told and not WORD.search(rest)
    words = WORD.findall(rest)
    return not set(units).isdisjoint(words) and all(
        word in units or word.rstrip(".") in others for word in words
    )


@cache
def _ages() -> tuple[tuple[tuple[str, ...], tuple[str, ...], set[str]], ...]:
    # By language: what says "ago", the units of time, and the other words of a stamp; longest first.
    found = []
    for language in languages():
        by_slot: dict[str, list[str]] = {slot: [] for slot in _AGE}
        for term in load_terms(language):
            if term.slot in by_slot:
                by_slot[term.slot].append(term.text)
        ago, unit, other = (sorted(by_slot[slot], key=len, reverse=True) for slot in _AGE)
        found.append((tuple(ago), tuple(unit), set(other)))
    return tuple(found)


@lru_cache(_MOST_STAMP_WORDS)
def goes_with_stamp(word: str) -> bool:
    """Whether a word stands in dates: a month, or a word of the slot for them."""
    if vocabulary().term(word.rstrip("."), "month") is not None:
        return True
    return any(h.term.slot == "stamp_word" and h.end == len(word) for h in find_words(word))


#: A day with its year in figures alone: 2024-03-12, 12.03.2024, 3/12/2024, 2024年3月12日.
_DAY = re.compile(r"\d{4}[-./]\d\d?[-./]\d\d?(?!\d)|\d\d?[-./]\d\d?[-./]\d{4}(?!\d)|\d{4}[年년]")
#: The same with its year in two, which a time beside it tells from a score, or a telephone.
_SHORT_DAY = re.compile(r"(?<![\d/.-])\d\d?([-./])\d\d\1\d\d(?![\d/.-])")
_YEAR, _TIME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)"), re.compile(r"\d[:.時시h]\d\d(?!\d)")
#: What may stand beside it, at most, and how many words.
_BESIDE, _BESIDE_WORDS = 40, 6
_PARTING = " ,|·•/–—-"


def beside_stamp(text: str) -> str:
    """What little stands after a day at a line's beginning, or before one with a time at its end.

    "12 mars 2024 à 14h30 - Par Jean Petit", "March 12, 2024 / 10:30 AM EDT / CBS News"; "" of
    any other line, and of a date that stands alone.
    """
    words = text.split()
    for cut in range(len(words) - 1, 0, -1):
        first, last = words[:cut], words[-cut:]
        for day, rest in ((first, words[cut:]), (last, words[:-cut])):
            stamp = " ".join(day).strip(_PARTING)
            timed = day is first or _TIME.search(stamp)
            if timed and stamp[-1:] not in (":", "：") and _tells_day(stamp) and is_stamp(stamp):
                left = " ".join(rest).strip(_PARTING)
                return left if len(left) <= _BESIDE and len(rest) <= _BESIDE_WORDS else ""
    return ""


def before_stamp(text: str) -> str:
    """A line without what a label behind a name or a day tells of another: "Ada Finch Updated: June 12"."""
    words, folded = text.split(), fold(text).split()
    for at in range(1, len(words)):
        for end in (at + 1, at + 2):  # "Updated:", "Last update:"
            rest = words[end:]
            entries = vocabulary().exact.get(" ".join(folded[at:end]).rstrip(":："), {})
            if "update_label" in entries and (
                not rest or any(map(str.isdigit, "".join(rest))) or folded[end] in _ago_words()
            ):
                return " ".join(words[:at]).rstrip(" |-–—·,")
    return text


@cache
def _ago_words() -> frozenset[str]:
    return frozenset(ago for agos, *_ in _ages() for ago in agos)


def _tells_day(text: str) -> bool:
    if _DAY.search(text) or (_SHORT_DAY.search(text) and _TIME.search(text)):
        return True
    months = (vocabulary().term(word.rstrip(".,"), "month") for word in fold(text).split())
    dated = _YEAR.search(text) or _TIME.search(text)
    return dated is not None and any(month is not None for month in months)
