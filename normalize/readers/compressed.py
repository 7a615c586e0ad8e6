"""Compressed files: bytes to bytes, within limits on size and expansion."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import Protocol

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

#: Suffixes that are taken off a name before its format's suffix is looked at.
COMPRESSED = tuple(_OPENERS)
_CHUNK = 1 << 20


def decompress(data: bytes, suffix: str, settings: CleanSettings) -> bytes:
    """Decompress a whole file, of one member or several.

    Raises RejectedError "truncated" for a damaged or unfinished stream, "too_large" past
    `max_file_bytes` or, above 1 MB, `max_expansion`.
    """
    name, opener = _OPENERS[suffix]
    limit = min(settings.max_file_bytes, max(_CHUNK, len(data) * settings.max_expansion))
    out: list[bytes] = []
    total = 0
    while data:
        stream = opener()
        while not stream.eof:
            try:
                piece = stream.decompress(data, _CHUNK)
            except (zlib.error, lzma.LZMAError, OSError) as error:
                raise RejectedError("truncated", f"{name}: {error}") from None
            data = b""
            total += len(piece)
            if total > limit:
                raise RejectedError(
                    "too_large",
                    f"{name}: expands past {limit} bytes (max_file_bytes, max_expansion)",
                )
            out.append(piece)
            if not piece and not stream.eof:
                raise RejectedError("truncated", f"{name}: the stream ends before its end mark")
        # Several members may follow each other; zero bytes after the last are padding.
        data = stream.unused_data.lstrip(b"\x00")
    return b"".join(out)
