"""Lists of values of many articles, read where they lie: in memory or in several mapped files.

A compiled loop that reads lists of any article would need them all in one array. Here it has
their addresses instead (dedupe.pointers), so that nothing is copied.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Lists:
    """Lists of n articles.

    addresses  (n,) int64, where the first value (uint32) of each list lies in memory
    sizes      (n,) int64, how many there are
    held       the arrays that they are parts of; they must live as long as the addresses are used
    """

    addresses: NDArray[np.int64]
    sizes: NDArray[np.int64]
    held: tuple[NDArray[np.uint32], ...]

    @classmethod
    def of(cls, values: Sequence[NDArray[np.uint32]], starts: Sequence[NDArray[np.int64]]) -> Lists:
        """The lists of several parts: of each the values, and (rows + 1,) where each list begins."""
        held = tuple(np.ascontiguousarray(each, np.uint32) for each in values)
        addresses = [
            each.ctypes.data + each.itemsize * begins[:-1]
            for each, begins in zip(held, starts, strict=True)
        ]
        none = np.empty(0, np.int64)
        return cls(
            np.concatenate([none, *addresses]),
            np.concatenate([none, *(np.diff(begins) for begins in starts)]),
            held,
        )

    def of_rows(self, rows: NDArray[np.int64]) -> Lists:
        """The lists of some rows."""
        return Lists(self.addresses[rows], self.sizes[rows], self.held)
