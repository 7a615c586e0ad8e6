"""Lines of a page beside its headline that may show the day of publication."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from normalize.characters import one_line
from normalize.html.headline import Elsewhere
from normalize.html.markup import markup
from normalize.html.tree import chain, neighbour

#: How many characters of a page are looked through below its headline, and above it.
_BELOW, _ABOVE = 1500, 600
#: From a text of so many characters on the story has begun: lines below may be of other pages.
_BEGUN = 120
#: A line that shows a day is no longer, and has no more words than a byline beside it.
_LONGEST, _MOST_WORDS = 120, 6
#: The same beside a `time` element with its date in an attribute.
_MOST_BESIDE = 8
#: A clock's time stays with the day before it: "Mar 12, 2024 / 10:30 AM".
_SIDES = re.compile(r"\s[|/•·–—-]\s(?!\d{1,2}[:.h]\d\d)")
_WORD, _YEAR = re.compile(r"[^\W\d_]{2,}"), re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_INLINE = frozenset(("time", "span", *markup().inline))


def page_stamps(
    body: LexborNode, article: LexborNode, headline: LexborNode | None
) -> list[list[str]]:
    """The short lines with figures right below a page's headline, those further below where the
    story has begun, and those above it, nearest first.

    Where there is no element of the headline, the beginning of the article's stands for it. A
    `time` element counts by its `datetime`.
    """
    anchor = headline or article
    elsewhere = Elsewhere(chain(article) | chain(anchor))
    above: list[tuple[int, str]] = []
    below: list[str] = []
    further: list[str] = []
    lines = _Lines()
    read, begun, beside = 0, -1, True
    for node in body.traverse(include_text=True):
        if node.mem_id == anchor.mem_id:
            begun = read
        told = node.attributes.get("datetime") if node.tag == "time" else None
        if node.tag == "-text":
            text = node.text_content or ""
            length = len(text.strip())
            read += length
            if 0 <= begun < read - _BELOW:
                break
            beside = beside and (begun < 0 or length < _BEGUN)
            if not any(map(str.isdigit, text)):
                continue
        elif not told:
            continue
        if elsewhere(node):
            continue
        for line in lines.beside(node, told) if told else lines.of(node):
            if begun < 0:
                above.append((read, line))
            else:
                (below if beside else further).append(line)
    least = max(begun, 0) - _ABOVE
    return [below, further, [line for at, line in reversed(above) if at >= least]]


class _Lines:
    """The lines that pieces of text stand in, each read once."""

    def __init__(self) -> None:
        #: by the ids of blocks and of the inline elements in them; "" for a long one
        self._known: dict[int, str] = {}

    def beside(self, node: LexborNode, told: str) -> list[str]:
        """What a `time` element tells, unless it stands in a sentence."""
        line, _ = self._line(node)
        short = bool(line) and _words(line) <= _MOST_BESIDE
        return [told] if short or _is_alone(node) else []

    def of(self, node: LexborNode) -> list[str]:
        """The short sides of a text's line, if it was not yet read; else, of a long one, the text."""
        line, is_new = self._line(node)
        sides = [side for side in _SIDES.split(line) if _is_short(side)]
        if sides:
            return sides if is_new else []
        text = one_line(node.text_content or "")
        parent = node.parent
        alone = parent is not None and (parent.tag not in _INLINE or _is_alone(parent))
        return [text] if len(text) <= _LONGEST and _is_short(text) and alone else []

    def _line(self, node: LexborNode) -> tuple[str, bool]:
        block, inline = node.parent, []
        while block is not None and block.mem_id not in self._known and block.tag in _INLINE:
            inline.append(block.mem_id)
            block = block.parent
        if block is None:
            return "", False
        line, is_new = self._known.get(block.mem_id), False
        if line is None:
            line, is_new = one_line(block.text(deep=True, separator=" ")), True
            line = line if len(line) <= _LONGEST else ""
        self._known.update(dict.fromkeys((block.mem_id, *inline), line))
        return line, is_new


def _is_alone(node: LexborNode) -> bool:
    """Whether an element has no text beside it that would make a sentence with it."""
    beside = neighbour(node, "prev"), neighbour(node, "next")
    return not any(other is not None and other.tag == "-text" for other in beside)


def _is_short(text: str) -> bool:
    """Whether a text is figures and few words, for each of its years."""
    most = _MOST_WORDS * max(1, len(_YEAR.findall(text)))
    return any(map(str.isdigit, text)) and _words(text) <= most


def _words(text: str) -> int:
    return len(_WORD.findall(text))
