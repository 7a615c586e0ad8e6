"""An index of sampled shingles: finds copies cut to a part, which no band of a signature finds.

A sample of the shingles (those whose hash falls into a fixed fraction: FracMinHash, Irber et al.
2022) goes into an inverted index, and for each article all others are counted by how many of
its sampled shingles they have. A pair is a candidate if the count is what a copy would have.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.filters import empty_filter, place, repeated
from dedupe.pairs import HUBS, Pairs, best_rows
from dedupe.settings import FoldSettings
from dedupe.sketches import Parts

#: A sampled shingle that more rows share than this says nothing: it is a turn of phrase.
_TOO_COMMON = 4096
#: In place of a run's end: from here on it is the number of a crowd.
_CROWD = np.uint32(1 << 31)
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
def _runs(keys, rank, max_bucket, rows, run_ends, crowds):  # type: ignore[no-untyped-def]
    """The rows of the sorted keys, and at each place where its run ends, or which crowd it is.

    A run of more than `max_bucket` rows is a crowd: crowds holds its end and its best ranked
    rows, -1 in their place where it is too common. Returns how many there are.
    """
    n = keys.shape[0]
    best = np.empty(HUBS, np.int64)
    found = 0
    begin = 0
    for stop in range(1, n + 1):
        if stop < n and keys[stop] >> np.uint64(32) == keys[begin] >> np.uint64(32):
            continue
        for k in range(begin, stop):
            rows[k] = np.uint32(keys[k] & np.uint64(0xFFFFFFFF))
        told = np.uint32(stop)
        if stop - begin > max_bucket:
            best[:] = -1
            if stop - begin <= _TOO_COMMON:
                best_rows(rows, begin, stop, rank, best)
            crowds[found, 0] = stop
            crowds[found, 1:] = best
            told = _CROWD | np.uint32(found)
            found += 1
        run_ends[begin:stop] = told
        begin = stop
    return found


@njit(cache=True, nogil=True)
def _postings(rows, places, row_starts):  # type: ignore[no-untyped-def]
    """For each row its places in the sorted index, in order."""
    for row in rows:
        row_starts[row + 1] += 1
    for before in range(row_starts.shape[0] - 1):
        row_starts[before + 1] += row_starts[before]
    free = row_starts[:-1].copy()
    for k in range(rows.shape[0]):
        places[free[rows[k]]] = k
        free[rows[k]] += 1


@njit(cache=True, nogil=True)
def _least(smaller, sample_rate):  # type: ignore[no-untyped-def]
    """How many sampled shingles a copy of so many shingles shares, at the least."""
    if smaller < _FEW * sample_rate:
        return 1
    expected = _CONTAINMENT * smaller / sample_rate
    spread = np.sqrt(expected * (1.0 - 1.0 / sample_rate))
    return max(_LEAST_SHARED, np.int64(np.ceil(expected - _DEVIATIONS * spread)))


@njit(cache=True, nogil=True)
def _count(rows, run_ends, crowds, places, row_starts, sizes, sample_rate, fresh):  # type: ignore[no-untyped-def]
    """The pairs of rows, one of them fresh, that share enough sampled shingles, in order."""
    articles = row_starts.shape[0] - 1
    counts = np.zeros(articles, np.uint16)
    touched = np.empty(articles, np.uint32)
    out = np.empty(1024, np.uint64)
    found = 0
    for row in range(articles):
        seen = 0
        for k in range(row_starts[row], row_starts[row + 1]):
            at = np.int64(places[k])
            # Rows of a run are in order: each pair is counted at its smaller row.
            last = np.int64(run_ends[at])
            if last >= _CROWD:
                crowd = crowds[last - _CROWD]
                if crowd[1] < 0:
                    continue
                last = crowd[0]
                is_hub = False
                for h in range(1, HUBS + 1):
                    is_hub |= crowd[h] == row
                if not is_hub:
                    last = min(at + 2, last)
                    for h in range(1, HUBS + 1):
                        j = crowd[h]
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
    keys = repeated(keys[:end], 32)
    keys.sort()
    keys = keys[: _drop_single(keys)]
    rows, run_ends = np.empty(len(keys), np.uint32), np.empty(len(keys), np.uint32)
    crowds = np.empty((len(keys) // settings.max_bucket + 1, HUBS + 1), np.int64)
    crowds = crowds[: _runs(keys, rank, settings.max_bucket, rows, run_ends, crowds)]
    del keys
    places, row_starts = np.empty(len(rows), np.uint32), np.zeros(len(sketches) + 1, np.int64)
    _postings(rows, places, row_starts)
    found: Pairs = _count(
        rows, run_ends, crowds, places, row_starts, sketches.sizes, settings.sample_rate,
        np.ones(len(sketches), np.bool_) if fresh is None else fresh,
    )  # fmt: skip
    return found
