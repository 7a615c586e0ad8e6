"""Compiled loops over UTF-8 bytes: tokens, shingles, minima. No Python object is touched.

They release the interpreter's lock, and allocate only what one text needs at most.
"""

from __future__ import annotations

import numpy as np

from dedupe.codepoints import ALONE, CAPITAL, IGNORED, STOP, TABLE_SIZE
from dedupe.compiled import njit

_IGNORED = int(IGNORED)
_ALONE = int(ALONE)
_CAPITAL = int(CAPITAL)
_STOP = int(STOP)
_LETTER = _STOP - 1
#: What a token may tell: a figure, or a name (a capital that no sentence's beginning explains);
#: and that a figure goes on the one before ("6-3/16", "51.50", "10:30" are one figure each).
_FIGURE, _NAME, _JOINED = 1, 2, 4
#: Buckets that values are sorted by, at most, in bits; and values of one bucket.
_SORT_BITS, _SORT_MOST = 14, 64


@njit(cache=True, nogil=True, inline="always")
def _mix64(value):  # type: ignore[no-untyped-def]
    # MurmurHash3's 64-bit finalizer (Appleby): every input bit reaches every output bit.
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xFF51AFD7ED558CCD)
    value ^= value >> np.uint64(33)
    value *= np.uint64(0xC4CEB9FE1A85EC53)
    return value ^ (value >> np.uint64(33))


@njit(cache=True, nogil=True)
def _tokenize(data, begin, end, table, tokens, kinds):  # type: ignore[no-untyped-def]
    """Hash the tokens of data[begin:end] into tokens (uint64); returns how many there are."""
    count = 0
    value = np.uint64(0xCBF29CE484222325)
    prime = np.uint64(0x100000001B3)
    open_token = False
    at_start = True
    kind = 0
    gap = 0
    joined = False
    at = begin
    while at < end:
        byte = data[at]
        if byte < 0x80:
            code = np.int64(byte)
            at += 1
        elif byte < 0xE0:
            code = ((np.int64(byte) & 0x1F) << 6) | (np.int64(data[min(at + 1, end - 1)]) & 0x3F)
            at += 2
        elif byte < 0xF0:
            code = (
                ((np.int64(byte) & 0x0F) << 12)
                | ((np.int64(data[min(at + 1, end - 1)]) & 0x3F) << 6)
                | (np.int64(data[min(at + 2, end - 1)]) & 0x3F)
            )
            at += 3
        else:
            code = (
                ((np.int64(byte) & 0x07) << 18)
                | ((np.int64(data[min(at + 1, end - 1)]) & 0x3F) << 12)
                | ((np.int64(data[min(at + 2, end - 1)]) & 0x3F) << 6)
                | (np.int64(data[min(at + 3, end - 1)]) & 0x3F)
            )
            at += 4
        if code < TABLE_SIZE:
            found = np.int64(table[code])
        elif code < 0x40000:
            found = code | _ALONE
        else:
            found = np.int64(0)
        if found == _IGNORED:
            continue
        folded = found & _LETTER
        if folded == 0 or found & _ALONE:
            if open_token:
                tokens[count] = _mix64(value)
                kinds[count] = kind
                count += 1
                open_token = False
                at_start = False
                gap = 0
            gap += 1
            joined = False
            if gap == 1 and (44 <= code <= 47 or code == 58):  # , - . / :
                joined = True
            if found & _STOP:
                at_start = True
            elif found & _ALONE:
                tokens[count] = _mix64(np.uint64(found) * prime)
                kinds[count] = 0
                count += 1
                at_start = False
            continue
        if not open_token:
            open_token = True
            value = np.uint64(0xCBF29CE484222325)
            kind = 0
            if 48 <= folded <= 57:
                kind = _FIGURE
                if joined and count and kinds[count - 1] & _FIGURE:
                    kind |= _JOINED
            elif found & _CAPITAL and not at_start:
                kind = _NAME
        value = (value ^ np.uint64(folded)) * prime
    if open_token:
        tokens[count] = _mix64(value)
        kinds[count] = kind
        count += 1
    return count


