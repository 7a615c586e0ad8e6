"""A run that stays: it folds what comes, and outlives what may pass."""

from __future__ import annotations

import fcntl
import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ARTICLES, Ask, newsfold, records, unreported

_FILES = ("canonical.jsonl", "articles.jsonl", "rejected.jsonl")


class Standing:
    """`newsfold run --every 1s --json` in a process group of its own, and what it says."""

    def __init__(self, source: Path, out: Path, **environment: str) -> None:
        command = ["run", str(source), "--out", str(out), "--every", "1s", "--json"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "flows.cli", *command],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=unreported(**environment),
            start_new_session=True,
        )  # fmt: skip
        self._folds: queue.Queue[str] = queue.Queue()
        self._said: queue.Queue[str] = queue.Queue()
        for stream, lines in (
            (self.process.stdout, self._folds),
            (self.process.stderr, self._said),
        ):
            threading.Thread(target=self._read, args=(stream, lines), daemon=True).start()

    @staticmethod
    def _read(stream: Any, lines: queue.Queue[str]) -> None:
        for line in stream:
            lines.put(line)

    def fold(self) -> dict[str, Any]:
        """The summary of the next fold."""
        found: dict[str, Any] = json.loads(self._folds.get(timeout=60))
        return found

    def said(self) -> str:
        """The next line for people."""
        return self._said.get(timeout=60)

    def is_quiet(self) -> bool:
        return self._folds.empty() and self._said.empty()

    def end(self, how: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(how)
        return self.process.wait(30)

    def processes(self) -> list[int]:
        """The processes that it has started."""
        path = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in path.read_text().split()]


Start = Callable[..., Standing]


@pytest.fixture
def start() -> Iterator[Start]:
    started: list[Standing] = []

    def begin(source: Path, out: Path, **environment: str) -> Standing:
        started.append(Standing(source, out, **environment))
        return started[-1]

    yield begin
    for one in started:
        if one.process.poll() is None:
            os.killpg(one.process.pid, signal.SIGKILL)
            one.process.wait()


def _bring(outlet: str, source: Path) -> int:
    """Copy an outlet's articles to the input; returns how many files they are."""
    files = sorted(path for path in (ARTICLES / outlet).rglob("*") if path.is_file())
    for file in files:
        target = source / file.relative_to(ARTICLES)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    return len(files)


def _outcome(out: Path) -> tuple[set[frozenset[str]], dict[str, str], bytes]:
    """What does not hang on earlier runs: stories by their paths, texts, what was rejected."""
    stories = {
        frozenset(member["path"] for member in story["members"])
        for story in records(out / "canonical.jsonl")
    }
    texts = {line["path"]: line["text"] for line in records(out / "articles.jsonl")}
    return stories, texts, (out / "rejected.jsonl").read_bytes()


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    # one that has ended, and that nobody has asked about
    return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_what_comes_is_folded_and_ends_as_one_run_over_everything(
    tmp_path: Path, start: Start
) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    count = _bring("harwick-herald", source)
    run = start(source, out)
    assert run.fold()["files"] == count
    for outlet in ("coast-tribune", "valley-post"):
        count += _bring(outlet, source)
        assert run.fold()["files"] == count
    gone = source / "harwick-herald" / "dam-seepage.txt"
    gone.unlink()
    assert run.fold()["files"] == count - 1
    assert newsfold("run", source, "--out", tmp_path / "fresh").returncode == 0
    assert _outcome(out) == _outcome(tmp_path / "fresh")


def test_nothing_new_is_no_fold_and_ctrl_c_no_failure(tmp_path: Path, start: Start) -> None:
    source = tmp_path / "in"
    _bring("daybook", source)
    run = start(source, tmp_path / "out")
    run.fold()
    time.sleep(3)
    assert run.is_quiet()
    workers = run.processes()
    assert workers
    assert run.end() == 0
    assert run.is_quiet()
    until = time.monotonic() + 20
    while not all(_gone(worker) for worker in workers):
        assert time.monotonic() < until
        time.sleep(0.1)


