"""Keys that stand more than once, in order: whose they are is in their low bits.

Keys are hashes, so their high bits part them evenly. Parts that fit into the processor's second
cache are sorted one by one; and keys that stand alone, which most do, are not sorted at all.
"""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.filters import place

Keys = NDArray[np.uint64]

#: Keys of one part, about so many, and bits that tell to which part a key belongs.
_PART, _MOST_BITS = 1 << 17, 12
#: Places of a count for each key: of the keys that stand alone one in five passes by chance.
_ROOM = 4


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
    for key in keys:
        at = place(key >> bits, counts.shape[0])
        # Two is enough, and a branch is not to be guessed.
        counts[at] = min(counts[at] + 1, 2)
    kept = 0
    for key in keys:
        keys[kept] = key
        kept += counts[place(key >> bits, counts.shape[0])] > 1
    return kept


def _repeated(keys: Keys, bits: int) -> Keys:
    """The keys whose part above the lowest `bits` may stand there more than once, in order.

    They are moved to the front of `keys`, of which the result is a view.
    """
    counts = np.zeros(1 << max(6, (_ROOM * len(keys)).bit_length()), np.uint8)
    return keys[: _keep_repeated(keys, np.uint64(bits), counts)]


def sorted_parts(keys: Keys, starts: NDArray[np.int64], ends: NDArray[np.int64], bits: int) -> Keys:
    """The keys of all parts in order, but for some whose part above the lowest `bits` stands alone.

    The keys of part p are at starts[p]:ends[p], and all less than those of part p + 1. They are
    moved to the front of `keys`, of which the result is a view: memory that is touched for the
    first time is dear.
    """
    count = 0
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        part = _repeated(keys[start:end], bits)
        part.sort()
        keys[count : count + len(part)] = part
        count += len(part)
    return keys[:count]


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
