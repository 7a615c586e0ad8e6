"""Lines above a story judged by those beside them: who wrote it, where and when."""

from __future__ import annotations

import re

from normalize.article import Block
from normalize.furniture.dateline_label import label_alone
from normalize.furniture.findings import SENTENCE_END, Finding
from normalize.furniture.pagewords import Codes, is_office, read_words, strong_words
from normalize.furniture.people import behind_lead, is_person, wires_in
from normalize.furniture.towns import is_town
from normalize.furniture.words import Term, fold, vocabulary
from normalize.names import list_of_names, looks_like_name

#: The names that a line lists have no more characters; nor has what a byline above a day says of a desk.
_NAMES_CHARS, _DESK_CHARS = 80, 30
#: Words before a name under an author's picture.
_PORTRAIT_WORDS = 4
#: Where two elements met, and no space was copied; "McKenzie" is one.
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{3})(?=[A-ZÀ-Þ])")
#: What stands behind a town alone on a line.
_TOWN_ENDS = ":：-–—"
#: So many lines may stand between a dateline alone and its story: who wrote it, when.
_ABOVE_DATELINE = 8
#: Lines right above a story that are looked at for names and days.
_MOST_ABOVE = 500
#: Labels that may stand alone, and words of a source below one.
_LABELS, _SOURCE_WORDS = ("byline_label", "desk_label", "source_label"), 5
#: Lines of a byline in several, with what stands among its names.
_SPLIT_LINES, _BESIDE_NAMES, _SEPARATOR = 8, ("agency", "navigation", "social"), "shape.separator"


