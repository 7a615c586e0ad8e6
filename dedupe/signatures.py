"""Texts to MinHash signatures and shingle sets (`dedupe.kernels` does the work).

A signature equals, bit for bit, what `datasketch.MinHash(num_perm, seed)` (datasketch 2,
scheme "affine32") gives for the same 32-bit shingle hashes: MurmurHash3's finalizer on the
hash, then a * h + b modulo 2**32 for each permutation, and the least of each (Broder 1997).
"""

from __future__ import annotations

import itertools
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from dedupe.codepoints import fold_table
from dedupe.kernels import signatures_into, sketch_into
from dedupe.numbers import number_words
from dedupe.settings import FoldSettings
from dedupe.sketches import Parts, Sketches
from dedupe.texts import Texts

if TYPE_CHECKING:
    from datasketch import LeanMinHash, MinHash

# datasketch loads scipy, which takes as long as all else: only who asks for its objects waits.


@cache
def permutations(num_perm: int, seed: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The parameters a and b of the permutations that datasketch draws, each (num_perm,) uint32.

    a is odd, so that no two hashes meet (datasketch 2, scheme "affine32").
    """
    drawn = np.random.RandomState(seed)
    a = drawn.randint(0, 1 << 31, num_perm, np.uint32) * np.uint32(2) + np.uint32(1)
    return a, drawn.randint(0, 1 << 32, num_perm, np.uint32)


def signatures(texts: Texts, settings: FoldSettings) -> NDArray[np.uint32]:
    """The signatures of n texts alone, (n, num_perm) uint32, for an index of one's own.

    As those of `sketch`, which finds what verifying needs besides. Releases the lock.
    """
    a, b = permutations(settings.num_perm, settings.seed)
    made = np.empty((len(texts), settings.num_perm), np.uint32)
    words, numbers = number_words()
    signatures_into(
        texts.data, texts.offsets, fold_table(), words, numbers, settings.shingle_size, a, b, made
    )
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
        texts.data, texts.offsets, fold_table(), *number_words(), settings.shingle_size, a, b,
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


def sketch_threaded(texts: Texts, settings: FoldSettings, threads: int, block: int = 2048) -> Parts:
    """As `sketch`, by threads, in parts; what is in them does not depend on how many threads."""
    n = len(texts)
    if n <= block:
        return Parts((sketch(texts, settings),))
    cuts = [*range(0, n, block), n]
    blocks = [
        Texts(
            texts.data[texts.offsets[first] : texts.offsets[last]],
            texts.offsets[first : last + 1] - texts.offsets[first],
        )
        for first, last in itertools.pairwise(cuts)
    ]
    with ThreadPoolExecutor(threads) as pool:
        return Parts(tuple(pool.map(lambda part: sketch(part, settings), blocks)))


def minhash(text: str, settings: FoldSettings | None = None) -> MinHash:
    """One text's signature as a datasketch.MinHash, for any of datasketch's indexes."""
    settings = settings or FoldSettings()
    row = signatures(Texts.of([text]), settings)[0]
    return as_minhash(row, settings)


def as_minhash(signature: NDArray[np.uint32], settings: FoldSettings) -> MinHash:
    """A row of a signature matrix as a datasketch.MinHash."""
    from datasketch import MinHash

    return MinHash(
        num_perm=len(signature), seed=settings.seed, hashvalues=signature, scheme="affine32"
    )


def as_lean_minhash(signature: NDArray[np.uint32], settings: FoldSettings) -> LeanMinHash:
    """A row of a signature matrix as a datasketch.LeanMinHash."""
    from datasketch import LeanMinHash

    return LeanMinHash(as_minhash(signature, settings))
