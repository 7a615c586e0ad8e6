"""A Prefect server that is lost, or whose database is locked: the run completes, and says so."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.conftest import free_port, records, unreported
from tests.flows.test_reliability import _corpus


@contextmanager
def _served(folder: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A server of its own, to be killed or locked: its API, and its process."""
    port, log = free_port(), folder / "ui.txt"
    with log.open("w") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "ui", "--port", str(port)],
            stdout=stream, stderr=stream, env=_environment(folder), start_new_session=True,
        )  # fmt: skip
    try:
        until = time.monotonic() + 120
        while "Prefect is at" not in log.read_text():
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/api", server
    finally:
        if server.poll() is None:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _environment(folder: Path) -> dict[str, str]:
    return unreported(PREFECT_HOME=str(folder / "home"))


def _start(folder: Path, api: str, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", str(folder / "in"), "--out", str(folder / "out")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=_environment(folder) | {"PREFECT_API_URL": api} | environment,
    )  # fmt: skip


def _wait_for_a_batch(run: subprocess.Popen[str], folder: Path) -> None:
    store = folder / "out" / ".newsfold"
    while not (store.is_dir() and any(store.glob("*.clean.arrow"))):
        assert run.poll() is None
        time.sleep(0.05)


def _completed(run: subprocess.Popen[str], folder: Path, articles: int) -> str:
    """What a run says that has made all files."""
    _, said = run.communicate(timeout=240)
    assert run.returncode == 0, said
    assert "Traceback" not in said
    assert "Error logging" not in said
    assert len(records(folder / "out" / "articles.jsonl")) == articles
    return said


@pytest.mark.slow
def test_a_server_that_is_killed_stops_no_run(tmp_path: Path) -> None:
    _corpus(tmp_path / "in", 3000)
    with _served(tmp_path) as (api, server):
        run = _start(tmp_path, api)
        _wait_for_a_batch(run, tmp_path)
        os.killpg(server.pid, signal.SIGKILL)
        assert f"{api} was lost" in _completed(run, tmp_path, 3600)


@pytest.mark.slow
def test_a_database_of_the_server_that_is_locked_stops_no_run(tmp_path: Path) -> None:
    _corpus(tmp_path / "in", 10)
    with (
        _served(tmp_path) as (api, _),
        closing(sqlite3.connect(tmp_path / "home" / "prefect.db", isolation_level=None)) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        run = _start(tmp_path, api)
        said = _completed(run, tmp_path, 12)
    assert f"{api} answers, but records nothing" in said
    assert "its database may be locked" in said


@pytest.mark.slow
def test_a_database_of_the_server_that_is_locked_in_mid_run_stops_none(tmp_path: Path) -> None:
    _corpus(tmp_path / "in", 3000)
    patience = {"PREFECT_API_REQUEST_TIMEOUT": "4", "PREFECT_CLIENT_MAX_RETRIES": "0"}
    with (
        _served(tmp_path) as (api, _),
        closing(sqlite3.connect(tmp_path / "home" / "prefect.db", isolation_level=None)) as other,
    ):
        run = _start(tmp_path, api, **patience)
        _wait_for_a_batch(run, tmp_path)
        other.execute("BEGIN EXCLUSIVE")
        assert f"{api} was lost" in _completed(run, tmp_path, 3600)
