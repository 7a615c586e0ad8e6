"""Copies cut to a part, which no band of a signature finds: by counting shared sampled shingles.

For each article all others are counted by how many of its sampled shingles they have. A pair is
a candidate if the count is what a copy would have.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.pairs import HUBS, Pairs
from dedupe.sampled import CROWD, sampled_index
from dedupe.settings import FoldSettings
from dedupe.sketches import Parts

#: Sampled shingles that a pair must share, since one is chance; and the most that are asked for.
_LEAST_SHARED, _MOST_SHARED = 2, 255
#: The least containment of a copy (dedupe.verify), and by how many standard deviations a sample
#: may fall short of it.
_CONTAINMENT, _DEVIATIONS = 0.28, 2.0
#: Texts of fewer sampled shingles than this: one is all that a true pair may share.
_FEW = 8


@njit(cache=True, nogil=True)
def _needed(sizes, sample_rate, out):  # type: ignore[no-untyped-def]
    """How many sampled shingles a copy of so many shingles shares, at the least, into out.

    The number never falls as the size grows, so of a pair it is the smaller of its rows' two.
    """
    for row in range(sizes.shape[0]):
        if sizes[row] < _FEW * sample_rate:
            out[row] = 1
            continue
        expected = _CONTAINMENT * sizes[row] / sample_rate
        spread = np.sqrt(expected * (1.0 - 1.0 / sample_rate))
        least = np.int64(np.ceil(expected - _DEVIATIONS * spread))
        out[row] = min(max(least, _LEAST_SHARED), _MOST_SHARED)


@njit(cache=True, nogil=True)
def _postings(places, postings, row_starts):  # type: ignore[no-untyped-def]
    """For each row its places in the index, in order: the number of the next place, and the run's
    end or crowd.

    Not of the last rows of runs, which have none after them. Returns how many there are.
    """
    low = np.uint64(0xFFFFFFFF)
    for k in range(places.shape[0]):
        last = np.int64(places[k] >> np.uint64(32))
        row_starts[np.int64(places[k] & low) + 1] += last != k + 1
    for before in range(row_starts.shape[0] - 1):
        row_starts[before + 1] += row_starts[before]
    free = row_starts[:-1].copy()
    for k in range(places.shape[0]):
        last = np.int64(places[k] >> np.uint64(32))
        if last != k + 1:
            row = np.int64(places[k] & low)
            postings[free[row], 0] = k + 1
            postings[free[row], 1] = last
            free[row] += 1
    return row_starts[-1]


@njit(cache=True, nogil=True)
def _most_met(postings, row_starts, crowds):  # type: ignore[no-untyped-def]
    """How many rows a row meets at the most, one as often as it is met."""
    most = np.int64(0)
    for row in range(row_starts.shape[0] - 1):
        met = np.int64(0)
        for k in range(row_starts[row], row_starts[row + 1]):
            last = np.int64(postings[k, 1])
            if last >= CROWD:
                last = crowds[last - CROWD, 0] + HUBS
            met += last - np.int64(postings[k, 0])
        most = max(most, met)
    return most


@njit(cache=True, nogil=True)
def _meet(row, places, crowds, postings, met):  # type: ignore[no-untyped-def]
    """The larger rows that a row with these postings meets, as often as it does, into met."""
    n = 0
    for k in range(postings.shape[0]):
        at = np.int64(postings[k, 0])
        # Rows of a run are in order: each pair is met at its smaller row.
        last = np.int64(postings[k, 1])
        if last >= CROWD:
            crowd = crowds[last - CROWD]
            if crowd[1] < 0:
                continue
            last = crowd[0]
            is_hub = False
            for h in range(1, HUBS + 1):
                is_hub |= crowd[h] == row
            if not is_hub:
                last = min(at + 1, last)
                for h in range(1, HUBS + 1):
                    if crowd[h] > row:
                        met[n] = crowd[h]
                        n += 1
        for place in places[at:last]:
            met[n] = np.uint32(place & np.uint64(0xFFFFFFFF))
            n += 1
    return n


@njit(cache=True, nogil=True)
def _keep(flags, some, count):  # type: ignore[no-untyped-def]
    """Move those of the first rows that are flagged to the front; returns how many they are."""
    kept = 0
    for k in range(count):
        some[kept] = some[k]
        kept += flags[some[k]]
    return kept


@njit(cache=True, nogil=True)
def _count(places, crowds, postings, row_starts, needed, met, fresh):  # type: ignore[no-untyped-def]
    """The pairs of rows that share enough sampled shingles, in order.

    Only those with a row that is fresh, unless `fresh` is empty.
    """
    # Of each row how many it needs, and how often it was met so far: both in one place, since
    # what it costs is to reach it.
    states = needed.astype(np.uint16) << np.uint16(8)
    out = np.empty(1024, np.uint64)
    found = 0
    for row in range(row_starts.shape[0] - 1):
        own = postings[row_starts[row] : row_starts[row + 1]]
        count = _meet(row, places, crowds, own, met)
        if fresh.shape[0] and not fresh[row]:
            count = _keep(fresh, met, count)
        for j in met[:count]:
            states[j] += np.uint16((states[j] & 0xFF) != _MOST_SHARED)
        if found + count >= out.shape[0]:
            larger = np.empty(2 * (found + count), np.uint64)
            larger[:found] = out[:found]
            out = larger
        kept = found
        least = needed[row]
        high = np.uint64(row) << np.uint64(32)
        for j in met[:count]:
            state = states[j]
            out[found] = high | np.uint64(j)
            found += (state & 0xFF) >= min(least, state >> 8)
            states[j] = state & 0xFF00  # a row that is met again is not counted again
        out[kept:found].sort()
    return out[:found]


def excerpt_pairs(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    fresh: NDArray[np.bool_] | None = None,
    threads: int = 1,
) -> Pairs:
    """Pairs of n sketched articles that share sampled shingles as copies do: sorted, each once.

    With `fresh`, (n,) bool, only those with a fresh row.
    """
    index = sampled_index(sketches, rank, settings, fresh, threads)
    postings = np.empty((len(index.places), 2), np.uint32)
    row_starts = np.zeros(len(sketches) + 1, np.int64)
    postings = postings[: _postings(index.places, postings, row_starts)]
    needed = np.empty(len(sketches), np.uint8)
    _needed(sketches.sizes, settings.sample_rate, needed)
    met = np.empty(_most_met(postings, row_starts, index.crowds) + 1, np.uint32)
    found: Pairs = _count(
        index.places, index.crowds, postings, row_starts, needed, met,
        np.empty(0, np.bool_) if fresh is None else fresh,
    )  # fmt: skip
    return found
