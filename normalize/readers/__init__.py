"""Readers: bytes of a file to drafts, one reader a format.

To add a format, write a module with a `read_*` function of the shape of `Reader` and name it in
`_READERS`, by its suffixes. A reader is loaded with the first file that it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module

from normalize.article import Draft, Rejected, RejectedError
from normalize.readers.archives import members
from normalize.readers.compressed import decompress
from normalize.readers.kinds import (
    COMPRESSIONS,
    HEAD,
    compression_of,
    format_of,
    suffixes,
    told_by_content,
)
from normalize.readers.part import Part
from normalize.settings import CleanSettings

#: (bytes, path of the record, settings) -> what the file holds, in order. A reader may raise
#: RejectedError for the whole file and yields Rejected for one record of several.
Reader = Callable[[bytes, str, CleanSettings], Iterator[Draft | Rejected]]

_READERS = {
    ".txt": "text.read_text",
    ".text": "text.read_text",
    ".md": "markdown.read_markdown",
    ".markdown": "markdown.read_markdown",
    ".html": "page.read_page",
    ".htm": "page.read_page",
    ".xhtml": "page.read_page",
    ".json": "records.read_json",
    ".jsonl": "records.read_lines",
    ".ndjson": "records.read_lines",
    ".jl": "records.read_lines",
    ".xml": "xml.read_xml",
    ".rss": "xml.read_xml",
    ".atom": "xml.read_xml",
    ".nitf": "xml.read_xml",
    ".csv": "tables.read_delimited",
    ".tsv": "tables.read_delimited",
    ".parquet": "columns.read_parquet",
    ".arrow": "columns.read_arrow",
    ".feather": "columns.read_arrow",
    ".xlsx": "spreadsheets.read_xlsx",
    ".sqlite": "sqlite.read_sqlite",
    ".sqlite3": "sqlite.read_sqlite",
    ".db": "sqlite.read_sqlite",
    ".eml": "mail.read_message",
    ".mbox": "mail.read_mailbox",
    ".mhtml": "saved.read_mhtml",
    ".mht": "saved.read_mhtml",
    ".webarchive": "saved.read_webarchive",
    ".docx": "office.read_docx",
    ".odt": "office.read_odt",
    ".rtf": "office.read_rtf",
    ".sgml": "sgml.read_sgml",
    ".sgm": "sgml.read_sgml",
    ".warc": "warc.read_warc",
    ".wet": "warc.read_warc",
    ".arc": "warc.read_warc",
}

#: Archives: what they hold is read as the files of a directory are.
_ARCHIVES = (".zip", ".wacz", ".tar")
#: What is unpacked as it is read.
_WEB_ARCHIVES = (".warc", ".wet", ".arc")
#: Archives in archives, at most.
_ARCHIVE_DEPTH = 3

#: Suffixes of files that hold one record a line, which can be read in parts.
LINE_SUFFIXES = (".jsonl", ".ndjson", ".jl")


def is_supported(path: str, head: bytes = b"") -> bool:
    """Whether there is a reader for a file of this name, or with these first bytes."""
    suffix, packed = suffixes(path)
    found = format_of(suffix, head, _READERS)
    return bool(packed) or found in _READERS or found in _ARCHIVES or bool(compression_of(head))


def supported_suffixes() -> list[str]:
    """The suffixes that have a reader."""
    return [*_READERS, *_ARCHIVES]


def supported_compressions() -> list[str]:
    """The suffixes of compression that may follow."""
    return list(COMPRESSIONS)


@cache
def _reader(suffix: str) -> Reader:
    module, function = _READERS[suffix].split(".")
    reader: Reader = getattr(import_module(f"normalize.readers.{module}"), function)
    return reader


def read_drafts(
    data: bytes,
    path: str,
    settings: CleanSettings,
    part: Part | None = None,
    outlet: str = "",
) -> Iterator[Draft | Rejected]:
    """The drafts of one file, in order; a Rejected for each record that gives none.

    `part` asks for some of the records of a file that holds one a line; `outlet` is whose the records are that do not say. Raises nothing for what
    the bytes hold.
    """
    for found in _read(data, path, settings, part, outlet, _ARCHIVE_DEPTH):
        if isinstance(found, Draft):
            found.outlet = found.outlet or outlet
        yield found


def _read(
    data: bytes,
    path: str,
    settings: CleanSettings,
    part: Part | None,
    outlet: str,
    depth: int,
) -> Iterator[Draft | Rejected]:
    try:
        if len(data) > settings.max_file_bytes:
            raise RejectedError(
                "too_large", f"{len(data)} bytes, over max_file_bytes {settings.max_file_bytes}"
            )
        suffix, data, packed = _opened(data, path, settings)
        if not packed and not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf"):
            raise RejectedError("empty", "the file holds no text")
        held = 0
        for found in _records(data, suffix, packed, path, settings, part, outlet, depth):
            held += 1
            yield found
        if not held:
            raise RejectedError("empty", "the file holds no record of an article")
    except RejectedError as error:
        yield Rejected(path, error.reason, error.detail)
    except MemoryError:
        yield Rejected(path, "out_of_memory", "no memory was left to read it")
    except Exception as error:
        yield Rejected(path, "failed", f"{type(error).__name__}: {error}")


def _records(
    data: bytes,
    suffix: str,
    packed: str,
    path: str,
    settings: CleanSettings,
    part: Part | None,
    outlet: str,
    depth: int,
) -> Iterator[Draft | Rejected]:
    """What the reader of a format makes of a file's bytes. Raises RejectedError."""
    if part is not None:
        from normalize.readers.records import read_lines

        return read_lines(data, path, settings, part)
    if suffix in _ARCHIVES:
        return _members(data, suffix, path, settings, outlet, depth)
    if packed:
        from normalize.readers.warc import read_warc

        return read_warc(data, path, settings, packed)
    if suffix in _READERS:
        return _reader(suffix)(data, path, settings)
    known = ", ".join(supported_suffixes())
    raise RejectedError(
        "unsupported", f"no reader for {suffix or 'a file without suffix'}; there are {known}"
    )


def _opened(data: bytes, path: str, settings: CleanSettings) -> tuple[str, bytes, str]:
    """The format of a file, its bytes, and the compression that is left to its reader, if any."""
    suffix, packed = suffixes(path)
    head = data[:HEAD]
    told = compression_of(head)
    if packed and packed != told and (told or told_by_content(head)):
        packed = told  # a server undid the compression, or the name is another's
    elif told and not packed:
        packed = told
    if packed and data:
        if suffix in _WEB_ARCHIVES:
            return suffix, data, packed
        data = decompress(data, packed, settings)
        if compression_of(data):
            raise RejectedError("binary", "compressed twice")
    return format_of(suffix, data[:HEAD], _READERS), data, ""


def _members(
    data: bytes, suffix: str, path: str, settings: CleanSettings, outlet: str, depth: int
) -> Iterator[Draft | Rejected]:
    """The drafts of an archive's files; their outlet is the first directory in it, if not `outlet`."""
    if not depth:
        raise RejectedError("too_deep", f"archives in archives, deeper than {_ARCHIVE_DEPTH}")
    own_name = path.rsplit("/", 1)[-1].split(".")[0]
    for member in members(data, suffix, settings):
        if isinstance(member, Rejected):
            yield Rejected(f"{path}/{member.path}".rstrip("/"), member.reason, member.detail)
            continue
        name, content = member
        inner = outlet or (name.split("/")[0] if "/" in name else own_name)
        for found in _read(content, f"{path}/{name}", settings, None, inner, depth - 1):
            if isinstance(found, Draft):
                found.outlet = found.outlet or inner
            yield found
