"""An index of sampled shingles: finds copies cut to a part, which no band of a signature finds.

A sample of the shingles (those whose hash falls into a fixed fraction: FracMinHash, Irber et al.
2022) goes into an inverted index, and for each article all others are counted by how many of
its sampled shingles they have. A pair is a candidate if the count is what a copy would have.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.filters import empty_filter, place
from dedupe.pairs import HUBS, Pairs, best_rows
from dedupe.settings import FoldSettings
from dedupe.sketches import Parts

#: A sampled shingle that more rows share than this says nothing: it is a turn of phrase.
_TOO_COMMON = 4096
#: In place of a hub: the run is too common, or small enough for all its pairs.
_SKIPPED, _SMALL = np.uint32(0xFFFFFFFF), np.uint32(0xFFFFFFFE)
#: Sampled shingles that a pair must share, since one is chance.
_LEAST_SHARED = 2
#: The least containment of a copy (dedupe.verify), and by how many standard deviations a sample
#: may fall short of it.
_CONTAINMENT, _DEVIATIONS = 0.28, 2.0
#: Texts of fewer sampled shingles than this: one is all that a true pair may share.
_FEW = 8


@njit(cache=True, nogil=True, inline="always")
def _spread(value):  # type: ignore[no-untyped-def]
    # A multiplication spreads the low bits, so that the sample is free of MinHash's minima.
    return np.int64(np.uint32(value * np.uint32(0x9E3779B1)))


@njit(cache=True, nogil=True)
def _note_sampled(shingles, starts, limit, fresh, known):  # type: ignore[no-untyped-def]
    """Put the sampled shingles of the fresh rows into a filter."""
    for row in range(starts.shape[0] - 1):
        if fresh[row]:
            for k in range(starts[row], starts[row + 1]):
                if _spread(shingles[k]) < limit:
                    known[place(np.uint64(shingles[k]), known.shape[0])] = True


@njit(cache=True, nogil=True, inline="always")
def _is_in(value, limit, known):  # type: ignore[no-untyped-def]
    # Without a branch in between, which no processor could guess.
    return (_spread(value) < limit) & known[place(np.uint64(value), known.shape[0])]


@njit(cache=True, nogil=True)
def _sampled(shingles, starts, limit, known, begin, keys, at):  # type: ignore[no-untyped-def]
    """Write the sampled shingles, each in the high half of a number with its row in the low half.

    Only those that pass the filter `known`; rows are counted from `begin`. They go into keys from
    `at` on; returns where they end.
    """
    for row in range(starts.shape[0] - 1):
        for k in range(starts[row], starts[row + 1]):
            if _is_in(shingles[k], limit, known):
                keys[at] = (np.uint64(shingles[k]) << np.uint64(32)) | np.uint64(begin + row)
                at += 1
    return at


@njit(cache=True, nogil=True)
def _drop_single(keys):  # type: ignore[no-untyped-def]
    """Move the sorted keys whose shingle is of several rows to the front; returns how many."""
    n = keys.shape[0]
    count = 0
    begin = 0
    for stop in range(1, n + 1):
        if stop < n and keys[stop] >> np.uint64(32) == keys[begin] >> np.uint64(32):
            continue
        if stop - begin > 1:
            for k in range(begin, stop):
                keys[count] = keys[k]
                count += 1
        begin = stop
    return count


@njit(cache=True, nogil=True)
def _postings(keys, articles, places, ends, row_starts):  # type: ignore[no-untyped-def]
    """For each row its places in the sorted index, and where the run of each ends, in order."""
    n = keys.shape[0]
    for k in range(n):
        row_starts[np.int64(keys[k] & np.uint64(0xFFFFFFFF)) + 1] += 1
    for before in range(articles):
        row_starts[before + 1] += row_starts[before]
    free = row_starts[:-1].copy()
    begin = 0
    for stop in range(1, n + 1):
        if stop < n and keys[stop] >> np.uint64(32) == keys[begin] >> np.uint64(32):
            continue
        for k in range(begin, stop):
            row = np.int64(keys[k] & np.uint64(0xFFFFFFFF))
            places[free[row]], ends[free[row]] = k, stop
            free[row] += 1
        begin = stop


@njit(cache=True, nogil=True)
def _hubs(keys, rank, max_bucket):  # type: ignore[no-untyped-def]
    """The best ranked rows of each large run, at its last places: it has more than that."""
    n = keys.shape[0]
    hubs = np.empty(n, np.uint32)
    rows = np.empty(_TOO_COMMON, np.int64)
    best = np.empty(HUBS, np.int64)
    begin = 0
    for stop in range(1, n + 1):
        if stop < n and keys[stop] >> np.uint64(32) == keys[begin] >> np.uint64(32):
            continue
        if max_bucket < stop - begin <= _TOO_COMMON:
            for k in range(begin, stop):
                rows[k - begin] = np.int64(keys[k] & np.uint64(0xFFFFFFFF))
            best_rows(rows, 0, stop - begin, rank, best)
        else:
            best[:] = -1 if stop - begin > max_bucket else -2
        for h in range(min(HUBS, stop - begin)):
            hubs[stop - 1 - h] = np.uint32(best[h])
        begin = stop
    return hubs


@njit(cache=True, nogil=True)
def _least(smaller, sample_rate):  # type: ignore[no-untyped-def]
    """How many sampled shingles a copy of so many shingles shares, at the least."""
    if smaller < _FEW * sample_rate:
        return 1
    expected = _CONTAINMENT * smaller / sample_rate
    spread = np.sqrt(expected * (1.0 - 1.0 / sample_rate))
    return max(_LEAST_SHARED, np.int64(np.ceil(expected - _DEVIATIONS * spread)))


@njit(cache=True, nogil=True)
def _count(rows, places, ends, row_starts, hubs, sizes, sample_rate, fresh):  # type: ignore[no-untyped-def]
    """The pairs of rows, one of them fresh, that share enough sampled shingles, in order."""
    articles = row_starts.shape[0] - 1
    counts = np.zeros(articles, np.uint16)
    touched = np.empty(articles, np.uint32)
    out = np.empty(1024, np.uint64)
    found = 0
    for row in range(articles):
        seen = 0
        for k in range(row_starts[row], row_starts[row + 1]):
            at, end = np.int64(places[k]), np.int64(ends[k])
            # Rows of a run are in order: each pair is counted at its smaller row.
            last = end
            if hubs[end - 1] == _SKIPPED:
                continue
            if hubs[end - 1] != _SMALL:
                is_hub = False
                for h in range(end - HUBS, end):
                    is_hub |= hubs[h] == row
                if not is_hub:
                    last = min(at + 2, end)
                    for h in range(end - HUBS, end):
                        j = np.int64(hubs[h])
                        if j > row and (fresh[row] or fresh[j]):
                            if counts[j] == 0:
                                touched[seen] = j
                                seen += 1
                            counts[j] += np.uint16(1)
            for other in range(at + 1, last):
                j = np.int64(rows[other])
                if not (fresh[row] or fresh[j]):
                    continue
                if counts[j] == 0:
                    touched[seen] = j
                    seen += 1
                counts[j] += np.uint16(1)
        kept = found
        if found + seen > out.shape[0]:
            larger = np.empty(2 * (found + seen), np.uint64)
            larger[:found] = out[:found]
            out = larger
        for t in range(seen):
            j = np.int64(touched[t])
            if counts[j] >= _least(min(sizes[row], sizes[j]), sample_rate):
                out[found] = (np.uint64(row) << np.uint64(32)) | np.uint64(j)
                found += 1
            counts[j] = 0
        out[kept:found].sort()
    return out[:found]


def excerpt_pairs(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    fresh: NDArray[np.bool_] | None = None,
) -> Pairs:
    """Pairs of n sketched articles that share sampled shingles as copies do: sorted, each once.

    With `fresh`, (n,) bool, only those with a fresh row.
    """
    limit = 0xFFFFFFFF // settings.sample_rate
    known = np.ones(1, np.bool_)
    if fresh is not None:
        known = empty_filter(int(sketches.sizes[fresh].sum()) // settings.sample_rate)
        for part, own in zip(sketches.parts, sketches.cut(fresh), strict=True):
            _note_sampled(part.shingles, part.starts, limit, own, known)
    # Room for all shingles: what is never written to takes no memory.
    keys = np.empty(sum(len(part.shingles) for part in sketches.parts), np.uint64)
    end = 0
    for part, begin in zip(sketches.parts, sketches.starts, strict=False):
        end = _sampled(part.shingles, part.starts, limit, known, begin, keys, end)
    keys = keys[:end]
    keys.sort()
    keys = keys[: _drop_single(keys)]
    hubs = _hubs(keys, rank, settings.max_bucket)
    places, ends = np.empty(len(keys), np.uint32), np.empty(len(keys), np.uint32)
    row_starts = np.zeros(len(sketches) + 1, np.int64)
    _postings(keys, len(sketches), places, ends, row_starts)
    rows = (keys & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    del keys
    found: Pairs = _count(
        rows, places, ends, row_starts, hubs, sketches.sizes, settings.sample_rate,
        np.ones(len(sketches), np.bool_) if fresh is None else fresh,
    )  # fmt: skip
    return found
