"""Which format a file is in: by its name, and by its first bytes where the name misleads."""

from __future__ import annotations

import re
from collections.abc import Collection

#: Suffixes of compressed files, with the first bytes of each.
COMPRESSIONS: dict[str, bytes] = {
    ".gz": b"\x1f\x8b",
    ".bz2": b"BZh",
    ".xz": b"\xfd7zXZ\x00",
    ".zst": b"\x28\xb5\x2f\xfd",
}

#: One suffix that stands for two.
_SHORT = {".tgz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz", ".tzst": ".tar.zst"}

#: Bytes of a file that are enough to tell its format.
HEAD = 4096

#: First bytes that are one format's alone, whatever the name says.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", ".zip"),
    (b"PAR1", ".parquet"),
    (b"ARROW1\x00\x00", ".arrow"),
    (b"SQLite format 3\x00", ".sqlite"),
    (b"WARC/1.", ".warc"),
    (b"WARC/0.", ".warc"),
    (b"filedesc://", ".arc"),
    (b"bplist00", ".webarchive"),
    (b"{\\rtf1", ".rtf"),
)
#: The first file of an OpenDocument text, not compressed (ODF 1.2, part 3, 3.3).
_OPEN_TEXT = re.compile(
    rb"PK\x03\x04.{26}mimetype.{0,60}application/vnd\.oasis\.opendocument\.text", re.S
)
_TAR_MARK = slice(257, 262)

_PAGE = re.compile(
    rb"(?:<!--.{0,2000}?-->\s*|<\?xml[^>]{0,200}\?>\s*)*(?:<!doctype\s+html|<html[\s>]|<head[\s>])",
    re.I | re.S,
)
_FEED = re.compile(
    rb"(?:<\?xml[^>]{0,200}\?>|<!--.{0,2000}?-->|<!DOCTYPE\s+nitf[^>]{0,300}>|\s)*"
    rb"<(?:\w+:)?(?:rss|feed|RDF|nitf|newsItem|newsMessage|NewsML)[\s>]", re.S,
)  # fmt: skip
_CORPUS = re.compile(
    rb"(?:<!DOCTYPE\s+lewis[^>]{0,100}>\s*)?<(?:DOC|REUTERS)(?:\s[^<>]{0,300})?>", re.I
)
_SAVED = re.compile(rb"^(?:snapshot-content-location|from: <saved by)", re.I | re.M)
_OBJECT = re.compile(rb'\{\s*"[^"\\]{1,60}"\s*:')
_LIST = re.compile(rb'\[\s*(?:\{\s*"|\]\s*\Z)')
_MESSAGE = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,60}:[ \t][^\n]*\n(?:[ \t][^\n]*\n)*){3,}")
_MIME = re.compile(rb"^(?:mime-version|message-id|received|return-path):", re.I | re.M)

#: The line above each message of a mailbox (RFC 4155), and what begins with it.
_MAILBOX = re.compile(rb"From [^\n]*\d{4}[^\n]*\n")
#: What systems put beside files and do not show; names with a dot in front are others.
_UNSHOWN = frozenset(("Thumbs.db", "desktop.ini", "__MACOSX"))

#: What is read in one way or another anyway.
_SAME: dict[str, set[str]] = {
    ".html": {".html", ".htm", ".xhtml"},
    ".xml": {".xml", ".rss", ".atom", ".nitf"},
    ".json": {".json", ".jsonl", ".ndjson", ".jl"},
    ".eml": {".eml", ".mbox", ".mhtml", ".mht"},
    ".mhtml": {".mhtml", ".mht"},
    ".sgml": {".sgml", ".sgm"},
    ".zip": {".zip", ".docx", ".odt", ".xlsx", ".wacz"},
    ".arrow": {".arrow", ".feather"},
    ".sqlite": {".sqlite", ".sqlite3", ".db"},
}


def suffixes(path: str) -> tuple[str, str]:
    """The format's suffix and the compression's ("" for none) of a file name, in lower case."""
    name = path.rsplit("/", 1)[-1].lower()
    short = next((suffix for suffix in _SHORT if name.endswith(suffix)), "")
    name = name.removesuffix(short) + _SHORT.get(short, "")
    packed = next((suffix for suffix in COMPRESSIONS if name.endswith(suffix)), "")
    name = name.removesuffix(packed)
    dot = name.rfind(".")
    return (name[dot:] if dot > 0 else "", packed)


def is_hidden(name: str) -> bool:
    """Whether a file or directory of this name is one that systems do not show."""
    return name.startswith(".") or name in _UNSHOWN


def compression_of(head: bytes) -> str:
    """The suffix of the compression that the first bytes tell, "" for none."""
    return next((suffix for suffix, magic in COMPRESSIONS.items() if head.startswith(magic)), "")


def told_by_content(head: bytes) -> str:
    """The suffix of the format that the first bytes (HEAD of them) tell, "" where they tell none.

    Only marks that no story begins with count: plain text, Markdown and tables tell nothing.
    """
    if _OPEN_TEXT.match(head):
        return ".odt"
    found = next((suffix for magic, suffix in _MAGIC if head.startswith(magic)), "")
    if found or head[_TAR_MARK] == b"ustar":
        return found or ".tar"
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _PAGE.match(text):
        return ".html"
    if _FEED.match(text):
        return ".xml"
    if _OBJECT.match(text) or _LIST.match(text):
        return ".json"
    if _CORPUS.match(text):
        return ".sgml"
    mailbox = _MAILBOX.match(text)
    headers = _MESSAGE.match(text, mailbox.end() if mailbox else 0)
    if headers and _MIME.search(headers.group()):
        if mailbox:
            return ".mbox"
        return ".mhtml" if _SAVED.search(headers.group()) else ".eml"
    return ""


def format_of(suffix: str, head: bytes, known: Collection[str]) -> str:
    """The suffix whose reader a file needs, by its name's `suffix` and its first bytes.

    `known` are the suffixes that have a reader. Many formats are zip archives inside: a name
    that is not known is not taken for one.
    """
    told = told_by_content(head)
    if not told and suffix in _SAME[".html"] and b"<" not in head and b"\x00" not in head:
        return ".txt"  # a page has tags
    if not told or suffix in _SAME.get(told, {told}):
        return suffix
    return suffix if told == ".zip" and suffix and suffix not in known else told
