"""What a line begins with: a label before a colon, a lead ("Reporting by", "Sign up", "By")."""

from __future__ import annotations

import re

from normalize.furniture.agencies import attribution, find_agency, strip_brackets
from normalize.furniture.captions import LONGEST_CAPTION, ending_credit
from normalize.furniture.findings import QUOTE, SENTENCE_END, SHORT, Finding, Line
from normalize.furniture.pagewords import STRONG_WORDS, find_words, is_office, is_unspaced
from normalize.furniture.words import Term, Words, after_term, fold, vocabulary
from normalize.late import LatePattern
from normalize.names import list_of_names, looks_like_name, split_names, without_place

#: Slots of terms that a line is told by when it begins with them.
LEADS = (
    "byline_lead", "credit_label", "desk_label", "source_label", "related_lead", "promotion_lead",
    "social_lead", "update_label", "picture_lead",
)  # fmt: skip
_LABEL_REACH = 40
#: Marks that outlets set before a link.
_ARROWS = "»>▶►→•*/|※ "
#: A call to subscribe that is no sentence is no longer, wherever it stands.
_CALL = 60
#: What follows a call and adds nothing: "only".
_NOTHING_MORE = 6
_NOTE = 300
_DIGIT = re.compile(r"\d")
_SITE = re.compile(r"\w@\w|\b[\w-]{2,}\.[a-z]{2,3}\b")
#: A stamp begins with its day or hour, after a word or two at most: "Updated at 1:23", "Stand: 3. Mai".
_STAMP = re.compile(r"^\W*(?:(?:at|on|am|le|el|em|il|den|op|lúc|в|о)\s)?(?:\w+[.,،]*\s){0,2}\d")
#: Its length where it says who wrote it too, and what may stand behind the name.
_SIGNED_STAMP, _ASIDE = 120, re.compile(r"\s[-–—|]\s|,")
#: "時間 50分" is how long something takes.
_DAY_OR_HOUR = re.compile(r"\d{4}|\d\s?[-/:：.月]\s?\d")
#: Ends the names of a desk note: "Reporting by A in Paris; editing by B", "Reportage de A, édité par B".
_IN_PLACE = re.compile(
    r"[;；]|,\s[a-zà-ÿа-я]+\s(?:par|por|by|von|da|door|przez)\s|\s(?:in|à|en|a|aus|em|te|w|из|в)\s(?=[A-ZÀ-ÞА-Я])"
)
#: "Published in Valley Post, March 12th, 2024."
_YEAR_END = re.compile(r",\s(?:19|20)\d\d\.$")
#: Spaces in a phrase that says by itself where a copy comes from.
_LONG_PHRASE = 3
#: The same of one that says when: "Article mis à jour à 18h05 avec la réaction du ministère."
_PHRASE = 2
_CAPITALS = 5
_BRACKETED = re.compile(r"[\[【〔［]([^\]】〕］]{2,12})[\]】〕］]\s?\S")
#: What stands behind the names of a label: "Text: Ada Finch Photos: Conrad Vale".
_NEXT_LABEL = re.compile(r"[\s,;|/]+[^\W\d_]{3,20}\s?:\s.*$")


def read_label(line: Line) -> Finding | None:
    """What a line is that has a label before a colon: "Photo: ...", "Read more: ..."."""
    head = line.text[:_LABEL_REACH]
    at = min((i for i in (head.find(":"), head.find("：")) if i > 0), default=-1)
    bracket = 0
    if at < 0:
        return _bracketed_correction(line, head)
    label = head[:at]
    if label[0] in "([（【［":
        bracket = 1
        label = label[1:]
    entries = line.words.exact.get(folded := fold(label))
    if entries is None and folded[-1:].isdigit():  # "Photo 2: ..."
        entries = line.words.exact.get(folded.rstrip("0123456789 "), {})
        entries = {slot: term for slot, term in entries.items() if slot == "photo_label"}
    if not entries:
        return None
    rest = line.text[at + 1 :].strip()
    if bracket:
        rest = rest.rstrip(")]）】］")
    if not rest and not line.near_end:
        return None
    related = entries.get("related_lead")
    if rest[:1] in QUOTE and not bracket and not (related and not SENTENCE_END.search(rest)):
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
        and (people := list_of_names(_NEXT_LABEL.sub("", rest)))
    ):
        return Finding("byline", term.rule, authors=tuple(people))
    if (
        (term := entries.get("desk_label"))
        and line.near_end
        and long <= _NOTE
        and (
            bracket or (line.place.tail and not said) or (line.place.before and list_of_names(rest))
        )
    ):
        return Finding("byline", term.rule)
    if related and long <= 250:
        return Finding("navigation", related.rule)
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
        if (term := entries.get(slot)) and line.near_end and long <= _NOTE:
            return Finding(kind, term.rule)  # type: ignore[arg-type]
    return None


