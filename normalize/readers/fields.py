"""Fields of a record, by any of the names that the usual tools give them, into a draft."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib import resources
from unicodedata import combining, normalize

import tomli

from normalize.article import Draft
from normalize.characters import one_line
from normalize.furniture.pagewords import is_office
from normalize.hosts import host_of, original_address
from normalize.names import split_names, without_place
from normalize.readers.richtext import markup_of
from normalize.repair import mend
from normalize.settings import CleanSettings

_SEPARATORS = re.compile(r"[_\-\s]+")
#: The types that Solr's dynamic fields end in: "title_t", "published_dt", "body_txt_en".
_TYPED = re.compile(r"_(?:tdt|dts?|txts?|txt_[a-z]{2}|ss?|t)$")
_BYLINE = re.compile(r"^(?:by|von|por|par|di|door)\s+", re.I)
_ADDRESS = re.compile(r"^https?://", re.I)
#: Tags that dress the words of a title.
_TITLE_TAG = re.compile(
    r"</?(?:a|b|i|em|strong|span|mark|u|s|sup|sub|small|font|br)(?:\s[^<>]{0,200})?/?>", re.I
)
#: The fields that hold a body.
BODY = ("text", "html")
#: What an object holds its text in, and what it is told by otherwise; "$date" and "$numberLong" are
#: MongoDB's, "original" is the New York Times archive's.
_HELD_IN = ("value", "text", "rendered", "content", "html")
_NAMED_BY = ("name", *_HELD_IN[:-1], "original", "title", "$date", "$numberLong", "@value", "url", "href", "@id", "id")  # fmt: skip
_OF_RECORDS = frozenset(("title", "headline"))
#: Objects in which records keep what is not their text, beside it: LangChain's, datatrove's.
_BESIDE = ("metadata", "meta")
#: What programs write for a value that is not there.
_NOTHING = frozenset(
    ("none", "null", "nil", "nan", "nat", "n/a", "undefined", "unknown", "[]", "-")
)
#: Names that are kept with what they mean: a file's records have the same ones.
_MOST_NAMES = 4096
#: Lists in lists, and objects, that a value is looked for in.
_DEEPEST = 40


@lru_cache(_MOST_NAMES)
def _plain(name: str) -> str:
    name = _SEPARATORS.sub("", _TYPED.sub("", name)).casefold()
    if name.isascii():
        return name
    return "".join(char for char in normalize("NFKD", name) if not combining(char))


#: For a name of a record's field, or the first part of one with a dot: the fields it may be, each
#: with its rank among the names of the field, and the whole name.
_Plan = dict[str, list[tuple[str, int, str]]]


@cache
def _table() -> dict[str, tuple[str, ...]]:
    text = (resources.files("normalize.readers") / "fields.toml").read_text("utf-8")
    return {
        field: tuple(map(_plain, (*entry["names"], *entry.get("in_languages", ()))))
        for field, entry in tomli.loads(text).items()
    }


@cache
def _plan(own: tuple[tuple[str, tuple[str, ...]], ...]) -> _Plan:
    """Where each name leads; `own` are the names that the settings have, which come first."""
    plan: _Plan = {}
    first = {field: tuple(map(_plain, names)) for field, names in own}
    for field, usual in _table().items():
        for rank, name in enumerate((*first.get(field, ()), *usual)):
            for key in dict.fromkeys((name, name.partition(".")[0])):
                plan.setdefault(key, []).append((field, rank, name))
    return plan


@lru_cache(_MOST_NAMES)
def field_of(name: str) -> str:
    """Which of our fields a name is one of; "" where it is none.

    >>> field_of("Publication Date"), field_of("Auteur"), field_of("Harwick")
    ('published_at', 'authors', '')
    """
    plain = _plain(name)
    fields = [(rank, field) for field, rank, known in _plan(()).get(plain, ()) if known == plain]
    return min(fields)[1] if fields else ""


def is_subject(name: str) -> bool:
    """Whether a name labels the subject of a letter, which is its title."""
    return _plain(name) in _subjects()


@cache
def _subjects() -> frozenset[str]:
    text = (resources.files("normalize.readers") / "fields.toml").read_text("utf-8")
    return frozenset(map(_plain, tomli.loads(text)["title"]["in_letters"]))


def _inside(record: dict[str, object], name: str) -> object:
    if name in record:
        return record[name]  # tables flatten "source.name" into one column
    first, _, rest = name.partition(".")
    value = record.get(first)
    if not rest:
        return value
    if isinstance(value, list):
        found = [_inside(folded_names(item), rest) for item in value if isinstance(item, dict)]
        return [item for item in found if item]
    return _inside(folded_names(value), rest) if isinstance(value, dict) else None


def folded_names(record: dict[str, object]) -> dict[str, object]:
    """A record with its fields' names as they are compared."""
    out: dict[str, object] = {}
    for key, value in record.items():
        # Of two keys that fold alike the first wins, as in the file.
        out.setdefault(_plain(key), value)
    return out


