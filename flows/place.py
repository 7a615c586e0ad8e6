"""The engine that a run gets: one of its own, or one that stays for the runs after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType
from typing import TypeVar

from flows.engine import DaskEngine, Engine, LocalEngine
from flows.settings import RunSettings

Job = TypeVar("Job")
Result = TypeVar("Result")


class _Standing:
    """An engine that runs leave as it is, until one fails."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.width = engine.width

    def submit(
        self,
        function: Callable[[Job], Result],
        job: Job,
        rescue: Callable[[Job], Result] | None = None,
    ) -> Future[Result]:
        return self._engine.submit(function, job, rescue)

    def close(self) -> None:
        """Leave it for the next run."""

    def stop(self) -> None:
        global _stands
        _stands = None
        self._engine.stop()

    def end(self) -> None:
        self._engine.close()


#: Whether engines outlive their runs, and the one that does. It is found here, and not handed from
#: run to run: a flow of Prefect takes values alone.
_may_stand = False
_stands: _Standing | None = None


@contextmanager
def standing() -> Iterator[None]:
    """Let runs within the block, which ask for the same engine, use one after the other."""
    global _may_stand, _stands
    _may_stand = True
    try:
        yield
    finally:
        _may_stand = False
        if _stands is not None:
            _stands.end()
            _stands = None


class opened(AbstractContextManager[Engine]):  # noqa: N801 (reads as a verb: with opened(...))
    """The engine that the settings ask for; closed at the end of the block, unless it may stand.

    `load` is what a process of this machine should do before its first job.
    """

    def __init__(self, settings: RunSettings, load: Callable[[], None]) -> None:
        self._settings = settings
        self._load = load
        self._engine: Engine

    def __enter__(self) -> Engine:
        global _stands
        if not _may_stand:
            self._engine = self._new()
        else:
            _stands = self._engine = _stands or _Standing(self._new())
        return self._engine

    def _new(self) -> Engine:
        if self._settings.engine == "dask":
            return DaskEngine(self._settings.scheduler, self._settings.workers)
        return LocalEngine(self._settings.workers, self._load)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None:
            self._engine.close()
        else:
            self._engine.stop()
