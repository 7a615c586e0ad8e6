"""HTML pages: one article a page."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.article import Draft, Rejected, RejectedError
from normalize.decode import to_utf8
from normalize.html.page import draft_from_page
from normalize.settings import CleanSettings


def draft_of_page(
    data: bytes, path: str, settings: CleanSettings, label: str | None = None
) -> Draft:
    """The draft of a page's bytes; `label` is a charset from outside them. Raises RejectedError."""
    if len(data) > settings.max_record_bytes:
        raise RejectedError(
            "too_large", f"{len(data)} bytes, over max_record_bytes {settings.max_record_bytes}"
        )
    html, encoding = to_utf8(data, label)
    draft = draft_from_page(html, path, settings)
    draft.encoding = encoding
    return draft


def read_page(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of an HTML page."""
    yield draft_of_page(data, path, settings)
