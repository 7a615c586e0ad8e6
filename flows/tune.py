"""A process that is newsfold's own, fitted to what a run does."""

from __future__ import annotations

import gc
import os
import sys

#: Objects more that are made before cycles are looked for.
_OBJECTS = 500_000
#: Seconds that a thread has the interpreter for itself: one that lists files asks for it at each,
#: while another loads the compiled loops.
_SWITCH = 0.0005
#: What numba loads, in half a second, to multiply matrices and to call C, which no loop here does.
_UNUSED = ("scipy.linalg.cython_blas", "cffi")
#: Threads that multiply matrices would wait for some, at full speed.
_NO_THREADS = {"OPENBLAS_NUM_THREADS": "1"}


def tune() -> None:
    """Fit this process and those that it starts, before it loads what a run needs."""
    for name, value in _NO_THREADS.items():
        os.environ.setdefault(name, value)
    # What a run makes it keeps to its end: looking it through for cycles again and again is vain.
    gc.set_threshold(_OBJECTS)
    sys.setswitchinterval(_SWITCH)
    # None stands for a module that is not to be found, as where there is no SciPy.
    for name in _UNUSED:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]
