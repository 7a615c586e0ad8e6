"""Signatures to candidate pairs: LSH bands over the whole matrix, and an index of rare shingles.

Bands (Indyk and Motwani 1998; Leskovec, Rajaraman and Ullman, ch. 3) find copies of similar
length. A copy cut to its first third has a Jaccard similarity of a third and would be lost;
such pairs share shingles that few others have, so a sample of the shingles (FracMinHash:
those whose hash falls into a fixed fraction) goes into an inverted index.

Both work by sorting keys, not by dictionaries, and every pair found is verified later.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.settings import FoldSettings
from dedupe.signatures import Sketches

#: A run of more than `max_bucket` rows pairs each row with so many of the longest ones, and
#: with its neighbour: linear work, and every copy still meets the article it was cut from.
_HUBS = 4
#: A sampled shingle that more rows share than this says nothing: it is a turn of phrase.
_TOO_COMMON = 4096
#: Sampled shingles that a pair must share, since one is chance; and which share of those that
#: the shorter article has at the average. A copy shares a quarter at least (dedupe.verify), and
#: fewer than a third of that in a sample once in a thousand times.
_LEAST_SHARED, _LEAST_SHARE = 2, 0.07

Pairs = NDArray[np.uint64]
"""Candidate pairs, (m,) uint64: the smaller row in the high 32 bits, the larger in the low."""


@njit(cache=True, nogil=True, inline="always")
def _pair(first, second):  # type: ignore[no-untyped-def]
    low, high = min(first, second), max(first, second)
    return (np.uint64(low) << np.uint64(32)) | np.uint64(high)


@njit(cache=True, nogil=True)
def _run_pairs(keys, rows, sizes, max_bucket, hubs, too_common, out):  # type: ignore[no-untyped-def]
    """Pairs of rows in each run of equal (sorted) keys, into out; returns how many.

    With an empty out they are only counted.
    """
    write = out.shape[0] > 0
    n = keys.shape[0]
    count = 0
    begin = 0
    longest = np.empty(hubs, np.int64)
    while begin < n:
        end = begin + 1
        while end < n and keys[end] == keys[begin]:
            end += 1
        if end - begin <= max_bucket:
            for i in range(begin, end):
                for j in range(i + 1, end):
                    if write:
                        out[count] = _pair(rows[i], rows[j])
                    count += 1
        elif end - begin <= too_common:
            longest[:] = -1
            for i in range(begin, end):
                for h in range(hubs):
                    if longest[h] < 0 or sizes[rows[i]] > sizes[longest[h]]:
                        for k in range(hubs - 1, h, -1):
                            longest[k] = longest[k - 1]
                        longest[h] = rows[i]
                        break
            for i in range(begin, end):
                for h in range(hubs):
                    if longest[h] != rows[i]:
                        if write:
                            out[count] = _pair(rows[i], longest[h])
                        count += 1
                if i + 1 < end:
                    if write:
                        out[count] = _pair(rows[i], rows[i + 1])
                    count += 1
        begin = end
    return count


def _pairs_of_equal_keys(
    keys: NDArray[np.uint64],
    rows: NDArray[np.int64],
    sizes: NDArray[np.int64],
    settings: FoldSettings,
    too_common: int,
) -> Pairs:
    order = np.argsort(keys, kind="stable")
    keys, rows = keys[order], rows[order]
    # Most keys stand alone and go at once.
    same = keys[1:] == keys[:-1]
    shared = np.zeros(len(keys), bool)
    shared[1:] |= same
    shared[:-1] |= same
    keys, rows = keys[shared], rows[shared]
    nothing = np.empty(0, np.uint64)
    count = _run_pairs(keys, rows, sizes, settings.max_bucket, _HUBS, too_common, nothing)
    if not count:
        return nothing
    out = np.empty(count, np.uint64)
    _run_pairs(keys, rows, sizes, settings.max_bucket, _HUBS, too_common, out)
    return out


def distinct(pairs: Pairs) -> Pairs:
    """Pairs in order, each once; sorts its argument in place."""
    pairs.sort()
    if not len(pairs):
        return pairs
    new = np.ones(len(pairs), bool)
    np.not_equal(pairs[1:], pairs[:-1], out=new[1:])
    return pairs[new]


def _mix(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    keys = keys ^ (keys >> np.uint64(33))
    keys = keys * np.uint64(0xFF51AFD7ED558CCD)
    return keys ^ (keys >> np.uint64(33))


def _band_pairs(sketches: Sketches, settings: FoldSettings) -> Iterator[Pairs]:
    sizes = sketches.sizes
    rows = np.flatnonzero(sizes > 0)
    rows_a_band = settings.band_rows
    for first in range(0, settings.num_perm - rows_a_band + 1, rows_a_band):
        key = np.zeros(len(rows), np.uint64)
        for column in range(first, first + rows_a_band):
            key = _mix(key + np.uint64(0x9E3779B97F4A7C15) + sketches.signatures[rows, column])
        # A bucket of any size is used: boilerplate that fills one is told apart by verifying.
        yield distinct(_pairs_of_equal_keys(key, rows, sizes, settings, len(rows)))


def _excerpt_pairs(sketches: Sketches, settings: FoldSettings) -> Pairs:
    hashes = sketches.shingles
    # A multiplication spreads the low bits, so that the sample is free of MinHash's minima.
    sampled = hashes * np.uint32(0x9E3779B1) < np.uint32(0xFFFFFFFF // settings.sample_rate)
    rows = np.repeat(np.arange(len(sketches)), sketches.sizes)[sampled]
    found = _pairs_of_equal_keys(
        hashes[sampled].astype(np.uint64), rows, sketches.sizes, settings, _TOO_COMMON
    )
    found.sort()
    kept = np.empty(len(found), np.uint64)
    return kept[: _often(found, sketches.sizes, settings.sample_rate, kept)].copy()


@njit(cache=True, nogil=True)
def _often(pairs, sizes, sample_rate, out):  # type: ignore[no-untyped-def]
    """The pairs of a sorted list that stand in it often enough, once each, into out; their number.

    How often depends on the sampled shingles that the shorter article can be expected to have;
    short texts have few: one is all that a true pair may share.
    """
    count = 0
    begin = 0
    n = pairs.shape[0]
    while begin < n:
        end = begin + 1
        while end < n and pairs[end] == pairs[begin]:
            end += 1
        first = np.int64(pairs[begin] >> np.uint64(32))
        second = np.int64(pairs[begin] & np.uint64(0xFFFFFFFF))
        smaller = min(sizes[first], sizes[second])
        shared = end - begin
        if smaller < 8 * sample_rate or (
            shared >= _LEAST_SHARED and shared * sample_rate >= _LEAST_SHARE * smaller
        ):
            out[count] = pairs[begin]
            count += 1
        begin = end
    return count


def candidate_pairs(sketches: Sketches, settings: FoldSettings) -> Pairs:
    """The candidate pairs of n sketched articles: (m,) uint64, sorted, each once.

    Articles without a shingle are in no pair. The pairs do not depend on the order of rows.
    """
    found = list(_band_pairs(sketches, settings))
    found.append(_excerpt_pairs(sketches, settings))
    return distinct(np.concatenate(found))
