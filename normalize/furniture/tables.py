"""Tables in plain text, whose rows look like captions with a credit: "Length | 120 metres"."""

from __future__ import annotations

from collections.abc import Sequence

from normalize.article import Block
from normalize.furniture.agencies import find_agency
from normalize.furniture.pagewords import STRONG_WORDS, find_words
from normalize.furniture.words import fold

#: So many rows in a row are a table; menus have fewer, and longer lines.
_ROWS = 3
_LONGEST_CELL = 60
#: A longer cell that ends as sentences do is one.
_SENTENCE = 20


def table_rows(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of blocks that are rows of a table: lines of as many short cells, between bars.

    A gallery's captions are none, behind which stands an agency; nor are menus, of the page's words.
    """
    found: set[int] = set()
    run: list[int] = []
    width = 0
    for at, block in enumerate((*blocks, Block(""))):
        cells = _cells(block.text)
        if run and len(cells) != width:
            if len(run) >= _ROWS and not any(_is_of_page(blocks[row].text) for row in run):
                found.update(run)
            run = []
        if cells:
            width = len(cells)
            run.append(at)
    return frozenset(found)


def _is_of_page(text: str) -> bool:
    return any(hit.term.slot in STRONG_WORDS for hit in find_words(fold(text)))


def _cells(text: str) -> list[str]:
    """The cells of a line between bars; [] of any other line."""
    if "|" not in text:
        return []
    cells = [cell.strip() for cell in text.strip("| ").split("|")]
    for cell in cells:
        if len(cell) > _LONGEST_CELL or (len(cell) > _SENTENCE and cell[-1] in ".!?。！？"):
            return []
    return cells if len(cells) > 1 and find_agency(cells[-1]) is None else []
