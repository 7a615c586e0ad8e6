"""A file to its pieces of work: the whole of it, or the parts of a feed, each known by its content."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import zlib
from pathlib import Path
from typing import NamedTuple

from flows.walk import Found
from normalize.readers import LINE_SUFFIXES
from normalize.readers.kinds import HEAD, suffixes

#: A packed feed is cut into no more parts.
_MOST_PACKED_PARTS = 32
#: A feed of this size is a batch of its own, or several.
_FEED_BYTES = 1 << 18
_CHUNK = 1 << 20
#: Bytes of a packed feed, unpacked, whose lines are counted.
_MOST_COUNTED = 1 << 32
#: One JSON text over several lines, and UTF-16 and UTF-32, are no lines of bytes.
_NO_FEED = re.compile(rb"\s*(?:\[|\{\r?\n)|\xff\xfe|\xfe\xff|.{0,200}\x00", re.S)


class Source(NamedTuple):
    """A file, or the records `first` to `last` (from 1, inclusive) of a feed; last 0: all of it.

    `path` is what records are called, `file` where the bytes are, `digest` of its content. Where
    they are known, a feed's records are the bytes from `begin` to `end`, and those are what the
    digest is of: a feed that grows has new records at its end and no others.
    """

    path: str
    file: str
    outlet: str
    digest: str
    first: int = 1
    last: int = 0
    begin: int = 0
    end: int = 0

    @property
    def identity(self) -> str:
        """What tells it from any other: what it is called, and its content."""
        return f"{self.path}\0{self.outlet}\0{self.digest}\0{self.first}-{self.last}"


def _digest(file: str) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with io.FileIO(file) as stream:
        # Articles are small: they are read with one call to the system, and no room to spare.
        small = os.fstat(stream.fileno()).st_size < _CHUNK
        while chunk := stream.readall() if small else stream.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def head_of(file: str) -> bytes:
    """The first bytes of a file, which tell its kind. Raises OSError."""
    with Path(file).open("rb") as stream:
        return stream.read(HEAD)


def count_lines(file: str, packed: str) -> int:
    """Lines that are not blank, the unit in which a feed is cut; 0 where it cannot be read.

    So too where there is no end to it: its reader will say so.
    """
    count = read = 0
    counted = False
    try:
        with gzip.open(file) if packed else Path(file).open("rb") as stream:
            while piece := stream.readline(_CHUNK):  # a line may be as long as the file
                read += len(piece)
                if not counted and not piece.isspace():
                    count += 1
                    counted = True
                if piece.endswith(b"\n"):
                    counted = False
                if read > _MOST_COUNTED:
                    return 0
    except (OSError, EOFError, zlib.error):
        return 0
    return count


def sources_of(found: Found, step: int) -> list[Source]:
    """The pieces of work of a file, of so many records each. Raises OSError."""
    suffix, packed = suffixes(found.path)
    feed = suffix in LINE_SUFFIXES and found.stamp[2] >= _FEED_BYTES
    if feed and not packed and not _NO_FEED.match(head_of(found.file)):
        return _slices(found, step)
    whole = Source(found.path, found.file, found.outlet, _digest(found.file))
    if not feed or packed != ".gz":
        return [whole]
    lines = count_lines(found.file, packed)
    # Each part is read from the beginning of the file.
    step = max(step * 4, -(-lines // _MOST_PACKED_PARTS))
    if lines <= step:
        return [whole]
    return [
        whole._replace(first=first, last=min(first + step - 1, lines))
        for first in range(1, lines + 1, step)
    ]


def _slices(found: Found, step: int) -> list[Source]:
    """The parts of a feed of so many records each, by their bytes; all are read once."""
    parts: list[Source] = []
    digest = hashlib.blake2b(digest_size=16)
    first, count, begin, at = 1, 0, 0, 0

    def close() -> None:
        last = first + count - 1
        where = (found.path, found.file, found.outlet)
        parts.append(Source(*where, digest.hexdigest(), first, last, begin, at))

    with Path(found.file).open("rb", buffering=_CHUNK) as stream:
        starts, counted = True, False
        while piece := stream.readline(_CHUNK):  # a line may be as long as the file
            if not counted and not piece.isspace():
                if starts and count >= step:
                    close()
                    digest = hashlib.blake2b(digest_size=16)
                    first, count, begin = first + count, 0, at
                count += 1
                counted = True
            digest.update(piece)
            at += len(piece)
            starts = piece.endswith(b"\n")
            counted = counted and not starts
    close()
    return parts
