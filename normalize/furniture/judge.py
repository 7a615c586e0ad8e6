"""A draft's blocks, each judged by itself, by where it stands, and by its neighbours."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise

from normalize.article import Block, Draft
from normalize.furniture.announcements import announces_comments
from normalize.furniture.captions import ending_credit
from normalize.furniture.citations import read_citation
from normalize.furniture.extent import REPEATS, story_limits
from normalize.furniture.findings import QUOTE, SENTENCE_END, Finding, Place, is_story
from normalize.furniture.gate import Gate
from normalize.furniture.headlines import repeats_headline
from normalize.furniture.lines import read_line
from normalize.furniture.links import judge_announced, judge_arrows
from normalize.furniture.meters import judge_meters
from normalize.furniture.outside import LINKED, LONGEST_PAGE_LINE, read_page_line
from normalize.furniture.pagewords import codes_of
from normalize.furniture.quotes import judge_quotes
from normalize.language import detect_language
from normalize.names import looks_like_name

#: How many blocks at either end count as near it: pieces of the story, and whatever stands last.
_HEAD, _TAIL = 3, 5
#: So many blocks of furniture stand above a story or below it, at the most.
_MOST_OUTSIDE = 1000
#: Paragraphs, and characters of them, that the language is told by.
_SAMPLED, _SAMPLE = 12, 1200
#: Shorter lines may recur.
_REPEATED_CHARS = 25
#: So many sentences in a row are repeated by no story; a song repeats its verses.
_RUN = 3
_OUTSIDE = Finding("navigation", "shape.outside")
#: A line below the story that is no sentence, and a sentence between two lines of furniture.
_BELOW = Finding("other", "shape.below")
#: Kinds that stand at the very end of a copy.
_CLOSING = ("copyright", "source", "agency", "byline", "correction")
_BELOW_CHARS, _BETWEEN_CHARS = 80, 160
#: Sentences below the story that are more of it than this may be the story's.
_BELOW_SHARE = 0.3
#: A sentence of some words, and more behind it: "The last word was hers. Nothing more".
_SENTENCE_WITHIN = re.compile(r"(?:\S+\s+){3,}\S*[.!?…][\"”’»)]*\s+\S|.{8,}?[。！？].")
#: What a critic gives, below a review: "4/5", "8,5/10", "★★★☆☆".
_RATING = re.compile(r"\d\s?/\s?(?:5|6|10|20|100)\W*$|[★☆⭐]{2}")
#: So many lines in a row that nothing tells are a list, a table or a poem.
_LIST = 3


def _repeated(blocks: list[Block]) -> frozenset[str]:
    """Lines that a page repeats word for word: notices in place of embedded content, offers.

    A line counts that stands there three times, or twice among others that follow each other
    both times.
    """
    texts = [block.text for block in blocks if not block.marked]
    counts = Counter(text for text in texts if len(text) >= _REPEATED_CHARS)
    found = {text for text, count in counts.items() if count >= REPEATS}
    if len(texts) > 2 * _RUN and len(counts) < len(texts):
        runs = [tuple(texts[at : at + _RUN]) for at in range(len(texts) - _RUN + 1)]
        for run, count in Counter(runs).items():
            sentences = all(text in counts and SENTENCE_END.search(text) for text in run)
            if count > 1 and sentences and len(set(run)) == _RUN:
                found.update(run)
    return frozenset(found)


def judge_blocks(
    draft: Draft, keys: frozenset[str], title: str
) -> tuple[list[Finding | None], str]:
    """What furniture each block of a draft is, None for the story's pieces; and its language.

    `keys` are the keys of its headlines (see headlines.py).
    """
    blocks = draft.blocks
    around = _Surroundings(draft, keys, title)
    begins, ends = story_limits(blocks, keys) if draft.is_page else (0, len(blocks))
    repeated = _repeated(blocks) if draft.is_page else frozenset()
    findings: list[Finding | None] = []
    kept = 0
    for at, block in enumerate(blocks):
        finding: Finding | None = None
        if not block.marked:
            if block.text in draft.picture_texts:
                finding = Finding("caption", "markup.alt", caption=block.text)
            elif block.text in repeated:
                finding = Finding("other", "shape.repeated")
            elif draft.lede <= at < begins or at >= ends:
                finding = _OUTSIDE
            elif draft.is_page and announces_comments(block.text):
                finding = Finding("social", "shape.comments")
        finding = finding or around.read(at, kept)
        findings.append(finding)
        kept += finding is None
    if draft.is_page:
        judge_announced(blocks, findings)
        _judge_captions(blocks, findings)
        judge_quotes(blocks, findings)
    judge_arrows(blocks, findings)
    if around.first < len(blocks):
        judge_meters(blocks, findings, around.first, around.below, around.codes)
    _judge_below(blocks, findings, around.below)
    return findings, around.language()


def _judge_captions(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge a heading right above a credit, in place: it is set over no text but a picture's."""
    for at, (block, below) in enumerate(pairwise(findings)):
        text = blocks[at].text
        if (
            block is None
            and below is not None
            and below.kind == "credit"
            and not blocks[at + 1].marked  # in a figure it is that of its own picture
            and blocks[at].kind == "heading"
        ):
            findings[at] = Finding("caption", "shape.above_credit", caption=text)


