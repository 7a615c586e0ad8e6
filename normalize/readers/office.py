"""Documents of word processors: Word's .docx (ECMA-376), OpenDocument's .odt (ISO/IEC 26300), .rtf.

They are how press databases hand out articles by default. Only the text is read, a paragraph a
paragraph: no formatting, notes, comments, deleted text, headers, pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from normalize.article import Draft, Rejected, RejectedError
from normalize.readers.archives import zip_member
from normalize.readers.text import drafts_of_text
from normalize.readers.xml_tree import local_name, safe_parser
from normalize.settings import CleanSettings


@dataclass(frozen=True, slots=True)
class _Format:
    """Where a format keeps its text, by the local names of elements."""

    part: str
    paragraphs: frozenset[str]
    #: what stands for itself in a paragraph
    signs: dict[str, str]
    #: what is no text of the document
    passed_over: frozenset[str]
    #: the elements that hold text; any where there are none
    texts: frozenset[str] = frozenset()


_DOCX = _Format(
    "word/document.xml",
    frozenset(("p",)),
    {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"},
    # "Fallback" repeats a text box for old versions; "moveFrom" is where moved text stood.
    frozenset(("Fallback", "moveFrom", "pPr", "rPr")),
    frozenset(("t",)),
)
_ODT = _Format(
    "content.xml",
    frozenset(("p", "h")),
    {"tab": " ", "s": " ", "line-break": "\n"},
    frozenset(
        ("annotation", "note", "tracked-changes", "forms", "sequence-decls", "title", "desc")
    ),
)


def read_docx(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a Word document: one, or those of a press database's export."""
    return drafts_of_text(_text_of(data, _DOCX, settings), path, settings)


def read_odt(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of an OpenDocument text: one, or those of a press database's export."""
    return drafts_of_text(_text_of(data, _ODT, settings), path, settings)


def read_rtf(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a document in Rich Text Format: one, or those of a press database's export."""
    from striprtf import striprtf

    converter: Any = striprtf  # it has no annotations
    try:
        text: str = converter.rtf_to_text(data.decode("latin-1"), errors="replace")
    except (ValueError, OverflowError, LookupError) as error:
        raise RejectedError("invalid_record", f"no Rich Text Format: {error}") from None
    return drafts_of_text(text.replace("\n", "\n\n"), path, settings)


def _text_of(data: bytes, form: _Format, settings: CleanSettings) -> str:
    content = zip_member(data, form.part, settings)
    try:
        root = etree.fromstring(content, safe_parser())
    except etree.XMLSyntaxError as error:
        raise RejectedError("invalid_record", f"{form.part}: {error}") from None
    if root is None:
        raise RejectedError("invalid_record", f"{form.part} is no XML")
    paragraphs = (paragraph.strip() for paragraph in _paragraphs(root, form))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _paragraphs(root: etree._Element, form: _Format) -> Iterator[str]:
    """The texts of a document's paragraphs; one within another, as in a text box, comes first."""
    open_ones: list[list[str]] = []
    passed: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = local_name(element)
        if event == "start" and passed is None:
            if name in form.passed_over:
                passed = element
            elif name in form.paragraphs:
                open_ones.append([])
            if open_ones and passed is None:
                open_ones[-1].append(form.signs.get(name, ""))
                if not form.texts or name in form.texts:
                    open_ones[-1].append(element.text or "")
        elif event == "end" and passed in (None, element):
            if passed is None and name in form.paragraphs:
                yield "".join(open_ones.pop())
            passed = None
            if open_ones and not form.texts:
                open_ones[-1].append(element.tail or "")
