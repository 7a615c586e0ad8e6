"""Lines above a story that say when, and beside it who wrote or which outlet."""

from __future__ import annotations

import re

from normalize.article import Block
from normalize.furniture.agencies import attribution, find_agency
from normalize.furniture.bylines import read_byline
from normalize.furniture.counters import without_button
from normalize.furniture.findings import LABEL_SIGN, SENTENCE_END, STAMP, Finding
from normalize.furniture.pagewords import Codes, Reading
from normalize.furniture.people import PARTS, behind_lead, byline_lead, is_person
from normalize.furniture.stamps import before_stamp, beside_stamp, is_stamp
from normalize.furniture.words import fold, vocabulary
from normalize.names import PARTICLES, list_of_names

#: Labels and what they name, one after the other: "来源：海港晚报 作者：王晓明", "Source: AP | Author: A. Finch".
_LABELS = re.compile(
    r"([^:：|]{1,20}?)\s?[:：]\s?([^:：|]+?)(?=\s+[^\s:：|]{1,20}\s?[:：]|\s?\||$)"
)
_PARTING = tuple("·•|/–—-")
#: The part of the paper, behind a day: "12 mrt. 2024 in Binnenland".
_IN_SECTION = re.compile(r"in\s[A-ZÀ-Þ]\w{3,20}")


def read_dated(block: Block, line: Reading, codes: Codes) -> Finding | None:
    """A day above the story with who wrote it or which outlet: "March 12, 2024 / CBS News"."""
    text = block.text
    if block.kind == "heading" or not any(char.isdigit() for char in text):
        return None
    dated = before_stamp(text)
    if dated != text and is_stamp(dated):
        return Finding("other", STAMP)
    # "Ada Finch · CBC News · Posted: Mar 14, 2024"
    labelled = dated if text[len(dated) :].lstrip()[:1] in _PARTING else ""
    rest = without_button(beside_stamp(dated) or labelled)
    if _IN_SECTION.fullmatch(rest):
        return Finding("other", STAMP)
    if not rest or SENTENCE_END.search(rest) or (rest[0].islower() and not _is_led(rest)):
        return None
    byline = read_byline(line.part(fold(rest), codes), codes, rest, True)
    if byline is not None and byline.rule != "shape.name" and not LABEL_SIGN.search(rest):
        return byline
    named = behind_lead(rest) or rest
    small = (word for word in named.split() if word[0].islower() and word not in PARTICLES)
    if any(small) and not LABEL_SIGN.search(rest):
        return None  # "March 12, 2024 – How it all began"
    return _labelled(rest) or _with_house(rest) or Finding("other", STAMP)


def _with_house(text: str) -> Finding | None:
    """Who is named before a house: "Ada Finch · CBC News"; alone, "Harbour Herald" may be a paper."""
    name, *houses = (part for part in PARTS.split(text) if part)
    if not houses or not is_person(name):
        return None
    wires = [agency.name for agency in map(find_agency, houses) if agency is not None]
    # A house that no list has is told by its initials.
    if not wires and not houses[0].split()[0].isupper():
        return None
    return Finding("byline", "shape.dated_name", authors=(name,), agencies=tuple(wires))


def _is_led(text: str) -> bool:
    """Whether a text begins as bylines do: "by Ada Finch"."""
    return byline_lead(fold(text)) is not None


def _labelled(text: str) -> Finding | None:
    """Who labels beside a day name: "来源：新华社 作者：李娜", "Source: Reuters"."""
    wires: list[str] = []
    people: list[str] = []
    rule = ""
    for label, value in _LABELS.findall(text):
        entries = vocabulary().exact.get(fold(label.strip()), {})
        if (term := entries.get("source_label")) and (names := attribution(value)):
            wires, rule = [*wires, *names], rule or term.rule
        elif (term := entries.get("byline_label")) and (named := list_of_names(value)):
            people, rule = [*people, *named], rule or term.rule
    if not rule:
        return None
    return Finding(
        "byline" if people else "source", rule, authors=tuple(people), agencies=tuple(wires)
    )
