"""What earlier runs read of each file: what the system says is the same is not read again.

A file is the same if it is the same inode with the same size and the same times of change, of
its content and of the inode itself; the latter no program can set. It is what git and restic go
by, with git's rule for times that are too recent to tell two changes apart.

Files are known by chunks, those that follow each other from one end of a batch to the next: a
chunk that is the same as a whole costs no more than a comparison of lists.
"""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, chain, count
from pathlib import Path
from typing import NamedTuple

import orjson

from flows.sources import Source
from flows.store import written_whole
from flows.walk import Found, Stamp

_NAME = "files.json"
#: Nanoseconds within which two changes may have the same time (FAT: two seconds).
_RECENT = 2 * 10**9
#: Where the inode's time is that of its making, a change may leave no trace.
_TELLS = os.name == "posix"

_WHOLE = [1, 0, 0, 0]


def is_settled(stamp: Stamp, read_at: int) -> bool:
    """Whether a change after a reading at that time (ns) would show in the stamp."""
    return _TELLS and max(stamp[3:]) < read_at - _RECENT


class Told(NamedTuple):
    """What a file came to: of its k sources the digests, and 4 k numbers (first, last, begin, end).

    A file that nothing reads has one digest, an empty one.
    """

    digests: list[str]
    spans: list[int]

    @property
    def is_read(self) -> bool:
        """Whether there is a reader for it."""
        return self.digests != [""]

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Told:
        """That of the file that these are all sources of."""
        spans = ((s.first, s.last, s.begin, s.end) for s in sources)
        return cls([s.digest for s in sources], list(chain.from_iterable(spans)))


UNREAD = Told([""], _WHOLE)


@dataclass(slots=True)
class Chunk:
    """Files that follow each other, and what they came to.

    paths    n
    stamps   5 n, one file's after the other's
    digests  of the sources: one of each file, or all of the only file
    spans    4 for each source
    batches  the digests of the batches that the sources are
    """

    paths: list[str] = field(default_factory=list)
    stamps: list[int] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    spans: list[int] = field(default_factory=list)
    batches: list[str] = field(default_factory=list)
    #: whether batches end where it does, whatever may follow
    ends: bool = False

    def add(self, path: str, stamp: Stamp, told: Told) -> None:
        """Put a file at its end."""
        self.paths.append(path)
        self.stamps += stamp
        self.digests += told.digests
        self.spans += told.spans

    def is_sound(self) -> bool:
        """Whether the columns are as long as they must be."""
        files, sources = len(self.paths), len(self.digests)
        read = sources - self.digests.count("")
        return (
            len(self.stamps) == 5 * files > 0
            and len(self.spans) == 4 * sources > 0
            and files in (1, sources)
            and len(self.batches) == (read if files == 1 else min(read, 1))
        )

    def is_of(self, files: Sequence[Found]) -> bool:
        """Whether these files are the same."""
        return self.paths == [found.path for found in files] and self.stamps == list(
            chain.from_iterable([found.stamp for found in files])
        )

    def has(self, at: int, stamp: Stamp) -> bool:
        """Whether the file at a place is the same."""
        return tuple(self.stamps[5 * at : 5 * at + 5]) == stamp

    def told(self, at: int) -> Told:
        """What the file at a place came to."""
        if len(self.paths) == 1:
            return Told(self.digests, self.spans)
        return Told([self.digests[at]], _WHOLE)


@dataclass(frozen=True)
class Known:
    """What was read. `key` is of whatever else has a part in what it came to.

    What the store holds already is `stored`.
    """

    key: str
    chunks: list[Chunk] = field(default_factory=list)
    stored: bool = False

    @cached_property
    def by_first(self) -> dict[str, Chunk]:
        """The chunks that can be taken over whole, by the path of their first file."""
        return {chunk.paths[0]: chunk for chunk in self.chunks if chunk.ends}

    @cached_property
    def _places(self) -> dict[str, int]:
        """The place of each path among all."""
        return dict(zip(chain.from_iterable([c.paths for c in self.chunks]), count()))

    @cached_property
    def _starts(self) -> list[int]:
        """The place of the first path of each chunk among all."""
        return list(accumulate((len(chunk.paths) for chunk in self.chunks), initial=0))

    def told(self, found: Found) -> tuple[Told, str] | None:
        """What a file came to, and the digest of its batch ("": of none, or several).

        None for a file that is not the same.
        """
        place = self._places.get(found.path)
        if place is None:
            return None
        number = bisect_right(self._starts, place) - 1
        chunk, at = self.chunks[number], place - self._starts[number]
        if not chunk.has(at, found.stamp):
            return None
        return chunk.told(at), chunk.batches[0] if len(chunk.batches) == 1 else ""

    def now(self, chunks: list[Chunk]) -> Known:
        """What is known once these are."""
        return self if chunks == self.chunks else Known(self.key, chunks)


def read_known(store: Path, key: str) -> Known:
    """What is known in a working store, nothing where it is of another key or damaged."""
    try:
        held = orjson.loads((store / _NAME).read_bytes())
        chunks = [Chunk(**chunk) for chunk in held["chunks"]]
        if held["key"] == key and all(chunk.is_sound() for chunk in chunks):
            return Known(key, chunks, stored=True)
    except (OSError, ValueError, TypeError, KeyError):
        pass
    return Known(key)


def write_known(store: Path, known: Known) -> None:
    """Leave to the next run what is known."""
    if not known.stored:
        with written_whole(store / _NAME) as temporary:
            temporary.write_bytes(orjson.dumps({"key": known.key, "chunks": known.chunks}))
