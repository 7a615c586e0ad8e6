"""Candidate pairs to matches: exact similarities of the shingle sets, and what they mean.

A similarity alone does not decide: template items (earnings, weather) are alike in all but
their figures, and a follow-up repeats the background of the story before it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.candidates import Pairs
from dedupe.settings import FoldSettings
from dedupe.signatures import Sketches

#: Figures, or names, that both of two articles must have before they are compared at all.
_LEAST_FACTS = 3
#: Copies share nearly all figures of the shorter, items of one mould few. Damage takes figures
#: as it takes words, so the share asked for is one of the words' survival, which is about the
#: square root of that of their pairs. A long text says more by its words: there only many
#: figures, nearly all of them different, tell.
_SHARED_FIGURES = 0.5
_LONG = 100
_MANY_FIGURES, _SHARED_OF_MANY = 8, 0.3
_SHARED_NAMES = 0.35
#: A background paragraph is shared, the lead is not: least share of a lead found in the other,
#: as a part of the share of the whole shorter text.
_SHARED_LEAD = 0.6
#: Fewer shingles than this are thin evidence: short items of one mould are alike by chance.
_SHORT = 40
_SHORT_JACCARD = 0.6
_SHORT_CONTAINMENT = 0.75
_SHORT_SHARED = 14
#: Shingles of a lead; of a window, and the share of it that must be there; below which share
#: of the shorter article a pair is not looked at further.
_LEAD = 48
_WINDOW = 24
_WINDOW_SHARE = 0.2
_LEAST_SHARE = 0.12
#: A shingle that more articles have than this is a turn of phrase or a mould: a story has
#: seldom so many copies.
_COMMON_ARTICLES, _COMMON_SHARE = 100, 0.005
_LEAST_RARE = 4
#: Least shares of the uncommon shingles, for near copies, excerpts and damaged copies.
_NEAR_RARE, _EXCERPT_RARE, _DAMAGED_RARE = 0.3, 0.4, 0.35
#: A damaged copy shares few shingles, but some of nearly every window.
_COVERED = 0.95
_DAMAGED_CONTAINMENT = 0.28
#: An excerpt lies in the longer article with nearly all its windows; a follow-up does not.
_EXCERPT_COVERED = 0.7
#: Above this Jaccard similarity nothing but the figures can tell two articles apart.
_NEAR_ENOUGH = 0.6


@dataclass(frozen=True)
class Measures:
    """What m pairs share; all arrays (m,).

    first, second   rows, int64
    shared          distinct shingles in both, int64
    smaller         distinct shingles of the shorter article, int64
    jaccard         shared over the union, float64, 0 to 1
    containment     shared over the smaller set, float64, 0 to 1
    figures         share of the shorter list of figures found in the other, 1.0 if too few
    figure_count    figures of the article that has fewer, int64
    names           share of the shorter list of uncommon names found in the other, 1.0 if too few
    lead            larger share of one's lead found in the other, float64
    coverage        share of the shorter article's windows that the other has, float64: near 1
                    for a copy however damaged, the background's share for a follow-up
    rare            share of the shorter article's uncommon shingles that the other has, float64;
                    1.0 where it has next to none

    lead, coverage and rare leave out the turns of phrase that a good part of all articles share.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    shared: NDArray[np.int64]
    smaller: NDArray[np.int64]
    jaccard: NDArray[np.float64]
    containment: NDArray[np.float64]
    figures: NDArray[np.float64]
    figure_count: NDArray[np.int64]
    names: NDArray[np.float64]
    lead: NDArray[np.float64]
    coverage: NDArray[np.float64]
    rare: NDArray[np.float64]

    def where(self, keep: NDArray[np.bool_]) -> Measures:
        """The measures of the kept pairs."""
        return Measures(*(getattr(self, f.name)[keep] for f in fields(self)))


@njit(cache=True, nogil=True)
def _common(values, a, a_end, b, b_end):  # type: ignore[no-untyped-def]
    """How many values two sorted runs share."""
    count = 0
    while a < a_end and b < b_end:
        if values[a] == values[b]:
            count += 1
            a += 1
            b += 1
        elif values[a] < values[b]:
            a += 1
        else:
            b += 1
    return count