@njit(cache=True, nogil=True)
def first_tokens(data, offsets, table, out):  # type: ignore[no-untyped-def]
    """The hash of the first token of each text of a UTF-8 buffer, into out (n,) uint64; 0 if none."""
    tokens = np.empty(data.shape[0] + 1, np.uint64)
    kinds = np.empty(data.shape[0] + 1, np.uint8)
    for i in range(out.shape[0]):
        count = _tokenize(data, offsets[i], offsets[i + 1], table, tokens, kinds)
        out[i] = tokens[0] if count else np.uint64(0)


@njit(cache=True, nogil=True)
def _as_figures(tokens, kinds, count, words, numbers):  # type: ignore[no-untyped-def]
    """Take words for small numbers for the figures: tables of `dedupe.numbers`."""
    mask = np.uint64(words.shape[0] - 1)
    for j in range(count):
        token = tokens[j]
        slot = token & mask
        while words[slot] != 0:
            if words[slot] == token:
                tokens[j] = numbers[slot]
                kinds[j] = _FIGURE
                break
            slot = (slot + np.uint64(1)) & mask


@njit(cache=True, nogil=True)
def _sorted(values, count, counts, ordered):  # type: ignore[no-untyped-def]
    """The first `count` values, which are hashes (uint32), in order: into `ordered`.

    Hashes fall evenly into as many buckets as there are of them, by their first bits; what is
    left to do within one is little (bucket sort: Knuth, vol. 3, 5.2.5).
    """
    bits = 4
    while (1 << bits) < count and bits < _SORT_BITS:
        bits += 1
    shift = np.uint32(32 - bits)
    counts[: (1 << bits) + 1] = 0
    for i in range(count):
        counts[(values[i] >> shift) + 1] += 1
    most = 0
    for b in range(1 << bits):
        most = max(most, counts[b + 1])
        counts[b + 1] += counts[b]
    if most > _SORT_MOST:
        ordered[:count] = np.sort(values[:count])  # hashes that somebody chose, or repeats
        return
    for i in range(count):
        b = values[i] >> shift
        ordered[counts[b]] = values[i]
        counts[b] += 1
    for i in range(1, count):
        value = ordered[i]
        j = i - 1
        while j >= 0 and ordered[j] > value:
            ordered[j + 1] = ordered[j]
            j -= 1
        ordered[j + 1] = value


@njit(cache=True, nogil=True)
def _distinct(values, count, out, at, counts, ordered):  # type: ignore[no-untyped-def]
    """Append the sorted distinct first `count` values to out at `at`; returns the new end."""
    _sorted(values, count, counts, ordered)
    for i in range(count):
        if i == 0 or ordered[i] != ordered[i - 1]:
            out[at] = ordered[i]
            at += 1
    return at


@njit(cache=True, nogil=True)
def _collect(tokens, kinds, count, kind, scratch, out, at, counts, ordered):  # type: ignore[no-untyped-def]
    """Append the sorted distinct 32-bit hashes of the tokens of a kind; returns the new end."""
    found = 0
    value = np.uint64(0)
    for j in range(count):
        if kinds[j] & kind:
            if kinds[j] & _JOINED:
                value = _mix64(value ^ (tokens[j] * np.uint64(0x9E3779B97F4A7C15)))
                found -= 1
            else:
                value = tokens[j]
            scratch[found] = np.uint32(value >> np.uint64(32))
            found += 1
    return _distinct(scratch, found, out, at, counts, ordered)


