"""Lines in a row that a story lists and no page links to: results, ingredients, a poem's lines.

A menu's lines, and headlines of other stories, begin with a capital and hold a figure at the most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from normalize.article import Block
from normalize.furniture.findings import is_sentence

_LONGEST = 100
#: So many rows of figures are a table, so many lines in small letters a poem or a list.
_FEW_ROWS, _FEW_SMALL = 5, 4
#: A day and a time of day, which lists of other stories have: "12.03.2024 14:30 Bridge to close".
_DATED = re.compile(
    r"\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b(?:19|20)\d\d\b|\b[0-2]?\d[:h][0-5]\d\b(?![.:,]\d)"
    r"|^\W*(?:\d{1,2}\.\s?\d{1,2}\.\W*)?[0-2]?\d\.[0-5]\d\b"
)
_FIGURE = re.compile(r"[-+−±]?\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"[^\W\d_]+(?:[ '’.-]+[^\W\d_]+)*")
#: What parts a numbered work and whose it is: "3. Headwind – The Weirs".
_PARTED = re.compile("a[–—(/]")
#: "500 g flour", "2 eggs", "• a new boathouse"
_AMOUNT = re.compile(r"[\d½¼¾⅓⅔/,. •*·–-]*")


def story_rows(blocks: Sequence[Block]) -> frozenset[int]:
    """The places of lines that are rows of figures of one shape, or begin in small letters."""
    return frozenset(
        (
            *_runs(blocks, has_figures, _FEW_ROWS, _are_alike),
            *_runs(blocks, _begins_with_figure, _FEW_ROWS, _are_parted),
            *_runs(blocks, _begins_small, _FEW_SMALL, _are_of_words),
        )
    )


def _runs(
    blocks: Sequence[Block],
    tells: Callable[[str], bool],
    least: int,
    alike: Callable[[list[str]], bool],
) -> list[int]:
    """The places of lines that are told, as far as so many stand in a row and are alike."""
    found: list[int] = []

    def is_told(at: int) -> bool:
        text = blocks[at].text
        return len(text) <= _LONGEST and not blocks[at].marked and tells(text) and not is_sentence(text)  # fmt: skip

    for told, group in groupby(range(len(blocks)), is_told):
        run = list(group)
        if told and len(run) >= least and alike([blocks[at].text for at in run]):
            found += run
    return found


def has_figures(text: str) -> bool:
    """Whether a line has two figures, beside days and times: "1. Ada Finch 13.2", "Coldwater 2:1"."""
    return any(map(str.isdigit, text)) and len(_FIGURE.findall(_DATED.sub("", text))) > 1


def _begins_with_figure(text: str) -> bool:
    return text[0].isdigit()


def _are_alike(texts: list[str]) -> bool:
    """Whether half of some lines have the same signs around their words and figures."""
    return 2 * Counter(map(_shape, texts)).most_common(1)[0][1] >= len(texts)


def _are_parted(texts: list[str]) -> bool:
    """Whether all of some lines are parted in two: "1. The River – Ada Finch"."""
    return all(_PARTED.search(_shape(text)) for text in texts)


def _shape(text: str) -> str:
    return _WORDS.sub("a", _FIGURE.sub("9", text)).replace(" ", "")


def _are_of_words(texts: list[str]) -> bool:
    """Whether half of some lines have several words; a script's names and values have one."""
    return 2 * sum(" " in text for text in texts) >= len(texts)


def _begins_small(text: str) -> bool:
    """Whether a line begins with a small letter, be it behind an amount."""
    at = _AMOUNT.match(text)
    return at is not None and text[at.end() :][:1].islower()
