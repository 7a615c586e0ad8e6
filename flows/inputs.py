"""INPUT to batches: which files there are, in a stable order, cut into pieces of work."""

from __future__ import annotations

import hashlib
import itertools
import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from flows.known import Known, stamp_of
from flows.settings import RunSettings
from flows.sources import Source, head_of, sources_of
from flows.store import FORMAT
from flows.walk import Found, reason_of, walk
from normalize import Rejected
from normalize.readers import (
    is_supported,
    supported_compressions,
    supported_suffixes,
)

#: A batch ends after a file whose name says so, once in so many files: then a new file changes
#: the batch it falls into and no other (content-defined chunking, as in rsync and restic).
_CUT_EVERY = 128
#: Files that are listed at once, and read for their digests, so many by each thread.
_TOGETHER, _A_THREAD = 1024, 32


class InputError(ValueError):
    """An INPUT that cannot be read at all; the message names it."""


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
    """What INPUT holds: batches of readable files, and what can be told unreadable by its name.

    `known` is what the next run may know of the files.
    """

    batches: tuple[Batch, ...]
    rejected: tuple[Rejected, ...]
    files: int
    bytes: int
    known: Known


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
        return iter([Found(prefix + root.name, str(root), root.stat())])
    if not os.access(root, os.R_OK | os.X_OK):
        raise InputError(f"{root}: the directory cannot be listed")
    return walk(str(root), prefix)


def listings(inputs: Sequence[Path]) -> Iterator[tuple[str, Iterator[Found | Rejected]]]:
    """What the paths of each INPUT begin with, and its files. Raises InputError in between."""
    for root, prefix in zip(inputs, _prefixes(inputs), strict=True):
        yield prefix, _listing(root, prefix)


class _Cut(NamedTuple):
    """The pieces of work of a file, its size, and what is to be known of it."""

    path: str
    sources: list[Source]
    size: int
    known: list[Any]


def _outlet(found: Found, prefix: str) -> str:
    """The first directory below INPUT."""
    inner = found.path.removeprefix(prefix)
    return inner.split("/")[0] if "/" in inner else ""


def _known_cut(found: Found | Rejected, prefix: str, known: Known) -> _Cut | Rejected | None:
    """The pieces of work of a file that is known, and the same; None for others."""
    if isinstance(found, Rejected):
        return found
    stamp = stamp_of(found.status)
    told = known.told(found.path, stamp)
    if told is None:
        return None
    outlet = _outlet(found, prefix)
    sources = [Source(found.path, found.file, outlet, *part) for part in told]
    return _Cut(found.path, sources, stamp[2], known.files[found.path])


def _cut(found: Found, prefix: str, settings: RunSettings) -> _Cut | Rejected:
    """The pieces of work of a file, or why there is no reading it."""
    try:
        if is_supported(found.path) or is_supported(found.path, head_of(found.file)):
            began = time.time_ns()
            sources, size = sources_of(found, _outlet(found, prefix), settings.batch_articles)
            told = [[s.digest, s.first, s.last, s.begin, s.end] for s in sources]
            return _Cut(found.path, sources, size, [list(stamp_of(found.status)), began, told])
    except OSError as error:
        return reason_of(error, found.path)
    kinds, packed = ", ".join(supported_suffixes()), ", ".join(supported_compressions())
    detail = f"no reader for this kind of file; there are {kinds}, each also with {packed}"
    return Rejected(found.path, "unsupported", detail)


def _cuts(
    some: Sequence[Found | Rejected],
    prefix: str,
    settings: RunSettings,
    known: Known,
    pool: ThreadPoolExecutor,
) -> Iterator[_Cut | Rejected]:
    """The pieces of work of some files, in order; those that are not known are read by threads."""
    cuts = [_known_cut(found, prefix, known) for found in some]
    unread = [f for f, cut in zip(some, cuts, strict=True) if cut is None and isinstance(f, Found)]

    def read(at: int) -> list[_Cut | Rejected]:
        return [_cut(found, prefix, settings) for found in unread[at : at + _A_THREAD]]

    # Files are read, for their digests, without the interpreter's lock.
    made = itertools.chain.from_iterable(pool.map(read, range(0, len(unread), _A_THREAD)))
    return (next(made) if cut is None else cut for cut in cuts)


def _ends_batch(path: str) -> bool:
    """Whether a batch ends after the file of this name, however small it is."""
    cut = hashlib.blake2b(path.encode(), digest_size=2).digest()
    return int.from_bytes(cut) % _CUT_EVERY == 0


def inventory_key(settings: RunSettings) -> str:
    """What has a part in how a file is cut, beside its content."""
    return f"{FORMAT} {settings.batch_articles}"


def take_inventory(
    inputs: Sequence[Path], settings: RunSettings, known: Known | None = None
) -> Inventory:
    """List the files of INPUT (directories and files) and cut them into batches.

    Files that are `known`, and the same, are not read.

    Paths are relative to a directory, with "/"; with several INPUTs each begins with its
    INPUT's name. The outlet is the first directory below INPUT. Raises InputError where an
    INPUT is missing or cannot be listed, or there is not one file in all.
    """
    rejected: list[Rejected] = []
    batches: list[Batch] = []
    pending: list[Source] = []
    pending_bytes = files = total = 0
    known = known or Known(inventory_key(settings))
    told: dict[str, list[Any]] = {}

    def close() -> None:
        nonlocal pending, pending_bytes
        if pending:
            batches.append(Batch(tuple(pending)))
        pending, pending_bytes = [], 0

    with ThreadPoolExecutor(settings.workers) as pool:
        for prefix, listing in listings(inputs):
            while some := list(itertools.islice(listing, _TOGETHER)):
                files += sum(isinstance(found, Found) for found in some)
                for cut in _cuts(some, prefix, settings, known, pool):
                    if isinstance(cut, Rejected):
                        rejected.append(cut)
                        continue
                    told[cut.path] = cut.known
                    total += cut.size
                    if cut.sources[0].last or cut.size >= settings.batch_bytes:
                        close()
                        batches.extend(Batch((source,)) for source in cut.sources)
                        continue
                    pending += cut.sources
                    pending_bytes += cut.size
                    if (
                        len(pending) >= settings.batch_articles
                        or pending_bytes >= settings.batch_bytes
                        or _ends_batch(cut.path)
                    ):
                        close()
            close()
    if not files and not rejected:
        names = ", ".join(map(str, inputs))
        raise InputError(
            f"{names}: no files; put articles there ({', '.join(supported_suffixes())})"
        )
    return Inventory(tuple(batches), tuple(rejected), files, total, known.now(told))
