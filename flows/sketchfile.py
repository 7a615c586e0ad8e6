"""The sketches of a batch in the working store: one file, read where it lies.

The first line says, as JSON, which arrays follow: of each the name, the type and the shape. Each
begins at a multiple of 64 bytes. Only this module reads and writes such files.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
from numpy.typing import NDArray

from dedupe.sketches import Sketches
from flows.store import mapped, written_whole

_ARRAYS = (
    "signatures", "shingles", "starts", "figures", "figure_starts",
    "names", "name_starts", "ordered", "ordered_starts", "digests",
)  # fmt: skip
_ALIGNED = 64
#: The first line is shorter.
_HEAD = 4096


def _padded(size: int) -> int:
    return size + -size % _ALIGNED


def write_sketches(path: Path, sketches: Sketches) -> None:
    """Write the sketches of one batch."""
    arrays = {name: np.ascontiguousarray(getattr(sketches, name)) for name in _ARRAYS}
    told = [[name, array.dtype.str, array.shape] for name, array in arrays.items()]
    head = orjson.dumps(told)
    with written_whole(path) as temporary, temporary.open("wb") as stream:
        stream.write(head.ljust(_padded(len(head) + 1) - 1) + b"\n")
        for array in arrays.values():
            stream.write(array.data if array.size else b"")
            stream.write(bytes(-array.nbytes % _ALIGNED))


class _Lent:
    """Memory of a mapped file, for arrays that are held to be writable.

    So that one compiled loop is good for them and for arrays that are: it writes to none of them.
    """

    def __init__(self, held: pa.Buffer) -> None:
        self.held = held  # as long as an array is
        self.__array_interface__ = {
            "version": 3, "typestr": "|u1", "shape": (held.size,), "data": (held.address, False)
        }  # fmt: skip


def read_sketches(path: Path) -> Sketches:
    """The sketches of one batch, mapped, not copied. Raises ValueError where the file is damaged."""
    whole = np.asarray(_Lent(mapped(path)))
    head, *_ = whole[:_HEAD].tobytes().partition(b"\n")
    arrays: dict[str, NDArray[Any]] = {}
    at = len(head) + 1
    for name, kind, shape in orjson.loads(head):
        dtype, count = np.dtype(kind), math.prod(shape)
        arrays[name] = np.frombuffer(whole, dtype, count, at).reshape(shape)
        at += _padded(count * dtype.itemsize)
    return Sketches(**arrays)
