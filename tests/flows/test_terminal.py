"""What somebody at a terminal sees of a run."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ARTICLES, unreported

_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def _shown(*arguments: object, **environment: str) -> str:
    """What newsfold writes to a terminal, without the signs that move and colour it."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "flows.cli", *map(str, arguments)]
    told = unreported(**environment, TERM="xterm", COLUMNS="160")
    process = subprocess.Popen(command, stderr=theirs, stdout=theirs, env=told)
    os.close(theirs)
    found = b""
    try:
        while piece := os.read(ours, 65536):
            found += piece
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return _ESCAPES.sub("", found.decode())


def test_a_first_run_says_what_it_waits_for(tmp_path: Path) -> None:
    # Without what earlier runs have compiled, as on a new machine.
    first = _shown(
        "run", ARTICLES, "--out", tmp_path / "out", NUMBA_CACHE_DIR=str(tmp_path / "compiled")
    )
    assert first.count("a machine's first run compiles them") == 1
    stages = re.findall(r"(\w+) +━+ 1/1", first)
    assert list(dict.fromkeys(stages)) == [
        "list", "clean", "learn", "load", "finish", "match", "publish",
    ]  # fmt: skip


def test_a_quiet_run_shows_nothing(tmp_path: Path) -> None:
    assert _shown("run", ARTICLES / "harwick-herald", "--out", tmp_path / "out", "--quiet") == ""
