"""Datelines: "WASHINGTON (AP) —", "Paris, le 5 juin (AFP) -", "新华社北京4月24日电", "【ソウル＝...】".

A dateline is taken off only on strong evidence: a dash after a place that is in capitals or
goes with an agency's name in brackets. A place and a colon ("NEW DELHI:") are left alone,
since "DEAR ABBY:" looks the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from normalize.furniture.agencies import find_agency
from normalize.furniture.words import months


@dataclass(frozen=True, slots=True)
class Dateline:
    text: str
    agencies: list[str]
    rest: str


#: What ends every dateline of the Western shape.
_DASH = re.compile(r"[-–—―=]\s|\):\s")

#: Scan no further: the longest dateline names two cities, a date and two agencies.
_LONGEST = 90

_HAN = re.compile(
    r"^(?:[（(【]?(?P<agency>[\u4e00-\u9fff]{2,6}(?:社|网|網))(?P<place>[\u4e00-\u9fff]{2,12}?)"
    r"(?P<date>\d{1,2}月\d{1,2}日)(?:电|電|讯|訊)[)）】]?)"
    r"(?:\s*[（(](?:记者|記者)[^（）()]{1,40}[）)])?\s*"
)
_BRACKETED = re.compile(r"^(?P<open>[【\[(（])(?P<inner>[^】\])）]{2,40})[】\])）]\s*")
_KOREAN_REPORTER = re.compile(r"^(?:[\uac00-\ud7af·, ]{2,20}\s)?(?:기자|특파원)\s*=\s*")


@cache
def _western() -> re.Pattern[str]:
    upper = r"[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ]"
    place_caps = rf"{upper}[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ'’.\-]+(?:[ /]{upper}[A-ZÀ-ÞĀ-ŽА-ЯЁІЇЄҐ'’.\-]*){{0,4}}"
    place_any = rf"{upper}[^\W\d_'’]*[\w'’.\-]*(?:[ /-]{upper}?[\w'’.\-]+){{0,4}}"
    region = rf"(?:, {upper}[\w.’'\- ]{{1,24}}?)?"
    date = rf"(?:,?\.?\s(?:le |am |den )?(?:(?:{months()})\.?\s\d{{1,2}}|\d{{1,2}}\.?\s(?:de )?(?:{months()}))\.?(?:,?\s\d{{4}})?)?"
    agency = r"(?:\s?[(/]\s?(?P<agency{0}>[^()/]{{2,30}})\s?[)/])"
    bare = r"(?:[.,]\s(?P<bare>[\w.-]{2,20}(?:\s[\w.-]{2,20})?))?"
    dash = r"\s?(?:—|–|--|-|―|=)\s+"
    caps = (
        rf"(?P<caps>{place_caps}{region}(?i:{date}){agency.format(1)}?{bare}\s?(?:—|–|--|-|―|=)\s+)"
    )
    mixed = rf"(?P<mixed>{place_any}{region}(?i:{date}){agency.format(2)}(?:{dash}|\.\s(?:—|–|-)\s|:\s))"
    return re.compile(rf"^(?:{caps}|{mixed})")


def split_dateline(text: str) -> Dateline | None:
    """Split a paragraph into its dateline and the rest; None where it has none.

    `text` of the result is the dateline without its dash; `rest` begins the story.
    """
    head = text[:_LONGEST]
    first = head[:1]
    if not first or first.islower():
        return None
    if first > "\u2e80" or first in "【[(（":
        return _split_asian(text, head)
    # Nearly every article fails here, cheaply.
    if not _DASH.search(head):
        return None
    found = _western().match(text, 0, _LONGEST)
    if not found:
        return None
    written = found.group("agency1") or found.group("agency2") or found.group("bare") or ""
    agency = find_agency(written)
    if found.group("mixed") and not agency:
        return None
    if found.group("caps") and not agency and not _is_place_in_capitals(found.group("caps")):
        return None
    rest = text[found.end() :]
    if len(rest) < 20:
        return None
    label = found.group().rstrip(" —–-―=:").strip()
    return Dateline(label, [agency.name] if agency else [], rest)


def _is_place_in_capitals(label: str) -> bool:
    # "U.S.-" or "GM -" are subjects, not places: ask for four letters and a spaced or long dash.
    place = re.split(r"[,(]|\s[—–-]", label)[0]
    letters = sum(char.isalpha() for char in place)
    # A lone hyphen also stands in lists and tables: then there must be a date beside the place.
    dash = re.search(r"(?:[—–―]|--)\s+$", label) or (
        re.search(r"\s-\s+$", label) and re.search(r"\d", label)
    )
    return letters >= 4 and bool(dash)


def _split_asian(text: str, head: str) -> Dateline | None:
    han = _HAN.match(head)
    if han:
        agency = find_agency(han.group("agency"))
        names = [agency.name if agency else han.group("agency")]
        return Dateline(han.group().strip(), names, text[han.end() :])
    found = _BRACKETED.match(head)
    if not found:
        return None
    inner = found.group("inner")
    parts = re.split(r"\s*[＝=]\s*", inner)
    agency = next((a for a in map(find_agency, parts) if a), None)
    if len(parts) < 2 or not (agency or found.group("open") == "【"):
        return None
    rest = text[found.end() :]
    reporter = _KOREAN_REPORTER.match(rest)
    label = found.group().strip()
    if reporter:
        label = f"{label} {reporter.group().strip()}"
        rest = rest[reporter.end() :]
    return Dateline(label, [agency.name] if agency else [], rest)
