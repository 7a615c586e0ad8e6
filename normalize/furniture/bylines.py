"""Lines that say who wrote an article: names, offices, desks, with a place, a day or a wire."""

from __future__ import annotations

import re
from functools import cache

from normalize.furniture.agencies import find_agency
from normalize.furniture.findings import SENTENCE_END, Finding
from normalize.furniture.pagewords import Codes, Reading, is_office, is_unspaced, strong_words
from normalize.furniture.people import (
    PARTS,
    WITH_WIRE,
    begins_with_office,
    beside_office,
    byline_lead,
    eastern_people,
    is_of_house,
    is_person,
)
from normalize.furniture.stamps import before_stamp, is_stamp
from normalize.furniture.words import after_term, fold, months, vocabulary
from normalize.names import (
    is_company,
    is_place,
    looks_like_name,
    split_names,
    without_place,
)

LONGEST_BYLINE = 90
#: The share of a part's letters that an office's words have; of a sentence's.
_OFFICE, _SENTENCE_OFFICE = 0.3, 0.6
_CLOSING = ")）】]〕"
#: A Japanese outlet's reporters: 【佐藤健一、山田花子】, ［佐藤健一，ITmedia］
_BRACKETED_NAMES = re.compile(
    r"[【［]([\u3005\u4e00-\u9fff・、\s]{2,30})(?:[，,]\s?[A-Za-z][\w .]{1,20})?[】］]"
)
#: Names one after the other above a Chinese story: "李建国 王晓明"
_REPORTER = re.compile("记者|記者")
_HAN_NAMES = re.compile(r"[\u4e00-\u9fff]{2,4}(?:[\s、][\u4e00-\u9fff]{2,4}){1,3}")
#: "Published by Ada Finch", "Traduit de l'anglais par Ada Finch"
_BY_NAME = re.compile(
    r"(?P<what>[^\W\d_][\w' ]{3,30})\s(?:par|por|by|von|da|door|przez|от)\s(?P<name>[A-ZÀ-ÞА-Я][\w.'’-]+(?:\s[A-ZÀ-ÞА-Я][\w.'’-]+){1,2})"
)
#: "By Ada Finch for Reuters"; without a lead it may be a headline, "Free Lunch for All".
_FOR_WIRE = re.compile(
    r"\s(?:for|FOR|of|pour|für|para|per|voor|dla|для)\s(?:l['’]|la |the )?[A-ZÀ-ÞА-Я][\w. ]{1,20}$"
)
#: Words of what an author is, at most: "Associate Professor of Law".
_POST_WORDS = 4
#: A paper behind a name: "Анна Котова, «Ведомости»"
_QUOTED = re.compile(r"[«“„\"][^«»“”„\"]{2,30}[»”“\"]")
#: What begins the names of papers and of parts, and no person's: "La" and "Le" do.
_ARTICLE = re.compile(r"(?:The|Die|Das|El|Il|Los|Las|Les|Gli|Het|O|Os|As)\s")
#: Where the outlet is, behind its name: "The Citizen (Dar es Salaam)".
_SEAT = re.compile(r"\s\([^\W\d_][^()\d]{2,25}\)$")
_DOMAIN = re.compile(r"(?:[\w-]{2,30}\.)+[a-z]{2,8}")
#: How sites write themselves: "detikNews", "beritaSatu".
_SITE = re.compile(r"[a-z]{1,12}[A-Z]\w{2,14}")
#: "Ada Finch @adafinch", and where she writes from, "Ada Finch afinch@courier.example", and glued
#: "Ada Finch@adafinch"; "By Press Association 2024"
_HANDLE = re.compile(
    r"(?<=\w)\s[(（<]?(?:@\w{2,30}|[\w.+-]{1,40}@[\w-]{1,40}\.[\w.-]{2,40})[)）>]?(?:\s[^\W\d_a-z]\w+)?$"
    r"|(?<=[^\W\d_A-Z])@\w{2,30}$"
)
_YEAR = re.compile(r"\s(?:19|20)\d\d$")
#: What stands after a byline's name, between commas or dashes: "March 3 2019", "10:15".
_DAY = re.compile(r"^(?=.{2,24}$)\D*\d")


