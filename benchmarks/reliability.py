"""Runs that are disturbed: no torn file, no record lost or doubled, the same bytes at the end.

    python benchmarks/reliability.py DATA [--kills 200] [--full 50] [--deaths 50] [--articles 6000]

DATA holds reuters21578.jsonl.gz and bbc.jsonl.gz. Their articles are written into daily slices.
Each day some runs find no room on the disk from some byte on (a limit on the size of a file): they
must fail and leave the files as they were. Some are killed at a random moment: every published
file must parse to its end. Some lose a worker at a random moment, as to the system's want of
memory: they must end as if they had not. Then a run is let through, and the files must equal
those of a directory whose runs nobody disturbed. Deaths of workers need Linux (/proc).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

_FILES = ("articles.jsonl", "canonical.jsonl", "rejected.jsonl")


def slices(data: Path, articles: int, days: int) -> list[list[str]]:
    """Lines of articles, a list a day."""
    lines: list[str] = []
    for name in ("reuters21578.jsonl.gz", "bbc.jsonl.gz"):
        with gzip.open(data / name, "rt", encoding="utf-8") as stream:
            lines += [line.strip() for line in stream]
    lines = random.Random(3).sample(lines, min(articles, len(lines)))
    return [lines[day::days] for day in range(days)]


def command(source: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "flows.cli", "run", str(source), "--out", str(out), "--quiet"]


def problems(out: Path) -> list[str]:
    """What is wrong with the files of an OUT: none of them torn, each record once."""
    found = []
    for name in _FILES:
        path = out / name
        if not path.exists():
            continue
        seen: set[str] = set()
        for number, line in enumerate(path.read_bytes().split(b"\n")[:-1], 1):
            try:
                record = json.loads(line)
            except ValueError:
                found.append(f"{name}: line {number} is torn")
                continue
            key = record.get("id") or record["path"]
            if key in seen:
                found.append(f"{name}: {key} is there twice")
            seen.add(key)
    return found


def start(source: Path, out: Path, room: int = 0) -> subprocess.Popen[bytes]:
    """Begin a run in a session of its own, with room for files of so many bytes if told."""

    def limit() -> None:
        if room:
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    return subprocess.Popen(
        command(source, out),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=limit,
    )


def without_room(source: Path, out: Path, room: int) -> list[str]:
    """A run on a disk that is full: it fails and leaves the files of before, or had room enough."""
    before = bytes_of(out)
    status = start(source, out, room).wait()
    if status == 0:
        return problems(out)
    wrong = [] if status == 1 else [f"no room beyond {room} bytes: exit status {status}"]
    return wrong if bytes_of(out) == before else [*wrong, f"{room} bytes of room: files changed"]


def killed(source: Path, out: Path, seconds: float) -> list[str]:
    """A run that is killed after so many seconds, with all its processes."""
    run = start(source, out)
    time.sleep(seconds)
    if run.poll() is None:
        os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    return problems(out)


def workers(run: int) -> list[int]:
    """The processes that clean for a run, and the one that loads for all, which they are forked from."""
    parents: dict[int, int] = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[3]) == run:  # the session
            parents[int(status.parent.name)] = int(told[1])
    forked = [process for process, parent in parents.items() if parent != run and parent in parents]
    return forked + sorted({parents[process] for process in forked})


def bereft(
    source: Path, out: Path, calm: Path, wait: float, rng: random.Random
) -> tuple[list[str], bool]:
    """A run that loses a process so many seconds after there is a worker; and whether it lost one.

    It works into a copy of OUT, which comes to what an undisturbed run made of it, `calm`.
    """
    with tempfile.TemporaryDirectory(dir=out.parent) as folder:
        copy = Path(folder) / "out"
        if out.exists():
            shutil.copytree(out, copy)
        run = start(source, copy)
        while run.poll() is None and not workers(run.pid):
            time.sleep(0.01)
        time.sleep(wait)
        found = workers(run.pid)
        if not found:
            run.wait()
            return [], False
        os.kill(rng.choice(found), signal.SIGKILL)
        if status := run.wait():
            return [f"a worker died after {wait:.2f} s: exit status {status}"], True
        if bytes_of(copy) != bytes_of(calm):
            return [f"a worker died after {wait:.2f} s: other bytes"], True
    return [], True


def bytes_of(out: Path) -> dict[str, bytes]:
    """The files of an OUT, as far as they are there."""
    return {name: (out / name).read_bytes() for name in _FILES if (out / name).exists()}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--full", type=int, default=50)
    parser.add_argument("--deaths", type=int, default=50)
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    wrong: list[str] = []
    records = deaths = 0
    with tempfile.TemporaryDirectory() as folder:
        source, out, calm = (Path(folder) / name for name in ("in", "out", "calm"))
        source.mkdir()
        for day, lines in enumerate(slices(options.data, options.articles, options.days)):
            (source / f"day-{day}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
            records += len(lines)
            began = time.monotonic()
            subprocess.run(command(source, calm), check=True)
            length = time.monotonic() - began
            largest = max(map(len, bytes_of(calm).values()))
            for _ in range(options.deaths // options.days):
                found, was_death = bereft(source, out, calm, rng.uniform(0, length / 2), rng)
                wrong += found
                deaths += was_death
            for _ in range(options.full // options.days):
                wrong += without_room(source, out, rng.randrange(1, largest))
            for _ in range(options.kills // options.days):
                wrong += killed(source, out, rng.uniform(0.2, length))
            subprocess.run(command(source, out), check=True)
            made, expected = bytes_of(out), bytes_of(calm)
            same = [name for name in _FILES if made[name] == expected[name]]
            kept = sum(made[name].count(b"\n") for name in ("articles.jsonl", "rejected.jsonl"))
            print(
                f"day {day}: {records:,} records, {kept:,} in the files, "
                f"{len(same)} of {len(_FILES)} files equal, a run takes {length:.1f} s",
                flush=True,
            )
            if kept != records or len(same) != len(_FILES):
                wrong.append(f"day {day}: {kept} of {records} records, equal: {same}")
    print(
        f"{options.kills} kills, {options.full} full disks, {deaths} deaths of a worker: "
        f"{len(wrong)} problems"
    )
    for line in wrong[:20]:
        print(f"  {line}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
