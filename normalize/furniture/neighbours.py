"""Blocks judged by those beside them: captions by their credits, headings by what they head."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from normalize.article import Block
from normalize.characters import columns
from normalize.furniture.agencies import behind_picture_house
from normalize.furniture.caption_ends import LONGEST_NOTED
from normalize.furniture.findings import (
    LABELLED,
    LIST_LINES,
    PAGE_KINDS,
    QUOTE,
    SENTENCE_END,
    SIGNED_END,
    Finding,
    is_full_name,
    is_sentence,
    is_story,
)
from normalize.furniture.pagewords import read_words, strong_words
from normalize.furniture.people import is_person
from normalize.names import looks_like_name

#: What a picture shows, in a line that is no sentence; shorter lines among paragraphs may be a song's.
_SHOWN_CHARS, _TWIN_CHARS = 60, 15
#: The same of a sentence that tells what a picture shows, below who wrote the story and when.
_TOLD_CHARS = 160
#: The lines of a picture between a story's first paragraphs; a caption there is no shorter (columns).
_PICTURE_LINES, _LEAST_CAPTION = 4, 25
#: The same of one further down, where a heading may stand above a picture without words.
_LEAST_WITHIN = 45
#: A caption and who took the picture: the least of a caption (columns), and the most words of a name.
_SIGNED_CAPTION = re.compile(r"[.!?…]\s([^\W\d_][^.!?,:;()/\d]{3,40})$")
_LEAST_SIGNED, _PHOTOGRAPHER = 20, 3
#: Kinds of lines that boxes are made of; what heads one, and a button in one.
_BOXES = {"promotion", "social"}
_BOX_CHARS, _BUTTON_CHARS = 60, 15
#: The rule of what stands in place of content that a reader has not consented to; "Accept" below it.
_CONSENT = ".consent_word"
_MORE = re.compile(r"\+\d{1,3}")


def judge_headed_credits(blocks: list[Block], findings: list[Finding | None]) -> None:
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


def judge_named_twice(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, a name right above who reports and when, which begins with it: a video's."""
    for at, (block, below) in enumerate(pairwise(findings)):
        signed = block is None and below is not None and below.rule == "shape.signed_stamp"
        if signed and blocks[at + 1].text.startswith(f"{blocks[at].text},"):
            findings[at] = below


