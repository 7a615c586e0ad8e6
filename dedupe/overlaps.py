"""Candidate pairs to how many shingles they share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit
from dedupe.lists import Lists
from dedupe.pairs import Pairs, ends
from dedupe.pointers import AHEAD, ask_for, list_at

#: From this ratio of lengths on the longer list is searched rather than read.
_FAR_LONGER = 8
#: Slots of a table of shingles: it stays in the processor's first cache.
_SLOTS = 1 << 14


@dataclass(frozen=True)
class Overlaps:
    """What pairs of articles share of their shingle sets; arrays (m,), as those of Measures."""

    pairs: Pairs
    shared: NDArray[np.int64]
    smaller: NDArray[np.int64]

    def where(self, keep: NDArray[np.bool_] | slice) -> Overlaps:
        """Those of the kept pairs."""
        return Overlaps(self.pairs[keep], self.shared[keep], self.smaller[keep])


@njit(cache=True, nogil=True)
def common_count(one, other):  # type: ignore[no-untyped-def]
    """How many values two sorted lists (uint32) share."""
    if one.shape[0] > other.shape[0]:
        one, other = other, one
    count = 0
    a, b = 0, 0
    if _FAR_LONGER * one.shape[0] < other.shape[0]:
        while a < one.shape[0] and b < other.shape[0]:
            b += np.searchsorted(other[b:], one[a])
            count += b < other.shape[0] and other[b] == one[a]
            a += 1
        return count
    while a < one.shape[0] and b < other.shape[0]:
        # Without branches: which of two hashes is less no processor can guess.
        x, y = one[a], other[b]
        count += x == y
        a += x <= y
        b += y <= x
    return count


@njit(cache=True, nogil=True)
def _mark(table, shingles, mark):  # type: ignore[no-untyped-def]
    """Mark the slots of some shingles in a table of a power of two."""
    mask = np.uint32(table.shape[0] - 1)
    for value in shingles:
        table[np.uint64(value & mask)] = mark


@njit(cache=True, nogil=True)
def _marked(table, shingles):  # type: ignore[no-untyped-def]
    """How many shingles have a marked slot."""
    mask = np.uint32(table.shape[0] - 1)
    count = np.uint32(0)
    for value in shingles:
        count += table[np.uint64(value & mask)]
    return np.int64(count)


@njit(cache=True, nogil=True)
def _count_shared(first, second, addresses, sizes, needed, shared):  # type: ignore[no-untyped-def]
    """Count what pairs share; where it is less than needed, no less than they share.

    Most candidates share far too little. That is told without a merge, by a table of where the
    first article's shingles fall, which serves all pairs of that article.
    """
    table = np.zeros(_SLOTS, np.uint8)
    held = -1
    for k in range(first.shape[0]):
        ask_for(addresses, sizes, second, k + AHEAD)
        one = list_at(addresses, sizes, first[k])
        other = list_at(addresses, sizes, second[k])
        if needed[k]:
            if held != first[k]:
                if held >= 0:
                    _mark(table, list_at(addresses, sizes, held), 0)
                _mark(table, one, 1)
                held = first[k]
            shared[k] = _marked(table, other)
            if shared[k] < needed[k]:
                continue
        shared[k] = common_count(one, other)


def overlaps(
    pairs: Pairs,
    shingles: Lists,
    least: Callable[[NDArray[np.int64]], NDArray[np.float64]] | None = None,
) -> Overlaps:
    """Count what pairs share; the shingles of each row are sorted.

    `least` says how many a pair must share, by the size of its smaller set, (m,) each: where it
    shares fewer, the count is some number below that.
    """
    first, second = ends(pairs)
    shared = np.empty(len(pairs), np.int64)
    smaller = np.minimum(shingles.sizes[first], shingles.sizes[second])
    needed = np.zeros(len(pairs), np.int64)
    if least is not None:
        needed = np.ceil(least(smaller)).astype(np.int64)
    _count_shared(first, second, shingles.addresses, shingles.sizes, needed, shared)
    return Overlaps(pairs, shared, smaller)
