"""What a run leaves to the next one: taken over where it holds, told of where it does not."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest

from flows.merge import Merged
from flows.state import FILE, SCHEMA_VERSION
from tests.conftest import newsfold, records

_STORY = "The dam above the old town was opened on {} after ten years of work, and the council of {} paid for it. It holds {} million cubic metres."
_FILES = ("articles.jsonl", "canonical.jsonl", "rejected.jsonl")


def _write(folder: Path, numbers: range, copies: bool = True) -> None:
    for number in numbers:
        text = _STORY.format(f"day {number}", f"Town {number * 7}", number * 13)
        for outlet in ("point", "valley") if copies and number % 3 == 0 else ("point",):
            path = folder / outlet / f"{number:03}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(
                f"Dam {number} opens\n\n{text}\n\nMore than {number} people came to {outlet}."
            )


def _run(source: Path, out: Path, *more: str) -> None:
    done = newsfold("run", source, "--out", out, *more)
    assert done.returncode == 0, done.stderr


def _same(out: Path, other: Path) -> bool:
    return all((out / name).read_bytes() == (other / name).read_bytes() for name in _FILES)


def _without_story_ids(out: Path) -> list[dict[str, object]]:
    """All lines in order, but for the ids that earlier runs have fixed."""
    lines = [line for name in _FILES for line in records(out / name)]
    return [
        {key: value for key, value in line.items() if key != "story_id" and not ("size" in line and key == "id")}
        for line in lines
    ]  # fmt: skip


def _tables(out: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    with closing(sqlite3.connect(out / ".newsfold" / FILE)) as database:
        articles = "SELECT id, path, story_id, relation FROM articles ORDER BY path"
        stories = "SELECT id, size, canonical_id FROM stories ORDER BY id"
        return database.execute(articles).fetchall(), database.execute(stories).fetchall()


def _expected_tables(out: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    articles = [
        (line["id"], line["path"], line["story_id"], line["relation"])
        for line in records(out / "articles.jsonl")
    ]
    stories = [
        (line["id"], line["size"], line["members"][0]["id"])
        for line in records(out / "canonical.jsonl")
    ]
    return sorted(articles, key=lambda row: row[1]), sorted(stories)


def test_the_database_says_what_the_files_say_from_run_to_run(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _write(source, range(30))
    _run(source, out)
    assert _tables(out) == _expected_tables(out)
    _write(source, range(30, 36))
    (source / "point" / "006.txt").unlink()
    changed = source / "valley" / "009.txt"
    changed.write_text(
        changed.read_text() + "\n\nThe mayor thanked the engineers for their patience."
    )
    _run(source, out)
    assert _tables(out) == _expected_tables(out)
    fresh = tmp_path / "fresh"
    _run(source, fresh)
    assert _without_story_ids(out) == _without_story_ids(fresh)
    told = {line["change"] for line in records(out / "changes.jsonl")}
    assert {"created", "updated"} <= told
    before = [(out / name).read_bytes() for name in _FILES]
    large = [(out / name).stat().st_ino for name in ("articles.jsonl", "canonical.jsonl")]
    _run(source, out)
    for name, inode in zip(("articles.jsonl", "canonical.jsonl"), large, strict=True):
        assert (out / name).stat().st_ino == inode
    assert records(out / "changes.jsonl") == []
    assert before == [(out / name).read_bytes() for name in _FILES]


def test_files_that_are_not_the_databases_are_folded_anew(tmp_path: Path) -> None:
    source, out, fresh = tmp_path / "in", tmp_path / "out", tmp_path / "fresh"
    _write(source, range(12))
    _run(source, out)
    _run(source, fresh)
    # A restored backup, or an editor: other bytes under the same name.
    lines = (out / "articles.jsonl").read_bytes().replace(b"cubic metres", b"cubic feet..")
    (out / "articles.jsonl").write_bytes(lines)
    _run(source, out)
    assert _same(out, fresh)
    shutil.copytree(out, tmp_path / "moved")
    _write(source, range(12, 14))
    _run(source, tmp_path / "moved")
    _run(source, out)
    assert _same(out, tmp_path / "moved")


def test_a_newer_database_is_refused_with_the_way_out(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _write(source, range(4))
    _run(source, out)
    before = (out / "articles.jsonl").read_bytes()
    with closing(sqlite3.connect(out / ".newsfold" / FILE)) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    done = newsfold("run", source, "--out", out)
    assert done.returncode == 1
    assert FILE in done.stderr
    assert "--fresh" in done.stderr
    assert "Traceback" not in done.stderr
    assert (out / "articles.jsonl").read_bytes() == before
    _run(source, out, "--fresh")
    assert (out / "articles.jsonl").read_bytes() == before


def test_an_older_database_is_made_anew(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _write(source, range(4))
    _run(source, out)
    with closing(sqlite3.connect(out / ".newsfold" / FILE)) as database:
        database.execute("PRAGMA user_version = 0")
    _write(source, range(6))
    _run(source, out)
    assert _tables(out) == _expected_tables(out)


@pytest.mark.parametrize("damage", [b"no database at all" * 100, b""])
def test_a_damaged_database_is_put_aside(tmp_path: Path, damage: bytes) -> None:
    source, out, fresh = tmp_path / "in", tmp_path / "out", tmp_path / "fresh"
    _write(source, range(6))
    _run(source, out)
    ids = {line["path"]: line["story_id"] for line in records(out / "articles.jsonl")}
    (out / ".newsfold" / FILE).write_bytes(damage)
    done = newsfold("run", source, "--out", out)
    assert done.returncode == 0
    assert ("put aside" in done.stderr) == bool(damage)
    _run(source, fresh)
    assert _same(out, fresh)
    assert ids == {line["path"]: line["story_id"] for line in records(out / "articles.jsonl")}
    assert _tables(out) == _expected_tables(out)


def test_articles_that_are_gone_are_dropped_or_kept(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    _write(source, range(9))
    _run(source, out)
    before = {line["path"]: line for line in records(out / "articles.jsonl")}
    keep = tmp_path / "keep.toml"
    keep.write_text('[run]\ndeleted = "keep"\n')
    gone = "valley/003.txt"
    (source / gone).unlink()
    for _ in range(2):
        _run(source, out, "--config", str(keep))
        assert {line["path"]: line for line in records(out / "articles.jsonl")} == before
    # One that comes back changed replaces the one that was kept.
    (source / gone).write_text("Dam opens\n\nAnother story took its place in the end.")
    _run(source, out, "--config", str(keep))
    lines = {line["path"]: line["text"] for line in records(out / "articles.jsonl")}
    assert lines[gone] == "Another story took its place in the end."
    assert len(lines) == len(before)
    (source / gone).unlink()
    _run(source, out)
    assert {line["path"] for line in records(out / "articles.jsonl")} == before.keys() - {gone}


def test_a_feed_that_grows_is_cleaned_where_it_has_grown(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    words = [
        "council",
        "river",
        "bridge",
        "ferry",
        "school",
        "harvest",
        "market",
        "mayor",
        "engine",
        "winter",
    ]
    lines = [
        json.dumps({"title": f"Story {n}", "text": " ".join(f"{words[n * k % 10]}{n * k}" for k in range(60))})
        for n in range(1400)
    ]  # fmt: skip
    (source / "feed.jsonl").write_text("\n".join(lines[:1300]) + "\n")
    _run(source, out)
    cleaned = {file.name for file in (out / ".newsfold").glob("*.clean.arrow")}
    assert len(cleaned) == 3  # of 512, 512 and 276 records
    (source / "feed.jsonl").write_text("\n".join(lines) + "\n")
    _run(source, out)
    assert len(cleaned & {file.name for file in (out / ".newsfold").glob("*.clean.arrow")}) == 2
    found = [line["path"] for line in records(out / "articles.jsonl")]
    assert found == [f"feed.jsonl#{number}" for number in range(1, 1401)]
    assert records(out / "articles.jsonl")[1399]["title"] == "Story 1399"


#: Beside the new file, and on a file system from which the system does not copy to it.
_PLACES = [".", "/dev/shm"] if Path("/dev/shm").is_dir() else ["."]


@pytest.mark.parametrize("place", _PLACES)
@pytest.mark.parametrize("width", [31, 40_000])
def test_lines_are_copied_in_stretches_or_composed(tmp_path: Path, place: str, width: int) -> None:
    with TemporaryDirectory(dir=tmp_path / place) as folder:
        former, path = Path(folder) / "former", tmp_path / "new"
        lines = [f"line {n} {'x' * (n * 7 % 31 * width // 31)}".encode() for n in range(50)]
        former.write_bytes(b"".join(line + b"\n" for line in lines))
        ends = np.cumsum([len(line) + 1 for line in lines])
        sources = np.array([*range(10), -1, *range(12, 40), 3, 3, -1, -1, 49])
        with Merged(path, former, ends) as merged:
            merged.write(sources, lambda at: f"new {at}".encode())
            assert merged.line(3) == lines[3] + b"\n"
    expected = [f"new {at}".encode() if s < 0 else lines[s] for at, s in enumerate(sources)]
    assert path.read_bytes() == b"".join(line + b"\n" for line in expected)
    assert merged.ends.tolist() == np.cumsum([len(line) + 1 for line in expected]).tolist()


def test_without_a_former_version_all_lines_are_composed(tmp_path: Path) -> None:
    path = tmp_path / "new"
    with Merged(path, tmp_path / "none", np.empty(0, np.int64)) as merged:
        merged.write(np.array([-1, -1]), lambda _: b"only")
    assert path.read_bytes() == b"only\nonly\n"
