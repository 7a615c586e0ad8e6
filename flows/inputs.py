"""INPUT to batches: which files there are, in a stable order, cut into pieces of work."""

from __future__ import annotations

import gzip
import hashlib
import io
import itertools
import os
import re
import zlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from flows.settings import RunSettings
from flows.walk import Found, reason_of, walk
from normalize import Rejected
from normalize.readers import (
    LINE_SUFFIXES,
    is_supported,
    supported_compressions,
    supported_suffixes,
)
from normalize.readers.kinds import HEAD, suffixes

#: A packed feed is cut into no more parts.
_MOST_PACKED_PARTS = 32
#: A file of this size is a batch of its own: no other is worked on again when it changes.
_ALONE_BYTES = 1 << 18
#: A batch ends after a file whose name says so, once in so many files: then a new file changes
#: the batch it falls into and no other (content-defined chunking, as in rsync and restic).
_CUT_EVERY = 128
_CHUNK = 1 << 20
#: Files that are read at once for their digests, by several threads.
_TOGETHER = 256
#: Bytes of a packed feed, unpacked, whose lines are counted.
_MOST_COUNTED = 1 << 32
#: One JSON text over several lines, and UTF-16 and UTF-32, are no lines of bytes.
_NO_FEED = re.compile(rb"\s*(?:\[|\{\r?\n)|\xff\xfe|\xfe\xff|.{0,200}\x00", re.S)


class InputError(ValueError):
    """An INPUT that cannot be read at all; the message names it."""


