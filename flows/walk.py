"""The files below a directory: what can be read, and what cannot by its kind."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from normalize import Rejected
from normalize.readers import is_supported
from normalize.readers.kinds import is_hidden

#: What browsers call the directory beside a page that is saved "complete", after the page's name.
_BESIDE_PAGE = (
    "_files", "_file", "_fichiers", "_archivos", "_arquivos", "_ficheiros", "_bestanden", "_pliki",
    "_soubory", "_tiedostot", "_dosyalar", "-Dateien", "-filer",
)  # fmt: skip


def reason_of(error: OSError, path: str) -> Rejected:
    """What becomes of a file that the system refuses."""
    if error.errno == errno.ELOOP:
        return Rejected(path, "symlink_loop", "the symbolic link leads back to itself")
    if error.errno == errno.ENOENT:
        return Rejected(path, "broken_link", "the symbolic link leads nowhere")
    return Rejected(path, "unreadable", error.strerror or type(error).__name__)


Stamp = tuple[int, int, int, int, int]
"""Device, inode, size, and the times (ns) at which content and inode were changed."""


class Found(NamedTuple):
    """A file: what records call it, where it is, its outlet, and what the system says of it.

    Files come by the hundred thousand: a tuple is made in a third of the time of other values.
    """

    path: str
    file: str
    outlet: str
    stamp: Stamp


def stamp_of(told: os.stat_result) -> Stamp:
    """What of the system's word on a file says whether it is the same."""
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


def walk(root: str, prefix: str) -> Iterator[Found | Rejected]:
    """Files below a directory, sorted by path; hidden ones are passed over.

    The outlet of a file is the first directory on its way.
    """
    base = os.path.realpath(root)
    seen = {base}
    yield from _walk_below(root, prefix, "", base, seen)


def shown(name: str) -> str:
    """A name as it fits into JSON, be it no UTF-8."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


class _Other(NamedTuple):
    """What is no plain file: where it leads as a link ("" for none), and what is there."""

    target: str
    mode: int
    stamp: Stamp


@contextmanager
def _opened(folder: str) -> Iterator[int | str]:
    """A directory whose names are looked up in two thirds of the time that whole paths take."""
    if os.scandir not in os.supports_fd:
        yield folder
        return
    place = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        yield place
    finally:
        os.close(place)


def _scan(folder: str, prefix: str, outlet: str) -> dict[str, Found | Rejected | _Other]:
    """What is shown of a directory, by name, in no order. Raises OSError."""
    found: dict[str, Found | Rejected | _Other] = {}
    with _opened(folder) as place, os.scandir(place) as entries:
        for entry in entries:
            name = entry.name
            if is_hidden(name):
                continue
            path, file = prefix + shown(name), folder + os.sep + name
            try:
                if entry.is_file(follow_symlinks=False):
                    told = entry.stat(follow_symlinks=False)
                    found[name] = Found(path, file, outlet, stamp_of(told))
                    continue
                target = os.path.realpath(file, strict=True) if entry.is_symlink() else ""
                status = entry.stat()
                found[name] = _Other(target, status.st_mode, stamp_of(status))
            except OSError as error:
                found[name] = reason_of(error, path)
    return found


def _in_order(names: Iterable[str]) -> list[str]:
    """By their bytes."""
    return sorted(names) if all(map(str.isascii, names)) else sorted(names, key=os.fsencode)


def _of_saved_pages(entries: Mapping[str, Found | Rejected | _Other]) -> set[str]:
    """The names of directories that hold the frames, scripts and styles of a page beside them."""
    others = [name for name, entry in entries.items() if isinstance(entry, _Other)]
    beside = [name for name in others if name.endswith(_BESIDE_PAGE)]
    if not beside:
        return set()
    pages = {n.rpartition(".")[0] for n in entries if n.endswith((".html", ".htm"))}
    return {
        name
        for name in beside
        if any(name.removesuffix(end) in pages for end in _BESIDE_PAGE if name.endswith(end))
    }


def _walk_below(
    folder: str, prefix: str, outlet: str, base: str, seen: set[str]
) -> Iterator[Found | Rejected]:
    try:
        entries = _scan(folder, prefix, outlet)
    except OSError as error:
        yield reason_of(error, prefix.rstrip("/") or ".")
        return
    passed = _of_saved_pages(entries)
    for name in _in_order(entries):
        entry = entries[name]
        if not isinstance(entry, _Other):
            yield entry
            continue
        path, file = prefix + shown(name), folder + os.sep + name
        target = entry.target
        if target and target != base and not target.startswith(base + os.sep):
            yield Rejected(path, "outside_input", "the symbolic link leads out of INPUT")
        elif stat.S_ISDIR(entry.mode):
            if name in passed:
                continue
            real = target or os.path.realpath(file)
            if real in seen:
                yield Rejected(
                    path,
                    "symlink_loop",
                    "the symbolic link leads to a directory that is read already",
                )
                continue
            seen.add(real)
            count = 0
            for found in _walk_below(file, path + "/", outlet or shown(name), base, seen):
                count += 1
                yield found
            if not count and is_supported(path):
                yield Rejected(
                    path, "not_a_file", "a directory with the name of an article, and empty"
                )
        elif stat.S_ISREG(entry.mode):
            yield Found(path, file, outlet, entry.stamp)
        else:
            yield Rejected(path, "not_a_file", "a pipe, socket or device")
