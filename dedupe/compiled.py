"""numba's compiler, with a place where what it compiles can be kept.

numba keeps it beside the module or in the user's own cache directory. A service often may write
to neither: its packages are root's, and it has no home. numba refuses to work there.
"""

from __future__ import annotations

import atexit
import shutil
from tempfile import mkdtemp

from numba import config, njit

__all__ = ["is_kept", "njit"]


def _may_keep() -> bool:
    try:
        njit(cache=True)(_may_keep)  # looks for a place, and compiles nothing
    except RuntimeError:
        return False
    return True


#: Whether compiled loops are there for the next process; else each compiles its own.
is_kept = _may_keep()
if not is_kept:
    # Nobody else's: what is kept is loaded unseen.
    config.CACHE_DIR = mkdtemp(prefix="newsfold-")  # type: ignore[attr-defined]
    atexit.register(shutil.rmtree, config.CACHE_DIR, ignore_errors=True)  # type: ignore[attr-defined]
