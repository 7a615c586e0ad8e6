"""Processes of this machine that work is given to: how they begin, and how they end."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import forkserver, resource_tracker
from threading import Lock, Thread
from typing import TypeVar

Result = TypeVar("Result")

#: Whether processes are forked from one that has the cleaner loaded: where a system's own libraries
#: may be used after a fork.
_FORKS = sys.platform == "linux"
#: What that one loads: the cleaner, and what the command's own module imports (that itself is
#: __main__, and is imported anew by each process).
_LOADED = ["flows.loaded", "flows.cli_look"]
_SAFE_PATH = "PYTHONSAFEPATH"
#: Processes that are started before there is work where each loads the cleaner by itself: enough
#: for a day's news, and few to have started in vain.
_READY = 2
#: Held while the process is started that others are forked from: after a death several threads would.
_starting = Lock()


class NotStartedError(BrokenProcessPool):
    """No process could be started for a call: the one that others are forked from is gone."""


def begin_loading() -> bool:
    """Start the process that others are forked from, unless it runs; it loads while this one goes on.

    This process cannot be that one: it has threads by now (Prefect's, numba's). Returns False where
    there can be none.
    """
    if not _FORKS:
        return False
    with _starting:
        multiprocessing.set_forkserver_preload(_LOADED)
        # Else it would look for modules in the working directory first, where people keep flows of
        # their own. What is forked from it takes over this process's path.
        former = os.environ.get(_SAFE_PATH)
        os.environ[_SAFE_PATH] = "1"
        try:
            with deaf_children():
                forkserver.ensure_running()
        except OSError:
            return False  # no place for its socket: the path of a TMPDIR may be too long for one
        finally:
            del os.environ[_SAFE_PATH]
            if former is not None:
                os.environ[_SAFE_PATH] = former
    return True


def new_pool(width: int) -> ProcessPoolExecutor:
    """So many processes that do not outlive this one, and soon have the cleaner loaded."""
    forks = begin_loading()
    context = multiprocessing.get_context("forkserver" if forks else "spawn")
    pool = ProcessPoolExecutor(width, mp_context=context, initializer=_end_with_parent)
    if not forks:
        for _ in range(min(width, _READY)):
            submit_apart(pool, _load)
    return pool


def _load() -> None:
    from flows import loaded

    del loaded  # importing it was all


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
    """Submit a call to processes that do not hear Ctrl-C. Raises NotStartedError."""
    try:
        with deaf_children():
            return pool.submit(function, *arguments)
    except (EOFError, ConnectionError) as error:
        raise NotStartedError("the process that others are forked from died") from error


def _end_with_parent() -> None:
    """End this process when the one that started it is gone, be it killed."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    Thread(target=wait, daemon=True).start()
