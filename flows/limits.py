"""How long an article may take, and how much memory the process that reads it."""

from __future__ import annotations

import faulthandler
import os
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

from normalize.article import RejectedError

#: Seconds past the limit after which a process that has not noticed it (in a loop of a compiled
#: library) is ended; and between two settings of that alarm, each of which starts a thread.
_GRACE, _APART = 10.0, 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` an article, `memory` in bytes of a worker process (0: the system's own limit)."""

    seconds: float
    memory: int


class Watch:
    """Limits what is done in one process; `begin` is called before each article."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._noticed = threading.current_thread() is threading.main_thread()
        self._armed = float("-inf")

    def begin(self) -> None:
        """An article begins now, and may take its time. Raises MemoryError where none is left."""
        seconds = self._limits.seconds
        if self._noticed:
            # Again each second: a library may swallow the first.
            signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
        now = time.monotonic()
        if now - self._armed > _APART:
            self._armed = now
            try:
                faulthandler.dump_traceback_later(seconds + _GRACE, exit=True, file=_nowhere())
            except RuntimeError as error:
                raise MemoryError("no room is left for a thread") from error

    def _too_slow(self, _number: int, _frame: FrameType | None) -> None:
        raise RejectedError("too_slow", f"over max_seconds {self._limits.seconds:g}")

    @contextmanager
    def on(self) -> Iterator[None]:
        """Watch what is done in the block."""
        former = signal.signal(signal.SIGALRM, self._too_slow) if self._noticed else None
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            if self._noticed:
                signal.setitimer(signal.ITIMER_REAL, 0)
                signal.signal(signal.SIGALRM, former)


_devnull: list[int] = []


def _nowhere() -> int:
    """A file that takes what nobody reads: the batch is tried again in halves, which tells more."""
    if not _devnull:
        _devnull.append(os.open(os.devnull, os.O_WRONLY))
    return _devnull[0]


def limit_memory(most: int) -> None:
    """Let this process have no more memory of its own than that; what asks for more fails."""
    if most:
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        if soft == resource.RLIM_INFINITY or soft > most:
            resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
