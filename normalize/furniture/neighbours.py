"""Blocks judged by those beside them: captions by their credits, names by what stands below."""

from __future__ import annotations

import re
from itertools import pairwise

from normalize.article import Block
from normalize.furniture.dateline_label import label_alone
from normalize.furniture.findings import (
    LABELLED,
    LIST_LINES,
    QUOTE,
    SENTENCE_END,
    STAMP,
    Finding,
    is_full_name,
    is_sentence,
)
from normalize.furniture.people import behind_lead
from normalize.furniture.words import fold, vocabulary
from normalize.names import list_of_names, looks_like_name

#: The names that a line lists have no more characters.
_NAMES_CHARS = 80
#: What a picture shows, in a line that is no sentence; shorter lines among paragraphs may be a song's.
_SHOWN_CHARS, _TWIN_CHARS = 60, 15
#: The same of what a byline above a day says.
_DESK_CHARS = 30
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


def judge_split_bylines(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, a byline in several lines above a story (block `first`): "By", "Ada Finch"."""
    at = 0
    while at < first:
        lead = vocabulary().term(fold(blocks[at].text).rstrip(":： "), "byline_lead")
        if lead is None:
            at += 1
            continue
        begin, at = at, at + 1
        while at < first and (names := _names_in(blocks[at].text)):
            findings[at] = Finding("byline", lead.rule, authors=tuple(names))
            findings[begin] = Finding("byline", lead.rule)
            at += 1


def judge_dated_names(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, names alone above a story (block `first`), right above when it was published.

    Behind "by" a house or a desk is named, too: "Por g1 SC".
    """
    for at in range(1, first - 1):
        found, below = findings[at], findings[at + 1]
        is_open = found is None or found.rule == "shape.kicker"
        is_dated = below is not None and below.rule == STAMP
        if not (is_open and is_dated):
            continue
        text = blocks[at].text
        names = _names_in(text)
        if names or (
            len(text) <= _DESK_CHARS and not SENTENCE_END.search(text) and behind_lead(text)
        ):
            findings[at] = Finding("byline", "shape.dated_name", authors=tuple(names))


def _names_in(text: str) -> list[str]:
    """The full names that a line lists, be it after another: "and Inès Carrel"."""
    names = list_of_names(text)
    return names if all(" " in name for name in names) and len(text) <= _NAMES_CHARS else []


def judge_dateline_above(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, a line right above a story (block `first`): "ROMA, 12 MAR", "KIEL -"."""
    told = label_alone(blocks[first - 1].text) if first else None
    found = findings[first - 1] if first else None
    # A place and a wire alone may be a caption and its credit.
    is_open = found is None or found.rule == "shape.kicker"
    if told is not None and (is_open or (told.day and found and found.kind == "caption")):
        wires = (told.agency.name,) if told.agency is not None else ()
        findings[first - 1] = Finding("dateline", "shape.dateline_above", agencies=wires)


def judge_captions_above(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, a line above a credit above a text's story (block `first`): its caption.

    Another line must be left above it: else it may be a standfirst, above a picture without words.
    A short one that is no sentence is none where lines of the page part it from the headline.
    """
    left = 0
    parted = False
    for at, (block, below) in enumerate(pairwise(findings[: first + 1])):
        text = blocks[at].text
        shown = parted and len(text) <= _SHOWN_CHARS and not SENTENCE_END.search(text)
        is_above = block is None and below is not None and _is_credit(below, blocks[at + 1].text)
        if is_above and (left or shown):
            findings[at] = Finding("caption", "shape.above_credit", caption=text)
        left += findings[at] is None
        parted = block is not None and block.kind != "headline"


def _is_credit(finding: Finding, text: str) -> bool:
    """Whether a line is a credit and nothing else: "Foto: EFE", "ADA FINCH (EFE)", "Ada Finch/EFE"."""
    named = (
        finding.kind == "caption" and " " in finding.caption and looks_like_name(finding.caption)
    )
    parted = finding.rule == "shape.attribution" and "/" in text and not finding.authors
    return finding.kind == "credit" or finding.rule == "copyright.sign" or named or parted
