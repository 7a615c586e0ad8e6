"""Signatures to candidate pairs: LSH bands over the whole matrix, and an index of rare shingles.

Bands (Indyk and Motwani 1998; Leskovec, Rajaraman and Ullman, ch. 3) find copies of similar
length. A copy cut to its first third has a Jaccard similarity of a third and would be lost;
such pairs share shingles that few others have, so a sample of the shingles (FracMinHash:
those whose hash falls into a fixed fraction) goes into an inverted index.

Both work by sorting keys, not by dictionaries, and every pair found is verified later.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.excerpts import excerpt_pairs
from dedupe.pairs import HUBS, Pairs, distinct, longest_rows, pair
from dedupe.settings import FoldSettings
from dedupe.signatures import Sketches


@njit(cache=True, nogil=True)
def _run_pairs(keys, rows, sizes, max_bucket, out):  # type: ignore[no-untyped-def]
    """Pairs of rows in each run of equal (sorted) keys, into out; returns how many.

    With an empty out they are only counted.
    """
    write = out.shape[0] > 0
    n = keys.shape[0]
    count = 0
    begin = 0
    longest = np.empty(HUBS, np.int64)
    while begin < n:
        end = begin + 1
        while end < n and keys[end] == keys[begin]:
            end += 1
        if end - begin <= max_bucket:
            for i in range(begin, end):
                for j in range(i + 1, end):
                    if write:
                        out[count] = pair(rows[i], rows[j])
                    count += 1
        else:
            longest_rows(rows, begin, end, sizes, longest)
            for i in range(begin, end):
                for h in range(HUBS):
                    if longest[h] != rows[i]:
                        if write:
                            out[count] = pair(rows[i], longest[h])
                        count += 1
                if i + 1 < end:
                    if write:
                        out[count] = pair(rows[i], rows[i + 1])
                    count += 1
        begin = end
    return count


def _pairs_of_equal_keys(
    keys: NDArray[np.uint64],
    rows: NDArray[np.int64],
    sizes: NDArray[np.int64],
    settings: FoldSettings,
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
    count = _run_pairs(keys, rows, sizes, settings.max_bucket, nothing)
    if not count:
        return nothing
    out = np.empty(count, np.uint64)
    _run_pairs(keys, rows, sizes, settings.max_bucket, out)
    return out


def _mix(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    keys = keys ^ (keys >> np.uint64(33))
    keys = keys * np.uint64(0xFF51AFD7ED558CCD)
    return keys ^ (keys >> np.uint64(33))


def _band_pairs(sketches: Sketches, settings: FoldSettings, first: int) -> Pairs:
    """The pairs of one band, which begins at column `first` of the signatures."""
    rows = np.flatnonzero(sketches.sizes > 0)
    key = np.zeros(len(rows), np.uint64)
    for column in range(first, first + settings.band_rows):
        key = _mix(key + np.uint64(0x9E3779B97F4A7C15) + sketches.signatures[rows, column])
    # A bucket of any size is used: boilerplate that fills one is told apart by verifying.
    return distinct(_pairs_of_equal_keys(key, rows, sketches.sizes, settings))


def candidate_pairs(sketches: Sketches, settings: FoldSettings, threads: int = 1) -> Pairs:
    """The candidate pairs of n sketched articles: (m,) uint64, sorted, each once.

    Articles without a shingle are in no pair. The pairs depend neither on the order of rows nor
    on how many threads there are.
    """
    step = settings.band_rows
    with ThreadPoolExecutor(threads) as pool:
        excerpts = pool.submit(excerpt_pairs, sketches, settings)
        bands = pool.map(
            lambda first: _band_pairs(sketches, settings, first),
            range(0, settings.num_perm - step + 1, step),
        )
        return distinct(np.concatenate([*bands, excerpts.result()]))
