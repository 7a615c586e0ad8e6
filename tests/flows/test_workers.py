"""What workers are forked from: it has the cleaner, and neither the compiler nor Prefect."""

from __future__ import annotations

import subprocess
import sys

_TOLD = """
import sys
import flows.ready
print([name in sys.modules for name in ("normalize.readers.records", "normalize.furniture.gate", "ftfy")])
print([name in sys.modules for name in ("numba", "prefect")])
"""


def test_the_cleaner_is_loaded_once_for_all_workers_and_nothing_else() -> None:
    told = subprocess.run(
        [sys.executable, "-c", _TOLD], capture_output=True, text=True, check=True
    ).stdout
    assert told.splitlines() == ["[True, True, True]", "[False, False]"]
