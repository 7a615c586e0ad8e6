"""Datelines: "WASHINGTON (AP) —", "Paris, le 5 juin (AFP) -", "Київ. 12 березня. УНН."

A dateline is taken off only on strong evidence: a known agency and nothing beside it but places
and days, a dash after a place in capitals, or a town after which the papers of the article's
language set the mark that stands there. A place in capitals and a colon ("NEW DELHI:") are one where
no other paragraph is labelled so: "DEAR ABBY:" looks the same. Those of East Asia are in eastern.py.
"""

from __future__ import annotations

import re
from functools import cache

from normalize.furniture.agencies import Agency, find_agency
from normalize.furniture.dateline_label import (
    SITE,
    STATES,
    Label,
    is_day,
    is_in_capitals,
    is_place,
    read_label,
)
from normalize.furniture.eastern import OPENING, Dateline, split_eastern
from normalize.furniture.findings import SENTENCE_END
from normalize.furniture.pagewords import find_words, is_unspaced
from normalize.furniture.towns import towns
from normalize.furniture.words import fold, languages, load_terms, vocabulary

#: What ends a dateline: a dash, a bar, a colon, a closing bracket, a full stop.
_ENDS = re.compile(
    r"\s*(?:\.?\s?[-–—―]{1,2}\s+|_\s+|[|•]\s*|:\s+|=\s+|/?\.\s+|/\s+(?![-–—])|।\s+)|(?<=[)\]/])(?:\s*|--?)(?=[^\s\W])|(?<=[)\]])।\s*"
)
#: What each dateline has.
_MAY_END = re.compile(r"[–—―|•=)\]।]|[-:/.]\s")
#: Scan no further: the longest dateline names two cities, a date and two agencies.
_LONGEST = 90
_LEAST_REST, _MOST_SPACES = 20, 11
#: After a name that is little evidence by itself a whole sentence must stand.
_LEAST_SENTENCE, _MOST_NAMES = 60, 3
#: A longer word in capitals is another name: "TORINO - MILAN è la partita ...".
_SHORT = 3
_LONG_DASHES = ("—", "–", "―", "--")
#: An outlet's initials in brackets: "(PLO)- ".
_INITIALS = re.compile(r"\([A-ZÀ-Þ]{2,8}\)")
_BRACKETED = re.compile(r"[(\[]([^()\[\]]{3,25})[)\]]\s+(?:[-–—]{1,2}\s+)?")
_AGAIN = re.compile(
    r"(?:[(/]([^()/]{2,30})[)/](?:\.|\s[-–—]{1,2}(?=\s))?|([^()/.,:—–-]{2,30})(?:,\s[^.,]{3,40})?(?:[.:—–]|\s-))\s+"
)
#: A town in its state: "Harwick, OR", "Campinas, SP".
_IN_STATE = re.compile(r"^[^,]{3,30}, [A-Z]{2}$")
#: The house that is in brackets behind a place.
_HOUSE_BEHIND = re.compile(r"\s\([^()]{2,40}\)$")
#: Whoever wrote it, in brackets behind a place, as German papers have it: "MÜHLBACH (jpr). ".
_WRITER_BEHIND = re.compile(r"([^()]{3,30}) \((?!sic|li\b|re\b)[a-zäöü]{2,4}(?:/[a-zäöü]{2,4})?\)")
#: "Liputan6.com, Jakarta Harga ..."
_SITE_AND_TOWN = re.compile(rf"(?:{SITE.pattern}), ([A-Z][\w ]{{2,20}}?) (?=[A-Z])")
#: A wire that nobody knows, between a day and the story: "МОСКВА, 12 мар - ПРАЙМ."
_UNKNOWN = re.compile(r"([^\W\d_]{3,12})(?:\.|\s[-–—])\s(?=[^\W\d_])")
#: A day behind a dateline: "HARWICK, Ore. – March 12, 2024 –".
_DATED = re.compile(r"([^-–—]{4,24}?\d)\s?(?:[-–—]{1,2}\s+|--)(?=\S)")
_LABEL = re.compile(r"([^:\n]{1,40}?)(?::| [-–—] )")
_NAME = re.compile(r"[A-ZÇĞİÖŞÜ.'’]{2,}(?:\s[A-ZÇĞİÖŞÜ.'’]{2,}){1,2}\s-\s")


