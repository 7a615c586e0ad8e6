"""HTML pages: one article a page."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.article import Draft, Rejected, RejectedError
from normalize.decode import to_utf8
from normalize.html.page import draft_from_page
from normalize.settings import CleanSettings


def read_page(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of an HTML page."""
    if len(data) > settings.max_record_bytes:
        raise RejectedError(
            "too_large", f"{len(data)} bytes, over max_record_bytes {settings.max_record_bytes}"
        )
    html, encoding = to_utf8(data)
    draft = draft_from_page(html, path, settings)
    draft.encoding = encoding
    yield draft
