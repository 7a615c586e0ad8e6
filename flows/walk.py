"""The files below a directory: what can be read, and what cannot by its kind."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from operator import attrgetter
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


class Found(NamedTuple):
    """A file: what records call it, where it is, and what the system says of it.

    Files come by the hundred thousand: a tuple is made in a third of the time of other values.
    """

    path: str
    file: str
    status: os.stat_result


def walk(root: str, prefix: str) -> Iterator[Found | Rejected]:
    """Files below a directory, sorted by path; hidden ones are passed over."""
    base = os.path.realpath(root)
    seen = {base}
    yield from _walk_below(root, prefix, base, seen)


def _in_order(entries: Iterator[os.DirEntry[str]]) -> list[os.DirEntry[str]]:
    """By the bytes of their names."""
    found = list(entries)
    if all(entry.name.isascii() for entry in found):
        return sorted(found, key=attrgetter("name"))
    return sorted(found, key=lambda entry: os.fsencode(entry.name))


def _shown(name: str) -> str:
    """A name as it fits into JSON, be it no UTF-8."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "backslashreplace")


def _of_saved_pages(entries: list[os.DirEntry[str]]) -> set[str]:
    """The names of directories that hold the frames, scripts and styles of a page beside them."""
    beside = [entry.name for entry in entries if entry.name.endswith(_BESIDE_PAGE)]
    if not beside:
        return set()
    pages = {e.name.rpartition(".")[0] for e in entries if e.name.endswith((".html", ".htm"))}
    return {
        name
        for name in beside
        if any(name.removesuffix(end) in pages for end in _BESIDE_PAGE if name.endswith(end))
    }


def _walk_below(folder: str, prefix: str, base: str, seen: set[str]) -> Iterator[Found | Rejected]:
    try:
        entries = _in_order(os.scandir(folder))
    except OSError as error:
        yield reason_of(error, prefix.rstrip("/") or ".")
        return
    passed = _of_saved_pages(entries)
    for entry in entries:
        if is_hidden(entry.name):
            continue
        path = prefix + _shown(entry.name)
        try:
            target = os.path.realpath(entry.path, strict=True) if entry.is_symlink() else ""
            status = entry.stat()
        except OSError as error:
            yield reason_of(error, path)
            continue
        if target and target != base and not target.startswith(base + os.sep):
            yield Rejected(path, "outside_input", "the symbolic link leads out of INPUT")
        elif stat.S_ISDIR(status.st_mode):
            if entry.name in passed:
                continue
            real = target or os.path.realpath(entry.path)
            if real in seen:
                yield Rejected(
                    path,
                    "symlink_loop",
                    "the symbolic link leads to a directory that is read already",
                )
                continue
            seen.add(real)
            count = 0
            for found in _walk_below(entry.path, path + "/", base, seen):
                count += 1
                yield found
            if not count and is_supported(path):
                yield Rejected(
                    path, "not_a_file", "a directory with the name of an article, and empty"
                )
        elif stat.S_ISREG(status.st_mode):
            yield Found(path, entry.path, status)
        else:
            yield Rejected(path, "not_a_file", "a pipe, socket or device")