def split_dateline(text: str, language: str = "", capitals: bool = False) -> Dateline | None:
    """Split a paragraph into its dateline and the rest; None where it has none.

    `text` of the result is the dateline without its dash; `rest` begins the story. `language` is
    the article's (BCP 47); `capitals` says whether a place in capitals may be a dateline by itself:
    in the first paragraph, where no other begins with a label in capitals.
    """
    head = text[:_LONGEST]
    first = head[:1]
    if not first or (first.islower() and not SITE.match(head)):
        return None
    eastern = (first > "\u2e80" or first in OPENING) and is_unspaced(head)
    found = split_eastern(text) if eastern else None
    if found is None and (site := _SITE_AND_TOWN.match(head)) is not None:
        if towns(language).are_in(site.group(1)):
            found = _dateline(text, site.end(), site.group(), None)
    elif found is None and _MAY_END.search(head):  # many articles fail here, cheaply
        found = _by_parts(text, language, capitals) or _bracketed_place(text)
    return _further(found) if found is not None else None


def begins_with_label(text: str) -> bool:
    """Whether a paragraph begins with a label in capitals: "Q:", "DEAR READER:", "WHEAT - "."""
    found = _LABEL.match(text)
    return found is not None and found.group(1).isupper()


def _dateline(text: str, end: int, label: str, agency: Agency | None) -> Dateline | None:
    rest = text[end:]
    if len(rest) < _LEAST_REST:
        return None
    return Dateline(label.strip(), [agency.name] if agency else [], rest)


def _by_parts(text: str, language: str, capitals: bool) -> Dateline | None:
    """What stands before the first mark that may end it, and is nothing but agencies, places, days."""
    weak: Dateline | None = None
    for mark in _ENDS.finditer(text, 0, _LONGEST):
        rest = text[mark.end() : mark.end() + 1]
        if not mark.start() or not rest or rest.islower() or rest in ",;.)":
            continue
        label = text[: mark.start()].strip()
        if label.count(" ") > _MOST_SPACES:
            break
        sign = mark.group().strip()
        if sign == "." and not _may_stop(label, language):
            continue  # the end of a sentence, nearly always
        told = read_label(label)
        if told is None:
            if capitals and _is_signed(label, language) and _is_sentence(text, mark, language):
                return _dateline(text, mark.end(), label, None)
            continue
        if _may_end(sign, label, told):
            if label[0] not in "([" and not (told.place or told.day) and _inserted(text, mark):
                return None
            return _dateline(text, mark.end(), label, told.agency)
        if weak is None and told.agency is None and _is_sentence(text, mark, language):
            known = towns(language)
            town = known.end_with(sign) and known.are_in(label.split(",")[0])
            loud = "-:" if known.end_with(":") else "-"
            if town or _may_be_alone(mark.group(), label, told, loud if capitals else ""):
                # An agency may follow: "MADRID, 12 Mar. (EUROPA PRESS) - ".
                weak = _dateline(text, mark.end(), label, None)
    return weak


def _is_signed(label: str, language: str) -> bool:
    """Whether a label is a town and the letters of who wrote there: "Mühlbach (jpr)", in German."""
    signed = _WRITER_BEHIND.fullmatch(label) if language.startswith("de") else None
    if signed is None:
        return False
    told = read_label(signed.group(1))
    return told is not None and told.place and not told.day and told.parts == 1


def _may_stop(label: str, language: str) -> bool:
    """Whether a full stop may end a label: it has a day, or brackets at its end, or is a town."""
    told = label[-1] == ")" or any(map(str.isdigit, label))
    return told or towns(language).are_in(label.split(",")[0])


def _may_end(mark: str, label: str, told: Label) -> bool:
    """Whether a dateline ends with a mark: with a full stop or nothing only one that tells more."""
    if told.agency is None:
        # "Nairobi, Mar 12 –", "CIUDAD DE MÉXICO.-", "HARWICK —"
        return told.place and (
            (mark.startswith(".") and len(mark) > 1)
            or (told.day and _is_dash(mark))
            or (mark in _LONG_DASHES and is_in_capitals(label))
            or (_is_dash(mark) and _INITIALS.fullmatch(label) is not None)
        )
    if mark == "।":
        return told.agency.wire and (told.day or told.place)
    if mark in (".", "/."):
        return told.agency.wire and (told.day or (told.place and label[-1] == ")"))
    if mark == ":":
        return told.place or told.day
    if mark == "/":  # "NEW YORK, NY / ACCESSWIRE / March 12, 2024 /"
        return told.day
    if not mark:
        enclosed = label[0] in "([" and label[-1] in ")]" and label.count(label[0]) == 1
        return label[-1] in ")]/" and (told.place or told.day or enclosed)
    return True


