"""What stands around a headline in a text that marks none: who wrote it, a day, a picture, the page's lines."""

from __future__ import annotations

from normalize.article import Block
from normalize.furniture.agencies import find_agency
from normalize.furniture.dateline_label import label_alone
from normalize.furniture.findings import Finding, Place
from normalize.furniture.lines import read_line
from normalize.furniture.menus import is_menu
from normalize.furniture.outside import read_page_line
from normalize.furniture.stamps import is_stamp
from normalize.furniture.words import fold, vocabulary

#: Rules by shape alone that a headline of few words may meet.
_SHAPES = ("shape.kicker", "shape.name")
_TOP = Place(head=True, tail=False, before=True, top=True)


def tells_day(block: Block) -> bool:
    """Whether a line is a day, or a label and a day: "Published: 14 March 2024"."""
    text = block.text
    if not any(map(str.isdigit, text)):
        return False
    if is_stamp(text):
        return True
    if all(term.slot != "update_label" for term in vocabulary().leading(fold(text))):
        return False
    found = read_line(block, _TOP)
    return found is not None and found.tells_day


def is_of_picture(block: Block, codes: frozenset[str]) -> bool:
    """Whether a line tells what a picture shows, or whose it is."""
    found = _read_above(block, codes)
    return found is not None and found.kind in ("caption", "credit")


def is_of_page(block: Block, codes: frozenset[str]) -> bool:
    """Whether a first line is a menu's, a section's, the outlet's name, a byline, a day."""
    if find_agency(block.text) is not None or is_menu(block.text):
        return True
    found = _read_above(block, codes)
    return found is not None and found.rule not in _SHAPES


def is_signature(block: Block, codes: frozenset[str]) -> bool:
    """Whether a line says who wrote it, or when, as it stands below a headline."""
    found = _read_above(block, codes)
    if vocabulary().term(fold(block.text).rstrip(":： "), "byline_lead") is not None:
        return True  # "By", and who in the next line
    if label_alone(block.text) is not None:
        return True  # "KIEL (dpa) -"
    dated = any(map(str.isdigit, block.text))
    return found is not None and (
        found.kind in ("byline", "agency", "source") or (found.kind == "other" and dated)
    )


def _read_above(block: Block, codes: frozenset[str]) -> Finding | None:
    return read_line(block, _TOP) or read_page_line(block, _TOP, codes)
