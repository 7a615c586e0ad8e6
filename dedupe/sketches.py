"""What matching knows of articles: their sketches, in one part or several."""

from __future__ import annotations

import mmap
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numba import njit
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sketches:
    """What matching needs of n articles.

    signatures  (n, num_perm) uint32
    shingles    sorted distinct shingle hashes, uint32, of article i at starts[i]:starts[i+1]
    starts      (n + 1,) int64
    figures     sorted distinct hashes of tokens that begin with a digit, uint32, at figure_starts
    names       the same of tokens that begin with a capital within a sentence, at name_starts
    ordered     shingle hashes as they follow in the text, uint32, at ordered_starts
    digests     (n,) uint64, a hash of the folded tokens in order: equal for equal texts
    """

    signatures: NDArray[np.uint32]
    shingles: NDArray[np.uint32]
    starts: NDArray[np.int64]
    figures: NDArray[np.uint32]
    figure_starts: NDArray[np.int64]
    names: NDArray[np.uint32]
    name_starts: NDArray[np.int64]
    ordered: NDArray[np.uint32]
    ordered_starts: NDArray[np.int64]
    digests: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.digests)

    @property
    def sizes(self) -> NDArray[np.int64]:
        """(n,) int64: distinct shingles an article."""
        return np.diff(self.starts)


@njit(cache=True, nogil=True)
def _gather(values, starts, rows, out):  # type: ignore[no-untyped-def]
    at = 0
    for row in rows:
        for value in values[starts[row] : starts[row + 1]]:
            out[at] = value
            at += 1


def lists_of(
    values: NDArray[np.uint32], starts: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The lists of some rows, in their order, and where each begins; row i's is at starts[i].

    Distinct rows that are all there are must be in order: then nothing is copied.
    """
    if len(rows) == len(starts) - 1:
        return values, starts
    lengths = starts[rows + 1] - starts[rows]
    ends = np.concatenate([[0], np.cumsum(lengths)])
    out = np.empty(ends[-1], np.uint32)
    _gather(values, starts, rows, out)
    return out, ends


def take(sketches: Sketches, rows: NDArray[np.int64]) -> Sketches:
    """The sketches of some rows, in their order."""

    def ragged(
        values: NDArray[np.uint32], starts: NDArray[np.int64]
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        return lists_of(values, starts, rows)

    return Sketches(
        sketches.signatures[rows],
        *ragged(sketches.shingles, sketches.starts),
        *ragged(sketches.figures, sketches.figure_starts),
        *ragged(sketches.names, sketches.name_starts),
        *ragged(sketches.ordered, sketches.ordered_starts),
        sketches.digests[rows],
    )


def concatenate(parts: Sequence[Sketches]) -> Sketches:
    """Several sketches as one, rows in the order of the parts; a single one as it is."""
    if len(parts) == 1:
        return parts[0]

    def joined(starts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
        return np.concatenate([[0], np.cumsum(np.concatenate([np.diff(s) for s in starts]))])

    return Sketches(
        np.concatenate([part.signatures for part in parts]),
        np.concatenate([part.shingles for part in parts]),
        joined([part.starts for part in parts]),
        np.concatenate([part.figures for part in parts]),
        joined([part.figure_starts for part in parts]),
        np.concatenate([part.names for part in parts]),
        joined([part.name_starts for part in parts]),
        np.concatenate([part.ordered for part in parts]),
        joined([part.ordered_starts for part in parts]),
        np.concatenate([part.digests for part in parts]),
    )


@dataclass(frozen=True)
class Parts:
    """Sketches of n articles in several parts, which may lie in files; row i counts through all.

    What needs only some rows, or one array, never makes a copy of the rest.
    """

    parts: tuple[Sketches, ...]

    def __len__(self) -> int:
        return int(self.starts[-1])

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """(parts + 1,) int64: the first row of each part."""
        return np.concatenate([[0], np.cumsum([len(part) for part in self.parts], dtype=np.int64)])

    def own_rows(self, rows: NDArray[np.int64]) -> Iterator[tuple[Sketches, NDArray[np.int64]]]:
        """Each part that has some of the rows (sorted), and which of its own they are."""
        bounds = np.searchsorted(rows, self.starts)
        for number, part in enumerate(self.parts):
            if bounds[number] < bounds[number + 1]:
                yield part, rows[bounds[number] : bounds[number + 1]] - self.starts[number]

    @cached_property
    def sizes(self) -> NDArray[np.int64]:
        """(n,) int64: distinct shingles an article."""
        return np.concatenate([np.empty(0, np.int64), *(part.sizes for part in self.parts)])

    @cached_property
    def digests(self) -> NDArray[np.uint64]:
        """(n,) uint64, see Sketches."""
        return np.concatenate([np.empty(0, np.uint64), *(part.digests for part in self.parts)])

    def cut(self, values: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
        """An array of all rows, (n,), in parts."""
        return np.split(values, self.starts[1:-1])

    def signatures_of(self, rows: NDArray[np.int64]) -> NDArray[np.uint32]:
        """The signatures of some rows, sorted, (rows, num_perm)."""
        width = self.parts[0].signatures.shape[1]
        found = [part.signatures[own] for part, own in self.own_rows(rows)]
        return np.concatenate([np.empty((0, width), np.uint32), *found])

    def shingles_of(self, rows: NDArray[np.int64], scratch: Path | None) -> NDArray[np.uint32]:
        """The shingle sets of some rows, sorted, one after the other.

        In memory, or in a temporary file of the directory `scratch`, which the system may write
        out and read again. Raises OSError where there is no room for it. A single part that has
        all the rows is not copied.
        """
        if len(self.parts) == 1 and len(rows) == len(self):
            return self.parts[0].shingles
        pieces = (lists_of(part.shingles, part.starts, own)[0] for part, own in self.own_rows(rows))
        count = int(self.sizes[rows].sum())
        if scratch is None or not count:
            return np.concatenate([np.empty(0, np.uint32), *pieces])
        # Written, not stored into a mapping: that costs a fault a page.
        with tempfile.TemporaryFile(dir=scratch) as file:
            for piece in pieces:
                file.write(piece.data)
            file.flush()
            # Private, so that the array is of the kind that may be written to, as all others.
            mapped = mmap.mmap(file.fileno(), 4 * count, access=mmap.ACCESS_COPY)
        return np.frombuffer(mapped, np.uint32, count)

    def take(self, rows: NDArray[np.int64]) -> Sketches:
        """The sketches of some rows, sorted, as one."""
        found = [
            part if len(own) == len(part) else take(part, own) for part, own in self.own_rows(rows)
        ]
        return concatenate(found or [take(self.parts[0], rows)])