def texts(value: object, depth: int = 0) -> list[str]:
    """The strings that a field's value holds: itself, a list's items, an object's name or text."""
    if depth > _DEEPEST:
        return []
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, bool) or value is None:
        return []
    if isinstance(value, int | float):
        return [str(value)]
    if isinstance(value, list):
        return [text for item in value for text in texts(item, depth + 1)]
    if isinstance(value, dict):
        for key in _NAMED_BY:
            if found := texts(value.get(key), depth + 1):
                return found
    return []


def _body_texts(value: object) -> list[str]:
    """The strings of a body: an object's text, and not its title or address, which records have."""
    if isinstance(value, dict):
        value = folded_names(value)
        if not _OF_RECORDS.isdisjoint(value):
            return []
        return next((found for key in _HELD_IN if (found := texts(value.get(key)))), [])
    if isinstance(value, list):
        main = [item for item in value if isinstance(item, dict) and item.get("role") == "main"]
        if main:
            return _body_texts(main[0])  # ninjs: the same in several formats
        return [text for item in value for text in _body_texts(item)]
    return texts(value)


class Record:
    """A record, with the names of its fields as they are compared."""

    def __init__(self, record: dict[str, object], settings: CleanSettings) -> None:
        self._fields = folded_names(record)
        for key in _BESIDE:
            if isinstance(inner := self._fields.get(key), dict):
                self._fields = folded_names(inner) | self._fields
        plan = _plan(tuple((field, tuple(names)) for field, names in settings.fields.items()))
        held: dict[str, list[tuple[int, str]]] = {}
        for key in self._fields:
            for field, rank, name in plan.get(key, ()):
                held.setdefault(field, []).append((rank, name))
        self._held = {field: [name for _, name in sorted(names)] for field, names in held.items()}

    def texts(self, field: str) -> list[str]:
        """The strings of the first of a field's names that the record holds."""
        for name in self._held.get(field, ()):
            if found := texts(_inside(self._fields, name)):
                return found
        return []

    def body(self) -> str:
        """The body that the record holds, as text or HTML; "" for none."""
        for field in BODY:
            for name in self._held.get(field, ()):
                value = _inside(self._fields, name)
                # Some tools store a list of paragraphs, some a tree of blocks.
                body = markup_of(value) or "\n\n".join(_body_texts(value))
                if body.strip():
                    return body
        return ""


def _is_nobody(author: str) -> bool:
    """Whether an author is an office, or what somebody logs in by."""
    if " " in author:
        return False
    return is_office(author) or (author.islower() and author.isascii())


def fill(draft: Draft, record: dict[str, object], settings: CleanSettings) -> Record:
    """Put a record's fields, but its body, into a draft."""
    found = Record(record, settings)

    def values(field: str) -> list[str]:
        out = []
        for text in found.texts(field):
            fixed, steps = mend(text, unescape=True)
            draft.repairs += [step for step in steps if step not in draft.repairs]
            out.append(one_line(fixed))
        return [text for text in out if text and text.casefold() not in _NOTHING]

    def first(field: str) -> str:
        return next(iter(values(field)), "")

    draft.title = _TITLE_TAG.sub("", first("title"))
    draft.headlines = [draft.title] if draft.title else []
    authors = [name for text in values("authors") if not _ADDRESS.match(text)
               for name in map(without_place, split_names(_BYLINE.sub("", text)))
               if not name.isdecimal()]  # fmt: skip
    # "Staff", "admin": who signs where the text names nobody
    draft.house_authors = list(dict.fromkeys(filter(_is_nobody, authors)))
    draft.authors = [name for name in dict.fromkeys(authors) if not _is_nobody(name)]
    draft.published_at = first("published_at")
    draft.modified_at = first("modified_at")
    draft.language = first("language")
    address = next((text for text in values("url") if _ADDRESS.match(text)), "")
    draft.url = original_address(address)
    outlet = first("outlet")
    draft.outlet = (host_of(outlet) if _ADDRESS.match(outlet) else "") or outlet
    draft.description = first("description")
    tags = values("tags")
    draft.tags = [tag.strip() for text in tags for tag in text.split(",") if tag.strip()]
    draft.captions = values("captions")
    return found
