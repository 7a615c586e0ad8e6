"""Markdown: front matter to fields, the rest to HTML by cmark and then as any HTML body."""

from __future__ import annotations

import re
from collections.abc import Iterator

import cmarkgfm
from cmarkgfm.cmark import Options

from normalize.article import Draft, Rejected
from normalize.decode import decode
from normalize.html.page import body_from_html
from normalize.readers.fields import fill
from normalize.repair import mend
from normalize.settings import CleanSettings

_FRONT = re.compile(r"\A---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_FIELD = re.compile(r"^([A-Za-z_][\w -]{0,40}):[ \t]*(.*)$")
_ITEM = re.compile(r"^\s*-\s+(.*)$")


def _front_matter(text: str) -> dict[str, object]:
    # The flat part of YAML that front matter uses: "key: value" and lists of one level.
    fields: dict[str, object] = {}
    key = ""
    for line in text.split("\n"):
        if found := _FIELD.match(line):
            key, value = found.group(1).strip(), found.group(2).strip().strip("\"'")
            if value.startswith("[") and value.endswith("]"):
                fields[key] = [part.strip().strip("\"'") for part in value[1:-1].split(",")]
            else:
                fields[key] = value
        elif key and (item := _ITEM.match(line)):
            values = fields[key] if isinstance(fields[key], list) else []
            assert isinstance(values, list)
            values.append(item.group(1).strip().strip("\"'"))
            fields[key] = values
    return fields


def read_markdown(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of a Markdown file; its first heading of level 1 is its headline."""
    text, encoding = decode(data)
    text, repairs = mend(text.replace("\r\n", "\n"))
    draft = Draft(path, encoding=encoding, repairs=repairs)
    if front := _FRONT.match(text):
        fill(draft, _front_matter(front.group(1)), settings)
        text = text[front.end() :]
    # "Unsafe" is HTML in the text: what it holds is read as a page's is, and never shown.
    # A lone surrogate is no UTF-8, which is what cmark takes.
    page = cmarkgfm.markdown_to_html_with_extensions(
        text.encode("utf-8", "replace").decode(), Options.CMARK_OPT_UNSAFE, ["table"]
    )
    known = len(draft.headlines)
    draft.blocks = body_from_html(page, draft, settings)
    draft.title = draft.title or next(iter(draft.headlines[known:]), "")
    draft.title_unmarked = not draft.title
    yield draft
