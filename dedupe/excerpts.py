"""An index of sampled shingles: finds copies cut to a part, which no band of a signature finds.

A sample of the shingles (those whose hash falls into a fixed fraction: FracMinHash, Irber et al.
2022) goes into an inverted index, and for each article all others are counted by how many of
its sampled shingles they have. A pair is a candidate if the count is what a copy would have.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from dedupe.pairs import HUBS, Pairs, longest_rows
from dedupe.settings import FoldSettings
from dedupe.signatures import Sketches

#: A sampled shingle that more rows share than this says nothing: it is a turn of phrase.
_TOO_COMMON = 4096
#: Sampled shingles that a pair must share, since one is chance; and which share of those that
#: the shorter article has at the average. A copy shares a quarter at least (dedupe.verify), and
#: fewer than a third of that in a sample once in a thousand times.
_LEAST_SHARED, _LEAST_SHARE = 2, 0.07
#: Texts of fewer sampled shingles than this: one is all that a true pair may share.
_FEW = 8


@njit(cache=True, nogil=True)
def _postings(keys, articles, begins, ends, of_row, row_starts):  # type: ignore[no-untyped-def]
    """For each place in the sorted index its run, and for each row its places, in order."""
    n = keys.shape[0]
    begin = 0
    for stop in range(1, n + 1):
        if stop == n or keys[stop] >> np.uint64(32) != keys[begin] >> np.uint64(32):
            for k in range(begin, stop):
                begins[k], ends[k] = begin, stop
            begin = stop
    for at in range(n):
        row_starts[np.int64(keys[at] & np.uint64(0xFFFFFFFF)) + 1] += 1
    for before in range(articles):
        row_starts[before + 1] += row_starts[before]
    free = row_starts[:-1].copy()
    for at in range(n):
        row = np.int64(keys[at] & np.uint64(0xFFFFFFFF))
        of_row[free[row]] = at
        free[row] += 1


@njit(cache=True, nogil=True)
def _count(rows, begins, ends, of_row, row_starts, sizes, sample_rate, max_bucket):  # type: ignore[no-untyped-def]
    """The pairs of rows that share enough sampled shingles, in order."""
    articles = row_starts.shape[0] - 1
    counts = np.zeros(articles, np.int32)
    touched = np.empty(articles, np.int64)
    # The hubs of a large run, at its first places: it has more than that.
    hubs = np.empty(rows.shape[0], np.uint32)
    longest = np.empty(HUBS, np.int64)
    at = np.int64(0)
    while at < rows.shape[0]:
        if max_bucket < np.int64(ends[at]) - at <= _TOO_COMMON:
            longest_rows(rows, at, np.int64(ends[at]), sizes, longest)
            for h in range(HUBS):
                hubs[at + h] = longest[h]
        at = np.int64(ends[at])
    out = np.empty(1024, np.uint64)
    found = 0
    for row in range(articles):
        seen = 0
        for k in range(row_starts[row], row_starts[row + 1]):
            at = np.int64(of_row[k])
            begin, end = np.int64(begins[at]), np.int64(ends[at])
            # Rows of a run are in order: each pair is counted at its smaller row.
            if end - begin <= max_bucket:
                first, last = at + 1, end
            elif end - begin > _TOO_COMMON:
                continue
            else:
                is_hub = False
                for h in range(begin, begin + HUBS):
                    is_hub |= hubs[h] == row
                for h in range(begin, begin + HUBS):
                    j = np.int64(hubs[h])
                    if j > row and not is_hub:
                        if counts[j] == 0:
                            touched[seen] = j
                            seen += 1
                        counts[j] += 1
                first, last = at + 1, end if is_hub else min(at + 2, end)
            for other in range(first, last):
                j = np.int64(rows[other])
                if counts[j] == 0:
                    touched[seen] = j
                    seen += 1
                counts[j] += 1
        kept = found
        if found + seen > out.shape[0]:
            larger = np.empty(2 * (found + seen), np.uint64)
            larger[:found] = out[:found]
            out = larger
        for t in range(seen):
            j = touched[t]
            smaller = min(sizes[row], sizes[j])
            if smaller < _FEW * sample_rate or (
                counts[j] >= _LEAST_SHARED and counts[j] * sample_rate >= _LEAST_SHARE * smaller
            ):
                out[found] = (np.uint64(row) << np.uint64(32)) | np.uint64(j)
                found += 1
            counts[j] = 0
        out[kept:found].sort()
    return out[:found]


def excerpt_pairs(sketches: Sketches, settings: FoldSettings) -> Pairs:
    """Pairs of n sketched articles that share sampled shingles as copies do: sorted, each once."""
    hashes = sketches.shingles
    # A multiplication spreads the low bits, so that the sample is free of MinHash's minima.
    sampled = hashes * np.uint32(0x9E3779B1) < np.uint32(0xFFFFFFFF // settings.sample_rate)
    rows = np.repeat(np.arange(len(sketches), dtype=np.uint64), sketches.sizes)[sampled]
    keys = (hashes[sampled].astype(np.uint64) << np.uint64(32)) | rows
    keys.sort()
    n = len(keys)
    begins, ends, of_row = (np.empty(n, np.uint32) for _ in range(3))
    row_starts = np.zeros(len(sketches) + 1, np.int64)
    _postings(keys, len(sketches), begins, ends, of_row, row_starts)
    rows = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    del keys
    found: Pairs = _count(
        rows, begins, ends, of_row, row_starts, sketches.sizes, settings.sample_rate, settings.max_bucket
    )  # fmt: skip
    return found
