"""Corpora of news in SGML: TREC's and the LDC's (<DOC>), Reuters-21578 as it was published.

No two have the same elements, and none is well-formed XML; what holds a headline, a day and the text is
told by the names that they use.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from normalize.article import Block, Draft, Rejected, RejectedError
from normalize.decode import decode
from normalize.names import split_names
from normalize.paragraphs import split_paragraphs
from normalize.repair import mend
from normalize.settings import CleanSettings

_DOCUMENT = re.compile(r"<(?:DOC|REUTERS)(?=[\s>])([^<>]{0,2000})>", re.I)
_END = re.compile(r"</(?:DOC|REUTERS)\s*>", re.I)
#: Elements by what they hold, those that are surest first.
_TITLE = ("HEADLINE", "HL", "HEAD", "TITLE", "TI")
_BYLINE = ("BYLINE", "BY", "AUTHOR")
_DAY = ("DATE_TIME", "DATETIME", "DATE", "DD", "PUBDATE", "DATE1")
_OUTLET = ("SOURCE", "SO", "PUB")
_BODY = ("BODY", "TEXT", "CONTENT")
_TAG = re.compile(r"<[^<>]{0,300}>")
_PARAGRAPH = re.compile(r"</?p\b[^<>]{0,100}>", re.I)
_BY = re.compile(r"\s*by\s+", re.I)
#: "FT  14 MAY 91 / Dam is opened", as TREC's Financial Times have it.
_DATED = re.compile(r"^[A-Z]{2,4}\s+\d{1,2}\s[A-Z]{3}\s\d\d\s/\s")
#: "NYT_ENG_19940701.0001", "AP880212-0001": the day in a document's name.
_NAMED_DAY = re.compile(r"[_\D](\d{4})(\d\d)(\d\d)\.\d|^[A-Z]+(\d\d)(\d\d)(\d\d)-\d")


def _of(document: str, names: tuple[str, ...]) -> str:
    """What the first of some elements that a document has holds, with its tags."""
    for name in names:
        begins = re.search(rf"<{name}(?=[\s>])[^<>]{{0,300}}>", document, re.I)
        if begins is None:
            continue
        ends = re.compile(rf"</{name}\s*>", re.I).search(document, begins.end())
        held = document[begins.end() : ends.start() if ends else len(document)]
        if held.strip():
            return held
    return ""


def _line(markup: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", markup)).split())


def _day(document: str, attributes: str) -> str:
    told = _line(_of(document, _DAY))
    name = re.search(r'\bid="([^"]*)"', attributes) or re.search(
        r"<DOC(?:NO|ID)>\s*(\S+)", document
    )
    found = _NAMED_DAY.search(name.group(1)) if name and not told else None
    if found is None:
        return told
    year, month, day = (part for part in found.groups() if part)
    return f"{year if len(year) == 4 else f'19{year}'}-{month}-{day}"


def _draft(document: str, attributes: str, path: str) -> Draft:
    """Raises RejectedError "no_text" where a document has no text."""
    body = _of(document, _BODY)
    # Reuters-21578 keeps all in <TEXT>; of others what the text's elements are is nobody's.
    body = _of(body, ("BODY",)) or body
    if "<" not in document:
        body = document  # a plain text between tags, as extracts of Wikipedia are
    if not _line(body):
        raise RejectedError("no_text", "a document without a text")
    dateline = _line(_of(document, ("DATELINE",)))
    if _PARAGRAPH.search(body):
        text = "\n\n".join(line for part in _PARAGRAPH.split(body) if (line := _line(part)))
    else:
        text = html.unescape(_TAG.sub("\n", body))
    mended, repairs = mend(text, unescape=False)
    draft = Draft(path, [Block(p) for p in split_paragraphs(mended)], repairs=repairs)
    if dateline and draft.blocks and not draft.blocks[0].text.startswith(dateline[:10]):
        dash = "" if dateline.endswith(("-", "–", "—", ":")) else " -"
        draft.blocks[0].text = f"{dateline}{dash} {draft.blocks[0].text}"
    named = re.search(r'\btitle="([^"]*)"', attributes)
    draft.title = _DATED.sub("", _line(_of(document, _TITLE))) or (
        _line(named.group(1)) if named else ""
    )
    draft.title_unmarked = not draft.title
    draft.headlines = [draft.title] if draft.title else []
    draft.authors = split_names(_BY.sub("", _line(_of(document, _BYLINE)), count=1))
    draft.outlet = _line(_of(document, _OUTLET))
    day = _day(document, attributes)
    draft.published_at, draft.stamps = day, [[day]] if day else []
    return draft


def read_sgml(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a file of documents, in order. Raises RejectedError "invalid_record"."""
    del settings
    text, encoding = decode(data)
    starts = list(_DOCUMENT.finditer(text))
    if not starts:
        raise RejectedError("invalid_record", "no document: <DOC> or <REUTERS> to its end")
    ends = [*(start.start() for start in starts[1:]), len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        name = f"{path}#{number}"
        closed = _END.search(text, start.end(), end)
        document = text[start.end() : closed.start() if closed else end]
        try:
            draft = _draft(document, start.group(1), name)
            draft.encoding = encoding
            yield draft
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)
