"""INPUT to batches: which files there are, in a stable order, cut into pieces of work."""

from __future__ import annotations

import itertools
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from flows.batches import Batch, Cutter
from flows.known import UNREAD, Known, Told, is_settled
from flows.settings import RunSettings
from flows.sources import head_of, sources_of
from flows.store import FORMAT
from flows.walk import Found, reason_of, shown, stamp_of, walk
from normalize import Rejected
from normalize.readers import (
    is_supported,
    supported_compressions,
    supported_suffixes,
)

#: Files that are looked at together, and read for their digests, so many by each thread.
_TOGETHER, _A_THREAD = 1024, 32


class InputError(ValueError):
    """An INPUT that cannot be read at all; the message names it."""


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
        name = shown(path.resolve().name)
        names[name] = names.get(name, 0) + 1
        prefixes.append(f"{name}/" if names[name] == 1 else f"{name}~{names[name]}/")
    return prefixes


def _listing(root: Path, prefix: str) -> Iterator[Found | Rejected]:
    """The files of one INPUT. Raises InputError where it is missing or cannot be listed."""
    if not root.exists():
        raise InputError(f"{root}: no such file or directory")
    if not root.is_dir():
        return iter([Found(prefix + shown(root.name), str(root), "", stamp_of(root.stat()))])
    if not os.access(root, os.R_OK | os.X_OK):
        raise InputError(f"{root}: the directory cannot be listed")
    return walk(str(root), prefix)


def listings(inputs: Sequence[Path]) -> Iterator[Iterator[Found | Rejected]]:
    """The files of each INPUT. Raises InputError in between."""
    for root, prefix in zip(inputs, _prefixes(inputs), strict=True):
        yield _listing(root, prefix)


class _Entry(NamedTuple):
    """What a file came to, whether it may be known by its stamp, and the batch that it was in."""

    told: Told
    is_settled: bool
    former: str = ""


class _Files:
    """The files of a listing, as far as it has been drawn: what comes first is worked on meanwhile."""

    def __init__(self, listing: Iterator[Found | Rejected]) -> None:
        self._listing = listing
        self.drawn: list[Found] = []
        #: what there is no reading of
        self.rejected: list[Rejected] = []

    def reach(self, until: int) -> int:
        """Draw the files before a place; returns how many of them there are."""
        while len(self.drawn) < until:
            some = list(itertools.islice(self._listing, _TOGETHER))
            if not some:
                break
            self.drawn += [item for item in some if isinstance(item, Found)]
            self.rejected += [item for item in some if isinstance(item, Rejected)]
        return min(until, len(self.drawn))


class _Entries:
    """What the files of a listing come to: as it is known, else as they are read, many at once."""

    def __init__(
        self, files: _Files, settings: RunSettings, known: Known, pool: ThreadPoolExecutor
    ) -> None:
        self._files = files
        self._settings = settings
        self._known = known
        self._pool = pool
        self._made: dict[int, _Entry | Rejected] = {}

    def of(self, at: int) -> _Entry | Rejected:
        """That of the file at a place, which is asked for in order; or why it cannot be read."""
        if at not in self._made:
            self._made = self._look(range(at, self._until(at)))
        return self._made[at]

    def _until(self, at: int) -> int:
        """How far to look: no further than to where what follows may be known as a whole."""
        until = self._files.reach(at + _TOGETHER)
        files, first = self._files.drawn, self._known.by_first
        return next((n for n in range(at + 1, until) if files[n].path in first), until)

    def _look(self, places: range) -> dict[int, _Entry | Rejected]:
        files = self._files.drawn
        known = ((at, self._known.told(files[at])) for at in places)
        made: dict[int, _Entry | Rejected] = {
            at: _Entry(told[0], True, told[1]) for at, told in known if told
        }
        unread = [at for at in places if at not in made]

        def read(begin: int) -> list[_Entry | Rejected]:
            return [_read(files[at], self._settings) for at in unread[begin : begin + _A_THREAD]]

        # Files are read, for their digests, without the interpreter's lock.
        entries = self._pool.map(read, range(0, len(unread), _A_THREAD))
        made.update(zip(unread, itertools.chain.from_iterable(entries), strict=True))
        return made


def _read(found: Found, settings: RunSettings) -> _Entry | Rejected:
    """What a file comes to, or why there is no reading it."""
    began = time.time_ns()
    told = UNREAD
    try:
        if is_supported(found.path) or is_supported(found.path, head_of(found.file)):
            told = Told.of(sources_of(found, settings.batch_articles))
    except OSError as error:
        return reason_of(error, found.path)
    return _Entry(told, is_settled(found.stamp, began))


def _unsupported(path: str) -> Rejected:
    kinds, packed = ", ".join(supported_suffixes()), ", ".join(supported_compressions())
    detail = f"no reader for this kind of file; there are {kinds}, each also with {packed}"
    return Rejected(path, "unsupported", detail)


def _empty(inputs: Sequence[Path]) -> InputError:
    names = ", ".join(map(str, inputs))
    return InputError(f"{names}: no files; put articles there ({', '.join(supported_suffixes())})")


def refuse_empty(inputs: Sequence[Path]) -> None:
    """Raise InputError where an INPUT is missing or cannot be listed, or there is no file in all."""
    found = [next(listing, None) for listing in listings(inputs)]
    if not any(found):
        raise _empty(inputs)


def inventory_key(settings: RunSettings, inputs: Sequence[Path]) -> str:
    """What has a part in how files are cut, beside their content, and in what their outlets are."""
    several = "several" if len(inputs) > 1 else "one"  # "a/b.txt" is of outlet "a" below one INPUT
    return f"{FORMAT} {settings.batch_articles} {settings.batch_bytes} {several}"


def take_inventory(
    inputs: Sequence[Path],
    settings: RunSettings,
    known: Known | None = None,
    begin: Callable[[Batch], None] | None = None,
) -> Inventory:
    """List the files of INPUT (directories and files) and cut them into batches.

    Files that are `known`, and the same, are not read. `begin` is told, while the rest is listed,
    of batches that are likely to be new (see `Cutter`).

    Paths are relative to a directory, with "/"; with several INPUTs each begins with its
    INPUT's name. The outlet is the first directory below INPUT. Raises InputError where an
    INPUT is missing or cannot be listed, or there is not one file in all.
    """
    rejected: list[Rejected] = []
    count = 0
    known = known or Known(inventory_key(settings, inputs))
    cutter = Cutter(settings, begin)
    with ThreadPoolExecutor(settings.workers) as pool:
        for listing in listings(inputs):
            files = _Files(listing)
            rejected += _cut(files, _Entries(files, settings, known, pool), known, cutter)
            rejected += files.rejected
            count += len(files.drawn)
    if not count and not rejected:
        raise _empty(inputs)
    rejected += map(_unsupported, cutter.unread)
    return Inventory(
        tuple(cutter.batches), tuple(rejected), count, cutter.bytes, known.now(cutter.chunks)
    )


def _cut(files: _Files, entries: _Entries, known: Known, cutter: Cutter) -> Iterator[Rejected]:
    """Cut the files of one INPUT into batches; yields those that cannot be read."""
    at = 0
    while files.reach(at + 1) > at:
        found = files.drawn[at]
        chunk = known.by_first.get(found.path) if cutter.is_between else None
        if chunk:
            some = files.drawn[at : files.reach(at + len(chunk.paths))]
            if chunk.is_of(some):
                cutter.take(chunk, some)
                at += len(some)
                continue
        entry = entries.of(at)
        if isinstance(entry, Rejected):
            yield entry
        else:
            cutter.add(found, *entry)
        at += 1
    cutter.close()