@njit(cache=True, nogil=True)
def _shingle(tokens, count, size, out):  # type: ignore[no-untyped-def]
    """32-bit hashes of the runs of `size` tokens; of all of a shorter text as one shingle."""
    if count == 0:
        return 0
    width = min(size, count)
    for i in range(count - width + 1):
        value = np.uint64(width)
        for j in range(width):
            value = (value ^ tokens[i + j]) * np.uint64(0x9E3779B97F4A7C15)
            value ^= value >> np.uint64(29)
        out[i] = np.uint32(_mix64(value) >> np.uint64(32))
    return count - width + 1


@njit(cache=True, nogil=True, fastmath=True)
def _minima(hashes, count, a, b, out):  # type: ignore[no-untyped-def]
    """The least of a * fmix32(h) + b over the hashes, for each permutation (uint32)."""
    perms = a.shape[0]
    for j in range(perms):
        out[j] = np.uint32(0xFFFFFFFF)
    for i in range(count):
        h = hashes[i]
        h ^= h >> np.uint32(16)
        h = np.uint32(h * np.uint32(0x85EBCA6B))
        h ^= h >> np.uint32(13)
        h = np.uint32(h * np.uint32(0xC2B2AE35))
        h ^= h >> np.uint32(16)
        for j in range(perms):
            value = np.uint32(a[j] * h + b[j])
            out[j] = min(out[j], value)


@njit(cache=True, nogil=True)
def signatures_into(data, offsets, table, words, numbers, size, a, b, signatures):  # type: ignore[no-untyped-def]
    """The signatures of the texts of a UTF-8 buffer, and nothing else, into (n, perms) uint32."""
    longest = np.int64(1)
    for i in range(offsets.shape[0] - 1):
        longest = max(longest, offsets[i + 1] - offsets[i])
    tokens = np.empty(longest, np.uint64)
    kinds = np.empty(longest, np.uint8)
    hashes = np.empty(longest, np.uint32)
    for i in range(offsets.shape[0] - 1):
        count = _tokenize(data, offsets[i], offsets[i + 1], table, tokens, kinds)
        _as_figures(tokens, kinds, count, words, numbers)
        n = _shingle(tokens, count, size, hashes)
        _minima(hashes, n, a, b, signatures[i])


@njit(cache=True, nogil=True)
def sketch_into(data, offsets, table, words, numbers, size, a, b, signatures, shingles, starts, figures, figure_starts, names, name_starts, ordered, ordered_starts, digests):  # type: ignore[no-untyped-def]  # fmt: skip
    """Sketch the texts of a UTF-8 buffer into the given arrays (those of `Sketches`)."""
    longest = np.int64(1)
    for i in range(offsets.shape[0] - 1):
        longest = max(longest, offsets[i + 1] - offsets[i])
    tokens = np.empty(longest, np.uint64)
    kinds = np.empty(longest, np.uint8)
    hashes = np.empty(longest, np.uint32)
    found = np.empty(longest, np.uint32)
    in_order = np.empty(longest, np.uint32)
    counts = np.empty((1 << _SORT_BITS) + 1, np.int64)
    end = np.int64(0)
    figure_end = np.int64(0)
    name_end = np.int64(0)
    for i in range(offsets.shape[0] - 1):
        count = _tokenize(data, offsets[i], offsets[i + 1], table, tokens, kinds)
        digest = np.uint64(count)
        for j in range(count):
            digest = _mix64(digest ^ tokens[j]) + np.uint64(j)
        digests[i] = digest
        _as_figures(tokens, kinds, count, words, numbers)
        n = _shingle(tokens, count, size, hashes)
        _minima(hashes, n, a, b, signatures[i])
        first = ordered_starts[i]
        for j in range(n):
            ordered[first + j] = hashes[j]
        ordered_starts[i + 1] = first + n
        end = _distinct(hashes, n, shingles, end, counts, in_order)
        starts[i + 1] = end
        figure_end = _collect(
            tokens, kinds, count, _FIGURE, found, figures, figure_end, counts, in_order
        )
        figure_starts[i + 1] = figure_end
        name_end = _collect(tokens, kinds, count, _NAME, found, names, name_end, counts, in_order)
        name_starts[i + 1] = name_end
