"""Bytes to text: which character encoding a file is in.

The order is what measured best on news in 18 languages: byte order mark, the NUL pattern
of UTF-16, strict UTF-8, the declared label if it decodes strictly, then a guess by chardetng
(the detector of Firefox).
"""

from __future__ import annotations

import codecs
import re
from encodings.aliases import aliases

from chardetng_py import detect

from normalize.article import RejectedError

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with UTF-16's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

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

#: WHATWG reads these labels as the wider Windows encodings that pages really use.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}

_LABEL = re.compile(
    rb"""(?:charset\s*=\s*["']?|<\?xml[^>]{1,60}encoding\s*=\s*["'])\s*([A-Za-z0-9_.:-]{2,40})""",
    re.I,
)

#: Control characters that no text has; a share above the limit says "binary".
_CONTROLS = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SAMPLE = 4096


def declared_label(data: bytes) -> str | None:
    """The encoding that the first 2 KB declare (meta charset, XML declaration), if any."""
    found = _LABEL.search(data, 0, 2048)
    return found.group(1).decode("ascii") if found else None


def python_codec(label: str) -> str | None:
    """Python's name for a charset label, widened as browsers do; None if it is unknown."""
    key = label.strip().lower().replace(" ", "")
    try:
        name = codecs.lookup(key).name
    except (LookupError, ValueError):
        try:
            name = codecs.lookup(aliases.get(key.replace("-", "_"), "")).name
        except (LookupError, ValueError):
            return None
    return _WIDER.get(name, name)


def _utf16_without_bom(data: bytes) -> str | None:
    # Text of most scripts has NULs in every other byte at spaces, line ends and digits.
    sample = data[:_SAMPLE]
    if b"\x00" not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    threshold = max(1, len(sample) // 40)
    if odd >= threshold and odd > 8 * even:
        return "utf-16-le"
    if even >= threshold and even > 8 * odd:
        return "utf-16-be"
    return None


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
    wide = _utf16_without_bom(data)
    if wide is not None:
        try:
            return data[: len(data) & ~1].decode(wide), wide
        except UnicodeDecodeError:
            pass
    _refuse_binary(data)
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        # A file cut in the middle of its last character is UTF-8 all the same.
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8"), "utf-8"
    for candidate in (label, declared_label(data)):
        codec = python_codec(candidate) if candidate else None
        if codec and codec not in ("utf-8", "utf-16"):
            try:
                return data.decode(codec), codec
            except UnicodeDecodeError:
                continue
    guess = python_codec(detect(data)) or "cp1252"
    text = data.decode(guess, "replace")
    if text.count("\ufffd") * 50 > len(text):
        raise RejectedError("undecodable", f"over 2% of the bytes are not {guess}, the best guess")
    return text, guess
