"""Whom a press release names to be asked: a label, names and offices, a telephone, an address of mail."""

from __future__ import annotations

import re

from normalize.article import Block
from normalize.furniture.findings import ADDRESS, MAIL, SENTENCE_END, Finding
from normalize.furniture.words import fold, vocabulary

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
