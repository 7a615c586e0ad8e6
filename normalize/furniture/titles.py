"""The headline of a text that marks none: its first line, as a rule.

Where somebody copied a whole page, its menu stands first, elsewhere a section's name, a day, a
byline. The headline then is the first line above the story that is made of the story's words, in
any language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from normalize.article import Block, Draft
from normalize.characters import columns
from normalize.furniture.agencies import find_agency
from normalize.furniture.around_title import is_of_page, is_of_picture, is_signature, tells_day
from normalize.furniture.findings import (
    ADDRESS,
    SENTENCE_END,
    is_story,
    prose_of,
)
from normalize.furniture.headlines import (
    headline_key,
    is_headline_like,
    split_site,
    unmarked,
)
from normalize.furniture.menus import is_menu, is_path
from normalize.furniture.pagewords import WORD, codes_of, is_unspaced
from normalize.furniture.stems import STEM, count_known, count_shared, stems_of
from normalize.furniture.words import fold
from normalize.language import detect_language

#: So many lines of a page stand above its story, and so many paragraphs tell the story's words.
_MOST_ABOVE, _PARAGRAPHS, _LONGEST_PROSE = 200, 12, 1000
#: Lines at the top in which a headline may be repeated.
_TWICE = 12
#: Longer lines are a headline, and no label, byline or address; and how much tells the language.
_LONGEST_LABEL, _SAMPLE = 48, 1200
#: A headline without a word of its story, below a menu, is no shorter (columns).
_LEAST_HEADLINE = 20
#: Words of a kicker, above a headline that who wrote it stands below; what it does not end with, and
#: the lines that it, a headline, a standfirst and who wrote it are.
_KICKER, _ENDS, _TOPPED = 2, ".!?:…", 6
#: Topics in a row, at most, and so many lines from the last on who wrote it stands below; characters
#: of a line in capitals above a headline.
_TOPICS, _BELOW, _LONGEST_CAPITALS = 3, 6, 40
#: A figure that few lines have, and no year.
_FIGURE = re.compile(r"(?<![\d.,:/-])(?!(?:19|20)\d\d\b)\d{2,}(?![\d.,:/-])")
#: Letters of an outlet's name that is told by other lines: a place has fewer.
_LEAST_HOUSE = 8
#: Words of a topic that the story has not, and the lines below a headline that sign it.
_TOPIC, _NEAR = 3, 3


def choose_title(draft: Draft) -> str:
    """The title of a draft, or the line of its text that is its headline; "" where none is."""
    blocks = [block for block in draft.blocks if not block.marked]
    if draft.title or not draft.title_unmarked or len(blocks) < 2:
        return draft.title
    first = blocks[0].text
    found = ""
    if len(first) <= _LONGEST_LABEL or ADDRESS.match(first):
        found = _below_first(blocks)
    found = found or (unmarked(first) if is_headline_like(first) else "")
    return _without_house(found, blocks)


def _without_house(title: str, blocks: Sequence[Block]) -> str:
    """A headline without the outlet's name behind it: "Dam opens again - The Harwick Herald".

    It is one where the headline stands without it, too, or where other lines have it and the
    story has not: "Source: The Harwick Herald".
    """
    site = split_site(title)
    if site is None:
        return title
    headline, name = map(headline_key, site)
    is_named = False
    for key, block in ((headline_key(block.text), block) for block in blocks):
        if key == headline:
            return site[0]
        if name in key and not key.startswith(headline):
            if is_story(block.text):
                return title
            is_named = is_named or site[1] in block.text
    return site[0] if is_named and len(name) >= _LEAST_HOUSE else title


def _below_first(blocks: Sequence[Block]) -> str:
    """The first line above the story that shares its words, below a first line that is the page's."""
    is_prose = prose_of(blocks)
    begin = next((at for at, block in enumerate(blocks) if is_prose(block.text)), len(blocks))
    if begin < 2:
        return ""  # as nearly every text
    near = (block.text for block in blocks[begin : begin + _PARAGRAPHS])
    prose = "\n".join(text[:_LONGEST_PROSE] for text in near if is_prose(text))
    told = f" {fold(prose)}"
    if headline := _said_twice(blocks[:_TWICE], told):
        return headline
    address = ADDRESS.fullmatch(blocks[0].text) or blocks[0].text.startswith("#")
    if headline := _below_topics(blocks, told):
        return headline
    is_page = address or _is_of_site(blocks[0].text) or _is_of_section(blocks[0].text, told)
    is_known = not is_page and any(stem in told for stem in stems_of(blocks[0].text))
    is_kicker = _may_be_kicker(blocks[0].text, prose)
    if is_known and not is_kicker:
        return ""
    for at, block in enumerate(blocks[1 : min(begin, _MOST_ABOVE)], 1):
        if any(below.text == block.text for below in blocks[at + 1 : at + 2]):
            continue  # a page's path ends with the headline that stands below it
        if is_path(block.text, first=True):
            continue
        is_shared = count_shared(block.text, told) > 0
        if (is_shared or _has_figure_of(block.text, told)) and is_headline_like(block.text):
            codes = codes_of(detect_language(prose[:_SAMPLE]))
            if is_of_picture(block, codes) or (not is_shared and is_of_page(block, codes)):
                continue
            if is_kicker and is_signature(blocks[at + 1], codes):
                return unmarked(block.text)
            is_topic = not is_known and _may_be_topic(blocks[0].text)
            if (
                is_topic
                and columns(block.text) >= _LEAST_HEADLINE
                and _is_signed(blocks, at, codes)
            ):
                return unmarked(block.text)
            of_page = is_page or (not is_known and is_of_page(blocks[0], codes))
            return unmarked(block.text) if of_page else ""
    return "" if is_known else _below_menu(blocks[: min(begin, _MOST_ABOVE)], prose)


