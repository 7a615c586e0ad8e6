"""A file of lines, most of which stand in its former version: those are copied, in whole stretches."""

from __future__ import annotations

import itertools
import mmap
import os
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

#: Bytes that are written at once.
_PIECE = 8 << 20


class Merged:
    """Writes a file; `ends` says where each of its lines ends, in bytes, (n,) int64.

    `former` is the version before it, whose lines end at `former_ends`; without any, no line
    can be copied. The file is on the disk when the block ends.
    """

    def __init__(self, path: Path, former: Path, former_ends: NDArray[np.int64]) -> None:
        self._stream = path.open("wb", buffering=1 << 20)
        self._begins = np.concatenate([[0], former_ends])
        self._former: mmap.mmap | bytes = b""
        if len(former_ends) and former_ends[-1]:
            with former.open("rb") as stream:
                self._former = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        self.ends = np.empty(0, np.int64)

    def __enter__(self) -> Merged:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stream:
            if error is None:
                self._stream.flush()
                os.fsync(self._stream.fileno())
        if isinstance(self._former, mmap.mmap):
            self._former.close()

    def line(self, number: int) -> bytes:
        """A line of the former version, with its end."""
        return self._former[self._begins[number] : self._begins[number + 1]]

    def write(self, sources: NDArray[np.int64], compose: Callable[[int], bytes]) -> None:
        """Write n lines: each a copy of the former line at its source, or composed where that is -1."""
        lengths = np.diff(self._begins)[sources] if len(self._begins) > 1 else np.zeros(len(sources), np.int64)  # fmt: skip
        # A stretch ends where the next line is not the one after it, or none of the former.
        breaks = (np.diff(sources) != 1) | (sources[1:] < 0) | (sources[:-1] < 0)
        begins = [0, *(np.flatnonzero(breaks) + 1).tolist(), len(sources)]
        for begin, end in itertools.pairwise(begins):
            if begin == end:
                continue
            if sources[begin] >= 0:
                self._copy(int(sources[begin]), int(sources[end - 1]))
                continue
            for at in range(begin, end):
                made = compose(at)
                self._stream.write(made + b"\n")
                lengths[at] = len(made) + 1
        self.ends = np.cumsum(lengths)

    def _copy(self, first: int, last: int) -> None:
        stop = int(self._begins[last + 1])
        for at in range(int(self._begins[first]), stop, _PIECE):
            self._stream.write(self._former[at : min(at + _PIECE, stop)])
