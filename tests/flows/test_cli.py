"""The other commands, and what they say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ARTICLES, newsfold, records


@pytest.mark.parametrize("command", ["run", "clean", "explain", "score", "schema", "serve", "ui"])
def test_help_teaches(command: str) -> None:
    done = newsfold(command, "--help")
    assert done.returncode == 0
    assert "Usage:" in done.stdout
    assert len(done.stdout.splitlines()) > 5


def test_run_writes_nothing_to_stdout_and_no_noise(tmp_path: Path) -> None:
    done = newsfold("run", ARTICLES / "harwick-herald", "--out", tmp_path / "out")
    assert done.stdout == ""
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 3
    assert "stories" in lines[0]
    assert (
        newsfold("run", ARTICLES / "harwick-herald", "--out", tmp_path / "out", "-q").stderr == ""
    )


def test_run_counts_one_as_one(tmp_path: Path) -> None:
    text = (
        "The dam above the old town was opened on Friday after ten years of work, the mayor said."
    )
    for name in ("a", "b"):
        (tmp_path / "in" / name).mkdir(parents=True)
        (tmp_path / "in" / name / "dam.txt").write_text(f"Dam opens\n\n{text}\n", "utf-8")
    done = newsfold("run", tmp_path / "in", "--out", tmp_path / "out")
    assert done.stderr.startswith("2 articles -> 1 story (1 copy folded) in ")


def test_clean_prints_articles_as_json_lines() -> None:
    done = newsfold("clean", ARTICLES / "harwick-herald" / "dam-opens.txt")
    article = json.loads(done.stdout)
    assert done.returncode == 0
    assert article["subheads"] == ["A tunnel, a landslide and the price of steel"]
    assert {piece["kind"] for piece in article["removed"]} == {
        "headline", "caption", "agency", "source",
    }  # fmt: skip


def test_clean_diff_shows_an_ending_below_its_paragraph(tmp_path: Path) -> None:
    story = (
        "The dam above the old town was opened on Friday after ten years of work, the mayor said."
    )
    (tmp_path / "dam.txt").write_text(f"Dam opens\n\nHARWICK (AP) — {story} (Reuters)\n", "utf-8")
    shown = newsfold("clean", "--diff", tmp_path / "dam.txt").stdout.splitlines()
    assert [line.split("  dateline")[0].split("  agency")[0] for line in shown[3:]] == [
        "- HARWICK (AP) —", f"  {story}", "- (Reuters)",
    ]  # fmt: skip


def test_clean_diff_shows_what_was_taken_out_and_why() -> None:
    done = newsfold("clean", "--diff", ARTICLES / "harwick-herald" / "dam-opens.txt")
    lines = done.stdout.splitlines()
    assert sum(line.startswith("- ") for line in lines) == 6
    assert "- source: northwire  source: en.source_label" in lines
    assert "\x1b[" not in done.stdout


def test_clean_says_why_a_file_gave_no_article() -> None:
    done = newsfold("clean", ARTICLES / "harwick-herald" / "scan.txt")
    assert done.returncode == 1
    assert json.loads(done.stdout)["reason"] == "binary"
    assert newsfold("clean", "nowhere.txt").returncode == 2


def test_explain_shows_numbers_and_passages(demo: Path) -> None:
    herald, tribune = "harwick-herald/dam-opens.txt", "harwick-herald/dam-seepage.txt"
    found = json.loads(newsfold("explain", demo, herald, tribune, "--json").stdout)
    assert found["one_story"] is False
    assert found["match"] is False
    assert any("612 million" in sentence for sentence in found["shared"])
    assert any("ribbon" in sentence for sentence in found["only_first"])
    shown = newsfold("explain", demo, herald, "coast-tribune/harwick-dam.html").stdout
    assert "one story" in shown
    assert newsfold("explain", demo, "ffff", herald).returncode == 2


def test_score_needs_a_run_and_labels(tmp_path: Path, demo: Path) -> None:
    done = newsfold("score", tmp_path, tmp_path / "gold.jsonl")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    gold = tmp_path / "gold.jsonl"
    paths = [line["path"] for line in records(demo / "articles.jsonl")]
    gold.write_text("".join(json.dumps({"path": p, "cluster": "one"}) + "\n" for p in paths))
    shown = newsfold("score", demo, gold).stdout
    assert "torn:" in shown


@pytest.mark.parametrize("record", ["article", "story", "rejected"])
def test_schema_prints_a_json_schema(record: str) -> None:
    schema = json.loads(newsfold("schema", record).stdout)
    assert schema["title"] == record
    assert schema["required"]


def test_a_home_that_cannot_be_written_is_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no directory")
    home = tmp_path / "file" / "home"
    done = newsfold("ui", "--port", "4399", PREFECT_HOME=str(home))
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert (
        line
        == f"newsfold: {home}: cannot be written: Not a directory; set PREFECT_HOME to a directory that can"
    )


def test_letters_that_stdout_has_no_code_for_are_shown_all_the_same() -> None:
    file = ARTICLES / "badaro-news" / "gyul.txt"
    record = newsfold("clean", file, PYTHONIOENCODING="latin-1:strict")
    assert record.returncode == 0, record.stderr
    shown = newsfold("clean", "--diff", file, PYTHONIOENCODING="latin-1:strict")
    assert shown.returncode == 0, shown.stderr
    assert "\\ud587\\uac10\\uade4" in shown.stdout
