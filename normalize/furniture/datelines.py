"""Datelines: "WASHINGTON (AP) —", "Paris, le 5 juin (AFP) -", "Київ. 12 березня. УНН."

A dateline is taken off only on strong evidence: a known agency and nothing beside it but places
and days, or a long dash after a place in capitals. A place and a colon ("NEW DELHI:") are left
alone, since "DEAR ABBY:" looks the same. Those of East Asia are in eastern.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.furniture.agencies import Agency, find_agency
from normalize.furniture.eastern import OPENING, Dateline, split_eastern
from normalize.furniture.pagewords import WORD, is_unspaced
from normalize.furniture.stamps import goes_with_stamp
from normalize.furniture.words import fold, vocabulary

#: What ends a dateline: a dash, a bar, a colon, a closing bracket, a full stop.
_ENDS = re.compile(
    r"\s*(?:\.?\s?[-–—―]{1,2}\s+|_\s+|[|•]\s*|:\s+|=\s+|/?\.\s+|/\s+(?![-–—]))|(?<=[)\]/])(?:\s*|--?)(?=[^\s\W])|(?<=[)\]])।\s*"
)
#: What each dateline has: of those that end in a full stop, a day.
_MAY_END = re.compile(r"[–—―|•=)\]।]|[-:/]\s|\d\D{0,40}\.\s")
#: Scan no further: the longest dateline names two cities, a date and two agencies.
_LONGEST = 90
_LEAST_REST, _MOST_PARTS, _MOST_SPACES = 20, 6, 11
_PARTS = re.compile(r"[(),/\[\]|•:=،]|\s[-–—]+\s|[-–—]{1,2}\s|(?<!\d)\.\s(?!\d)|--")
_LONG_DASHES, _LEAST_CAPITALS = ("—", "–", "―", "--"), 4
#: An outlet's initials in brackets: "(PLO)- ".
_INITIALS = re.compile(r"\([A-ZÀ-Þ]{2,8}\)")
#: A wire's desk beside its name: "dpa/lno".
_DESK = re.compile(r"[a-zà-ÿ]{2,5}")
_SITE = re.compile(r"[A-Za-z][\w-]{2,20}(?:\.[A-Za-z]{2,3}){1,2}|[\u0600-\u06ff]{2,15}\.نت")
#: An outlet's name as papers in Arabic and Persian write it.
_QUOTED = re.compile('["«“]([\u0600-\u06ff\\s]{3,25})["»”]')
_PLACE_DAY = re.compile(r"(\D+?)\s(\d.*)")
#: The year after a day and a comma: "HARWICK, March 12, 2024 —".
_YEAR = re.compile(r"(?:19|20)\d\d")
#: A state's or province's letters: "OTTAWA, ON".
_STATE = re.compile("[A-Z]{2}")
#: States whose abbreviation is a word of time stamps elsewhere: hours, and Monday.
_STATES = ("Ore", "Mo")
#: A day in figures alone: "Kiel, 12.03.2024 (dpa)".
_FIGURES = re.compile(r"\d{1,2}[.-]\d{1,2}[.-](?:19|20)?\d\d|(?:19|20)\d\d[.-]\d{1,2}[.-]\d{1,2}")
_PARTICLES = frozenset(
    [
        "de",
        "do",
        "da",
        "del",
        "den",
        "di",
        "du",
        "la",
        "le",
        "les",
        "of",
        "the",
        "upon",
        "am",
        "an",
        "der",
        "sur",
        "sul",
        "na",
    ]
)
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{3,25})[)\]]\s+(?:[-–—]{1,2}\s+)?")
_AGAIN = re.compile(
    r"(?:[(/]([^()/]{2,30})[)/]\.?|([^()/.,:—–-]{2,30})(?:,\s[^.,]{3,40})?(?:[.:—–]|\s-))\s+"
)
#: A wire that nobody knows, between a day and the story: "МОСКВА, 12 мар - ПРАЙМ."
_UNKNOWN = re.compile(r"([^\W\d_]{3,12})(?:\.|\s[-–—])\s(?=[^\W\d_])")
#: A day behind a dateline: "HARWICK, Ore. – March 12, 2024 –".
_DATED = re.compile(r"([^-–—]{4,24}?\d)\s?(?:[-–—]{1,2}\s+|--)(?=\S)")
_NAME = re.compile(r"[A-ZÇĞİÖŞÜ.'’]{2,}(?:\s[A-ZÇĞİÖŞÜ.'’]{2,}){1,2}\s-\s")


def split_dateline(text: str) -> Dateline | None:
    """Split a paragraph into its dateline and the rest; None where it has none.

    `text` of the result is the dateline without its dash; `rest` begins the story.
    """
    head = text[:_LONGEST]
    first = head[:1]
    if not first or first.islower():
        return None
    eastern = (first > "\u2e80" or first in OPENING) and is_unspaced(head)
    found = split_eastern(text) if eastern else None
    if found is None and _MAY_END.search(head):  # nearly every article fails here, cheaply
        found = _by_parts(text) or _bracketed_place(text)
    return _further(found) if found is not None else None


def _dateline(text: str, end: int, label: str, agency: Agency | None) -> Dateline | None:
    rest = text[end:]
    if len(rest) < _LEAST_REST:
        return None
    return Dateline(label.strip(), [agency.name] if agency else [], rest)


def _by_parts(text: str) -> Dateline | None:
    """What stands before the first mark that may end it, and is nothing but agencies, places, days."""
    for mark in _ENDS.finditer(text, 0, _LONGEST):
        rest = text[mark.end() : mark.end() + 1]
        if not mark.start() or not rest or rest.islower() or rest in ",;.)":
            continue
        label = text[: mark.start()].strip()
        if label.count(" ") > _MOST_SPACES:
            return None
        told = _read_label(label)
        if told is not None and _may_end(mark.group().strip(), label, told):
            if label[0] not in "([" and not (told.place or told.day) and _inserted(text, mark):
                return None
            return _dateline(text, mark.end(), label, told.agency)
    return None


@dataclass(slots=True)
class _Label:
    """What a dateline tells."""

    agency: Agency | None = None
    place: bool = False
    day: bool = False


def _read_label(label: str) -> _Label | None:
    """What a label tells; None where it has anything else than a dateline."""
    told = _Label()
    parts = [part for piece in _PARTS.split(label) if (part := piece.strip(" .,-–—"))]
    if len(parts) > _MOST_PARTS or label.count("(") != label.count(")"):
        return None
    for part in parts:
        before, _, last = part.rpartition(" ")
        dated = _PLACE_DAY.fullmatch(part)
        if found := find_agency(part) or _site(part):
            told.agency = told.agency or found
        elif _is_day(part) or (told.day and _YEAR.fullmatch(part)):
            told.day = True
        elif dated and _is_place(dated.group(1)) and _is_day(dated.group(2)):
            told.place = told.day = True
        elif before and _is_place(before) and (found := find_agency(last)):
            told.agency, told.place = told.agency or found, True
        elif _is_place(part):
            told.place = True
        elif not (told.agency and _DESK.fullmatch(part)):
            return None
    return told


def _may_end(mark: str, label: str, told: _Label) -> bool:
    """Whether a dateline ends with a mark: with a full stop or nothing only one that tells more."""
    if told.agency is None:
        # "Nairobi, Mar 12 –", "CIUDAD DE MÉXICO.-", "HARWICK —"
        return told.place and (
            (mark.startswith(".") and len(mark) > 1)
            or (told.day and _is_dash(mark))
            or (mark in _LONG_DASHES and _is_in_capitals(label))
            or (_is_dash(mark) and _INITIALS.fullmatch(label) is not None)
        )
    if mark in (".", "/.", "।"):
        return told.agency.wire and (told.day or (told.place and label[-1] == ")"))
    if mark == ":":
        return told.place or told.day
    if mark == "/":  # "NEW YORK, NY / ACCESSWIRE / March 12, 2024 /"
        return told.day
    if not mark:
        enclosed = label[0] in "([" and label[-1] in ")]" and label.count(label[0]) == 1
        return label[-1] in ")]/" and (told.place or told.day or enclosed)
    return True


def _is_in_capitals(label: str) -> bool:
    # "U.S." and "GM" are subjects, not places: ask for four letters.
    place = label.split(",")[0]
    return place.isupper() and sum(char.isalpha() for char in place) >= _LEAST_CAPITALS


def _inserted(text: str, mark: re.Match[str]) -> bool:
    """Whether a dash opens an insertion: "The Guardian - Britain's oldest - said"."""
    sentence = text[mark.end() :].split(". ", 1)[0]
    return mark.group() in sentence


def _is_dash(mark: str) -> bool:
    return mark.strip(" .") in ("-", "--", "–", "—", "―", "_")


def _site(part: str) -> Agency | None:
    """An outlet that signs with the name of its site, "KOMPAS.com", or with its name in quotes."""
    if quoted := _QUOTED.fullmatch(part):
        return Agency(quoted.group(1), False)
    return Agency(part, False) if _SITE.fullmatch(part) else None


def _is_day(part: str) -> bool:
    if not any(char.isdigit() for char in part) or len(part) > 24:
        return False
    words = WORD.findall(re.sub(r"\d+", " ", fold(part)))
    if not words:
        return _FIGURES.fullmatch(part) is not None
    return all(goes_with_stamp(word) for word in words)


def _is_place(part: str) -> bool:
    words = part.split()
    if len(words) > 5 or len(part) > 30 or any(char.isdigit() for char in part):
        return False
    named = part in _STATES or _STATE.fullmatch(part)
    if not named and any(
        goes_with_stamp(fold(word))
        for before, word in zip(["", *words], words, strict=False)
        if word.lower() not in _PARTICLES and before != "de"  # "Rio de Janeiro"
    ):
        return False  # a weekday
    if part.upper() == part.lower():  # a script without capitals
        return len(words) <= 3 and len(part) <= 20
    return words[0][0].isupper() and all(w[0].isupper() or w in _PARTICLES for w in words)


def _bracketed_place(text: str) -> Dateline | None:
    """ "(Montréal) Le conseil ...", "[NAIROBI] The ...": a town and nothing else in brackets."""
    found = _BRACKETED.match(text)
    if found is None or not text[found.end() : found.end() + 1].isupper():
        return None
    inner = found.group(1)
    if not _is_place(inner) or inner.upper() == inner.lower() or len(inner.split()) > 3:
        return None
    if (text[0] == "[" and not inner.isupper()) or fold(inner) in vocabulary().exact:
        return None
    return _dateline(text, found.end(), found.group().rstrip(" -–—"), None)


def _further(found: Dateline) -> Dateline:
    """A dateline with what follows it: "— (AP)", "— РИА Новости.", "- AHMET YILMAZ -", "– March 12, 2024 –".

    After an agency in brackets also the place and the day: "(ANSA) - ROMA, 12 MAR -".
    """
    if (dated := _DATED.match(found.rest)) and _is_day(dated.group(1).replace(",", "")):
        rest = found.rest[dated.end() :]
        if len(rest) >= _LEAST_REST:
            found = Dateline(f"{found.text} {dated.group(1)}", found.agencies, rest)
    named = found.agencies or _INITIALS.fullmatch(found.text)
    if named and found.text[0] in "([" and (more := _by_parts(found.rest)):
        return Dateline(f"{found.text} {more.text}", found.agencies, more.rest)
    again = _AGAIN.match(found.rest)
    agency = find_agency(again.group(1) or again.group(2)) if again and not found.agencies else None
    if agency is None and not found.agencies and found.text[-1:].isalpha():
        unknown = _UNKNOWN.match(found.rest)
        if unknown is not None and unknown.group(1).isupper() and any(map(str.isdigit, found.text)):
            again, agency = unknown, Agency(unknown.group(1), True)
    if again is None or agency is None:
        again = _NAME.match(found.rest)
    if again is None or len(found.rest) - again.end() < _LEAST_REST:
        return found
    taken = again.group().rstrip(" .:-–—")
    names = found.agencies or ([agency.name] if agency else [])
    return Dateline(f"{found.text} {taken}", names, found.rest[again.end() :])
