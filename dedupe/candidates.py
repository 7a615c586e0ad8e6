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
from numpy.typing import NDArray

from dedupe.compiled import njit
from dedupe.excerpts import excerpt_pairs
from dedupe.filters import FEW_PLACES, empty_filter, note, place
from dedupe.keys import sorted_repeated
from dedupe.pairs import HUBS, Pairs, best_rows, distinct, ends, merged, pair
from dedupe.pointers import AHEAD, ask_for, list_at
from dedupe.settings import FoldSettings
from dedupe.sketches import Parts, Sketches
from dedupe.threads import mapped


@njit(cache=True, nogil=True)
def _run_pairs(keys, rows, rank, max_bucket, out):  # type: ignore[no-untyped-def]
    """Pairs of rows in each run of equal (sorted) keys, into out; returns how many.

    With an empty out they are only counted.
    """
    write = out.shape[0] > 0
    n = keys.shape[0]
    count = 0
    begin = 0
    best = np.empty(HUBS, np.int64)
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
            best_rows(rows, begin, end, rank, best)
            for i in range(begin, end):
                for h in range(HUBS):
                    if best[h] != rows[i]:
                        if write:
                            out[count] = pair(rows[i], best[h])
                        count += 1
                if i + 1 < end:
                    if write:
                        out[count] = pair(rows[i], rows[i + 1])
                    count += 1
        begin = end
    return count


def _row_bits(sketches: Parts) -> int:
    """How many low bits of a key say whose it is; those above are left to tell bands apart."""
    return len(sketches).bit_length()


def _pairs_of_equal_keys(
    keys: NDArray[np.uint64], bits: int, rank: NDArray[np.int64], settings: FoldSettings
) -> Pairs:
    """The pairs of the rows, in the low bits, whose keys are equal above these; sorts in place."""
    keys = sorted_repeated(keys, bits)
    rows = (keys & np.uint64((1 << bits) - 1)).astype(np.int64)
    keys >>= np.uint64(bits)
    nothing = np.empty(0, np.uint64)
    count = _run_pairs(keys, rows, rank, settings.max_bucket, nothing)
    if not count:
        return nothing
    out = np.empty(count, np.uint64)
    _run_pairs(keys, rows, rank, settings.max_bucket, out)
    return out


@njit(cache=True, nogil=True, inline="always")
def _band_key(signature, first, rows):  # type: ignore[no-untyped-def]
    """The key of the band of so many rows that begins at a column; different bands differ."""
    key = np.uint64(first)
    for column in range(first, first + rows):
        key += np.uint64(0x9E3779B97F4A7C15) + np.uint64(signature[column])
        key ^= key >> np.uint64(33)
        key *= np.uint64(0xFF51AFD7ED558CCD)
        key ^= key >> np.uint64(33)
    return key


@njit(cache=True, nogil=True, inline="always")
def _with_row(key, row, bits):  # type: ignore[no-untyped-def]
    """A key with its row in place of its lowest bits."""
    return (key >> bits << bits) | np.uint64(row)


@njit(cache=True, nogil=True)
def _band_keys(signatures, filled, first, band_rows, begin, bits, keys, at):  # type: ignore[no-untyped-def]
    """Write the keys of a band, with their rows, counted from `begin`; returns where they end."""
    for row in range(signatures.shape[0]):
        # Without a branch, so that several rows are made at once; the last place is never kept.
        key = _band_key(signatures[row], first, band_rows)
        keys[at] = _with_row(key, begin + row, bits)
        at += filled[row]
    return at


@njit(cache=True, nogil=True)
def _note_bands(signatures, fresh, band_rows, known):  # type: ignore[no-untyped-def]
    """Put all band keys of the fresh rows into a filter."""
    for row in range(signatures.shape[0]):
        if fresh[row]:
            for first in range(0, signatures.shape[1] - band_rows + 1, band_rows):
                known[place(_band_key(signatures[row], first, band_rows), known.shape[0])] = True


@njit(cache=True, nogil=True)
def _meeting(signatures, filled, band_rows, known, begin, bits, keys):  # type: ignore[no-untyped-def]
    """The band keys of all filled rows that pass a filter, with their rows; returns how many.

    Rows are counted from `begin`. There is room for all of them, and one more.
    """
    count = 0
    for row in range(signatures.shape[0]):
        if not filled[row]:
            continue
        for first in range(0, signatures.shape[1] - band_rows + 1, band_rows):
            # Without a branch, so that several keys are made at once.
            key = _band_key(signatures[row], first, band_rows)
            keys[count] = _with_row(key, begin + row, bits)
            count += known[place(key, known.shape[0])]
    return count


