"""What a line begins with: "Reporting by", "Sign up", "By"."""

from __future__ import annotations

import re

from normalize.furniture.agencies import attribution, find_agency, strip_brackets
from normalize.furniture.colons import CLOCK, IN_PLACE, LONGEST_DESK_NOTE
from normalize.furniture.findings import QUOTE, SHORT, Finding, Line
from normalize.furniture.pagewords import (
    STRONG_WORDS,
    find_words,
    is_office,
    is_unspaced,
    reading,
)
from normalize.furniture.words import Term, Words, after_term, fold, vocabulary
from normalize.late import LatePattern
from normalize.names import list_of_names, without_place

#: Slots of terms that a line is told by when it begins with them.
LEADS = (
    "byline_lead", "credit_label", "desk_label", "source_label", "related_lead", "promotion_lead",
    "social_lead", "update_label", "picture_lead",
)  # fmt: skip
#: Marks that outlets set before a link.
_ARROWS = "»>▶►→•*/|※ "
#: Those of them that point from a label to what it announces.
_POINTING = tuple("»>▶►→")
#: A call to subscribe that is no sentence is no longer, wherever it stands.
_CALL = 60
#: The share of a call behind its first words that weaker words of the page must have: less has
#: "Download the form, sign it and send it to the office."
_OF_PAGE = 0.25
#: What follows a call and adds nothing: "only".
_NOTHING_MORE = 6
_STOP = re.compile(r"(?<=\w)\.\s+")
_SITE = re.compile(r"\w@\w|\b[\w-]{2,}\.[a-z]{2,3}\b")
#: A site is the source: "Источник post.example".
_DOMAIN = re.compile(r"(?:www\.)?[\w-]{2,40}(?:\.[\w-]{2,20}){1,2}")
#: A stamp begins with its day or hour, after a word or two at most: "Updated at 1:23", "Stand: 3. Mai".
_STAMP = re.compile(r"^\W*(?:(?:at|on|am|le|el|em|il|den|op|lúc|в|о)\s)?(?:\w+[.,،]*\s){0,2}\d")
#: Its length where it says who wrote it too, and what may stand behind the name.
_SIGNED_STAMP, _ASIDE = 120, re.compile(r"\s[-–—|]\s|,")
#: "時間 50分" is how long something takes.
_DAY_OR_HOUR = re.compile(r"\d{4}|\d\s?[-/:：.月]\s?\d")
#: "Published in Valley Post, March 12th, 2024."
_YEAR_END = re.compile(r",\s(?:19|20)\d\d\.$")
#: Spaces in a phrase that says by itself where a copy comes from.
_LONG_PHRASE = 3
#: The same of one that says when: "Article mis à jour à 18h05 avec la réaction du ministère."
_PHRASE = 2
_CAPITALS = 5
#: Words of a name behind a label, at most.
_NAME = 6
#: Where a label's element ended, and no space was copied: "PublishedMar 14 2024", "À lire aussiUne ...".
_GLUED, _GLUED_REACH = re.compile(r"(?<=[a-zà-ÿа-я])(?=[A-ZÀ-ÞА-Я\d])"), 40
_COMMAS = (",", "，", "،")
#: What leads to where somebody writes from, and not to who that is.
_FROM = (" from", " depuis", " desde", " aus", " из")
#: Who edited it, behind who wrote it: "By Ada Finch edited by Tom Vale".
_EDITED_BY = re.compile(r",?\s[a-zà-ÿ]{5,}\s(?:by|von|par|por|da|door|przez)\s(?=[A-ZÀ-Þ]).*$")


#: How Korean stories end their sentences, and outlets that speak to readers do not ("-니다", "-요").
_TOLD = re.compile("(?<!니)다[.。]$")
#: The end of a label in a script without spaces, and its comma or colon.
_UNSPACED_LABEL = LatePattern("[\u2e80-\u9fff][,，、:：]")


