"""Filters of keys: which of many could be among few.

They pass all that are, and a few others: what is left is less to sort, or to look up.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit

#: Places of a filter for each key in it: one key in so many of the others passes by chance.
_PLACES = 16
#: The same where there are many keys, and what passes is sorted: it fits into a nearer cache.
FEW_PLACES = 4

Filter = NDArray[np.bool_]
"""(2 ** k,) bool: whether a key with this hash is in it (Bloom 1970, with one hash function)."""


def empty_filter(keys: int, places: int = _PLACES) -> Filter:
    """A filter with room for so many keys, of so many places each."""
    return np.zeros(1 << max(6, (places * keys).bit_length()), np.bool_)


@njit(cache=True, nogil=True, inline="always")
def place(key, size):  # type: ignore[no-untyped-def]
    """Where a key (uint64) stands in a filter of that size."""
    return np.int64((key * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)) & (size - 1)


@njit(cache=True, nogil=True)
def note(keys, known):  # type: ignore[no-untyped-def]
    """Put keys (uint32 or uint64) into a filter."""
    for key in keys:
        known[place(np.uint64(key), known.shape[0])] = True
