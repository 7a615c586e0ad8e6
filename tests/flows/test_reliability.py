"""Runs that are killed, stopped, locked out, or out of room: the files stay whole, nothing is lost."""

from __future__ import annotations

import fcntl
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.outdir import FILES, complete
from tests.conftest import newsfold, records, unreported

_JSONL = [name for name in FILES if name.endswith(".jsonl")]
_LASTING = [name for name in _JSONL if name != "changes.jsonl"]
_WORDS = [
    "dam",
    "river",
    "council",
    "water",
    "farm",
    "valley",
    "bridge",
    "road",
    "mayor",
    "vote",
    "school",
    "ferry",
    "island",
    "court",
]


def _corpus(folder: Path, count: int, seed: int = 1) -> None:
    rng = random.Random(seed)
    for number in range(count):
        path = folder / f"outlet-{number % 7}" / f"{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        sentences = [
            f"The {rng.choice(_WORDS)} of the {rng.choice(_WORDS)} is {rng.randrange(10_000)} "
            f"years old, said {rng.choice('ABCDEFGH')}. {rng.choice(('Finch', 'Oduya', 'Vale'))} on Friday."
            for _ in range(12)
        ]
        text = "\n\n".join(sentences)
        path.write_text(f"Story {number}\n\n{text}")
        if number % 5 == 0:
            (path.parent / f"{number}-copy.txt").write_text(
                f"Copy {number}\n\n{text}\n\nMore soon."
            )


def _start(*words: object, limit: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "flows.cli", "run", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=unreported(),
        preexec_fn=limit,
        start_new_session=True,
    )


def _kill(run: subprocess.Popen[str]) -> None:
    os.killpg(run.pid, signal.SIGKILL)
    run.communicate()


def _bytes(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in _LASTING}


def _check_whole(out: Path) -> None:
    """Each published file is there whole, or not at all."""
    for name in _JSONL:
        if (out / name).exists():
            records(out / name)  # every line parses


@pytest.mark.slow
def test_kills_at_any_moment_change_nothing(tmp_path: Path) -> None:
    source, out, calm = tmp_path / "in", tmp_path / "out", tmp_path / "calm"
    _corpus(source, 400)
    began = time.monotonic()
    assert newsfold("run", source, "--out", calm).returncode == 0
    length = time.monotonic() - began
    rng = random.Random(7)
    for _ in range(8):
        run = _start(source, "--out", out)
        time.sleep(rng.uniform(0.3, length))
        _kill(run)
        _check_whole(out)
    assert newsfold("run", source, "--out", out).returncode == 0
    assert _bytes(out) == _bytes(calm)

    # The same for runs that find new articles.
    _corpus(source, 460, seed=1)
    for _ in range(4):
        run = _start(source, "--out", out)
        time.sleep(rng.uniform(0.3, length))
        _kill(run)
        _check_whole(out)
    assert newsfold("run", source, "--out", out).returncode == 0
    assert newsfold("run", source, "--out", calm).returncode == 0
    assert _bytes(out) == _bytes(calm)
    assert not [f for f in (out / ".newsfold").iterdir() if f.suffix == ".tmp" or f.is_dir()]


def test_a_set_of_files_that_is_whole_is_published_by_the_next_run(tmp_path: Path) -> None:
    whole = tmp_path / ".newsfold" / "whole"
    whole.mkdir(parents=True)
    (tmp_path / "canonical.jsonl").write_text("old\n")
    for name in FILES[2:]:  # the first two had their names already
        (whole / name).write_text(f"new {name}\n")
    complete(tmp_path)
    assert (tmp_path / "canonical.jsonl").read_text() == "new canonical.jsonl\n"
    assert not whole.exists()


