"""Hostile input: what becomes of each file is told, and 1,000 good articles beside it are intact."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from normalize import Article, clean
from tests.conftest import newsfold, records, unreported
from tests.flows.hostile import cases
from tests.flows.hostile_parts import STORY, Case

_CASES = cases()
#: Bytes that no process of the run may take, the first run in a fresh place, which compiles, included.
_MOST_MEMORY = 1 << 30
#: Names that a file system takes and a careless program does not.
_NAMES = (
    b"new\nline.txt", b"-rf.txt", b"sp ace.txt", b"\xff\xfe.txt", b"n\xc3\xb8rd.txt", b"'; DROP TABLE articles; --.txt",
    b"<script>alert(1)<.txt", b"%00.txt", b"$(reboot).txt", b"CON.txt", b"a" * 251 + b".txt", b"\x01\x02.txt", b"\\..\\x.txt",
    "\u202egpj.txt".encode(), "e\u0301.txt".encode(), "\u00e9.txt".encode(),
)  # fmt: skip


def test_there_are_many() -> None:
    assert len({name for name, _, _ in _CASES}) == len(_CASES) >= 150


@pytest.mark.parametrize("case", _CASES, ids=[name for name, _, _ in _CASES])
def test_each_has_its_outcome(case: Case) -> None:
    name, data, expected = case
    found = clean(data, name)
    assert found
    for record in found:
        outcome = "article" if isinstance(record, Article) else record.reason
        assert outcome in expected.split(), record
    if expected == "article":
        texts = [record.text for record in found if isinstance(record, Article)]
        assert any(STORY in text for text in texts)
        assert not any("root:" in text for text in texts)


def _good(folder: Path) -> dict[str, str]:
    texts = {}
    folder.mkdir()
    for number in range(1000):
        text = (
            f"The council of town {number} voted on Friday to build bridge {number * 7}, it said."
        )
        (folder / f"{number:04}.txt").write_text(f"Bridge {number} comes\n\n{text}")
        texts[f"good/{number:04}.txt"] = text
    return texts


def _peak(process: subprocess.Popen[bytes]) -> int:
    """Bytes that a process or one below it had in memory at most, when it has ended.

    What the system tells of an ended process counts what started it too.
    """
    started, most = psutil.Process(process.pid), 0
    while process.poll() is None:
        with suppress(psutil.Error):
            for one in (started, *started.children(recursive=True)):
                with suppress(psutil.Error):
                    most = max(most, one.memory_info().rss)
        time.sleep(0.02)
    return most


@pytest.mark.slow
def test_all_at_once_beside_a_thousand_good_articles(tmp_path: Path) -> None:
    source, out = tmp_path / "in", tmp_path / "out"
    source.mkdir()
    texts = _good(source / "good")
    for name, data, _ in _CASES:
        path = source / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    names = source / "names"
    names.mkdir()
    for raw in _NAMES:
        Path(os.fsdecode(os.fsencode(names) + b"/" + raw)).write_text(f"Dam opens\n\n{STORY}")
    (names / "loop").symlink_to(source)
    os.mkfifo(names / "pipe.txt")
    before = sorted(path for path in tmp_path.rglob("*") if out not in path.parents)
    command = [sys.executable, "-m", "flows.cli", "run", str(source), "--out", str(out)]
    errors = tmp_path / "stderr"
    with errors.open("wb") as stream:
        done = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stream, env=unreported())
        peak = _peak(done)
    errors_told = errors.read_text("utf-8")
    errors.unlink()
    assert done.returncode == 0, errors_told
    assert "Traceback" not in errors_told
    articles = {line["path"]: line for line in records(out / "articles.jsonl")}
    rejected = records(out / "rejected.jsonl")
    assert {path: articles[path]["text"] for path in texts} == texts
    # Each file is in one of the two, none in both.
    told = [line["path"] for line in rejected] + list(articles)
    assert len(set(told)) == len(told)
    files = {path.split("#")[0] for path in told}
    for name, _, expected in _CASES:
        assert any(path == name or path.startswith(f"{name}/") for path in files), name
        outcomes = {line["reason"] for line in rejected if line["path"].split("#")[0] == name}
        assert outcomes <= set(expected.split()), name
    assert sum(path.startswith("names/") for path in articles) == len(_NAMES)
    assert not [line for line in rejected if line["reason"] in ("failed", "crashed", "too_slow")]
    # Nothing but OUT was written to, and no markup of the input runs in the report.
    assert sorted(path for path in tmp_path.rglob("*") if out not in path.parents) == sorted([*before, out])  # fmt: skip
    report = (out / "report.html").read_text("utf-8")
    assert "<script" not in report
    assert "onerror=alert" not in report.replace("&lt;img src=x onerror=alert", "")
    assert peak < _MOST_MEMORY
    print(f"peak {peak >> 20} MB")
    again = newsfold("run", source, "--out", out)
    assert again.returncode == 0
    assert records(out / "changes.jsonl") == []
