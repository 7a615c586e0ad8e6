"""Broken input beside good: the run finishes, each lands in rejected.jsonl, the rest is folded."""

from __future__ import annotations

import gzip
import json
import os
import socket
from pathlib import Path

import pytest

from tests.conftest import ARTICLES, newsfold, records

_STORY = "Dam opens\n\nThe dam above the old town was opened on Friday after ten years of work."


def _reasons(out: Path) -> dict[str, str]:
    return {line["path"]: line["reason"] for line in records(out / "rejected.jsonl")}


def test_each_kind_of_damage_has_its_reason(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "herald"
    folder.mkdir(parents=True)
    (folder / "good.txt").write_text(_STORY)
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.html").write_bytes(bytes(range(256)) * 20)
    (folder / "cut.txt.gz").write_bytes(gzip.compress(_STORY.encode() * 50)[:-20])
    (folder / "feed.jsonl").write_text(
        '{"title": "One", "text": "The first record of the feed is a whole one."}\n'
        '{"title": "Two", "text": \n'
        '{"title": "Three", "text": "The third record of the feed is whole as well."}\n'
    )
    (folder / "list.json").write_text("[1, 2")
    (folder / "wrong.txt").write_bytes("Плотина открыта\n\nПлотину над старым городом открыли в пятницу после десяти лет работ.".encode("cp1251"))  # fmt: skip
    (folder / "page.html").mkdir()
    (folder / "loop").symlink_to(folder)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "outside.txt").symlink_to("/etc/hostname")
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(folder / "socket.txt"))
        done = newsfold("run", tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert _reasons(tmp_path / "out") == {
        "herald/binary.html": "binary",
        "herald/cut.txt.gz": "truncated",
        "herald/empty.txt": "empty",
        "herald/feed.jsonl#2": "invalid_json",
        "herald/gone.txt": "broken_link",
        "herald/list.json": "invalid_json",
        "herald/loop": "symlink_loop",
        "herald/outside.txt": "outside_input",
        "herald/page.html": "not_a_file",
        "herald/pipe.txt": "not_a_file",
        "herald/self.txt": "symlink_loop",
        "herald/socket.txt": "not_a_file",
    }
    texts = {line["path"]: line for line in records(tmp_path / "out" / "articles.jsonl")}
    assert set(texts) == {
        "herald/feed.jsonl#1", "herald/feed.jsonl#3", "herald/good.txt", "herald/wrong.txt",
    }  # fmt: skip
    assert texts["herald/wrong.txt"]["encoding"] == "cp1251"


def test_a_file_without_permission_is_unreadable(tmp_path: Path) -> None:
    from flows.inputs import take_inventory
    from flows.settings import RunSettings

    folder = tmp_path / "herald"
    folder.mkdir()
    (folder / "good.txt").write_text(_STORY)
    closed = folder / "closed.txt"
    closed.write_text(_STORY)
    closed.chmod(0)
    if os.geteuid():
        found = take_inventory([tmp_path], RunSettings())
        assert [(r.path, r.reason) for r in found.rejected] == [("herald/closed.txt", "unreadable")]
        return
    # The superuser reads everything: look as another user does, in a process of its own.
    tmp_path.chmod(0o755)
    for parent in tmp_path.parents:
        if parent.stat().st_mode & 0o005 != 0o005 and parent != Path("/"):
            parent.chmod(0o755)
    folder.chmod(0o755)
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgid(65534)
            os.setuid(65534)
            found = take_inventory([tmp_path], RunSettings())
            os.write(writer, repr([(r.path, r.reason) for r in found.rejected]).encode())
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    assert os.read(reader, 9999).decode() == "[('herald/closed.txt', 'unreadable')]"


def test_a_directory_named_like_an_article_is_read_if_it_holds_some(tmp_path: Path) -> None:
    outlet = tmp_path / "in" / "point.md"
    outlet.mkdir(parents=True)
    (outlet / "a.txt").write_text(_STORY)
    assert newsfold("run", tmp_path / "in", "--out", tmp_path / "out").returncode == 0
    assert [line["outlet"] for line in records(tmp_path / "out" / "articles.jsonl")] == ["point.md"]
    assert records(tmp_path / "out" / "rejected.jsonl") == []


def test_what_a_browser_put_beside_a_saved_page_is_passed_over(tmp_path: Path) -> None:
    page = "<html><body><h1>Dam opens</h1><p>{}</p></body></html>"
    story = "The dam above the old town was opened on Friday after ten years of work."
    folder = tmp_path / "in" / "herald"
    for beside in ("Dam opens_files", "Strike ends-Dateien", "Case_files"):
        (folder / beside).mkdir(parents=True)
        (folder / beside / "frame.html").write_text(page.format(f"{beside}: {story}"))
        (folder / beside / "site.css").write_text("p { color: red }")
    (folder / "Dam opens.html").write_text(page.format(story))
    (folder / "Strike ends.htm").write_text(page.format(story.replace("dam", "strike")))
    done = newsfold("run", tmp_path / "in", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    # no page is called "Case"
    read = [line["path"] for line in records(tmp_path / "out" / "articles.jsonl")]
    assert sorted(read) == [
        "herald/Case_files/frame.html", "herald/Dam opens.html", "herald/Strike ends.htm",
    ]  # fmt: skip
    assert _reasons(tmp_path / "out") == {"herald/Case_files/site.css": "unsupported"}


@pytest.mark.parametrize("case", ["missing", "empty", "no_argument"])
def test_no_input_is_one_line_and_exit_2(tmp_path: Path, case: str) -> None:
    source = tmp_path / "in"
    if case == "empty":
        source.mkdir()
    arguments = [] if case == "no_argument" else [source]
    done = newsfold("run", *arguments, "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    if case != "no_argument":
        assert len(done.stderr.strip().splitlines()) == 1
        assert str(source) in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("case", ["file", "below_a_file", "inside_input", "proc"])
def test_an_out_that_cannot_be_written_is_one_line_and_exit_1(tmp_path: Path, case: str) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(_STORY)
    (tmp_path / "file").write_text("")
    out = {
        "file": tmp_path / "file",
        "below_a_file": tmp_path / "file" / "out",
        "inside_input": source / "out",
        "proc": Path("/proc/out"),
    }[case]
    done = newsfold("run", source, "--out", out)
    assert done.returncode == 1
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert str(out) in done.stderr


def test_strict_exits_with_3(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.txt").write_text(_STORY)
    (source / "b.txt").write_text("")
    assert newsfold("run", source, "--out", tmp_path / "out", "--strict").returncode == 3
    assert newsfold("run", source, "--out", tmp_path / "out").returncode == 0


def test_settings_that_are_wrong_name_the_file_and_the_setting(tmp_path: Path) -> None:
    config = tmp_path / "newsfold.toml"
    config.write_text("[fold]\nthreshhold = 0.5\n")
    done = newsfold("run", tmp_path, "--out", tmp_path / "o", "--config", config)
    assert done.returncode == 2
    assert str(config) in done.stderr
    assert "threshhold" in done.stderr


def test_input_and_output_may_have_names_that_are_no_utf_8(tmp_path: Path) -> None:
    folder, out = (Path(os.fsdecode(bytes(tmp_path) + end)) for end in (b"/in\xe9", b"/out\xe9"))
    folder.mkdir()
    file = folder / os.fsdecode(b"dam\xe9.txt")
    file.write_text(_STORY)
    for inputs, path in (
        ([folder], "dam\\xe9.txt"), ([file], "dam\\xe9.txt"), ([folder, ARTICLES], "in\\xe9/dam\\xe9.txt"),
    ):  # fmt: skip
        done = newsfold("run", *inputs, "--out", out, "--fresh")
        assert done.returncode == 0, done.stderr
        assert path in {line["path"] for line in records(out / "articles.jsonl")}
    cleaned = newsfold("clean", file)
    assert cleaned.returncode == 0, cleaned.stderr
    assert json.loads(cleaned.stdout)["path"].endswith("in\\xe9/dam\\xe9.txt")