@njit(cache=True, nogil=True)
def _has(shingles, begin, end, value):  # type: ignore[no-untyped-def]
    at = begin + np.searchsorted(shingles[begin:end], value)
    return at < end and shingles[at] == value


@njit(cache=True, nogil=True)
def _lead_share(ordered, first, last, shingles, begin, end):  # type: ignore[no-untyped-def]
    """Which share of the first shingles of one article the other has."""
    last = min(last, first + _LEAD)
    if first == last:
        return 0.0
    found = 0
    for i in range(first, last):
        found += _has(shingles, begin, end, ordered[i])
    return found / (last - first)


@njit(cache=True, nogil=True)
def _coverage(ordered, first, last, shingles, begin, end):  # type: ignore[no-untyped-def]
    """Which share of the windows of one article's text the other has, each at least in part."""
    windows = 0
    covered = 0
    at = first
    while at < last:
        stop = min(at + _WINDOW, last)
        if stop - at >= _WINDOW // 2 or windows == 0:
            found = 0
            for i in range(at, stop):
                found += _has(shingles, begin, end, ordered[i])
            windows += 1
            covered += found >= _WINDOW_SHARE * (stop - at)
        at = stop
    return covered / windows if windows else 0.0


@njit(cache=True, nogil=True)
def _shared_facts(values, starts, i, j):  # type: ignore[no-untyped-def]
    """The share of the shorter list of facts that the other has, 1.0 if too few; and its length."""
    count = min(starts[i + 1] - starts[i], starts[j + 1] - starts[j])
    if count < _LEAST_FACTS:
        return 1.0, count
    return _common(values, starts[i], starts[i + 1], starts[j], starts[j + 1]) / count, count


@njit(cache=True, nogil=True)
def _measure(first, second, shingles, starts, fig, fig_starts, names, name_starts, rares, rare_starts, order, order_starts, shared, figures, figure_count, named, lead, coverage, rare):  # type: ignore[no-untyped-def]  # fmt: skip
    for k in range(first.shape[0]):
        i, j = first[k], second[k]
        if starts[i + 1] - starts[i] > starts[j + 1] - starts[j]:
            i, j = j, i
        shared[k] = _common(shingles, starts[i], starts[i + 1], starts[j], starts[j + 1])
        if shared[k] < _LEAST_SHARE * (starts[i + 1] - starts[i]):
            continue
        figures[k], figure_count[k] = _shared_facts(fig, fig_starts, i, j)
        named[k], _ = _shared_facts(names, name_starts, i, j)
        if rare_starts[i + 1] - rare_starts[i] > rare_starts[j + 1] - rare_starts[j]:
            i, j = j, i
        # i is the one with fewer uncommon shingles: a to b; the other's are c to d.
        a, b = rare_starts[i], rare_starts[i + 1]
        c, d = rare_starts[j], rare_starts[j + 1]
        e, f = order_starts[i], order_starts[i + 1]
        lead[k] = max(
            _lead_share(order, e, f, rares, c, d),
            _lead_share(order, order_starts[j], order_starts[j + 1], rares, a, b),
        )
        coverage[k] = _coverage(order, e, f, rares, c, d)
        rare[k] = _common(rares, a, b, c, d) / (b - a) if b - a >= _LEAST_RARE else 1.0


