"""Candidate pairs to figures: exact similarities of the shingle sets, facts, leads and windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from dedupe.common import Common, Values, common_of
from dedupe.compiled import njit
from dedupe.lists import Lists
from dedupe.overlaps import Overlaps, common_count, overlaps
from dedupe.pairs import Pairs, as_pairs, ends
from dedupe.pointers import list_at
from dedupe.sets import has, put, table_size
from dedupe.sketches import Parts, Sketches

#: Shingles of a lead; of a window, and the share of it that must be there.
_LEAD = 48
_WINDOW = 24
_WINDOW_SHARE = 0.2


@dataclass(frozen=True)
class Measures:
    """What m pairs share; all arrays (m,).

    first, second   rows, int64
    shared          distinct shingles in both, int64
    smaller         distinct shingles of the shorter article, int64
    jaccard         shared over the union, float64, 0 to 1
    containment     shared over the smaller set, float64, 0 to 1
    figures         distinct figures in both, int64
    figure_count    figures of the article that has fewer, int64
    names           distinct uncommon names in both, int64
    name_count      uncommon names of the article that has fewer, int64
    rare            uncommon shingles in both, int64
    lead            share of the longer article's lead that the shorter one has, float64
    coverage        share of the shorter article's windows that the other has, float64: near 1
                    for a copy however damaged, the background's share for a follow-up
    days            days between their publication, float64; 0 where one has no date

    names, rare, lead and coverage leave out what a good part of all articles share: turns of
    phrase, weekdays, months.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    shared: NDArray[np.int64]
    smaller: NDArray[np.int64]
    jaccard: NDArray[np.float64]
    containment: NDArray[np.float64]
    figures: NDArray[np.int64]
    figure_count: NDArray[np.int64]
    names: NDArray[np.int64]
    name_count: NDArray[np.int64]
    rare: NDArray[np.int64]
    lead: NDArray[np.float64]
    coverage: NDArray[np.float64]
    days: NDArray[np.float64]

    @property
    def pairs(self) -> Pairs:
        """The pairs themselves."""
        return as_pairs(self.first, self.second)

    def where(self, keep: NDArray[np.bool_]) -> Measures:
        """The measures of the kept pairs."""
        return Measures(*(getattr(self, f.name)[keep] for f in fields(self)))


@njit(cache=True, nogil=True)
def _shared_counts(first, second, addresses, sizes, found):  # type: ignore[no-untyped-def]
    for k in range(first.shape[0]):
        one = list_at(addresses, sizes, first[k])
        found[k] = common_count(one, list_at(addresses, sizes, second[k]))


def shared_counts(pairs: Pairs, lists: Lists) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """How many values the two lists of each pair share, and how many the shorter one has.

    Both (m,); the lists are sorted, each value once.
    """
    found = np.empty(len(pairs), np.int64)
    _shared_counts(*ends(pairs), lists.addresses, lists.sizes, found)
    first, second = ends(pairs)
    return found, np.minimum(lists.sizes[first], lists.sizes[second])


@njit(cache=True, nogil=True)
def _lead_share(ordered, most, table):  # type: ignore[no-untyped-def]
    """Which share of the first shingles of one article, at most so many, the table has."""
    length = min(_LEAD, most, ordered.shape[0])
    if length == 0:
        return 0.0
    found = 0
    for value in ordered[:length]:
        found += has(table, value)
    return found / length


@njit(cache=True, nogil=True)
def _coverage(ordered, table):  # type: ignore[no-untyped-def]
    """Which share of the windows of one article's text the other has, each at least in part."""
    windows = 0
    covered = 0
    for at in range(0, ordered.shape[0], _WINDOW):
        length = min(_WINDOW, ordered.shape[0] - at)
        if length >= _WINDOW // 2 or windows == 0:
            found = 0
            for value in ordered[at : at + length]:
                found += has(table, value)
            windows += 1
            covered += found >= _WINDOW_SHARE * length
    return covered / windows if windows else 0.0


