"""What a worker has loaded before its first job: the cleaner, and neither the compiler nor Prefect."""

from __future__ import annotations

import subprocess
import sys

_TOLD = """
import sys
from flows.cleaning import load_cleaner
load_cleaner()
print([name in sys.modules for name in ("normalize.readers.records", "normalize.furniture.gate", "ftfy")])
print([name in sys.modules for name in ("numba", "prefect")])
"""


def test_a_worker_loads_the_cleaner_and_nothing_else() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _TOLD], capture_output=True, text=True, check=True
    ).stdout
    assert told.splitlines() == ["[True, True, True]", "[False, False]"]
