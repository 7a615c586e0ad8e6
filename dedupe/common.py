"""What too many articles have, turns of phrase, weekdays, months; and lists without it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit
from dedupe.filters import Filter, empty_filter, note, place
from dedupe.lists import Lists
from dedupe.pointers import AHEAD, ask_for, list_at
from dedupe.sets import has, table_of
from dedupe.sketches import Parts

#: A shingle that more articles have than this is a turn of phrase or a mould: a story has
#: seldom so many copies.
_COMMON_ARTICLES, _COMMON_SHARE = 100, 0.005
#: So many articles tell what is common in all.
_TELLING = 30_000
_BUCKET_BITS = 20
_BUCKETS = 1 << _BUCKET_BITS


class Values:
    """A set of values that few others are asked for."""

    def __init__(self, values: NDArray[np.uint32]) -> None:
        self.values = values
        self._table = table_of(values)
        self._filter: Filter = empty_filter(len(values))
        note(values, self._filter)

    def left_of(
        self, lists: Lists, rows: NDArray[np.int64]
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The lists of some rows without these values, one after the other, and where each begins.

        The second is (rows + 1,).
        """
        left = np.empty(int(lists.sizes[rows].sum()), np.uint32)
        starts = np.empty(len(rows) + 1, np.int64)
        where = lists.addresses, lists.sizes, rows
        return left[: _leave(*where, self._filter, self._table, left, starts)], starts


@dataclass(frozen=True)
class Common:
    """What too many of some articles have."""

    shingles: Values
    names: Values


def common_of(
    sketches: Parts, telling: NDArray[np.bool_] | None = None, threads: int = 1
) -> Common:
    """What all articles together tell, or those of them that `telling` says, (n,) bool."""
    rows = _telling_rows(sketches.digests)
    articles = len(sketches)
    if telling is not None:
        rows = rows[telling[rows]]
        articles = int(np.count_nonzero(telling))
    none = Values(np.empty(0, np.uint32))

    def common(lists: Lists) -> Values:
        values, _ = none.left_of(lists, rows)
        return Values(_common_values(values, len(rows), articles))

    with ThreadPoolExecutor(threads) as pool:
        return Common(*pool.map(common, (sketches.shingles, sketches.names)))


@njit(cache=True, nogil=True)
def _leave(addresses, sizes, rows, known, table, left, starts):  # type: ignore[no-untyped-def]
    """Copy the values that are not in the table; returns how many they are."""
    count = 0
    for i in range(rows.shape[0]):
        starts[i] = count
        ask_for(addresses, sizes, rows, i + AHEAD)
        for value in list_at(addresses, sizes, rows[i]):
            left[count] = value
            if known[place(np.uint64(value), known.shape[0])] and has(table, value):
                continue
            count += 1
    starts[rows.shape[0]] = count
    return count


def _telling_rows(digests: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The rows of the articles that tell what is common in all of them: a sample, where they are many.

    Which are in it depends on their texts alone, not on their order.
    """
    step = max(1, len(digests) // _TELLING)
    return np.flatnonzero(digests % np.uint64(step) == 0)


def _common_values(values: NDArray[np.uint32], telling: int, articles: int) -> NDArray[np.uint32]:
    """The values that too many of so many articles have, sorted, as `telling` of them tell."""
    least = max(_COMMON_ARTICLES, _COMMON_SHARE * articles) * telling / max(articles, 1)
    ordered = np.sort(_crowded(values, least))
    if not len(ordered):
        return ordered
    first = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    counts = np.diff(np.append(first, len(ordered)))
    common: NDArray[np.uint32] = ordered[first[counts > least]]
    return common


@njit(cache=True, nogil=True, inline="always")
def _bucket(value):  # type: ignore[no-untyped-def]
    return np.int64(np.uint32(value * np.uint32(0x9E3779B1)) >> np.uint32(32 - _BUCKET_BITS))


@njit(cache=True, nogil=True)
def _crowded(values, least):  # type: ignore[no-untyped-def]
    """The values, repeated as they are, whose bucket of a hash table holds more than so many."""
    counts = np.zeros(_BUCKETS, np.uint32)
    for value in values:
        counts[_bucket(value)] += np.uint32(1)
    kept = np.empty(values.shape[0], np.uint32)
    count = 0
    for value in values:
        if counts[_bucket(value)] > least:
            kept[count] = value
            count += 1
    return kept[:count].copy()
