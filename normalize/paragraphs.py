"""Plain text to paragraphs: blank lines, one a line, or hard-wrapped lines with indents."""

from __future__ import annotations

import re

from normalize.characters import plain_spaces, single_spaces
from normalize.late import LatePattern

#: Widest line that a hard wrap leaves: typewriters, wires and e-mail end at 60 to 80 columns.
_WIDEST = 100
_NARROWEST = 20
_INDENT = 2
#: One line in so many may be wider, and stand alone: an address. So may one more: the headline.
_FEW = 20
#: A paragraph of fewer lines is one; lines that are all shorter than this share of the widest one
#: of the text were not cut.
_LEAST_SET, _SHORT_SHARE = 3, 0.75
#: Nobody cuts a text at a smaller width.
LEAST_CUT = 40
#: What a line begins with that another was parted from, so many of them in a text at the least; the
#: longest piece that stood between two, and the longest that another is joined to.
_GOES_ON, _LEAST_PARTED = ",.;)]", 3
_LONGEST_PIECE, _LONGEST_JOINED = 80, 5000
#: What items of a list begin with.
_ITEM = re.compile(r"(?:[-–—*•·‣▪◦]|\d{1,2}[.)]|[a-zA-Z]\))\s+\S")
_LINE_END = re.compile(r"[.!?:;。！？；：।؟۔][^\w]*$")
#: Scripts that are written without spaces: lines of them are joined without one.
_UNSPACED = LatePattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
)


def _ends_sentence(line: str) -> bool:
    # A line that ends with a letter or digit, as nearly all do, is told without the search.
    return not line[-1:].isalnum() and bool(_LINE_END.search(line))


