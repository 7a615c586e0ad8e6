"""What a line is by the label before its colon: "Photo: ...", "Reporter: ...", "Read more: ..."."""

from __future__ import annotations

import re

from normalize.furniture.agencies import attribution
from normalize.furniture.captions import LONGEST_CAPTION, ending_credit
from normalize.furniture.findings import QUOTE, SENTENCE_END, SHORT, Finding, Line
from normalize.furniture.pagewords import is_office, is_unspaced
from normalize.furniture.words import Term, fold
from normalize.names import list_of_names, looks_like_name, split_names

LONGEST_DESK_NOTE = 300
#: Ends the names of a desk note: "Reporting by A in Paris; editing by B", "Reportage de A, édité par B".
IN_PLACE = re.compile(
    r"[;；]|,\s[A-ZÀ-Þa-zà-ÿа-я][a-zà-ÿа-я]+\s(?:par|por|by|von|da|door|przez)\s|\s(?:in|à|en|a|ad|aus|em|te|w|из|в)\s(?=[A-ZÀ-ÞА-Я])"
)
_LABEL_REACH = 40
_BRACKETED = re.compile(r"[\[【〔［]([^\]】〕］]{2,24})[\]】〕］]\s?\S")
#: What stands behind the names of a label: "Text: Ada Finch Photos: Conrad Vale".
_NEXT_LABEL = re.compile(r"(?:[,;/]\s?|\s?[|｜]\s?|\s+)[^\W\d_][^\s:：|｜]{1,20}\s?(?::\s|：).*$")
#: Who edited it, by initials: "Autor: Ada Finch/adso".
_EDITED = re.compile(r"\s?/\s?[a-zà-ÿąćęłńóśźżšžč]{2,6}$")
#: When it was posted: "Posted by Ada Finch at 8:14 PM".
CLOCK = re.compile(r"(?<![:：])\s(?:\S{1,4}\s)?\d{1,2}[:.h]\d\d\b.{0,12}$")
_DIGIT = re.compile(r"\d")
#: "Clarification (March 5, 2024): ..."
_DATED = re.compile(r"(\D{4,24}?)[\s,(（]+(?:[^\s\d]+\s){0,3}\d")
_BEFORE_DASH = re.compile(r"([^\W\d_][^\s\d–—-]{1,15}(?:\s[^\s\d–—-]{2,15}){0,2})\s[-–—]\s(?=\S)")
#: A paper as the source: "Джерело: «Європейська правда»".
_QUOTED_NAME = re.compile(r"[«“„\"][^«»“”„\".!?]{3,40}[»”“\"]\.?")


