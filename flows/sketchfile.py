"""The sketches of a batch in the working store: one file, read where it lies."""

from __future__ import annotations

import mmap
from pathlib import Path
from typing import Any

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from dedupe.sketches import Sketches
from flows.store import written_whole

_ARRAYS = (
    "signatures", "shingles", "starts", "figures", "figure_starts",
    "names", "name_starts", "ordered", "ordered_starts", "digests",
)  # fmt: skip
#: Bytes; the header of a .npy file is a multiple of it.
_ALIGNED = 64


def write_sketches(path: Path, sketches: Sketches) -> None:
    """Write the sketches of one batch: its arrays one after the other, each as a .npy file."""
    with written_whole(path) as temporary, temporary.open("wb") as stream:
        for name in _ARRAYS:
            stream.write(bytes(-stream.tell() % _ALIGNED))
            np.save(stream, getattr(sketches, name), allow_pickle=False)


def read_sketches(path: Path) -> Sketches:
    """The sketches of one batch, mapped, not copied. Raises ValueError where the file is damaged."""
    arrays: list[NDArray[Any]] = []
    with path.open("rb") as stream:
        # Private: arrays that may be written to, so that one compiled loop is good for all.
        mapped = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_COPY)
        for _ in _ARRAYS:
            stream.seek(-stream.tell() % _ALIGNED, 1)
            version = npy.read_magic(stream)
            shape, _, dtype = {
                (1, 0): npy.read_array_header_1_0,
                (2, 0): npy.read_array_header_2_0,
            }[version](stream)
            count = int(np.prod(shape))
            at = stream.tell()
            arrays.append(np.frombuffer(mapped, dtype, count, at).reshape(shape))
            stream.seek(at + count * dtype.itemsize)
    return Sketches(*arrays)
