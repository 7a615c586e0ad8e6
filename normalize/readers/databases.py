"""Texts as press databases export them: Nexis, Factiva, ProQuest; many articles a file, each under its header.

None of them marks anything but by labels and by where a line stands; what is told here is told by the
separators that each of them writes, so that no other text is taken for an export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import tomli

from normalize.article import Block, Draft, RemovedKind
from normalize.names import split_names
from normalize.paragraphs import split_paragraphs
from normalize.repair import mend

#: "3 of 250 DOCUMENTS", "Dokument 3 von 250": above each article of older Nexis exports.
_NEXIS = re.compile(
    r"^[ \t]*(?:\d{1,5} of \d{1,5} DOCUMENTS?|Dokument \d{1,5} von \d{1,5}|Document \d{1,5} de \d{1,5})[ \t]*$",
    re.M,
)
#: What they all have in common, where an article stands alone.
_LOADED = re.compile(r"^[ \t]*LOAD-DATE: ", re.M)
#: Below each article of Nexis Uni and Lexis+.
_NEXIS_UNI = re.compile(
    r"^[ \t]*(?:End of Document|Ende des Dokuments|Fin du document)[ \t]*$", re.M
)
#: Below each article of Factiva: its accession number.
_FACTIVA = re.compile(
    r"^[ \t]*(?:AN\s+)?(?:Document|Dokument|Documento) (?=[A-Z]{3,12}\d)[A-Za-z\d]{18,36}[ \t]*$",
    re.M,
)
#: Between articles of ProQuest, and a line that each of them has.
_PROQUEST = re.compile(r"^_{20,}[ \t]*$|^Document \d{1,5} of \d{1,5}[ \t]*$", re.M)
_PROQUEST_ID = "ProQuest document ID:"

_LABEL = re.compile(r"([^\W\d_][\w/ -]{1,34}?)\s?:(?:\s+(.*)|$)", re.S)
_LENGTH = re.compile(r"[\d.,]{1,9}\s+(?:words?|Wörter|mots|palabras|parole|palavras|woorden|слов\w*)", re.I)  # fmt: skip
_RIGHTS = re.compile(r"(?:copyright|©|\(c\)|all rights reserved|alle rechte vorbehalten|tous droits)", re.I)  # fmt: skip
_BYLINE = re.compile(r"(?:by|von|par|por|di|door)\s+(?=\S)", re.I)
#: Factiva's fields by their two or three letters, where an export shows them.
_FIELD = re.compile(r"^(HD|BY|WC|PD|ET|SN|SC|PG|VOL|LA|CY|LP|TD|ART|CT|RF|CO|IN|NS|RE|IPC|IPD|PUB|AN|SE|CLM|ED)(?:(?:\t|[ ]{2})\s*(\S.*))?$")  # fmt: skip
_TOLD = 60
_HEADER_LINE: tuple[RemovedKind, str] = ("source", "export.header")
#: A note on what was searched for, above the articles or below them, is no longer.
_NOTE = 400
#: Lines that a header has at the least.
_HEADER = 4
#: One of these stands in each export.
_MARKS = ("DOCUMENT", "Document", "Dokument", "LOAD-DATE", _PROQUEST_ID)


@dataclass(slots=True)
class _Found:
    """What an article's header tells, and its body."""

    title: str = ""
    authors: list[str] = field(default_factory=list)
    outlet: str = ""
    day: list[str] = field(default_factory=list)
    body: str = ""


@cache
def _names(slot: str) -> frozenset[str]:
    text = (resources.files("normalize.readers") / "databases.toml").read_text("utf-8")
    return frozenset(tomli.loads(text)[slot]["names"])


def _parts(text: str) -> list[str]:
    """What stands between blank lines, without the margins that centre it."""
    return [part.strip() for part in re.split(r"\n[ \t]*\n", text) if part.strip()]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _one(text: str) -> str:
    return " ".join(text.split())


def _label(part: str, *, capitals: bool) -> tuple[str, str]:
    """A label, in lower case, and what it labels; "" and "" where a part has none."""
    found = _LABEL.fullmatch(part)
    if found is None or (capitals and not found.group(1).isupper()):
        return "", ""
    return found.group(1).casefold(), found.group(2) or ""


