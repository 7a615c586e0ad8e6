"""Finished batches to what a run leaves: matched, published, remembered, summed up."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from dedupe.clustering import cluster
from dedupe.stories import RELATIONS
from flows.compose import Fold
from flows.deleted import keep_deleted
from flows.finishing import FinishResult
from flows.inputs import Inventory
from flows.laps import Laps
from flows.matching import match
from flows.outdir import OutputError
from flows.publish import Published, publish
from flows.remember import remember
from flows.report import render
from flows.settings import Settings
from flows.state import StateError
from flows.tracking import Tracker

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
    several = np.flatnonzero(stories.sizes[stories.of] > 1)
    inside = np.unique(stories.of[several] * len(names) + of[several])
    shared = np.bincount(inside % max(len(names), 1), minlength=len(names))
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


@dataclass(frozen=True)
class Outcome:
    """What a run says of itself: the counts that go into run.json, and a row an outlet.

    `used` are the files of the working store that it rests on.
    """

    summary: dict[str, Any]
    outlets: list[dict[str, object]]
    used: set[str]


def warm() -> None:
    """Load the compiled loops, which takes half a second once in a process."""
    cluster(["The dam above the old town was opened on Friday.", "Rain is expected."], threads=1)


def _threads() -> int:
    return os.cpu_count() or 1


def conclude(
    finished: Sequence[FinishResult],
    inventory: Inventory,
    out: Path,
    store: Path,
    settings: Settings,
    tracker: Tracker,
    laps: Laps,
) -> Outcome:
    """Match finished batches and write OUT's files. Raises OutputError."""
    if settings.run.deleted == "keep":
        finished = [*finished, *keep_deleted(finished, inventory.rejected, out, store, settings)]
    try:
        matched = tracker.step(
            "match", lambda: match(finished, out, store, settings.fold, _threads())
        )
    except OSError as error:
        raise OutputError(f"{out}: the working store: {error.strerror or error}") from error
    fold = matched.fold
    laps.end("match")
    rejected = [*inventory.rejected, *fold.corpus.rejected]
    summary = _summary(inventory, fold, len(rejected), Counter(item.reason for item in rejected))
    outlets = outlet_table(fold)

    def run_record() -> dict[str, Any]:
        laps.end("publish")
        return {
            "counts": summary,
            "seconds": laps.seconds,
            "settings": settings.model_dump(mode="json"),
            "versions": _versions(),
        }

    def write() -> None:
        published: Future[Published] = Future()
        with ThreadPoolExecutor(1) as aside:
            remembered = aside.submit(
                remember, out, store, matched, published, settings.fold, _versions()
            )
            try:
                told = publish(
                    out,
                    store,
                    matched,
                    rejected,
                    lambda: render(summary, outlets, fold, rejected),
                    run_record,
                )
            except BaseException:
                published.cancel()
                raise
            published.set_result(told)
            try:
                remembered.result()
            except StateError as error:
                tracker.note(f"{error}; the files are written, and the next run matches all anew")

    tracker.step("publish", write)
    used = {path for result in finished for path in (result.articles, result.sketches)}
    return Outcome(summary, outlets, used)


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
