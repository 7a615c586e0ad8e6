"""Processes of this machine that work is given to: how they begin, and how they end."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import resource_tracker
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


def new_pool(width: int) -> ProcessPoolExecutor:
    """So many processes, which do not outlive this one.

    They are not forked: this process has threads by now (Prefect's, numba's).
    """
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(width, mp_context=context, initializer=_end_with_parent)


@contextmanager
def deaf_children() -> Iterator[None]:
    """Let processes that are started within the block not hear Ctrl-C, which goes to all in a terminal.

    They take over what this thread blocks; who started them ends them.
    """
    resource_tracker.ensure_running()  # to start it lifts what is blocked
    former = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, former)


def submit_apart(
    pool: ProcessPoolExecutor, function: Callable[..., Result], *arguments: object
) -> Future[Result]:
    """Submit a call to processes that do not hear Ctrl-C."""
    with deaf_children():
        return pool.submit(function, *arguments)


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, be it killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
