"""The flow against a real Prefect server, and without one."""

from __future__ import annotations

import json
import os
import time
import urllib.request
from pathlib import Path

from tests.conftest import ARTICLES, Ask, free_port, newsfold, records


def test_a_run_shows_up_with_names_progress_and_artifacts(
    prefect_server: str, prefect_home: Path, tmp_path: Path, demo: Path, ask: Ask
) -> None:
    out = tmp_path / "folded"
    began = time.monotonic()
    done = newsfold(
        "run", ARTICLES, "--out", out,
        PREFECT_API_URL=f"{prefect_server}/api", PREFECT_HOME=str(prefect_home),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert len(done.stderr.strip().splitlines()) == 3, done.stderr
    # Prefect's bookkeeping must not hold the command up once the work is done.
    assert time.monotonic() - began < 60
    [run] = [r for r in ask("flow_runs/filter") if r["name"].endswith("folded")]
    assert run["name"] == "fold articles into folded"
    assert run["state_type"] == "COMPLETED"
    tasks = ask("task_runs/filter", flow_runs={"id": {"any_": [run["id"]]}})
    names = {task["name"] for task in tasks}
    assert {"list", "learn", "match", "publish"} < names
    assert any(name.startswith("clean ") for name in names)
    assert any(name.startswith("finish ") for name in names)
    assert {task["state_type"] for task in tasks} == {"COMPLETED"}
    artifacts = ask("artifacts/filter", flow_runs={"id": {"any_": [run["id"]]}})
    found = {artifact["key"]: artifact for artifact in artifacts}
    assert set(found) == {"newsfold-progress", "newsfold-outlets", "newsfold-summary"}
    assert found["newsfold-progress"]["data"] == 100.0
    assert "65 articles, 24 stories" in found["newsfold-summary"]["data"]
    assert "Coast Tribune" in json.dumps(found["newsfold-outlets"]["data"])
    for name in ("articles.jsonl", "canonical.jsonl", "rejected.jsonl"):
        assert (out / name).read_bytes() == (demo / name).read_bytes()


def test_a_run_finds_the_ui_of_this_machine(prefect_home: Path, tmp_path: Path, ask: Ask) -> None:
    out = tmp_path / "found"
    done = newsfold("run", ARTICLES / "daybook", "--out", out, PREFECT_HOME=str(prefect_home))
    assert done.returncode == 0, done.stderr
    names = {run["name"] for run in ask("flow_runs/filter")}
    assert "fold daybook into found" in names


def test_names_that_prefect_cannot_be_told_are_folded_unreported(
    prefect_server: str, prefect_home: Path, tmp_path: Path, demo: Path
) -> None:
    out, config = (Path(os.fsdecode(bytes(tmp_path) + end)) for end in (b"/out\xe9", b"/\xe9.toml"))
    config.write_text("[fold]\nthreshold = 0.3\n")
    api = {"PREFECT_API_URL": f"{prefect_server}/api", "PREFECT_HOME": str(prefect_home)}
    done = newsfold("run", ARTICLES, "--out", out, **api)
    assert done.returncode == 0, done.stderr
    told = "Prefect takes no name that is no UTF-8"
    assert done.stderr.splitlines()[0] == (
        f"newsfold: {tmp_path}/out\\xe9: {told}; the run goes on, unreported"
    )
    for name in ("articles.jsonl", "canonical.jsonl", "rejected.jsonl"):
        assert (out / name).read_bytes() == (demo / name).read_bytes()
    for more in (("--out", out), ("--out", tmp_path / "out", "--config", config)):
        done = newsfold("serve", ARTICLES, *more, **api)
        assert done.returncode == 1
        [line] = done.stderr.splitlines()
        assert line.endswith(f"{told}: rename it")


def test_the_flow_can_be_called_from_python(
    prefect_server: str, prefect_home: Path, tmp_path: Path
) -> None:
    import subprocess
    import sys

    code = (
        "from flows import fold\n"
        f"print(fold({str(ARTICLES / 'daybook')!r}, {str(tmp_path / 'out')!r})['articles'])"
    )
    env = os.environ | {
        "PREFECT_API_URL": f"{prefect_server}/api",
        "PREFECT_HOME": str(prefect_home),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.stdout.strip() == "10", done.stderr


def test_an_api_that_does_not_answer_costs_a_line_not_the_run(tmp_path: Path) -> None:
    api = f"http://127.0.0.1:{free_port()}/api"
    done = newsfold("run", ARTICLES / "daybook", "--out", tmp_path / "out", PREFECT_API_URL=api)
    assert done.returncode == 0
    assert api in done.stderr.splitlines()[0]
    assert len(records(tmp_path / "out" / "articles.jsonl")) == 10


def test_the_page_asks_the_api_at_its_own_port(prefect_server: str) -> None:
    with urllib.request.urlopen(f"{prefect_server}/ui-settings", timeout=10) as reply:
        settings = json.loads(reply.read())
    assert settings["api_url"] == f"{prefect_server}/api"


def test_a_taken_port_is_one_clear_line(prefect_server: str, prefect_home: Path) -> None:
    done = newsfold(
        "ui", "--port", prefect_server.rsplit(":", 1)[1], PREFECT_HOME=str(prefect_home)
    )
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1
