"""Runs into the same OUT: what a day's news costs, and whether it ends as one run over everything.

    python benchmarks/incremental.py DATA [--articles 100000] [--new 1000] [--sentences 4 14]

DATA holds reuters21578.jsonl.gz and bbc.jsonl.gz. First Reuters-21578 in ten daily slices, in
order and shuffled, against one fresh run: the partition into stories and the texts must be the
same. Then a corpus of their sentences (see speed.py), so many an article: a fresh run, a run
with some new articles more, and a run with nothing new, in seconds of the clock and of the
processor. What a run costs beside its new articles is the same for long and short ones.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from speed import grown, texts_of

_DAYS = 10
_PER_FILE = 1000


def run(source: Path, out: Path) -> tuple[float, float]:
    """Fold; returns the seconds of the clock and of the processor, children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    command = [sys.executable, "-m", "flows.cli", "run", str(source), "--out", str(out), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - began, spent


def outcome(out: Path) -> tuple[set[frozenset[str]], dict[str, str]]:
    """The partition of a run's articles into stories, by path, and their texts."""
    with (out / "canonical.jsonl").open("rb") as lines:
        stories = {frozenset(m["path"] for m in json.loads(line)["members"]) for line in lines}
    with (out / "articles.jsonl").open("rb") as lines:
        texts = {(record := json.loads(line))["path"]: record["text"] for line in lines}
    return stories, texts


def slices(data: Path, folder: Path) -> None:
    """Ten daily slices of Reuters-21578 against one fresh run."""
    with gzip.open(data / "reuters21578.jsonl.gz", "rt", encoding="utf-8") as stream:
        lines = [line.strip() for line in stream]
    print(f"Reuters-21578, {len(lines):,} records in {_DAYS} daily slices\n")
    print("| slices | stories | with copies | partition as of one run | texts as of one run |")
    print("| --- | --- | --- | --- | --- |")
    for order in ("in order", "shuffled"):
        mixed = random.Random(1).sample(lines, len(lines)) if order == "shuffled" else lines
        source, out, fresh = (folder / f"{order}-{name}" for name in ("in", "out", "fresh"))
        source.mkdir()
        step = -(-len(lines) // _DAYS)
        for day in range(_DAYS):
            part = mixed[day * step : (day + 1) * step]
            (source / f"day-{day}.jsonl").write_text("\n".join(part) + "\n", "utf-8")
            run(source, out)
        run(source, fresh)
        (stories, texts), (expected, expected_texts) = outcome(out), outcome(fresh)
        same = "yes" if stories == expected else f"{len(stories ^ expected)} stories differ"
        alike = "yes" if texts == expected_texts else "no"
        copies = sum(len(story) > 1 for story in stories)
        print(f"| {order} | {len(stories):,} | {copies:,} | {same} | {alike} |", flush=True)


def cost(data: Path, folder: Path, articles: int, new: int, sentences: tuple[int, int]) -> None:
    """What a run with some new articles costs, against a fresh one."""
    source, out, fresh = (folder / name for name in ("in", "out", "fresh"))
    source.mkdir()
    rng = random.Random(5)
    block: list[str] = []
    files = 0
    for number, text in enumerate(grown(texts_of(data), articles + new, rng, sentences)):
        title, _, body = text.partition(". ")
        record = {
            "title": title[:80], "text": body.replace(". ", ".\n\n"),
            "source": f"outlet-{number % 40}", "date": f"2025-03-{1 + number * 27 // (articles + new):02}",
        }  # fmt: skip
        block.append(json.dumps(record))
        if len(block) == _PER_FILE or number == articles + new - 1:
            (source / f"{files:05}.jsonl").write_text("\n".join(block) + "\n", "utf-8")
            block, files = [], files + 1
    late = sorted(source.iterdir())[articles // _PER_FILE :]
    for file in late:
        file.rename(folder / file.name)
    first = run(source, out)
    for file in late:
        (folder / file.name).rename(file)
    second = run(source, out)
    third = run(source, out)
    run(source, fresh)
    same = "yes" if outcome(out) == outcome(fresh) else "no"
    size = sum(file.stat().st_size for file in source.iterdir()) / (articles + new)
    print(f"\n{articles:,} articles of {size:,.0f} bytes, then {new:,} more\n")
    print("| run | s | of a fresh one | processor s | of a fresh one | as one fresh run |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, (clock, spent), told in (
        ("fresh", first, ""), (f"{new:,} new", second, same), ("nothing new", third, ""),
    ):  # fmt: skip
        shares = f"{clock / first[0]:.1%} | {spent:.1f} | {spent / first[1]:.1%}"
        print(f"| {name} | {clock:.1f} | {shares} | {told} |")


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--new", type=int, default=1000)
    parser.add_argument("--sentences", type=int, nargs=2, default=[4, 14])
    parser.add_argument("--only", choices=["slices", "cost"], nargs="*")
    options = parser.parse_args(arguments)
    asked = options.only or ["slices", "cost"]
    least, most = options.sentences
    if "slices" in asked:
        with tempfile.TemporaryDirectory() as folder:
            slices(options.data, Path(folder))
    if "cost" in asked:
        with tempfile.TemporaryDirectory() as folder:
            cost(options.data, Path(folder), options.articles, options.new, (least, most))


if __name__ == "__main__":
    main()
