"""Who wrote a story, where that is said once more or below it: the author's name again, "Text", "Ada Finch"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from normalize.article import Block
from normalize.furniture.findings import Finding
from normalize.furniture.people import is_person, name_key
from normalize.furniture.words import fold, vocabulary
from normalize.names import list_of_names

#: "Ada Finch, Harwick"
_AND_TOWN = re.compile(r"([^,]{5,40}),\s([^\W\d_][\w'’-]{1,20}(?:\s[^\W\d_][\w'’-]*){0,2})")
#: What labels a name in the line below it.
_LABELS = ("byline_lead", "byline_label", "desk_label")
#: Characters of a label, and of the names below one.
_LABEL, _NAMES = 30, 80


def judge_named_again(
    blocks: list[Block], findings: list[Finding | None], first: int, authors: Iterable[str]
) -> None:
    """Judge, in place, lines that are an author's name and are left above a story, in it or below.

    The authors are `authors` and those whom the bylines above the story (block `first`) name in full.
    """
    bylines = (found for found in findings[:first] if found is not None and found.kind == "byline")
    told = [*authors, *(name for found in bylines for name in found.authors)]
    names = frozenset(name_key(name) for name in told if " " in name)
    for at, block in enumerate(blocks if names else ()):
        if findings[at] is not None:
            continue
        name = block.text
        placed = _AND_TOWN.fullmatch(name)
        if placed is not None and all(word[0].isupper() for word in placed.group(2).split()):
            name = placed.group(1)
        if name_key(name) in names:
            findings[at] = Finding("byline", "shape.author")


def judge_labels_below(blocks: list[Block], findings: list[Finding | None], below: int) -> None:
    """Judge, in place, a label alone below a story (from block `below` on) and names in the next line."""
    for at in range(below, len(blocks) - 1):
        text = blocks[at].text
        if findings[at] is not None and findings[at + 1] is not None:
            continue
        names = list_of_names(blocks[at + 1].text) if len(text) <= _LABEL else []
        if not names or len(blocks[at + 1].text) > _NAMES or not all(map(is_person, names)):
            continue
        label = fold(text).rstrip(":： ")
        terms = (vocabulary().term(label, slot) for slot in _LABELS)
        if term := next(filter(None, terms), None):
            findings[at] = findings[at] or Finding("byline", term.rule)
            findings[at + 1] = Finding("byline", term.rule, authors=tuple(names))
