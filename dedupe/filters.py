"""Filters of keys: which of many could be among few, or stand there more than once.

They pass all that are, or do, and a few others: what is left is less to sort.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

#: Places of a filter for each key in it: one key in so many of the others passes by chance.
_PLACES = 16

Filter = NDArray[np.bool_]
"""(2 ** k,) bool: whether a key with this hash is in it (Bloom 1970, with one hash function)."""


def empty_filter(keys: int) -> Filter:
    """A filter with room for so many keys."""
    return np.zeros(1 << max(6, (_PLACES * keys).bit_length()), np.bool_)


@njit(cache=True, nogil=True, inline="always")
def place(key, size):  # type: ignore[no-untyped-def]
    """Where a key (uint64) stands in a filter of that size."""
    return np.int64((key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)) & (size - 1)


#: Places of a count for each key: of the keys that stand alone one in five passes by chance.
_ROOM = 4


@njit(cache=True, nogil=True)
def _keep_repeated(keys, bits, counts):  # type: ignore[no-untyped-def]
    for key in keys:
        at = place(key >> bits, counts.shape[0])
        # Two is enough, and a branch is not to be guessed.
        counts[at] = min(counts[at] + 1, 2)
    kept = 0
    for key in keys:
        keys[kept] = key
        kept += counts[place(key >> bits, counts.shape[0])] > 1
    return kept


def repeated(keys: NDArray[np.uint64], bits: int) -> NDArray[np.uint64]:
    """The keys whose part above the lowest `bits` may stand there more than once, in order.

    They are moved to the front of `keys`, of which the result is a view.
    """
    counts = np.zeros(1 << max(6, (_ROOM * len(keys)).bit_length()), np.uint8)
    return keys[: _keep_repeated(keys, np.uint64(bits), counts)]
