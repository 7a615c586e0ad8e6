"""JSON and JSON Lines: records whose fields have the names of the usual tools."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import orjson

from normalize.article import Block, Draft, Rejected, RejectedError
from normalize.decode import decode
from normalize.paragraphs import split_paragraphs
from normalize.readers.fields import Record, fill
from normalize.readers.part import Part
from normalize.readers.richtext import is_tree
from normalize.repair import mend
from normalize.settings import CleanSettings

#: A tag of a page: a block's, or an inline one's end. Wires write companies as "<B and R Inc.>", and
#: "<I>" behind those that are not listed.
_TAG = re.compile(
    r"</?(?:p|br|div|h[1-6]|li|ul|ol|figure|img|blockquote|section|article|table)(?:\s[^<>]{0,300}=[^<>]{0,300})?\s?/?>"
    r"|</(?:a|b|i|em|strong|span|u|small|sup|sub)\s?>",
    re.I,
)
#: Keys under which APIs and exports put their list of articles.
_LISTS = (
    "articles",
    "items",
    "data",
    "results",
    "@graph",
    "docs",
    "news",
    "entries",
    "stories",
    "hits",
    "objects",
)
#: The same, which an article may have of its own: a live blog's posts, a body's blocks.
_OWN_LISTS = (
    "posts", "messages", "edges", "nodes", "content", "result", "records", "documents", "rows", "value",
    "values",
)  # fmt: skip
#: Keys under which answers of APIs put that list, or its object, and entries their record.
_AROUND_LISTS = ("response", "result", "feed", "db")
_AROUND_RECORDS = (
    "_source", "article", "fields", "attributes", "document", "doc", "post", "story", "item", "node",
    "data", "content",
)  # fmt: skip
#: No answer nests them deeper.
_MOST_AROUND = 3
#: Strings, which may hold brackets, and brackets.
_MARKS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.S)
_SMALL = 4096
_JSON_FEED = "jsonfeed.org/version"
_SURROGATE = re.compile("[\ud800-\udfff]")


def _is_shallow(text: str, limit: int) -> bool:
    """Whether JSON text nests no deeper than `limit`, without parsing it."""
    if text.count("[") + text.count("{") <= limit:
        return True
    depth = 0
    for mark in _MARKS.findall(text):
        if mark in "[{":
            depth += 1
            if depth > limit:
                return False
        elif mark in "]}":
            depth -= 1
    return True


def parse_json(data: bytes, settings: CleanSettings) -> tuple[object, str]:
    """Parse one JSON text; returns the value and the encoding of the bytes.

    Raises RejectedError "invalid_json" or "too_deep". NaN and lone surrogates, which some
    exporters write, are read (the latter as U+FFFD).
    """
    encoding = "utf-8"
    try:
        return orjson.loads(data), encoding
    except orjson.JSONDecodeError:
        pass
    text, encoding = decode(data)
    if not _is_shallow(text, settings.max_depth):
        raise RejectedError("too_deep", f"nested deeper than max_depth {settings.max_depth}")
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        raise RejectedError(
            "too_deep", f"nested deeper than max_depth {settings.max_depth}"
        ) from None
    except ValueError as error:
        raise RejectedError("invalid_json", str(error)) from None
    if "\\ud" in text or "\\uD" in text:
        value = json.loads(_SURROGATE.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
    return value, encoding


def body_blocks(text: str, draft: Draft, settings: CleanSettings) -> list[Block]:
    """A body field as blocks: HTML where it holds tags, else plain text."""
    if _TAG.search(text):
        from normalize.html.page import body_from_html  # parsers that most records do without

        return body_from_html(text, draft, settings)
    mended, steps = mend(text, unescape="<" not in text)
    draft.repairs += [step for step in steps if step not in draft.repairs]
    return [Block(paragraph) for paragraph in split_paragraphs(mended)]


def draft_of(
    record: object, path: str, encoding: str, settings: CleanSettings, around: int = 0
) -> Draft:
    """One record as a draft. Raises RejectedError "invalid_record" where it holds no article.

    `around` are the objects that it was taken out of: only few are gone into.
    """
    if not isinstance(record, dict):
        raise RejectedError("invalid_record", f"a JSON object is needed, not {_name(record)}")
    draft = Draft(path, encoding=encoding)
    body = fill(draft, record, settings).body()
    if not body.strip():
        if around < _MOST_AROUND and (inner := _inner(record)) is not None:
            return draft_of(inner, path, encoding, settings, around + 1)
        names = ", ".join(list(record)[:12]) or "none"
        raise RejectedError(
            "invalid_record",
            f"no field holds the body (fields: {names}); name it under [clean.fields] in newsfold.toml",
        )
    if len(body) > settings.max_record_bytes:
        raise RejectedError(
            "too_large",
            f"a body of {len(body)} characters, over max_record_bytes {settings.max_record_bytes}",
        )
    draft.blocks = body_blocks(body, draft, settings)
    draft.title_unmarked = not draft.title
    return draft


def _inner(record: dict[str, object]) -> dict[str, object] | None:
    """A record with the fields of the object that it wraps; None where it wraps none."""
    for key in _AROUND_RECORDS:
        inner = record.get(key)
        if isinstance(inner, dict):
            return {**{name: value for name, value in record.items() if name != key}, **inner}
    return None


def _name(value: object) -> str:
    kinds = {list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return kinds.get(type(value), "a number")


def _articles(value: object, settings: CleanSettings, around: int = 0) -> list[object] | None:
    """The list of records that a JSON text is or wraps; None where it is one record."""
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return None
    rest = {key: inner for key, inner in value.items() if key not in _OWN_LISTS}
    is_article = Record(rest, settings).body() or is_tree(value.get("content"))
    keys = _LISTS if is_article else (*_LISTS, *_OWN_LISTS)
    for key in keys:
        inner = value.get(key)
        if isinstance(inner, list) and inner and all(isinstance(item, dict) for item in inner):
            return inner
    for key in (*_AROUND_LISTS, *keys) if around < _MOST_AROUND else ():
        inner = value.get(key)
        if isinstance(inner, list) and len(inner) == 1:
            inner = inner[0]
        if isinstance(inner, dict):
            found = _articles(inner, settings, around + 1)
            if found is not None:
                return found
    return None


def _each(
    records: list[object], names: str, encoding: str, settings: CleanSettings
) -> Iterator[Draft | Rejected]:
    for number, record in enumerate(records, 1):
        name = f"{names}{number}"
        try:
            yield draft_of(record, name, encoding, settings)
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)


def _of_json_feed(value: object, records: list[object]) -> list[object]:
    """The items of a JSON Feed (version 1.1) with what it says of all of them."""
    if not isinstance(value, dict) or _JSON_FEED not in str(value.get("version", ""))[:_SMALL]:
        return records
    told = {"publisher": value.get("title"), "authors": value.get("authors") or value.get("author")}
    told = {name: found for name, found in told.items() if found}
    return [{**told, **item} if isinstance(item, dict) else item for item in records]


def _is_json(data: bytes) -> bool:
    try:
        orjson.loads(data)
    except orjson.JSONDecodeError:
        return False
    return True


def read_json(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a JSON file: an object, a list of them, or an object that wraps a list.

    A file of JSON Lines under this name is read as what it is.
    """
    line, _, rest = data.strip().partition(b"\n")
    if rest.lstrip().startswith(b"{") and _is_json(line):
        yield from read_lines(data, path, settings)
        return
    value, encoding = parse_json(data, settings)
    records = _articles(value, settings)
    if records is None:
        yield draft_of(value, path, encoding, settings)
    elif not records:
        raise RejectedError("empty", "an empty list")
    else:
        yield from _each(_of_json_feed(value, records), f"{path}#", encoding, settings)


