"""A draft's blocks, each judged by itself, by where it stands, and by its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, replace

from normalize.article import Draft
from normalize.furniture.above import (
    judge_dated_names,
    judge_dateline_above,
    judge_portraits,
    judge_split_bylines,
)
from normalize.furniture.announcements import announces_comments
from normalize.furniture.below import judge_below, keep_listed
from normalize.furniture.contacts import judge_contacts, judge_own_mail
from normalize.furniture.desk import judge_desk_notes
from normalize.furniture.extent import story_limits
from normalize.furniture.findings import Finding
from normalize.furniture.letters import FOOT, reads_as_letter
from normalize.furniture.links import judge_announced, judge_arrows, judge_listed, judge_topics
from normalize.furniture.meters import judge_meters
from normalize.furniture.neighbours import (
    judge_boxes,
    judge_captions_above,
    judge_captions_of_houses,
    judge_credit_lines,
    judge_headed_credits,
    judge_named_twice,
    judge_shown_twice,
    judge_signed_captions,
    judge_twins_above,
    judge_twins_among,
    keep_headings,
)
from normalize.furniture.quotes import judge_quotes
from normalize.furniture.repeats import judge_excerpts, repeated_notices, second_copy
from normalize.furniture.signed_below import judge_labels_below, judge_named_again
from normalize.furniture.surroundings import Surroundings

_OUTSIDE = Finding("navigation", "shape.outside")
_AGAIN = Finding("other", "shape.repeated")


@dataclass(frozen=True, slots=True)
class Judged:
    """What furniture each block is, None for the story's pieces, and what else was found out.

    `begins` is the first paragraph of a text, below its standfirst; 0 of a page.
    """

    findings: list[Finding | None]
    language: str
    begins: int


def judge_blocks(draft: Draft, keys: frozenset[str], title: str) -> Judged:
    """What furniture each block of a draft is.

    `keys` are the keys of its headlines (see headlines.py).
    """
    blocks = draft.blocks
    around = Surroundings(draft, keys, title)
    begins, ends = story_limits(blocks, keys) if draft.is_page else (0, len(blocks))
    copied = second_copy(blocks)
    repeated = repeated_notices(blocks) if draft.is_page and not copied else frozenset()
    findings: list[Finding | None] = []
    kept = 0
    for at, block in enumerate(blocks):
        finding: Finding | None = None
        if not block.marked:
            if block.text in draft.picture_texts:
                finding = Finding("caption", "markup.alt", caption=block.text)
            elif at in copied or block.text in repeated:
                finding = _AGAIN
            elif draft.lede <= at < begins or at >= ends:
                finding = _OUTSIDE
            elif draft.is_page and announces_comments(block.text):
                finding = Finding("social", "shape.comments")
        finding = finding or around.read(at, kept)
        findings.append(finding)
        kept += finding is None
    if draft.is_page:
        judge_announced(blocks, findings)
        judge_credit_lines(blocks, findings)
        judge_headed_credits(blocks, findings)
        judge_quotes(blocks, findings)
        keep_headings(blocks, findings)
    judge_excerpts(blocks, findings)
    judge_listed(blocks, findings, around.first, around.below)
    judge_topics(blocks, findings, around.below)
    if around.first < len(blocks):
        judge_split_bylines(blocks, findings, around.first)
        if not draft.is_page:
            judge_dated_names(blocks, findings, around.headline, around.first, around.codes)
        judge_dateline_above(blocks, findings, around.first)
        judge_portraits(blocks, findings, around.first)
        if not draft.is_page:  # the markup of a page tells its captions
            judge_signed_captions(blocks, findings, around.first)
        judge_twins_above(blocks, findings, around.first)
        judge_captions_above(blocks, findings, around.first)
        judge_shown_twice(blocks, findings)
    judge_captions_of_houses(blocks, findings, around.first)
    judge_twins_among(blocks, findings)
    judge_named_twice(blocks, findings)
    judge_desk_notes(blocks, findings)
    judge_arrows(blocks, findings)
    if not draft.is_page:  # the markup of a page tells its boxes
        judge_boxes(blocks, findings)
    if around.first < len(blocks):
        judge_meters(blocks, findings, around.first, around.below, around.codes)
        judge_contacts(blocks, findings, around.first, around.below)
        judge_own_mail(draft, findings, around.first, around.below)
        judge_labels_below(blocks, findings, around.below)
        judge_named_again(blocks, findings, around.first, draft.authors)
    if not around.is_short:
        if not draft.is_page:  # the markup of a page tells its lists
            keep_listed(blocks, findings, around.below)
        judge_below(blocks, findings, around.below)
    # Something of a newsletter's foot is told without knowing that it is one.
    is_told = any(
        finding is not None for finding in findings[max(around.first, len(findings) - FOOT) :]
    )
    if is_told and not (draft.is_page or draft.letter) and reads_as_letter(draft, around.codes):
        return judge_blocks(replace(draft, letter="text"), keys, title)
    return Judged(findings, around.language(), 0 if draft.is_page else around.first)
