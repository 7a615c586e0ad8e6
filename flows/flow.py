"""The Prefect flow `fold`: the pipeline with each batch as a task run, and artifacts to look at."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar, cast
from uuid import UUID

from flows.quiet import set_defaults

set_defaults()

from prefect import flow, get_run_logger, task  # noqa: E402
from prefect.artifacts import (  # noqa: E402
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.futures import as_completed  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402
from prefect.task_runners import ThreadPoolTaskRunner  # noqa: E402

from flows.engine import Runs  # noqa: E402
from flows.pipeline import fold_directory  # noqa: E402
from flows.settings import Settings, load_settings  # noqa: E402
from flows.tracking import Tracker  # noqa: E402

Job = TypeVar("Job")
Result = TypeVar("Result")

#: Share of a run's progress that each stage is worth, in percent.
_WORTH = {"list": 2, "clean": 55, "learn": 5, "finish": 8, "match": 20, "publish": 10}
#: Seconds between two reports of progress: each is a call to the API.
_EVERY = 1.0
_LARGEST_TABLE = 200
_MARKUP = re.compile(r"[\\`*_{}\[\]()#+!|~-]")


def plain(text: str) -> str:
    """Text of the input as Markdown that shows it and nothing more."""
    return _MARKUP.sub(lambda found: "\\" + found.group(), html.escape(text.replace("\n", " ")))


class PrefectTracker(Tracker):
    """Follows a run in Prefect: a task run a batch, progress and results as artifacts."""

    def __init__(self, quiet: bool = False) -> None:
        super().__init__(quiet)
        self._done = 0.0
        self._told = 0.0
        # Prefect annotates its calls for both of their uses; here they are synchronous.
        self._artifact = cast(UUID, create_progress_artifact(0.0, "newsfold-progress", "starting"))

    def map(
        self,
        stage: str,
        engine: Runs,
        function: Callable[[Job], Result],
        jobs: Sequence[Job],
        label: Callable[[Job], str],
        rescue: Callable[[Job], Result] | None = None,
    ) -> list[Result]:
        results: dict[int, Result] = {}

        # The jobs stay out of the task's parameters: Prefect would copy and describe them.
        def work(name: str, number: int) -> int:
            del name
            results[number] = engine.submit(function, jobs[number], rescue).result()
            return number

        batch = task(
            name=stage, task_run_name="{name}", cache_policy=NO_CACHE, persist_result=False
        )(work)
        get_run_logger().info("%s: %d to do", stage, len(jobs))
        with self.bar(stage, len(jobs)):
            futures = [batch.submit(label(job), number) for number, job in enumerate(jobs)]
            for count, future in enumerate(as_completed(futures), 1):
                future.result()
                self._advance(None)
                self._tell(stage, count / len(jobs))
        self._finish(stage)
        return [results[number] for number in range(len(jobs))]

    def step(self, stage: str, function: Callable[[], Result]) -> Result:
        result: list[Result] = []

        def work() -> None:
            result.append(function())

        with self.bar(stage, 1):
            task(name=stage, task_run_name=stage, cache_policy=NO_CACHE, persist_result=False)(
                work
            )()
            self._advance(None)
        self._finish(stage)
        return result[0]

    def note(self, message: str) -> None:
        super().note(message)
        get_run_logger().warning("%s", message)

    def tell(self, message: str) -> None:
        super().tell(message)
        get_run_logger().info("%s", message)

    def summary(self, summary: dict[str, Any], outlets: Sequence[dict[str, object]]) -> None:
        rows = [
            {key: plain(value) if isinstance(value, str) else value for key, value in row.items()}
            for row in outlets
        ]
        create_table_artifact(
            rows[:_LARGEST_TABLE],
            "newsfold-outlets",
            "Outlets: what each published, and how much of it is copies",
        )
        create_markdown_artifact(_markdown(summary), "newsfold-summary", "What this run made")
        update_progress_artifact(self._artifact, 100.0, "done")

    def _tell(self, stage: str, share: float) -> None:
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            percent = self._done + share * _WORTH.get(stage, 0)
            update_progress_artifact(self._artifact, round(percent, 1), stage)

    def _finish(self, stage: str) -> None:
        self._done += _WORTH.get(stage, 0)
        update_progress_artifact(self._artifact, self._done, f"{stage}: done")
        get_run_logger().info("%s: done", stage)


def _markdown(summary: dict[str, Any]) -> str:
    def rows(counts: dict[str, int]) -> str:
        return (
            "\n".join(f"| {plain(name)} | {count:,} |" for name, count in counts.items())
            or "| none | 0 |"
        )

    folded = summary["articles"] - summary["stories"]
    told = (
        f"{folded:,} articles are copies of another one. {summary['stories_with_copies']:,} stories "
        f"have copies; the largest has {summary['largest_story']:,} articles. They come from "
        f"{summary['outlets']:,} outlets in {summary['files']:,} files ({summary['bytes'] / 1e6:,.1f} MB)."
    )
    return f"""# {summary["articles"]:,} articles, {summary["stories"]:,} stories

{told}

| article is | articles |
| --- | ---: |
{rows(summary["relations"])}

## Rejected: {summary["rejected"]:,}

| reason | records |
| --- | ---: |
{rows(summary["rejected_by_reason"])}
"""


def _run_name() -> str:
    parameters = flow_run.parameters
    inputs = parameters.get("inputs") or []
    names = [inputs] if isinstance(inputs, str | Path) else list(inputs)
    shown = ", ".join(Path(str(name)).name or str(name) for name in names[:3])
    return f"fold {shown} into {Path(str(parameters.get('out', ''))).name}"


@flow(
    name="fold",
    flow_run_name=_run_name,
    description="Folds the copies of news stories in a directory of articles into canonical records.",
    persist_result=False,
    validate_parameters=True,
    task_runner=ThreadPoolTaskRunner(max_workers=8),  # type: ignore[arg-type]
)
def fold(
    inputs: list[str] | str,
    out: str,
    config: str | None = None,
    settings: Settings | None = None,
    fresh: bool = False,
    quiet: bool = True,
) -> dict[str, Any]:
    """Fold INPUT into OUT.

    Args:
        inputs: a directory or file of articles, or several.
        out: the directory that the files are written into.
        config: a newsfold.toml.
        settings: settings as a value, instead of a file.
        fresh: forget earlier runs into OUT.
        quiet: no progress bar on the terminal.

    Returns the summary of the run: counts of articles, stories, rejected records.
    """
    chosen = settings or load_settings(Path(config) if config else None)
    paths = [Path(inputs)] if isinstance(inputs, str) else [Path(path) for path in inputs]
    with PrefectTracker(quiet) as tracker:
        return fold_directory(paths, Path(out), chosen, tracker, fresh)