@cache
def _on_day() -> re.Pattern[str]:
    # "Ada Finch on Mar 12", "Ada Finch, le 12 mars", "Ada Finch Mar 12, 2024": the day it was posted.
    return re.compile(
        rf"\s(?:(?:on|am|le|el|il|em|op|den|в)\s\D{{0,15}}|(?:{months()})\.?\s)\d.*$", re.I
    )


def read_byline(line: Reading, codes: Codes, text: str, at_top: bool) -> Finding | None:
    """Who wrote it: a name and an office ("Ada Finch, Staff Writer"), an office alone ("Web desk").

    Above the story also a name alone, or with a place ("Ada Finch in Rome").
    """
    bare = _HANDLE.sub("", text.strip("()（）[]【】〔〕* ."))
    if len(text) > LONGEST_BYLINE or not bare or bare[-1] in "?？؟":
        return None
    if found := _BRACKETED_NAMES.fullmatch(text):
        names = [part for part in re.split("[、・\\s]+", found.group(1)) if part]
        names = [] if _REPORTER.search(text) else names  # and where they report from
        return Finding("byline", "shape.bracketed_names", authors=tuple(names))
    named = is_unspaced(bare) and (at_top or _REPORTER.search(bare)) and eastern_people(bare)
    if named:
        return Finding("byline", "shape.eastern_byline", authors=tuple(named))
    if at_top and _HAN_NAMES.fullmatch(bare):
        return Finding("byline", "shape.name", authors=tuple(re.split("[、\\s]", bare)))
    if is_unspaced(bare):
        if SENTENCE_END.search(text) and not text.endswith(("）", ")", "】")):
            return None
        return _unspaced_byline(line.part(fold(bare), codes))
    ended = SENTENCE_END.search(text) is not None and text[-1] not in _CLOSING
    if ended and bare.upper() == bare.lower():
        return None  # without capitals a short sentence looks like a name
    folded = fold(bare)
    lead = byline_lead(folded)
    if lead is None and bare[-1] in ":：":
        return None  # "In This Article:"
    if at_top and _ARTICLE.match(bare):
        bare = _SEAT.sub("", text)
    behind = after_term(bare, folded, lead) if lead is not None else None
    if behind is not None:
        behind = behind.lstrip(" :")
        if at_top and lead is not None and _is_account(behind):
            return Finding("byline", lead.rule)
        # "Publicado por una editorial de Lima, el libro salió en 2019." is no byline of a day.
        undated = behind if ended else _on_day().sub("", before_stamp(behind))
        bare = _FOR_WIRE.sub("", undated)
    elif (
        (found := _BY_NAME.fullmatch(bare))
        and not is_company(found["name"])
        and not (ended and " " in found["what"])  # "The wall was drawn by Ada Finch."
    ):
        return Finding("byline", "shape.by_name", authors=(found["name"],))
    wire = WITH_WIRE.search(bare)
    bare = bare[: wire.start()] if wire is not None else bare
    if wire is not None and find_agency(bare) and (agency := find_agency(wire.group(1))):
        return Finding("byline", "shape.with_wire", agencies=(agency.name,))
    rule = lead.rule if lead is not None else ""
    # "De notre envoyée spéciale à Harwick": her name may stand in the line above.
    is_office_alone = lead is not None and not ended and " " in lead.text and is_office(lead.text)
    authors: list[str] = []
    wires: list[str] = []
    people, roles = 0, int(is_office_alone)
    if lead is None and begins_with_office(bare):
        bare = bare.partition(",")[0]
    for part in (piece for piece in PARTS.split(bare) if piece):
        words = line.part(fold(part), codes)
        terms = words.of("role_word")
        person = without_place(part) if lead is None else _names_alone(part)
        if lead is not None and not ended and (agency := find_agency(_YEAR.sub("", part))):
            roles, wires = roles + 1, [*wires, agency.name]
            continue
        if lead is not None and (
            is_place(part)
            or (_DAY.search(part) and (not ended or is_stamp(part)))
            or _is_desk(part)
        ):
            continue
        # "La redazione non ha risposto." is a sentence.
        least = _SENTENCE_OFFICE if ended and lead is None else _OFFICE
        if terms and words.covered(terms) >= least and len(part.split()) <= 6:
            rule, roles = rule or terms[0].rule, roles + 1
            # "Ada Vink, correspondent van De Heraut": what stands behind the office is its house.
            is_hers = authors and part[0].islower()
            authors += [] if is_hers else beside_office(part)
        elif at_top and authors and (_SITE.fullmatch(part) or _QUOTED.fullmatch(part)):
            roles += 1
        elif at_top and authors and (_DOMAIN.fullmatch(part) or _is_label(part)):
            roles += 1  # "Ada Finch, oprac. / herald.example"
        elif at_top and authors and (is_of_house(part) or is_place(part)):
            roles += is_of_house(part)  # "Ada Finch, da CNN, em Harwick"
        elif looks_like_name(person) and not is_unspaced(person):
            people += 1
            authors += filter(is_person, split_names(person))
        elif at_top and (pair := _full_names(person) or _full_names(_names_alone(part))):
            people += 1
            authors += pair
        elif not (authors and lead is not None and not ended and _may_be_post(part, at_top)):
            return None
    paired = people == 1 and len(authors) > 1
    several = len(authors) > 1 and "/" in bare
    if not roles and strong_words(line)[0]:
        return None  # "Sign In"
    if not roles and not (
        (at_top or several) and len(authors) and people <= 2 and not bare.isupper()
    ):
        return None
    if not rule and _ARTICLE.match(bare):
        return Finding("source", "shape.outlet")  # no person is called so
    if is_office_alone and not authors and lead is not None:
        rule = f"{lead.language}.role_word"
    return Finding(
        "byline",
        rule or "shape.name",
        authors=tuple(authors[: 4 if roles or several or lead or paired else 1]),
        agencies=tuple(wires),
    )


