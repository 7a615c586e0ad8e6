"""Candidate pairs to figures: exact similarities of the shingle sets, facts, leads and windows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.common import common_values, telling_rows, without
from dedupe.pairs import Pairs, ends
from dedupe.sketches import Parts, Sketches, lists_of

#: Names that both of two articles must have before they are compared at all.
_LEAST_NAMES = 3
#: Shingles of a lead; of a window, and the share of it that must be there.
_LEAD = 48
_WINDOW = 24
_WINDOW_SHARE = 0.2
#: From this ratio of lengths on the longer list is searched rather than read.
_FAR_LONGER = 8
#: Slots of a table of shingles: it stays in the processor's first cache.
_SLOTS = 1 << 14
_LEAST_RARE = 4


@dataclass(frozen=True)
class Measures:
    """What m pairs share; all arrays (m,).

    first, second   rows, int64
    shared          distinct shingles in both, int64
    smaller         distinct shingles of the shorter article, int64
    jaccard         shared over the union, float64, 0 to 1
    containment     shared over the smaller set, float64, 0 to 1
    figures         share of the shorter list of figures found in the other, 1.0 if none
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
    """How many values two sorted runs share, the shorter one first."""
    count = 0
    if _FAR_LONGER * (a_end - a) < b_end - b:
        while a < a_end and b < b_end:
            b += np.searchsorted(values[b:b_end], values[a])
            count += b < b_end and values[b] == values[a]
            a += 1
        return count
    while a < a_end and b < b_end:
        # Without branches: which of two hashes is less no processor can guess.
        x, y = values[a], values[b]
        count += x == y
        a += x <= y
        b += y <= x
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
def _shared_facts(values, starts, i, j, least):  # type: ignore[no-untyped-def]
    """The share of the shorter list of facts that the other has, 1.0 if too few; and its length."""
    count = min(starts[i + 1] - starts[i], starts[j + 1] - starts[j])
    if count < least:
        return 1.0, count
    return _common(values, starts[i], starts[i + 1], starts[j], starts[j + 1]) / count, count


@njit(cache=True, nogil=True)
def _mark(table, shingles, begin, end, mark):  # type: ignore[no-untyped-def]
    """Mark the slots of some shingles in a table of a power of two."""
    mask = np.uint32(table.shape[0] - 1)
    for value in shingles[begin:end]:
        table[np.uint64(value & mask)] = mark


@njit(cache=True, nogil=True)
def _marked(table, shingles, begin, end):  # type: ignore[no-untyped-def]
    """How many shingles have a marked slot."""
    mask = np.uint32(table.shape[0] - 1)
    count = np.uint32(0)
    for value in shingles[begin:end]:
        count += table[np.uint64(value & mask)]
    return np.int64(count)


@njit(cache=True, nogil=True)
def _count_shared(first, second, shingles, starts, sizes, needed, shared):  # type: ignore[no-untyped-def]
    """Count what pairs share; where it is less than needed, no less than they share.

    Most candidates share far too little. That is told without a merge, by a table of where the
    first article's shingles fall, which serves all pairs of that article.
    """
    table = np.zeros(_SLOTS, np.uint8)
    held = -1
    for k in range(first.shape[0]):
        i, j = first[k], second[k]
        if needed[k]:
            if held != i:
                if held >= 0:
                    _mark(table, shingles, starts[held], starts[held] + sizes[held], 0)
                _mark(table, shingles, starts[i], starts[i] + sizes[i], 1)
                held = i
            shared[k] = _marked(table, shingles, starts[j], starts[j] + sizes[j])
            if shared[k] < needed[k]:
                continue
        if sizes[i] > sizes[j]:
            i, j = j, i
        a, b = starts[i], starts[j]
        shared[k] = _common(shingles, a, a + sizes[i], b, b + sizes[j])


@njit(cache=True, nogil=True)
def _measure(first, second, fig, fig_starts, names, name_starts, rares, rare_starts, figures, figure_count, named, rare):  # type: ignore[no-untyped-def]  # fmt: skip
    for k in range(first.shape[0]):
        i, j = first[k], second[k]
        figures[k], figure_count[k] = _shared_facts(fig, fig_starts, i, j, 1)
        named[k], _ = _shared_facts(names, name_starts, i, j, _LEAST_NAMES)
        if rare_starts[i + 1] - rare_starts[i] > rare_starts[j + 1] - rare_starts[j]:
            i, j = j, i
        a, b = rare_starts[i], rare_starts[i + 1]
        c, d = rare_starts[j], rare_starts[j + 1]
        rare[k] = _common(rares, a, b, c, d) / (b - a) if b - a >= _LEAST_RARE else 1.0