def read_lead(line: Line) -> Finding | None:
    """What a line is that begins with a term: "Reporting by ...", "Sign up for ..."."""
    if len(line.text) > LONGEST_DESK_NOTE or line.text[0] in QUOTE:
        return None
    # Furniture begins like a sentence; a line that begins in lower case goes on from another,
    # but for bylines: "von Ada Finch".
    small = line.text[0].islower()
    inner, bracketed = strip_brackets(line.text.lstrip(_ARROWS))
    glued = _GLUED.search(inner, 0, _GLUED_REACH)
    if glued and fold(inner[: glued.start()]) in line.words.exact:
        inner = f"{inner[: glued.start()]} {inner[glued.start() :]}"
    folded = line.folded if inner == line.text else fold(inner)
    linked = line.block.linked > 0.6
    sentence = line.is_sentence and not bracketed
    for term in line.words.leading(folded):
        if small and (term.slot != "byline_lead" or not line.place.head):
            continue
        rest = (after_term(inner, folded, term) or "").strip(" :：-–—|")
        points = rest[:1] in _POINTING  # "More → Why the bridge rusts"
        rest = rest.lstrip(_ARROWS)
        match term.slot:
            case "byline_lead" if (
                line.near_end
                and len(inner) <= 100
                and not sentence
                and inner[-1] not in ":："
                and (line.place.before or line.place.after or line.block.kind != "heading")
            ):
                names = list_of_names(CLOCK.sub("", _EDITED_BY.sub("", rest)))
                if names and term.text.endswith(_FROM):
                    return Finding("byline", "shape.reported_from")  # "Reporting from Harwick"
                if names and (not small or all(" " in name for name in names)):
                    known = list(map(find_agency, names))
                    people = [name for name, wire in zip(names, known, strict=True) if not wire]
                    wires = tuple(wire.name for wire in known if wire)
                    authors = _people(people) if people else ()
                    return Finding("byline", term.rule, authors=authors, agencies=wires)
            case "picture_lead" if len(inner) <= SHORT:
                # "Image caption, ..." is a label, "File photo of ..." is not.
                is_label = term.text[-1] in _COMMAS
                return Finding("caption", term.rule, caption=rest if is_label else inner)
            case "credit_label" if rest[:1] in (",", "，") and find_agency(rest):
                return Finding("credit", term.rule)
            case "credit_label" if (
                (term.is_phrase or _UNSPACED_LABEL.match(inner, len(term.text) - 1))
                and len(inner) <= SHORT
                and (not sentence or (line.near_end and _is_courtesy(term, rest)))
            ):
                return Finding("credit", term.rule)
            case "credit_label" | "photo_label" if (
                term.text[-1] == "."
                and line.near_end
                and len(inner) <= SHORT
                and not sentence
                and rest[:1].isupper()
            ):
                return Finding("credit", term.rule)  # "Fot. Muzeum w Harwick"
            case "desk_label" if (
                (bracketed or line.place.tail or line.place.before) and term.is_phrase and rest
            ):
                first, *others = _STOP.split(rest)
                if list_of_names(IN_PLACE.split(first)[0]) and all(map(_is_desk_note, others)):
                    return Finding("byline", term.rule)
            case "source_label" if bracketed and attribution(rest):
                return Finding("source", term.rule, agencies=tuple(attribution(rest) or ()))
            case "source_label" if (
                (term.is_phrase or _in_capitals(term, inner) or _DOMAIN.fullmatch(rest))
                and line.place.tail
                and (not sentence or _is_plain_source(term, inner))
                and len(inner) <= SHORT
                and (rest[:1].isupper() or _has_no_case(rest[:1]) or _DOMAIN.fullmatch(rest))
            ):
                return Finding("source", term.rule)
            case "related_lead" if points and rest[:1].isupper() and not sentence:
                return Finding("navigation", term.rule)
            case "related_lead" if linked or (
                (line.near_end or bracketed or rest[:1].isupper())
                and term.is_phrase
                and len(inner) <= 160
                and (not sentence or (rest[:1].isupper() and inner[-1] in "?!"))
            ):
                return Finding("navigation", term.rule)
            case "promotion_lead" if (
                (linked and (not sentence or _speaks_of_page(term, folded)))
                or (
                    line.near_end
                    and (term.is_phrase or len(inner) <= 80)
                    and (not sentence or _speaks_of_page(term, folded))
                )
                or (term.is_phrase and len(inner) <= _CALL and not sentence)
                or (
                    line.block.linked > 0
                    and _CALL < len(inner) <= SHORT
                    and _speaks_of_page(term, folded)
                )
            ) and (line.near_end or linked or line.block.kind != "heading"):
                return Finding("promotion", term.rule)
            case "social_lead" if (linked and (not sentence or _speaks_of_page(term, folded))) or (
                line.near_end
                and len(inner) <= SHORT
                and (term.is_phrase or _only_social(folded, line.words))
                and (not sentence or _speaks_of_page(term, folded))
            ):
                return Finding("social", term.rule)
            case "update_label" if (
                line.near_end
                and _STAMP.match(rest)
                and len(inner) <= (_SIGNED_STAMP if (people := _signed(rest)) else 80)
                and (_DAY_OR_HOUR.search(rest) or not is_unspaced(term.text))
                and (not sentence or inner.endswith("m.") or term.text.count(" ") >= _PHRASE)
            ):
                return Finding("other", term.rule, authors=tuple(people))
            case _:
                continue
    return None


