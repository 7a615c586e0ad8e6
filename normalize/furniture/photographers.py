"""Credits that name who took a picture and for whom, with no label: "Ada Finch/CBC"."""

from __future__ import annotations

import re

from normalize.furniture.agencies import attribution, find_agency, sells_pictures
from normalize.furniture.caption_ends import LONGEST_NOTED
from normalize.furniture.captions import BETWEEN, HOUSE, LONGEST_CAPTION, is_house_or_name
from normalize.furniture.findings import Finding, is_full_name
from normalize.furniture.words import fold, vocabulary
from normalize.names import looks_like_name

#: Names between slashes, in brackets after a sentence or after a sentence and a dash.
_NAMED = re.compile(
    r"[.!?…。][\"“”«»]?\s*(?:[(（\[]([^()（）/\[\]]{2,40}(?:\s?/\s?[^()（）/\[\]]{2,40}){1,2})[)）\]]"
    r"|(?:[-–—|]\s)?([^.!?()/]{2,40}(?:\s?/\s?[^.!?()/]{2,40}){1,2}))$"
)
#: "A view of the quay. Northwire/A. Finch"
_INITIAL = re.compile(r"[^\W\d_]\.\s?[^\W\d_][\w'’-]+")
#: The same in a line of their own.
_ALONE = re.compile(r"[(（]?([^()（）/]{2,40}(?:/[^()（）/]{2,40}){1,2})[)）]?")
_NAMED_ABOVE = re.compile(
    r"\s(?:[(（]([^()（）/]{2,40}/[^()（）/]{2,40})[)）]|[-–—]\s([^.!?()/]{2,40}/[^.!?()/]{2,40}))$"
)
#: "The bridge / Ada Finch / East News", "... on Friday. ANTARA/Ada Finch/am."
_SPACED = re.compile(r"\S\s/\s(?P<credit>[^/]{3,40}\s/\s[^/]{2,40})$")
_STOPPED = re.compile(r"[.!?)]\s(?P<credit>[A-Z][^/.!?()]{1,20}(?:/[^/.!?()]{2,40}){1,2})\.$")
_CAPITALS = re.compile(
    r"[.!?…][\"“”«»]?\s+(?:([^\W\d_][^.!?()/\d]{2,40})|/\s?((?:[^\W\d_]\.\s?){1,2}[^\W\d_][^.!?()/\d]{1,30}))$"
)
#: "... on Tuesday. (ABC News: Ada Finch)"
_COLON = re.compile(r"\s?\(([^():]{2,30}):\s([^():]{2,40})\)$")
#: "The old bridge - AFP", "The bridge closes in April LP/Ada Finch"
_DASHED = re.compile(r"(?<=[\w)])\s[-–—]\s([^-–—]{2,40})$")
_OF_HOUSE = re.compile(r"(?<=[\w.!?])\s([A-Z]{2,6})/([^\W\d_][^/.!?()\d]{3,40})$")
#: "The crawler at work (GETTY, Ada Finch)"
_LISTED = re.compile(r"\s\(([^(),]{2,25}),\s([^(),]{2,40})\)$")
#: "The river at dawn. Tom Vale for The Courier", "... Thomas Vidal pour Le Courrier"
_FOR_HOUSE = re.compile(
    r"(?<=[.!?…])\s([^.!?…,:;()\d]{4,40}?)\s(?:for|para|pour|für|per|voor|för|dla|pro)\s"
    r"(?:(?:the|den|die|das|el|la|le|il|o|a|de|het)\s)?([^\W\d_][^.!?…,:;()]{1,40})$"
)
#: "The river at dawn [AFP]"
_SQUARED = re.compile(r"(?<=[\w.!?…])\s\[([^\[\]/]{2,40})\]$")
#: Whatever names somebody behind a caption: "The bridge at dawn / Ada Finch", "... – A. Finch, AFP"
_ENDING = re.compile(
    r"(?:(?<=[.!?…])\s(?:[-–—/|]\s)?|\s[-–—/]\s|\s?[(（\[])"
    r"((?:[^\s.!?…()（）\[\]:：\d–—]|(?<=\b\w)\.|\s){4,50})[)）\]]?$"
)
#: A stop behind which a name goes on: "the letter of Rep. Ada Finch".
_TITLE = re.compile(r"\b[^\W\d_a-zà-ÿа-я]\w{0,3}\.$")
#: A caption is no shorter.
_LEAST_CAPTION = 16
#: A paragraph of briefs may end in "Reuters", a caption that does is shorter.
_LONGEST_SIGNED = 120
#: A caption among paragraphs that ends in a name in capitals, which a letter may be signed with.
_LONGEST_LOUD = 160
#: Shorter words in capitals may be a sign's: "KEEP OUT".
_LEAST_LOUD = 4
#: "PHOTO ADA FINCH, ARCHIVES THE JOURNAL"
_LABELLED = re.compile(r"(\w+) ([^,.!?]{5,40})(?:, [^,.!?]{2,40}){1,2}")
#: "... in the square. / EFE", "The square (Ansa)", "... on Friday. Ada Finch (EFE)"
_WIRE_END = re.compile(r"(?:\s?[/／]\s?|\s?[(（])([^()（）/／.]{2,30})[)）]?$")
#: "The square. — Reuters/File", above the story: below it a wire's name is what it comes from.
_DASHED_WIRE = re.compile(
    r"(?<=[.\w])\s?[—–]\s?([^—–/.]{2,20}?)(?:/\w+|\s(?:file )?(?:photo|pic|picture|foto))?$"
)
#: "결항했다. (연합뉴스)": what a Korean caption shows goes on ("있다"); what has happened is told. The
#: past is in the last letter of the syllable before (ㅆ, of 28 that there may be).
_PAST = "".join(map(chr, range(0xAC00 + 20, 0xD7A4, 28)))
_TOLD = re.compile(rf"(?!있)[{_PAST}]다\.\s?$")
_LONGEST_WIRED = 200


