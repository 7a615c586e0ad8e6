"""A piece of HTML to blocks: BeautifulSoup's tree walked once, in reading order."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import NavigableString, PreformattedString, Tag

from normalize.article import Block, BlockKind, RemovedKind
from normalize.characters import one_line, plain_spaces
from normalize.furniture.lines import SENTENCE_END
from normalize.html.markup import markup
from normalize.html.prune import MARK, MARK_OPEN

_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    "blockquote": "quote",
    "figcaption": "caption",
    "caption": "caption",
    "pre": "code",
}
#: Kinds that a paragraph inside the element keeps.
_INHERITED = frozenset(("quote", "caption", "item"))
_ROW_SEPARATOR = " | "
#: Start tags with attributes, as the fast parser writes them: quotes are escaped within values.
_ATTRIBUTES = re.compile(r'<([a-z][a-z0-9-]*)\s(?:[^>"]|"[^"]*")*>')
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)

Piece = tuple[str, RemovedKind, str]


def _one_line(text: str) -> str:
    return " ".join(plain_spaces(text).split())


class _Walker:
    """Collects blocks; inline text gathers in a buffer that block elements flush."""

    def __init__(self, pieces: Sequence[Piece], max_depth: int) -> None:
        self.blocks: list[Block] = []
        self.headlines: list[str] = []
        self._pieces = pieces
        self._parts: list[str] = []
        self._breaks = 0
        self._max_depth = max_depth
        self._inline = frozenset(markup().inline)
        self._dropped = frozenset((*markup().tags, "img", "picture"))

    def flush(self, kind: BlockKind) -> None:
        self._breaks = 0
        if not self._parts:
            return
        text = _one_line("".join(self._parts))
        self._parts.clear()
        if text:
            self.blocks.append(Block(text, kind))

    def walk(self, node: Tag, kind: BlockKind = "paragraph", depth: int = 0) -> None:
        if depth > self._max_depth:
            self._text(node.get_text(" "), kind)
            return
        for child in node.children:
            if isinstance(child, NavigableString):
                if not isinstance(child, PreformattedString):
                    self._text(str(child), kind)
            elif isinstance(child, Tag):
                self._element(child, kind, depth)

    def _text(self, text: str, kind: BlockKind) -> None:
        if MARK_OPEN in text:
            self._marked(text, kind)
            return
        if self._breaks and text.strip():
            before = _one_line("".join(self._parts))
            if self._breaks > 1 or SENTENCE_END.search(before):
                self.flush(kind)
            self._breaks = 0
        self._parts.append(text)

    def _marked(self, text: str, kind: BlockKind) -> None:
        # split gives text, number, text, number ... text
        for at, part in enumerate(MARK.split(text)):
            if at % 2 == 0:
                if part:
                    self._parts.append(part)
            elif int(part) < len(self._pieces):
                self.flush(kind)
                piece, removed, rule = self._pieces[int(part)]
                self.blocks.append(Block(one_line(piece), "paragraph", 0.0, (removed, rule)))

    def _element(self, child: Tag, kind: BlockKind, depth: int) -> None:
        name = child.name
        if name in self._dropped:
            return
        if name == "br":
            self._breaks += 1
            self._parts.append(" ")
        elif name in self._inline or name == "span":
            self.walk(child, kind, depth + 1)
        elif name == "table":
            self.flush(kind)
            self._table(child, depth)
        else:
            own = _KINDS.get(name, kind if kind in _INHERITED else "paragraph")
            self.flush(kind)
            before = len(self.blocks)
            self.walk(child, own, depth + 1)
            self.flush(own)
            if name == "h1":
                self.headlines += [block.text for block in self.blocks[before:]]

    def _table(self, table: Tag, depth: int) -> None:
        cells = [
            [_one_line(cell.get_text(" ")) for cell in row.find_all(["td", "th"])]
            for row in table.find_all("tr")
        ]
        if max((len([c for c in row if c]) for row in cells), default=0) < 2:
            # A table for layout: its cells are blocks like any other.
            self.walk(table, "paragraph", depth + 1)
            self.flush("paragraph")
            return
        for row in cells:
            text = MARK.sub("", _ROW_SEPARATOR.join(cell for cell in row if cell))
            if text:
                self.blocks.append(Block(text, "table"))


def fragment_blocks(
    html: str, max_depth: int, pieces: Sequence[Piece] = ()
) -> tuple[list[Block], list[str]]:
    """The blocks of a piece of HTML and the texts of its h1 elements.

    `pieces` are what was pruned from it before (`normalize.html.prune`); each becomes a marked
    block where it stood. Nothing else is chosen here.
    """
    # All that attributes say is read before (normalize.html.prune).
    html = _ATTRIBUTES.sub(r"<\1>", html)
    soup = BeautifulSoup(html, "lxml", multi_valued_attributes=None, store_line_numbers=False)
    walker = _Walker(pieces, max_depth)
    walker.walk(soup)
    walker.flush("paragraph")
    return walker.blocks, walker.headlines
