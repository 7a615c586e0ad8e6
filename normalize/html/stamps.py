"""Lines of a page beside its headline that may show the day of publication."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from normalize.characters import one_line
from normalize.html.headline import Elsewhere, chain
from normalize.html.markup import markup

#: How many characters of a page are looked through below its headline, and above it.
_BELOW, _ABOVE = 1500, 600
#: A line that shows a day is no longer, and has no more words than a byline beside it.
_LONGEST, _MOST_WORDS = 120, 6
_SIDES, _WORD = re.compile(r"\s[|•·–—-]\s"), re.compile(r"[^\W\d_]{2,}")
_INLINE = frozenset(("time", "span", *markup().inline))


def page_stamps(
    body: LexborNode, article: LexborNode, headline: LexborNode | None
) -> list[list[str]]:
    """The short lines with figures below a page's headline, then those above it, nearest first.

    Where there is no element of the headline, the beginning of the article's stands for it. A
    `time` element counts by its `datetime`.
    """
    anchor = headline or article
    elsewhere = Elsewhere(chain(article) | chain(anchor))
    above: list[tuple[int, str]] = []
    below: list[str] = []
    lines: dict[int, list[str]] = {}
    read, begun = 0, -1
    for node in body.traverse(include_text=True):
        if node.mem_id == anchor.mem_id:
            begun = read
        told = node.attributes.get("datetime") if node.tag == "time" else None
        if node.tag == "-text":
            text = node.text_content or ""
            read += len(text.strip())
            if 0 <= begun < read - _BELOW:
                break
            told = "" if any(map(str.isdigit, text)) else None
        if told is None or elsewhere(node):
            continue
        shown, is_new = _line(node, lines)
        for line in [told] if told and shown else shown if is_new else ():
            if begun < 0:
                above.append((read, line))
            else:
                below.append(line)
    least = max(begun, 0) - _ABOVE
    return [below, [line for at, line in reversed(above) if at >= least]]


def _line(node: LexborNode, lines: dict[int, list[str]]) -> tuple[list[str], bool]:
    """The sides of the line that a piece of text stands in, and whether it was not yet read.

    A long line counts by the piece of text alone; `lines` remembers the lines of blocks.
    """
    block, inline = node.parent, []
    while block is not None and block.mem_id not in lines and block.tag in _INLINE:
        inline.append(block.mem_id)
        block = block.parent
    if block is None:
        return [], False
    known = lines.get(block.mem_id)
    if known is not None:
        lines.update(dict.fromkeys(inline, known))
        return known, False
    text = one_line(block.text(deep=True, separator=" "))
    if len(text) > _LONGEST:
        text = one_line(node.text(deep=True, separator=" "))
    sides = _SIDES.split(text) if len(text) <= _LONGEST else []
    found = [side for side in sides if len(_WORD.findall(side)) <= _MOST_WORDS]
    lines.update(dict.fromkeys((block.mem_id, *inline), found))
    return found, True
