"""What matching knows of articles: their sketches, in one part or several."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from dedupe.lists import Lists


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

    @cached_property
    def signatures(self) -> Lists:
        """The signatures, of num_perm values each."""
        values = [part.signatures for part in self.parts]
        return Lists.of(
            [each.ravel() for each in values],
            [each.shape[1] * np.arange(len(each) + 1) for each in values],
        )

    @cached_property
    def shingles(self) -> Lists:
        """The shingle sets, sorted, see Sketches."""
        return Lists.of([p.shingles for p in self.parts], [p.starts for p in self.parts])

    @cached_property
    def ordered(self) -> Lists:
        """The shingles as they follow in the text."""
        return Lists.of([p.ordered for p in self.parts], [p.ordered_starts for p in self.parts])

    @cached_property
    def figures(self) -> Lists:
        """The figures, sorted."""
        return Lists.of([p.figures for p in self.parts], [p.figure_starts for p in self.parts])

    @cached_property
    def names(self) -> Lists:
        """The names, sorted."""
        return Lists.of([p.names for p in self.parts], [p.name_starts for p in self.parts])

    @property
    def sizes(self) -> NDArray[np.int64]:
        """(n,) int64: distinct shingles an article."""
        return self.shingles.sizes

    @cached_property
    def digests(self) -> NDArray[np.uint64]:
        """(n,) uint64, see Sketches."""
        return np.concatenate([np.empty(0, np.uint64), *(part.digests for part in self.parts)])

    def cut(self, values: NDArray[np.bool_]) -> list[NDArray[np.bool_]]:
        """An array of all rows, (n,), in parts."""
        return np.split(values, self.starts[1:-1])