def _without(
    values: NDArray[np.uint32], starts: NDArray[np.int64], common: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Values and starts without those in `common` (sorted)."""
    at = np.minimum(np.searchsorted(common, values), len(common) - 1)
    kept = common[at] != values
    ends = np.concatenate([[0], np.cumsum(kept)])
    return values[kept], ends[starts]


Set = tuple[NDArray[np.uint32], NDArray[np.int64]]


def _common_values(values: NDArray[np.uint32], articles: int) -> NDArray[np.uint32]:
    found, counts = np.unique(values, return_counts=True)
    common: NDArray[np.uint32] = found[counts > max(_COMMON_ARTICLES, _COMMON_SHARE * articles)]
    return common


def _uncommon_names(sketches: Sketches) -> Set:
    """The names that are not in too many articles: weekdays and months are no facts."""
    common = _common_values(sketches.names, len(sketches))
    if not len(common):
        return sketches.names, sketches.name_starts
    return _without(sketches.names, sketches.name_starts, common)


def _uncommon(
    sketches: Sketches,
) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.uint32], NDArray[np.int64]]:
    """The shingle sets, and the shingles in order, without those that too many articles have."""
    common = _common_values(sketches.shingles, len(sketches))
    if not len(common):
        return sketches.shingles, sketches.starts, sketches.ordered, sketches.ordered_starts
    return (
        *_without(sketches.shingles, sketches.starts, common),
        *_without(sketches.ordered, sketches.ordered_starts, common),
    )


def measure(sketches: Sketches, pairs: Pairs) -> Measures:
    """Measure pairs exactly, on the whole shingle sets.

    Of pairs that share next to nothing only that is measured.
    """
    first = (pairs >> np.uint64(32)).astype(np.int64)
    second = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    m = len(pairs)
    shared = np.zeros(m, np.int64)
    figure_count = np.zeros(m, np.int64)
    figures, names, lead, coverage, rare = (np.zeros(m) for _ in range(5))
    _measure(
        first, second, sketches.shingles, sketches.starts, sketches.figures,
        sketches.figure_starts, *_uncommon_names(sketches), *_uncommon(sketches),
        shared, figures, figure_count, names, lead, coverage, rare,
    )  # fmt: skip
    sizes = sketches.sizes
    a, b = sizes[first], sizes[second]
    union = a + b - shared
    smaller = np.minimum(a, b)
    return Measures(
        first,
        second,
        shared,
        smaller,
        shared / np.maximum(union, 1),
        shared / np.maximum(smaller, 1),
        figures,
        figure_count,
        names,
        lead,
        coverage,
        rare,
    )


def is_match(
    measures: Measures, digests: NDArray[np.uint64], settings: FoldSettings
) -> NDArray[np.bool_]:
    """Which pairs are copies of one story, (m,) bool.

    Alike enough as sets, or one mostly inside the other; not if their figures differ as those
    of template items do; and not if only the background is shared, unless nearly all is.
    """
    same = digests[measures.first] == digests[measures.second]
    found: NDArray[np.bool_] = same | (
        _is_alike(measures, settings) & _states_the_same(measures) & _begins_alike(measures)
    )
    return found


def _is_alike(measures: Measures, settings: FoldSettings) -> NDArray[np.bool_]:
    """Alike as sets, one lying in the other, or one a damaged copy of the other."""
    short = measures.smaller < _SHORT
    covered = measures.coverage >= _EXCERPT_COVERED
    near = measures.jaccard >= np.where(
        short, max(_SHORT_JACCARD, settings.threshold), settings.threshold
    )
    inside = measures.containment >= settings.containment
    sure = (measures.containment >= _SHORT_CONTAINMENT) | (measures.shared >= _SHORT_SHARED)
    damaged = (measures.coverage >= _COVERED) & (measures.containment >= _DAMAGED_CONTAINMENT)
    found: NDArray[np.bool_] = (
        (near & (measures.rare >= _NEAR_RARE))
        | (inside & covered & (~short | sure) & (measures.rare >= _EXCERPT_RARE))
        | (damaged & ~short & (measures.rare >= _DAMAGED_RARE))
    )
    return found


def _states_the_same(measures: Measures) -> NDArray[np.bool_]:
    """Not so with items of one mould, which differ in their figures or in their names."""
    survival = np.where(measures.smaller < _SHORT, 1.0, np.sqrt(measures.containment))
    few = measures.figures >= _SHARED_FIGURES * survival
    many = (measures.figures >= _SHARED_OF_MANY * survival) | (
        measures.figure_count < _MANY_FIGURES
    )
    figures = np.where(measures.smaller < _LONG, few, few | many)
    found: NDArray[np.bool_] = figures & (measures.names >= _SHARED_NAMES * survival)
    return found


def _begins_alike(measures: Measures) -> NDArray[np.bool_]:
    """Not so with a follow-up, which has the background of another story and a lead of its own."""
    found: NDArray[np.bool_] = (measures.lead >= _SHARED_LEAD * measures.containment) | (
        measures.jaccard >= _NEAR_ENOUGH
    )
    return found
