"""The fixtures, folded by the command, against their gold stories and texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from flows.schema import SCHEMAS
from tests.conftest import ARTICLES, FIXTURES, newsfold, records

_FILES = ("articles.jsonl", "canonical.jsonl", "rejected.jsonl", "changes.jsonl")


def test_every_text_equals_its_gold_text(demo: Path) -> None:
    gold = {line["path"]: line["text"] for line in records(FIXTURES / "gold.jsonl")}
    found = {line["path"]: line["text"] for line in records(demo / "articles.jsonl")}
    assert found == gold


def test_stories_equal_the_gold_stories(demo: Path) -> None:
    done = newsfold("score", demo, FIXTURES / "gold.jsonl", "--json")
    scores = json.loads(done.stdout)
    assert scores["ari"] == 1.0
    assert scores["missing"] == []
    assert scores["errors"] == []


def test_what_cannot_be_read_is_rejected_with_its_reason(demo: Path) -> None:
    gold = records(FIXTURES / "gold-rejected.jsonl")
    found = [{k: line[k] for k in ("path", "reason")} for line in records(demo / "rejected.jsonl")]
    assert found == gold


@pytest.mark.parametrize(
    ("file", "schema"),
    [("articles.jsonl", "article"), ("canonical.jsonl", "story"), ("rejected.jsonl", "rejected")],
)
def test_records_follow_their_schema(demo: Path, file: str, schema: str) -> None:
    validator = Draft202012Validator(SCHEMAS[schema])
    lines = records(demo / file)
    assert lines
    for line in lines:
        validator.validate(line)


def test_every_article_is_in_exactly_one_story(demo: Path) -> None:
    stories = records(demo / "canonical.jsonl")
    articles = {line["id"]: line for line in records(demo / "articles.jsonl")}
    members = [(member["id"], story["id"]) for story in stories for member in story["members"]]
    assert sorted(members) == sorted((i, line["story_id"]) for i, line in articles.items())
    for story in stories:
        assert story["size"] == len(story["members"])
        assert story["members"][0]["relation"] == "canonical"
        assert story["text"] == articles[story["chosen"]["text"]]["text"]
        assert set(story["chosen"].values()) <= {member["id"] for member in story["members"]}


def test_nothing_that_was_removed_is_lost(demo: Path) -> None:
    # A text file's words are its kept and its removed ones, and no others.
    for line in records(demo / "articles.jsonl"):
        if not line["path"].endswith(".txt"):
            continue
        source = (ARTICLES / line["path"]).read_bytes().decode(line["encoding"])
        pieces = line["text"].split("\n\n") + [piece["text"] for piece in line["removed"]]
        assert sorted("".join(pieces).split()) != []
        for block in source.split("\n\n"):
            assert any(piece in block for piece in pieces), (line["path"], block)


@pytest.mark.parametrize("workers", [1, 3])
def test_same_bytes_whatever_the_workers(demo: Path, tmp_path: Path, workers: int) -> None:
    config = tmp_path / "newsfold.toml"
    config.write_text("[run]\nbatch_articles = 7\n")
    out = tmp_path / "out"
    done = newsfold("run", ARTICLES, "--out", out, "--workers", workers, "--config", config)
    assert done.returncode == 0, done.stderr
    for name in _FILES:
        assert (out / name).read_bytes() == (demo / name).read_bytes(), name


def test_a_second_run_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        assert newsfold("run", ARTICLES, "--out", out).returncode == 0
        written = {name: (out / name).read_bytes() for name in _FILES[:3]}
    first = tmp_path / "first"
    assert newsfold("run", ARTICLES, "--out", first).returncode == 0
    assert written == {name: (first / name).read_bytes() for name in _FILES[:3]}
    assert (out / "changes.jsonl").read_bytes() == b""
