"""The dask engine on a real cluster of two processes."""

from __future__ import annotations

from pathlib import Path

from distributed import LocalCluster

from tests.conftest import ARTICLES, newsfold

_FILES = ("articles.jsonl", "canonical.jsonl", "rejected.jsonl")


def test_a_scheduler_gives_the_same_bytes(demo: Path, tmp_path: Path) -> None:
    config = tmp_path / "n.toml"
    config.write_text("[run]\nbatch_articles = 9\n")
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        done = newsfold(
            "run", ARTICLES, "--out", tmp_path / "out", "--config", config,
            "--scheduler", cluster.scheduler_address,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for name in _FILES:
        assert (tmp_path / "out" / name).read_bytes() == (demo / name).read_bytes()


def test_a_scheduler_that_does_not_answer_is_one_line(tmp_path: Path) -> None:
    done = newsfold("run", ARTICLES, "--out", tmp_path / "out", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 1
    assert "tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
