"""Plain text: one article a file, its headline unmarked."""

from __future__ import annotations

from collections.abc import Iterator

from normalize.article import Block, Draft, Rejected
from normalize.decode import decode
from normalize.paragraphs import split_paragraphs
from normalize.repair import mend
from normalize.settings import CleanSettings


def read_text(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of a plain-text file; its first line may be its headline."""
    del settings
    text, encoding = decode(data)
    text, repairs = mend(text, unescape="<" not in text)
    blocks = [Block(paragraph) for paragraph in split_paragraphs(text)]
    yield Draft(path, blocks, title_unmarked=True, encoding=encoding, repairs=repairs)
