"""Pages as browsers save them in one file: MHTML (Chrome, Edge), Safari's web archives."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator
from email import message_from_bytes, policy
from xml.parsers.expat import ExpatError

from normalize.article import Draft, Rejected, RejectedError
from normalize.readers.page import draft_of_page
from normalize.settings import CleanSettings


def _page(data: bytes, label: str | None, url: str, path: str, settings: CleanSettings) -> Draft:
    draft = draft_of_page(data, path, settings, label)
    draft.url = draft.url or url
    return draft


def read_mhtml(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of a page saved as MHTML (RFC 2557): its first part that is HTML."""
    message = message_from_bytes(data, policy=policy.compat32)
    for part in message.walk():
        if part.get_content_type() in ("text/html", "application/xhtml+xml"):
            content = part.get_payload(decode=True)
            url = part.get("Content-Location") or message.get("Snapshot-Content-Location") or ""
            raw = content if isinstance(content, bytes) else b""
            yield _page(raw, part.get_content_charset(), str(url), path, settings)
            return
    raise RejectedError("no_text", "a saved page without a part that is HTML")


def read_webarchive(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of a page saved by Safari: the main resource of a property list."""
    try:
        main = plistlib.loads(data)["WebMainResource"]
        content, label = main["WebResourceData"], main.get("WebResourceTextEncodingName")
        url = str(main.get("WebResourceURL", ""))
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError, ExpatError) as error:  # fmt: skip
        raise RejectedError("invalid_record", f"no web archive of Safari's: {error}") from None
    if not isinstance(content, bytes):
        raise RejectedError("invalid_record", "no web archive of Safari's: no main resource")
    yield _page(content, label if isinstance(label, str) else None, url, path, settings)