def _is_account(behind: str) -> bool:
    """Whether what somebody logs in by, and a day, stand behind a lead: "kjell76 on 12 May 2014"."""
    name, _, day = behind.partition(" ")
    return bool(day) and name.rstrip(",").isalnum() and name.islower() and is_stamp(day)


def _names_alone(part: str) -> str:
    """The names of a byline without places and agencies: "Ada Finch in Rome and agencies"."""
    names = [without_place(name) for name in split_names(part)]
    others = [name for name in names if " " in name or not name.islower()]
    return ", ".join(others or names) or part


def _full_names(text: str) -> list[str]:
    """The names in "Ada Finch and Inès Carrel"; none where any has not two words at least."""
    names = split_names(text)
    full = all(2 <= len(name.split()) <= 4 and looks_like_name(name) for name in names)
    return names if full and len(names) > 1 else []


def _may_be_post(part: str, at_top: bool) -> bool:
    """Whether a part behind a byline's name may be what its author is: "historian", "Professor of Law"."""
    return part[0].islower() or (at_top and part[0].isalpha() and len(part.split()) <= _POST_WORDS)


def _is_label(part: str) -> bool:
    """Whether a part of a byline is a label of those who wrote or edited: "oprac."."""
    entries = vocabulary().exact.get(fold(part), {})
    return not entries.keys().isdisjoint(("byline_label", "desk_label"))


def _is_desk(part: str) -> bool:
    """Whether a part of a byline says who edited it: "Edited by Ada Finch"."""
    folded = fold(part)
    for term in vocabulary().leading(folded):
        if term.slot == "desk_label" and (rest := after_term(part, folded, term)):
            return looks_like_name(rest.strip())
    return False


def _unspaced_byline(line: Reading) -> Finding | None:
    folded = line.folded
    for term in (hit.term for hit in line.of("role_word")):
        at_end = folded.startswith(term.text) or folded.endswith(term.text)
        parted = len(term.text) > 1 or re.match(r"[/／:：・=＝\s]", folded[1:2])
        if at_end and parted and len(folded) <= 30 and len(folded.replace(term.text, "")) <= 16:
            return Finding("byline", term.rule)
    return None
