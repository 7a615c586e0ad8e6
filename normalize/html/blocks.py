"""A piece of HTML to blocks: BeautifulSoup's tree walked once, in reading order."""

from __future__ import annotations

import re
import warnings
from typing import Any

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import NavigableString, PreformattedString, Tag

from normalize.article import Block, BlockKind, RemovedKind
from normalize.characters import one_line
from normalize.furniture.lines import SENTENCE_END
from normalize.html.markup import kind_of_element, markup
from normalize.settings import CleanSettings

_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "table": "table",
    "pre": "code",
}
_BREAKING = frozenset(
    [
        "address",
        "article",
        "aside",
        "body",
        "center",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "header",
        "hgroup",
        "hr",
        "html",
        "main",
        "ol",
        "p",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "blockquote",
        "dd",
        "dt",
        "figcaption",
        "caption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "pre",
    ]
)
_ROW_SEPARATOR = " | "
_SPACES = re.compile(r"\s+")
#: An element with this much of the piece's text is no furniture, whatever its name says.
_TOO_MUCH = 0.5
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)


class _Walker:
    """Collects blocks; inline text gathers in a buffer that block elements flush."""

    def __init__(self, total: int, max_depth: int) -> None:
        self.blocks: list[Block] = []
        self.headlines: list[str] = []
        self._parts: list[str] = []
        self._linked = 0
        self._breaks = 0
        self._total = total
        self._max_depth = max_depth

    def flush(self, kind: BlockKind, marked: tuple[RemovedKind, str] | None) -> None:
        text = one_line(_SPACES.sub(" ", "".join(self._parts)))
        linked, self._linked, self._breaks = self._linked, 0, 0
        self._parts.clear()
        if text:
            self.blocks.append(Block(text, kind, min(1.0, linked / len(text)), marked))

    def walk(
        self,
        node: Tag,
        kind: BlockKind = "paragraph",
        marked: tuple[RemovedKind, str] | None = None,
        in_link: bool = False,
        depth: int = 0,
    ) -> None:
        if depth > self._max_depth:
            self._parts.append(node.get_text(" "))
            return
        for child in node.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    self._text(str(child), in_link)
            elif isinstance(child, Tag):
                self._element(child, kind, marked, in_link, depth)

    def _text(self, text: str, in_link: bool) -> None:
        if self._breaks and text.strip():
            before = one_line("".join(self._parts))
            ends_paragraph = self._breaks > 1 or SENTENCE_END.search(before)
            if ends_paragraph:
                self.flush(self._kind, self._marked)
            self._breaks = 0
        self._parts.append(text)
        if in_link:
            self._linked += len(text.strip())

    _kind: BlockKind = "paragraph"
    _marked: tuple[RemovedKind, str] | None = None

    def _element(
        self,
        child: Tag,
        kind: BlockKind,
        marked: tuple[RemovedKind, str] | None,
        in_link: bool,
        depth: int,
    ) -> None:
        name = child.name
        if name in markup().tags:
            return
        if name == "br":
            self._breaks += 1
            self._kind, self._marked = kind, marked
            self._parts.append(" ")
            return
        own_marked = marked or self._mark(child)
        if name not in _BREAKING:
            if own_marked != marked:
                self.flush(kind, marked)
                self.walk(child, kind, own_marked, in_link or name == "a", depth + 1)
                self.flush(kind, own_marked)
            else:
                self.walk(child, kind, marked, in_link or name == "a", depth + 1)
            return
        own_kind = _KINDS.get(name, kind)
        self.flush(kind, marked)
        if name == "table":
            self._table(child, own_marked)
            return
        before = len(self.blocks)
        self.walk(child, own_kind, own_marked, in_link, depth + 1)
        self.flush(own_kind, own_marked)
        if name == "h1":
            self.headlines += [block.text for block in self.blocks[before:]]

    def _mark(self, element: Tag) -> tuple[RemovedKind, str] | None:
        if element.has_attr("hidden") or element.get("aria-hidden") == "true":
            found: tuple[RemovedKind, str] | None = ("other", "markup.hidden")
        else:
            classes: Any = element.get("class") or []
            names = " ".join(classes) if isinstance(classes, list) else str(classes)
            found = kind_of_element(f"{names} {element.get('id') or ''}")
        if found and len(element.get_text()) > _TOO_MUCH * self._total:
            return None
        return found

    def _table(self, table: Tag, marked: tuple[RemovedKind, str] | None) -> None:
        rows = table.find_all("tr")
        cells = [
            [one_line(_SPACES.sub(" ", cell.get_text(" "))) for cell in row.find_all(["td", "th"])]
            for row in rows
        ]
        if max((len([c for c in row if c]) for row in cells), default=0) < 2:
            # A table for layout: its cells are blocks like any other.
            self.walk(table, "paragraph", marked)
            self.flush("paragraph", marked)
            return
        for row in cells:
            text = _ROW_SEPARATOR.join(cell for cell in row if cell)
            if text:
                self.blocks.append(Block(text, "table", 0.0, marked))


def fragment_blocks(html: str, settings: CleanSettings) -> tuple[list[Block], list[str]]:
    """The blocks of a piece of HTML and the texts of its h1 elements.

    Nothing is chosen here: furniture is only marked where the markup names it.
    """
    soup = BeautifulSoup(html, "lxml")
    walker = _Walker(len(soup.get_text()), settings.max_depth)
    walker.walk(soup)
    walker.flush("paragraph", None)
    return walker.blocks, walker.headlines
