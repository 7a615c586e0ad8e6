"""Where on a page the story begins and ends, by the page's headings."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from normalize.article import Block
from normalize.furniture.announcements import announces_comments, announces_links, heads_comments
from normalize.furniture.findings import prose_chars
from normalize.furniture.headlines import repeats_headline

#: A heading of links this far down the text has no story under it.
_FOOT_SHARE = 0.5
#: Where more prose than this follows, the story goes on below the links.
_FOOT_PROSE = 0.2
#: A headline further down than this is another one's.
_HEAD_SHARE = 0.3
_HEADING_CHARS = 200
#: So many paragraphs are a story that readers comment on.
_COMMENTED = 3
#: Longest text of a button: "Reply".
_BUTTON_CHARS = 30
#: So often stands no sentence of a story on one page; interviews repeat a question twice.
REPEATS = 3


class _Prose:
    """What stands above each block of a page: paragraphs of a story, and characters of them.

    Summed up once: a page may have thousands of lines that look like the end of its story.
    """

    def __init__(self, blocks: list[Block]) -> None:
        chars = list(map(prose_chars, blocks))
        self._paragraphs = [0, *accumulate(map(bool, chars))]
        self._chars = [0, *accumulate(chars)]

    def paragraphs_above(self, at: int) -> int:
        return self._paragraphs[at]

    def above(self, at: int) -> int:
        return self._chars[at]

    def below(self, at: int) -> int:
        """The characters from a block on."""
        return self._chars[-1] - self._chars[at]


def _ends_story(blocks: list[Block], at: int, prose: _Prose) -> bool:
    """Whether what announces comments stands below the story, and is no counter above it.

    A counter is a line or a link, seldom a heading, and stands above the story's first
    paragraphs, below a standfirst at most.
    """
    above = prose.paragraphs_above(at)
    if blocks[at].kind == "heading" or above >= _COMMENTED:
        return above > 0
    return above > 0 and prose.above(at) >= prose.below(at)


def _stands_above_thread(blocks: list[Block], at: int, prose: _Prose) -> bool:
    """Whether a heading stands above readers' comments: with a button that each of them has."""
    if blocks[at].kind != "heading" or not heads_comments(blocks[at].text):
        return False
    if prose.paragraphs_above(at) < _COMMENTED:
        return False
    below = Counter(b.text for b in blocks[at + 1 :] if len(b.text) <= _BUTTON_CHARS)
    return max(below.values(), default=0) >= REPEATS


def story_limits(blocks: list[Block], keys: frozenset[str]) -> tuple[int, int]:
    """The first block of the story and the one after its last, by a page's headings.

    Above the headline there is no story; below a heading that announces links there is none,
    in the second half of the text.
    """
    begins, ends = 0, len(blocks)
    prose = _Prose(blocks)
    headings = Counter(block.text for block in blocks if block.kind == "heading")
    total = sum(len(block.text) for block in blocks if not block.marked) or 1
    seen = 0
    for at, block in enumerate(blocks):
        if not block.marked and len(block.text) <= _HEADING_CHARS:
            if not begins and seen < _HEAD_SHARE * total and repeats_headline(block.text, keys):
                begins = at
            elif (
                (announces_comments(block.text) and _ends_story(blocks, at, prose))
                or (headings[block.text] == 1 and _stands_above_thread(blocks, at, prose))
                or (
                    seen > _FOOT_SHARE * total
                    and headings[block.text] == 1  # a box that recurs stands in the story
                    and announces_links(block.text, block.kind == "heading")
                    and prose.below(at) < _FOOT_PROSE * total
                )
            ):
                ends = at
                break
        if not block.marked:
            seen += len(block.text)
    return begins, ends
