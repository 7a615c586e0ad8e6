"""Copies cut to a part, which no band of a signature finds: by counting shared sampled shingles.

For each article all others are counted by how many of its sampled shingles they have. A pair is
a candidate if the count is what a copy would have.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.pairs import HUBS, Pairs
from dedupe.pointers import prefetch
from dedupe.sampled import CROWD, NO_HUB, sampled_index
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
    """For each row its places in the index, in order: where the run goes on after it, and the end.

    The end is in the high half of a posting, the other in the low half. In a crowd these are the
    crowd and the next row, 0 after the last one. The last rows of other runs, which have none
    after them, have no posting there. Place n is written to, too. Returns how many there are.
    """
    low = np.uint64(0xFFFFFFFF)
    n = places.shape[0]
    for k in range(n):
        row_starts[np.int64(places[k] & low) + 1] += places[k] >> np.uint64(32) != np.uint64(k + 1)
    for before in range(row_starts.shape[0] - 1):
        row_starts[before + 1] += row_starts[before]
    free = row_starts.copy()
    for k in range(n):
        # Without a branch, which no processor could guess.
        told = places[k] >> np.uint64(32)
        after = places[k + 1] if k + 1 < n else np.uint64(0)
        next_row = after & low if after >> np.uint64(32) == told else np.uint64(0)
        goes_on = next_row if told >= np.uint64(CROWD) else np.uint64(k + 1)
        row = np.int64(places[k] & low)
        kept = told != np.uint64(k + 1)
        postings[free[row] if kept else n] = (told << np.uint64(32)) | goes_on
        free[row] += kept
    return row_starts[-1]


@njit(cache=True, nogil=True)
def _rows(places, rows):  # type: ignore[no-untyped-def]
    """Leave only the rows of places, in their first half: `rows` is the same memory as uint32."""
    for k in range(places.shape[0]):
        rows[k] = places[k] & np.uint64(0xFFFFFFFF)


@njit(cache=True, nogil=True)
def _most_met(postings, row_starts, crowds):  # type: ignore[no-untyped-def]
    """How many rows a row meets at the most, one as often as it is met."""
    most = np.int64(0)
    for row in range(row_starts.shape[0] - 1):
        met = np.int64(0)
        for k in range(row_starts[row], row_starts[row + 1]):
            last = np.int64(postings[k] >> np.uint64(32))
            if last >= CROWD:
                crowd = crowds[last - CROWD]
                met += np.int64(crowd[1]) - np.int64(crowd[0]) + HUBS
            else:
                met += last - np.int64(postings[k] & np.uint64(0xFFFFFFFF))
        most = max(most, met)
    return most


@njit(cache=True, nogil=True)
def _meet(row, rows, crowds, postings, met):  # type: ignore[no-untyped-def]
    """The larger rows that a row with these postings meets, as often as it does, into met."""
    n = 0
    for k in range(postings.shape[0]):
        # Rows of a run are in order: each pair is met at its smaller row.
        at = np.int64(postings[k] & np.uint64(0xFFFFFFFF))
        last = np.int64(postings[k] >> np.uint64(32))
        if last >= CROWD:
            crowd = crowds[last - CROWD]
            if crowd[2] == NO_HUB:
                continue
            is_hub = False
            for h in range(2, 2 + HUBS):
                is_hub |= crowd[h] == row
            if not is_hub:
                # Without a branch, which no processor could guess.
                met[n] = at
                n += at > row
                for h in range(2, 2 + HUBS):
                    met[n] = crowd[h]
                    n += crowd[h] > row
                continue
            last = np.int64(crowd[1])
            at = last - np.int64(np.sum(rows[np.int64(crowd[0]) : last] > row))
        for other in rows[at:last]:
            met[n] = other
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
def _count(rows, crowds, postings, row_starts, needed, met, fresh):  # type: ignore[no-untyped-def]
    """The pairs of rows that share enough sampled shingles, in order.

    Only those with a row that is fresh, unless `fresh` is empty.
    """
    # Of each row how many it needs, and how often it was met so far: both in one place, since
    # what it costs is to reach it.
    states = needed.astype(np.uint16) << np.uint16(8)
    out = np.empty(1024, np.uint64)
    found = 0
    low = np.uint64(0xFFFFFFFF)
    n = row_starts.shape[0] - 1
    for row in range(n):
        own = postings[row_starts[row] : row_starts[row + 1]]
        for k in range(row_starts[row + 1], row_starts[min(row + 2, n)]):
            # The rows that the next one meets lie all over memory.
            if postings[k] >> np.uint64(32) < np.uint64(CROWD):
                prefetch(rows.ctypes.data + rows.itemsize * np.int64(postings[k] & low))
        count = _meet(row, rows, crowds, own, met)
        if fresh.shape[0] and not fresh[row]:
            count = _keep(fresh, met, count)
        if found + count >= out.shape[0]:
            larger = np.empty(2 * (found + count), np.uint64)
            larger[:found] = out[:found]
            out = larger
        kept = found
        least = needed[row]
        high = np.uint64(row) << np.uint64(32)
        for j in met[:count]:
            state = np.int64(states[j])
            shared = (state & 0xFF) + 1
            states[j] = state + (shared <= _MOST_SHARED)
            if shared == min(least, state >> 8):
                out[found] = high | np.uint64(j)
                found += 1
        for j in met[:count]:
            states[j] &= 0xFF00
        if found > kept + 1:
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
    postings = np.empty(len(index.places) + 1, np.uint64)
    row_starts = np.zeros(len(sketches) + 1, np.uint32)
    postings = postings[: _postings(index.places, postings, row_starts)]
    needed = np.empty(len(sketches), np.uint8)
    _needed(sketches.sizes, settings.sample_rate, needed)
    met = np.empty(_most_met(postings, row_starts, index.crowds) + 1, np.uint32)
    rows = index.places.view(np.uint32)
    _rows(index.places, rows)
    found: Pairs = _count(
        rows, index.crowds, postings, row_starts, needed, met,
        np.empty(0, np.bool_) if fresh is None else fresh,
    )  # fmt: skip
    return found
