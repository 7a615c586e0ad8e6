"""Cleaning that begins while INPUT is still being listed: that takes one core, and others wait.

What is begun early is handed out as if it had been begun in its stage: whoever follows the stage
sees no difference.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from flows.batches import Batch
from flows.cleaning import CleanJob, CleanResult, clean_batch, clean_job
from flows.engine import Runs
from flows.limits import Limits
from flows.rescue import rescue
from normalize import CleanSettings

Job = TypeVar("Job")
Result = TypeVar("Result")

#: What cleans a batch whose worker died.
rescue_clean = partial(rescue, clean_batch)


class Ahead:
    """Gives an engine some batches before their stage begins, and runs that stage."""

    def __init__(self, engine: Runs, store: Path, settings: CleanSettings, limits: Limits) -> None:
        self.width = engine.width
        self._engine = engine
        self._job_of = partial(clean_job, store, settings=settings, limits=limits)
        self._begun: dict[str, tuple[CleanJob, Future[CleanResult]]] = {}

    def begin(self, batch: Batch) -> None:
        """Clean a batch from now on, unless an earlier run did."""
        job = self._job_of(batch)
        if not job.is_done and job.out not in self._begun:
            self._begun[job.out] = job, self._engine.submit(clean_batch, job, rescue_clean)

    def job(self, batch: Batch) -> CleanJob:
        """The job of a batch: the one that is begun, if it is."""
        job = self._job_of(batch)
        return self._begun[job.out][0] if job.out in self._begun else job

    def has_begun(self, job: CleanJob) -> bool:
        """Whether a job was begun, and has perhaps been done since."""
        return job.out in self._begun

    def submit(
        self,
        function: Callable[[Job], Result],
        job: Job,
        rescue: Callable[[Job], Result] | None = None,
    ) -> Future[Result]:
        if isinstance(job, CleanJob) and job.out in self._begun:
            return cast(Future[Result], self._begun[job.out][1])
        return self._engine.submit(function, job, rescue)