def _authors(value: str) -> list[str]:
    """The names of a byline, of which some databases put the last name first."""
    turned = [re.fullmatch(r"([^,]+), ([^,]+)", name.strip()) for name in value.split(";")]
    if all(turned):
        return [f"{name.group(2)} {name.group(1)}" for name in turned if name]
    # Behind a semicolon stands who else had a part in it.
    return split_names(_BYLINE.sub("", _one(value.split(";")[0])))


def _by(found: _Found, name: str, value: str) -> None:
    if name in _names("byline"):
        found.authors += _authors(value)
    elif name in ("headline", "title") and value:
        found.title = _one(value)


def _nexis(text: str) -> _Found:
    """Outlet, day, headline, labels in capitals, the text, labels again."""
    parts = _parts(text)
    named = [_label(part, capitals=True)[0] for part in parts]
    first = next((at for at, name in enumerate(named) if name), 0)
    if not first:
        return _Found()
    found = _Found(outlet=_one(parts[0]), day=[_one(part) for part in parts[1:first]])
    if first > 1:
        found.title = _one(parts[first - 1])
    at = first
    while at < len(parts) and named[at] and named[at] not in _names("opening"):
        _by(found, *_label(parts[at], capitals=True))
        at += 1
    found.body = _body(parts[at:], capitals=True)
    return found


def _is_foot(part: str, capitals: bool) -> bool:
    name, _ = _label(part, capitals=capitals)
    return bool((name and (capitals or name in _names("foot"))) or _RIGHTS.match(part))


def _end(parts: list[str], *, capitals: bool) -> int:
    """The first of an article's parts that is a label below its text; as many as there are for none."""
    end = len(parts)
    while end > 1 and _is_foot(parts[end - 1], capitals):
        end -= 1
    return end


def _body(parts: list[str], *, capitals: bool) -> str:
    """What is left of an article's parts without the labels below its text, and above it."""
    end = _end(parts, capitals=capitals)
    opening: list[str] = []
    for at, part in enumerate(parts[:end]):
        name, value = _label(part, capitals=capitals)
        if name not in _names("opening"):
            return "\n\n".join([*opening, *parts[at:end]])
        if value and name != "dateline":
            opening.append(value)
    return "\n\n".join(opening)


def _nexis_uni(text: str) -> _Found:
    """Headline, outlet, day, rights, labels, "Body", the text, a label."""
    body = re.search(r"^[ \t]*(?:Body|Textkörper|Corps)[ \t]*$", text, re.M)
    head = _lines(text[: body.start()]) if body is not None else []
    if body is None or len(head) < _HEADER:
        return _Found()
    found = _Found(title=_one(head[0]), outlet=_one(head[1]), day=head[2:4])
    for line in head[2:]:
        _by(found, *_label(line, capitals=False))
    rest = re.split(
        r"^[ \t]*(?:Classification|Klassifizierung)[ \t]*$", text[body.end() :], flags=re.M
    )
    found.body = _body(_parts(rest[0]), capitals=False)
    return found


def _factiva(text: str) -> _Found:
    """Headline, byline, length, day, outlet, code, language, rights, the text, who publishes it."""
    lines = [line.strip() for line in text.strip().splitlines()]
    if sum(_FIELD.match(line) is not None for line in lines) >= _HEADER:
        return _factiva_fields(lines)
    length = next((at for at, line in enumerate(lines) if _LENGTH.fullmatch(line)), None)
    rights = next((at for at, line in enumerate(lines) if _RIGHTS.match(line)), None)
    if length is None or rights is None or rights < length:
        return _Found()
    head = [line for line in lines[:length] if line]
    below = [line for line in lines[length + 1 : rights] if line]
    found = _Found(title=head[0] if head else "", day=below[:1])
    found.authors = [n for line in head[1:] if _BYLINE.match(line) for n in _authors(line)]
    times = re.compile(r"\d{1,2}:\d\d")
    named = [line for line in below[1:] if not times.match(line)]
    found.outlet = named[0] if named else ""
    parts = _parts("\n".join(lines[rights + 1 :]))
    if len(parts) > 1 and len(parts[-1]) <= _TOLD and parts[-1][-1] not in '.!?”“»"':
        parts.pop()
    found.body = "\n\n".join(parts)
    return found


