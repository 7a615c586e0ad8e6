"""Texts to MinHash signatures and shingle sets, by one compiled pass over their UTF-8 bytes.

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
from numba import njit
from numpy.typing import NDArray

from dedupe.codepoints import ALONE, CAPITAL, IGNORED, STOP, TABLE_SIZE, fold_table
from dedupe.settings import FoldSettings

_IGNORED = int(IGNORED)
_ALONE = int(ALONE)
_CAPITAL = int(CAPITAL)
_STOP = int(STOP)
_LETTER = _STOP - 1
#: What a token may tell: a figure, or a name (a capital that no sentence's beginning explains).
_FIGURE, _NAME = 1, 2


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


@njit(cache=True, nogil=True, inline="always")
def _mix64(value):  # type: ignore[no-untyped-def]
    # MurmurHash3's 64-bit finalizer (Appleby): every input bit reaches every output bit.
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xFF51AFD7ED558CCD)
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))


@njit(cache=True, nogil=True)
def _tokenize(data, begin, end, table, tokens, kinds):  # type: ignore[no-untyped-def]
    """Hash the tokens of data[begin:end] into tokens (uint64); returns how many there are."""
    count = 0
    value = np.uint64(0xCBF29CE484222325)
    prime = np.uint64(0x100000001B3)
    open_token = False
    at_start = True
    kind = 0
    at = begin
    while at < end:
        byte = data[at]
        if byte < 0x80:
            code = np.int64(byte)
            at += 1
        elif byte < 0xE0:
            code = ((np.int64(byte) & 0x1F) << 6) | (np.int64(data[min(at + 1, end - 1)]) & 0x3F)
            at += 2
        elif byte < 0xF0:
            code = (
                ((np.int64(byte) & 0x0F) << 12)
                | ((np.int64(data[min(at + 1, end - 1)]) & 0x3F) << 6)
                | (np.int64(data[min(at + 2, end - 1)]) & 0x3F)
            )
            at += 3
        else:
            code = (
                ((np.int64(byte) & 0x07) << 18)
                | ((np.int64(data[min(at + 1, end - 1)]) & 0x3F) << 12)
                | ((np.int64(data[min(at + 2, end - 1)]) & 0x3F) << 6)
                | (np.int64(data[min(at + 3, end - 1)]) & 0x3F)
            )
            at += 4
        if code < TABLE_SIZE:
            found = np.int64(table[code])
        elif code < 0x40000:
            found = code | _ALONE
        else:
            found = np.int64(0)
        if found == _IGNORED:
            continue
        folded = found & _LETTER
        if folded == 0 or found & _ALONE:
            if open_token:
                tokens[count] = _mix64(value)
                kinds[count] = kind
                count += 1
                open_token = False
                at_start = False
            if found & _STOP:
                at_start = True
            elif found & _ALONE:
                tokens[count] = _mix64(np.uint64(found) * prime)
                kinds[count] = 0
                count += 1
                at_start = False
            continue
        if not open_token:
            open_token = True
            value = np.uint64(0xCBF29CE484222325)
            kind = 0
            if 48 <= folded <= 57:
                kind = _FIGURE
            elif found & _CAPITAL and not at_start:
                kind = _NAME
        value = (value ^ np.uint64(folded)) * prime
    if open_token:
        tokens[count] = _mix64(value)
        kinds[count] = kind
        count += 1
    return count


@njit(cache=True, nogil=True)
def _distinct(values, count, out, at):  # type: ignore[no-untyped-def]
    """Append the sorted distinct first `count` values to out at `at`; returns the new end."""
    ordered = np.sort(values[:count])
    for i in range(count):
        if i == 0 or ordered[i] != ordered[i - 1]:
            out[at] = ordered[i]
            at += 1
    return at


@njit(cache=True, nogil=True)
def _collect(tokens, kinds, count, kind, scratch, out, at):  # type: ignore[no-untyped-def]
    """Append the sorted distinct 32-bit hashes of the tokens of a kind; returns the new end."""
    found = 0
    for j in range(count):
        if kinds[j] == kind:
            scratch[found] = np.uint32(tokens[j] >> np.uint64(32))
            found += 1
    return _distinct(scratch, found, out, at)


@njit(cache=True, nogil=True)
def _shingle(tokens, count, size, out):  # type: ignore[no-untyped-def]
    """32-bit hashes of the runs of `size` tokens; of all of a shorter text as one shingle."""
    if count == 0:
        return 0
    width = min(size, count)
    for i in range(count - width + 1):
        value = np.uint64(width)
        for j in range(width):
            value = (value ^ tokens[i + j]) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(29)
        out[i] = np.uint32(_mix64(value) >> np.uint64(32))
    return count - width + 1


@njit(cache=True, nogil=True, fastmath=True)
def _minima(hashes, count, a, b, out):  # type: ignore[no-untyped-def]
    """The least of a * fmix32(h) + b over the hashes, for each permutation (uint32)."""
    perms = a.shape[0]
    for j in range(perms):
        out[j] = np.uint32(0xFFFFFFFF)
    for i in range(count):
        h = hashes[i]
        h ^= h >> np.uint32(16)
        h = np.uint32(h * np.uint32(0x85EBCA6B))
        h ^= h >> np.uint32(13)
        h = np.uint32(h * np.uint32(0xC2B2AE35))
        h ^= h >> np.uint32(16)
        for j in range(perms):
            value = np.uint32(a[j] * h + b[j])
            out[j] = min(out[j], value)


@njit(cache=True, nogil=True)
def _sketch(data, offsets, table, size, a, b, signatures, shingles, starts, figures, figure_starts, names, name_starts, ordered, ordered_starts, digests):  # type: ignore[no-untyped-def]  # fmt: skip
    longest = np.int64(1)
    for i in range(offsets.shape[0] - 1):
        longest = max(longest, offsets[i + 1] - offsets[i])
    tokens = np.empty(longest, np.uint64)
    kinds = np.empty(longest, np.uint8)
    hashes = np.empty(longest, np.uint32)
    found = np.empty(longest, np.uint32)
    end = np.int64(0)
    figure_end = np.int64(0)
    name_end = np.int64(0)
    for i in range(offsets.shape[0] - 1):
        count = _tokenize(data, offsets[i], offsets[i + 1], table, tokens, kinds)
        n = _shingle(tokens, count, size, hashes)
        _minima(hashes, n, a, b, signatures[i])
        digest = np.uint64(count)
        for j in range(count):
            digest = _mix64(digest ^ tokens[j]) + np.uint64(j)
        digests[i] = digest
        first = ordered_starts[i]
        for j in range(n):
            ordered[first + j] = hashes[j]
        ordered_starts[i + 1] = first + n
        end = _distinct(hashes, n, shingles, end)
        starts[i + 1] = end
        figure_end = _collect(tokens, kinds, count, _FIGURE, found, figures, figure_end)
        figure_starts[i + 1] = figure_end
        name_end = _collect(tokens, kinds, count, _NAME, found, names, name_end)
        name_starts[i + 1] = name_end


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
    _sketch(
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


def shingle_hashes(text: str, settings: FoldSettings) -> NDArray[np.uint32]:
    """The sorted distinct 32-bit shingle hashes of one text."""
    return sketch(Texts.of([text]), settings).shingles


def minhash(text: str, settings: FoldSettings | None = None) -> MinHash:
    """One text's signature as a datasketch.MinHash, for any of datasketch's indexes."""
    settings = settings or FoldSettings()
    row = sketch(Texts.of([text]), settings).signatures[0]
    return as_minhash(row, settings)


def as_minhash(signature: NDArray[np.uint32], settings: FoldSettings) -> MinHash:
    """A row of a signature matrix as a datasketch.MinHash."""
    return MinHash(
        num_perm=len(signature), seed=settings.seed, hashvalues=signature, scheme="affine32"
    )


def as_lean_minhash(signature: NDArray[np.uint32], settings: FoldSettings) -> LeanMinHash:
    """A row of a signature matrix as a datasketch.LeanMinHash."""
    return LeanMinHash(as_minhash(signature, settings))