def _judge_below(blocks: list[Block], findings: list[Finding | None], below: int) -> None:
    """Judge what is left below the story (from block `below` on) by its neighbours, in place."""
    left = [at for at in range(below, len(blocks)) if findings[at] is None]
    if not left or below == 0 or blocks[below - 1].text.endswith((":", "：")):
        return  # nothing left, or the story announces a list
    furniture = [at for at in range(below, len(blocks)) if findings[at] is not None]
    closing = [at for at in furniture if (f := findings[at]) and f.kind in _CLOSING]
    if len(left) >= _LIST and len(left) > len(furniture):
        return
    told = sum(len(blocks[at].text) for at in range(below) if findings[at] is None)
    said = [at for at in left if SENTENCE_END.search(blocks[at].text)]
    if sum(len(blocks[at].text) for at in said) > _BELOW_SHARE * told:
        closing = []  # a story in short sentences goes on below the line that says its source
    for at in left:
        text = blocks[at].text
        if blocks[at].kind != "paragraph" or text[0] in QUOTE or text.endswith((":", "：")):
            continue
        if _SENTENCE_WITHIN.match(text) and not SENTENCE_END.search(text, max(0, len(text) - 8)):
            continue
        if SENTENCE_END.search(text, max(0, len(text) - 8)):
            between = closing and closing[0] < at < furniture[-1]
            if between and len(text) <= _BETWEEN_CHARS:
                findings[at] = _BELOW
        elif 2 <= len(text.split()) <= 4 and looks_like_name(text):
            findings[at] = Finding("byline", "shape.name_below", authors=(text,))
        elif len(text) <= _BELOW_CHARS and not text[0].isdigit() and not _RATING.search(text):
            findings[at] = _BELOW


_place = cache(Place)  # there are few, and thousands of blocks
_MIDDLE = Place(head=False, tail=False)


class _Surroundings:
    """Reads the blocks of one draft, each with where it stands in the whole."""

    def __init__(self, draft: Draft, keys: frozenset[str], title: str) -> None:
        self._blocks = blocks = draft.blocks
        self._keys = keys
        headlines = [text for text in dict.fromkeys((title, *draft.headlines)) if text]
        self._named = headlines, keys, draft.outlet
        self._declared = draft.language
        self._title = f"{title}\n"
        self._language = ""
        self._lede = lede = draft.lede
        story = [i for i, block in enumerate(blocks) if is_story(block.text)]
        self._has_story = bool(story)
        self._prose = [blocks[i] for i in story]
        #: The vocabularies that lines are read by.
        self.codes = codes_of(self.language())
        self._gate = Gate([block.text for block in blocks], self.codes)
        # A byline may stand between a standfirst and the story.
        story = [i for i in story if i >= lede] or story
        # A caption or a notice may be as long as a paragraph: the story begins below it.
        while len(story) > 1 and self._at(story[0], Place(True, False, before=True, top=True)):
            del story[0]
        while len(story) > 1 and self._at(story[-1], Place(False, True, after=True)):
            del story[-1]
        #: The first block of the story; as many as there are where it has no prose.
        self.first = story[0] if story else len(blocks)
        self._last = story[-1] if story else -1
        #: The first block below the story; as many as there are blocks where it has no prose.
        self.below = self._last + 1 if story else len(blocks)

    def language(self) -> str:
        """The language (BCP 47) that the story's paragraphs are in."""
        if not self._language:
            prose = [b.text for b in self._prose or self._blocks]
            sample = self._title + "\n".join(prose[:_SAMPLED])[:_SAMPLE]
            self._language = detect_language(sample, self._declared)
        return self._language

    def read(self, at: int, kept: int) -> Finding | None:
        """What furniture the block at a place is; None for a piece of the story.

        `kept` are the pieces of the story above it.
        """
        count = len(self._blocks)
        if _MOST_OUTSIDE <= at < count - _MOST_OUTSIDE:
            return self._at(at, _MIDDLE)
        before = self._has_story and self._lede <= at < self.first
        after = self._has_story and at > self._last
        head, tail = at < self.first or kept < _HEAD, at > self._last or at >= count - _TAIL
        found = self._at(at, _place(head, tail, before, after, kept == 0))
        if found is not None and found.rule == "shape.kicker" and self._opens_section(at):
            return None
        return found

    def _opens_section(self, at: int) -> bool:
        """Whether a heading right above the story is the first of those that part the story."""
        parts = self._blocks[self.first : self._last]
        return (
            self._blocks[at].kind == "heading"
            and at + 1 == self.first
            and any(block.kind == "heading" and not block.marked for block in parts)
        )

    def _at(self, at: int, place: Place) -> Finding | None:
        block = self._blocks[at]
        if repeats_headline(block.text, self._keys) and len(self._blocks) != 1:
            return Finding("headline", "headline.repeated")
        if block.marked:
            kind, rule = block.marked
            return Finding(kind, rule, caption=_caption_of(block.text) if kind == "caption" else "")
        if block.kind == "caption":
            return Finding("caption", "markup.caption", caption=_caption_of(block.text))
        if place.tail and (cited := read_citation(block, *self._named)):
            return cited
        if block.kind in ("table", "code"):
            return None
        outside, near_end = place.before or place.after, place.head or place.tail
        if block.linked < LINKED and not self._gate.may_be_furniture(at, outside, near_end):
            return None
        found = read_line(block, place)
        if found is None and len(block.text) <= LONGEST_PAGE_LINE:
            found = read_page_line(block, place, self.codes, self._gate.holds_page_word(at))
        return found


def _caption_of(text: str) -> str:
    """A caption without the credit it ends with; "" for a line that only says "Archive"."""
    found = read_line(Block(text), Place(head=True, tail=True))
    if found is not None and found.kind in ("caption", "credit"):
        return found.caption
    ended = ending_credit(text)
    return ended[0] if ended else text
