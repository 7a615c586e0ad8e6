"""A file of lines, most of which stand in its former version: those are copied, in whole stretches."""

from __future__ import annotations

import itertools
import mmap
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

#: Bytes that are written at once.
_PIECE = 8 << 20
#: A stretch that is as long is copied by the system, which does it in half the time.
_LEAST_COPIED = 1 << 16


class Merged:
    """Writes a file; `ends` says where each of its lines ends, in bytes, (n,) int64.

    `former` is the version before it, whose lines end at `former_ends`; without any, no line
    can be copied. The file is on the disk when the block ends: what is written goes there while
    the rest is.
    """

    def __init__(self, path: Path, former: Path, former_ends: NDArray[np.int64]) -> None:
        self._stream = path.open("wb", buffering=1 << 20)
        self._begins = np.concatenate([[0], former_ends])
        self._to_disk = ThreadPoolExecutor(1)
        self._going: Future[None] | None = None
        # A view, since a slice of the map itself is a copy: three times the price of the writing.
        self._former = memoryview(b"")
        self._source = -1
        if len(former_ends) and former_ends[-1]:
            self._source = os.open(former, os.O_RDONLY)
            self._former = memoryview(mmap.mmap(self._source, 0, access=mmap.ACCESS_READ))
        self._is_copied = hasattr(os, "copy_file_range")
        self.ends = np.empty(0, np.int64)

    def __enter__(self) -> Merged:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._stream, self._to_disk:
            if error is None:
                self._stream.flush()
                if self._going is not None:
                    self._going.result()
                os.fsync(self._stream.fileno())
        whole = self._former.obj
        self._former.release()
        if isinstance(whole, mmap.mmap):
            whole.close()
            os.close(self._source)

    def line(self, number: int) -> bytes:
        """A line of the former version, with its end."""
        return bytes(self._former[self._begins[number] : self._begins[number + 1]])

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
        at, stop = int(self._begins[first]), int(self._begins[last + 1])
        while at < stop:
            end = min(at + _PIECE, stop)
            copied = self._copied(at, end) if end - at >= _LEAST_COPIED else 0
            if not copied:
                copied = self._stream.write(self._former[at:end])
            at += copied
            if at < stop:
                self._send()

    def _copied(self, at: int, end: int) -> int:
        """How much of the former version the system has copied, which saves the way through this process.

        Nothing where the file system cannot; what is wrong with the disk, writing will tell.
        """
        if not self._is_copied:
            return 0
        self._stream.flush()
        try:
            copied = os.copy_file_range(self._source, self._stream.fileno(), end - at, at)
        except OSError:
            copied = 0
        self._is_copied = copied > 0
        return copied

    def _send(self) -> None:
        """Let what is written go to the disk, unless the disk is at it. Raises OSError."""
        if self._going is not None:
            if not self._going.done():
                return
            # The system tells of an error once.
            self._going.result()
        self._going = self._to_disk.submit(os.fsync, self._stream.fileno())
