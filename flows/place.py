"""The engine that a run gets: one of its own, or one that stays for the runs after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from types import TracebackType

from flows.engine import DaskEngine, Engine, LocalEngine
from flows.settings import RunSettings

#: Whether engines outlive their runs, and the one that does. It is found here, and not handed from
#: run to run: a flow of Prefect takes values alone.
_may_stand = False
_stands: Engine | None = None


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
            _stands.close()
            _stands.join()
            _stands = None


class opened(AbstractContextManager["opened"]):  # noqa: N801 (reads as a verb: with opened(...))
    """The engine that the settings ask for; closed at the end of the block, unless it may stand."""

    def __init__(self, settings: RunSettings) -> None:
        self._settings = settings

    def __enter__(self) -> opened:
        global _stands
        self.engine = _stands or self._new()
        if _may_stand:
            _stands = self.engine
        return self

    def _new(self) -> Engine:
        if self._settings.engine == "dask":
            return DaskEngine(self._settings.scheduler, self._settings.workers)
        return LocalEngine(self._settings.workers)

    def done(self) -> None:
        """Nothing more is asked of the engine in this run; a second time nothing is done."""
        if not _may_stand:
            self.engine.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        global _stands
        if error is None:
            self.done()
            if not _may_stand:
                self.engine.join()
        else:
            _stands = None  # the next run gets another one
            self.engine.stop()
