"""What takes too long or too much is rejected, or its process is ended; the rest goes on."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.limits import Limits, Watch
from normalize.article import RejectedError
from tests.conftest import newsfold, records, unreported


def test_an_article_has_its_time_and_no_more() -> None:
    watch = Watch(Limits(0.2, 0))
    trap = "a" * 60 + "b"
    with watch.on():
        for _ in range(3):
            watch.begin()
            time.sleep(0.1)  # each has its own time
        watch.begin()
        with pytest.raises(RejectedError) as error:
            re.match("(a+)+$", trap)  # takes centuries
    assert error.value.reason == "too_slow"
    assert "max_seconds" in error.value.detail
    time.sleep(0.4)  # nothing is left that could go off


def test_a_loop_that_notices_nothing_ends_with_its_process() -> None:
    code = (
        "from flows import limits; limits._GRACE = 0.3\n"
        "watch = limits.Watch(limits.Limits(0.2, 0))\n"
        "with watch.on():\n"
        "    watch.begin()\n"
        "    str(7 ** (7 ** 11))\n"
    )
    began = time.monotonic()
    done = subprocess.run([sys.executable, "-c", code], timeout=100, check=False)
    assert done.returncode == 1
    assert time.monotonic() - began < 60


def test_memory_has_a_limit() -> None:
    code = (
        "from flows.limits import limit_memory\n"
        "limit_memory(300 << 20)\n"
        "small = bytearray(50 << 20)\n"
        "try:\n"
        "    large = bytearray(400 << 20)\n"
        "except MemoryError:\n"
        "    print('refused')\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


def test_an_article_that_takes_all_memory_costs_itself(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    for number in range(3):
        (source / f"{number}.txt").write_text(
            f"Dam {number} opens\n\nThe dam was opened on Friday."
        )
    (source / "large.txt").write_text("The dam was opened on Friday. " * (150 << 15))
    config = tmp_path / "newsfold.toml"
    config.write_text("[run]\nmax_memory = 402653184\n[clean]\nmax_record_bytes = 1073741824\n")
    done = newsfold("run", source, "--out", tmp_path / "out", "--config", config)
    assert done.returncode == 0, done.stderr
    assert [line["path"] for line in records(tmp_path / "out" / "articles.jsonl")] == [
        f"{number}.txt" for number in range(3)
    ]
    [rejected] = records(tmp_path / "out" / "rejected.jsonl")
    assert rejected["path"] == "large.txt"
    assert rejected["reason"] in ("out_of_memory", "crashed")


def test_what_was_given_up_on_is_tried_again_with_more_room(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    (source / "large.txt").write_text("The dam was opened on Friday. " * (1 << 18))
    config = tmp_path / "newsfold.toml"
    for seconds, reasons in ((0.01, ["too_slow"]), (0.005, ["too_slow"]), (60.0, [])):
        config.write_text(f"[run]\nmax_seconds = {seconds}\n")
        done = newsfold("run", source, "--out", out, "--config", config)
        assert done.returncode == 0, done.stderr
        assert [line["reason"] for line in records(out / "rejected.jsonl")] == reasons
    [article] = records(out / "articles.jsonl")
    assert article["path"] == "large.txt"


def test_few_files_are_open_at_once_however_many_batches_there_are(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    config = tmp_path / "newsfold.toml"
    config.write_text("[run]\nbatch_articles = 1\nworkers = 2\n")
    limited = ["sh", "-c", 'ulimit -n 100; exec "$@"', "sh", sys.executable, "-m", "flows.cli"]
    for count in (200, 240):
        for number in range(count):
            text = f"Dam {number} opens\n\nThe dam of town {number * 7} was opened on Friday."
            (source / f"{number}.txt").write_text(text)
        run = [*limited, "run", source, "--out", out, "--config", config]
        done = subprocess.run(run, capture_output=True, text=True, env=unreported(), check=False)
        assert done.returncode == 0, done.stderr
        assert len(records(out / "articles.jsonl")) == count
