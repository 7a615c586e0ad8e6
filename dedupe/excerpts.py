"""Copies cut to a part, which no band of a signature finds: by counting shared sampled shingles.

For each article all others are counted by how many of its sampled shingles they have. A pair is
a candidate if the count is what a copy would have: if all that it shares is had by a crowd, as
the sentences of background are that many stories repeat, an excerpt of the containment asked for.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit
from dedupe.pairs import NO_PAIRS, Pairs, as_pairs, ends
from dedupe.pointers import prefetch
from dedupe.sampled import CROWD_HUBS, FLAG, SampledIndex, sampled_index
from dedupe.settings import FoldSettings
from dedupe.sketches import Parts

#: Sampled shingles that a pair must share, since one is chance; and the most that are asked for.
_LEAST_SHARED, _MOST_SHARED = 2, 255
#: Least share of a copy's shingles: half of what one has (dedupe.verify), since of those in crowds
#: most are not counted. And by how many standard deviations a sample may fall short of a share.
_SHARE, _DEVIATIONS = 0.15, 2.0
#: Texts of fewer sampled shingles than this: one is all that a true pair may share.
_FEW = 8
#: Texts of fewer than this: all that a true pair shares may be in crowds.
_SHORT = 24
_ROW = np.uint32(FLAG - 1)


@njit(cache=True, nogil=True)
def _needed(sizes, sample_rate, share, out):  # type: ignore[no-untyped-def]
    """How many sampled shingles rows of such sizes have in a copy that shares so much, at the least.

    The number never falls as the size grows, so of a pair it is that of its smaller row.
    """
    for row in range(sizes.shape[0]):
        if sizes[row] < _FEW * sample_rate:
            out[row] = 1
            continue
        expected = share * sizes[row] / sample_rate
        spread = np.sqrt(expected * (1.0 - 1.0 / sample_rate))
        least = np.int64(np.ceil(expected - _DEVIATIONS * spread))
        out[row] = min(max(least, _LEAST_SHARED), _MOST_SHARED)


@njit(cache=True, nogil=True)
def _count_postings(rows, crowds, row_starts):  # type: ignore[no-untyped-def]
    """How many postings each row has, added up, into row_starts (n + 1,)."""
    for row in rows:
        row_starts[np.int64(row & _ROW) + 1] += row < np.uint32(FLAG)
    for crowd in crowds:
        # There the last row has one, too.
        row_starts[np.int64(rows[crowd[1] - 1] & _ROW) + 1] += 1
    for before in range(row_starts.shape[0] - 1):
        row_starts[before + 1] += row_starts[before]


@njit(cache=True, nogil=True)
def _write_postings(rows, crowds, free, postings):  # type: ignore[no-untyped-def]
    """For each row, from its free[row] on, where its runs go on after it, or FLAG and their crowd.

    The last rows of other runs, which have none after them, have no posting there. One place
    beyond all postings is written to, too.
    """
    beyond = postings.shape[0] - 1
    at = np.int64(0)
    for c in range(crowds.shape[0] + 1):
        begin = np.int64(crowds[c, 0]) if c < crowds.shape[0] else np.int64(rows.shape[0])
        for k in range(at, begin):
            # Without a branch, which no processor could guess.
            row = np.int64(rows[k] & _ROW)
            kept = rows[k] < np.uint32(FLAG)
            postings[free[row] if kept else beyond] = k + 1
            free[row] += kept
        at = np.int64(crowds[c, 1]) if c < crowds.shape[0] else begin
        for k in range(begin, at):
            row = np.int64(rows[k] & _ROW)
            postings[free[row]] = FLAG + c
            free[row] += 1


def _postings(index: SampledIndex, n: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """The index by row: the postings of all n rows, and where each row's begin, (n + 1,)."""
    row_starts = np.zeros(n + 1, np.uint32)
    _count_postings(index.rows, index.crowds, row_starts)
    postings = index.spare[: int(row_starts[-1]) + 1]
    _write_postings(index.rows, index.crowds, row_starts.copy(), postings)
    return postings, row_starts


def _most_met(row_starts: NDArray[np.uint32], crowds: NDArray[np.uint32], most: int) -> int:
    """How many rows a row meets at the most, one as often as it is met."""
    most_postings = int(np.diff(row_starts).max(initial=0))
    sizes = np.repeat((crowds[:, 1] - crowds[:, 0]).astype(np.int64), CROWD_HUBS)
    # A hub meets a whole crowd, any other row of it the hubs.
    of_hubs = np.bincount(crowds[:, 2:].ravel(), sizes, 1)
    return most_postings * max(most, CROWD_HUBS) + int(of_hubs.max())


