"""Workers that die: what killed them is rejected, all else is cleaned as if nothing had been."""

from __future__ import annotations

import json
import os
import signal
from functools import partial
from pathlib import Path

import pytest

from flows.batches import Batch
from flows.cleaning import CleanJob, CleanResult, clean_batch, clean_job
from flows.engine import LocalEngine
from flows.inputs import take_inventory
from flows.rescue import rescue
from flows.settings import RunSettings
from flows.sources import Source
from flows.store import read_articles
from flows.walk import Found, stamp_of
from normalize import CleanSettings

_TEXT = "The dam above the old town was opened on Friday after ten years of work, number {}."
_LIMITS = RunSettings().limits  # type: ignore[call-arg]
_POISON = "makes a parser crash"


def _holds_poison(source: Source) -> bool:
    lines = [line for line in Path(source.file).read_text().split("\n") if line.strip()]
    part = lines[source.first - 1 : source.last] if source.last else lines
    return any(_POISON in line for line in part)


def clean_or_die(job: CleanJob) -> CleanResult:
    """The cleaning stage, in a process that dies of what a real crash would die of."""
    if not Path(job.out).exists() and any(map(_holds_poison, job.batch.sources)):
        os.kill(os.getpid(), signal.SIGSEGV)
    return clean_batch(job)


def _jobs(source: Path, store: Path, batch_articles: int = 512) -> list[CleanJob]:
    store.mkdir()
    settings = RunSettings.model_validate({"batch_articles": batch_articles})
    inventory = take_inventory([source], settings)
    return [clean_job(store, batch, CleanSettings(), _LIMITS) for batch in inventory.batches]


def _cleaned(job: CleanJob) -> tuple[list[str], list[tuple[str, str]]]:
    done = read_articles(Path(job.out))
    return done.column("path"), [(item.path, item.reason) for item in done.rejected]


def test_of_many_files_only_the_one_that_kills_is_rejected(tmp_path: Path) -> None:
    source = tmp_path / "in" / "herald"
    source.mkdir(parents=True)
    for number in range(9):
        text = _POISON if number == 5 else _TEXT.format(number)
        (source / f"{number}.txt").write_text(f"Title {number}\n\n{text}")
    jobs = _jobs(tmp_path / "in", tmp_path / "store")
    engine = LocalEngine(2)
    for job in jobs:
        engine.submit(clean_or_die, job, partial(rescue, clean_or_die)).result()
    engine.close()
    paths = [path for job in jobs for path in _cleaned(job)[0]]
    assert paths == [f"herald/{n}.txt" for n in range(9) if n != 5]
    assert [r for job in jobs for r in _cleaned(job)[1]] == [("herald/5.txt", "crashed")]
    assert {file.suffix for file in (tmp_path / "store").iterdir()} == {".arrow"}
    assert len(list((tmp_path / "store").iterdir())) == len(jobs)


@pytest.mark.parametrize("last", [0, 12])
def test_of_a_feed_only_the_record_that_kills_is_rejected(tmp_path: Path, last: int) -> None:
    feed = tmp_path / "feed.jsonl"
    rows = [
        {"title": f"T {n}", "text": _POISON if n == 7 else _TEXT.format(n)} for n in range(1, 13)
    ]
    feed.write_text("\n".join(map(json.dumps, rows)))
    found = Found("feed.jsonl", str(feed), "", stamp_of(feed.stat()))
    batch = Batch.of([found], ["digest"], [1, last, 0, 0])
    job = clean_job(tmp_path, batch, CleanSettings(), _LIMITS)
    rescue(clean_or_die, job)
    paths, rejected = _cleaned(job)
    assert paths == [f"feed.jsonl#{n}" for n in range(1, 13) if n != 7]
    assert rejected == [("feed.jsonl#7", "crashed")]


def test_what_dies_only_in_company_is_all_cleaned(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(4):
        (source / f"{number}.txt").write_text(f"Title {number}\n\n{_TEXT.format(number)}")
    [job] = _jobs(source, tmp_path / "store")
    rescue(die_of_three, job)
    assert _cleaned(job) == ([f"{n}.txt" for n in range(4)], [])


def die_of_three(job: CleanJob) -> CleanResult:
    """The cleaning stage in a process that has not the memory for three files."""
    if not Path(job.out).exists() and len(job.batch.sources) > 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return clean_batch(job)
