"""Files that the system says are the same are not read again; all others are."""

from __future__ import annotations

import json
import os
import time
from dataclasses import replace
from pathlib import Path
from time import sleep

import pytest

from flows.inputs import Inventory, inventory_key, take_inventory
from flows.known import Chunk, Known, read_known, write_known
from flows.pipeline import fold_directory
from flows.settings import RunSettings, Settings
from flows.tracking import Tracker

_SETTINGS = RunSettings()
_KEY = inventory_key(_SETTINGS, [Path("in")])
_HOUR = 3600


def _look(source: Path, known: Known | None = None) -> Inventory:
    return take_inventory([source], _SETTINGS, known)


def _digests(source: Path, known: Known | None = None) -> dict[str, str]:
    sources = [piece for batch in _look(source, known).batches for piece in batch.sources]
    return {f"{piece.path} {piece.first}": piece.digest for piece in sources}


def _marked(known: Known) -> Known:
    """What is known, with digests that no content has: they show what was not read."""
    chunks = [replace(c, digests=[d and "told" for d in c.digests]) for c in known.chunks]
    return Known(known.key, chunks)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the clock go on: nobody can set an inode's time of change, and no change is too recent then."""
    now = time.time_ns
    monkeypatch.setattr("flows.inputs.time.time_ns", lambda: now() + _HOUR * 10**9)


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "in"
    for number in range(1000):
        _write(
            folder / f"outlet-{number % 3}" / f"{number:04}.txt", f"The dam {number} was opened."
        )
    _write(folder / "outlet-1" / "0500.png", "\x89PNG\r\n\x1a\n")
    _write(folder / "feed.jsonl", '{"title": "Dam", "text": "It opened."}\n' * 9000)
    _later(monkeypatch)
    return folder


def test_what_is_the_same_is_not_read(source: Path) -> None:
    first = _look(source)
    again = _look(source, first.known)
    assert again == first
    assert again.known is first.known
    assert [item.path for item in again.rejected] == ["outlet-1/0500.png"]
    assert again.bytes == sum(
        file.stat().st_size for file in source.rglob("*") if file.suffix in (".txt", ".jsonl")
    )
    assert set(_digests(source, _marked(first.known)).values()) == {"told"}


@pytest.mark.parametrize("name", ["0000", "0300x", "0500", "0999x"])
def test_a_file_more_or_less_costs_its_batch_and_no_reading(source: Path, name: str) -> None:
    before = _look(source)
    file = source / "outlet-0" / f"{name}.txt"
    if file.exists():
        file.unlink()
    else:
        file.write_text("The dam was opened on Sunday.")
    fresh = _look(source)
    after = _look(source, before.known)
    assert after == replace(fresh, known=after.known)
    assert {key for key, digest in _digests(source, _marked(before.known)).items() if digest != "told"} == (
        {f"outlet-0/{name}.txt 1"} if file.exists() else set()
    )  # fmt: skip
    different = {batch.digest for batch in fresh.batches} - {
        batch.digest for batch in before.batches
    }
    assert len(different) <= 2
    # What is known then is as good as what a fresh look leaves.
    assert _look(source, after.known) == after


def test_files_that_follow_the_last_batch_join_it(source: Path) -> None:
    before = _look(source)
    for number in range(5):
        _write(source / "outlet-9" / f"{number}.txt", f"The bridge {number} was closed.")
        fresh = _look(source)
        before = _look(source, before.known)
        assert before == replace(fresh, known=before.known)


def test_a_change_that_keeps_size_and_time_is_seen(source: Path) -> None:
    first = _look(source)
    file = source / "outlet-0" / "0300.txt"
    before = file.stat()
    sleep(0.02)  # the system counts time in steps of some milliseconds
    file.write_text("The dam 300 was closed.")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert _digests(source, first.known) == _digests(source)
    other = file.with_name("other")
    other.write_text("The dam 300 was filled.")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert _digests(source, first.known) == _digests(source)


def test_what_has_just_changed_is_read_again(tmp_path: Path) -> None:
    for number in range(300):
        _write(tmp_path / "in" / f"{number}.txt", f"The dam {number} was opened.")
    assert "told" not in _digests(tmp_path / "in", _marked(_look(tmp_path / "in").known)).values()


def test_what_is_known_is_kept(source: Path, tmp_path: Path) -> None:
    known = _look(source).known
    write_known(tmp_path, known)
    assert read_known(tmp_path, _KEY) == replace(known, stored=True)
    assert not read_known(tmp_path, "other").chunks


def test_a_file_s_outlet_is_told_anew_below_another_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for outlet in ("herald", "post"):
        for number in range(300):
            _write(tmp_path / "in" / outlet / f"{number}.txt", f"The dam {number} was opened.")
    _later(monkeypatch)
    store, source = tmp_path / "out", tmp_path / "in"
    for inputs, outlets in (
        ([source / "herald", source / "post"], {""}),
        ([source], {"herald", "post"}),
    ):
        fold_directory(inputs, store, Settings(), Tracker(True))
        lines = (store / "articles.jsonl").read_text().splitlines()
        assert {json.loads(line)["outlet"] for line in lines} == outlets


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b'{"key": 1}', b'{"key": "k", "chunks": 3}', b'{"key": "k", "chunks": [{}]}',
     b'{"key": "k", "chunks": [{"paths": ["a.txt"], "stamps": [1], "other": 1}]}',
     b'{"key": "k", "chunks": [{"paths": ["a.txt"], "stamps": [1]}]}',
     b'{"key": "k", "chunks": [{"paths": ["a.txt"], "stamps": [1, 2, 3, 4, 5], "digests": ["d"], "spans": [1, 0, 0, 0], "batches": []}]}'],
)  # fmt: skip
def test_a_damaged_list_is_no_list(tmp_path: Path, damage: bytes) -> None:
    chunk = Chunk(["a.txt"], [1, 2, 3, 4, 5], ["d"], [1, 0, 0, 0], ["b"], True)
    write_known(tmp_path, Known("k", [chunk]))
    assert read_known(tmp_path, "k").chunks == [chunk]
    (tmp_path / "files.json").write_bytes(damage)
    assert not read_known(tmp_path, "k").chunks
