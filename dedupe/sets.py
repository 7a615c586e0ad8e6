"""Sets of hashes as tables of open addressing, for compiled loops (Knuth, vol. 3, 6.4)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit


@njit(cache=True, nogil=True, inline="always")
def _slot(value, mask):  # type: ignore[no-untyped-def]
    return np.int64((np.uint64(value) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(20)) & mask


@njit(cache=True, nogil=True)
def table_size(count):  # type: ignore[no-untyped-def]
    """Slots of a table for so many values: a power of two, at least four for each of them."""
    size = 4
    while size < 4 * count:
        size *= 2
    return size


@njit(cache=True, nogil=True)
def put(values, table):  # type: ignore[no-untyped-def]
    """Put values into a table (int64, -1 where it is empty)."""
    mask = table.shape[0] - 1
    for value in values:
        at = _slot(value, mask)
        while table[at] >= 0 and table[at] != value:
            at = (at + 1) & mask
        table[at] = value


@njit(cache=True, nogil=True, inline="always")
def has(table, value):  # type: ignore[no-untyped-def]
    """Whether a value is in a table."""
    mask = table.shape[0] - 1
    at = _slot(value, mask)
    while table[at] >= 0:
        if table[at] == value:
            return True
        at = (at + 1) & mask
    return False


def table_of(values: NDArray[np.uint32]) -> NDArray[np.int64]:
    """A table of some values, (2 ** k,)."""
    table = np.full(table_size(len(values)), -1, np.int64)
    put(values, table)
    return table
