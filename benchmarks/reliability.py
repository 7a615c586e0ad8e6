"""Runs killed at random moments: no torn file, no record lost or doubled, the same bytes at the end.

    python benchmarks/reliability.py DATA [--kills 200] [--articles 6000]

DATA holds reuters21578.jsonl.gz and bbc.jsonl.gz. Their articles are written into daily slices;
each day's run is killed several times, then let through. After each kill every published file
must parse to its end; at the end the files of the killed runs must equal those of a directory
whose runs nobody disturbed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
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


def disturb(source: Path, out: Path, kills: int, length: float, rng: random.Random) -> list[str]:
    """Kill so many runs, each at a random moment of its length."""
    wrong: list[str] = []
    for _ in range(kills):
        run = subprocess.Popen(
            command(source, out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(rng.uniform(0.2, length))
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        wrong += problems(out)
    return wrong


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--articles", type=int, default=6000)
    parser.add_argument("--days", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    rng = random.Random(options.seed)
    wrong: list[str] = []
    records = 0
    with tempfile.TemporaryDirectory() as folder:
        source, out, calm = (Path(folder) / name for name in ("in", "out", "calm"))
        source.mkdir()
        for day, lines in enumerate(slices(options.data, options.articles, options.days)):
            (source / f"day-{day}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
            records += len(lines)
            began = time.monotonic()
            subprocess.run(command(source, calm), check=True)
            length = time.monotonic() - began
            wrong += disturb(source, out, options.kills // options.days, length, rng)
            subprocess.run(command(source, out), check=True)
            same = [n for n in _FILES if (out / n).read_bytes() == (calm / n).read_bytes()]
            kept = sum((out / n).read_bytes().count(b"\n") for n in ("articles.jsonl", "rejected.jsonl"))  # fmt: skip
            print(
                f"day {day}: {records:,} records, {kept:,} in the files, "
                f"{len(same)} of {len(_FILES)} files equal, a run takes {length:.1f} s",
                flush=True,
            )
            if kept != records or len(same) != len(_FILES):
                wrong.append(f"day {day}: {kept} of {records} records, equal: {same}")
    print(f"{options.kills} kills, {len(wrong)} problems")
    for line in wrong[:20]:
        print(f"  {line}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
