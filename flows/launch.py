"""Starting a run: through Prefect where there is an API to report to, else on its own."""

from __future__ import annotations

import atexit
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Any, NoReturn

from flows.engine import EngineError
from flows.inputs import InputError
from flows.interrupt import ignore_interrupts
from flows.lock import LockedError
from flows.outdir import FILES, OutputError
from flows.pipeline import fold_directory
from flows.quiet import set_defaults, silence_console
from flows.server import ServerError, answers, configured_api, running_server
from flows.settings import Settings
from flows.state import StateError
from flows.tracking import Tracker
from flows.walk import shown

#: Seconds in which an API must have recorded something, before a run is given to it.
_PATIENCE = 15.0
#: Set when an API was lost in mid-run.
_lost = Event()
#: What ends a run whether it is reported or not.
_OURS = (InputError, OutputError, StateError, EngineError, LockedError)


def _api() -> str:
    """The API to report to, or "": the configured one if it answers, else a local newsfold ui."""
    configured = configured_api()
    if not configured:
        return running_server()
    if answers(configured, 5.0):
        return configured
    print(
        f"newsfold: no Prefect API answers at {configured}; the run goes on, unreported",
        file=sys.stderr,
    )
    return ""


def launch(
    inputs: Sequence[Path], out: Path, settings: Settings, *, fresh: bool, quiet: bool
) -> dict[str, Any]:
    """Fold INPUT into OUT as a user at a terminal expects; returns the summary."""
    set_defaults()
    api = _api()
    if not api:
        return _alone(inputs, out, settings, fresh=fresh, quiet=quiet)
    paths = [str(path.resolve()) for path in inputs]
    folder = str(out.resolve())
    if unwritable := _no_text(*paths, folder):
        print(
            f"newsfold: {shown(unwritable)}: Prefect takes no name that is no UTF-8; "
            "the run goes on, unreported",
            file=sys.stderr,
        )
        return _alone(inputs, out, settings, fresh=fresh, quiet=quiet)
    os.environ["PREFECT_API_URL"] = api
    silence_console()
    from prefect.task_runners import ThreadPoolTaskRunner

    from flows.flow import fold

    if trouble := _trouble(fold.name):
        print(
            f"newsfold: the Prefect API at {api} answers, but records nothing ({trouble}); "
            "the run goes on, unreported",
            file=sys.stderr,
        )
        _lost.set()
        return _alone(inputs, out, settings, fresh=fresh, quiet=quiet)

    # A few more threads than workers: one task run's bookkeeping hides behind another's work.
    run = fold.with_options(task_runner=ThreadPoolTaskRunner(max_workers=settings.run.workers + 2))  # type: ignore[arg-type]
    try:
        return run(paths, folder, settings=settings, fresh=fresh, quiet=quiet)
    except _OURS:
        raise
    except Exception as error:
        failed = _request_failed(error)
        if failed is None and answers(api, 5.0):
            raise
        print(
            f"newsfold: the Prefect API at {api} was lost ({type(failed or error).__name__}); "
            "the run goes on from what is done, unreported",
            file=sys.stderr,
        )
    _lost.set()
    # What was cleaned is in the working store: a second fresh start would throw it away. The
    # first has taken place if the files of earlier runs are gone.
    fresh = fresh and (out / FILES[0]).exists()
    return _alone(inputs, out, settings, fresh=fresh, quiet=quiet)


def _no_text(*paths: str) -> str:
    """The first of some paths that no JSON can hold, "" where all are text."""
    return next((path for path in paths if shown(path) != path), "")


def _trouble(flow: str) -> str:
    """Why the API in use does not record a run, though it answers; "" where it does.

    It is asked for the flow, which it would be for the run itself, and makes it if need be.
    """
    import httpx
    from prefect.client.orchestration import get_client
    from prefect.settings import PREFECT_CLIENT_MAX_RETRIES, temporary_settings

    with (
        temporary_settings({PREFECT_CLIENT_MAX_RETRIES: 0}),
        get_client({"timeout": _PATIENCE}, sync_client=True) as client,
    ):
        try:
            client.create_flow_from_name(flow)
        except httpx.HTTPStatusError as error:
            return f"status {error.response.status_code} {error.response.reason_phrase}".strip()
        except httpx.HTTPError as error:
            return f"{type(error).__name__} after {_PATIENCE:.0f} s: its database may be locked"
    return ""


def _request_failed(error: BaseException | None) -> BaseException | None:
    """The failure of a request to the API that an error comes from; None where it comes from none."""
    from httpx import HTTPError

    while error is not None and not isinstance(error, HTTPError):
        error = error.__cause__ or error.__context__
    return error


def leave(status: int) -> NoReturn:
    """End the process at once: all is written, and to free a run's values one by one takes a while.

    Where an API is reported to, its client may have something to send yet. Where one was lost, it
    would go on trying for minutes.
    """
    ignore_interrupts()
    if not _lost.is_set():
        if "prefect" in sys.modules:
            sys.exit(status)
        atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _alone(
    inputs: Sequence[Path], out: Path, settings: Settings, *, fresh: bool, quiet: bool
) -> dict[str, Any]:
    with Tracker(quiet) as tracker:
        return fold_directory(inputs, out, settings, tracker, fresh)


def serve_schedule(inputs: Sequence[Path], out: Path, seconds: int, config: Path | None) -> None:
    """Serve the flow on a schedule until stopped. Raises ServerError where no API answers."""
    set_defaults()
    api = _api()
    if not api:
        raise ServerError(
            "serve needs a Prefect server: start `newsfold ui` in another terminal, or set PREFECT_API_URL"
        )
    paths, folder = [str(path.resolve()) for path in inputs], out.resolve()
    file = str(config.resolve()) if config else None
    if unwritable := _no_text(*paths, str(folder), file or ""):
        raise ServerError(f"{shown(unwritable)}: Prefect takes no name that is no UTF-8: rename it")
    os.environ["PREFECT_API_URL"] = api
    from flows.flow import fold

    fold.serve(
        name=f"fold into {folder.name}",
        interval=seconds,
        parameters={
            "inputs": paths,
            "out": str(folder),
            "config": file,
        },
    )