def read_lines(
    data: bytes, path: str, settings: CleanSettings, part: Part | None = None
) -> Iterator[Draft | Rejected]:
    """The drafts of a JSON Lines file, or of the records of a part; blank lines do not count.

    A file that is one JSON text over several lines is read as what it is; a line that wraps a list,
    as an answer of an API does, gives the records `#line.number`.
    """
    start = data[:_SMALL].lstrip()
    if part is None and (start[:1] == b"[" or start[:2] in (b"{\n", b"{\r")) and _is_json(data):
        yield from read_json(data, path, settings)
        return
    part = part or Part()
    wide = b"\x00" in data[:200] or data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if wide or data.startswith(b"\xef\xbb\xbf"):
        text, _ = decode(data)
        data = text.encode("utf-8", "replace")
    number = part.begins - 1
    for line in data.split(b"\n"):
        if not line.strip():
            continue
        number += 1
        if number < part.first:
            continue
        if number > part.last:
            return
        name = f"{path}#{number}"
        try:
            if len(line) > settings.max_record_bytes:
                raise RejectedError(
                    "too_large",
                    f"a line of {len(line)} bytes, over max_record_bytes {settings.max_record_bytes}",
                )
            record, encoding = parse_json(line, settings)
            try:
                yield draft_of(record, name, encoding, settings)
            except RejectedError as error:
                inner = _articles(record, settings) if error.reason == "invalid_record" else None
                if not inner:
                    raise
                inner = _of_json_feed(record, inner)
                yield from _each(inner, f"{name}.", encoding, settings)
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)
