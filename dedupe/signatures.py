"""Texts to MinHash signatures and shingle sets (`dedupe.kernels` does the work).

A signature equals, bit for bit, what `datasketch.MinHash(num_perm, seed)` (datasketch 2,
scheme "affine32") gives for the same 32-bit shingle hashes: MurmurHash3's finalizer on the
hash, then a * h + b modulo 2**32 for each permutation, and the least of each (Broder 1997).
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache

import numpy as np
from datasketch import LeanMinHash, MinHash
from numpy.typing import NDArray

from dedupe.codepoints import fold_table
from dedupe.kernels import signatures_into, sketch_into
from dedupe.settings import FoldSettings


@dataclass(frozen=True)
class Texts:
    """n texts as one UTF-8 buffer: `data` (bytes,) uint8 and `offsets` (n + 1,) int64."""

    data: NDArray[np.uint8]
    offsets: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Texts:
        """Encode texts; lone surrogates become "?"."""
        encoded = [text.encode("utf-8", "replace") for text in texts]
        offsets = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(piece) for piece in encoded], out=offsets[1:])
        return cls(np.frombuffer(b"".join(encoded), np.uint8), offsets)

    def __len__(self) -> int:
        return len(self.offsets) - 1


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


@cache
def permutations(num_perm: int, seed: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """datasketch's own parameters a and b of the permutations, each (num_perm,) uint32."""
    a, b = MinHash(num_perm=num_perm, seed=seed, scheme="affine32").permutations
    return np.ascontiguousarray(a, np.uint32), np.ascontiguousarray(b, np.uint32)


def signatures(texts: Texts, settings: FoldSettings) -> NDArray[np.uint32]:
    """The signatures of n texts alone, (n, num_perm) uint32, for an index of one's own.

    As those of `sketch`, which finds what verifying needs besides. Releases the lock.
    """
    a, b = permutations(settings.num_perm, settings.seed)
    made = np.empty((len(texts), settings.num_perm), np.uint32)
    signatures_into(texts.data, texts.offsets, fold_table(), settings.shingle_size, a, b, made)
    return made


def sketch(texts: Texts, settings: FoldSettings) -> Sketches:
    """Sketch texts. Releases the interpreter's lock; raises nothing for what texts hold."""
    n = len(texts)
    a, b = permutations(settings.num_perm, settings.seed)
    size = len(texts.data)
    # No text has more tokens than bytes.
    signatures = np.empty((n, settings.num_perm), np.uint32)
    shingles = np.empty(size, np.uint32)
    figures, names = np.empty(size, np.uint32), np.empty(size, np.uint32)
    starts = np.zeros(n + 1, np.int64)
    figure_starts, name_starts = np.zeros(n + 1, np.int64), np.zeros(n + 1, np.int64)
    ordered = np.empty(size, np.uint32)
    ordered_starts = np.zeros(n + 1, np.int64)
    digests = np.empty(n, np.uint64)
    sketch_into(
        texts.data, texts.offsets, fold_table(), settings.shingle_size, a, b,
        signatures, shingles, starts, figures, figure_starts, names, name_starts,
        ordered, ordered_starts, digests,
    )  # fmt: skip
    return Sketches(
        signatures,
        shingles[: starts[-1]].copy(),
        starts,
        figures[: figure_starts[-1]].copy(),
        figure_starts,
        names[: name_starts[-1]].copy(),
        name_starts,
        ordered[: ordered_starts[-1]].copy(),
        ordered_starts,
        digests,
    )


def take(sketches: Sketches, rows: NDArray[np.int64]) -> Sketches:
    """The sketches of some rows, in their order."""

    def ragged(
        values: NDArray[np.uint32], starts: NDArray[np.int64]
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        lengths = starts[rows + 1] - starts[rows]
        ends = np.concatenate([[0], np.cumsum(lengths)])
        places = np.arange(ends[-1]) + np.repeat(starts[rows] - ends[:-1], lengths)
        return values[places], ends

    return Sketches(
        sketches.signatures[rows],
        *ragged(sketches.shingles, sketches.starts),
        *ragged(sketches.figures, sketches.figure_starts),
        *ragged(sketches.names, sketches.name_starts),
        *ragged(sketches.ordered, sketches.ordered_starts),
        sketches.digests[rows],
    )


def concatenate(parts: Sequence[Sketches]) -> Sketches:
    """Several sketches as one, rows in the order of the parts."""

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


def sketch_threaded(
    texts: Texts, settings: FoldSettings, threads: int, block: int = 2048
) -> Sketches:
    """As `sketch`, by threads; the result does not depend on how many."""
    n = len(texts)
    if n <= block:
        return sketch(texts, settings)
    cuts = [*range(0, n, block), n]
    blocks = [
        Texts(
            texts.data[texts.offsets[first] : texts.offsets[last]],
            texts.offsets[first : last + 1] - texts.offsets[first],
        )
        for first, last in itertools.pairwise(cuts)
    ]
    with ThreadPoolExecutor(threads) as pool:
        return concatenate(list(pool.map(lambda part: sketch(part, settings), blocks)))


def minhash(text: str, settings: FoldSettings | None = None) -> MinHash:
    """One text's signature as a datasketch.MinHash, for any of datasketch's indexes."""
    settings = settings or FoldSettings()
    row = signatures(Texts.of([text]), settings)[0]
    return as_minhash(row, settings)


def as_minhash(signature: NDArray[np.uint32], settings: FoldSettings) -> MinHash:
    """A row of a signature matrix as a datasketch.MinHash."""
    return MinHash(
        num_perm=len(signature), seed=settings.seed, hashvalues=signature, scheme="affine32"
    )


def as_lean_minhash(signature: NDArray[np.uint32], settings: FoldSettings) -> LeanMinHash:
    """A row of a signature matrix as a datasketch.LeanMinHash."""
    return LeanMinHash(as_minhash(signature, settings))
