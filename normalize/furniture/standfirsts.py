"""Standfirsts: what stands between a text's headline and who wrote it, and is the story's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from normalize.article import Block
from normalize.characters import columns
from normalize.furniture.bylines import LONGEST_BYLINE
from normalize.furniture.findings import Finding, Place

#: Lines above a standfirst, and below it to the story; so many that no rule knows stand between it and
#: who wrote it.
_MOST_ABOVE, _MOST_BELOW, _NEAR = 60, 20, 5
#: Kinds of lines that stand below what a picture shows.
_PICTURED = ("credit", "caption", "agency")
#: Rules by shape alone, which tell no more than that a line is short.
_SHAPES = ("shape.kicker", "shape.name")
#: Columns of a standfirst that is no sentence, and how many of them there may be.
_SHORTEST, _MOST = 28, 2
_ABOVE = Place(head=True, tail=False, before=True, top=True)
_ABOVE_NOT_TOP = Place(head=True, tail=False, before=True)


class Top:
    """The lines above a text's story, from its headline (a block's place) on.

    `read` tells what a block is by itself at a place.
    """

    def __init__(
        self, blocks: Sequence[Block], headline: int, read: Callable[[int, Place], Finding | None]
    ) -> None:
        self._blocks = blocks
        self._headline = headline
        self._read = read

    def is_standfirst(self, at: int, next_story: int) -> bool:
        """Whether a paragraph has who wrote it, or when, below it and not above it."""
        if at > _MOST_ABOVE or next_story - at > _MOST_BELOW:
            return False
        return self._is_signed_below(at, next_story) and not any(
            map(self._signs, range(self._headline, at))
        )

    def _is_signed_below(self, at: int, next_story: int) -> bool:
        unknown = 0
        for line in range(at + 1, next_story):
            found = self._found(line)
            if _is_signature(found):
                return True
            # Buttons that are known as such may stand between.
            unknown += found is None or found.rule in _SHAPES
            if unknown == _NEAR:
                break
        return False

    def short_standfirsts(self, first: int) -> list[int]:
        """The lines right below a headline, no sentences, with who wrote it or when below.

        `first` is the story's first block.
        """
        begin = self._headline + 1
        near = range(begin, min(begin + _MOST, first))
        found = list(takewhile(self._may_be_standfirst, near))
        below = range(found[-1] + 1, min(found[-1] + 1 + _NEAR, first)) if found else ()
        return found if any(map(self._signs, below)) else []

    def _may_be_standfirst(self, at: int) -> bool:
        text = self._blocks[at].text
        if columns(text) < _SHORTEST or text[-1] in ":：" or self._read(at, _ABOVE) is not None:
            return False
        below = self._read(at + 1, _ABOVE_NOT_TOP)
        return below is None or below.kind not in _PICTURED  # it tells what a picture shows

    def _signs(self, at: int) -> bool:
        """Whether a line above the story says who wrote it, or when."""
        return _is_signature(self._found(at))

    def _found(self, at: int) -> Finding | None:
        """What a line is above the story; nothing is asked of longer ones than bylines."""
        return self._read(at, _ABOVE) if len(self._blocks[at].text) <= LONGEST_BYLINE else None


def _is_signature(found: Finding | None) -> bool:
    if found is None:
        return False
    named = found.kind == "byline" and found.rule != "shape.name"
    return named or found.tells_day
