"""Where work runs: one seam. A stage maps a function over jobs and does not know the place."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any, Protocol, TypeVar

from flows.settings import RunSettings

Job = TypeVar("Job")
Result = TypeVar("Result")


class EngineError(RuntimeError):
    """The place where work should run cannot be had; the message says the way out."""


class Engine(Protocol):
    """Runs functions on jobs. Both must be picklable, and see the same file system."""

    #: how many jobs run at once
    width: int

    def submit(self, function: Callable[[Job], Result], job: Job) -> Future[Result]: ...

    def close(self) -> None: ...


class LocalEngine:
    """Processes of this machine; for a single job, a thread of this process."""

    def __init__(self, workers: int, jobs: int) -> None:
        self.width = max(1, min(workers, jobs))
        self._pool: ThreadPoolExecutor | ProcessPoolExecutor
        if self.width == 1:
            self._pool = ThreadPoolExecutor(1, thread_name_prefix="newsfold")
        else:
            # Not fork: this process has threads by now (Prefect's, numba's).
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(self.width, mp_context=context)

    def submit(self, function: Callable[[Job], Result], job: Job) -> Future[Result]:
        return self._pool.submit(function, job)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


class DaskEngine:
    """A Dask cluster: the scheduler that the user names, or processes of this machine."""

    def __init__(self, scheduler: str, workers: int) -> None:
        try:
            import distributed
        except ImportError:
            raise EngineError('the dask engine needs: pip install "newsfold[dask]"') from None
        # distributed's own annotations are partial: its objects are Any here.
        dask: Any = distributed
        self._cluster: Any = None
        if scheduler:
            address: Any = scheduler
        else:
            self._cluster = address = dask.LocalCluster(
                n_workers=workers, threads_per_worker=1, dashboard_address=None
            )
        try:
            self._client: Any = dask.Client(address, timeout="10s", set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise EngineError(f"no Dask scheduler answers at {scheduler}: {error}") from None
        self.width = max(1, sum(self._client.nthreads().values()))

    def submit(self, function: Callable[[Job], Result], job: Job) -> Future[Result]:
        # Dask's future has the two methods that are used: result and cancel.
        future: Future[Result] = self._client.submit(function, job, pure=False)
        return future

    def close(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()


class opened(AbstractContextManager[Engine]):  # noqa: N801 (reads as a verb: with opened(...))
    """The engine that the settings ask for, for `jobs` jobs; closed at the end of the block."""

    def __init__(self, settings: RunSettings, jobs: int) -> None:
        self._settings = settings
        self._jobs = jobs

    def __enter__(self) -> Engine:
        if self._settings.engine == "dask":
            self._engine: Engine = DaskEngine(self._settings.scheduler, self._settings.workers)
        else:
            self._engine = LocalEngine(self._settings.workers, self._jobs)
        return self._engine

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._engine.close()