@njit(cache=True, nogil=True)
def _meet(row, rows, crowds, postings, most, met):  # type: ignore[no-untyped-def]
    """The larger rows that a row with these postings meets, as often as it does, into met.

    Those that it meets by a rare shingle have the FLAG. Of a crowd of more than `most` it meets
    the hubs alone, if it is none.
    """
    n = 0
    for posting in postings:
        if posting < np.uint32(FLAG):
            # Rows of a run are in order: each pair is met at its smaller row.
            at = np.int64(posting)
            while True:
                other = rows[at]
                met[n] = other | np.uint32(FLAG)
                n += 1
                at += 1
                if other >= np.uint32(FLAG):
                    break
            continue
        crowd = crowds[posting & _ROW]
        whole = crowd[1] - crowd[0] <= most
        for h in range(2, 2 + CROWD_HUBS):
            whole |= crowd[h] == row
        if whole:
            for k in range(crowd[0], crowd[1]):
                met[n] = rows[k] & _ROW
                n += met[n] > row
        else:
            for h in range(2, 2 + CROWD_HUBS):
                # Without a branch, which no processor could guess.
                met[n] = crowd[h]
                n += crowd[h] > row
    return n


@njit(cache=True, nogil=True)
def _keep(flags, some, count):  # type: ignore[no-untyped-def]
    """Move those of the first rows that are flagged to the front; returns how many they are."""
    kept = 0
    for k in range(count):
        some[kept] = some[k]
        kept += flags[some[k] & _ROW]
    return kept


@njit(cache=True, nogil=True)
def _count(rows, crowds, postings, row_starts, needed, alone, short, most, met, fresh):  # type: ignore[no-untyped-def]
    """The pairs of rows that share enough sampled shingles, in no order.

    Only those with a row that is fresh, unless `fresh` is empty. The first `short` rows meet
    crowds of up to `most` as others meet a run.
    """
    # Of each row how often it was met so far, and whether by a rare shingle.
    states = np.zeros(needed.shape[0], np.uint16)
    out = np.empty(1024, np.uint64)
    found = 0
    n = row_starts.shape[0] - 1
    for row in range(n):
        own = postings[row_starts[row] : row_starts[row + 1]]
        for k in range(row_starts[row + 1], row_starts[min(row + 2, n)]):
            # The rows that the next one meets lie all over memory.
            if postings[k] < np.uint32(FLAG):
                first = rows.ctypes.data + rows.itemsize * np.int64(postings[k])
                prefetch(first)
                prefetch(first + 64)
            else:
                at = np.int64(postings[k] & _ROW)
                prefetch(crowds.ctypes.data + crowds.itemsize * crowds.shape[1] * at)
        count = _meet(row, rows, crowds, own, most if row < short else 0, met)
        if fresh.shape[0] and not fresh[row]:
            count = _keep(fresh, met, count)
        if found + count >= out.shape[0]:
            larger = np.empty(2 * (found + count), np.uint64)
            larger[:found] = out[:found]
            out = larger
        high = np.uint64(row) << np.uint64(32)
        for other in met[:count]:
            state = states[other & _ROW]
            state += (state & _MOST_SHARED) < _MOST_SHARED
            states[other & _ROW] = state | (other >> np.uint32(31)) << np.uint32(8)
        for other in met[:count]:
            state = np.int64(states[other & _ROW])
            states[other & _ROW] = 0
            shared = state & _MOST_SHARED
            if shared >= needed[row] and (state > _MOST_SHARED or shared >= alone[row]):
                out[found] = high | np.uint64(other & _ROW)
                found += 1
    return out[:found]


def excerpt_pairs(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    fresh: NDArray[np.bool_] | None = None,
    known: Pairs = NO_PAIRS,
    threads: int = 1,
) -> Pairs:
    """Pairs of n sketched articles that share sampled shingles as copies do: sorted, each once.

    With `fresh`, (n,) bool, only those that have a fresh row or are among the `known` ones.
    """
    index = sampled_index(sketches, rank, settings, fresh, known, threads)
    postings, row_starts = _postings(index, len(sketches))
    sizes = sketches.sizes[index.order]
    needed, alone = np.empty((2, len(sketches)), np.uint8)
    _needed(sizes, settings.sample_rate, _SHARE, needed)
    _needed(sizes, settings.sample_rate, settings.containment, alone)
    short = int(np.searchsorted(sizes, _SHORT * settings.sample_rate))
    looked_for = np.empty(0, np.bool_)
    if fresh is not None:
        looked_for = fresh.copy()
        looked_for[ends(known)[0]] = True
        looked_for = looked_for[index.order]
    # One place beyond is written to.
    most = _most_met(row_starts, index.crowds, settings.max_bucket) + 1
    found = _count(
        index.rows, index.crowds, postings, row_starts, needed, alone, short, settings.max_bucket,
        np.empty(most, np.uint32), looked_for,
    )  # fmt: skip
    first, second = (index.order[end] for end in ends(found))
    pairs = as_pairs(first, second)
    if fresh is not None:
        # Of what an old row that was looked for shares with others not all was counted.
        pairs = pairs[fresh[first] | fresh[second] | np.isin(pairs, known)]
    pairs.sort()
    return pairs