def _said_twice(above: Sequence[Block], told: str) -> str:
    """The line that stands twice near the top, first below a few of few words; "" where none does.

    "The Courier", "Towns", "Ferry back after nine months", a standfirst, "Ferry back after nine months".
    """
    texts = [block.text for block in above]
    for at, text in enumerate(texts[: _TOPICS + 1]):
        if at and text in texts[at + 1 :] and columns(text) >= _LEAST_HEADLINE:
            is_told = is_headline_like(text) and not SENTENCE_END.search(text)
            return unmarked(text) if is_told and count_shared(text, told) else ""
        if len(text.split()) > _TOPIC or text[-1] in _ENDS:
            return ""
    return ""


def _has_figure_of(text: str, told: str) -> bool:
    """Whether a line has a figure of the story that is no year: "112 evin jälkeen kotiin"."""
    return any(f" {figure}" in told for figure in _FIGURE.findall(text))


def _below_menu(above: Sequence[Block], prose: str) -> str:
    """The first line below a menu's, an agency's name or a day that is none, where none has the story's words."""
    first = above[0].text
    if not (_is_of_site(first) or find_agency(first) is not None or tells_day(above[0])):
        return ""
    codes = codes_of(detect_language(prose[:_SAMPLE]))
    lines = (block for block in above[1:] if columns(block.text) >= _LEAST_HEADLINE)
    found = (line for line in lines if is_headline_like(line.text) and not is_of_page(line, codes))
    return next((unmarked(line.text) for line in found), "")


def _is_of_site(text: str) -> bool:
    """Whether a first line is of a site's menu, or the path to a page."""
    return is_menu(text) or is_path(text, first=True)


def _is_of_section(text: str, told: str) -> bool:
    """Whether a line is a section's name and what a piece is called there: "Culture | Time regained".

    "Opinion | Why clocks stop" is a headline: it has the story's words.
    """
    section, bar, rest = text.partition("|")
    return bool(bar) and is_menu(section) and not count_shared(rest, told)


