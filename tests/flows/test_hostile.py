"""Hostile input: what becomes of each file is told, and 1,000 good articles beside it are intact."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from normalize import Article, clean
from tests.conftest import newsfold, records
from tests.flows.hostile import STORY, Case, cases

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
    code = (
        "import resource, runpy, sys\n"
        "sys.argv[0] = 'newsfold'\n"
        "try:\n"
        "    runpy.run_module('flows.cli', run_name='__main__')\n"
        "finally:\n"
        "    kinds = resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN\n"
        "    print('peak', max(resource.getrusage(kind).ru_maxrss for kind in kinds))\n"
    )
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PREFECT_")}
    done = subprocess.run(
        [sys.executable, "-c", code, "run", str(source), "--out", str(out)],
        capture_output=True, text=True, env=environment, timeout=600, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
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
    peak = int(done.stdout.rsplit("peak", 1)[1]) * (1 if sys.platform == "darwin" else 1024)
    assert peak < _MOST_MEMORY
    print(f"peak {peak >> 20} MB")
    again = newsfold("run", source, "--out", out)
    assert again.returncode == 0
    assert records(out / "changes.jsonl") == []
