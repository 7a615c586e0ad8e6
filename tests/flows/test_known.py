"""Files that the system says are the same are not read again; all others are."""

from __future__ import annotations

import os
from pathlib import Path
from time import sleep

import pytest

from flows.inputs import take_inventory
from flows.known import Known, read_known, write_known
from flows.settings import RunSettings

_SETTINGS = RunSettings()


def _digests(source: Path, known: Known | None = None) -> list[str]:
    found = take_inventory([source], _SETTINGS, known)
    return [piece.digest for batch in found.batches for piece in batch.sources]


def _later(known: Known) -> Known:
    """What is known, as if it had been read an hour later: no change is too recent."""
    files = {path: [stamp, at + 3600 * 10**9, told] for path, (stamp, at, told) in known.files.items()}  # fmt: skip
    return Known(known.key, files)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text("The dam was opened on Friday.")
    (folder / "feed.jsonl").write_text('{"title": "Dam", "text": "It opened."}\n' * 9000)
    return folder


def test_what_is_the_same_is_not_read(source: Path) -> None:
    first = take_inventory([source], _SETTINGS)
    known = _later(first.known)
    assert take_inventory([source], _SETTINGS, known).batches == first.batches
    for entry in known.files.values():
        for part in entry[2]:
            part[0] = "told"
    assert set(_digests(source, known)) == {"told"}


def test_a_change_that_keeps_size_and_time_is_seen(source: Path) -> None:
    first = take_inventory([source], _SETTINGS)
    file = source / "one.txt"
    before = file.stat()
    sleep(0.02)  # the system counts time in steps of some milliseconds
    file.write_text("The dam was opened on Monday.")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert _digests(source, _later(first.known)) == _digests(source)
    other = source / "two.txt"
    other.write_text("The dam was opened on Sunday.")
    os.utime(other, ns=(before.st_atime_ns, before.st_mtime_ns))
    other.replace(file)
    assert _digests(source, _later(first.known)) == _digests(source)


def test_what_has_just_changed_is_read_again(source: Path) -> None:
    known = take_inventory([source], _SETTINGS).known
    for entry in known.files.values():
        for part in entry[2]:
            part[0] = "told"
    assert "told" not in _digests(source, known)


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"key": 1}', b'{"key": "k", "files": 3}'])
def test_a_damaged_list_is_no_list(tmp_path: Path, damage: bytes) -> None:
    write_known(tmp_path, Known("k", {"a.txt": [[1, 2, 3, 4, 5], 6, []]}))
    assert read_known(tmp_path, "k").files
    assert not read_known(tmp_path, "other").files
    (tmp_path / "files.json").write_bytes(damage)
    assert not read_known(tmp_path, "k").files