def _may_be_kicker(text: str, prose: str) -> bool:
    """Whether a first line is a name of few words, none of which the story writes small: "Hamburg"."""
    words = text.split()
    if len(words) > _KICKER or is_unspaced(text) or not all(word[0].isupper() for word in words):
        return False
    return not any(f" {word.lower()[:STEM]}" in prose for word in words)


def _may_be_topic(text: str) -> bool:
    """Whether a first line is of few words and no sentence: "Science News", "경제 > 산업"."""
    return len(WORD.findall(fold(text))) <= _TOPIC and text[-1] not in _ENDS


def _is_signed(blocks: Sequence[Block], at: int, codes: frozenset[str]) -> bool:
    """Whether who wrote it, or when, or a button stands below a line, or below its standfirsts."""
    near = blocks[at + 1 : at + 1 + _NEAR]
    # A standfirst may be as long as a paragraph; below it another one is the story's.
    long = [place for place, block in enumerate(near) if is_story(block.text)]
    stop = next((place for place in long if place > 0), len(near))
    return any(is_signature(block, codes) or is_of_page(block, codes) for block in near[:stop])


def _below_topics(blocks: Sequence[Block], told: str) -> str:
    """The headline below a topic or a few, above standfirst, and who wrote it or when; "" where none is.

    "Rail strike", "Union calls off walkout after talks", "Passengers get their money back within
    five days.", "By Ada Finch".
    """
    topics = _count_topics(blocks)
    if not topics or len(blocks) < _TOPPED:
        return ""
    headline = blocks[topics].text
    if columns(headline) < _LEAST_HEADLINE or not is_headline_like(headline):
        return ""
    codes = codes_of(detect_language(told[:_SAMPLE]))
    # One word is no headline, as a rule, nor is the first of several lines of few words.
    first_line = blocks[0].text
    is_word = " " not in first_line and not is_unspaced(first_line)
    is_sure = topics > 1 or is_word or first_line.isupper()
    is_longer = len(blocks[topics + 1].text) > len(headline)
    if not (is_longer and count_shared(headline, told)):
        # A short headline has the story's words.
        is_apart = is_word or any(
            not count_known(set(stems_of(block.text)), told) for block in blocks[:topics]
        )
        near = blocks[topics + 1 : topics + 1 + _KICKER]
        is_told = _has_sentence_below(headline, near, told) or (
            is_sure and _knows(headline, told) and _is_signed(blocks, topics, codes)
        )
        if not (is_apart and is_told):
            return ""
    first = topics + 1 if is_sure else topics + 2
    if any(is_signature(block, codes) for block in blocks[topics + 1 : first]):
        return ""
    below = takewhile(lambda block: not is_story(block.text), blocks[first : topics + _BELOW])
    return unmarked(headline) if any(is_signature(block, codes) for block in below) else ""


def _count_topics(blocks: Sequence[Block]) -> int:
    """How many lines a text begins with that are topics, or in capitals above one that is not."""
    topics = len(list(takewhile(_is_topic, blocks[:_TOPICS])))
    first = blocks[0].text
    is_set_apart = first.isupper() and len(first) <= _LONGEST_CAPITALS and first[-1] not in _ENDS
    return 1 if not topics and is_set_apart and not blocks[1].text.isupper() else topics


def _knows(headline: str, told: str) -> bool:
    """Whether a line that is no sentence has a word of the story."""
    known = count_known(set(stems_of(headline)), told)
    return known > 0 and SENTENCE_END.search(headline) is None


def _has_sentence_below(headline: str, near: Sequence[Block], told: str) -> bool:
    """Whether a line that is no sentence has one below it that shares the story's words: a standfirst.

    The headline itself may have one of them only: it tells the same in other words.
    """
    if not _knows(headline, told):
        return False
    return any(SENTENCE_END.search(b.text) and count_shared(b.text, told) for b in near)


def _is_topic(block: Block) -> bool:
    text = block.text
    is_few = columns(text) < _LEAST_HEADLINE if is_unspaced(text) else len(text.split()) <= _KICKER
    return is_few and text[-1] not in _ENDS