def _band_pairs(
    sketches: Parts,
    filled: NDArray[np.bool_],
    rank: NDArray[np.int64],
    settings: FoldSettings,
    first: int,
) -> Pairs:
    """The pairs of one band, which begins at column `first` of the signatures, in order."""
    bits = _row_bits(sketches)
    keys = np.empty(len(sketches) + 1, np.uint64)
    end = 0
    for part, own, begin in zip(
        sketches.parts, sketches.cut(filled), sketches.starts, strict=False
    ):
        where = part.signatures, own, first, settings.band_rows, begin, np.uint64(bits)
        end = _band_keys(*where, keys, end)
    # A bucket of any size is used: boilerplate that fills one is told apart by verifying.
    return distinct(_pairs_of_equal_keys(keys[:end], bits, rank, settings))


@njit(cache=True, nogil=True)
def _shared_keys(first, second, addresses, sizes, band_rows, keys):  # type: ignore[no-untyped-def]
    """Write the keys of the bands that pairs of rows share; returns how many.

    There is room for all bands of all pairs, and one more.
    """
    count = 0
    for k in range(first.shape[0]):
        ask_for(addresses, sizes, second, k + AHEAD)
        one, other = list_at(addresses, sizes, first[k]), list_at(addresses, sizes, second[k])
        for begin in range(0, one.shape[0] - band_rows + 1, band_rows):
            same = True
            for column in range(begin, begin + band_rows):
                same &= one[column] == other[column]
            if same:
                keys[count] = _band_key(one, begin, band_rows)
                count += 1
    return count


def _some_band_pairs(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    fresh: NDArray[np.bool_],
    known: Pairs,
    threads: int,
) -> Pairs:
    """The pairs of all buckets that hold a fresh row or a known pair: no others are sorted."""
    step = settings.band_rows
    filled = sketches.sizes > 0
    news = fresh & filled
    bands = settings.num_perm // step
    # What is never written to takes no memory.
    shared = np.empty(len(known) * bands + 1, np.uint64)
    rows = sketches.signatures
    count = int(_shared_keys(*ends(known), rows.addresses, rows.sizes, step, shared))
    wanted = empty_filter(int(np.count_nonzero(news)) * bands + count, FEW_PLACES)
    note(shared[:count], wanted)
    for part, own in zip(sketches.parts, sketches.cut(news), strict=True):
        _note_bands(part.signatures, own, step, wanted)
    bits = _row_bits(sketches)

    def meeting(job: tuple[Sketches, NDArray[np.bool_], int]) -> NDArray[np.uint64]:
        part, own, begin = job
        keys = np.empty(len(part) * bands + 1, np.uint64)
        count = _meeting(part.signatures, own, step, wanted, begin, np.uint64(bits), keys)
        return keys[:count].copy()

    begins = sketches.starts[:-1].tolist()
    jobs = list(zip(sketches.parts, sketches.cut(filled), begins, strict=True))
    keys = mapped(meeting, jobs, threads)
    return distinct(_pairs_of_equal_keys(np.concatenate(keys), bits, rank, settings))


def candidate_pairs(
    sketches: Parts, rank: NDArray[np.int64], settings: FoldSettings, threads: int = 1
) -> Pairs:
    """The candidate pairs of n sketched articles: (m,) uint64, sorted, each once.

    `rank` is as of `dedupe.canonical.rank_claims`: it says which articles of a crowd all others
    are compared with. Articles without a shingle are in no pair. The pairs depend neither on the
    order of rows nor on how many threads there are.
    """
    step = settings.band_rows
    filled = sketches.sizes > 0
    with ThreadPoolExecutor(threads) as pool:
        excerpts = pool.submit(excerpt_pairs, sketches, rank, settings)
        bands = pool.map(
            lambda first: _band_pairs(sketches, filled, rank, settings, first),
            range(0, settings.num_perm - step + 1, step),
        )
        return merged([*bands, excerpts.result()])


def some_candidate_pairs(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    fresh: NDArray[np.bool_],
    known: Pairs,
    threads: int = 1,
) -> Pairs:
    """Those of the candidate pairs that have a fresh row, or are among the `known` ones.

    `fresh` is (n,) bool. The price is to read the sketches of all rows once, and to sort what
    meets a fresh row or a known pair. A pair that was a candidate may be none any more, where
    its articles have come to stand in a crowd.
    """
    found = _some_band_pairs(sketches, rank, settings, fresh, known, threads)
    first, second = ends(found)
    found = found[fresh[first] | fresh[second] | np.isin(found, known)]
    left = known[~np.isin(known, found)]
    return merged([found, excerpt_pairs(sketches, rank, settings, fresh, left, threads)])
