"""Compressed files: bytes to bytes, within limits on size and expansion."""

from __future__ import annotations

import zlib

from normalize.article import RejectedError
from normalize.settings import CleanSettings

#: Suffixes that are taken off a name before its format's suffix is looked at.
COMPRESSED = (".gz",)
_CHUNK = 1 << 20


def decompress(data: bytes, suffix: str, settings: CleanSettings) -> bytes:
    """Decompress a whole file.

    Raises RejectedError "truncated" for a damaged or unfinished stream, "too_large" past
    `max_file_bytes` or, above 1 MB, `max_expansion`.
    """
    assert suffix in COMPRESSED
    limit = min(settings.max_file_bytes, max(_CHUNK, len(data) * settings.max_expansion))
    out: list[bytes] = []
    total = 0
    while data:
        stream = zlib.decompressobj(wbits=31)
        while not stream.eof:
            try:
                piece = stream.decompress(data, _CHUNK)
            except zlib.error as error:
                raise RejectedError("truncated", f"gzip: {error}") from None
            data = stream.unconsumed_tail
            total += len(piece)
            if total > limit:
                raise RejectedError(
                    "too_large", f"gzip: expands past {limit} bytes (max_file_bytes, max_expansion)"
                )
            out.append(piece)
            if not piece and not data and not stream.eof:
                raise RejectedError("truncated", "gzip: the stream ends before its end mark")
        # Several members may follow each other; zero bytes after the last are padding.
        data = stream.unused_data.lstrip(b"\x00")
    return b"".join(out)