@njit(cache=True, nogil=True)
def _follow(first, second, chosen, rares, rare_sizes, ordered, ordered_sizes, lead, coverage):  # type: ignore[no-untyped-def]  # fmt: skip
    longest = 0
    for size in rare_sizes:
        longest = max(longest, size)
    tables = np.empty(table_size(longest), np.int64)
    for k in range(first.shape[0]):
        if not chosen[k]:
            continue
        i, j = first[k], second[k]
        if rare_sizes[i] > rare_sizes[j]:
            i, j = j, i
        # i is the one with fewer uncommon shingles.
        table = tables[: table_size(rare_sizes[j])]
        table[:] = -1
        put(list_at(rares, rare_sizes, j), table)
        own = list_at(ordered, ordered_sizes, i)
        coverage[k] = _coverage(own, table)
        table = tables[: table_size(rare_sizes[i])]
        table[:] = -1
        put(list_at(rares, rare_sizes, i), table)
        # A brief has the lead of the story it was cut from, as far as it goes.
        lead[k] = _lead_share(list_at(ordered, ordered_sizes, j), own.shape[0], table)


class Comparer:
    """Measures the pairs of some articles exactly, on their whole shingle sets.

    What is common to all is left out once; after that pairs may be measured by several threads.
    """

    def __init__(
        self,
        sketches: Parts,
        rows: NDArray[np.int64],
        common: Common,
        published: NDArray[np.float64] | None = None,
    ) -> None:
        """Of articles in all `sketches` the `rows`, sorted, each once.

        `published` are the days, (n,), on which articles were published, counted from any;
        NaN for an article without a date. None where none has one.
        """

        def left(lists: Lists, common: Values) -> Lists:
            values, starts = common.left_of(lists, rows)
            return Lists.of([values], [starts])

        self._rows = rows
        self._sizes = sketches.sizes[rows]
        self._published = np.full(len(rows), np.nan) if published is None else published[rows]
        self._figures = sketches.figures.of_rows(rows)
        self._names = left(sketches.names, common.names)
        self._rare = left(sketches.shingles, common.shingles)
        self._ordered = left(sketches.ordered, common.shingles)

    def measure(self, found: Overlaps) -> Measures:
        """The measures of pairs, in their order, but for lead and coverage, which are 0."""
        first, second = ends(found.pairs)
        one, other = np.searchsorted(self._rows, first), np.searchsorted(self._rows, second)
        pairs = as_pairs(one, other)
        union = self._sizes[one] + self._sizes[other] - found.shared
        none = np.zeros(len(pairs))
        rare, _ = shared_counts(pairs, self._rare)
        return Measures(
            first,
            second,
            found.shared,
            found.smaller,
            found.shared / np.maximum(union, 1),
            found.shared / np.maximum(found.smaller, 1),
            *shared_counts(pairs, self._figures),
            *shared_counts(pairs, self._names),
            rare,
            none,
            none,
            np.nan_to_num(np.abs(self._published[one] - self._published[other])),
        )

    def follow(self, measures: Measures, chosen: NDArray[np.bool_]) -> Measures:
        """The same with lead and coverage of the chosen pairs, (m,): the dearest to measure."""
        lead, coverage = np.zeros(len(chosen)), np.zeros(len(chosen))
        _follow(
            np.searchsorted(self._rows, measures.first),
            np.searchsorted(self._rows, measures.second),
            chosen,
            self._rare.addresses,
            self._rare.sizes,
            self._ordered.addresses,
            self._ordered.sizes,
            lead,
            coverage,
        )
        return replace(measures, lead=lead, coverage=coverage)


def measure(
    sketches: Sketches, pairs: Pairs, published: NDArray[np.float64] | None = None
) -> Measures:
    """Measure pairs of sketched articles, whatever they share; `published` as of Comparer."""
    parts = Parts((sketches,))
    comparer = Comparer(parts, np.arange(len(parts)), common_of(parts), published)
    found = overlaps(pairs, parts.shingles)
    return comparer.follow(comparer.measure(found), np.ones(len(pairs), np.bool_))


def joined(parts: Sequence[Measures]) -> Measures:
    """Several measures as one, in order; of at least one part."""
    return Measures(
        *(np.concatenate([getattr(part, f.name) for part in parts]) for f in fields(Measures))
    )
