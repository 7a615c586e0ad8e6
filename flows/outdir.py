"""OUT and its working store: made, forgotten, and its files given their names as one set."""

from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flows.lock import NAME as LOCK

#: Files of a run, in the order in which they are replaced.
FILES = (
    "articles.jsonl",
    "rejected.jsonl",
    "changes.jsonl",
    "canonical.jsonl",
    "report.html",
    "run.json",
)


#: Where the files are written, and what the directory is called once all of them are.
STAGED, WHOLE = "staged", "whole"


class OutputError(OSError):
    """OUT cannot be written; the message names it and why."""


def store_of(out: Path) -> Path:
    """Where the working store of an OUT is, if it is there."""
    return out / ".newsfold"


def prepare(out: Path) -> Path:
    """Make OUT and its working store; returns the store. Raises OutputError."""
    store = store_of(out)
    try:
        store.mkdir(parents=True, exist_ok=True)
        probe = store / f"probe.{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from None
    return store


def forget(out: Path) -> None:
    """Forget earlier runs into OUT: the working store but its lock, and the published files."""
    for entry in store_of(out).iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != LOCK:
            entry.unlink(missing_ok=True)
    for name in FILES:
        (out / name).unlink(missing_ok=True)


def sync(folder: Path) -> None:
    """Make the names in a directory last through a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def _take_over(file: Path, name: Path) -> None:
    if file.exists():
        file.replace(name)


def complete(out: Path) -> None:
    """Give the files of a set that is written whole their names in OUT, if there is such a set.

    The set is there from the moment its directory has its name; a run that dies while the files
    get theirs is completed by the next one. Raises OutputError.
    """
    whole = store_of(out) / WHOLE
    if not whole.is_dir():
        return
    try:
        # At once: what takes long is to give back the memory that the former files are held in.
        with ThreadPoolExecutor(len(FILES)) as pool:
            list(pool.map(lambda name: _take_over(whole / name, out / name), FILES))
        sync(out)
        shutil.rmtree(whole)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