@njit(cache=True, nogil=True)
def _follow(first, second, chosen, rares, rare_starts, order, order_starts, lead, coverage):  # type: ignore[no-untyped-def]  # fmt: skip
    for k in range(first.shape[0]):
        if not chosen[k]:
            continue
        i, j = first[k], second[k]
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


@dataclass(frozen=True)
class Common:
    """What too many of some articles have, sorted, uint32: turns of phrase, weekdays, months."""

    shingles: NDArray[np.uint32]
    names: NDArray[np.uint32]


def common_of(sketches: Parts, telling: NDArray[np.bool_] | None = None) -> Common:
    """What all articles together tell, or those of them that `telling` says, (n,) bool."""
    rows = telling_rows(sketches.digests)
    if telling is not None:
        rows = rows[telling[rows]]
    none = np.empty(0, np.uint32)
    shingles, names = [none], [none]
    for part, own in sketches.own_rows(rows):
        shingles.append(lists_of(part.shingles, part.starts, own)[0])
        names.append(lists_of(part.names, part.name_starts, own)[0])
    return Common(
        common_values(np.concatenate(shingles), len(rows), len(sketches)),
        common_values(np.concatenate(names), len(rows), len(sketches)),
    )


@dataclass(frozen=True)
class Overlaps:
    """What pairs of articles share of their shingle sets; arrays (m,), as those of Measures."""

    pairs: Pairs
    shared: NDArray[np.int64]
    smaller: NDArray[np.int64]

    def where(self, keep: NDArray[np.bool_] | slice) -> Overlaps:
        """Those of the kept pairs."""
        return Overlaps(self.pairs[keep], self.shared[keep], self.smaller[keep])


def overlaps(
    pairs: Pairs,
    shingles: NDArray[np.uint32],
    starts: NDArray[np.int64],
    sizes: NDArray[np.int64],
    least: Callable[[NDArray[np.int64]], NDArray[np.float64]] | None = None,
) -> Overlaps:
    """Count what pairs share; the shingles of row i are at starts[i], sizes[i] of them, sorted.

    `least` says how many a pair must share, by the size of its smaller set, (m,) each: where it
    shares fewer, the count is some number below that.
    """
    first, second = ends(pairs)
    shared = np.empty(len(pairs), np.int64)
    smaller = np.minimum(sizes[first], sizes[second])
    needed = np.zeros(len(pairs), np.int64)
    if least is not None:
        needed = np.ceil(least(smaller)).astype(np.int64)
    _count_shared(first, second, shingles, starts, sizes, needed, shared)
    return Overlaps(pairs, shared, smaller)


class Comparer:
    """Measures pairs of some articles exactly, on their whole shingle sets.

    What is common to all is left out once; after that pairs may be measured by several threads.
    """

    def __init__(self, sketches: Sketches, common: Common) -> None:
        self._sketches = sketches
        self._rare = without(sketches.shingles, sketches.starts, common.shingles)
        self._ordered = without(sketches.ordered, sketches.ordered_starts, common.shingles)
        self._names = without(sketches.names, sketches.name_starts, common.names)

    def measure(self, found: Overlaps) -> Measures:
        """The measures of pairs, in their order, but for lead and coverage, which are 0."""
        sketches = self._sketches
        first, second = ends(found.pairs)
        m = len(found.pairs)
        figure_count = np.zeros(m, np.int64)
        figures, names, rare = (np.zeros(m) for _ in range(3))
        _measure(
            first, second, sketches.figures, sketches.figure_starts, *self._names, *self._rare,
            figures, figure_count, names, rare,
        )  # fmt: skip
        sizes = sketches.sizes
        union = sizes[first] + sizes[second] - found.shared
        jaccard = found.shared / np.maximum(union, 1)
        containment = found.shared / np.maximum(found.smaller, 1)
        none = np.zeros(m)
        return Measures(
            first, second, found.shared, found.smaller, jaccard, containment,
            figures, figure_count, names, none, none, rare,
        )  # fmt: skip

    def follow(self, measures: Measures, chosen: NDArray[np.bool_]) -> Measures:
        """The same with lead and coverage of the chosen pairs, (m,): the dearest to measure."""
        lead, coverage = np.zeros(len(chosen)), np.zeros(len(chosen))
        _follow(
            measures.first, measures.second, chosen, *self._rare, *self._ordered, lead, coverage
        )
        return replace(measures, lead=lead, coverage=coverage)


def measure(sketches: Sketches, pairs: Pairs) -> Measures:
    """Measure pairs of sketched articles, whatever they share."""
    comparer = Comparer(sketches, common_of(Parts((sketches,))))
    found = overlaps(pairs, sketches.shingles, sketches.starts, sketches.sizes)
    return comparer.follow(comparer.measure(found), np.ones(len(pairs), np.bool_))


def joined(parts: Sequence[Measures]) -> Measures:
    """Several measures as one, in order; of at least one part."""
    return Measures(
        *(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Measures))
    )
