"""A page whose text was taken whole: the story parted from menus, lists of others and the page's foot.

People copy a page from its top to its bottom, and crawls keep the text of all of it. Such a text
has many short lines, some of which only pages have, around the story. The story is the stretch of
blocks that has most prose for the lines that are none: a maximum subsequence (Pasternack and Roth,
"Extracting Article Text from the Web with Maximum Subsequence Segmentation", WWW 2009).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from normalize.article import Block, Draft
from normalize.characters import columns
from normalize.furniture.announcements import (
    LONGEST_LIST,
    announces_comments,
    announces_list,
    heads_comments,
)
from normalize.furniture.findings import PAGE_KINDS, SENTENCE_WITHIN, Place, is_sentence, is_story
from normalize.furniture.headlines import is_headline_like, unmarked
from normalize.furniture.lines import read_line
from normalize.furniture.menus import is_path
from normalize.furniture.pagewords import find_words, is_unspaced
from normalize.furniture.rows import has_figures, story_rows
from normalize.furniture.stems import count_known, count_shared, stems_of, story_words
from normalize.furniture.words import Term, fold, languages, load_terms, vocabulary

#: With fewer blocks, and fewer of them that are no prose, a text is no page's, or its lines are
#: few enough to be told one by one.
_LEAST_BLOCKS, _LEAST_LINES = 30, 24
#: Lines around a story that only pages have, at the least, and their share of all lines there: the
#: results below a report are none.
_LEAST_TOLD, _TOLD = 4, 0.02
#: Slots of such lines, and what stands around them in lists.
_MENU = frozenset(
    ("navigation_line", "social_lead", "promotion_lead", "section_name", "related_lead",
     "notice_line")
)  # fmt: skip
#: "© 2024 Harwick Herald"; whose a picture is stands in stories, too.
_RIGHTS = re.compile(r"(?:copyright|\W)*[©ⓒ]\D{0,40}(?:19|20)\d\d", re.I)
#: What asks a reader for consent: to cookies, or to a third party's content.
_ASKED = frozenset(("consent_word", "address_word"))
_AD = "advertisement_line"
_MARKS = "!…:：.|<>»«›*•·+-–—/ \t0123456789()[]#"
#: What a line that is no prose costs a stretch, in characters of prose; what one costs that only
#: pages have, as above a list of links, one that is links, an ad, and one above readers' comments.
_COST, _COST_TOLD, _COST_MARKED, _COST_AD, _COST_COMMENTS = 50, 150, 100, 10, 2000
#: What a block counts at the most; half of it between two lines that are no prose, where teasers
#: stand, which are no longer.
_MOST, _TEASER = 600, 500
#: A block so long may be prose without a sentence's end.
_LONG = 150
#: A story has so much prose before readers comment on it.
_COMMENTED = 400
#: A story that is told from the rest has so much prose, or nearly all there is.
_LEAST_STORY, _NEARLY = 600, 0.8
#: So many blocks from a stretch's ends may be more of it, if they have so much of its words.
_REACH, _OWN = 15, 0.6
#: So many lines stand between a story and the rows of what it lists.
_HEADS = 2
#: Lines between a story and what its page has below it, at the most; a headline there (columns).
_MOST_LINES, _LEAST_LONG = 16, 40
#: A headline stands no further above its story, and is no shorter.
_MOST_ABOVE, _LEAST_HEADLINE, _LEAST_UNSPACED = 40, 15, 7
#: So near above the line with most of the words a longer one than a kicker is the headline.
_BESIDE, _LEAST_ABOVE = 3, 30
#: The story's words in a headline that has others, and their share.
_FEW, _SOME = 2, 0.25
_ABOVE = Place(head=True, tail=False, before=True)
_BELOW = Place(head=False, tail=True, after=True)


class Parted(NamedTuple):
    """The draft of a story alone, and the places of its blocks, from the first to before the end."""

    draft: Draft
    begin: int
    end: int


def part_pasted(draft: Draft) -> Parted | None:
    """The story of a page's text, with the headline above it; None of any other draft."""
    blocks = draft.blocks
    if draft.is_page or draft.letter or len(blocks) < _LEAST_BLOCKS:
        return None
    if sum(not is_sentence(block.text) for block in blocks) < _LEAST_LINES:
        return None
    alone = [_weight(block) for block in blocks]
    rows = story_rows(blocks) | _announced(blocks, alone)
    weights = _weights(alone, rows)
    begin, end = _extended(blocks, weights, *_densest(weights))
    end = _with_lines(blocks, weights, _with_rows(rows, end))
    held = sum(weight for weight in weights[begin:end] if weight > 0)
    if held < _LEAST_STORY and held < _NEARLY * sum(weight for weight in weights if weight > 0):
        return None
    around = [*range(begin), *range(end, len(blocks))]
    lines = [at for at in around if weights[at] < 0]
    told = [at for at in lines if blocks[at].marked or _is_of_page(blocks[at].text)]
    if len(told) < max(_LEAST_TOLD, _TOLD * len(lines)) or len(lines) < _LEAST_LINES:
        return None
    top, title = _headline(blocks, begin, end), draft.title
    if draft.title_unmarked and not title and top < begin:
        title = unmarked(blocks[top].text)
    return Parted(replace(draft, blocks=blocks[top:end], title=title), top, end)


