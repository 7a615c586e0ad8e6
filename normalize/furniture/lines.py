"""One block at a time: which kind of furniture it is, by its words, its shape and its place.

Each rule below answers for one convention. A rule asks for more evidence the more a real
sentence could look like it: a label before a colon counts anywhere, a call to subscribe only
near the ends or inside a link, a bare name only at the head or foot.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from normalize.article import Block
from normalize.characters import columns
from normalize.dates import is_date_line
from normalize.furniture.agencies import (
    attribution,
    find_agency,
    is_picture_house,
    labelled_agencies,
    names_picture_house,
)
from normalize.furniture.caption_ends import archive_end, sourced_end, wired_picture
from normalize.furniture.captions import LONGEST_CAPTION, ending_credit
from normalize.furniture.colons import read_label
from normalize.furniture.contacts import mailbox
from normalize.furniture.embeds import read_embed
from normalize.furniture.findings import QUOTE, SENTENCE_END, SHORT, STAMP, Finding, Line, Place
from normalize.furniture.leads import read_lead
from normalize.furniture.menus import is_menu
from normalize.furniture.notes import read_note
from normalize.furniture.people import byline_lead, signed_before_wires
from normalize.furniture.photographers import named_credit
from normalize.furniture.stamps import beside_stamp
from normalize.furniture.words import fold, vocabulary

#: Marks around a line that is a term and nothing else.
_AROUND = "()（）[]【】*-–—:：.。।!…▼▲►▶→←«»‹›※✕×| "
_STORY = 160
#: Among the story's paragraphs shorter phrases, and words, may be a heading (columns).
_PHRASE, _WORD = 9, 12
_ADDRESS_ONLY = re.compile(
    r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w{2,30})(?:\s+(?:https?://\S+|@\w{2,30}|[\w.+-]+@[\w-]+\.[\w.]+))*"
)
_HASHTAGS = re.compile(r"(?:#\w+[\s,]*)+")
#: What a site's software should have filled in: "[ad_1]", "[gallery ids=12]", "[/caption]".
SHORTCODE = re.compile(r"\[(?:/[a-z_]+|[a-z]+_[a-z0-9_]+|[a-z_]+\s[^\]]*=[^\]]*)\]")
_TRUNCATED = re.compile(r"\[\+\d+ chars?\]$")
_KOREAN_REPORTER = re.compile(
    r"^(?:[\uac00-\ud7af]{2,4}(?:\s[\uac00-\ud7af]{2,6})?\s?=?\s?)(?:기자|특파원|인턴기자)(?:\s외\s\d+명)?(?:\s구독)?(?:\s*[\w.+-]+@[\w.-]+)?$"
)
#: What wires set above a copy for their clients' machines: "BC-DAM-OPENED, 1st Ld-Writethru",
#: "AFP0432 4 F 0123 FRA /AFP-AB12", "bdt0432 4 pl 210 dpa 0123" (ANPA 1312, IPTC 7901).
_SLUG = re.compile(
    r"[A-Z]{2}-{1,2}[\w .'’-]{2,40}(?:,\s?(?:\d{1,4}|Bjt|(?:\d(?:st|nd|rd|th)\s)?(?:Ld|Lead|Add|Sub|Writethru)[\w -]*))+"
    r"|[A-Z]{3}\d{3,4}\s\d\s[A-Z]{1,2}\s\d{3,4}\b.{0,40}|[a-z]{3}\d{3,4}\s\d\s[a-z]{2}\s\d{2,4}\s+[a-z]{3,4}\s+\d{3,4}"
    r"|.{3,100}\s?///"  # AFP's word to editors: "ATTENTION - ADDS quotes ///"
)
_BRACKETS = "()[]（）"
#: Who wrote a wire's copy, and who edited it: "aff/iks", "(ada/fin)", "lis/ akl/", "/men/mis", "ABC // DEF",
#: "A.F.", "ستر/ب م/ع ش".
_INITIALS = re.compile(
    r"[a-z]{2,4}(?:[/-][a-z]{2,4}){1,3}|(?:/[a-z]{2,4}){1,4}|(?:[a-z]{2,4}/\s?){1,4}|[A-Z]{2,4}\s?//\s?[A-Z]{2,4}"
    r"|[—–-]?\s?(?:[^\W\d_]\.[-–]?\s?){2,4}|(?=[^/]*/)[\u0621-\u064a]{1,4}(?:[/ ][\u0621-\u064a]{1,3}){1,5}"
)
_PARTED = re.compile(r"[/-]")
#: Who wrote and who edited a wire's copy, at most.
_MOST_NAMES = 3
#: "fin mit dpa", "a.f. avec ats"
_WITH_WIRE = re.compile(r"[a-zà-ÿ./]{2,8}\s(?:mit|avec|con|met|with|med|z)\s(\w{2,12})")
#: "ADA FINCH FOR THE TIMES"
_FOR_HOUSE = re.compile(r"[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){1,2}\sFOR\sTHE\s[^.!?]{3,30}")
#: Who wrote it, in Brazil: "Do Correio, em São Paulo", "Da Redação, em Lisboa"
_OF_HOUSE = re.compile(r"D[ao] (?:[A-ZÀ-Þ][\w.]*\s?){1,4},? em [A-ZÀ-Þ][\w ]{2,30}")
#: For whom a page is: "18+".
_AGE = re.compile(r"\d{1,2}\+")
#: Buttons behind what a page asks, or lets a reader set: "Was this helpful? Yes / No", "Text size: A- A A+".
_ANSWERS = re.compile(r"(?<=[?？؟])\s?\S{1,5}\s?/\s?\S{1,5}$|\sa\s?[-–−]\s?a\s?a\s?\+$")
_SEPARATOR = re.compile(r"^[\W_]+$")


def _whole_line(line: Line) -> Finding | None:
    if len(line.text) > SHORT or (line.text[0].islower() and line.is_sentence):
        return None
    bare = line.folded.strip(_AROUND)
    entries = line.words.exact.get(bare) or line.words.exact.get(line.folded)
    if not entries and (answers := _ANSWERS.search(bare)):
        entries = line.words.exact.get(bare[: answers.start()].rstrip(_AROUND))
    if not entries:
        if "|" in line.text and line.near_end and is_menu(line.text):
            return Finding("navigation", "shape.menu")
        return None
    if term := entries.get("advertisement_line"):
        return Finding("navigation", term.rule)
    if (term := entries.get("notice_line")) and (line.near_end or columns(bare) >= _PHRASE):
        return Finding("other", term.rule)
    if (term := entries.get("update_label")) and line.place.before:
        return Finding("other", term.rule)  # "Updated", and the day below it
    if (term := entries.get("archive_note")) and line.block.kind != "heading":
        return Finding("caption", term.rule, caption="")
    if line.text[-1] in ":：" and (term := entries.get("photo_label")):
        return Finding("credit", term.rule)  # what it named stood in an element of its own
    for slot, kind in (("navigation_line", "navigation"), ("related_lead", "navigation"),
                       ("social_lead", "social"), ("promotion_lead", "promotion")):  # fmt: skip
        if (term := entries.get(slot)) and (
            line.near_end
            or columns(bare) >= (_PHRASE if " " in bare else _WORD)
            or line.text.endswith(("...", "…"))
            or line.block.linked > 0.5
        ):
            return Finding(kind, term.rule)  # type: ignore[arg-type]
    return None


def _noted(line: Line) -> Finding | None:
    return read_note(line.text, line.folded, line.place) if line.near_end else None


def _shaped(line: Line) -> Finding | None:
    if line.near_end and len(line.text) <= SHORT:
        if _ADDRESS_ONLY.fullmatch(line.text) or _HASHTAGS.fullmatch(line.text):
            return Finding("social", "shape.address")
        if _KOREAN_REPORTER.match(line.text):
            name = re.split(r"\s|=|기자", line.text)[0]
            return Finding("byline", "shape.korean_reporter", authors=(name,))
        if line.place.head and is_date_line(line.text):
            return Finding("other", STAMP)
        if line.place.head and _SLUG.fullmatch(line.text):
            return Finding("other", "shape.slug")
    if line.near_end and (names := attribution(line.text)):
        if "/" in line.text and names_picture_house(line.text):
            return Finding("credit", "shape.attribution")
        people = tuple(signed_before_wires(line.text))
        return Finding("agency", "shape.attribution", authors=people, agencies=tuple(names))
    if line.near_end and line.text[0] in "(（" and is_picture_house(line.text):
        return Finding("credit", "shape.attribution")  # "(PA Wire)"
    if line.near_end and (wires := labelled_agencies(line.text)):
        return Finding("source", "shape.labelled_agency", agencies=tuple(wires))
    if line.text[0] in "©ⓒ" and len(line.text) <= SHORT and not line.is_sentence:
        return Finding("credit", "shape.signed_credit")  # whose picture it was
    if line.place.before and line.text.isupper() and _FOR_HOUSE.fullmatch(line.text):
        return Finding("credit", "shape.for_house")
    if line.place.before and line.place.head and _OF_HOUSE.fullmatch(line.text):
        return Finding("byline", "shape.of_house")
    if len(line.text) <= SHORT and SHORTCODE.fullmatch(line.text):
        return Finding("other", "shape.shortcode")
    if line.place.after and _INITIALS.fullmatch(line.text.strip(_BRACKETS)):
        parts = map(find_agency, _PARTED.split(line.text.strip(_BRACKETS)))
        known = tuple(part.name for part in parts if part is not None)  # "bor/dpa"
        return Finding("byline", "shape.initials", agencies=known)
    with_wire = _WITH_WIRE.fullmatch(line.text) if line.place.after else None
    if with_wire is not None and (agency := find_agency(with_wire.group(1))) is not None:
        return Finding("agency", "shape.with_wire", agencies=(agency.name,))
    if line.place.tail and (rule := mailbox(line.text)):
        return Finding("social", rule)
    if line.place.after and (wire := _signed_off(line.text)):
        return Finding("agency", "shape.signed_off", agencies=(wire,))
    if line.near_end and _AGE.fullmatch(line.text):
        return Finding("other", "shape.age")
    if _SEPARATOR.match(line.text) and line.block.kind != "table":
        return Finding("other", "shape.separator")
    if len(line.text) <= 20 and _TRUNCATED.search(line.text):
        return Finding("other", "shape.truncated")
    return None


def _signed_off(text: str) -> str:
    """The agency at the beginning of a line of names: "भाषा नेहा", "PTI NSD"; "" of any other line."""
    wire, *names = text.split()
    if not 1 <= len(names) <= _MOST_NAMES or any(not n[0].isalpha() or n.islower() for n in names):
        return ""
    agency = find_agency(wire) if SENTENCE_END.search(text) is None else None
    return agency.name if agency is not None else ""


def _captioned(line: Line) -> Finding | None:
    if len(line.text) > LONGEST_CAPTION:
        return None
    ended = ending_credit(line.text)
    if ended is None and (line.place.before or not line.place.may_be_signed):
        ended = named_credit(line.text, line.place.before)
        if ended is None and (line.place.before or line.place.after):
            ended = sourced_end(line.text, line.place.before)
        noted = archive_end(line.text, line.place.before) if ended is None else None
        if noted and line.text[0] not in QUOTE:
            return Finding("caption", "shape.archive_note", caption=noted)
        if ended is None and (shown := wired_picture(line.text)):
            return Finding("caption", "shape.wired_picture", caption=shown)
    if ended is None or (line.place.before and beside_stamp(line.text)):
        return None  # "12 March 2024 | Ada Finch"
    caption, _ = ended
    if line.place.before and caption and byline_lead(fold(caption)) is not None:
        return None  # "Story by Ada Finch | Photos by Tom Vale"
    return Finding("caption" if caption else "credit", "shape.photo_credit", caption=caption)


def _embedded(line: Line) -> Finding | None:
    # Above the story it is a byline; in a list, one of the story's.
    if line.place.before or line.block.kind == "item" or len(line.text) > _STORY:
        return None
    return read_embed(line.text, line.folded)


_RULES: tuple[Callable[[Line], Finding | None], ...] = (
    _whole_line,
    read_label,
    read_lead,
    _noted,
    _shaped,
    _embedded,
    _captioned,
)


def read_line(block: Block, place: Place) -> Finding | None:
    """What furniture a block is; None for a piece of the story.

    Blocks that the markup already names (`marked`) and the story's own kinds (quote, table,
    code) are for the caller to judge.
    """
    text = block.text
    if len(text) > 600 and not place.tail:
        return None
    if len(text) > _STORY and not (place.head or place.tail) and block.linked < 0.5:
        # A long line far from both ends can only be a labelled or credited caption.
        line = Line(block, text, "", place, vocabulary())
        return read_label(line) or _captioned(line)
    line = Line(block, text, fold(text), place, vocabulary())
    for rule in _RULES:
        if finding := rule(line):
            return finding
    return None