def _may_be_alone(ending: str, label: str, told: Label, loud: str) -> bool:
    """Whether a mark (`ending`: with its spaces) ends a dateline that names no agency, before a sentence.

    "जागरण संवाददाता, मेरठ :", "Da Redação - ", "Lima, mar. 12. "; "NEW DELHI: ", "ROMA - " before
    the marks of `loud`.
    """
    mark = ending.strip()
    several = told.parts > 1
    if told.desk and (
        mark == "।" or (mark == ":" and several) or (_is_dash(mark) and ending[0] == " ")
    ):
        return True
    if mark == ".":
        return told.day and told.place and several
    if _is_dash(mark) and ending[0] == " " and _IN_STATE.match(label):
        return loud != ""
    if not mark or mark not in loud or (mark == "-" and ending[0] != " "):
        return False
    if not told.place or told.day:
        return False
    # The station or paper in brackets may be called anything: "(WXYZ/Gray News)".
    outside = _HOUSE_BEHIND.sub("", label)
    few = len(outside.split()) <= _MOST_NAMES
    places = ",".join(part for part in outside.split(",") if part.strip(" .") not in STATES)
    return is_in_capitals(label) and few and not _greets(label) and not find_words(fold(places))


def _greets(label: str) -> bool:
    """Whether a label opens a letter: "DEAR ABBY"."""
    return fold(label).split()[0] in _greetings()


@cache
def _greetings() -> frozenset[str]:
    terms = (term for language in languages() for term in load_terms(language))
    return frozenset(t.text.rstrip("*").split()[0] for t in terms if t.slot == "greeting_word")


def _is_sentence(text: str, mark: re.Match[str], language: str) -> bool:
    """Whether a whole sentence stands behind a mark, that opens no insertion and begins with no town."""
    rest = text[mark.end() :]
    if len(rest) < (_LEAST_SENTENCE if rest[0].isascii() else _LEAST_REST):
        return False
    if SENTENCE_END.search(rest) is None:
        return False
    first = rest.split(None, 1)[0]
    if first[-1] == "." or _is_dash(mark.group().strip()):  # another in a list, or a train's end
        name = first.strip(",.:")
        if towns(language).are_in(name) or (name.isupper() and len(name) > _SHORT):
            return False
    return not (_is_dash(mark.group().strip()) and _inserted(text, mark))


def _inserted(text: str, mark: re.Match[str]) -> bool:
    """Whether a dash opens an insertion: "The Guardian - Britain's oldest - said"."""
    sentence = text[mark.end() :].split(". ", 1)[0]
    return mark.group() in sentence


def _is_dash(mark: str) -> bool:
    return mark.strip(" .") in ("-", "--", "–", "—", "―", "_")


def _bracketed_place(text: str) -> Dateline | None:
    """ "(Montréal) Le conseil ...", "[NAIROBI] The ...": a town and nothing else in brackets."""
    found = _BRACKETED.match(text)
    if found is None or not text[found.end() : found.end() + 1].isupper():
        return None
    inner = found.group(1)
    if not is_place(inner) or inner.upper() == inner.lower() or len(inner.split()) > 3:
        return None
    if (text[0] == "[" and not inner.isupper()) or fold(inner) in vocabulary().exact:
        return None
    return _dateline(text, found.end(), found.group().rstrip(" -–—"), None)


def _further(found: Dateline) -> Dateline:
    """A dateline with what follows it: "— (AP)", "— РИА Новости.", "- AHMET YILMAZ -", "– March 12, 2024 –".

    After an agency in brackets also the place and the day: "(ANSA) - ROMA, 12 MAR -".
    """
    if (dated := _DATED.match(found.rest)) and is_day(dated.group(1).replace(",", "")):
        rest = found.rest[dated.end() :]
        if len(rest) >= _LEAST_REST:
            found = Dateline(f"{found.text} {dated.group(1)}", found.agencies, rest)
    named = found.agencies or _INITIALS.fullmatch(found.text)
    if named and found.text[0] in "([" and (more := _by_parts(found.rest, "", False)):
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
