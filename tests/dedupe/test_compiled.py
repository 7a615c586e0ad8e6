"""Compiled loops where they can be kept, and where they cannot."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dedupe

_CALL = "from dedupe.pairs import pair; from dedupe.compiled import is_kept; print(is_kept, int(pair(1, 2)))"


@pytest.mark.parametrize("may_keep", [True, False])
def test_loops_run_where_they_can_be_kept_nowhere(tmp_path: Path, may_keep: bool) -> None:
    package = tmp_path / "packages" / "dedupe"
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(Path(dedupe.__file__).parent, package, ignore=ignored)
    if not may_keep:  # root may write everywhere: what is no directory stops it, too
        (package / "__pycache__").write_bytes(b"")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    home = {"HOME": "/dev/null/none", "XDG_CACHE_HOME": "/dev/null/none", "TMPDIR": str(temporary)}
    env = {**os.environ, **home, "PYTHONPATH": str(package.parent)}
    env.pop("NUMBA_CACHE_DIR", None)
    call = [sys.executable, "-c", _CALL]
    done = subprocess.run(call, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.stdout == f"{may_keep} {(1 << 32) + 2}\n", done.stderr
    assert list(temporary.iterdir()) == []  # what was kept for the while is gone