def _weights(alone: Sequence[int], rows: Set[int]) -> list[int]:
    """What each block counts where it stands, given what it counts alone.

    A paragraph between two lines that are none may be a teaser's; what a story lists counts nothing.
    """
    found = [0 if at in rows else weight for at, weight in enumerate(alone)]
    around = [-1, *found, -1]
    return [
        weight // 2 if before < 0 < weight <= _TEASER and after < 0 else weight
        for before, weight, after in zip(around, found, around[2:], strict=False)
    ]


def _weight(block: Block) -> int:
    """What a block counts for a stretch of prose, in characters: less than 0 if it is none."""
    text = block.text
    if announces_comments(text) or heads_comments(text):
        return -_COST_COMMENTS
    if block.marked:  # of Markdown that was made of a page
        return -_COST_MARKED if block.marked[0] in PAGE_KINDS else 0
    if is_sentence(text) or (len(text) >= _LONG and _reads_on(text)):
        of_page = "©" in text or _asks_for_consent(text)
        return -_COST if of_page else min(len(text), _MOST)
    if _is_of_page(text):
        return -_COST_TOLD
    return -_COST_AD if _AD in _entries(text) else -_COST


def _reads_on(text: str) -> bool:
    """Whether a long block without a sentence's end is prose: of words, most of them in small letters."""
    if SENTENCE_WITHIN.match(text):
        return True
    words = text.split()
    return sum(word[0].isupper() for word in words) < len(words) / 2


def _asks_for_consent(text: str) -> bool:
    folded = fold(text[:_MOST])
    if not any(word in folded for word in _consent_words()):
        return False
    slots = {hit.term.slot for hit in find_words(folded)}
    return slots >= _ASKED


@cache
def _consent_words() -> tuple[str, ...]:
    terms = (term for code in languages() for term in load_terms(code))
    return tuple(sorted({t.text.rstrip("*") for t in terms if t.slot == "consent_word"}))


def _densest(weights: Sequence[int]) -> tuple[int, int]:
    """The stretch of blocks, from the first to before the end, whose weights make up most."""
    best, found, begin, total = 0, (0, 0), 0, 0
    for at, weight in enumerate(weights):
        if weight == -_COST_COMMENTS and best >= _COMMENTED:
            break
        if total <= 0:
            begin, total = at, 0
        total += weight
        if total > best:
            best, found = total, (begin, at + 1)
    return found


def _extended(
    blocks: Sequence[Block], weights: Sequence[int], begin: int, end: int
) -> tuple[int, int]:
    """A stretch with the paragraphs near its ends that have its words: a box may part them from it."""
    told = story_words(block.text for block in blocks[begin:end])

    def is_own(at: int) -> bool:
        if weights[at] <= 0 or not is_story(blocks[at].text):
            return False
        stems = set(stems_of(blocks[at].text))
        return count_known(stems, told) >= _OWN * len(stems)

    above = filter(is_own, range(max(begin - _REACH, 0), begin))
    below = filter(is_own, range(end, min(end + _REACH, len(blocks))))
    return min(above, default=begin), max(below, default=end - 1) + 1