def _factiva_fields(lines: list[str]) -> _Found:
    values: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        if told := _FIELD.match(line):
            name = told.group(1)
            values[name] = [told.group(2) or ""]
        elif name:
            values[name].append(line)
    told_by = {name: "\n".join(value).strip() for name, value in values.items()}
    body = "\n\n".join(told_by[name] for name in ("LP", "TD") if told_by.get(name))
    return _Found(
        _one(told_by.get("HD", "")), _authors(told_by.get("BY", "")), _one(told_by.get("SN", "")),
        [told_by.get("PD", "")], body,
    )  # fmt: skip


def _proquest(text: str) -> _Found:
    """Headline, labels, the text behind its label, labels again."""
    parts = _parts(text)
    texts = [at for at, part in enumerate(parts) if part.casefold().startswith("full text:")]
    if not texts:
        return _Found()
    found = _Found(title=_one(parts[0]))
    for part in (*parts[: texts[0]], *parts[_end(parts, capitals=False) :]):
        name, value = _label(part, capitals=False)
        if name == "publication title":
            found.outlet = _one(value)
        elif name == "publication date":
            found.day.append(_one(value))
        elif name == "publication info":
            found.outlet = found.outlet or _one(value.split(";")[0])
            found.day.append(_one(value.split("]")[-1].split(":")[0].strip(" .")))
        _by(found, name, value)
    found.body = _body(parts[texts[0] :], capitals=False)
    return found


def _split(text: str) -> tuple[list[str], Callable[[str], _Found]] | None:
    """The articles of an export, and who reads one; None of any other text."""
    if ("DOCUMENT" in text or "Dokument " in text) and _NEXIS.search(text):
        return _NEXIS.split(text)[1:], _nexis
    if "LOAD-DATE" in text and _LOADED.search(text):
        return [text], _nexis
    if _NEXIS_UNI.search(text):
        return _NEXIS_UNI.split(text), _nexis_uni
    if _PROQUEST_ID in text:
        return _PROQUEST.split(text), _proquest
    if _FACTIVA.search(text):
        return _FACTIVA.split(text), _factiva
    return None


def _marked(text: str) -> list[Block]:
    return [Block(_one(part), marked=_HEADER_LINE) for part in _parts(text)]


def _blocks(document: str, body: str) -> tuple[list[Block], list[str]]:
    """An article's blocks, with what stands about its text marked; and how it was mended."""
    lines = _lines(body)
    begin = max(document.find(lines[0][:_TOLD]), 0)
    end = document.rfind(lines[-1][-_TOLD:])
    end = end + len(lines[-1][-_TOLD:]) if end >= begin else len(document)
    mended, repairs = mend(body, unescape=False)
    story = [Block(paragraph) for paragraph in split_paragraphs(mended)]
    return [*_marked(document[:begin]), *story, *_marked(document[end:])], repairs


def read_export(text: str, path: str) -> Iterator[Draft]:
    """The drafts of a press database's export, in order; none of any other text."""
    if not any(mark in text for mark in _MARKS):
        return
    text = text.replace("\r\n", "\n")
    if (told := _split(text)) is None:
        return
    documents, read = told
    found = [(document, read(document)) for document in documents if document.strip()]
    if not any(one.body.strip() for _, one in found):
        return
    # What has no header that can be read is an article all the same, if it is no note on the search.
    found = [
        (document, one) for document, one in found if one.body.strip() or len(document) > _NOTE
    ]
    for number, (document, one) in enumerate(found, 1):
        draft = Draft(f"{path}#{number}" if len(found) > 1 else path)
        draft.blocks, draft.repairs = _blocks(document, one.body.strip() or document)
        draft.title = one.title
        draft.title_unmarked = not one.title
        draft.headlines = [one.title] if one.title else []
        draft.authors = one.authors
        draft.outlet = one.outlet
        draft.stamps = [one.day]
        yield draft
