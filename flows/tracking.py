"""How a run is followed: on the terminal, and through it by whatever else watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from flows.engine import Runs

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Job = TypeVar("Job")
Result = TypeVar("Result")


def _bars() -> Progress:
    """Bars for a terminal; where nobody looks they are not even loaded."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    return Progress(
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
    )


class Tracker:
    """Follows a run on the terminal: a bar for each stage where stderr is a terminal.

    Subclasses report to more places; each stage of the pipeline passes through `map` or `step`.
    """

    def __init__(self, quiet: bool = False) -> None:
        shown = not quiet and sys.stderr.isatty()
        self._progress = _bars() if shown else None
        self._bar: TaskID | None = None

    def __enter__(self) -> Tracker:
        if self._progress is not None:
            self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        if self._progress is not None:
            self._progress.stop()

    def map(
        self,
        stage: str,
        engine: Runs,
        function: Callable[[Job], Result],
        jobs: Sequence[Job],
        label: Callable[[Job], str],
        rescue: Callable[[Job], Result] | None = None,
    ) -> list[Result]:
        """Apply a function to every job on the engine; results in the order of the jobs.

        `label` says what a job is, to whom that is shown.
        """
        del label
        with self.bar(stage, len(jobs)):
            futures = [engine.submit(function, job, rescue) for job in jobs]
            return [self._advance(future.result()) for future in futures]

    def step(self, stage: str, function: Callable[[], Result]) -> Result:
        """Do one piece of work in this process."""
        with self.bar(stage, 1):
            return self._advance(function())

    def note(self, message: str) -> None:
        """Tell the user of something that did not stop the run, be it ever so quiet."""
        print(message, file=sys.stderr)

    def tell(self, message: str) -> None:
        """Tell who looks on what is going on: on a terminal, above the bars."""
        if self._progress is not None:
            self._progress.print(message)

    def summary(self, summary: dict[str, object], outlets: Sequence[dict[str, object]]) -> None:
        """Show what came of the run."""

    @contextmanager
    def bar(self, stage: str, total: int) -> Iterator[None]:
        if self._progress is not None:
            self._bar = self._progress.add_task(stage, total=total)
        yield

    def _advance(self, result: Result) -> Result:
        if self._progress is not None and self._bar is not None:
            self._progress.advance(self._bar)
        return result
