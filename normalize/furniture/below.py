"""Lines below a story judged by those beside them: its facts and lists stay, what ends a copy goes."""

from __future__ import annotations

import re
from itertools import dropwhile, groupby, takewhile

from normalize.article import Block
from normalize.furniture.findings import (
    LABELLED,
    LIST_LINES,
    PAGE_KINDS,
    QUOTE,
    SENTENCE_END,
    SENTENCE_WITHIN,
    Finding,
    is_full_name,
    is_sentence,
    is_story,
)
from normalize.names import list_of_names

#: A line below the story that is no sentence, and a sentence between two lines of furniture.
_BELOW = Finding("other", "shape.below")
#: Kinds that stand at the very end of a copy.
_CLOSING = ("copyright", "source", "agency", "byline", "correction")
_BELOW_CHARS, _BETWEEN_CHARS = 80, 160
#: Sentences below the story that are more of it than this may be the story's.
_BELOW_SHARE = 0.3
_COLON = re.compile("[:：]")
#: What a critic gives, below a review: "4/5", "8,5/10", "★★★☆☆".
_RATING = re.compile(r"\d\s?/\s?(?:5|6|10|20|100)\W*$|[★☆⭐]{2}")


def keep_listed(blocks: list[Block], findings: list[Finding | None], below: int) -> None:
    """Keep, in place, the lines of a list below a story that weak words of the page took.

    "A new boathouse", "Showers", "Two more jetties": most of the lines around it stay. The first
    of them may head links to other stories.
    """
    for is_list, group in groupby(
        range(below, len(blocks)), lambda at: _may_be_listed(findings[at])
    ):
        run = list(dropwhile(lambda at: findings[at] is not None, group))
        weak = [at for at in run if findings[at] is not None]
        if is_list and len(run) - len(weak) >= max(LIST_LINES, len(weak) + 1):
            for at in weak:
                findings[at] = None


def _may_be_listed(finding: Finding | None) -> bool:
    return finding is None or finding.rule.endswith(".weak_word")


def judge_below(blocks: list[Block], findings: list[Finding | None], below: int) -> None:
    """Judge what is left below the story (from block `below` on) by its neighbours, in place."""
    left = [at for at in range(below, len(blocks)) if findings[at] is None]
    if not left or below == 0 or blocks[below - 1].text.endswith((":", "：")):
        return  # nothing left, or the story announces a list
    furniture = [at for at in range(below, len(blocks)) if findings[at] is not None]
    closing = [at for at in furniture if (f := findings[at]) and f.kind in _CLOSING]
    said = [at for at in left if SENTENCE_END.search(blocks[at].text)]
    # A few short last sentences, and a line or two below them, are no list.
    is_ended = (
        len(left) - len(said) < LIST_LINES
        and len(said) <= LIST_LINES
        and left[: len(said)] == said
        and all(is_sentence(blocks[at].text) for at in said)
    )
    if len(left) >= LIST_LINES and len(left) > len(furniture) and not is_ended:
        return
    told = sum(len(blocks[at].text) for at in range(below) if findings[at] is None)
    if sum(len(blocks[at].text) for at in said) > _BELOW_SHARE * told:
        closing = []  # a story in short sentences goes on below the line that says its source
    listed = _facts_below(blocks, findings, below)
    # Names below the page's own lines are of what it links to, or whom it tells of.
    page = next(
        (at for at in furniture if (f := findings[at]) and f.kind in PAGE_KINDS), len(blocks)
    )
    for at in left:
        text = blocks[at].text
        if at in listed or _heads_sentence(blocks, findings, at):
            continue
        if blocks[at].kind != "paragraph" or text[0] in QUOTE or text.endswith((":", "：")):
            continue
        if SENTENCE_WITHIN.match(text) and not SENTENCE_END.search(text, max(0, len(text) - 8)):
            continue
        if SENTENCE_END.search(text, max(0, len(text) - 8)):
            between = closing and closing[0] < at < furniture[-1]
            if between and len(text) <= _BETWEEN_CHARS and not is_story(text):
                findings[at] = _BELOW
        elif at < page and is_full_name(text):
            findings[at] = Finding("byline", "shape.name_below", authors=(text,))
        elif (
            len(text) <= _BELOW_CHARS
            and (not text[0].isdigit() or text.isdigit())
            and not _RATING.search(text)
        ):
            findings[at] = _BELOW


def _facts_below(blocks: list[Block], findings: list[Finding | None], below: int) -> set[int]:
    """The lines right below a story, above all furniture, if they list its facts, or are many.

    Most have a figure or a label, and not all of them say who did what: "Haven - River 2-1",
    "Where: the old mill", "Tickets: 10 euros"; but "Edited by: Ada Finch".
    """
    stay = takewhile(lambda at: findings[at] is None, range(below, len(blocks)))
    run = [at for at in stay if not SENTENCE_END.search(blocks[at].text)]
    texts = [blocks[at].text for at in run]
    figures = [text for text in texts if any(map(str.isdigit, text))]
    labels = [text for text in texts if text not in figures and LABELLED.fullmatch(text)]
    told = figures or [text for text in labels if not _names_behind(text)]
    is_list = len(run) > LIST_LINES or (told and 2 * len(figures + labels) > len(run))
    return set(run) if is_list else set()


def _names_behind(label: str) -> bool:
    """Whether the names of people are all that stands behind a label."""
    return bool(list_of_names(_COLON.split(label, maxsplit=1)[1].strip()))


def _heads_sentence(blocks: list[Block], findings: list[Finding | None], at: int) -> bool:
    """Whether a line that is no sentence stands right above one that stays: nobody signs there."""
    below = at + 1
    return (
        below < len(blocks)
        and findings[below] is None
        and SENTENCE_END.search(blocks[at].text) is None
        and is_sentence(blocks[below].text)
    )
