"""What captions end with besides a photographer's credit: a note on the picture, or its source."""

from __future__ import annotations

import re
from functools import cache

from normalize.furniture.captions import ENDS, LONGEST_CREDIT, is_house_or_name, may_end_in_credit
from normalize.furniture.pagewords import is_unspaced
from normalize.furniture.words import caseless, fold, vocabulary

#: What a caption says last of its picture, and the longest such caption.
_NOTED = re.compile(r"(?:[.!?…。]\s*|\s?[(（\[]|\s[-–—/|]\s)([^.!?…。()（）\[\]]{3,40})[)）\]]?$")
LONGEST_NOTED = 250
#: A picture of a Korean agency's: "(해성=연해뉴스) 김하늘 기자 = 부두에 충돌한 여객선. 2026.11.27"
_WIRED_PICTURE = re.compile(
    r"\([^()=]{1,20}=[^()=]{2,12}\)\s?[^=()]{2,30}=\s?(.{4,200}?)\s?20\d\d\.\s?\d{1,2}\.\s?\d{1,2}\.?"
    r"(?:\s[\w.+-]+@[\w.-]+)?"
)


def wired_picture(text: str) -> str:
    """The caption of a line as Korean agencies set it, with place, name and day; "" for any other."""
    found = (
        _WIRED_PICTURE.fullmatch(text) if text[0] == "(" and len(text) <= LONGEST_NOTED else None
    )
    return found.group(1) if found is not None else ""


@cache
def _last_words() -> tuple[frozenset[str], tuple[str, ...]]:
    # What a text that ends in a note on its picture ends with, by words or as letters.
    notes = [
        text
        for text, slots in vocabulary().exact.items()
        if not slots.keys().isdisjoint(("archive_note", "handout_note"))
    ]
    unspaced = tuple(text for text in notes if is_unspaced(text))
    return frozenset(text.split()[-1] for text in notes if not is_unspaced(text)), unspaced


@cache
def _ending_source() -> re.Pattern[str]:
    # "... in the harbour (source: ČTK)", "... / Source: ANSA": a label of one word and a colon.
    labels = sorted(
        re.escape(text)
        for text, slots in vocabulary().exact.items()
        if "source_label" in slots and " " not in text and len(text) > 2
    )
    either = "|".join(labels)
    return re.compile(
        rf"\s?(?:[(（\[](?:{either})\s?[:：]\s?(?P<a>[^()（）:：]{{2,50}})[)）\]]"
        rf"|(?:\s[/|]|(?<=[.!?…。]))\s?(?:{either})\s?[:：]\s?(?P<b>[^()/|:：]{{2,50}}))$",
        re.I,
    )


def sourced_end(text: str, above: bool) -> tuple[str, str] | None:
    """Split a caption from the source of its picture that it ends with; None where it has none.

    The source of a paragraph's news looks the same: this is for lines beside the story, and what
    ends a sentence before it is a caption `above` the story alone.
    """
    if text[-1] in ENDS or not may_end_in_credit(text):
        return None
    found = _ending_source().search(text, max(0, len(text) - LONGEST_CREDIT))
    if found is None or not is_house_or_name((found["a"] or found["b"]).strip()):
        return None
    caption = text[: found.start()].rstrip()
    if not caption or (caption[-1] in ENDS and (not above or len(caption) > LONGEST_NOTED)):
        return None
    return caption, found.group().strip()


def archive_end(text: str, above: bool) -> str | None:
    """A caption without the note on its picture that it ends with; None where it has none.

    "The square. File photo.", "The square (file photo)"; `above` the story also "The square
    (archive)", "The square, in a file photo."
    """
    if len(text) > LONGEST_NOTED:
        return None
    bare = text.rstrip(" .。")
    last_words, unspaced = _last_words()
    inner = bare.rstrip(")）]")
    last = caseless(inner[inner.rfind(" ") + 1 :].lstrip("(（["))
    if last not in last_words and not inner.endswith(unspaced):
        return None
    found = _NOTED.search(bare)
    if found is not None and (above or " " in found.group(1) or not found.group(1).isascii()):
        told = fold(found.group(1))
        note = vocabulary().term(told, "archive_note")
        if note is None and above:
            note = vocabulary().term(told, "handout_note")
        if note is not None:
            return text[: found.start()].strip() + (
                bare[found.start()] if bare[found.start()] in ENDS else ""
            )
    words = fold(bare).split() if above else []
    for count in range(2, min(5, len(words) - 2)):
        if vocabulary().term(" ".join(words[-count:]), "archive_note") is not None:
            return bare
    return None