def named_credit(text: str, above: bool) -> tuple[str, str] | None:
    """Split a caption from a photographer and a house that it ends with, whatever the house.

    "... on Tuesday. (Ada Finch/CBC)", "... the river. ADA FINCH/POSTMEDIA", "... the bridge. -
    Ada Finch / AFP"; `above` the story also "The bridge (Ada Finch/CBC)", "The bridge. ADA FINCH".
    A story's last paragraph may be signed so: not for those.
    """
    if len(text) > LONGEST_CAPTION:
        return None
    if "/" in text and (alone := _ALONE.fullmatch(text)) and _is_credit(alone.group(1)):
        return "", text
    if (
        text.isupper()
        and (labelled := _LABELLED.fullmatch(text))
        and _is_labelled(*labelled.groups())
    ):
        return "", text
    found = (_NAMED.search(text) or _NAMED_ABOVE.search(text)) if "/" in text else None
    if found is None:
        with_house = _with_house(text) if "/" in text else None
        if with_house is None:
            with_house = _behind_colon(text, above)
        return with_house or (_credit_above(text) if above else _loud_credit(text))
    credit = next(group for group in found.groups() if group)
    parts = [part.strip() for part in credit.split("/")]
    known = any(map(sells_pictures, parts))
    if found.re is _NAMED_ABOVE and not above and not (known and found.group(1)):
        return None  # "The bridge (Ada Finch/Keystone)" is a caption anywhere
    if found.re is _NAMED and found.group(1) is None and not known and not credit.isupper():
        if not above:
            return None
        if not any(map(_INITIAL.fullmatch, parts)):
            return _credit_above(text)
    people = [part for part in parts if " " in part and looks_like_name(part)]
    named = (is_house_or_name(part) or HOUSE.fullmatch(part) for part in parts)
    if not people or not all(parts) or not all(named):
        return None
    return text[: found.start(1 if found.group(1) else 2)].rstrip(" (（|–—-"), credit


def _with_house(text: str) -> tuple[str, str] | None:
    """Split a caption from a photographer and a known house behind it, in ways of some houses alone."""
    for shape in (_SPACED, _STOPPED):
        found = shape.search(text)
        if found is None:
            continue
        parts = [part.strip() for part in found["credit"].split("/")]
        if any(map(sells_pictures, parts)) and any(map(_is_person, parts)):
            return text[: found.start("credit")].rstrip(" /"), found["credit"]
    return None


def wire_credit(text: str, above: bool) -> Finding | None:
    """A caption that ends with a wire's name, where no paragraph of a story ends so."""
    if len(text) > _LONGEST_WIRED:
        return None
    for pattern in (_WIRE_END, _DASHED_WIRE) if above else (_WIRE_END,):
        found = pattern.search(text)
        if found is None or not found.start():
            continue
        name = found.group(1)
        if _TOLD.search(text, 0, found.start()):
            continue
        # "(ansa)", "(fotogramma)"
        if find_agency(name) or (above and (find_agency(name.upper()) or sells_pictures(name))):
            return Finding("caption", "shape.wire_credit", caption=text[: found.start()].strip())
    return None


