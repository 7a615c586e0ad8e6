"""Runs: incremental ones, what changed, feeds in parts, outlets, settings."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from flows.identity import Change, changes, name_stories
from tests.conftest import newsfold, records

_DAM = (
    "The dam above the old town was opened on Friday after ten years of work.\n\n"
    "Engineers expect the lake behind it to be full by the end of April.\n\n"
    "Fourteen farms had to make way for the water, and two owners are still in court."
)
_FERRY = (
    "Crews of the island ferries stopped work at midnight after talks broke down.\n\n"
    "Eleven sailings were cancelled before breakfast, and travellers slept on the quays."
)


def _put(path: Path, title: str, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n\n{text}")


def _changes(out: Path) -> list[tuple[str, str]]:
    return [(line["id"], line["change"]) for line in records(out / "changes.jsonl")]


def test_a_story_keeps_its_id_as_it_gains_members(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _put(source / "herald" / "dam.txt", "Dam opens", _DAM)
    _put(source / "herald" / "ferry.txt", "Ferries stop", _FERRY)
    assert newsfold("run", source, "--out", out).returncode == 0
    before = {line["title"]: line["id"] for line in records(out / "canonical.jsonl")}
    assert sorted(_changes(out)) == sorted((i, "created") for i in before.values())

    _put(source / "aaa" / "dam.txt", "Lake at last", _DAM + "\n\nThe mayor cut the ribbon herself.")
    assert newsfold("run", source, "--out", out).returncode == 0
    after = {line["id"]: line for line in records(out / "canonical.jsonl")}
    assert after.keys() == set(before.values())
    assert after[before["Dam opens"]]["size"] == 2
    assert _changes(out) == [(before["Dam opens"], "updated")]

    (source / "herald" / "dam.txt").write_text(f"Dam opens\n\n{_DAM} Boats are not allowed.")
    assert newsfold("run", source, "--out", out).returncode == 0
    assert _changes(out) == [(before["Dam opens"], "updated")]

    assert newsfold("run", source, "--out", out, "--fresh").returncode == 0
    assert {change for _, change in _changes(out)} == {"created"}


def test_names_and_changes_of_merges_and_splits() -> None:
    earlier = {"a": "s1", "b": "s1", "c": "s2", "d": "s3", "e": "s3"}
    stories = [["a", "b", "c"], ["d"], ["e", "f"]]
    names = name_stories(stories, earlier)
    assert names[0] == "s1"
    assert names[1] == "s3"
    assert len(set(names)) == 3
    told = changes(zip(names, stories, strict=True), earlier, ())
    assert Change("s2", "merged", "s1") in told
    assert Change("s1", "updated") in told
    assert Change(names[2], "split") in told


def test_a_large_feed_is_cut_into_parts_with_the_same_outcome(tmp_path: Path) -> None:
    lines = [
        json.dumps({"title": f"Report {n}", "text": f"Station {n} measured {n * 7919 % 1000} today. " + " ".join(f"w{n}x{k}" for k in range(60))})
        for n in range(1, 3001)
    ]  # fmt: skip
    lines.insert(1500, "")
    lines.insert(10, "{broken")
    source = tmp_path / "in" / "wire"
    source.mkdir(parents=True)
    (source / "feed.jsonl.gz").write_bytes(gzip.compress("\n".join(lines).encode(), 1))
    config = tmp_path / "n.toml"
    outs = []
    for size in (100, 100000):
        config.write_text(f"[run]\nbatch_articles = {size}\n")
        out = tmp_path / str(size)
        done = newsfold("run", source.parent, "--out", out, "--config", config, "--json")
        assert done.returncode == 0, done.stderr
        summary = json.loads(done.stdout)
        assert summary["articles"] + summary["rejected"] == summary["records"] == 3001
        outs.append(out)
    for name in ("articles.jsonl", "canonical.jsonl", "rejected.jsonl"):
        assert (outs[0] / name).read_bytes() == (outs[1] / name).read_bytes()
    assert [line["path"] for line in records(outs[0] / "rejected.jsonl")] == [
        "wire/feed.jsonl.gz#11"
    ]


def test_a_field_can_be_named_in_the_settings(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"kop": "Dam opens", "brood": _DAM}))
    (tmp_path / "newsfold.toml").write_text('[clean.fields]\ntext = ["brood"]\ntitle = ["kop"]\n')
    out = tmp_path.parent / f"{tmp_path.name}-out"
    done = newsfold(
        "run", tmp_path / "a.json", "--out", out, "--config", tmp_path / "newsfold.toml"
    )
    assert done.returncode == 0, done.stderr
    [article] = records(out / "articles.jsonl")
    assert article["title"] == "Dam opens"
    assert article["text"].startswith("The dam above")


def test_several_inputs_keep_their_names_apart(tmp_path: Path) -> None:
    _put(tmp_path / "one" / "a.txt", "Dam opens", _DAM)
    _put(tmp_path / "two" / "a.txt", "Ferries stop", _FERRY)
    out = tmp_path / "out"
    assert newsfold("run", tmp_path / "one", tmp_path / "two", "--out", out).returncode == 0
    assert [line["path"] for line in records(out / "articles.jsonl")] == ["one/a.txt", "two/a.txt"]


def test_stray_files_of_a_killed_run_are_swept(tmp_path: Path) -> None:
    _put(tmp_path / "in" / "a.txt", "Dam opens", _DAM)
    out = tmp_path / "out"
    assert newsfold("run", tmp_path / "in", "--out", out).returncode == 0
    stray = out / ".newsfold" / "0123.clean.arrow"
    stray.write_bytes(b"half")
    assert newsfold("run", tmp_path / "in", "--out", out).returncode == 0
    assert not stray.exists()
