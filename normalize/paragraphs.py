"""Plain text to paragraphs: blank lines, one a line, or hard-wrapped lines with indents."""

from __future__ import annotations

import itertools
import re

from normalize.characters import one_line, plain_spaces

#: Widest line that a hard wrap leaves: typewriters, wires and e-mail end at 60 to 80 columns.
_WIDEST = 100
_NARROWEST = 20
_INDENT = 2
_LINE_END = re.compile(r"[.!?:;。！？；：।؟۔][^\w]*$")
_FIRST_WORD = re.compile(r"\S+")
#: Scripts that are written without spaces: lines of them are joined without one.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines (without exotic spaces; "" is a blank one) were cut at a fixed width.

    Evidence: nearly every line that another continues is so long that the first word of the
    next one would not have fitted; or most are, and many go on in lower case; or, where indents
    mark the paragraphs, most do either.
    """
    filled = [line for line in lines if line.strip()]
    if len(filled) < 2:
        return False
    width = max(map(len, filled))
    if not _NARROWEST <= width <= _WIDEST:
        return False
    pairs = full = continued = good = ended = 0
    margin = min(map(_indent, filled)) + _INDENT
    indented = any(_indent(line) >= margin for line in filled[1:])
    # Wires wrap a line's last word by hand now and then: a few columns of slack.
    slack = max(4, width // 8)
    for line, following in itertools.pairwise(lines):
        if not line.strip() or not following.strip() or _indent(following) >= margin:
            continue
        pairs += 1
        # A line that goes on in lower case was cut, however short it is.
        ended += bool(_LINE_END.search(line))
        goes_on = following.lstrip()[:1].islower() and not _LINE_END.search(line)
        continued += goes_on
        word = _FIRST_WORD.search(following)
        step = 1 if _UNSPACED.match(following.lstrip()) else len(word.group()) if word else 0
        fits_not = len(line.rstrip()) + 1 + step > width - slack
        full += fits_not
        good += fits_not or goes_on
    # Lines that nearly all end a sentence are paragraphs that happen to be short.
    if not pairs or ended > 0.6 * pairs:
        return False
    if indented and good >= 0.6 * pairs:
        return True
    return (pairs >= 2 and full >= 0.85 * pairs) or (
        continued >= 0.4 * pairs and full >= 0.5 * pairs
    )


def _join(parts: list[str]) -> str:
    text = parts[0]
    for part in parts[1:]:
        glued = text.endswith("-") and part[:1].islower()
        glued = glued or bool(_UNSPACED.match(text[-1:]) and _UNSPACED.match(part[:1]))
        text += part if glued else " " + part
    return text


def split_paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text in order, each as one line without exotic spaces."""
    text = plain_spaces(text)
    lines = text.split("\n")
    if not is_wrapped(lines):
        return [line for line in map(one_line, lines) if line]
    paragraphs: list[list[str]] = []
    open_paragraph = False
    margin = min(_indent(line) for line in lines if line.strip()) + _INDENT
    for line in lines:
        content = one_line(line)
        if not content:
            open_paragraph = False
        elif open_paragraph and _indent(line) < margin:
            paragraphs[-1].append(content)
        else:
            paragraphs.append([content])
            open_paragraph = True
    return [_join(parts) for parts in paragraphs]