def _is_credit(text: str) -> bool:
    """Whether names between slashes are a photographer's and a wire's, or who gave a picture."""
    parts = [part.strip() for part in text.split("/")]
    if not all(map(is_house_or_name, parts)):
        return False
    if any(vocabulary().term(fold(part), "handout_note") for part in parts):
        return True
    wired = any(map(sells_pictures, parts))
    return wired and any(map(_is_person, parts))


def _is_labelled(label: str, name: str) -> bool:
    is_label = vocabulary().term(fold(label), "photo_label") is not None
    return is_label and 1 < len(name.split()) < 4 and looks_like_name(name)


def _behind_colon(text: str, above: bool) -> tuple[str, str] | None:
    """Split a caption from who took the picture, behind a house: "... on Friday. (HBC News: Ada Finch)".

    Other words before the colon may be what somebody is, "(Director: Ada Finch)"; `above` a story
    two are a house.
    """
    found = _COLON.search(text) if text[-1] == ")" and len(text) <= LONGEST_NOTED else None
    if found is None:
        return None
    house, name = found.groups()
    if find_agency(house):
        return (text[: found.start()], found.group()) if is_house_or_name(name) else None
    words = house.split()
    is_house = any(len(word) > 1 and word.isupper() for word in words) or (above and len(words) > 1)
    is_named = is_house and all(word[0].isupper() for word in words)
    after_stop = found.start() > 0 and text[found.start() - 1] in ".!?…"
    if not (is_named and after_stop and is_full_name(name)):
        return None
    return text[: found.start()], found.group().strip()


def _credit_above(text: str) -> tuple[str, str] | None:
    """Split what ends a caption above a story: "... on Tuesday. ADA FINCH", "... AFP-Yonhap"."""
    if len(text) > LONGEST_NOTED:
        return None
    found = _FOR_HOUSE.search(text)
    if found and _is_person(found.group(1)) and all(w[0].isupper() for w in found.group(2).split()):
        return text[: found.start()], found.group().strip()
    for shape, is_credit in (
        (_DASHED, _are_wires),
        (_SQUARED, _are_wires),
    ):
        if (found := shape.search(text)) and is_credit(found.group(1)):
            return text[: found.start()], found.group(1)
    if (found := _OF_HOUSE.search(text)) and _is_person(found.group(2)):
        return text[: found.start()], found.group().strip()
    if (found := _LISTED.search(text)) and _are_house_and_person(*found.groups()):
        return text[: found.start()], found.group().strip()
    if (named := _named_end(text)) is not None:
        return named
    found = _CAPITALS.search(text)
    if found is None:
        return None
    at = 1 if found.group(1) else 2
    credit = found.group(at)
    wires = _are_wires(credit) and (credit.isupper() or len(text) <= _LONGEST_SIGNED)
    if not (wires or (_is_person(credit) and credit.isupper())):
        return None
    return text[: found.start(at)].rstrip(" /"), credit


def _named_end(text: str) -> tuple[str, str] | None:
    """Split a caption above a story from the full names, and houses, that it ends with."""
    found = _ENDING.search(text)
    if found is None or found.start() < _LEAST_CAPTION or _TITLE.search(text, 0, found.start()):
        return None
    names = found.group(1)
    # Behind a stop alone one name may be that of who wrote the story, at the end of its standfirst.
    alone = text[found.start(1) - 2] in ".!?…" and is_full_name(names) and text[-1] == names[-1]
    if alone or not _are_people_and_houses(names):
        return None
    return text[: found.start()].rstrip(), found.group(1)


def _loud_credit(text: str) -> tuple[str, str] | None:
    """Split a caption from a photographer in capitals: "The old bridge on Tuesday. ADA FINCH"."""
    found = _CAPITALS.search(text) if len(text) <= _LONGEST_LOUD else None
    if found is None or found.group(1) is None or not found.group(1).isupper():
        return None
    before, name = text[: found.start(1)].rstrip(), found.group(1)
    if before.isupper() or not _is_person(name) or min(map(len, name.split())) < _LEAST_LOUD:
        return None
    return before, name


def _are_house_and_person(first: str, second: str) -> bool:
    return (sells_pictures(first) and _is_person(second)) or (
        sells_pictures(second) and _is_person(first)
    )


def _are_people_and_houses(text: str) -> bool:
    """Whether names are those of a photographer, or two, and perhaps of the house."""
    parts = [part.strip() for part in BETWEEN.split(text)]
    people = [part for part in parts if is_full_name(part) and find_agency(part) is None]
    return bool(people) and all(part in people or is_house_or_name(part) for part in parts)


def _are_wires(text: str) -> bool:
    names = attribution(text)
    return names is not None and all(find_agency(name) is not None for name in names)


def _is_person(text: str) -> bool:
    return len(text.split()) == 2 and looks_like_name(text)
