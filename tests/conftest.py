"""What all tests share: the fixtures' gold, a folded demo, a real Prefect server."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
FIXTURES = ROOT / "fixtures"
ARTICLES = FIXTURES / "articles"

# A shell starts what it runs in the background deaf to Ctrl-C, and so would be what it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)


def records(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def unreported(**environment: str) -> dict[str, str]:
    """This process's environment without a Prefect API, be it that of a `newsfold ui` that happens to run."""
    others = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    return others | {"PREFECT_HOME": "/dev/null/none"} | environment


def newsfold(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user does, in a process of its own; no Prefect API unless given."""
    return subprocess.run(
        [sys.executable, "-m", "flows.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        env=unreported(**environment),
        timeout=300,
        check=False,
    )


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The fixtures folded by the command."""
    out = tmp_path_factory.mktemp("demo")
    done = newsfold("run", ARTICLES, "--out", out)
    assert done.returncode == 0, done.stderr
    return out


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def prefect_home(home: Path) -> Path:
    return home / "prefect"


@pytest.fixture(scope="session")
def prefect_server(prefect_home: Path) -> Iterator[str]:
    """A real server, started by `newsfold ui` on a port that is not the default; its address."""
    port = free_port()
    log = prefect_home.parent / "ui.txt"
    with log.open("w") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "ui", "--port", str(port)],
            stdout=stream,
            stderr=stream,
            env=unreported(PREFECT_HOME=str(prefect_home)),
        )
    until = time.monotonic() + 120
    while "Prefect is at" not in log.read_text():
        assert server.poll() is None, log.read_text()
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.2)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(30)
    with socket.socket() as probe:  # nothing is left that listens
        assert probe.connect_ex(("127.0.0.1", port)) != 0


Ask = Callable[..., Any]


@pytest.fixture
def ask(prefect_server: str) -> Ask:
    """Asks the real server: ask("flow_runs/filter", ...) gives what its API answers."""

    def post(path: str, **query: Any) -> Any:
        request = urllib.request.Request(
            f"{prefect_server}/api/{path}",
            json.dumps(query).encode(),
            {"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as reply:
            return json.loads(reply.read())

    return post
