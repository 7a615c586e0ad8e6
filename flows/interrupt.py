"""What Ctrl-C and SIGTERM do to a command: they end it, once, and not where it ends by itself."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from flows.terminal import fail

#: The exit status of a command that was interrupted, as shells give it.
STOPPED = 130
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def hear_interrupts() -> None:
    """Let Ctrl-C and SIGTERM raise KeyboardInterrupt in the main thread, and a second one end the process.

    By a second one nothing is lost: a run may be killed at any moment, and its workers end with it.
    What was ignored when the process began (nohup) stays so.
    """
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _interrupt)


@contextmanager
def stops(message: str) -> Iterator[None]:
    """Hear both within a block, or a decorated function, and end with a message where one comes.

    Raises:
        SystemExit: with STOPPED, where the block was interrupted.
    """
    try:
        hear_interrupts()
        yield
    except KeyboardInterrupt:
        fail(message, STOPPED)


def ignore_interrupts() -> None:
    """Hear neither from here on: the work is done and told of, and the process is about to end.

    An interrupt among what Python does then would leave workers that nobody tells to end, and
    that are waited for.
    """
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    for heard in _SIGNALS:
        if signal.getsignal(heard) is _interrupt:
            signal.signal(heard, _leave)
    raise KeyboardInterrupt


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    os._exit(STOPPED)
