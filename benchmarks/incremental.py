"""Runs into the same OUT: what a day's news costs, and whether it ends as one run over everything.

    python benchmarks/incremental.py DATA [--articles 100000] [--new 1000] [--sentences 4 14]

DATA holds reuters21578.jsonl.gz, bbc.jsonl.gz and fundus-dev/. First Reuters-21578 in ten daily slices, in
order and shuffled, against one fresh run: the partition into stories and the texts must be the
same. Then articles of their sentences (see speed.py), so many in each, in feeds and a file an
article, and pages: a fresh run, a run with some new articles more, by itself and by a process that
stays (--every), and a run with nothing new, in seconds of the clock. A hundred thousand pages take
40 GB.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from speed import grown, texts_of

_DAYS = 10
_PER_FILE = 1000


def run(source: Path, out: Path) -> float:
    """Fold; returns the seconds that it takes."""
    os.sync()  # what went before is not written at this run's expense
    began = time.monotonic()
    command = [sys.executable, "-m", "flows.cli", "run", str(source), "--out", str(out), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def standing(source: Path, out: Path, bring: Callable[[], None]) -> float:
    """The seconds that a fold of what is brought takes in a process that has folded the rest."""
    command = [sys.executable, "-m", "flows.cli", "run", str(source), "--out", str(out)]
    process = subprocess.Popen([*command, "--every", "1s", "--json"], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    os.sync()
    bring()
    seconds = float(json.loads(process.stdout.readline())["seconds"])
    process.terminate()
    process.wait()
    return seconds


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


def articles(data: Path, count: int, sentences: tuple[int, int]) -> Iterator[dict[str, str]]:
    """So many articles of made-up outlets, as records."""
    for number, text in enumerate(grown(texts_of(data), count, random.Random(5), sentences), 1):
        title, _, body = text.partition(". ")
        yield {
            "title": title[:80], "text": body.replace(". ", ".\n\n"),
            "source": f"outlet-{number % 40}", "date": f"2025-03-{1 + number * 27 // count:02}",
        }  # fmt: skip


def texts(data: Path, folder: Path, count: int, sentences: tuple[int, int]) -> Iterator[Path]:
    """The articles as plain texts, a file each."""
    for number, record in enumerate(articles(data, count, sentences), 1):
        file = folder / record["source"] / f"{number:07}.txt"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{record['title']}\n\n{record['text']}\n", "utf-8")
        yield file


def feeds(data: Path, folder: Path, count: int, sentences: tuple[int, int]) -> Iterator[Path]:
    """The articles in feeds, a thousand a file."""
    block: list[str] = []
    for number, record in enumerate(articles(data, count, sentences), 1):
        block.append(json.dumps(record))
        if len(block) == _PER_FILE or number == count:
            file = folder / f"{number:07}.jsonl"
            file.write_text("\n".join(block) + "\n", "utf-8")
            block = []
            yield file


def pages(data: Path, folder: Path, count: int) -> Iterator[Path]:
    """Real pages, each again and again with every second word of its texts another one."""
    files = sorted((data / "fundus-dev").glob("*.html.gz"))
    real = [gzip.decompress(file.read_bytes()).decode("utf-8", "replace") for file in files]
    rng = random.Random(5)

    def other(found: re.Match[str]) -> str:
        if found.group()[1] in "{[":  # metadata
            return found.group()
        words = found.group().split(" ")
        for at in range(rng.randrange(1, 3), len(words) - 1, 2):
            words[at] += str(rng.randrange(1000))
        return " ".join(words)

    for number in range(count):
        name = files[number % len(files)].name.split("_")[2]
        file = folder / name / f"{number:07}.html"
        file.parent.mkdir(exist_ok=True)
        page = re.sub(r">[^<>]{60,}<", other, real[number % len(files)])
        file.write_text(page, "utf-8")
        yield file


def cost(what: str, files: Iterable[Path], folder: Path, articles: int, new: int) -> None:
    """What a run with some new articles costs, against a fresh one; the last files hold the new."""
    source, out, stays, fresh = (folder / name for name in ("in", "out", "stays", "fresh"))
    made = list(files)
    late = made[len(made) * articles // (articles + new) :]

    def put_away() -> None:
        for file in late:
            file.rename(folder / file.name)

    def bring() -> None:
        for file in late:
            (folder / file.name).rename(file)

    put_away()
    first = run(source, out)
    bring()
    second = run(source, out)
    third = run(source, out)
    run(source, fresh)
    put_away()
    kept = standing(source, stays, bring)
    expected = outcome(fresh)
    same, kept_same = ("yes" if outcome(found) == expected else "no" for found in (out, stays))
    size = sum(file.stat().st_size for file in made) / (articles + new)
    print(f"\n{articles:,} {what} of {size:,.0f} bytes, then {new:,} more\n")
    print("| run | s | of a fresh one | as one fresh run |")
    print("| --- | --- | --- | --- |")
    for name, seconds, told in (
        ("fresh", first, ""), (f"{new:,} new", second, same),
        (f"{new:,} new, the process stays", kept, kept_same), ("nothing new", third, ""),
    ):  # fmt: skip
        print(f"| {name} | {seconds:.1f} | {seconds / first:.1%} | {told} |", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--new", type=int, default=1000)
    parser.add_argument("--sentences", type=int, nargs=2, default=[4, 14])
    parser.add_argument("--only", choices=["slices", "feeds", "texts", "pages"], nargs="*")
    options = parser.parse_args(arguments)
    asked = options.only or ["slices", "feeds", "texts", "pages"]
    count = options.articles + options.new
    for part in asked:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "in"
            if part == "slices":
                slices(options.data, Path(folder))
                continue
            source.mkdir()
            least, most = options.sentences
            if part == "pages":
                files = pages(options.data, source, count)
            else:
                made = feeds if part == "feeds" else texts
                files = made(options.data, source, count, (least, most))
            cost(f"articles as {part}", files, Path(folder), options.articles, options.new)


if __name__ == "__main__":
    main()
