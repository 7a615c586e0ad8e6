"""Keys that stand more than once, in order: whose they are is in their low bits.

Keys are hashes, so their high bits part them evenly. Parts that fit into the processor's second
cache are sorted one by one, by their digits (Knuth, vol. 3, 5.2.5); and keys that stand alone,
which most do, are not sorted at all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit
from dedupe.filters import place

Keys = NDArray[np.uint64]

#: Keys of one part, about so many, and bits that tell to which part a key belongs.
_PART, _MOST_BITS = 1 << 16, 12
#: Places of a count for each key: of the keys that stand alone one in five passes by chance.
_ROOM = 4
#: The most bits of a digit.
_DIGIT = 12


def part_bits(keys: int) -> int:
    """How many of the highest bits tell the parts of so many keys apart."""
    return min(_MOST_BITS, (keys // _PART).bit_length())


@njit(cache=True, nogil=True)
def _count_parts(keys, part_bits, counts):  # type: ignore[no-untyped-def]
    for key in keys:
        counts[key >> np.uint64(64 - part_bits)] += 1


@njit(cache=True, nogil=True)
def _write_parts(keys, part_bits, ends, out):  # type: ignore[no-untyped-def]
    for key in keys:
        part = key >> np.uint64(64 - part_bits)
        out[ends[part]] = key
        ends[part] += 1


@njit(cache=True, nogil=True)
def _keep_repeated(keys, bits, counts):  # type: ignore[no-untyped-def]
    """Move the keys whose part above the lowest bits may stand there again to the front.

    Returns how many they are. `counts` are (2 ** k,) uint8.
    """
    counts[:] = 0
    for key in keys:
        at = place(key >> bits, counts.shape[0])
        # Two is enough, and a branch is not to be guessed.
        counts[at] = min(counts[at] + 1, 2)
    kept = 0
    for key in keys:
        keys[kept] = key
        kept += counts[place(key >> bits, counts.shape[0])] > 1
    return kept


@njit(cache=True, nogil=True)
def _move_by_digit(keys, low, digit, out):  # type: ignore[no-untyped-def]
    """Copy the keys in order of so many bits from `low` on, those alike in them as they stood."""
    mask = np.uint64((1 << digit) - 1)
    ends = np.zeros((1 << digit) + 1, np.int64)
    for key in keys:
        ends[np.int64((key >> low) & mask) + 1] += 1
    for before in range(1 << digit):
        ends[before + 1] += ends[before]
    for key in keys:
        own = np.int64((key >> low) & mask)
        out[ends[own]] = key
        ends[own] += 1


@njit(cache=True, nogil=True)
def _sort_by_digits(keys, low, high, spare):  # type: ignore[no-untyped-def]
    """Sort keys by their bits from `low` to `high`; those alike in them stay as they stood."""
    # Two and two, so that the last ends in `keys`.
    pairs = (high - low + 2 * _DIGIT - 1) // (2 * _DIGIT)
    digit = (high - low + 2 * pairs - 1) // (2 * pairs)
    for at in range(low, high, 2 * digit):
        _move_by_digit(keys, np.uint64(at), digit, spare)
        # Where that is beyond `high`, nothing moves.
        _move_by_digit(spare, np.uint64(min(at + digit, 63)), digit, keys)


@njit(cache=True, nogil=True)
def _sort_parts(keys, starts, ends, bits, high, counts, spare):  # type: ignore[no-untyped-def]
    count = 0
    for p in range(starts.shape[0]):
        part = keys[starts[p] : ends[p]]
        room = 64
        while room < _ROOM * part.shape[0]:
            room *= 2
        kept = _keep_repeated(part, np.uint64(bits), counts[:room])
        _sort_by_digits(part[:kept], bits, high, spare[:kept])
        for k in range(kept):
            keys[count + k] = part[k]
        count += kept
    return count


def sorted_parts(keys: Keys, starts: NDArray[np.int64], ends: NDArray[np.int64], bits: int) -> Keys:
    """The keys of all parts in order, but for some whose part above the lowest `bits` stands alone.

    The keys of part p are at starts[p]:ends[p], and begin with the number p; there are 2 ** k
    parts. Keys alike above the lowest bits stay as they stood. All are moved to the front of
    `keys`, of which the result is a view: memory that is touched for the first time is dear.
    """
    high = 64 - (len(starts).bit_length() - 1)
    longest = int((ends - starts).max())
    counts = np.empty(1 << max(6, (_ROOM * longest).bit_length()), np.uint8)
    spare = np.empty(longest, np.uint64)
    return keys[: _sort_parts(keys, starts, ends, bits, high, counts, spare)]


def sorted_repeated(keys: Keys, bits: int) -> Keys:
    """The same of keys that are in no parts yet; what is in `keys` after that is not said."""
    high = part_bits(len(keys))
    if not high:
        return sorted_parts(keys, np.array([0]), np.array([len(keys)]), bits)
    counts = np.zeros(1 << high, np.int64)
    _count_parts(keys, high, counts)
    starts = np.cumsum(counts) - counts
    ends = starts.copy()
    parted = np.empty_like(keys)
    _write_parts(keys, high, ends, parted)
    return sorted_parts(parted, starts, ends, bits)