def _bracketed_correction(line: Line, head: str) -> Finding | None:
    """What the outlet says of its copy behind a label in brackets: "【訂正】...", "[정정] ..."."""
    found = _BRACKETED.match(head) if line.near_end else None
    term = line.words.exact.get(fold(found.group(1)), {}).get("correction_label") if found else None
    return Finding("correction", term.rule) if term is not None else None


def _is_said(line: Line, rest: str) -> bool:
    """Whether what stands behind a label is speech, as in interviews: "Reporter: When does it open?"."""
    if not line.is_sentence:
        return False
    if rest[-1:] in "?？؟!！" or is_unspaced(rest):
        return True
    return not all(map(looks_like_name, split_names(_IN_PLACE.split(rest.rstrip("."))[0])))


def _caption_or_credit(term: Term, rest: str) -> Finding:
    if term.slot == "credit_label" or (
        len(rest) <= 60
        and not SENTENCE_END.search(rest)
        and (attribution(rest) is not None or looks_like_name(rest) or "/" in rest)
    ):
        return Finding("credit", term.rule)
    ended = ending_credit(rest)
    return Finding("caption", term.rule, caption=ended[0] if ended and ended[0] else rest)


#: How Korean stories end their sentences, and outlets that speak to readers do not ("-니다", "-요").
_TOLD = re.compile("(?<!니)다[.。]$")
#: The end of a label in a script without spaces, and its comma or colon.
_UNSPACED_LABEL = LatePattern("[\u2e80-\u9fff][,，、:：]")


def read_lead(line: Line) -> Finding | None:
    """What a line is that begins with a term: "Reporting by ...", "Sign up for ..."."""
    if len(line.text) > _NOTE or line.text[0] in QUOTE:
        return None
    # Furniture begins like a sentence; a line that begins in lower case goes on from another,
    # but for bylines: "von Ada Finch".
    small = line.text[0].islower()
    inner, bracketed = strip_brackets(line.text.lstrip(_ARROWS))
    folded = line.folded if inner == line.text else fold(inner)
    linked = line.block.linked > 0.6
    sentence = line.is_sentence and not bracketed
    for term in line.words.leading(folded):
        if small and (term.slot != "byline_lead" or not line.place.head):
            continue
        rest = (after_term(inner, folded, term) or "").strip(" :：-–—|")
        match term.slot:
            case "byline_lead" if (
                line.near_end
                and len(inner) <= 100
                and not sentence
                and inner[-1] not in ":："
                and (line.place.before or line.place.after or line.block.kind != "heading")
            ):
                names = list_of_names(rest)
                if names and (not small or all(" " in name for name in names)):
                    return Finding("byline", term.rule, authors=_people(names))
            case "picture_lead" if len(inner) <= SHORT:
                return Finding("caption", term.rule, caption=inner)
            case "credit_label" if rest[:1] in (",", "，") and find_agency(rest):
                return Finding("credit", term.rule)
            case "credit_label" if (
                (term.is_phrase or _UNSPACED_LABEL.match(inner, len(term.text) - 1))
                and len(inner) <= SHORT
                and not sentence
            ):
                return Finding("credit", term.rule)
            case "desk_label" if (bracketed or line.place.tail) and term.is_phrase and rest:
                if list_of_names(_IN_PLACE.split(rest)[0]):
                    return Finding("byline", term.rule)
            case "source_label" if bracketed and line.near_end and attribution(rest):
                return Finding("source", term.rule, agencies=tuple(attribution(rest) or ()))
            case "source_label" if (
                (term.is_phrase or _in_capitals(term, inner))
                and line.place.tail
                and (not sentence or _is_plain_source(term, inner))
                and len(inner) <= SHORT
                and (rest[:1].isupper() or _has_no_case(rest[:1]))
            ):
                return Finding("source", term.rule)
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


def _speaks_of_page(term: Term, folded: str) -> bool:
    """Whether what follows a call ("Get the latest ...") is of the page too, and no story's."""
    if _TOLD.search(folded):
        return False
    rest = folded[len(term.text) :]
    own = (term.language, "en")
    slots = [hit.term.slot for hit in find_words(rest) if hit.term.language in own]
    weak = sum(slot in ("weak_word", "address_word") for slot in slots)
    strong = any(slot in STRONG_WORDS for slot in slots)
    return (
        strong
        or _SITE.search(rest) is not None
        or weak >= (1 if len(rest) <= _CALL else 2)
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
    names = [without_place(name) for name in names]  # "BY ADA FINCH IN ROME"
    if len(names) > 1 and " " not in names[-1] and all(" " in name for name in names[:-1]):
        names = names[:-1]
    loud = names[0].isupper()
    others = [name for name in names[1:] if name.isupper() == loud and not is_office(name)]
    return (names[0], *others)


def _only_social(folded: str, words: Words) -> bool:
    parts = re.split(r"[\s,|/•·()\d]+", folded)
    return all(words.term(part, "social_lead") for part in parts if part)
