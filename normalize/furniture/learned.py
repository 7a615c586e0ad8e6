"""Furniture learned from an outlet itself: lines that recur at the ends of its different stories.

No word of any language is needed. A line is furniture of an outlet if it ends (or begins) at
least four of its articles, and a share of all of them, whose titles have no word in common: a
paragraph of background also recurs, but in stories about one thing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from normalize.article import INLINE_RULES, Removed
from normalize.furniture.words import fold

#: How many kept paragraphs at either end are looked at.
_HEAD, _FOOT = 3, 6
_LONGEST = 300
_LEAST_LETTERS = 6
#: Least share of an outlet's articles; figures make a line look like facts of the story.
_SHARE, _SHARE_WITH_DIGITS = 0.03, 0.2
_WORD = re.compile(r"[^\W\d_]{4,}|[\u2e80-\u9fff\uac00-\ud7af]{2}")
_LETTER = re.compile(r"[^\W\d_]")

Ends = dict[str, int]
"""Folded line -> how many of the outlet's articles have it at that end, at least (see `at_least`)."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What one outlet's articles showed: lines at the head, lines at the foot, articles seen at least."""

    head: Ends
    foot: Ends
    articles: int


@dataclass(frozen=True, slots=True)
class Recurring:
    """The key of a line that recurs: titles of the outlet's articles that have it, text of one."""

    key: int
    outlet: str
    titles: Sequence[str]
    text: str


def at_least(count: int) -> int:
    """A count as evidence of which it is told: from ten on 10, 20, 50, 100 ..., whichever is reached.

    So that a record does not change with each further article that has the same line.
    """
    if count < 10:
        return count
    size = int(10 ** (len(str(count)) - 1))
    return max(step * size for step in (1, 2, 5) if step * size <= count)


def _candidates(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The folded lines at the head and the foot; one paragraph at least is neither."""
    middle = max(range(len(paragraphs)), key=lambda i: (len(paragraphs[i]), -i))
    head = [fold(p) for p in paragraphs[: min(_HEAD, middle)] if len(p) <= _LONGEST]
    foot = [
        fold(p)
        for p in paragraphs[max(middle + 1, len(paragraphs) - _FOOT) :]
        if len(p) <= _LONGEST
    ]
    return head, foot


def _key(outlet: str, end: str, line: str) -> int:
    data = f"{outlet}\0{end}\0{line}".encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest())


def _lines(text: str) -> Iterator[tuple[str, str]]:
    head, foot = _candidates(text.split("\n\n"))
    for end, lines in (("head", head), ("foot", foot)):
        for line in dict.fromkeys(lines):
            if len(_LETTER.findall(line)) >= _LEAST_LETTERS:
                yield end, line


def end_keys(outlet: str, text: str) -> list[int]:
    """A 64-bit key of each line at the ends of a cleaned text, by which lines that recur are found.

    Lines of different outlets, or at different ends, have different keys. Without an outlet
    there is nothing to learn.
    """
    return [_key(outlet, end, line) for end, line in _lines(text)] if outlet else []


def recurring(keys: NDArray[np.uint64], least: int) -> NDArray[np.uint64]:
    """Those keys (m,) that at least so many articles have, sorted; `keys` (n,) of all articles."""
    ordered = np.sort(keys)
    # A key that `least` articles have stands at two places so far from each other.
    later = ordered[least - 1 :]
    found: NDArray[np.uint64] = np.unique(later[later == ordered[: len(later)]])
    return found


def learn(
    recurring: Iterable[Recurring], totals: Mapping[str, int], least: int
) -> dict[str, Learned]:
    """Learn the furniture of each outlet from its lines that recur.

    `totals` are how many articles an outlet has in all, `least` how many unrelated articles must
    share a line. The result does not depend on any order. Outlets with nothing learned are left
    out.
    """
    found: dict[str, dict[str, Ends]] = {}
    for line in recurring:
        count, total = len(line.titles), totals[line.outlet]
        if count < _SHARE * total or not _are_unrelated(line.titles, least):
            continue
        end, words = next(
            (end, words)
            for end, words in _lines(line.text)
            if _key(line.outlet, end, words) == line.key
        )
        if count >= _SHARE_WITH_DIGITS * total or not any(map(str.isdigit, words)):
            ends = found.setdefault(line.outlet, {"head": {}, "foot": {}})
            ends[end][words] = at_least(count)
    return {
        outlet: Learned(ends["head"], ends["foot"], at_least(totals[outlet]))
        for outlet, ends in found.items()
    }


def _are_unrelated(titles: Iterable[str], least: int) -> bool:
    """Whether so many titles share no word, any two of them, taken in their sorted order."""
    used: set[str] = set()
    count = 0
    for title in sorted(set(titles)):
        words = {word.casefold() for word in _WORD.findall(title)}
        if words and words.isdisjoint(used):
            used |= words
            count += 1
            if count == least:
                return True
    return False


def strip_learned(
    text: str, removed: Sequence[Removed], learned: Learned
) -> tuple[str, list[Removed]]:
    """Take learned lines off the ends of a cleaned text; returns it and all that was removed.

    The rule of a piece says how many of the outlet's articles have the line, at least. Something of the
    text always stays.
    """
    paragraphs = text.split("\n\n")
    begin, end = 0, len(paragraphs)
    while begin < end - 1 and begin < _HEAD and fold(paragraphs[begin]) in learned.head:
        begin += 1
    while (
        end > begin + 1
        and end > len(paragraphs) - _FOOT
        and fold(paragraphs[end - 1]) in learned.foot
    ):
        end -= 1
    if begin == 0 and end == len(paragraphs):
        return text, list(removed)
    places = _places(removed, len(paragraphs))
    pieces = list(removed)
    for at, paragraph in enumerate(paragraphs):
        if begin <= at < end:
            continue
        side, ends = ("head", learned.head) if at < begin else ("foot", learned.foot)
        rule = f"learned.{side} {_told(ends[fold(paragraph)])} of {_told(learned.articles)}"
        pieces.append(Removed("other", paragraph, rule, places[at]))
    pieces.sort(key=lambda piece: piece.at)
    return "\n\n".join(paragraphs[begin:end]), pieces


def _told(count: int) -> str:
    return f"{count}+" if count >= 10 else str(count)


def _places(removed: Sequence[Removed], kept: int) -> list[int]:
    """The block of each kept paragraph: those that no whole piece was taken from, in order."""
    gone = {piece.at for piece in removed if piece.rule not in INLINE_RULES}
    places: list[int] = []
    at = 0
    while len(places) < kept:
        if at not in gone:
            places.append(at)
        at += 1
    return places