def _is_courtesy(term: Term, rest: str) -> bool:
    """Whether a label and a name are a credit, full stop or none: "Photo courtesy of the Harwick Museum."."""
    words = rest.split()
    return (
        term.text.count(" ") >= _PHRASE
        and len(words) <= _NAME
        and any(word[0].isupper() for word in words[:2])
    )


def _speaks_of_page(term: Term, folded: str) -> bool:
    """Whether what follows a call ("Get the latest ...") is of the page too, and no story's."""
    if _TOLD.search(folded):
        return False
    if term.text.count(" ") > _LONG_PHRASE:
        return True
    rest = folded[len(term.text) :]
    line = reading(rest, find_words(rest), frozenset((term.language, "en")))
    strong = any(line.of(slot) for slot in STRONG_WORDS)
    weak = line.of("weak_word") + line.of("address_word")
    return (
        strong
        or _SITE.search(rest) is not None
        or line.covered(weak) >= _OF_PAGE
        or len(rest.strip(" .!")) <= _NOTHING_MORE
    )


def _has_no_case(letter: str) -> bool:
    return letter.isalpha() and letter.upper() == letter.lower()


def _in_capitals(term: Term, text: str) -> bool:
    """Whether a label is written in capitals, and is no abbreviation: "SOURCE Acme Corp."."""
    return len(term.text) >= _CAPITALS and text[: len(term.text)].isupper()


def _is_plain_source(term: Term, text: str) -> bool:
    """Whether a source's line may end in a full stop: it is a long phrase, capitals, or has a day."""
    return (
        term.text.count(" ") >= _LONG_PHRASE
        or _in_capitals(term, text)
        or _YEAR_END.search(text) is not None
    )


def _is_desk_note(text: str) -> bool:
    """Whether a sentence says what somebody did for a story: "Editing by Tom Vale."."""
    return any(term.slot == "desk_label" for term in vocabulary().leading(fold(text)))


def _signed(text: str) -> list[str]:
    """Who a stamp names at its end: "27/11/2026 - 18:42 by Ada Finch - Reporter"."""
    words = text.split()
    for at, word in enumerate(words[:-1]):
        if "byline_lead" in vocabulary().exact.get(fold(word), {}):
            return list_of_names(_ASIDE.split(" ".join(words[at + 1 :]))[0])
    return []


def _people(names: list[str]) -> tuple[str, ...]:
    """Who a byline names, without what ends it: "By Ada Finch, Frankfurt", ", Staff Writer"."""
    if len(names) == 1 and is_office(names[0]):
        return ()  # "Por Redação", "By Our Correspondent"
    # "BY ADA FINCH IN ROME", "By ADA FINCH FOR THE HERALD"
    names = [without_place(name).split(" FOR ")[0] for name in names]
    if len(names) > 1 and " " not in names[-1] and all(" " in name for name in names[:-1]):
        names = names[:-1]
    loud = names[0].isupper()
    others = [name for name in names[1:] if name.isupper() == loud and not is_office(name)]
    return (names[0], *others)


def _only_social(folded: str, words: Words) -> bool:
    parts = re.split(r"[\s,|/•·()\d]+", folded)
    return all(words.term(part, "social_lead") for part in parts if part)
