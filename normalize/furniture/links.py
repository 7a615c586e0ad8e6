"""Lines that lead to other articles, told by their neighbours."""

from __future__ import annotations

import re
from itertools import pairwise

from normalize.article import Block
from normalize.furniture.announcements import announces_links
from normalize.furniture.findings import QUOTE, SENTENCE_END, Finding, is_story
from normalize.furniture.pagewords import is_unspaced

#: A link's text, at most; the least and most of one that only an arrow tells.
_LINK_CHARS, _ARROW_LEAST, _ARROW_UNSPACED, _ARROW_MOST = 160, 15, 8, 110
#: So many links stand below what announces them, at the most.
_MOST_LISTED = 5
#: ">> Ten bridges that rust", "→ ...", "+ ...": marks before a link. ">" alone quotes a mail.
_ARROW = re.compile(r"(?:>{2,3}|»|→|➡\ufe0f?|►|▶|\+(?:\s\+)*)\s*(?=[^\W\d_])(?=[^a-zà-ÿа-я])")


def judge_announced(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge the line right below a heading that announces links, in place: the link's text."""
    for at, (above, block) in enumerate(pairwise(blocks), 1):
        if (
            findings[at] is None
            and len(block.text) <= _LINK_CHARS
            and not is_story(block.text)
            and announces_links(above.text, above.kind == "heading")
        ):
            findings[at] = Finding("navigation", "shape.announced_link")


def judge_listed(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, what a text has below a line that announces links and is nothing else.

    "Related articles", then a headline or several: lines of some length that are no sentence.
    """
    for at, block in enumerate(blocks):
        if findings[at] is None or not announces_links(block.text, True):
            continue
        for below in range(at + 1, min(at + 1 + _MOST_LISTED, len(blocks))):
            text = blocks[below].text
            least = _ARROW_UNSPACED if is_unspaced(text) else _ARROW_LEAST
            if (
                findings[below] is not None
                or blocks[below].kind != "paragraph"
                or not least <= len(text) <= _LINK_CHARS
                or text[0] in QUOTE
                or SENTENCE_END.search(text)
            ):
                break
            findings[below] = Finding("navigation", "shape.announced_link")


def judge_arrows(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, a line behind an arrow that is no sentence: several in a row are a list."""
    arrows = [_ARROW.match(block.text) is not None for block in blocks]
    if not any(arrows):
        return
    for at, block in enumerate(blocks):
        alone = not any(arrows[max(at - 1, 0) : at] + arrows[at + 1 : at + 2])
        if (
            arrows[at]
            and alone
            and findings[at] is None
            and block.kind == "paragraph"
            and len(block.text) <= _ARROW_MOST
            and len(block.text) >= (_ARROW_UNSPACED if is_unspaced(block.text) else _ARROW_LEAST)
            and "«" not in block.text
            and not SENTENCE_END.search(block.text)
        ):
            findings[at] = Finding("navigation", "shape.arrow")
