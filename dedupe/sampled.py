"""A sample of the shingles as an inverted index: for each shingle, the rows that have it.

The sample are the shingles whose hash falls into a fixed fraction (FracMinHash: Irber et al.
2022).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit
from dedupe.filters import FEW_PLACES, empty_filter, place
from dedupe.keys import Keys, part_bits, sorted_parts, sorted_repeated
from dedupe.pairs import NO_PAIRS, Pairs, best_rows, ends
from dedupe.pointers import AHEAD, ask_for, list_at
from dedupe.settings import FoldSettings
from dedupe.sketches import Parts, Sketches
from dedupe.threads import mapped

#: A sampled shingle that more rows share than this says nothing: it is a turn of phrase.
_TOO_COMMON = 4096
#: Rows that share a rare shingle, at the most. More are a crowd, of which most meet only so many of
#: the best ranked: few, since the canonical article is among them of most shingles of a story.
_MOST_RARE, CROWD_HUBS = 16, 2
#: Added to the last row of a run, and to the number of a crowd.
FLAG = 1 << 31


@dataclass(frozen=True)
class SampledIndex:
    """Runs of rows that share a sampled shingle, one after the other.

    Rows are numbered by how many shingles they have, from the fewest on.

    rows    (k,) uint32, the rows of each run; its last one has the FLAG. In order, but in crowds
    crowds  (c, 2 + CROWD_HUBS) uint32, of each run of too many rows to be rare: where it begins and
            ends, and its best ranked rows
    order   (n,) int64, for each number which of the articles it is
    spare   (at least k,) uint32, memory to be written to: what is touched already is cheap
    """

    rows: NDArray[np.uint32]
    crowds: NDArray[np.uint32]
    order: NDArray[np.int64]
    spare: NDArray[np.uint32]


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


@njit(cache=True, nogil=True)
def _note_both(first, second, addresses, sizes, limit, known):  # type: ignore[no-untyped-def]
    """Put the sampled shingles that both rows of a pair have into a filter."""
    for k in range(first.shape[0]):
        ask_for(addresses, sizes, second, k + AHEAD)
        one, other = list_at(addresses, sizes, first[k]), list_at(addresses, sizes, second[k])
        a, b = 0, 0
        while a < one.shape[0] and b < other.shape[0]:
            x, y = one[a], other[b]
            if x == y and _spread(x) < limit:
                known[place(np.uint64(x), known.shape[0])] = True
            a += x <= y
            b += y <= x


@njit(cache=True, nogil=True, inline="always")
def _is_in(value, limit, known):  # type: ignore[no-untyped-def]
    # Without a branch in between, which no processor could guess.
    return (_spread(value) < limit) & known[place(np.uint64(value), known.shape[0])]


@njit(cache=True, nogil=True)
def _count_sampled(shingles, limit, known, bits, counts):  # type: ignore[no-untyped-def]
    """Add to counts (2 ** bits,) how many sampled shingles begin with each number of so many bits."""
    for value in shingles:
        counts[np.uint64(value) >> np.uint64(32 - bits)] += _is_in(value, limit, known)


@njit(cache=True, nogil=True)
def _write_sampled(shingles, starts, limit, known, numbers, bits, keys, ends):  # type: ignore[no-untyped-def]
    """Write the sampled shingles, each in the high half of a key with its row's number in the low.

    Only those that pass the filter `known`. A key goes to the end of its part, which is moved on.
    """
    longest = np.int64(0)
    for row in range(starts.shape[0] - 1):
        longest = max(longest, starts[row + 1] - starts[row])
    sampled = np.empty(longest, np.uint32)
    for row in range(starts.shape[0] - 1):
        own = np.uint64(numbers[row])
        count = 0
        for value in shingles[starts[row] : starts[row + 1]]:
            sampled[count] = value
            count += _is_in(value, limit, known)
        for value in sampled[:count]:
            part = np.uint64(value) >> np.uint64(32 - bits)
            keys[ends[part]] = (np.uint64(value) << np.uint64(32)) | own
            ends[part] += 1


@njit(cache=True, nogil=True)
def _sort_few(values, begin, end):  # type: ignore[no-untyped-def]
    """Sort some values by insertion."""
    for i in range(begin + 1, end):
        value = values[i]
        j = i
        while j > begin and values[j - 1] > value:
            values[j] = values[j - 1]
            j -= 1
        values[j] = value


@njit(cache=True, nogil=True)
def _runs(keys, rank, most_rare, rows, crowds):  # type: ignore[no-untyped-def]
    """Make the sorted keys whose shingle several rows have, if not too many, an index's runs.

    `rows` may be the same memory as the keys. Returns how many rows and crowds there are.
    """
    n = keys.shape[0]
    best = np.empty(CROWD_HUBS, np.int64)
    at = 0
    found = 0
    begin = 0
    for stop in range(1, n + 1):
        if stop < n and keys[stop] >> np.uint64(32) == keys[begin] >> np.uint64(32):
            continue
        size = stop - begin
        if 1 < size <= _TOO_COMMON:
            for k in range(begin, stop):
                rows[at] = keys[k] & np.uint64(0xFFFFFFFF)
                at += 1
            if size > most_rare:
                crowds[found, 0], crowds[found, 1] = at - size, at
                best_rows(rows, at - size, at, rank, best)
                crowds[found, 2:] = best
                found += 1
            else:
                _sort_few(rows, at - size, at)
            rows[at - 1] |= np.uint32(FLAG)
        begin = stop
    return at, found


def _all_keys(sketches: Parts, limit: int, high: int, numbers: NDArray[np.uint32]) -> Keys:
    """All sampled shingles with their rows, sorted; parts are told by the highest bits."""
    known = np.ones(1, np.bool_)
    counts = np.zeros(1 << high, np.int64)
    for part in sketches.parts:
        _count_sampled(part.shingles, limit, known, high, counts)
    starts = np.cumsum(counts) - counts
    ends = starts.copy()
    keys = np.empty(int(counts.sum()), np.uint64)
    for part, begin in zip(sketches.parts, sketches.starts, strict=False):
        _write_sampled(part.shingles, part.starts, limit, known, numbers[begin:], high, keys, ends)
    return sorted_parts(keys, starts, ends, 32)


def _some_keys(
    sketches: Parts,
    limit: int,
    numbers: NDArray[np.uint32],
    fresh: NDArray[np.bool_],
    pairs: Pairs,
    threads: int,
) -> Keys:
    """The sampled shingles that fresh rows have, or both rows of a pair, of all rows, sorted."""
    lists = sketches.shingles
    first, second = ends(pairs)
    most = lists.sizes[fresh].sum() + np.minimum(lists.sizes[first], lists.sizes[second]).sum()
    known = empty_filter(int(most * (limit / 0xFFFFFFFF)), FEW_PLACES)
    for part, own in zip(sketches.parts, sketches.cut(fresh), strict=True):
        _note_sampled(part.shingles, part.starts, limit, own, known)
    _note_both(first, second, lists.addresses, lists.sizes, limit, known)

    def written(job: tuple[Sketches, int]) -> Keys:
        part, begin = job
        # Room for all shingles: what is never written to takes no memory.
        keys = np.empty(len(part.shingles), np.uint64)
        ends = np.zeros(1, np.int64)
        _write_sampled(part.shingles, part.starts, limit, known, numbers[begin:], 0, keys, ends)
        return keys[: ends[0]].copy()

    jobs = list(zip(sketches.parts, sketches.starts[:-1].tolist(), strict=True))
    keys = mapped(written, jobs, threads)
    return sorted_repeated(np.concatenate(keys), 32)


def sampled_index(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    fresh: NDArray[np.bool_] | None = None,
    pairs: Pairs = NO_PAIRS,
    threads: int = 1,
) -> SampledIndex:
    """The index of n sketched articles.

    With `fresh`, (n,) bool, of the fresh ones' shingles only, and of what both of a pair have.
    """
    limit = 0xFFFFFFFF // settings.sample_rate
    # Sizes beyond that are as good as alike, and of 16 bits the sort is a fast one.
    order = np.argsort(np.minimum(sketches.sizes, 0xFFFF).astype(np.uint16), kind="stable")
    numbers = np.empty(len(order), np.uint32)
    numbers[order] = np.arange(len(order), dtype=np.uint32)
    if fresh is None:
        high = part_bits(int(sketches.sizes.sum()) // settings.sample_rate)
        keys = _all_keys(sketches, limit, high, numbers)
    else:
        keys = _some_keys(sketches, limit, numbers, fresh, pairs, threads)
    most_rare = min(_MOST_RARE, settings.max_bucket)
    crowds = np.empty((len(keys) // most_rare + 1, 2 + CROWD_HUBS), np.uint32)
    rows = keys.view(np.uint32)
    at, found = _runs(keys, rank[order], most_rare, rows, crowds)
    return SampledIndex(rows[:at], crowds[:found], order, rows[at:])
