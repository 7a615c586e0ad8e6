"""Where work runs: one seam. A stage maps a function over jobs and does not know the place."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from threading import Lock, Thread
from typing import Any, Protocol, TypeVar

from flows.aside import Aside
from flows.workers import NotStartedError, deaf_children, new_pool, submit_apart
from normalize.article import RejectedError

Job = TypeVar("Job")
Result = TypeVar("Result")


#: How often a job without a rescue is given to new processes.
_TRIES = 3
#: Seconds that a Dask cluster of this machine is given to end.
_CLOSE_SECONDS = 30


class EngineError(RuntimeError):
    """The place where work should run cannot be had; the message says the way out."""


class Runs(Protocol):
    """Runs functions on jobs. Both must be picklable, and see the same file system."""

    #: how many jobs run at once
    width: int

    def submit(
        self,
        function: Callable[[Job], Result],
        job: Job,
        rescue: Callable[[Job], Result] | None = None,
    ) -> Future[Result]:
        """Start a job. Where the process it is in dies, its result is that of `rescue`."""
        ...


class Engine(Runs, Protocol):
    """What runs jobs, and ends when it is told to."""

    def close(self) -> None:
        """Let what it started end once it is done; a second time nothing is done."""
        ...

    def join(self) -> None:
        """Wait until what it started has ended, after `close`."""
        ...

    def stop(self) -> None:
        """End what it started, done or not."""
        ...


class LocalEngine:
    """Processes of this machine, which are replaced when one dies."""

    def __init__(self, workers: int) -> None:
        self.width = workers
        self._lock = Lock()
        self._stopped = False
        self._pool = new_pool(workers)
        self._threads = ThreadPoolExecutor(self.width, thread_name_prefix="newsfold")
        self._closing: Aside[None] | None = None

    def submit(
        self,
        function: Callable[[Job], Result],
        job: Job,
        rescue: Callable[[Job], Result] | None = None,
    ) -> Future[Result]:
        return self._threads.submit(self._run, function, job, rescue)

    def _run(
        self,
        function: Callable[[Job], Result],
        job: Job,
        rescue: Callable[[Job], Result] | None,
    ) -> Result:
        for _ in range(_TRIES):
            pool = self._pool
            try:
                return submit_apart(pool, function, job).result()
            except (MemoryError, RejectedError):
                # The process lives, but its batch was too much for it, or took too long where
                # no single article could be told.
                if rescue is None:
                    raise
                return rescue(job)
            except BrokenProcessPool as error:
                if self._stopped:
                    raise
                # One death takes the pool with it, and all jobs in it: whose it was shows later.
                with self._lock:
                    if self._pool is pool:
                        self._pool = new_pool(self.width)
                if rescue is not None and not isinstance(error, NotStartedError):
                    return rescue(job)
        raise EngineError(
            "worker processes die, for want of memory as a rule: try --workers 1, or smaller batches"
        )

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        if self._closing is None:
            # The processes end while this one goes on.
            self._closing = Aside(lambda: self._pool.shutdown(cancel_futures=True))

    def join(self) -> None:
        if self._closing is not None:
            self._closing.result()

    def stop(self) -> None:
        self._stopped = True
        self._kill()
        self._threads.shutdown(cancel_futures=True)
        self._kill()  # what a thread had begun to start
        # The pool's own thread must be through before this process ends: they would close the
        # same pipe.
        self.close()
        self.join()

    def _kill(self) -> None:
        for process in list((self._pool._processes or {}).values()):
            process.kill()


class ThisProcess:
    """Threads of this process, for work that is short and done by compiled loops."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._threads = ThreadPoolExecutor(width, thread_name_prefix="newsfold")

    def submit(
        self,
        function: Callable[[Job], Result],
        job: Job,
        rescue: Callable[[Job], Result] | None = None,
    ) -> Future[Result]:
        del rescue  # nobody dies alone here
        return self._threads.submit(function, job)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)

    def join(self) -> None:
        self.close()

    def stop(self) -> None:
        self.close()


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
            with deaf_children():
                self._cluster = address = dask.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    dashboard_address=None,
                    # It serves its state over HTTP all the same, by default at a port that a
                    # second run finds taken, and warns of.
                    scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                    # What fails in it is told here: a worker that dies, in rejected.jsonl.
                    silence_logs=logging.CRITICAL,
                )
        try:
            self._client: Any = dask.Client(address, timeout="10s", set_as_default=False)
        except (OSError, TimeoutError) as error:
            raise EngineError(f"no Dask scheduler answers at {scheduler}: {error}") from None
        self.width = max(1, sum(self._client.nthreads().values()))
        self._closing: Thread | None = None
        self._threads = ThreadPoolExecutor(2 * self.width, thread_name_prefix="newsfold")

    def submit(
        self,
        function: Callable[[Job], Result],
        job: Job,
        rescue: Callable[[Job], Result] | None = None,
    ) -> Future[Result]:
        def run() -> Result:
            from distributed.scheduler import KilledWorker

            try:
                result: Result = self._client.submit(function, job, pure=False).result()
            except (KilledWorker, MemoryError, RejectedError):
                if rescue is None:
                    raise EngineError(
                        "Dask workers die on a batch, for want of memory as a rule"
                    ) from None
                return rescue(job)
            return result

        return self._threads.submit(run)

    def close(self) -> None:
        self._threads.shutdown(cancel_futures=True)
        if self._closing is None:
            # In a thread, since Ctrl-C does not reach one: a cluster whose closing was cut short
            # waits for its end for ever when it is closed again.
            closing = Thread(target=self._end, name="newsfold-dask")
            closing.start()
            self._closing = closing

    def _end(self) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close(timeout=_CLOSE_SECONDS)

    def join(self) -> None:
        if self._closing is not None:
            self._closing.join()

    def stop(self) -> None:
        self.close()
        self.join()