def keep_headings(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Keep, in place, a heading above a sentence that stays, where a weak word of the page took it.

    A box of the page has links below its heading: "Ferries stay in port" heads a part of the story.
    """
    for at, (block, below) in enumerate(pairwise(findings)):
        if (
            block is not None
            and below is None
            and block.rule.endswith(".weak_word")
            and blocks[at].kind == "heading"
            and is_sentence(blocks[at + 1].text)
        ):
            findings[at] = None


def judge_credit_lines(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, the lines below a credit in the same paragraph: "Styling: ...", "Hair: ..."."""
    for at in range(1, len(blocks)):
        above, text = findings[at - 1], blocks[at].text
        if (
            above is not None
            and above.kind == "credit"
            and findings[at] is None
            and blocks[at].is_line
            and LABELLED.fullmatch(text)
            and not SENTENCE_END.search(text)
        ):
            findings[at] = Finding("credit", "shape.credit_line")


def judge_twins_above(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, two equal lines above a story (block `first`): a picture's two texts.

    A credit may stand between them, and a name below: whose picture it is. More lines than those of
    a picture and a heading are a poem's.
    """
    texts = [block.text for block in blocks[:first]]
    if (
        len({text for text, found in zip(texts, findings, strict=False) if found is None})
        > LIST_LINES
    ):
        return
    for at, text in enumerate(texts):
        twin = next((n for n in range(at + 1, min(at + 3, first)) if texts[n] == text), 0)
        if not twin or text[0] in QUOTE:
            continue
        for place in (at, twin):
            findings[place] = findings[place] or Finding("caption", "shape.twin", caption=text)
        below = twin + 1
        if below < first and findings[below] is None and is_full_name(texts[below]):
            findings[below] = Finding("credit", "shape.below_caption")


def judge_twins_among(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, equal lines with lines of the page alone between them: a gallery's captions.

    How many pictures more there are may stand between: "+3".
    """
    above, parted = -1, False
    for at, found in enumerate(findings):
        text = blocks[at].text
        if found is not None or _MORE.fullmatch(text):
            parted = True
            continue
        if (
            parted
            and above >= 0
            and text == blocks[above].text
            and len(text) >= _TWIN_CHARS
            and not SENTENCE_END.search(text)
        ):
            for place in (above, at):
                findings[place] = Finding("caption", "shape.twin", caption=text)
            for place in range(above + 1, at):
                findings[place] = findings[place] or Finding("navigation", "shape.counter")
        above, parted = at, False


def judge_shown_twice(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, a line that is the caption below it, which has its credit: a picture's two texts."""
    for at, (block, below) in enumerate(pairwise(findings)):
        text = blocks[at].text
        shown = below.caption if block is None and below is not None else ""
        if shown and shown.rstrip(".") == text.rstrip(".") and len(text) >= _TWIN_CHARS:
            findings[at] = Finding("caption", "shape.twin", caption=text)


def judge_captions_above(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, a line above a credit above a text's story (block `first`): its caption.

    Another line must be left above it: else it may be a standfirst, above a picture without words.
    A short one that is no sentence is none where lines of the page part it from the headline, nor
    is a sentence below who wrote it and when.
    """
    left = 0
    parted = False
    signed: set[str] = set()
    for at, (block, below) in enumerate(pairwise(findings[: first + 1])):
        text = blocks[at].text
        shown = parted and len(text) <= _SHOWN_CHARS and not SENTENCE_END.search(text)
        shown = shown or (len(signed) > 1 and len(text) <= _TOLD_CHARS)
        if block is not None:
            signed |= {"byline"} if block.kind == "byline" else set()
            signed |= {"stamp"} if block.tells_day else set()
        is_above = block is None and below is not None and _is_credit(below, blocks[at + 1].text)
        if is_above and (left or shown):
            findings[at] = Finding("caption", "shape.above_credit", caption=text)
        left += findings[at] is None
        parted = block is not None and block.kind != "headline"
    _judge_caption_below(blocks, findings, first)


def judge_signed_captions(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, what is below a byline above a story (block `first`) and ends in another's name.

    It says who took the picture: "The old bridge on Friday. Bo Oduya", or that name in a line of
    its own below a line that is no sentence.
    """
    authors: set[str] = set()
    for at in range(first):
        found = findings[at]
        if found is not None:
            authors.update(found.authors if found.kind == "byline" else ())
            continue
        text = blocks[at].text
        if not authors or len(text) > LONGEST_NOTED:
            continue
        signed = _SIGNED_CAPTION.search(text)
        if signed is not None and _took_it(signed.group(1), authors):
            caption = text[: signed.start(1)].strip()
            findings[at] = Finding("caption", "shape.signed_caption", caption=caption)
            continue
        if at + 1 >= first or columns(text) < _LEAST_SIGNED or SENTENCE_END.search(text):
            continue
        below = findings[at + 1]
        if (below is None or below.rule == "shape.name") and _took_it(blocks[at + 1].text, authors):
            findings[at] = Finding("caption", "shape.signed_caption", caption=text)
            findings[at + 1] = Finding("credit", "shape.signed_caption")


def _took_it(name: str, authors: set[str]) -> bool:
    """Whether a name may be a photographer's: somebody's in full who did not write the story."""
    return len(name.split()) <= _PHOTOGRAPHER and name not in authors and is_person(name)


def _judge_caption_below(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, what a picture shows right above its credit, in a text's story.

    Right below a standfirst, or the story's first paragraph; further down what is too long for a
    heading.
    """
    below = range(first + 1, min(first + 1 + _PICTURE_LINES, len(blocks) - 1))
    near = set(takewhile(lambda at: not is_story(blocks[at].text), below))
    for at in range(first + 1, len(blocks) - 1):
        text, credit = blocks[at].text, findings[at + 1]
        if findings[at] is not None or credit is None or len(text) > _TOLD_CHARS:
            continue
        if columns(text) < (_LEAST_CAPTION if at in near else _LEAST_WITHIN):
            continue
        if SENTENCE_END.search(text) or text[-1] in ":：" or blocks[at].kind != "paragraph":
            continue
        if SIGNED_END.search(text):
            continue  # "... on Friday. (kas)"
        if _is_credit(credit, blocks[at + 1].text):
            findings[at] = Finding("caption", "shape.above_credit", caption=text)


def judge_boxes(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, what is left of the page's boxes: what heads a call, and a button in one.

    "Newsletter of my town" above "Get the news in your inbox"; "OK" between two lines of a box.
    """
    for at in range(1, len(blocks) - 1):
        above, below, text = findings[at - 1], findings[at + 1], blocks[at].text
        if findings[at] is not None or below is None or below.kind not in PAGE_KINDS:
            continue
        if len(text) > _BOX_CHARS or SENTENCE_END.search(text) or blocks[at].kind == "item":
            continue
        boxed = above is not None and (
            {above.kind, below.kind} <= _BOXES or above.rule.endswith(_CONSENT)
        )
        between = boxed and len(text) <= _BUTTON_CHARS
        if between or (below.kind == "promotion" and strong_words(read_words(text, None))[0]):
            findings[at] = below


def judge_captions_of_houses(
    blocks: list[Block], findings: list[Finding | None], first: int
) -> None:
    """Judge, in place, what a picture shows behind the name of who sells it, and its caption.

    "Getty Images A train in the rain", and above a story (block `first`) the line below it.
    """
    for at, block in enumerate(blocks):
        if findings[at] is None and (shown := behind_picture_house(block.text)):
            findings[at] = Finding("caption", "shape.house_before", caption=shown)
            below = at + 1
            if (
                below < first
                and findings[below] is None
                and not SENTENCE_END.search(blocks[below].text)
            ):
                caption = blocks[below].text
                findings[below] = Finding("caption", "shape.below_caption", caption=caption)


def _is_credit(finding: Finding, text: str) -> bool:
    """Whether a line is a credit and nothing else: "Foto: EFE", "ADA FINCH (EFE)", "Ada Finch/EFE"."""
    named = (
        finding.kind == "caption" and " " in finding.caption and looks_like_name(finding.caption)
    )
    parted = finding.rule == "shape.attribution" and "/" in text and not finding.authors
    return finding.kind == "credit" or finding.rule == "copyright.sign" or named or parted
