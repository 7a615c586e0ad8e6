"""The local Prefect server: starting it with a page that works, and finding it again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from flows.quiet import set_defaults

_START_SECONDS = 120.0


class ServerError(RuntimeError):
    """The server could not be started; the message says why."""


def _home() -> Path:
    return Path(os.environ.get("PREFECT_HOME") or Path.home() / ".prefect")


def _note() -> Path:
    return _home() / "newsfold-ui.json"


def answers(api_url: str, seconds: float = 2.0) -> bool:
    """Whether a Prefect API answers at this address."""
    from urllib.request import urlopen  # most runs ask none

    try:
        with urlopen(f"{api_url.rstrip('/')}/health", timeout=seconds) as reply:
            return bool(reply.status == 200)
    except (OSError, ValueError):
        return False


def configured_api() -> str:
    """The API that the user has set: PREFECT_API_URL, or that of the active Prefect profile."""
    if "PREFECT_API_URL" in os.environ:
        return os.environ["PREFECT_API_URL"]
    if not (_home() / "profiles.toml").exists():
        return ""
    from prefect.settings import get_current_settings

    return get_current_settings().api.url or ""


def running_server() -> str:
    """The API of a `newsfold ui` that runs on this machine, or ""."""
    try:
        url = str(json.loads(_note().read_text("utf-8"))["api"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return url if answers(url, 1.0) else ""


def serve_ui(host: str, port: int) -> int:
    """Run a Prefect server until it is stopped; returns its exit status.

    Raises ServerError where the port is taken or the server does not come up.
    """
    api = f"http://{host}:{port}/api"
    if answers(api, 1.0):
        raise ServerError(
            f"a Prefect server answers at {api} already: open http://{host}:{port}, or take another --port"
        )
    set_defaults()
    # The page asks the API at this address, not at the default port.
    os.environ["PREFECT_UI_API_URL"] = api
    os.environ["PREFECT_SERVER_UI_API_URL"] = api
    os.environ.pop("PREFECT_API_URL", None)
    log = _home() / "newsfold-ui.log"
    try:
        log.parent.mkdir(parents=True, exist_ok=True)
        stream = log.open("wb")
    except OSError as error:
        raise ServerError(
            f"{log.parent}: cannot be written: {error.strerror}; set PREFECT_HOME to a directory that can"
        ) from None
    with stream:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "prefect",
                "server",
                "start",
                "--host",
                host,
                "--port",
                str(port),
            ],
            stdout=stream,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(server, api, log)
        _note().write_text(json.dumps({"api": api}), "utf-8")
        print(
            f"Prefect is at http://{host}:{port}/runs (stop it with Ctrl-C)\n"
            f"Runs of newsfold that start on this machine from now on show up there. From elsewhere: PREFECT_API_URL={api}",
            flush=True,
        )
        return server.wait()
    except KeyboardInterrupt:
        return 0
    finally:
        _note().unlink(missing_ok=True)
        if server.poll() is None:
            server.terminate()
            try:
                server.wait(15)
            except subprocess.TimeoutExpired:
                server.kill()


def _wait(server: subprocess.Popen[bytes], api: str, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if server.poll() is not None:
            raise ServerError(
                f"the Prefect server stopped with status {server.returncode}; see {log}"
            )
        if answers(api, 1.0):
            return
        time.sleep(0.3)
    raise ServerError(f"the Prefect server did not answer within {_START_SECONDS:.0f} s; see {log}")
