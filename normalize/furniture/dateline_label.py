"""What the label of a dateline tells: agencies, desks, places and days, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.furniture.agencies import Agency, find_agency, joined_names
from normalize.furniture.pagewords import WORD, is_office
from normalize.furniture.stamps import goes_with_stamp
from normalize.furniture.words import fold

#: Characters of one in a line of its own.
_ALONE = 40
_MOST_PARTS, _LEAST_CAPITALS = 6, 4
_PARTS = re.compile(r"[(),/\[\]|•:=،]|\s[-–—]+\s|[-–—]{1,2}\s|(?<!\d)\.\s(?!\d)|--")
#: A wire's desk beside its name: "dpa/lno".
_DESK = re.compile(r"[a-zà-ÿ]{2,5}")
SITE = re.compile(r"[A-Za-z][\w-]{2,20}(?:\.[A-Za-z]{2,3}){1,2}|[\u0600-\u06ff]{2,15}\.نت")
#: An outlet's name as papers in Arabic and Persian write it.
_QUOTED = re.compile('["«“]([\u0600-\u06ff\\s]{3,25})["»”]')
_PLACE_DAY = re.compile(r"(\D+?)\s(\d.*)")
#: The year after a day and a comma: "HARWICK, March 12, 2024 —".
_YEAR = re.compile(r"(?:19|20)\d\d")
#: The day alone, beside an agency: "MADRID, 12 (EUROPA PRESS) -".
_DAY_ALONE = re.compile(r"[0-3]?\d")
#: A state's or province's letters: "OTTAWA, ON".
_STATE = re.compile("[A-Z]{2}")
#: States whose abbreviation is a word of time stamps elsewhere: hours, and Monday.
STATES = ("Ore", "Mo")
#: A day in figures alone: "Kiel, 12.03.2024 (dpa)"; with a slash it may be two parts of a label.
_FIGURES = re.compile(r"\d{1,2}[.-]\d{1,2}[.-](?:19|20)?\d\d|(?:19|20)\d\d[.-]\d{1,2}[.-]\d{1,2}")
#: "Hà Nội, 12/3 (TTXVN)": the day's slash parts no label.
_SLASHED = re.compile(r"(?<!\d)([0-3]?\d)/([01]?\d)(?!\d)")
_SHORT_DAY = re.compile(r"[0-3]?\d\.[01]?\d")
_PARTICLES = frozenset(
    ("de", "do", "da", "del", "den", "di", "du", "la", "le", "les", "of", "the", "upon", "am",
     "an", "der", "sur", "sul", "na", "el", "los", "las", "il", "al")
)  # fmt: skip


@dataclass(slots=True)
class Label:
    """What a dateline tells; `desk` where a part is an office's: "Our Correspondent"."""

    agency: Agency | None = None
    place: bool = False
    day: bool = False
    desk: bool = False
    parts: int = 0


def label_alone(text: str) -> Label | None:
    """What a dateline tells that stands in a line of its own; None of any other line.

    >>> label_alone("ROMA, 12 MAR").place, label_alone("KIEL -").place, label_alone("Rust and ruin")
    (True, True, None)
    """
    label = text.rstrip(" -–—")
    if label != text:
        label = label.removesuffix(".")  # "LIMA, 11 feb (Andina).-"
    if len(label) > _ALONE or ":" in label or label[-1:] in ("", ".", "!", "?"):
        return None
    told = read_label(label)
    if told is None or not told.place:
        return None
    # "Ada Finch (dpa)" is a byline.
    loud = label.split()[0].strip(",").isupper()
    return told if told.day or (loud and (told.agency is not None or label != text)) else None


def read_label(label: str) -> Label | None:
    """What a label tells; None where it has anything else than a dateline."""
    told = Label()
    pieces = _PARTS.split(_SLASHED.sub(r"\1.\2.", label))
    parts = [part for piece in pieces if (part := piece.strip(" .,-–—"))]
    told.parts = len(parts)
    if len(parts) > _MOST_PARTS or label.count("(") != label.count(")"):
        return None
    alone = is_desk = False
    for part in parts:
        before, _, last = part.rpartition(" ")
        dated = _PLACE_DAY.fullmatch(part)
        if found := find_agency(joined_names(part)[0]) or _site(part):
            told.agency = told.agency or found
        elif is_day(part) or (told.day and _YEAR.fullmatch(part)):
            told.day = True
        elif told.place and _DAY_ALONE.fullmatch(part):
            alone = True
        elif dated and is_place(dated.group(1)) and is_day(dated.group(2)):
            told.day = True
            if found := find_agency(dated.group(1)):
                told.agency = told.agency or found
            else:
                told.place = True
        elif before and is_place(before) and (found := find_agency(last)):
            told.agency, told.place = told.agency or found, True
        elif is_place(part):
            told.place = True
            told.desk = told.desk or is_office(part)
        elif _DESK.fullmatch(part):
            is_desk = True
        else:
            return None
    # Neither a day's figure nor a desk is anything without an agency beside it.
    return told if told.agency or not (alone or is_desk) else None


def is_in_capitals(label: str) -> bool:
    """Whether a label begins with a place in capitals: "U.S." and "GM", of fewer letters, are subjects."""
    place = re.split("[,(]", label)[0].strip()
    return place.isupper() and sum(char.isalpha() for char in place) >= _LEAST_CAPITALS


def is_day(part: str) -> bool:
    """Whether a part of a label is a day of the year, in words or in figures."""
    if not any(char.isdigit() for char in part) or len(part) > 24:
        return False
    words = WORD.findall(re.sub(r"\d+", " ", fold(part)))
    if not words:
        return _FIGURES.fullmatch(part) is not None or _SHORT_DAY.fullmatch(part) is not None
    return all(goes_with_stamp(word) for word in words)


def is_place(part: str) -> bool:
    """Whether a part of a label is written as a place is."""
    words = part.split()
    if len(words) > 5 or len(part) > 30 or any(char.isdigit() for char in part):
        return False
    named = part in STATES or _STATE.fullmatch(part)
    if not named and any(
        goes_with_stamp(fold(word))
        for before, word in zip(["", *words], words, strict=False)
        if word.lower() not in _PARTICLES and before != "de"  # "Rio de Janeiro"
    ):
        return False  # a weekday
    if part.upper() == part.lower():  # a script without capitals
        return len(words) <= 3 and len(part) <= 26
    return words[0][0].isupper() and all(w[0].isupper() or w in _PARTICLES for w in words)


def _site(part: str) -> Agency | None:
    """An outlet that signs with the name of its site, "KOMPAS.com", or with its name in quotes."""
    if quoted := _QUOTED.fullmatch(part):
        return Agency(quoted.group(1), False)
    return Agency(part, False) if SITE.fullmatch(part) else None
