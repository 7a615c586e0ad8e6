"""Agencies: who is one, and which lines hold nothing but their names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import tomli

from normalize.furniture.findings import SENTENCE_END
from normalize.furniture.words import caseless, fold, vocabulary
from normalize.names import is_place

#: Between the names of an attribution.
_BETWEEN = re.compile(
    r"\s*(?:[/|;·、，；]|,\s|\s[–—-]\s|\s+(?:and|und|y|et|e|i|и|та|ve|و|and the)\s+)\s*"
)
_BRACKETS = re.compile(r"^[(（\[【［〔<]\s*(.*?)\s*[)）\]】］〕>]$")
#: "Ada Finch (Theo AFP, Reuters)"
_SIGNED = re.compile(r"[^()（）]{4,40}?\s?[(（]([^()（）]+)[)）]")
#: A word or two, a colon, and names.
_LABELLED = re.compile(r"[^\W\d_][^:：\s]{1,15}(?:\s[^:：\s]{1,12})?\s?[:：]\s*(\S.{1,60})")
_SENTENCE_MARKS = re.compile(r"[!?。！？؟]|\.\s")
#: The longest name is a bare one in brackets: "Frankfurter Allgemeine Sonntagszeitung".
_LONGEST_NAME = 40
_LONGEST_LINE = 160
#: Words that tell what a picture shows, at least.
_LEAST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Agency:
    name: str
    wire: bool


@cache
def agencies() -> dict[str, Agency]:
    """Agencies by the key of each way of writing them (`agencies.toml`)."""
    table: dict[str, Agency] = {}
    for entry in _file()["agency"]:
        agency = Agency(entry["name"], entry["wire"])
        for written in entry["written"]:
            table.setdefault(_key(written), agency)
    return table


@cache
def _file() -> dict[str, Any]:
    text = (resources.files("normalize.furniture") / "agencies.toml").read_text("utf-8")
    return tomli.loads(text)


@cache
def _picture_houses() -> frozenset[str]:
    return frozenset(map(caseless, _file()["picture_houses"]))


def sells_pictures(name: str) -> bool:
    """Whether a name in a credit is an agency's, of copy or of pictures alone.

    >>> sells_pictures("Reuters"), sells_pictures("IMAGO"), sells_pictures("Ada Finch")
    (True, True, False)
    """
    return caseless(name.strip()) in _picture_houses() or find_agency(name) is not None


def is_picture_house(text: str) -> bool:
    """Whether a text in brackets is the name of a house that sells pictures alone.

    >>> is_picture_house("(PA Wire)"), is_picture_house("(Reuters)")
    (True, False)
    """
    return caseless(text.strip(" ()（）")) in _picture_houses()


def names_picture_house(text: str) -> bool:
    """Whether names between slashes are a photographer's and a house's that sells pictures alone.

    >>> names_picture_house("Ada Finch/AFP/Getty Images"), names_picture_house("AFP/EPA")
    (True, False)
    """
    parts = [part.strip(" ()") for part in text.split("/")]
    houses = (caseless(part) in _picture_houses() for part in parts)
    return any(houses) and not all(map(sells_pictures, parts))


def behind_picture_house(text: str) -> str:
    """What a picture shows, behind who sells it: "Getty Images A train in the rain"; "" of any other line."""
    found = _opening_house().match(text) if len(text) <= _LONGEST_LINE else None
    if found is None or SENTENCE_END.search(text):
        return ""  # as nearly every line
    shown = text[found.end() :]
    return shown if len(shown.split()) >= _LEAST_SHOWN and shown[0].isupper() else ""


@cache
def _opening_house() -> re.Pattern[str]:
    # Names of two words alone: "Forum", "Handout" may begin a headline.
    names = sorted(
        (name for name in _file()["picture_houses"] if " " in name), key=lambda n: (-len(n), n)
    )
    return re.compile(rf"(?:[A-Z]{{2,5}} via )?(?:{'|'.join(map(re.escape, names))})\s")


def _key(written: str) -> str:
    # "PA" is an agency and "Pa." a state: letters in capitals count as they are written.
    return written if written.isupper() or len(written) <= 4 else fold(written)


def find_agency(text: str) -> Agency | None:
    """The agency that a name is, however written; None for any other name."""
    name = text.strip(" .,:;*()（）-–—©")
    return agencies().get(_key(name)) or (agencies().get(fold(name)) if len(name) > 4 else None)


def strip_brackets(text: str) -> tuple[str, bool]:
    """A line without the brackets that enclose all of it, and whether there were any."""
    found = _BRACKETS.match(text)
    if found and not re.search(r"[()（）]", found.group(1)):
        return found.group(1), True
    return text, False


def attribution(text: str) -> list[str] | None:
    """The names in a line that credits agencies and does nothing else; None for other lines.

    Such a line is one known agency, or several names of which one at least is known, or, in
    brackets, several names between slashes. Only known names come, in their usual form; all that
    there are where none is known.
    """
    if len(text) > _LONGEST_LINE:
        return None
    inner, bracketed = strip_brackets(text.strip())
    signed = _SIGNED.fullmatch(inner)
    if signed is not None and _without_label(signed.group(1)) != signed.group(1):
        inner = signed.group(1)
    inner = inner.strip(" —–-*/／.")
    if not inner or _SENTENCE_MARKS.search(inner):
        return None
    parts = [name for part in _BETWEEN.split(inner) if part for name in joined_names(part)]
    known: list[Agency | None] = []
    for part in parts:
        agency = find_agency(part)
        if agency is None and (bare := _without_label(part)) != part:
            agency = find_agency(bare)
        if agency is None and any(known) and is_place(part):
            continue  # "Reuters, in Paris"
        if agency is None and not _could_be_name(part):
            return None
        known.append(agency)
    if not any(known) and not (bracketed and len(parts) > 1 and "/" in inner):
        return None
    return [agency.name for agency in known if agency] or parts


def labelled_agencies(text: str) -> list[str]:
    """The agencies that stand alone behind a label, in any language: "Forrás: MTI"; [] of others.

    >>> labelled_agencies("Chanzo: Reuters, AFP"), labelled_agencies("Owner: Ada Finch")
    (['Reuters', 'AFP'], [])
    """
    found = _LABELLED.fullmatch(text)
    if found is None:
        return []
    named = [find_agency(part) for part in _BETWEEN.split(found.group(1)) if part]
    return [agency.name for agency in named if agency] if named and all(named) else []


def _without_label(part: str) -> str:
    """What stands behind a word for a source: "Theo AFP", "Source AFP"."""
    label, _, name = part.partition(" ")
    return name if name and caseless(label) in _source_labels() else part


@cache
def _source_labels() -> frozenset[str]:
    return frozenset(
        text
        for text, slots in vocabulary().exact.items()
        if "source_label" in slots and " " not in text
    )


def joined_names(part: str) -> list[str]:
    """The agencies that a hyphen joins, "TT-AFP", or the part alone: "dpa-AFX" is one."""
    names = part.split("-")
    if len(names) < 2 or find_agency(part) is not None or not all(map(find_agency, names)):
        return [part]
    return names


def _could_be_name(part: str) -> bool:
    first = part.lstrip("«“\"'《")[:1]
    words = part.split()
    return (
        len(part) <= _LONGEST_NAME
        and len(words) <= 5
        and bool(first)
        and not first.islower()
        and not any(char.isdigit() for char in part[:2])
        and sum(word[0].islower() for word in words) <= 1  # "AFP both denied it"
    )