def test_the_second_of_two_runs_says_so_and_stops(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _corpus(source, 3)
    (out / ".newsfold").mkdir(parents=True)
    with (out / ".newsfold" / "lock").open("w") as lock:
        lock.write("4242")
        lock.flush()
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = newsfold("run", source, "--out", out)
    assert done.returncode == 1
    assert "another run works into it (process 4242)" in done.stderr
    assert newsfold("run", source, "--out", out).returncode == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a_run_that_is_stopped_leaves_the_last_files(tmp_path: Path, how: signal.Signals) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _corpus(source, 10)
    assert newsfold("run", source, "--out", out).returncode == 0
    before = _bytes(out)
    _corpus(source, 3000)
    run = _start(source, "--out", out)
    while (out / ".newsfold" / "lock").read_text() != str(run.pid):
        assert run.poll() is None
        time.sleep(0.01)
    time.sleep(0.5)  # it is at work by then, and far from through
    run.send_signal(how)
    _, said = run.communicate(timeout=60)
    if run.returncode != 0:  # it was not through before
        assert run.returncode == 130
        assert "newsfold: stopped" in said
        assert "Traceback" not in said
        assert _bytes(out) == before
    assert newsfold("run", source, "--out", out).returncode == 0
    assert len(records(out / "articles.jsonl")) == 3600


@pytest.mark.parametrize("seconds", [0.2, 0.25, 0.3, 0.35])
def test_a_run_that_is_stopped_while_it_loads_says_so(tmp_path: Path, seconds: float) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _corpus(source, 3000)
    run = _start(source, "--out", out)
    time.sleep(seconds)
    run.send_signal(signal.SIGINT)
    _, said = run.communicate(timeout=60)
    # Where Python itself was loading, it is Python that ends, of the signal.
    assert run.returncode in (130, -signal.SIGINT)
    assert "Aborted" not in said
    assert newsfold("run", source, "--out", out).returncode == 0


@pytest.mark.parametrize(
    ("engine", "seconds"), [("local", 0.8), ("local", 1.4), ("dask", 3.0), ("dask", 5.0)]
)
def test_ctrl_c_goes_to_all_processes_and_is_one_line(
    tmp_path: Path, engine: str, seconds: float
) -> None:
    source = tmp_path / "in"
    _corpus(source, 3000)
    run = _start(source, "--out", tmp_path / "out", "--engine", engine)
    time.sleep(seconds)
    os.killpg(run.pid, signal.SIGINT)
    _, said = run.communicate(timeout=60)
    assert "Traceback" not in said
    assert run.returncode in (0, 130, -signal.SIGINT)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize(("engine", "seconds"), [("local", 0.0), ("local", 0.02), ("dask", 0.02)])
def test_a_run_that_has_told_its_outcome_ends_with_it(
    tmp_path: Path, engine: str, seconds: float, how: signal.Signals
) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _corpus(source, 10)
    run = _start(source, "--out", out, "--engine", engine)
    assert run.stderr is not None
    assert any(line.endswith("report.html\n") for line in run.stderr)
    time.sleep(seconds)
    os.killpg(run.pid, how)
    _, said = run.communicate(timeout=60)
    assert said in ("", "newsfold: stopped; the files in OUT are those of the last whole run\n")
    assert run.returncode == (130 if said else 0)
    assert len(records(out / "articles.jsonl")) == 12


@pytest.mark.parametrize("engine", ["local", "dask"])
def test_a_second_ctrl_c_ends_a_run_at_once(tmp_path: Path, engine: str) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _corpus(source, 3000)
    run = _start(source, "--out", out, "--engine", engine)
    while not (out / ".newsfold" / "state.sqlite").exists():
        time.sleep(0.01)
    for _ in range(2):
        os.kill(run.pid, signal.SIGINT)
        time.sleep(0.02)
    _, said = run.communicate(timeout=60)
    # The latter where it comes in the last moment, in which Python hears of nothing any more.
    assert run.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in said
    assert newsfold("run", source, "--out", out).returncode == 0
    assert len(records(out / "articles.jsonl")) == 3600


def test_no_process_outlives_a_run_that_is_killed(tmp_path: Path) -> None:
    source = tmp_path / "in"
    _corpus(source, 3000)
    run = _start(source, "--out", tmp_path / "out")
    time.sleep(1.2)
    run.kill()
    run.wait()
    deadline = time.monotonic() + 60
    while _lives(run.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not _lives(run.pid)


def _lives(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.slow
@pytest.mark.parametrize("victim", ["a worker", "what workers are forked from"])
def test_a_process_that_dies_costs_nothing(tmp_path: Path, victim: str) -> None:
    source, calm = tmp_path / "in", tmp_path / "calm"
    _corpus(source, 800)
    assert newsfold("run", source, "--out", calm).returncode == 0
    for number, wait in enumerate((0.0, 0.05, 0.2, 0.4)):
        out = tmp_path / f"out-{number}"
        run = _start(source, "--out", out)
        while not (workers := _workers(run.pid)):
            assert run.poll() is None
            time.sleep(0.01)
        time.sleep(wait)
        process = next(iter(workers)) if victim == "a worker" else next(iter(workers.values()))
        os.kill(process, signal.SIGKILL)
        _, said = run.communicate(timeout=120)
        assert run.returncode == 0, said
        assert _bytes(out) == _bytes(calm)


def _workers(session: int) -> dict[int, int]:
    """The processes that clean for a run, each with the one that it was forked from."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[3]) == session:
            parents[int(status.parent.name)] = int(told[1])
    return {one: parent for one, parent in parents.items() if parent in parents and one != session
            and parent != session}  # fmt: skip


def test_no_room_for_the_files_leaves_the_last_ones(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _corpus(source, 4)
    assert newsfold("run", source, "--out", out).returncode == 0
    before = _bytes(out)
    _corpus(source, 200)
    for room in (4_000, 60_000, 150_000):
        run = _start(
            source, "--out", out,
            limit=lambda room=room: resource.setrlimit(resource.RLIMIT_FSIZE, (room, room)),  # type: ignore[misc]
        )  # fmt: skip
        _, said = run.communicate(timeout=120)
        assert run.returncode == 1, said
        assert "cannot be written" in said
        assert "Traceback" not in said
        assert _bytes(out) == before
    assert newsfold("run", source, "--out", out).returncode == 0
    assert len(records(out / "articles.jsonl")) == 240


@pytest.mark.slow
def test_daily_runs_end_as_one_run_over_everything(tmp_path: Path) -> None:
    source, out, fresh = tmp_path / "in", tmp_path / "out", tmp_path / "fresh"
    _corpus(tmp_path / "all", 200)
    files = sorted((tmp_path / "all").rglob("*.txt"))
    random.Random(2).shuffle(files)
    for day in range(4):
        for file in files[day::4]:
            target = source / file.relative_to(tmp_path / "all")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
        assert newsfold("run", source, "--out", out).returncode == 0
    assert newsfold("run", source, "--out", fresh).returncode == 0

    def partition(folder: Path) -> set[frozenset[str]]:
        stories = records(folder / "canonical.jsonl")
        return {frozenset(member["path"] for member in story["members"]) for story in stories}

    def texts(folder: Path) -> dict[str, str]:
        return {line["path"]: line["text"] for line in records(folder / "articles.jsonl")}

    assert partition(out) == partition(fresh)
    assert texts(out) == texts(fresh)
    assert {len(story) for story in partition(out)} == {1, 2}
