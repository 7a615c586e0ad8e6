"""What is new among known files is cleaned while the rest is listed, with the same outcome."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import pytest

from flows.ahead import Ahead
from flows.batches import Batch
from flows.cleaning import clean_batch
from flows.engine import LocalEngine, Runs
from flows.inputs import Inventory, take_inventory
from flows.known import Known
from flows.pipeline import fold_directory
from flows.settings import RunSettings, Settings
from flows.store import read_articles
from flows.tracking import Tracker
from normalize import CleanSettings

Job = TypeVar("Job")
Result = TypeVar("Result")

_SETTINGS = RunSettings()
_WAIT = 60.0


def _write(folder: Path, outlet: str, number: int, what: str = "dam") -> Path:
    file = folder / outlet / f"{number:04}.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        f"The {what} of {number}\n\nThe {what} {number} was opened on Friday, said the mayor."
    )
    return file


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A thousand files, none of which is too new to be known."""
    for number in range(1000):
        _write(tmp_path / "in", f"outlet-{number % 3}", number)
    now = time.time_ns
    monkeypatch.setattr("flows.inputs.time.time_ns", lambda: now() + 3600 * 10**9)
    return tmp_path / "in"


def _looked(source: Path, known: Known | None = None) -> tuple[Inventory, list[Batch]]:
    begun: list[Batch] = []
    return take_inventory([source], _SETTINGS, known, begun.append), begun


def test_what_is_new_among_known_files_is_told_at_once(source: Path) -> None:
    first, begun = _looked(source)
    assert not begun
    _write(source, "outlet-2", 9998)
    _write(source, "outlet-1", 500, "bridge")
    again, begun = _looked(source, first.known)
    before = {batch.digest for batch in first.batches}
    assert begun == [batch for batch in again.batches if batch.digest not in before]
    assert begun
    assert all(batch.former and batch.former <= before for batch in begun)


def test_files_that_are_the_same_in_another_place_are_not_taken_for_new(
    source: Path, tmp_path: Path
) -> None:
    first, _ = _looked(source)
    copy = tmp_path / "copy"
    shutil.copytree(source, copy)
    _write(copy, "outlet-2", 9998)
    again, begun = _looked(copy, first.known)
    assert not begun
    assert len(again.batches) >= len(first.batches)


def test_a_batch_begun_takes_over_what_its_former_ones_hold(source: Path, tmp_path: Path) -> None:
    first, _ = _looked(source)
    store = tmp_path / "store"
    store.mkdir()
    engine = LocalEngine(1)
    try:
        ahead = Ahead(engine, store, CleanSettings(), _SETTINGS.limits)
        for batch in first.batches:
            clean_batch(ahead.job(batch))
        file = _write(source, "outlet-2", 9998)
        again, begun = _looked(source, first.known)
        # Who reads them now would find another text.
        for other in set(source.rglob("*.txt")) - {file}:
            other.write_text("Nothing\n\nNothing was opened.")
        for batch in begun:
            ahead.begin(batch)
        jobs = [ahead.job(batch) for batch in begun]
        assert all(map(ahead.has_begun, jobs))
        assert not any(ahead.has_begun(ahead.job(b)) for b in again.batches if b not in begun)
        for job in jobs:
            assert ahead.submit(clean_batch, job) is ahead.submit(clean_batch, job)
            done = read_articles(Path(ahead.submit(clean_batch, job).result().out))
            assert not any("Nothing" in text for text in done.column("text"))
        assert any("9998" in path for path in done.column("path"))
    finally:
        engine.stop()


class _Patient(Tracker):
    """Waits after the listing for a batch to be cleaned, and notes what the cleaning is told."""

    def __init__(self, store: Path) -> None:
        super().__init__(True)
        self.labels: list[str] = []
        self.early = 0
        self._store = store

    def _batches(self) -> set[Path]:
        return set(self._store.glob("*.clean.arrow"))

    def step(self, stage: str, function: Callable[[], Result]) -> Result:
        before = self._batches()
        result = super().step(stage, function)
        until = time.monotonic() + _WAIT
        while stage == "list" and before and not self.early and time.monotonic() < until:
            self.early = len(self._batches() - before)
        return result

    def map(
        self,
        stage: str,
        engine: Runs,
        function: Callable[[Job], Result],
        jobs: Sequence[Job],
        label: Callable[[Job], str],
        rescue: Callable[[Job], Result] | None = None,
    ) -> list[Result]:
        if stage == "clean":
            self.labels += map(label, jobs)
        return super().map(stage, engine, function, jobs, label, rescue)


def test_a_run_cleans_while_it_lists_and_shows_it_in_its_stage(
    source: Path, tmp_path: Path
) -> None:
    out, fresh = tmp_path / "out", tmp_path / "fresh"
    first = _Patient(out / ".newsfold")
    fold_directory([source], out, Settings(), first)
    assert not first.early
    _write(source, "outlet-2", 9998)
    second = _Patient(out / ".newsfold")
    fold_directory([source], out, Settings(), second)
    assert second.early
    assert 1 <= len(second.labels) < len(first.labels)
    assert "outlet-2/9998.txt" in second.labels[-1]
    fold_directory([source], fresh, Settings(), Tracker(True))
    for name in ("articles.jsonl", "rejected.jsonl"):
        assert (out / name).read_bytes() == (fresh / name).read_bytes()


@pytest.mark.parametrize("fresh", [False, True])
def test_input_that_is_gone_costs_nothing_of_out(tmp_path: Path, fresh: bool) -> None:
    from flows.inputs import InputError

    source, out = tmp_path / "in", tmp_path / "out"
    for inputs in (source, tmp_path):
        if inputs is tmp_path:
            source.mkdir()
        with pytest.raises(InputError):
            fold_directory([source], out, Settings(), Tracker(True), fresh)
        assert not out.exists()
    _write(source, "herald", 1)
    fold_directory([source], out, Settings(), Tracker(True))
    before = {file: file.read_bytes() for file in out.iterdir() if file.is_file()}
    (source / "herald" / "0001.txt").unlink()
    with pytest.raises(InputError):
        fold_directory([source], out, Settings(), Tracker(True), fresh)
    assert {file: file.read_bytes() for file in out.iterdir() if file.is_file()} == before
