"""Lines that lead to other articles, told by their neighbours."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from normalize.article import Block
from normalize.characters import columns
from normalize.dates import is_date_line
from normalize.furniture.announcements import announces_links
from normalize.furniture.findings import (
    QUOTE,
    SENTENCE_END,
    SENTENCE_WITHIN,
    Finding,
    is_story,
)
from normalize.furniture.pagewords import find_words, is_unspaced
from normalize.furniture.words import fold

#: A link's text, at most; the least and most of one that only an arrow tells.
_LINK_CHARS, _ARROW_LEAST, _ARROW_UNSPACED, _ARROW_MOST = 160, 15, 8, 110
#: A headline that stands alone below what announces it is no shorter.
_HEADLINE = 24
_ANNOUNCED = Finding("navigation", "shape.announced_link")
#: So many links stand below what announces them.
_LEAST_LISTED, _MOST_LISTED = 2, 5
#: Characters of a topic.
_TOPIC = 30
#: Scripts whose sentences end in no mark: Thai, Lao.
_UNMARKED = re.compile("[\u0e00-\u0eff]")
#: ">> Ten bridges that rust", "→ ...", "+ ...": marks before a link. ">" alone quotes a mail.
_ARROW = re.compile(r"(?:[>＞]{2,3}|»|→|☞|➡\ufe0f?|►|▶|\+(?:\s\+)*)\s*(?=[^\W\d_])(?=[^a-zà-ÿа-я])")


def judge_announced(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge the line right below a heading that announces links, in place: the link's text."""
    for at, (above, block) in enumerate(pairwise(blocks), 1):
        told = findings[at - 1]
        is_headline = told is not None and told.kind == "headline"  # "In pictures: the kites"
        if (
            findings[at] is None
            and not is_headline
            and len(block.text) <= _LINK_CHARS
            and not is_story(block.text)
            and announces_links(above.text, above.kind == "heading")
        ):
            findings[at] = _ANNOUNCED


def judge_listed(
    blocks: list[Block], findings: list[Finding | None], first: int, below: int
) -> None:
    """Judge, in place, what a text has below a line that announces links and is nothing else.

    "Related articles", then headlines: lines of some length that are no sentence. One alone may be
    a heading of the story (blocks `first` to `below`), and headings of some houses are long: it is
    none where the story has no other line that is no sentence.
    """
    alone: list[int] = []
    for at, block in enumerate(blocks):
        told = findings[at]
        if told is None or told.kind != "navigation" or not announces_links(block.text, True):
            continue
        # "Read more:" is above something, be it short, or somebody's words.
        is_colon = block.text.endswith((":", "："))
        listed = _links_below(blocks, at, is_colon)
        if len(listed) < _LEAST_LISTED:
            least = _ARROW_LEAST if is_colon else _HEADLINE
            for link in listed:
                if findings[link] is None and _letters(blocks[link].text) >= least:
                    alone += [link, *_day_below(blocks, link)]
            continue
        for link in listed:
            findings[link] = findings[link] or _ANNOUNCED
    if not alone:
        return  # as nearly all: the story need not be looked through
    links = set(alone)
    story = (i for i in range(first, min(below, len(blocks))) if i not in links)
    if not any(findings[i] is None and _is_heading(blocks[i]) for i in story):
        for at in alone:
            findings[at] = _ANNOUNCED


def _links_below(blocks: list[Block], at: int, may_quote: bool) -> list[int]:
    near = range(at + 1, min(at + 1 + _MOST_LISTED, len(blocks)))
    return list(takewhile(lambda link: _is_link(blocks[link], may_quote), near))


def _letters(text: str) -> int:
    """How many letters say as much: three for a character of Han, Kana or Hangul."""
    return 2 * columns(text) - len(text)


def _day_below(blocks: list[Block], at: int) -> list[int]:
    """The line below a link, where it says when that was published."""
    return [at + 1] if at + 1 < len(blocks) and is_date_line(blocks[at + 1].text) else []


def _is_heading(block: Block) -> bool:
    return not SENTENCE_END.search(block.text) or block.kind != "paragraph"


def judge_topics(blocks: list[Block], findings: list[Finding | None], below: int) -> None:
    """Judge, in place, short lines below what announces links, with no sentence behind: topics.

    "Read more about:", "Bridges", "Harwick", from block `below` of a text on.
    """
    said = [
        at
        for at in range(below, len(blocks))
        if findings[at] is None and SENTENCE_END.search(blocks[at].text)
    ]
    for at in range(max([below, *said]), len(blocks) - 1):
        told = findings[at]
        text = blocks[at].text
        if told is None or told.kind != "navigation":
            continue
        if not (announces_links(text, True) or _is_tag_label(text)):
            continue
        near = range(at + 1, min(at + 1 + _MOST_LISTED, len(blocks)))
        for topic in takewhile(lambda n: findings[n] is None and _is_topic(blocks[n]), near):
            findings[topic] = Finding("navigation", "shape.topic")


def _is_tag_label(text: str) -> bool:
    """Whether a line is a word for topics: "Tags", "Temas:"."""
    folded = fold(text).strip(": ")
    return any(h.term.slot == "tag_label" and h.term.text == folded for h in find_words(folded))


def _is_topic(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) <= _TOPIC and block.text[0].isalpha()


def _is_link(block: Block, may_quote: bool) -> bool:
    """Whether a line may be a headline, and is no sentence; it may begin with somebody's words."""
    text = block.text
    least = _ARROW_UNSPACED if is_unspaced(text) else _ARROW_LEAST
    fits = block.kind == "paragraph" and least <= len(text) <= _LINK_CHARS
    quoted = text[0] in QUOTE
    said = (
        SENTENCE_END.search(text)
        or (SENTENCE_WITHIN.match(text) and not quoted)
        or _UNMARKED.search(text)
    )
    return fits and (may_quote or not quoted) and not said


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
