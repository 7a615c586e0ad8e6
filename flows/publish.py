"""Stories to the files that users take away, each replaced whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from flows.compose import article_line, story_record
from flows.identity import Change, changes, record_digest, record_digests
from flows.matching import Matched
from flows.merge import Merged
from flows.outdir import STAGED, WHOLE, OutputError, complete, sync
from normalize import Rejected


def _lines(path: Path, lines: Iterable[bytes]) -> None:
    with path.open("wb") as stream:
        for line in lines:
            stream.write(line + b"\n")
        stream.flush()
        os.fsync(stream.fileno())


@dataclass(frozen=True)
class Published:
    """Where each line of a set's two large files ends, in bytes: (n,) and (s,) int64."""

    article_ends: NDArray[np.int64]
    story_ends: NDArray[np.int64]


def publish(
    out: Path,
    store: Path,
    matched: Matched,
    rejected: Sequence[Rejected],
    report: Callable[[], str],
    run: Callable[[], dict[str, Any]],
) -> Published:
    """Write all files beside each other, then give them their names.

    Lines of stories that have not changed are copied. The report is asked for while the records
    go to the disk, and the run when they are there.
    Raises OutputError; OUT's own files are then as they were.
    """
    staged = store / STAGED
    shutil.rmtree(staged, ignore_errors=True)
    try:
        staged.mkdir(parents=True)
        with ThreadPoolExecutor(1) as aside:
            records = aside.submit(_records, out, staged, matched)
            ordered = sorted(rejected, key=lambda item: (item.path, item.reason))
            _lines(staged / "rejected.jsonl", (orjson.dumps(asdict(item)) for item in ordered))
            _lines(staged / "report.html", [report().encode()])
            published, edited = records.result()
        told = _changes(matched, edited)
        _lines(staged / "changes.jsonl", (orjson.dumps(asdict(item)) for item in told))
        _lines(staged / "run.json", [orjson.dumps(run(), option=orjson.OPT_INDENT_2)])
        sync(staged)
        staged.rename(store / WHOLE)
        sync(store)
    except OSError as error:
        shutil.rmtree(staged, ignore_errors=True)
        raise OutputError(f"{out}: cannot be written: {error.strerror}") from error
    complete(out)
    return published


def _records(out: Path, staged: Path, matched: Matched) -> tuple[Published, set[str]]:
    """Write the two large files; returns where their lines end, and which stories' lines differ."""
    fold, carried = matched.fold, matched.carried
    if carried is not None and carried.is_all():
        # The files of the last run stay where they are.
        before = carried.earlier.arrays
        return Published(before.article_ends, before.story_ends), set()
    rows = np.full(len(fold.corpus), -1)
    numbers = np.full(len(fold.stories), -1)
    none = np.empty(0, np.int64)
    article_ends, story_ends = none, none
    if carried is not None:
        numbers = carried.stories
        rows = np.where(numbers[fold.stories.of] >= 0, carried.rows, -1)
        article_ends = carried.earlier.arrays.article_ends
        story_ends = carried.earlier.arrays.story_ends
    edited: set[str] = set()

    def write_articles() -> NDArray[np.int64]:
        name = "articles.jsonl"
        with Merged(staged / name, out / name, article_ends) as articles:
            articles.write(rows, lambda row: article_line(fold, row))
        return articles.ends

    def write_stories() -> NDArray[np.int64]:
        name = "canonical.jsonl"
        with Merged(staged / name, out / name, story_ends) as stories:
            before = record_digests(out / name) if carried is None else _digests(stories, matched)

            def line(number: int) -> bytes:
                made = orjson.dumps(story_record(fold, number))
                if before.get(fold.names[number]) != record_digest(made + b"\n"):
                    edited.add(fold.names[number])
                return made

            stories.write(numbers, line)
        return stories.ends

    # Most of the time goes to the disk.
    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(write_articles), pool.submit(write_stories)
        return Published(first.result(), second.result()), edited


def _digests(lines: Merged, matched: Matched) -> dict[str, bytes]:
    """A digest of the record that each changed story had, by its id."""
    assert matched.carried is not None
    left = np.flatnonzero(matched.carried.left())
    names = matched.carried.earlier.arrays.names[left].tolist()
    place = {name.decode(): number for name, number in zip(names, left.tolist(), strict=True)}
    changed = (matched.fold.names[at] for at in np.flatnonzero(matched.carried.stories < 0))
    return {name: record_digest(lines.line(place[name])) for name in changed if name in place}


def _changes(matched: Matched, edited: set[str]) -> list[Change]:
    """What changed; stories that are taken over whole have not."""
    fold = matched.fold
    numbers = list(range(len(fold.stories)))
    if matched.carried is not None:
        numbers = np.flatnonzero(matched.carried.stories < 0).tolist()
    stories = [
        (fold.names[number], [fold.corpus.identity(row) for row in fold.stories[number]])
        for number in numbers
    ]
    return changes(stories, matched.earlier, edited)
