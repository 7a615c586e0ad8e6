"""Lines that come in series, of which each by itself looks like furniture.

A table's rows look like captions with a credit ("Length | 120 metres"), an interview's questions like
calls ("Do you read the comments?"), the days of a chronicle like the page's, the papers of a press
review like whom a copy comes from.
"""

from __future__ import annotations

from collections.abc import Sequence

from normalize.article import Block
from normalize.furniture.agencies import find_agency
from normalize.furniture.findings import SENTENCE_END
from normalize.furniture.pagewords import STRONG_WORDS, find_words
from normalize.furniture.stamps import is_stamp
from normalize.furniture.words import fold

#: So many rows in a row are a table; menus have fewer, and longer lines.
_ROWS = 3
#: So many questions are an interview's, so many days a chronicle's, so many papers a press review's;
#: a day, or a paper's name, is no longer.
_QUESTIONS, _DAYS, _PAPERS, _LONGEST_DAY = 3, 3, 3, 40
_ASKS = ("?", "？", "؟")
_LONGEST_CELL = 60
#: A longer cell that ends as sentences do is one.
_SENTENCE = 20


def in_series(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of blocks that are one of a series of the story's."""
    return frozenset((*_table_rows(blocks), *_questions(blocks), *_days(blocks), *_papers(blocks)))


def _questions(blocks: Sequence[Block]) -> list[int]:
    """Questions, if there are several; a link is none."""
    found = [at for at, block in enumerate(blocks) if block.text[-1:] in _ASKS and not block.linked]
    return found if len(found) >= _QUESTIONS else []


def _days(blocks: Sequence[Block]) -> list[int]:
    """Days, if there are several with a sentence below each: below those of other articles are headlines."""
    short = [
        at
        for at, block in enumerate(blocks[:-1])
        if len(block.text) <= _LONGEST_DAY
        and any(map(str.isdigit, block.text))
        and SENTENCE_END.search(blocks[at + 1].text)
    ]
    if len(short) < _DAYS:
        return []
    found = [at for at in short if is_stamp(blocks[at].text)]
    return found if len(found) >= _DAYS else []


def _papers(blocks: Sequence[Block]) -> list[int]:
    """Names of papers, if there are several with a sentence below each: a review of what they say."""
    found = [
        at
        for at, block in enumerate(blocks[:-1])
        if len(block.text) <= _LONGEST_DAY
        and SENTENCE_END.search(blocks[at + 1].text)
        and (paper := find_agency(block.text.split(",")[0])) is not None
        and not paper.wire
    ]
    return found if len(found) >= _PAPERS else []


def _table_rows(blocks: Sequence[Block]) -> set[int]:
    """Rows of tables: lines of as many short cells, between bars.

    A gallery's captions are none, behind which stands an agency; nor are menus, of the page's words.
    """
    found: set[int] = set()
    if sum("|" in block.text for block in blocks) < _ROWS:
        return found
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
    return found


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
