"""What a worker has loaded before its first job: the cleaner, and neither the compiler nor Prefect."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_LOADED = ("normalize.readers.records", "normalize.furniture.gate", "ftfy", "numba", "prefect")
_PROGRAM = """
import sys
from flows.workers import begin_loading, new_pool, submit_apart

def modules():
    return sorted(sys.modules), sys.modules["flows"].__file__

if __name__ == "__main__":
    begin_loading()
    with new_pool(1) as pool:
        loaded, flows = submit_apart(pool, modules).result()
    print(*[name for name in %r if name in loaded])
    print(flows == __import__("flows").__file__)
"""


def _told(folder: Path, **environment: str) -> list[str]:
    """What a worker says that a program in the folder above starts."""
    program = folder.parent / "program.py"
    program.write_text(_PROGRAM % (_LOADED,))
    command = [sys.executable, str(program)]
    env = os.environ | environment
    ran = subprocess.run(command, capture_output=True, text=True, cwd=folder, env=env)
    assert (ran.returncode, ran.stderr) == (0, "")
    return ran.stdout.splitlines()


def test_a_worker_has_loaded_the_cleaner_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    assert _told(tmp_path / "work") == [" ".join(_LOADED[:3]), "True"]


def test_flows_in_the_working_directory_are_not_taken_for_ours(tmp_path: Path) -> None:
    (tmp_path / "work" / "flows").mkdir(parents=True)
    (tmp_path / "work" / "flows" / "__init__.py").write_text("raise SystemExit('not ours')\n")
    assert _told(tmp_path / "work") == [" ".join(_LOADED[:3]), "True"]


def test_workers_start_where_there_is_no_place_for_a_socket(tmp_path: Path) -> None:
    far = tmp_path / ("deep" * 20) / ("deeper" * 10)
    far.mkdir(parents=True)
    (tmp_path / "work").mkdir()
    told = _told(tmp_path / "work", TMPDIR=str(far))
    assert told[1] == "True"
