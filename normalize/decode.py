"""Bytes to text: which character encoding a file is in.

In this order: byte order mark, UTF-16 told by its pattern, escapes of seven bits, strict UTF-8,
UTF-8 with some damage, then a legacy encoding: what the bytes themselves show comes before what was declared, since a
label is wrong far more often than the detector is (tests/normalize/test_encodings.py).
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from normalize.article import RejectedError
from normalize.legacy import guess_escaped, guess_legacy, guess_wide

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MARKS = tuple(bom for bom, _ in _BOMS)

#: First bytes of common files that are no text, whatever their name says.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PK\x03\x04", "a zip archive"),
    (b"\x7fELF", "a program"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an Office document"),
    (b"SQLite format 3\x00", "an SQLite database"),
)

_LABEL = re.compile(
    rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{1,60}encoding\s*=\s*["'])\s*([A-Za-z0-9_.:-]{2,40})""",
    re.I,
)

#: Control characters that no text has; a share above the limit says "binary".
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SAMPLE = 4096
#: Bytes that are decoded at a time where only their encoding is asked for.
_PIECE = 1 << 15

_HIGH = bytes(range(128, 256))
#: Well-formed sequences of more than one byte (Unicode 15, table 3-7, but for its rarest rows).
_SEQUENCES = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_LEAST_GOOD = 16


def declared_label(data: bytes) -> str | None:
    """The encoding that the first 2 KB declare (meta charset, XML declaration), if any."""
    found = _LABEL.search(data, 0, 2048)
    return found.group(1).decode("ascii") if found else None


def _refuse_binary(data: bytes) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise RejectedError("binary", f"the bytes are {what}")
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls * 20 > len(sample):
        raise RejectedError("binary", "over a twentieth of the bytes are control characters")


def decode(data: bytes, label: str | None = None) -> tuple[str, str]:
    """Decode a file or record.

    `label` is a charset from outside the bytes (an HTTP header). Returns the text and the
    name of the encoding. Raises RejectedError "binary" or "undecodable".
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(name), name
            except UnicodeDecodeError:
                if name != "utf-8":
                    return data[len(bom) :].decode(name, "replace"), name
                data = data[len(bom) :]  # a mark glued before other bytes: judge the rest
    wide = guess_wide(data)
    if wide is not None:
        try:
            return data[: len(data) & ~1].decode(wide), wide
        except UnicodeDecodeError:
            pass
    if (escaped := guess_escaped(data)) is not None:
        return data.decode(escaped, "replace"), escaped
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A file cut in the middle of its last character is UTF-8 all the same.
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), "utf-8"
    damaged = _damaged_utf8(data)
    if damaged is not None:
        return damaged, "utf-8"
    guess = guess_legacy(data, [found for found in (label, declared_label(data)) if found])
    text = data.decode(guess, "replace")
    if text.count("\ufffd") * 50 > len(text):
        raise RejectedError("undecodable", f"over 2% of the bytes are not {guess}, the best guess")
    return text, guess


def to_utf8(data: bytes, label: str | None = None) -> tuple[bytes, str]:
    """A page's bytes in UTF-8, as its parser wants them: most pages' own.

    Takes, returns (but for the bytes) and raises what `decode` does.
    """
    if not data.startswith(_MARKS) and guess_wide(data) is None and guess_escaped(data) is None:
        _refuse_binary(data)
        with suppress(UnicodeDecodeError):
            _check_utf8(data)
            return data, "utf-8"
    text, name = decode(data, label)
    return text.encode("utf-8", "replace"), name


def _check_utf8(data: bytes) -> None:
    """Raise UnicodeDecodeError where bytes are no UTF-8.

    A page's text as a whole, made and thrown away, takes twice as long as pieces that stay in cache.
    """
    view, start = memoryview(data), 0
    while start < len(data):
        end = start + _PIECE
        start += codecs.utf_8_decode(view[start:end], "strict", end >= len(data))[1]


def _damaged_utf8(data: bytes) -> str | None:
    """Text that is UTF-8 but for some bytes, those read as Windows-1252; None if it is not.

    Such files come of joining texts of two encodings.
    """
    good = sum(len(found) for found in _SEQUENCES.findall(data))
    bad = len(data) - len(data.translate(None, _HIGH)) - good
    if good < _LEAST_GOOD or bad * 8 > good:
        return None
    return data.decode("utf-8", "newsfold.cp1252")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("newsfold.cp1252", _as_cp1252)
