"""Plain text: one article a file, its headline unmarked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from normalize.article import Block, Draft, Rejected, RemovedKind
from normalize.decode import decode
from normalize.hosts import original_address
from normalize.paragraphs import split_paragraphs
from normalize.readers.databases import read_export
from normalize.readers.fields import fill
from normalize.readers.header import split_articles, split_header
from normalize.repair import mend
from normalize.settings import CleanSettings

#: So many tags of paragraphs and breaks are no story's words: the text is a piece of a page.
_TAGS, _FEW = re.compile(r"</?(?:p|br|div)(?:\s[^<>]{0,200}=[^<>]{0,200})?\s?/?>", re.I), 3
#: An address that a text begins with is its own.
_ADDRESS = re.compile(r"\s*(https?://\S+)\s*\n")
#: What a line of the header is taken out as.
_FIELD: tuple[RemovedKind, str] = ("other", "header.field")


def draft_from_text(text: str, path: str, settings: CleanSettings) -> Draft:
    """The draft of a plain text, or of a piece of HTML; its first line may be its headline."""
    if text.count("<") >= _FEW and len(_TAGS.findall(text)) >= _FEW:
        from normalize.html.page import body_from_html  # parsers that most texts do without

        draft = Draft(path, title_unmarked=True)
        draft.blocks = body_from_html(text, draft, settings)
        return draft
    text, repairs = mend(text, unescape="<" not in text)
    draft = Draft(path, title_unmarked=True, repairs=repairs)
    if header := split_header(text):
        fill(draft, header.fields, settings)
        draft.title_unmarked = not draft.title
        draft.blocks = [Block(line, marked=_FIELD) for line in header.lines]
        if header.headline:
            draft.blocks.insert(0, Block(header.headline))
        text = header.rest
    elif found := _ADDRESS.match(text):
        draft.url = original_address(found.group(1))
    draft.blocks += [Block(paragraph) for paragraph in split_paragraphs(text)]
    return draft


def read_text(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of a plain-text file, or those of a press database's export."""
    text, encoding = decode(data)
    for draft in drafts_of_text(text, path, settings):
        draft.encoding = encoding
        yield draft


def drafts_of_text(text: str, path: str, settings: CleanSettings) -> Iterator[Draft]:
    """The drafts of a file's text: those of a press database's export, those below headers, or one."""
    if exported := list(read_export(text, path)):
        yield from exported
        return
    articles = split_articles(text)
    for number, article in enumerate(articles, 1):
        yield draft_from_text(article, f"{path}#{number}" if len(articles) > 1 else path, settings)