def test_workers_are_kept_and_replaced_when_they_die(tmp_path: Path, start: Start) -> None:
    source = tmp_path / "in"
    _bring("daybook", source)
    run = start(source, tmp_path / "out")
    run.fold()
    workers = set(run.processes())
    _bring("valley-post", source)
    run.fold()
    assert set(run.processes()) == workers
    for worker in workers:
        with suppress(ProcessLookupError):  # where one is dead, the others are ended
            os.kill(worker, signal.SIGKILL)
    _bring("coast-tribune", source)
    fold = run.fold()
    assert fold["rejected_by_reason"].get("crashed", 0) == 0
    assert not set(run.processes()) & workers
    assert run.end(signal.SIGTERM) == 0


def test_an_input_without_files_is_waited_for(tmp_path: Path, start: Start) -> None:
    source = tmp_path / "in"
    source.mkdir()
    run = start(source, tmp_path / "out")
    assert "no files; waiting" in run.said()
    count = _bring("daybook", source)
    assert run.fold()["files"] == count
    assert run.is_quiet()


def test_a_wrong_path_ends_it_at_once(tmp_path: Path, start: Start) -> None:
    run = start(tmp_path / "nowhere", tmp_path / "out")
    assert "nowhere: no such file" in run.said()
    assert run.process.wait(30) == 2


def test_an_input_that_is_away_for_a_while_is_told_of_once(tmp_path: Path, start: Start) -> None:
    source, away, out = tmp_path / "in", tmp_path / "away", tmp_path / "out"
    _bring("daybook", source)
    run = start(source, out)
    run.fold()
    before = [(out / name).read_bytes() for name in _FILES]
    source.rename(away)
    assert "no such file or directory; trying again each 1 s" in run.said()
    time.sleep(2.5)
    assert run.is_quiet()
    assert [(out / name).read_bytes() for name in _FILES] == before
    count = _bring("valley-post", away) + _bring("daybook", away)
    away.rename(source)
    assert run.fold()["files"] == count


def test_another_run_is_waited_for(tmp_path: Path, start: Start) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _bring("daybook", source)
    run = start(source, out)
    run.fold()
    with (out / ".newsfold" / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        count = _bring("valley-post", source) + _bring("daybook", source)
        assert "another run works into it" in run.said()
    assert run.fold()["files"] == count


def test_a_file_that_is_being_written_is_waited_for(tmp_path: Path, start: Start) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _bring("daybook", source)
    run = start(source, out)
    count = run.fold()["articles"]
    lines = (ARTICLES / "wire-digest" / "dump.jsonl").read_bytes().splitlines(keepends=True)
    with (source / "dump.jsonl").open("wb", buffering=0) as stream:
        for line in lines[:4]:
            stream.write(line[:40])
            time.sleep(0.6)
            stream.write(line[40:])
    fold = run.fold()
    assert fold["articles"] + fold["rejected"] >= count + 4
    assert "invalid_json" not in fold["rejected_by_reason"]
    time.sleep(1.5)
    assert run.is_quiet()


def test_the_period_and_what_goes_with_it_are_checked(tmp_path: Path) -> None:
    for period in ("15", "0m", "1w", "-1s", ""):
        done = newsfold("run", ARTICLES, "--out", tmp_path / "out", "--every", period)
        assert done.returncode == 2
        assert "give a number and s, m, h or d" in done.stderr
    done = newsfold("run", ARTICLES, "--out", tmp_path / "out", "--every", "1m", "--strict")
    assert done.returncode == 2
    assert "--strict" in done.stderr


def test_every_fold_is_a_run_of_its_own_in_prefect(
    prefect_server: str, prefect_home: Path, tmp_path: Path, start: Start, ask: Ask
) -> None:
    source = tmp_path / "in"
    _bring("daybook", source)
    run = start(
        source, tmp_path / "standing",
        PREFECT_API_URL=f"{prefect_server}/api", PREFECT_HOME=str(prefect_home),
    )  # fmt: skip
    run.fold()
    _bring("valley-post", source)
    run.fold()
    assert run.end() == 0
    runs = [r for r in ask("flow_runs/filter") if r["name"] == "fold in into standing"]
    assert [r["state_type"] for r in runs] == ["COMPLETED", "COMPLETED"]
