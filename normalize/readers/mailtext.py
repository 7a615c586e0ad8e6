"""The lines of a mail's plain text: those that its program cut are joined again."""

from __future__ import annotations

import re
from itertools import pairwise

from normalize.characters import plain_spaces
from normalize.paragraphs import is_wrapped

#: Widths at which programs cut the lines of mails: RFC 5322 asks for 78 columns, users for 65 to 76.
_NARROWEST, _WIDEST = 58, 80
#: Share of the line ends within paragraphs that must be cuts, and how many there must be.
_CUT, _LEAST = 0.5, 2
#: What begins an item of a list, or a quotation of another mail.
_ITEM = re.compile(r"\s|[-*•·>|+#]|\d{1,3}[.)]\s")
_SIGNATURE = "-- "


def flowed(text: str, *, without_spaces: bool = False) -> str:
    """Text in the format "flowed" as its writer's paragraphs (RFC 3676); quotations stay as they are.

    `without_spaces` is the parameter DelSp, for scripts that have none.
    """
    lines: list[str] = []
    is_open = False
    for line in text.splitlines():
        stuffed = line[1:] if line.startswith(" ") else line
        if is_open and stuffed and not stuffed.startswith(">"):
            lines[-1] += stuffed
        else:
            lines.append(stuffed)
        is_open = stuffed.endswith(" ") and stuffed != _SIGNATURE and not stuffed.startswith(">")
        if is_open and without_spaces:
            lines[-1] = lines[-1][:-1]
    return "\n".join(lines)


def rejoined(text: str) -> str:
    """Text whose lines a program cut at one width as its writer's paragraphs; other text as it is.

    It is for letters among whose paragraphs other lines stand: addresses, lists. Text that is wrapped
    throughout is left to who splits it.
    """
    lines = text.splitlines()
    if is_wrapped([plain_spaces(line) for line in lines]):
        return text
    lengths = [len(line.rstrip()) for line in lines]
    width = max((length for length in lengths if length <= _WIDEST), default=0)
    if width < _NARROWEST:
        return text
    cut = [_is_cut(above, below, width) for above, below in pairwise(lines)]
    pairs = sum(bool(above.strip() and below.strip()) for above, below in pairwise(lines))
    if sum(cut) < max(_LEAST, _CUT * pairs):
        return text
    joined = lines[:1]
    for line, is_cut in zip(lines[1:], cut, strict=True):
        if is_cut:
            joined[-1] = f"{joined[-1].rstrip()} {line}"
        else:
            joined.append(line)
    return "\n".join(joined)


def _is_cut(above: str, below: str, width: int) -> bool:
    """Whether a line goes on in the next one: the next one's first word had no room."""
    above = above.rstrip()
    if not above or not below.strip() or len(above) > width or _ITEM.match(below):
        return False
    return len(above) + 1 + len(below.split(" ", 1)[0]) > width
