"""Plain text: one article a file, its headline unmarked."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.article import Block, Draft, Rejected
from normalize.decode import decode
from normalize.paragraphs import split_paragraphs
from normalize.repair import mend
from normalize.settings import CleanSettings


def draft_from_text(text: str, path: str) -> Draft:
    """The draft of a plain text; its first line may be its headline."""
    text, repairs = mend(text, unescape="<" not in text)
    blocks = [Block(paragraph) for paragraph in split_paragraphs(text)]
    return Draft(path, blocks, title_unmarked=True, repairs=repairs)


def read_text(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of a plain-text file."""
    del settings
    text, encoding = decode(data)
    draft = draft_from_text(text, path)
    draft.encoding = encoding
    yield draft
