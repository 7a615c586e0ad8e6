"""Lines that come in series, of which each by itself looks like furniture.

A table's rows look like captions with a credit ("Length | 120 metres"), an interview's questions
like calls ("Do you read the comments?"), its answers and a horoscope's signs too, the days of a
chronicle like the page's, the papers of a press review like whom a copy comes from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from normalize.article import Block
from normalize.furniture.agencies import find_agency
from normalize.furniture.findings import SENTENCE_END
from normalize.furniture.pagewords import STRONG_WORDS, find_words
from normalize.furniture.stamps import is_stamp
from normalize.furniture.words import fold, vocabulary

#: So many rows in a row are a table; menus have fewer, and longer lines.
_ROWS = 3
#: So many questions are an interview's, days a chronicle's, papers a press review's; a day, or a
#: paper's name, is no longer.
_SEVERAL, _LONGEST_HEAD = 3, 40
_ASKS = ("?", "？", "؟")
_LONGEST_CELL = 60
#: Who speaks, or whom it is for, and a sentence.
_ENTRY = re.compile(r"([^\W\d_][^:：.!?,;]{1,24})[:：]\s?\S.{20}")
_LONGEST_ENTRY = 27
#: A longer cell that ends as sentences do is one.
_SENTENCE = 20


def in_series(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of blocks that are one of a series of the story's."""
    heads = [
        at
        for at, (block, below) in enumerate(pairwise(blocks))
        if len(block.text) <= _LONGEST_HEAD and SENTENCE_END.search(below.text)
    ]
    return frozenset(
        (
            *_table_rows(blocks),
            *_several(range(len(blocks)), blocks, _is_question),
            *_several(range(len(blocks)), blocks, _is_entry),
            *_several(heads, blocks, _is_day),
            *_several(heads, blocks, _is_paper),
        )
    )


def _several(
    places: Iterable[int], blocks: Sequence[Block], tells: Callable[[Block], bool]
) -> list[int]:
    """The places of the blocks that are told, if there are several."""
    found = [at for at in places if tells(blocks[at])]
    return found if len(found) >= _SEVERAL else []


def _is_question(block: Block) -> bool:
    return block.text[-1:] in _ASKS and not block.linked  # a link is none


def _is_entry(block: Block) -> bool:
    """Whether a paragraph is a speaker's or a sign's, and no label's that outlets have: "Taurus: ..."."""
    head = block.text[:_LONGEST_ENTRY]
    if (":" not in head and "：" not in head) or block.linked:
        return False
    found = _ENTRY.match(block.text)
    return (
        found is not None
        and SENTENCE_END.search(block.text) is not None
        and fold(found.group(1)) not in vocabulary().exact
    )


def _is_day(block: Block) -> bool:
    """Whether a short line above a sentence is a day: below those of other articles are headlines."""
    return any(map(str.isdigit, block.text)) and is_stamp(block.text)


def _is_paper(block: Block) -> bool:
    """Whether a short line above a sentence names a paper, as in a review of what they say."""
    paper = find_agency(block.text.split(",")[0])
    return paper is not None and not paper.wire


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
