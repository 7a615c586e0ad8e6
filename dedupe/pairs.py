"""Pairs of rows as one number each, and what is done with a bucket that is too large for all pairs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit

Pairs = NDArray[np.uint64]
"""Candidate pairs, (m,) uint64: the smaller row in the high 32 bits, the larger in the low."""

NO_PAIRS: Pairs = np.empty(0, np.uint64)
#: A bucket of more than `max_bucket` rows pairs each row with so many of the best ranked ones, and
#: with its neighbour: linear work, and every copy still meets what will be its canonical article.
HUBS = 4


@njit(cache=True, nogil=True, inline="always")
def pair(first, second):  # type: ignore[no-untyped-def]
    """Two rows as a pair."""
    low, high = min(first, second), max(first, second)
    return (np.uint64(low) << np.uint64(32)) | np.uint64(high)


@njit(cache=True, nogil=True)
def best_rows(rows, begin, end, rank, out):  # type: ignore[no-untyped-def]
    """The best ranked of rows[begin:end], into out, (k,), in order."""
    out[:] = -1
    for i in range(begin, end):
        for h in range(out.shape[0]):
            if out[h] < 0 or rank[rows[i]] < rank[out[h]]:
                for k in range(out.shape[0] - 1, h, -1):
                    out[k] = out[k - 1]
                out[h] = rows[i]
                break


def as_pairs(first: NDArray[np.int64], second: NDArray[np.int64]) -> Pairs:
    """Pairs of rows, (m,) each, the smaller or the larger first."""
    low, high = np.minimum(first, second), np.maximum(first, second)
    pairs: Pairs = (low.astype(np.uint64) << np.uint64(32)) | high.astype(np.uint64)
    return pairs


def ends(pairs: Pairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The smaller and the larger row of each pair, (m,) each."""
    return (
        (pairs >> np.uint64(32)).astype(np.int64),
        (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64),
    )


def distinct(pairs: Pairs) -> Pairs:
    """Pairs in order, each once; sorts its argument in place."""
    pairs.sort()
    return _first_of_each(pairs)


def merged(parts: Sequence[Pairs]) -> Pairs:
    """Several lists of pairs that are in order as one, in order, each pair once; at least one list."""
    pairs = np.concatenate(parts)
    # The stable sort is one that merges what is in order already.
    pairs.sort(kind="stable")
    return _first_of_each(pairs)


def _first_of_each(pairs: Pairs) -> Pairs:
    if not len(pairs):
        return pairs
    new = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=new[1:])
    return pairs[new]
