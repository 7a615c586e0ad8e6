"""The headline of a text that marks none: its first line, as a rule.

Where somebody copied a whole page, its menu stands first. The headline then is the first line above
the story that is made of the story's words, in any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from normalize.article import Block, Draft
from normalize.furniture.agencies import find_agency
from normalize.furniture.findings import is_story
from normalize.furniture.headlines import is_headline_like, unmarked
from normalize.furniture.pagewords import WORD, is_label, is_unspaced
from normalize.furniture.words import fold, vocabulary

#: So many lines of a page stand above its story, and so many paragraphs tell the story's words.
_MOST_ABOVE, _PARAGRAPHS = 200, 12
#: Longer than what stands in a menu.
_LONGEST_BUTTON = 32
#: Slots of what stands in a menu, and marks around it.
_MENU = frozenset(("navigation_line", "social_lead", "promotion_lead", "advertisement_line"))
_MARKS = "!…:：.|<>»« "
#: Words are compared by their first letters, since many languages bend the end; shorter ones tell
#: nothing.
_STEM, _LEAST_LETTERS = 5, 4
#: How many stems a headline has at the least, and the share of them that the story has.
_LEAST_STEMS, _SHARE = 2, 0.5


def choose_title(draft: Draft) -> str:
    """The title of a draft, or the line of its text that is its headline; "" where none is."""
    if draft.title or not draft.title_unmarked or len(draft.blocks) < 2:
        return draft.title
    first = draft.blocks[0].text
    if (
        len(first) <= _LONGEST_BUTTON
        and _is_of_page(first)
        and (found := _below_menu(draft.blocks))
    ):
        return found
    return unmarked(first) if is_headline_like(first) else ""


def _is_of_page(text: str) -> bool:
    """Whether a first line is a menu's, or the outlet's name."""
    entries = vocabulary().exact.get(fold(text).strip(_MARKS), {})
    return is_label(text) or find_agency(text) is not None or not _MENU.isdisjoint(entries)


def _below_menu(blocks: Sequence[Block]) -> str:
    """The first line above the story that shares its words; "" where none does, or the first does."""
    begin = next((at for at, block in enumerate(blocks) if is_story(block.text)), len(blocks))
    told = {
        stem
        for block in blocks[begin : begin + _PARAGRAPHS]
        for stem in _stems(block.text)
        if is_story(block.text)
    }
    if told.isdisjoint(_stems(blocks[0].text)):
        for block in blocks[1 : min(begin, _MOST_ABOVE)]:
            stems = set(_stems(block.text))
            known = len(stems & told)
            if known >= max(_LEAST_STEMS, _SHARE * len(stems)) and is_headline_like(block.text):
                return unmarked(block.text)
    return ""


def _stems(text: str) -> Iterator[str]:
    if is_unspaced(text):
        yield from (a + b for a, b in pairwise(text) if is_unspaced(a) and is_unspaced(b))
    for word in WORD.findall(fold(text)):
        if len(word) >= _LEAST_LETTERS and not is_unspaced(word):
            yield word[:_STEM]