def _with_rows(rows: Set[int], end: int) -> int:
    """The end of a stretch with what it lists right below: "Results", "1. Ada Finch 7:20.0"."""
    while found := [at for at in range(end, end + 1 + _HEADS) if at in rows]:
        end = found[-1] + 1
    return end


def _announced(blocks: Sequence[Block], weights: Sequence[int]) -> set[int]:
    """The places of the lines that others announce, up to prose or a line that only pages have.

    "Three of them are sought:", "Ada Finch", "Marta Oduya", "Inès Carrel".
    """
    found: set[int] = set()
    for head in filter(lambda at: _announces(blocks[at]), range(len(blocks))):
        below = range(head + 1, min(head + 1 + LONGEST_LIST, len(blocks)))
        end = next((at for at in below if weights[at] > 0 or weights[at] <= -_COST_MARKED), head)
        found.update(range(head + 1, end))
    return found


def _with_lines(blocks: Sequence[Block], weights: Sequence[int], end: int) -> int:
    """The end of a stretch with the few lines between it and what only pages have.

    A report has its figures there, a review the film's length and a story who signed it: what of
    them is furniture is told line by line. Two long lines in a row are headlines of other stories.
    """

    def is_long(at: int) -> bool:
        text = blocks[at].text
        return weights[at] < 0 and columns(text) >= _LEAST_LONG and not has_figures(text)

    def ends(at: int) -> bool:
        links = at + 1 < len(blocks) and is_long(at) and is_long(at + 1)
        return links or weights[at] <= -_COST_MARKED

    below = range(end, min(end + 1 + _MOST_LINES, len(blocks)))
    return next(filter(ends, below), end)


def _announces(block: Block) -> bool:
    """Whether a line announces a list, and is none of the page's."""
    text = block.text
    return announces_list(text) and not _is_of_page(text) and read_line(block, _BELOW) is None


def _entries(text: str) -> Mapping[str, Term]:
    return vocabulary().exact.get(fold(text).strip(_MARKS), {})


def _is_of_page(text: str) -> bool:
    """Whether a line is one that menus, lists of links and the feet of pages have."""
    return _RIGHTS.match(text) is not None or not _MENU.isdisjoint(_entries(text))


def _headline(blocks: Sequence[Block], begin: int, end: int) -> int:
    """The place of the line above a story that has most of its words; its beginning where none has."""
    told = story_words(block.text for block in blocks[begin:end])
    known: dict[int, int] = {}
    for at in range(max(0, begin - _MOST_ABOVE), begin):
        text = blocks[at].text
        least = _LEAST_UNSPACED if is_unspaced(text) else _LEAST_HEADLINE
        if len(text) < least or not is_headline_like(text) or is_path(text, first=True):
            continue
        if (count := count_shared(text, told)) and not read_line(blocks[at], _ABOVE):
            known[at] = count
    lines = {blocks[at].text for at in known}
    # The path to the page ends with the headline: "Home > News > Bridge to close".
    known = {
        at: count
        for at, count in known.items()
        if not any(blocks[at].text.endswith(line) for line in lines - {blocks[at].text})
    }
    if not known:
        near_story = range(begin - 1, max(0, begin - _BESIDE) - 1, -1)
        return next((at for at in near_story if _may_head(blocks[at], told)), begin)
    best = max(known, key=lambda at: (known[at], at))
    # A standfirst may have more of them, right below the headline; a kicker above it is short.
    near = [at for at in known if best - _BESIDE <= at and len(blocks[at].text) >= _LEAST_ABOVE]
    # Pages say their headline twice: in a player, in a path, above the story and below it.
    often = Counter(block.text for block in blocks) if len(near) > 1 else Counter()
    first = min((at for at in near if often[blocks[at].text] > 1), default=min(near, default=best))
    above = first - 1
    is_below = above >= 0 and len(blocks[first].text) > len(blocks[above].text)
    return above if is_below and _may_head(blocks[above], told) else first


def _may_head(block: Block, told: str) -> bool:
    """Whether a line beside a story may be its headline, though it tells it in other words for the most part."""
    if len(block.text) < _LEAST_ABOVE or not is_headline_like(block.text):
        return False
    if block.text.count(". ") > 1:
        return False  # what an outlet says of itself
    stems = set(stems_of(block.text))
    count = count_known(stems, told)
    return count >= max(_FEW, _SOME * len(stems)) and not read_line(block, _ABOVE)
