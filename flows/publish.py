"""Stories to the files that users take away, each replaced whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import orjson

from flows.compose import Fold, article_line, story_record
from flows.identity import Change, record_digests
from flows.lock import NAME as LOCK
from normalize import Rejected

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
_STAGED, _WHOLE = "staged", "whole"


class OutputError(OSError):
    """OUT cannot be written; the message names it and why."""


def prepare(out: Path) -> Path:
    """Make OUT and its working store; returns the store. Raises OutputError."""
    store = out / ".newsfold"
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
    for entry in (out / ".newsfold").iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)
        elif entry.name != LOCK:
            entry.unlink(missing_ok=True)
    for name in FILES:
        (out / name).unlink(missing_ok=True)


def _lines(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as stream:
        for line in lines:
            stream.write(line + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


def _sync(folder: Path) -> None:
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


def complete(out: Path) -> None:
    """Give the files of a set that is written whole their names in OUT, if there is such a set.

    The set is there from the moment its directory has its name; a run that dies while the files
    get theirs is completed by the next one. Raises OutputError.
    """
    whole = out / ".newsfold" / _WHOLE
    if not whole.is_dir():
        return
    try:
        for name in FILES:
            if (whole / name).exists():
                (whole / name).replace(out / name)
        _sync(out)
        shutil.rmtree(whole)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error


def publish(
    out: Path,
    store: Path,
    fold: Fold,
    changes: Callable[[set[str]], Sequence[Change]],
    rejected: Sequence[Rejected],
    report: Callable[[], str],
    run: Callable[[], dict[str, Any]],
) -> None:
    """Write all files beside each other, then give them their names.

    What is built late is asked for when the records are on disk: changes (given the ids of
    stories whose record differs from the published one), report, run.
    Raises OutputError; OUT's own files are then as they were.
    """
    staged = store / _STAGED
    shutil.rmtree(staged, ignore_errors=True)
    try:
        staged.mkdir(parents=True)
        rows = range(len(fold.corpus))
        _lines(staged / "articles.jsonl", (article_line(fold, row) for row in rows))
        _lines(
            staged / "canonical.jsonl",
            (orjson.dumps(story_record(fold, at)) for at in range(len(fold.stories))),
        )
        before, now = (record_digests(folder / "canonical.jsonl") for folder in (out, staged))
        edited = {identity for identity in now if now[identity] != before.get(identity)}
        ordered = sorted(rejected, key=lambda item: (item.path, item.reason))
        _lines(staged / "rejected.jsonl", (orjson.dumps(asdict(item)) for item in ordered))
        _lines(staged / "changes.jsonl", (orjson.dumps(asdict(item)) for item in changes(edited)))
        _lines(staged / "report.html", [report().encode()])
        _lines(staged / "run.json", [orjson.dumps(run(), option=orjson.OPT_INDENT_2)])
        _sync(staged)
        staged.rename(store / _WHOLE)
        _sync(store)
    except OSError as error:
        shutil.rmtree(staged, ignore_errors=True)
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
    complete(out)
