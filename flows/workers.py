"""Processes of this machine that work is given to: how they begin, and how they end.

They are forked from a server process that has loaded the cleaner, once for all. This process is
not forked: it has threads by now (Prefect's, numba's). Where there is no such server (Windows)
each begins anew.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache
from multiprocessing import forkserver, resource_tracker
from multiprocessing.context import BaseContext
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")

_SERVED = "forkserver" in multiprocessing.get_all_start_methods()
#: What the server loads.
_READY = "flows.ready"


def begin() -> None:
    """Start what workers are forked from: it loads while this process finds out what there is to do."""
    _context()
    if _SERVED:
        # The tracker, when it starts, makes this thread hear Ctrl-C again: it comes first.
        resource_tracker.ensure_running()
        with _deaf():
            forkserver.ensure_running()


def new_pool(width: int) -> ProcessPoolExecutor:
    """So many processes, which do not outlive this one."""
    begin()
    return ProcessPoolExecutor(width, mp_context=_context(), initializer=_end_with_parent)


def submit_apart(
    pool: ProcessPoolExecutor, function: Callable[..., Result], *arguments: object
) -> Future[Result]:
    """Submit a call to processes that do not hear Ctrl-C; who started them ends them."""
    with _deaf():
        return pool.submit(function, *arguments)


@cache
def _context() -> BaseContext:
    context = multiprocessing.get_context("forkserver" if _SERVED else "spawn")
    context.set_forkserver_preload([_READY])
    return context


@contextmanager
def _deaf() -> Iterator[None]:
    """Processes that start meanwhile do not hear Ctrl-C, which goes to all in a terminal.

    They take over what the thread that starts them blocks.
    """
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, be it killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
