"""The fold, stage by stage: inventory -> clean -> learn -> finish -> match -> publish.

No stage knows where its work runs (an Engine) or who watches (a Tracker); Prefect is one of
those who may.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np

from dedupe.stories import RELATIONS
from flows import engine as engines
from flows.compose import Fold
from flows.inputs import Inventory, take_inventory
from flows.lock import locked
from flows.matching import match
from flows.publish import OutputError, complete, forget, prepare, publish
from flows.remember import remember
from flows.report import render
from flows.rescue import rescue
from flows.settings import Settings
from flows.state import StateError, check
from flows.tracking import Tracker
from flows.work import (
    CleanJob,
    CleanResult,
    FinishJob,
    FinishResult,
    clean_batch,
    clean_job,
    finish_batch,
    finish_job,
    learn_furniture,
)

#: Packages whose version a run records: those that can change what it writes.
_RECORDED = (
    "newsfold",
    "beautifulsoup4",
    "chardetng-py",
    "datasketch",
    "ftfy",
    "lxml",
    "numba",
    "numpy",
    "prefect",
    "pycld2",
    "selectolax",
)


def _versions() -> dict[str, str]:
    return {name: version(name) for name in _RECORDED}


def outlet_table(fold: Fold) -> list[dict[str, object]]:
    """A row an outlet: articles, how many are canonical or copies, stories shared with others."""
    names, of = fold.corpus.outlets
    stories = fold.stories
    articles = np.bincount(of, minlength=len(names))
    canonical = np.bincount(of[stories.rows[stories.starts[:-1]]], minlength=len(names))
    # Each outlet once a story of several articles.
    inside = np.unique(stories.of * len(names) + of)
    several = inside[stories.sizes[inside // max(len(names), 1)] > 1]
    shared = np.bincount(several % max(len(names), 1), minlength=len(names))
    return [
        {
            "outlet": names[at] or "(none)",
            "articles": int(articles[at]),
            "canonical": int(canonical[at]),
            "copies": int(articles[at] - canonical[at]),
            "stories shared": int(shared[at]),
        }
        for at in sorted(range(len(names)), key=lambda at: (-articles[at], names[at]))
    ]


def fold_directory(
    inputs: Sequence[Path],
    out: Path,
    settings: Settings,
    tracker: Tracker,
    fresh: bool = False,
) -> dict[str, Any]:
    """Fold INPUT into OUT; returns the summary that also goes into run.json.

    Raises InputError, OutputError, StateError and EngineError, each with one line that says what to do;
    nothing that a record holds raises.
    """
    seconds: dict[str, float] = {}
    clock = [time.perf_counter()]

    def lap(stage: str) -> None:
        now = time.perf_counter()
        seconds[stage] = round(now - clock[0], 3)
        clock[0] = now

    inventory: Inventory = tracker.step("list", lambda: take_inventory(inputs, settings.run))
    _refuse_overlap(inputs, out)
    store = prepare(out)
    with locked(store, out):
        return _fold_into(inventory, out, store, settings, tracker, fresh, lap, seconds)


def _fold_into(
    inventory: Inventory,
    out: Path,
    store: Path,
    settings: Settings,
    tracker: Tracker,
    fresh: bool,
    lap: Callable[[str], None],
    seconds: dict[str, float],
) -> dict[str, Any]:
    """The fold of what was listed, by the one run that works into OUT."""
    complete(out)
    if fresh:
        forget(out)
    if damage := check(store):
        tracker.note(damage)
    lap("list")
    jobs = [clean_job(store, batch, settings.clean) for batch in inventory.batches]
    with engines.opened(settings.run, len(jobs)) as engine:
        cleaned: list[CleanResult] = _map(
            tracker, "clean", engine, clean_batch, jobs, _clean_label, partial(rescue, clean_batch)
        )
        lap("clean")
        learned = tracker.step("learn", lambda: learn_furniture(cleaned, settings.clean))
        lap("learn")
        finishing = [finish_job(result, learned, settings.fold) for result in cleaned]
        finished: list[FinishResult] = _map(
            tracker, "finish", engine, finish_batch, finishing, _finish_label
        )
        lap("finish")
    threads = os.cpu_count() or 1
    matched = tracker.step("match", lambda: match(finished, out, store, settings.fold, threads))
    fold = matched.fold
    lap("match")
    rejected = [*inventory.rejected, *fold.corpus.rejected]
    summary = _summary(inventory, fold, len(rejected), Counter(item.reason for item in rejected))
    outlets = outlet_table(fold)

    def run_record() -> dict[str, Any]:
        lap("publish")
        return {
            "counts": summary,
            "seconds": seconds,
            "settings": settings.model_dump(mode="json"),
            "versions": _versions(),
        }

    def write() -> None:
        published = publish(
            out,
            store,
            matched,
            rejected,
            lambda: render(summary, outlets, fold, rejected),
            run_record,
        )
        try:
            remember(out, store, matched, published, settings.fold, _versions())
        except StateError as error:
            tracker.note(f"{error}; the files are written, and the next run matches all anew")

    tracker.step("publish", write)
    used = {path for result in finished for path in (result.articles, result.sketches)}
    _sweep(store, used | {job.out for job in jobs})
    tracker.summary(summary, outlets)
    return summary


class _Job(Protocol):
    @property
    def is_done(self) -> bool: ...


Job = TypeVar("Job", bound=_Job)
Result = TypeVar("Result")


def _map(
    tracker: Tracker,
    stage: str,
    engine: engines.Engine,
    function: Callable[[Job], Result],
    jobs: Sequence[Job],
    label: Callable[[Job], str],
    rescue: Callable[[Job], Result] | None = None,
) -> list[Result]:
    """Results of all jobs, in order; the engine sees only those that no earlier run has done."""
    waiting = [job for job in jobs if not job.is_done]
    made = iter(tracker.map(stage, engine, function, waiting, label, rescue))
    at = {id(job) for job in waiting}
    return [next(made) if id(job) in at else function(job) for job in jobs]


def _clean_label(job: CleanJob) -> str:
    return f"clean {job.batch.label}"


def _finish_label(job: FinishJob) -> str:
    return f"finish {job.label}"


def _refuse_overlap(inputs: Sequence[Path], out: Path) -> None:
    # OUT inside INPUT would be read as articles by the next run.
    for path in inputs:
        if path.is_dir() and (
            out.resolve() == path.resolve() or path.resolve() in out.resolve().parents
        ):
            raise OutputError(
                f"{out}: lies inside {path}, and would be read as input by the next run; name a directory outside"
            )


def _sweep(store: Path, used: set[str]) -> None:
    """Delete batches that this run had no use for: of files gone, or of other settings."""
    for file in store.iterdir():
        if file.suffix in (".arrow", ".npy", ".tmp") and str(file) not in used:
            file.unlink(missing_ok=True)


def _summary(
    inventory: Inventory, fold: Fold, rejected: int, reasons: Counter[str]
) -> dict[str, Any]:
    counts = np.bincount(fold.relations, minlength=len(RELATIONS)).tolist()
    relations = {name: count for name, count in zip(RELATIONS, counts, strict=True) if count}
    return {
        "files": inventory.files,
        "bytes": inventory.bytes,
        "records": len(fold.corpus) + rejected,
        "articles": len(fold.corpus),
        "rejected": rejected,
        "rejected_by_reason": dict(sorted(reasons.items())),
        "stories": len(fold.stories),
        "stories_with_copies": int(np.count_nonzero(fold.stories.sizes > 1)),
        "largest_story": int(fold.stories.sizes.max(initial=0)),
        "relations": dict(sorted(relations.items())),
        "outlets": sum(bool(outlet) for outlet in fold.corpus.outlets[0]),
    }