@dataclass(frozen=True, slots=True)
class Source:
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


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources that one task works on, in order."""

    sources: tuple[Source, ...]

    @property
    def label(self) -> str:
        """What the batch is called where people look: "reuters/feed.jsonl#1-512"."""
        first, last = self.sources[0], self.sources[-1]
        if len(self.sources) == 1:
            return f"{first.path}#{first.first}-{first.last}" if first.last else first.path
        return f"{first.path} … {last.path} ({len(self.sources)} files)"


@dataclass(frozen=True, slots=True)
class Inventory:
    """What INPUT holds: batches of readable files, and what can be told unreadable by its name."""

    batches: tuple[Batch, ...]
    rejected: tuple[Rejected, ...]
    files: int
    bytes: int


def _digest(file: str) -> tuple[str, int]:
    size = 0
    digest = hashlib.blake2b(digest_size=16)
    with io.FileIO(file) as stream:
        # Articles are small: they are read with one call to the system, and no room to spare.
        small = os.fstat(stream.fileno()).st_size < _CHUNK
        while chunk := stream.readall() if small else stream.read(_CHUNK):
            size += len(chunk)
            digest.update(chunk)
    return digest.hexdigest(), size


def _head(file: str) -> bytes:
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


def _sources(found: Found, outlet: str, settings: RunSettings) -> tuple[list[Source], int]:
    """The pieces of work of a file, and its size. Raises OSError."""
    suffix, packed = suffixes(found.path)
    feed = suffix in LINE_SUFFIXES and (size := Path(found.file).stat().st_size) >= _ALONE_BYTES
    if feed and not packed and not _NO_FEED.match(_head(found.file)):
        return _slices(found, outlet, settings.batch_articles), size
    digest, size = _digest(found.file)
    whole = Source(found.path, found.file, outlet, digest)
    if not feed or packed != ".gz":
        return [whole], size
    lines = count_lines(found.file, packed)
    # Each part is read from the beginning of the file.
    step = max(settings.batch_articles * 4, -(-lines // _MOST_PACKED_PARTS))
    if lines <= step:
        return [whole], size
    return [
        replace(whole, first=first, last=min(first + step - 1, lines))
        for first in range(1, lines + 1, step)
    ], size


def _slices(found: Found, outlet: str, step: int) -> list[Source]:
    """The parts of a feed of so many records each, by their bytes; all are read once."""
    parts: list[Source] = []
    digest = hashlib.blake2b(digest_size=16)
    first, count, begin, at = 1, 0, 0, 0

    def close() -> None:
        last = first + count - 1
        parts.append(Source(found.path, found.file, outlet, digest.hexdigest(), first, last, begin, at))  # fmt: skip

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


def _prefixes(inputs: Sequence[Path]) -> list[str]:
    """What goes before the paths of each INPUT: nothing for one, its own name for several."""
    if len(inputs) == 1:
        return [""]
    names: dict[str, int] = {}
    prefixes = []
    for path in inputs:
        name = path.resolve().name
        names[name] = names.get(name, 0) + 1
        prefixes.append(f"{name}/" if names[name] == 1 else f"{name}~{names[name]}/")
    return prefixes


def _listing(root: Path, prefix: str) -> Iterator[Found | Rejected]:
    """The files of one INPUT. Raises InputError where it is missing or cannot be listed."""
    if not root.exists():
        raise InputError(f"{root}: no such file or directory")
    if not root.is_dir():
        return iter([Found(prefix + root.name, str(root))])
    if not os.access(root, os.R_OK | os.X_OK):
        raise InputError(f"{root}: the directory cannot be listed")
    return walk(str(root), prefix)


def _cut(
    found: Found | Rejected, prefix: str, settings: RunSettings
) -> tuple[list[Source], int] | Rejected:
    """The pieces of work of a file, and its size; or why there is no reading it."""
    if isinstance(found, Rejected):
        return found
    inner = found.path.removeprefix(prefix)
    outlet = inner.split("/")[0] if "/" in inner else ""
    try:
        if is_supported(found.path) or is_supported(found.path, _head(found.file)):
            return _sources(found, outlet, settings)
    except OSError as error:
        return reason_of(error, found.path)
    known = ", ".join(supported_suffixes())
    return Rejected(
        found.path,
        "unsupported",
        f"no reader for this kind of file; there are {known}, each also with {', '.join(supported_compressions())}",
    )


def _ends_batch(path: str) -> bool:
    """Whether a batch ends after the file of this name, however small it is."""
    cut = hashlib.blake2b(path.encode(), digest_size=2).digest()
    return int.from_bytes(cut) % _CUT_EVERY == 0


def take_inventory(inputs: Sequence[Path], settings: RunSettings) -> Inventory:
    """List the files of INPUT (directories and files) and cut them into batches.

    Paths are relative to a directory, with "/"; with several INPUTs each begins with its
    INPUT's name. The outlet is the first directory below INPUT. Raises InputError where an
    INPUT is missing or cannot be listed, or there is not one file in all.
    """
    rejected: list[Rejected] = []
    batches: list[Batch] = []
    pending: list[Source] = []
    pending_bytes = files = total = 0

    def close() -> None:
        nonlocal pending, pending_bytes
        if pending:
            batches.append(Batch(tuple(pending)))
        pending, pending_bytes = [], 0

    with ThreadPoolExecutor(settings.workers) as pool:
        for root, prefix in zip(inputs, _prefixes(inputs), strict=True):
            listing = _listing(root, prefix)
            while some := list(itertools.islice(listing, _TOGETHER)):
                files += sum(isinstance(found, Found) for found in some)
                # Files are read, for their digests, without the interpreter's lock.
                for cut in pool.map(partial(_cut, prefix=prefix, settings=settings), some):
                    if isinstance(cut, Rejected):
                        rejected.append(cut)
                        continue
                    sources, size = cut
                    total += size
                    if len(sources) > 1 or size >= _ALONE_BYTES:
                        close()
                        batches.extend(Batch((source,)) for source in sources)
                        continue
                    pending += sources
                    pending_bytes += size
                    if (
                        len(pending) >= settings.batch_articles
                        or pending_bytes >= settings.batch_bytes
                        or _ends_batch(sources[-1].path)
                    ):
                        close()
            close()
    if not files and not rejected:
        names = ", ".join(map(str, inputs))
        raise InputError(
            f"{names}: no files; put articles there ({', '.join(supported_suffixes())})"
        )
    return Inventory(tuple(batches), tuple(rejected), files, total)