def judge_split_bylines(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, a byline in several lines above a story (block `first`): "By", "Ada Finch".

    A house and buttons may stand among them: "By", "France 24", "Follow", "Ada Finch", "Follow".
    A label may stand alone, too: "Edited:", "Source:"; a source's has a line of few words below it.
    """
    at = 0
    while at < first:
        lead = _label_alone(blocks[at].text)
        if lead is None:
            at += 1
            continue
        if lead.slot == "source_label":
            _judge_source(blocks, findings, at, first, lead)
            at += 1
            continue
        begin, at = at, at + 1
        while at < min(begin + _SPLIT_LINES, first):
            found = findings[at]
            if names := _names_in(blocks[at].text):
                people = tuple(filter(None, map(_person_of, names)))
                findings[at] = Finding("byline", lead.rule, authors=people)
                findings[begin] = Finding("byline", lead.rule)
            elif found is None or not (found.kind in _BESIDE_NAMES or found.rule == _SEPARATOR):
                break
            at += 1


def _label_alone(text: str) -> Term | None:
    """The lead of a byline that a line is ("By"), or a label with its colon ("Edited:", "Source:")."""
    bare = fold(text).rstrip(":： ")
    slots = ("byline_lead", *(_LABELS if text[-1] in ":：" else ()))
    return next(filter(None, (vocabulary().term(bare, slot) for slot in slots)), None)


def _judge_source(
    blocks: list[Block], findings: list[Finding | None], at: int, first: int, label: Term
) -> None:
    """Judge, in place, a label of a source alone above a story, and the line of few words below it."""
    text = blocks[at + 1].text if at + 1 < first else ""
    if text and len(text.split()) <= _SOURCE_WORDS and not SENTENCE_END.search(text):
        wires = tuple(wires_in(text))
        findings[at] = Finding("source", label.rule)
        if findings[at + 1] is None or wires:
            findings[at + 1] = Finding("source", label.rule, agencies=wires)


def judge_dated_names(
    blocks: list[Block], findings: list[Finding | None], headline: int, first: int, codes: Codes
) -> None:
    """Judge, in place, names alone above a story (block `first`), beside when it was published.

    Above its headline (block `headline`) nobody signs.

    Words of the page, in the languages `codes`, are nobody's name.

    Above it, behind "by", a house or a desk is named, too: "Por g1 SC". Below it, where nobody else
    is named, a place may follow: "14 March 2024", "Ada Finch", "Harwick".
    """
    is_signed = any(f is not None and f.kind == "byline" and f.authors for f in findings[:first])
    for at in range(max(headline + 1, first - _MOST_ABOVE), first):
        above, found = findings[at - 1], findings[at]
        if found is not None and found.rule != "shape.kicker":
            continue
        text = blocks[at].text
        is_dated = _is_dated(blocks, findings, at + 1, first)
        if is_town(text) and is_dated:
            findings[at] = Finding("dateline", "shape.dateline_above")  # "New Delhi,"
            continue
        names = _people_in(text, codes)
        is_below = names and not is_signed and above is not None and above.tells_day
        is_signed_below = names and _is_office(findings[at + 1] if at + 1 < first else None)
        if is_below or is_signed_below or (is_dated and (names or _is_led(text))):
            findings[at] = Finding("byline", "shape.dated_name", authors=tuple(names))
        elif above is not None and above.rule == "shape.dated_name" and _is_place(text):
            findings[at] = Finding("byline", "shape.split_byline")


def _is_dated(blocks: list[Block], findings: list[Finding | None], at: int, first: int) -> bool:
    """Whether a line above the story (block `first`) tells when it was published, or where, and the next when."""
    found = findings[at] if at < first else None
    is_between = _is_place(blocks[at].text) if found is None else found.kind == "agency"
    if is_between and at + 1 < first:
        found = findings[at + 1]
    return found is not None and found.tells_day


def _is_office(finding: Finding | None) -> bool:
    """Whether a line names an office and nobody: "Staff Writer", "Redacción Clarín"."""
    return finding is not None and finding.rule.endswith(".role_word") and not finding.authors


def judge_portraits(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, a line above a story (block `first`) that ends with the name right below it.

    It stands for the author's picture: "Portrait of Ada Finch", "Ada Finch".
    """
    for at in range(first - 1):
        text, below = blocks[at].text, findings[at + 1]
        if findings[at] is not None or below is None or below.kind != "byline":
            continue
        names = [name for name in below.authors if text.endswith(f" {name}")]
        if names and len(text.removesuffix(names[0]).split()) <= _PORTRAIT_WORDS:
            findings[at] = Finding("caption", "shape.portrait")


def judge_dateline_above(blocks: list[Block], findings: list[Finding | None], first: int) -> None:
    """Judge, in place, a line right above a story (block `first`): "ROMA, 12 MAR", "KIEL -".

    With a day also one above who wrote it and when.
    """
    for at in range(first - 1, max(-1, first - 1 - _ABOVE_DATELINE), -1):
        text, found = blocks[at].text, findings[at]
        is_right_above = at == first - 1
        told = label_alone(text)
        # A place and a wire alone may be a caption and its credit.
        is_open = found is None or found.rule == "shape.kicker"
        is_told = told is not None and (is_right_above or (told.day and text[-1] in _TOWN_ENDS))
        if told and is_told and (is_open or (told.day and found and found.kind == "caption")):
            wires = (told.agency.name,) if told.agency is not None else ()
            findings[at] = Finding("dateline", "shape.dateline_above", agencies=wires)
        elif (
            is_right_above
            and is_open
            and text[-1] in _TOWN_ENDS
            and is_town(text.rstrip(_TOWN_ENDS + " "))
        ):
            findings[at] = Finding("dateline", "shape.dateline_above")  # "New Delhi:"
        if findings[at] is None:
            break


def _names_in(text: str) -> list[str]:
    """The full names that a line lists, be it after another: "and Inès Carrel"."""
    names = list_of_names(text)
    full = all(" " in name and not is_town(name) for name in names)
    return names if full and len(text) <= _NAMES_CHARS else []


def _person_of(name: str) -> str:
    """A name without the office that is glued to it, "Ada FinchStaff Writer"; "" of an office alone."""
    if not is_office(name):
        return name
    heads = (name[: glued.start()] for glued in _GLUED.finditer(name))
    return next((head for head in heads if " " in head and is_person(head)), "")


def _people_in(text: str, codes: Codes) -> list[str]:
    """The people whom a line names; none of buttons: "More Ways to Share" has the look of a name."""
    names = _names_in(text)
    words = (strong_words(read_words(name, codes))[0] for name in names)
    return names if all(map(is_person, names)) and not any(words) else []


def _is_led(text: str) -> bool:
    """Whether a line is short and begins with "by"."""
    return (
        len(text) <= _DESK_CHARS and not SENTENCE_END.search(text) and behind_lead(text) is not None
    )


def _is_place(text: str) -> bool:
    """Whether a line may be where a story was written: a name of few words."""
    return len(text.split()) <= 2 and looks_like_name(text)