def read_label(line: Line) -> Finding | None:
    """What a line is that has a label before a colon: "Photo: ...", "Read more: ..."."""
    head = line.text[:_LABEL_REACH]
    bar = len(head) - len(head.lstrip("| "))  # "| foto: Ada Finch"
    at = min((i for i in (head.find(":"), head.find("：")) if i > 0), default=-1)
    bracket = 0
    if (archived := _archived(line, head)) is not None:
        return archived
    if at < 0:
        return _bracketed_label(line, head)
    label = head[bar:at]
    if label[:1] in "([（【［":
        bracket = 1
        label = label[1:]
    entries = line.words.exact.get(folded := fold(label))
    if entries is None and folded[-1:].isdigit():  # "Photo 2: ..."
        entries = line.words.exact.get(folded.rstrip("0123456789 "), {})
        entries = {slot: term for slot, term in entries.items() if slot == "photo_label"}
    if not entries and (dated := _DATED.match(folded)):
        entries = line.words.exact.get(dated.group(1), {})
        entries = {slot: term for slot, term in entries.items() if slot == "correction_label"}
    if not entries:
        return None
    rest = line.text[at + 1 :].strip()
    if bracket:
        rest = rest.rstrip(")]）】］")
    if not rest and not line.near_end:
        return None
    related = entries.get("related_lead")
    named = "source_label" in entries and _QUOTED_NAME.fullmatch(rest)
    unsaid = named or (related and not SENTENCE_END.search(rest))
    if rest[:1] in QUOTE and not bracket and not unsaid:
        return None  # a speaker and what was said
    long = len(line.text)
    if (
        term := entries.get("photo_label") or entries.get("credit_label")
    ) and long <= LONGEST_CAPTION:
        return _caption_or_credit(term, rest)
    if (
        (term := entries.get("source_label"))
        and (line.near_end or attribution(rest))
        and long <= SHORT
        and not (line.is_sentence and len(rest.split()) > 6)
    ):
        names = attribution(rest)
        return Finding("source", term.rule, agencies=tuple(names or ()))
    said = _is_said(line, rest)
    if (
        (term := entries.get("byline_label"))
        and line.near_end
        and long <= SHORT
        and not said
        and (people := list_of_names(_EDITED.sub("", _NEXT_LABEL.sub("", CLOCK.sub("", rest)))))
    ):
        # "作者：王晓明，先驱报记者": what he is is no second author.
        others = [name for name in people if not is_office(name)]
        return Finding("byline", term.rule, authors=tuple(others or people))
    if (
        (term := entries.get("desk_label"))
        and line.near_end
        and long <= LONGEST_DESK_NOTE
        and (
            bracket or (line.place.tail and not said) or (line.place.before and list_of_names(rest))
        )
    ):
        return Finding("byline", term.rule)
    # "Listen: nobody ever asked for a bridge."
    said_so = related is not None and not related.is_phrase and rest[:1].islower()
    if related and long <= 250 and not said_so:
        return Finding("navigation", related.rule)
    if term := entries.get("page_label"):
        return Finding("navigation", term.rule)
    if (term := entries.get("correction_label")) and line.near_end:
        return Finding("correction", term.rule)
    if (
        (term := entries.get("update_label"))
        and line.near_end
        and long <= SHORT
        and _DIGIT.search(rest)
    ):
        return Finding("other", term.rule)
    for slot, kind in (("promotion_lead", "promotion"), ("social_lead", "social")):
        if (term := entries.get(slot)) and line.near_end and long <= LONGEST_DESK_NOTE:
            return Finding(kind, term.rule)  # type: ignore[arg-type]
    return None


def _bracketed_label(line: Line, head: str) -> Finding | None:
    """What a line is by a label in brackets: "【訂正】...", "[정정] ...", "[FILE PHOTO] The hall in 2019."."""
    found = _BRACKETED.match(head) if line.near_end else None
    if found is None:
        return None
    entries = line.words.exact.get(fold(found.group(1)), {})
    if term := entries.get("correction_label"):
        return Finding("correction", term.rule)
    if (term := entries.get("archive_note")) and len(line.text) <= LONGEST_CAPTION:
        return Finding("caption", term.rule, caption=line.text[found.end(1) + 1 :].strip())
    return None


def _archived(line: Line, head: str) -> Finding | None:
    """What an old picture shows, behind a dash: "FILE - The clock tower in June 2019."."""
    found = _BEFORE_DASH.match(head)
    if found is None or not (line.place.before or found.group(1).isupper()):
        return None
    term = line.words.exact.get(fold(found.group(1)), {}).get("archive_note")
    if term is None or len(line.text) > LONGEST_CAPTION:
        return None
    told = line.text[found.end() :].strip()
    ended = ending_credit(told)
    return Finding("caption", term.rule, caption=ended[0] if ended and ended[0] else told)


def _is_said(line: Line, rest: str) -> bool:
    """Whether what stands behind a label is speech, as in interviews: "Reporter: When does it open?"."""
    if not line.is_sentence:
        return False
    if rest[-1:] in "?？؟!！" or is_unspaced(rest):
        return True
    return not all(map(looks_like_name, split_names(IN_PLACE.split(rest.rstrip("."))[0])))


def _caption_or_credit(term: Term, rest: str) -> Finding:
    if not rest:  # "(Photo: )"
        return Finding("credit", term.rule)
    if term.slot == "credit_label" or (
        len(rest) <= 60
        and not SENTENCE_END.search(rest)
        and (attribution(rest) is not None or looks_like_name(rest) or "/" in rest)
    ):
        return Finding("credit", term.rule)
    ended = ending_credit(rest)
    return Finding("caption", term.rule, caption=ended[0] if ended and ended[0] else rest)
