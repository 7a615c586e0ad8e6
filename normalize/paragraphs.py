"""Plain text to paragraphs: blank lines, one a line, or hard-wrapped lines with indents."""

from __future__ import annotations

import re

from normalize.characters import one_line, plain_spaces

#: Widest line that a hard wrap leaves: typewriters, wires and e-mail end at 60 to 80 columns.
_WIDEST = 100
_NARROWEST = 20
_INDENT = 2
_FIRST_WORD = re.compile(r"\S+")
#: Scripts that are written without spaces: lines of them are joined without one.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def is_wrapped(lines: list[str]) -> bool:
    """Whether lines (without exotic spaces; "" is a blank one) were cut at a fixed width.

    Evidence: nearly every line that another continues is so long that the first word of the
    next one would not have fitted.
    """
    filled = [line for line in lines if line.strip()]
    if len(filled) < 3:
        return False
    width = max(map(len, filled))
    if not _NARROWEST <= width <= _WIDEST:
        return False
    pairs = full = 0
    # Wires wrap a line's last word by hand now and then: a few columns of slack.
    slack = max(4, width // 8)
    for line, following in zip(lines, lines[1:], strict=False):
        if not line.strip() or not following.strip() or _indent(following) > _indent(line) + 1:
            continue
        pairs += 1
        word = _FIRST_WORD.search(following)
        step = 1 if _UNSPACED.match(following.lstrip()) else len(word.group()) if word else 0
        if len(line.rstrip()) + 1 + step > width - slack:
            full += 1
    return pairs >= 2 and full >= 0.85 * pairs


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
    for line in lines:
        content = one_line(line)
        if not content:
            open_paragraph = False
        elif open_paragraph and _indent(line) < _INDENT:
            paragraphs[-1].append(content)
        else:
            paragraphs.append([content])
            open_paragraph = True
    return [_join(parts) for parts in paragraphs]
