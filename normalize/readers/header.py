"""Fields that a text begins with, a line each: "Title: ...", "Author: ...", as people keep articles."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from normalize.readers.fields import BODY, field_of, is_subject

#: A label and its value, also as Markdown and TOML write them: "**Title:** Dam opens", 'date = "..."'.
_LINE = re.compile(
    r"\s*(?:[*_>#-]{1,3}\s?)?(?P<label>[^\W\d_][^\n:：=*]{0,30}?)(?:\*\*|__)?\s?(?P<sign>[:：]|\s=\s)(?:\*\*|__)?(?P<value>.*)"
)
_FENCE = re.compile(r"(?:---|\+\+\+|===|\*\*\*)[-=+*]*\s*")
_LABEL_WORDS, _LONGEST_LINE, _MOST_LINES = 4, 500, 40
#: A label that is none of ours stands among others, with a short value: "Section: News".
_SHORT = 120
#: The headline above the fields, at most.
_HEADLINE = 200
#: How many fields there must be.
_FEW = 2
#: Fields of which there must be one: a box about a book has a title, an author and a publisher.
_TELLING = frozenset(("published_at", "url", *BODY))


@dataclass(slots=True)
class Header:
    """What stands above a text: its fields by their labels, the lines, and the text itself."""

    fields: dict[str, object] = field(default_factory=dict)
    headline: str = ""
    lines: list[str] = field(default_factory=list)
    rest: str = ""


def split_header(text: str) -> Header | None:
    """The fields that a text begins with, under a headline or without; None where it has none.

    >>> found = split_header("Title: Dam opens\\nDate: 2025-03-14\\n\\nThe dam opened on Friday.")
    >>> found.fields, found.rest
    ({'Title': 'Dam opens', 'Date': '2025-03-14'}, 'The dam opened on Friday.')
    """
    lines = text.lstrip("\n").split("\n", _MOST_LINES)
    first = 0 if _read(lines[0]) or _FENCE.fullmatch(lines[0]) else 1
    if first and not (0 < len(lines[0].strip()) <= _HEADLINE):
        return None
    found = _Lines(lines, first)
    if not found.is_header():
        return None
    rest = [*found.begun, *lines[found.end :]]
    return Header(
        found.fields, lines[0].strip() if first else "", found.lines, "\n".join(rest).lstrip("\n")
    )


def split_articles(text: str) -> list[str]:
    """The articles of a text that holds several, each with a header as the first has; [text] of one.

    >>> one = "Title: Dam opens\\nDate: 2025-03-14\\n\\nThe dam opened on Friday.\\n\\n-----\\n"
    >>> len(split_articles(one + one.replace("Dam", "Weir"))), len(split_articles(one))
    (2, 1)
    """
    lines = text.split("\n")
    told = (line for line in lines if line.strip() and not _FENCE.fullmatch(line))
    first = _read(next(told, ""))
    if first is None:
        return [text]
    label = first[0]
    begins = [
        at
        for at, line in enumerate(lines)
        if label in line and (read := _read(line)) and read[0] == label and _is_apart(lines, at)
    ]
    if len(begins) < 2 or split_header(text) is None:
        return [text]
    parts: list[list[str]] = []
    for at, end in pairwise([*begins, len(lines)]):
        part = lines[at:end]
        if parts and split_header("\n".join(part[:_MOST_LINES])) is None:
            parts[-1] += part  # a line of the story
        else:
            parts.append(part)
    return ["\n".join(_without_fence(part)) for part in parts]


def _is_apart(lines: Sequence[str], at: int) -> bool:
    return at == 0 or not lines[at - 1].strip() or _FENCE.fullmatch(lines[at - 1]) is not None


def _without_fence(lines: list[str]) -> list[str]:
    """The lines of an article without what parts it from the next."""
    end = len(lines)
    while end and (not lines[end - 1].strip() or _FENCE.fullmatch(lines[end - 1])):
        end -= 1
    return lines[:end]


class _Lines:
    """Reads the lines of a header from the first on."""

    def __init__(self, lines: Sequence[str], first: int) -> None:
        self.fields: dict[str, object] = {}
        self.lines: list[str] = []
        #: What a label of the text has on its own line.
        self.begun: list[str] = []
        #: The first line that is none of the header's.
        self.end = first
        self._known: set[str] = set()
        is_fenced = is_apart = False
        for at in range(first, min(len(lines), _MOST_LINES)):
            line = lines[at]
            if not line.strip():
                is_apart = True
                continue
            if _FENCE.fullmatch(line):
                if self.fields and is_fenced:
                    self._take(line, at)
                    break
                is_fenced = is_fenced or not self.fields
                self._take(line, at)
                continue
            read = _read(line)
            if read is None:
                break
            label, value = read
            known = field_of(label) or ("title" if is_subject(label) else "")
            if not known and (is_apart or len(value) > _SHORT):
                break  # the story's own: "Harwick: The dam ..."
            if known in BODY:
                self._take(line, at)
                self.begun = [value] if value else []
                self._known.add(known)
                break
            self._take(line, at)
            self.fields.setdefault("title" if is_subject(label) else label, value)
            if known and _tells(known, value):
                self._known.add(known)
            is_apart = False

    def _take(self, line: str, at: int) -> None:
        self.lines.append(line.strip())
        self.end = at + 1

    def is_header(self) -> bool:
        enough = len(self._known) >= _FEW or self._known == {"url"}
        return enough and not _TELLING.isdisjoint(self._known)


def _tells(known: str, value: str) -> bool:
    """Whether a value may be that of a field: a day has figures, an address a scheme."""
    if known == "published_at":
        return any(map(str.isdigit, value))
    return known != "url" or value.startswith(("http://", "https://"))


def _read(line: str) -> tuple[str, str] | None:
    """The label and the value of a line; None where it has none."""
    found = _LINE.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if found is None or len(found["label"].split()) > _LABEL_WORDS:
        return None
    value = found["value"].strip()
    if found["sign"].strip() == "=":
        value = value.strip("\"'")
    return found["label"].strip(), value
