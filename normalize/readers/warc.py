"""WARC (ISO 28500) and ARC, its forerunner: the HTML responses of a web archive."""

from __future__ import annotations

import contextlib
import io
import re
from collections.abc import Iterator
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from normalize.article import Draft, Rejected, RejectedError
from normalize.decode import decode, to_utf8
from normalize.hosts import host_of
from normalize.html.page import draft_from_page
from normalize.readers.compressed import Unpacked, pieces
from normalize.readers.text import draft_from_text
from normalize.settings import CleanSettings

_PAGES = ("text/html", "application/xhtml+xml")
#: Records that may hold an article; requests, metadata and revisits do not.
_KINDS = ("response", "resource", "conversion")
#: HTTP content codings that warcio does not undo.
_CODINGS = {"br": ".br", "zstd": ".zst"}
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_CHUNK = 1 << 20


def _payload(record: Any, settings: CleanSettings) -> bytes:
    """A record's payload, transfer and content codings undone."""
    limit = settings.max_record_bytes
    coding = ""
    if record.http_headers is not None:
        coding = (record.http_headers.get_header("Content-Encoding") or "").strip().lower()
        if coding in _CODINGS:
            record.http_headers.replace_header("Content-Encoding", "identity")
    stream = record.content_stream()
    data = bytearray()
    # A chunked stream gives a chunk a call.
    while len(data) <= limit and (piece := stream.read(_CHUNK)):
        data += piece
    if len(data) > limit:
        raise RejectedError("too_large", f"over max_record_bytes {limit}")
    if getattr(record.raw_stream, "limit", 0) > 0:
        raise RejectedError("truncated", "the file ends within this record")
    found = bytes(data)
    return b"".join(pieces(found, _CODINGS[coding], limit)) if coding in _CODINGS else found


def _draft(record: Any, path: str, settings: CleanSettings) -> Draft | None:
    """The draft of one record, None where it is no page (a redirect, a picture, a script)."""
    declared = record.content_type or ""
    if record.http_headers is not None:
        status = int(record.http_headers.get_statuscode() or 200)
        declared = record.http_headers.get_header("Content-Type") or _PAGES[0]
        if status >= 300 and (status < 400 or not declared.startswith(_PAGES)):
            return None
        if status >= 400:
            raise RejectedError("http_error", f"the server answered {status}")
    kind = declared.split(";")[0].strip().lower()
    if kind not in (*_PAGES, "text/plain"):
        return None
    data = _payload(record, settings)
    if not data.strip():
        return None
    charset = _CHARSET.search(declared)
    label = charset.group(1) if charset else None
    if kind == "text/plain":
        text, encoding = decode(data, label)
        draft = draft_from_text(text, path, settings)
    else:
        html, encoding = to_utf8(data, label)
        draft = draft_from_page(html, path, settings)
    draft.encoding = encoding
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    draft.url = draft.url or url
    # One file holds many outlets' pages: their directory says nothing about whose they are.
    draft.outlet = draft.outlet or host_of(url)
    return draft


def read_warc(
    data: bytes, path: str, settings: CleanSettings, packed: str = ""
) -> Iterator[Draft | Rejected]:
    """The drafts of a WARC, ARC or WET file: a page a response, a text a conversion.

    Records that hold no page (requests, redirects, pictures) give nothing, yet they count: the
    `n` of `path#n` is the record's place in the file. Compression (`packed` is its suffix) is
    undone as it is read, so that no big archive is whole in memory.
    """
    unpacked = Unpacked(data, packed, settings) if packed else None
    stream = io.BufferedReader(unpacked, _CHUNK) if unpacked else io.BytesIO(data)
    records = iter(ArchiveIterator(stream, arc2warc=True))
    number = 0
    while True:
        name = f"{path}#{number + 1}"
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # warcio writes its warnings there
                record = next(records, None)
            if record is None or not record.rec_type:
                break
            number += 1
            draft = _draft(record, name, settings) if record.rec_type in _KINDS else None
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)
            if error.reason == "truncated" and unpacked is not None and unpacked.error is not None:
                return
        except (ArchiveLoadFailed, EOFError) as error:
            detail = " ".join(str(error).split())
            yield Rejected(name, "truncated", f"WARC: {detail}")
            return
        except Exception as error:
            yield Rejected(name, "invalid_record", f"WARC: {type(error).__name__}: {error}")
        else:
            if draft is not None:
                yield draft
    if unpacked is not None and unpacked.error is not None:
        yield Rejected(name, unpacked.error.reason, unpacked.error.detail)
    elif not number:
        raise RejectedError("invalid_record", "no WARC record in the file")