def _without_lone_ones(lines: list[str]) -> list[str]:
    """The lines without those, few, that stand alone and are wider than all others.

    They are a headline or an address, and less than what is wrapped, or else the story itself.
    """
    blank = [True, *(not line.strip(" ") for line in lines), True]
    alone = [blank[at] and blank[at + 2] for at in range(len(lines))]
    beside = [len(line) for line, is_alone in zip(lines, alone, strict=True) if not is_alone]
    widest = max(beside, default=0)
    lone = [is_alone and len(line) > widest for line, is_alone in zip(lines, alone, strict=True)]
    wide = [len(line) for line, is_lone in zip(lines, lone, strict=True) if is_lone]
    if len(wide) > 1 + len(lines) // _FEW or sum(wide) > sum(beside):
        return lines
    return ["" if is_lone else line for line, is_lone in zip(lines, lone, strict=True)]


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines (without exotic spaces; "" is a blank one) were cut at a fixed width.

    Evidence: nearly every line that another continues is so long that the first word of the
    next one would not have fitted; or most are, and many go on in lower case; or, where indents
    mark the paragraphs, most do either.
    """
    if sum(len(line) > _WIDEST for line in lines) > 1 + len(lines) // _FEW:
        return False
    lines = _without_lone_ones(lines)
    bodies = [line.lstrip(" ") for line in lines]
    lengths = [len(line) for line, body in zip(lines, bodies, strict=True) if body]
    if len(lengths) < 2 or not _NARROWEST <= (width := max(lengths)) <= _WIDEST:
        return False
    indents = [len(line) - len(body) for line, body in zip(lines, bodies, strict=True)]
    told = [indent for indent, body in zip(indents, bodies, strict=True) if body]
    margin = min(told) + _INDENT
    indented = max(told[1:]) >= margin
    pairs = full = continued = good = ended = 0
    # Wires wrap a line's last word by hand now and then: a few columns of slack.
    width -= max(4, width // 8)
    above = ""
    for line, body, indent in zip(lines, bodies, indents, strict=True):
        if above and body and indent < margin:
            pairs += 1
            # A line that goes on in lower case was cut, however short it is.
            ends = _ends_sentence(above)
            ended += ends
            goes_on = not ends and body[0].islower()
            continued += goes_on
            step = 1 if _UNSPACED.match(body) else body.find(" ")
            fits_not = len(above) + 1 + (step if step > 0 else len(body)) > width
            full += fits_not
            good += fits_not or goes_on
        above = line.rstrip(" ")
    # Lines that nearly all end a sentence are paragraphs that happen to be short.
    if not pairs or ended > 0.6 * pairs:
        return False
    if indented and good >= 0.6 * pairs:
        return True
    return (pairs >= 2 and full >= 0.85 * pairs) or (
        continued >= 0.4 * pairs and full >= 0.5 * pairs
    )


def _join(parts: list[str]) -> str:
    if not any(part.endswith("-") or not part.isascii() for part in parts):
        return " ".join(parts)
    text = parts[0]
    for part in parts[1:]:
        glued = text.endswith("-") and part[:1].islower()
        glued = glued or bool(_UNSPACED.match(text[-1:]) and _UNSPACED.match(part[:1]))
        text += part if glued else " " + part
    return text


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text in order, each as one line without exotic spaces."""
    lines = plain_spaces(text).replace("\r", " ").split("\n")
    if not is_wrapped(lines):
        return _rejoined([line for line in map(single_spaces, lines) if line])
    paragraphs: list[list[str]] = []
    open_paragraph = False
    margin = min(len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")) + _INDENT
    indent = " " * margin
    for line in lines:
        content = single_spaces(line)
        if not content:
            open_paragraph = False
        elif open_paragraph and not line.startswith(indent):
            paragraphs[-1].append(content)
        else:
            paragraphs.append([content])
            open_paragraph = True
    width = max((len(line) for parts in paragraphs if len(parts) > 1 for line in parts), default=0)
    return [_join(parts) for lines in paragraphs for parts in _set_apart(lines, width)]


def _rejoined(lines: list[str]) -> list[str]:
    """Lines with sentences made whole that were parted at links and names.

    A parser that gives a page's text out piece by piece, each in a line of its own, leaves lines
    that begin with a comma or a full stop, as no others do.
    """
    if sum(line[0] in _GOES_ON and len(line) > 1 for line in lines) < _LEAST_PARTED:
        return lines
    found: list[str] = []
    for line in lines:
        goes_on = line[0] in _GOES_ON or line[0].islower()
        ends = not found or len(found[-1]) > _LONGEST_JOINED or _ends_sentence(found[-1])
        if ends or not goes_on:
            found.append(line)
            continue
        # What is above may be the link: then so is what stands above that.
        pieces = [line]
        if len(found) > 1 and len(found[-1]) <= _LONGEST_PIECE and _is_open(found[-2]):
            pieces.insert(0, found.pop())
        for piece in pieces:
            is_glued = piece[0] in _GOES_ON or found[-1][-1] == "("
            found[-1] += piece if is_glued else f" {piece}"
    return found


def _is_open(line: str) -> bool:
    """Whether a line is the beginning of a sentence, which ends elsewhere: "The mayor,"."""
    if len(line) > _LONGEST_JOINED:
        return False
    return line[-1] in ",(" or (len(line) >= _NARROWEST and line[-1].islower())


def _set_apart(lines: list[str], width: int) -> list[list[str]]:
    """The lines of a paragraph of wrapped text, each with those that go on from it.

    Items of a list are parted from each other, and from what follows them; so are lines that are all
    so short that they were not cut, as in a poem or a table. `width` is what the text was cut at.
    """
    if len(lines) < _LEAST_SET:
        return [lines]
    marked = [_ITEM.match(line) is not None for line in lines]
    longest = max(map(len, lines))
    short = longest <= _SHORT_SHARE * width and not (longest >= LEAST_CUT and is_wrapped(lines))
    if sum(marked) < 2 and not short:
        return [lines]
    if sum(marked) < 2:
        return [[line] for line in lines]
    found = [lines[:1]]
    for above, line, is_item in zip(lines, lines[1:], marked[1:], strict=False):
        ends, has_room = _ends_sentence(above), _has_room(above, line, width)
        goes_on = not (has_room and (ends or line[0].isupper()))
        if (is_item and (ends or has_room)) or (not goes_on and _ITEM.match(found[-1][0])):
            found.append([line])
        else:
            found[-1].append(line)
    return found


def _has_room(above: str, line: str, width: int) -> bool:
    """Whether the first word of a line would have stood in the one above."""
    step = 1 if _UNSPACED.match(line) else line.find(" ")
    return len(above) + 1 + (step if step > 0 else len(line)) <= width
