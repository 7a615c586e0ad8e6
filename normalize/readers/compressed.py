"""Compressed files: bytes to bytes, within limits on size and expansion."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from normalize.article import RejectedError
from normalize.settings import CleanSettings


class _Stream(Protocol):
    """What the three decompressors of the standard library have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ...) -> bytes: ...


class _Zlib:
    """zlib's decompressor with the manners of the other two: it keeps what is not yet used."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._stream.eof

    @property
    def unused_data(self) -> bytes:
        return self._stream.unused_data

    def decompress(self, data: bytes, max_length: int = 0) -> bytes:
        return self._stream.decompress(self._stream.unconsumed_tail + data, max_length)


_OPENERS: dict[str, tuple[str, Callable[[], _Stream]]] = {
    ".gz": ("gzip", _Zlib),
    ".bz2": ("bzip2", bz2.BZ2Decompressor),
    ".xz": ("xz", lzma.LZMADecompressor),
}
_CHUNK = 1 << 20


def _members(data: bytes, suffix: str) -> Iterator[bytes]:
    name, opener = _OPENERS[suffix]
    while data:
        stream = opener()
        while not stream.eof:
            try:
                piece = stream.decompress(data, _CHUNK)
            except (zlib.error, lzma.LZMAError, OSError) as error:
                raise RejectedError("truncated", f"{name}: {error}") from None
            data = b""
            yield piece
            if not piece and not stream.eof:
                raise RejectedError("truncated", f"{name}: the stream ends before its end mark")
        # Several members may follow each other; zero bytes after the last are padding.
        data = stream.unused_data.lstrip(b"\x00")


#: What the standard library lacks and pyarrow has; brotli is HTTP's, no suffix of files.
_ARROW = {".zst": "zstd", ".br": "brotli"}


def _arrow(data: bytes, codec: str) -> Iterator[bytes]:
    import pyarrow as pa

    try:
        with pa.input_stream(pa.BufferReader(data), compression=codec) as stream:
            while piece := stream.read(_CHUNK):
                yield piece
    except OSError as error:
        raise RejectedError("truncated", f"{codec}: {error}") from None


def pieces(data: bytes, suffix: str, limit: int) -> Iterator[bytes]:
    """Decompress a file, of one member or several, a piece of at most 1 MB at a time.

    Raises RejectedError "truncated" for a damaged or unfinished stream, "too_large" past
    `limit` bytes.
    """
    total = 0
    for piece in _arrow(data, _ARROW[suffix]) if suffix in _ARROW else _members(data, suffix):
        total += len(piece)
        if total > limit:
            raise RejectedError(
                "too_large",
                f"{suffix[1:]}: expands past {limit} bytes (max_file_bytes, max_expansion)",
            )
        yield piece


def decompress(data: bytes, suffix: str, settings: CleanSettings) -> bytes:
    """Decompress a whole file.

    Raises RejectedError "truncated", or "too_large" past `max_file_bytes` or, above 1 MB,
    `max_expansion`.
    """
    limit = min(settings.max_file_bytes, max(_CHUNK, len(data) * settings.max_expansion))
    return b"".join(pieces(data, suffix, limit))


class Unpacked(io.RawIOBase):
    """A compressed file as a stream to read from, never whole in memory."""

    def __init__(self, data: bytes, suffix: str, settings: CleanSettings) -> None:
        super().__init__()
        limit = max(_CHUNK, len(data) * settings.max_expansion)
        self._pieces = pieces(data, suffix, limit)
        self._rest = b""
        #: Why the stream ended before its end; readers of it may hide the exception.
        self.error: RejectedError | None = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:
        """Fill a buffer as far as one piece goes; 0 at the end, or at damage (see `error`)."""
        view = memoryview(buffer)
        while not self._rest:
            try:
                self._rest = next(self._pieces)
            except StopIteration:
                return 0
            except RejectedError as error:
                self.error = error
                return 0
        size = min(len(view), len(self._rest))
        view[:size] = self._rest[:size]
        self._rest = self._rest[size:]
        return size
