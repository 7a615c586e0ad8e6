"""Whom a press release names to be asked: a label, names and offices, a telephone, an address of mail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from normalize.article import Block, Draft
from normalize.furniture.findings import ADDRESS, MAIL, SENTENCE_END, Finding, is_full_name
from normalize.furniture.words import caseless, fold, vocabulary
from normalize.hosts import host_of

#: Lines of a contact below its label, at the most, and their longest; the longest that holds it all.
_LINES, _LINE, _ALL = 10, 90, 300
#: So many lines at either end are asked.
_NEAR = 200
_PHONE = re.compile(r"(?<![\d.,])(?:\+\d{1,3}[\s./-]?)?(?:\(\d{1,5}\)[\s./-]?)?\d{2,5}(?:[\s./-]\d{2,5}){1,4}(?!\d)")  # fmt: skip
#: What may stand before a label: "▷ 전화 : 02-781-1234".
_MARKS = "▷▶■□●◆◇•*·☎✉ "
#: The longest call to write to a newsroom.
_CALL = 120
_CONTACT = Finding("other", "shape.contact")
_OWN_MAIL = Finding("social", "shape.own_mail")
#: "Have you been fined for something absurd? Email ada.finch@herald.example"
_ASKS = re.compile(r"[^.!?？\"“”«»]{8,110}[?？]\s?(?:[^\s.!?@]+\s){1,5}[\w.+-]+@[\w.-]+\w[.!]?")
#: The two sides of an address of mail, and what the first is made of.
_SIDES = re.compile(r"([\w.+-]+)@((?:[\w-]+\.)+[^\W\d_]{2,})")
_PARTS = re.compile(r"[._+\d-]+")
#: Letters of an outlet's or an author's name by which an address is known for his.
_NAMED, _SURNAME = 4, 3


def is_contact_label(text: str) -> bool:
    """Whether a line begins with what stands above who can be reached, and how: "Press contact:"."""
    folded = fold(text).lstrip(_MARKS)
    for term in vocabulary().leading(folded):
        if term.slot == "contact_label":
            rest = folded[len(term.text) :].strip(" -–—")
            return not rest or rest[0] in ":：" or len(text) <= _LINE
    return False


def mailbox(text: str) -> str:
    """The rule by which a line asks to write to a newsroom: "Got something to say? letters@herald.example".

    "" for any other line, also for one that names somebody else's address, the police's say.
    """
    found = MAIL.search(text) if "@" in text and len(text) <= _CALL else None
    if found is None:
        return ""
    term = vocabulary().term(fold(found.group(1)), "mailbox")
    return term.rule if term is not None else ""


def judge_own_mail(draft: Draft, findings: list[Finding | None], first: int, below: int) -> None:
    """Judge lines outside the story that give an address of the outlet's or an author's, in place.

    It is the outlet's by the page's host or by its name: "news@harwick-herald.example". Within the
    story (blocks `first` to `below`) a line is one that asks the reader something first.
    """
    blocks = draft.blocks
    mailed = [
        at
        for at, block in enumerate(blocks)
        if findings[at] is None
        and "@" in (text := block.text)
        and len(text) <= _CALL
        and (at < min(first, _NEAR) or at >= below or _ASKS.fullmatch(text))
    ]
    if not mailed:
        return  # as nearly all
    host, outlet = host_of(draft.url), _letters(draft.outlet)
    people = _surnames([*draft.authors, *(n for f in findings if f for n in f.authors)])
    for at in mailed:
        told = people + _surnames(_names_before(blocks[at].text))
        for whose, where in _SIDES.findall(blocks[at].text):
            parts = [_letters(part) for part in _PARTS.split(whose)]
            if _is_of_host(where.casefold(), host, outlet) or any(
                part == name or part[1:] == name for part in parts for name in told
            ):
                findings[at] = _OWN_MAIL


def _names_before(text: str) -> list[str]:
    """The name that a line gives before an address: "Ada Finch: afinch@herald.example"."""
    name = text.split("@", 1)[0].rpartition(" ")[0].strip(" :–—-|,<(")
    return [name] if is_full_name(name) else []


def _is_of_host(where: str, host: str, outlet: str) -> bool:
    """Whether an address is of a page's host, or of a domain that is called like the outlet."""
    if host and (where == host or host.endswith(f".{where}") or where.endswith(f".{host}")):
        return True
    return len(outlet) >= _NAMED and outlet in map(_letters, where.split(".")[:-1])


def _surnames(names: Iterable[str]) -> list[str]:
    """The last words of full names, as addresses spell them: "Zoë Gómez-Rivas" is "gomezrivas"."""
    surnames = (_letters(name.split()[-1]) for name in names if " " in name)
    return [name for name in surnames if len(name) >= _SURNAME]


def _letters(text: str) -> str:
    """The letters of a name without case, accents and what is between them."""
    parts = unicodedata.normalize("NFKD", caseless(text).removeprefix("the "))
    return "".join(filter(str.isalnum, parts))


def _reaches(text: str) -> bool:
    """Whether a line says how to reach somebody."""
    return bool(MAIL.search(text) or _PHONE.search(text) or ADDRESS.search(text))


def _is_sentence(text: str) -> bool:
    return bool(SENTENCE_END.search(text, max(0, len(text) - 8)))


def judge_contacts(
    blocks: list[Block], findings: list[Finding | None], first: int, below: int
) -> None:
    """Judge contacts outside the story (before block `first`, from `below` on), in place.

    Nothing is one that does not tell how to reach somebody.
    """
    count = len(blocks)
    for at in (*range(min(first, count, _NEAR)), *range(max(below, count - _NEAR), count)):
        if not is_contact_label(blocks[at].text):
            continue
        end = at
        for to in range(at, min(at + 1 + _LINES, count)):
            text = blocks[to].text
            if at < first <= to or len(text) > (_ALL if to == at else _LINE) or _is_sentence(text):
                break
            if _reaches(text):
                end = to + 1
        for line in range(at, end):
            findings[line] = findings[line] or _CONTACT
