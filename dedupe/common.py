"""Which values too many articles have, and sets of values without them."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

#: A shingle that more articles have than this is a turn of phrase or a mould: a story has
#: seldom so many copies.
_COMMON_ARTICLES, _COMMON_SHARE = 100, 0.005
#: So many articles tell what is common in all.
_TELLING = 30_000
_BUCKET_BITS = 20
_BUCKETS = 1 << _BUCKET_BITS


def without(
    values: NDArray[np.uint32], starts: NDArray[np.int64], common: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Values and starts without those in `common` (sorted)."""
    if not len(common):
        return values, starts
    table = _hashed(common)
    kept = np.empty_like(values)
    new_starts = np.empty_like(starts)
    return kept[: _drop(values, starts, table, kept, new_starts)], new_starts


def _hashed(values: NDArray[np.uint32]) -> NDArray[np.int64]:
    """A set of values as a table of open addressing, a quarter full; -1 where it is empty."""
    bits = max(4, int(4 * len(values)).bit_length())
    table = np.full(1 << bits, -1, np.int64)
    _put(values, table)
    return table


@njit(cache=True, nogil=True, inline="always")
def _slot(value, mask):  # type: ignore[no-untyped-def]
    return np.int64((np.uint64(value) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)) & mask


@njit(cache=True, nogil=True)
def _put(values, table):  # type: ignore[no-untyped-def]
    mask = table.shape[0] - 1
    for value in values:
        at = _slot(value, mask)
        while table[at] >= 0:
            at = (at + 1) & mask
        table[at] = value


@njit(cache=True, nogil=True)
def _drop(values, starts, table, kept, new_starts):  # type: ignore[no-untyped-def]
    """Copy the values that are not in the table; returns how many they are."""
    mask = table.shape[0] - 1
    count = 0
    for i in range(starts.shape[0] - 1):
        new_starts[i] = count
        for k in range(starts[i], starts[i + 1]):
            value = np.int64(values[k])
            at = _slot(values[k], mask)
            while table[at] >= 0 and table[at] != value:
                at = (at + 1) & mask
            if table[at] < 0:
                kept[count] = values[k]
                count += 1
    new_starts[starts.shape[0] - 1] = count
    return count


def telling_rows(digests: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The rows of the articles that tell what is common in all of them: a sample, where they are many.

    Which are in it depends on their texts alone, not on their order.
    """
    step = max(1, len(digests) // _TELLING)
    return np.flatnonzero(digests % np.uint64(step) == 0)


def common_values(values: NDArray[np.uint32], telling: int, articles: int) -> NDArray[np.uint32]:
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
