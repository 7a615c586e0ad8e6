"""Readers: bytes of a file to drafts, one reader a format.

To add a format, write a module with a `read_*` function of the shape of `Reader` and name its
suffixes in `_READERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from normalize.article import Draft, Rejected, RejectedError
from normalize.readers.compressed import COMPRESSED, decompress
from normalize.readers.mail import read_mailbox, read_message
from normalize.readers.markdown import read_markdown
from normalize.readers.page import read_page
from normalize.readers.records import read_json, read_lines
from normalize.readers.tables import read_delimited, read_parquet
from normalize.readers.text import read_text
from normalize.readers.xml import read_xml
from normalize.settings import CleanSettings

#: (bytes, path of the record, settings) -> what the file holds, in order. A reader may raise
#: RejectedError for the whole file and yields Rejected for one record of several.
Reader = Callable[[bytes, str, CleanSettings], Iterator[Draft | Rejected]]

_READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_page,
    ".htm": read_page,
    ".xhtml": read_page,
    ".json": read_json,
    ".jsonl": read_lines,
    ".ndjson": read_lines,
    ".xml": read_xml,
    ".rss": read_xml,
    ".atom": read_xml,
    ".nitf": read_xml,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".parquet": read_parquet,
    ".eml": read_message,
    ".mbox": read_mailbox,
}

#: Suffixes of files that hold one record a line, which can be read in parts.
LINE_SUFFIXES = (".jsonl", ".ndjson")


def suffixes(path: str) -> tuple[str, str]:
    """The format's suffix and the compression's ("" for none) of a file name, in lower case."""
    name = path.rsplit("/", 1)[-1].lower()
    packed = next((suffix for suffix in COMPRESSED if name.endswith(suffix)), "")
    name = name.removesuffix(packed)
    dot = name.rfind(".")
    return (name[dot:] if dot > 0 else "", packed)


def is_supported(path: str) -> bool:
    """Whether a file of this name has a reader."""
    return suffixes(path)[0] in _READERS


def supported_suffixes() -> list[str]:
    """The suffixes that have a reader."""
    return list(_READERS)


def read_drafts(
    data: bytes, path: str, settings: CleanSettings, part: tuple[int, int] | None = None
) -> Iterator[Draft | Rejected]:
    """The drafts of one file, in order; a Rejected for each record that gives none.

    `part` asks for the records from its first to its last (from 1, inclusive) of a file that
    holds one a line. Raises nothing for what the bytes hold.
    """
    suffix, packed = suffixes(path)
    try:
        reader = _READERS.get(suffix)
        if reader is None:
            known = ", ".join(supported_suffixes())
            raise RejectedError(
                "unsupported",
                f"no reader for {suffix or 'a file without suffix'}; there are {known}",
            )
        if len(data) > settings.max_file_bytes:
            raise RejectedError(
                "too_large", f"{len(data)} bytes, over max_file_bytes {settings.max_file_bytes}"
            )
        if packed and data:
            data = decompress(data, packed, settings)
        if not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf"):
            raise RejectedError("empty", "the file holds no text")
        if part is None:
            yield from reader(data, path, settings)
        else:
            yield from read_lines(data, path, settings, part)
    except RejectedError as error:
        yield Rejected(path, error.reason, error.detail)
    except Exception as error:
        yield Rejected(path, "failed", f"{type(error).__name__}: {error}")
