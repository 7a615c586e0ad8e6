"""An element of a page to blocks, walked once in reading order; tables by BeautifulSoup.

The tree is the fast parser's own: to parse it again for BeautifulSoup's would take a sixth of all
that a page costs, and only tables need what it is better at.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning, Tag
from selectolax.lexbor import LexborNode

from normalize.article import Block, BlockKind, RemovedKind
from normalize.characters import one_line, plain_spaces
from normalize.furniture.findings import SENTENCE_END
from normalize.html.markup import markup
from normalize.html.pieces import MARK, MARK_OPEN
from normalize.paragraphs import LEAST_CUT, is_wrapped, split_paragraphs

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
_ENDS = ".!?:…)"
#: What parts the elements of a line that tells of a page: "News • 12 March".
_BULLETS = "•·|"
#: Characters that hold the end of a sentence, with its quotes.
_END = 8
_ROW_SEPARATOR = " | "
#: Characters of a cell that holds paragraphs, and of a sentence that nothing marks as a paragraph.
_PROSE, _SENTENCE = 250, 60
#: Tables with more cells, and those after so many, are none for layout, and are read from the page's
#: own tree: BeautifulSoup would take over a second for a megabyte of them.
_MOST_CELLS, _MOST_TABLES = 2000, 300
_SECOND_CELL = "td ~ td, td ~ th, th ~ td, th ~ th"
warnings.filterwarnings("ignore", category=MarkupResemblesLocatorWarning)

#: Stands for a break of the line, which is white space.
_BREAK = "\u2028"
#: Lines that are set as such, at the least and at the most, and the longest of them.
_LEAST_LINES, _MOST_LINES, _LONGEST_LINE = 3, 1000, 80

#: A drop cap: what style sheets call it. White space may part it from the rest of its word, so
#: that it must be none of the letters that are words in some language (A, I, O, Y, the Slavic V).
_INITIAL = re.compile(
    r"(?:drop|first)[-_]?(?:cap|letter)|initial|lettrine|capitular|capolettera", re.I
)
_LETTER = re.compile('[„“«"»]?[B-DF-HJLMNPQRTXБГДЖЛМНПРТФХЦЧШЩЭЮÄÖÜ]')

Piece = tuple[str, RemovedKind, str]


def _one_line(text: str) -> str:
    line = " ".join(text.split())
    # Only what is invisible is still to go, from few.
    return line if line.isprintable() else " ".join(plain_spaces(line).split())


def _set_lines(text: str) -> list[str]:
    """The lines of a text with breaks that was set in lines: a poem, a list; [] of one cut at a width."""
    lines = [line for line in map(_one_line, text.split(_BREAK)) if line]
    longest = max(map(len, lines), default=0)
    if not _LEAST_LINES <= len(lines) <= _MOST_LINES or longest > _LONGEST_LINE:
        return []
    return [] if longest >= LEAST_CUT and is_wrapped(lines) else lines


class _Walker:
    """Collects blocks; inline text gathers in a buffer that block elements flush."""

    def __init__(self, pieces: Sequence[Piece], max_depth: int) -> None:
        self.blocks: list[Block] = []
        self.headlines: list[str] = []
        self._pieces = pieces
        self._parts: list[str] = []
        self._breaks = self._tables = 0
        #: how many links what is read stands in, and the characters in the buffer that do
        self._links = self._linked = 0
        #: whether the buffer holds a paragraph's initial alone
        self._has_initial = False
        #: characters in the buffer
        self._length = 0
        self._max_depth = max_depth
        self._inline = frozenset(markup().inline)
        self._dropped = frozenset((*markup().tags, "img", "picture"))

    def flush(self, kind: BlockKind) -> None:
        self._breaks = 0
        if not self._parts:
            return
        text = "".join(self._parts)
        lines = _set_lines(text) if kind == "paragraph" and text.count(_BREAK) > 1 else []
        text = _one_line(text)
        for line in lines or [text]:
            if line:
                linked = min(1.0, self._linked / len(text))
                self.blocks.append(Block(line, kind, linked, is_line=len(lines) > 1))
        self._parts.clear()
        self._linked = self._length = 0
        self._has_initial = False

    def walk(self, node: LexborNode, kind: BlockKind = "paragraph", depth: int = 0) -> None:
        if depth > self._max_depth:
            self._text(node.text(deep=True, separator=" "), kind)
            return
        child = node.child
        while child is not None:
            if child.tag == "-text":
                self._text(child.text_content or "", kind)
            else:
                self.element(child, kind, depth)
            child = child.next

    def _text(self, text: str, kind: BlockKind) -> None:
        if MARK_OPEN in text:
            self._marked(text, kind)
            return
        if self._breaks and text.strip():
            if self._breaks > 1 or SENTENCE_END.search(self._last_chars()):
                self.flush(kind)
            self._breaks = 0
        if self._has_initial:
            text = text.lstrip()
            self._has_initial = not text
        self._parts.append(text)
        self._length += len(text)
        if self._links:
            self._linked += len(text.strip())

    def _last_chars(self) -> str:
        """How the text in the buffer ends: of a long one no more is read at each break."""
        last = ""
        for part in reversed(self._parts):
            last = part + last
            if len(last) >= 2 * _END and len(last.strip()) >= _END:
                break
        return _one_line(last)

    def _marked(self, text: str, kind: BlockKind) -> None:
        # split gives text, number, text, number ... text
        for at, part in enumerate(MARK.split(text)):
            if at % 2 == 0:
                if part:
                    self._parts.append(part)
            elif int(part) < len(self._pieces):
                self.flush(kind)
                piece, removed, rule = self._pieces[int(part)]
                if shown := one_line(piece):  # nothing is left of what cannot be seen
                    self.blocks.append(Block(shown, "paragraph", 0.0, (removed, rule)))

    def element(self, child: LexborNode, kind: BlockKind, depth: int) -> None:
        name = child.tag or ""
        if name in self._dropped or name[:1] in "-!":
            return  # comments, declarations
        if name == "br":
            self._breaks += 1
            self._parts.append(_BREAK)
        elif name in self._inline or name == "span":
            opens = _is_initial(child) and not "".join(self._parts).strip()
            if self._parts and not self._has_initial and _is_set_apart(child, self._parts[-1]):
                if self._are_paragraphs(child):
                    self.flush(kind)
                self._parts.append(" ")
            is_link = name == "a" and "href" in child.attributes  # an anchor is no link
            self._links += is_link
            self.walk(child, kind, depth + 1)
            self._links -= is_link
            self._has_initial = opens or self._has_initial
        elif name == "table":
            self.flush(kind)
            self._table(child, depth)
        elif name == "pre" and (paragraphs := _prose_of(child)):
            self.flush(kind)
            self.blocks += [Block(paragraph, "paragraph") for paragraph in paragraphs]
        else:
            own = _KINDS.get(name, kind if kind in _INHERITED else "paragraph")
            self.flush(kind)
            before = len(self.blocks)
            self.walk(child, own, depth + 1)
            self.flush(own)
            if name == "h1":
                self.headlines += [block.text for block in self.blocks[before:]]

    def _are_paragraphs(self, node: LexborNode) -> bool:
        """Whether sentences stand before an inline element and in it, which style alone parts."""
        return (
            self._length >= _SENTENCE
            and SENTENCE_END.search(self._parts[-1][-_END:]) is not None
            and len(node.text(deep=True)) >= _SENTENCE
        )

    def _table(self, table: LexborNode, depth: int) -> None:
        self._tables += 1
        cells = _cells(table, self._tables <= _MOST_TABLES)
        widest = max((len([c for c in row if c]) for row in cells), default=0)
        if widest < 2:
            # A table for layout: its cells are blocks like any other.
            self.walk(table, "paragraph", depth + 1)
            self.flush("paragraph")
            return
        for row in cells:
            text = MARK.sub("", _ROW_SEPARATOR.join(cell for cell in row if cell))
            if text:
                self.blocks.append(Block(text, "table"))


def _is_initial(node: LexborNode) -> bool:
    """Whether an element is called the letter that opens a paragraph, and it is no word by itself."""
    named = node.attributes.get("class")
    if named is None or _INITIAL.search(named) is None:
        return False
    return _LETTER.fullmatch(node.text(deep=True).strip()) is not None


def _is_set_apart(node: LexborNode, before: str) -> bool:
    """Whether an inline element begins a new word, though no space parts it from the one before.

    "By Ada Finch" and "12 March" in elements side by side are parted by the page's style alone. A
    word that goes on in another element goes on in small letters.
    """
    beside = node.prev
    if (
        beside is None
        or beside.tag in ("-text", "br")
        or not (
            before[-1:].isalnum()
            or before[-1:] in _ENDS + _BULLETS
            or SENTENCE_END.search(before[-4:])
        )
    ):
        return False
    text, last = node.text(deep=True)[:1], before[-1]
    if text in _BULLETS or last in _BULLETS:
        return text != ""
    ended = last.islower() or not last.isalnum() or before[-2:].isdecimal()
    return (text.isupper() and ended) or (text.isdigit() and last.isalpha() and last.islower())


def _cells(table: LexborNode, again: bool) -> list[list[str]]:
    """The texts of a table's cells by rows; [] of a table for layout, whose cells hold prose.

    `again` says that it is worth to be parsed again, by BeautifulSoup.
    """
    if table.css_first(_SECOND_CELL) is None:
        return []
    within = table.css("table, td, th")
    if any(node.tag == "table" and node.mem_id != table.mem_id for node in within):
        return []
    if not again or len(within) > _MOST_CELLS:
        rows = [row.css("td, th") for row in table.css("tr")]
        return [[_one_line(cell.text(deep=True, separator=" ")) for cell in row] for row in rows]
    soup = BeautifulSoup(table.html or "", "lxml")
    if any(map(_holds_prose, soup.find_all("td"))):
        return []
    return [
        [_one_line(cell.get_text(" ")) for cell in row.find_all(["td", "th"])]
        for row in soup.find_all("tr")
    ]


def _holds_prose(cell: Tag) -> bool:
    """Whether a cell is one for layout, that holds paragraphs as no cell of data does."""
    return len(cell.get_text()) >= _PROSE and len(cell.find_all(["p", "div", "br"])) > 1


def _prose_of(node: LexborNode) -> list[str]:
    """The paragraphs of a preformatted text, a release or a dispatch; none of code."""
    text = node.text(deep=True)
    if MARK_OPEN in text:
        return []
    paragraphs = split_paragraphs(text)
    prose = sum(len(p) for p in paragraphs if len(p) >= _SENTENCE and SENTENCE_END.search(p))
    return paragraphs if 2 * prose > sum(map(len, paragraphs)) else []


def element_blocks(
    node: LexborNode, max_depth: int, pieces: Sequence[Piece] = ()
) -> tuple[list[Block], list[str]]:
    """The blocks of an element and the texts of its h1 elements.

    `pieces` are what was pruned from it before (`normalize.html.prune`); each becomes a marked
    block where it stood. Nothing else is chosen here.
    """
    walker = _Walker(pieces, max_depth)
    walker.element(node, "paragraph", 0)
    walker.flush("paragraph")
    return walker.blocks, walker.headlines
