"""A Prefect server that is killed in mid-run: the run completes, and says what could not be told."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import free_port, records
from tests.flows.test_reliability import _corpus


@pytest.mark.slow
def test_a_server_that_is_killed_stops_no_run(tmp_path: Path) -> None:
    _corpus(tmp_path / "in", 3000)
    port, log = free_port(), tmp_path / "ui.txt"
    env = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    env |= {"PREFECT_HOME": str(tmp_path / "home")}
    with log.open("w") as stream:
        server = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", "ui", "--port", str(port)],
            stdout=stream, stderr=stream, env=env, start_new_session=True,
        )  # fmt: skip
    until = time.monotonic() + 120
    while "Prefect is at" not in log.read_text():
        assert time.monotonic() < until, log.read_text()
        time.sleep(0.2)
    run = subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", str(tmp_path / "in"), "--out", str(tmp_path / "out")],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env=env | {"PREFECT_API_URL": f"http://127.0.0.1:{port}/api"},
    )  # fmt: skip
    store = tmp_path / "out" / ".newsfold"
    while not (store.is_dir() and any(store.glob("*.clean.arrow"))):
        assert run.poll() is None
        time.sleep(0.05)
    os.killpg(server.pid, signal.SIGKILL)
    _, said = run.communicate(timeout=240)
    assert run.returncode == 0, said
    assert f"http://127.0.0.1:{port}/api was lost" in said
    assert "Traceback" not in said
    assert len(records(tmp_path / "out" / "articles.jsonl")) == 3600
