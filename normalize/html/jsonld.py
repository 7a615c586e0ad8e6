"""JSON-LD: what a page's scripts of linked data say of its article (schema.org, JSON-LD 1.1)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import orjson
from selectolax.lexbor import LexborNode

from normalize.readers.fields import texts

_ARTICLE_TYPES = re.compile(
    r"(?:News|Report|Opinion|Analysis|Review|Satirical|Scholarly|Tech)?\w*(?:Article|BlogPosting|LiveBlogPosting)$|^(?:schema:)?(?:Report|SocialMediaPosting)$"
)
#: Objects that hold others.
_HOLDERS = ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement")
_DEEPEST = 6
#: What is set around JSON for browsers of old, and commas that no parser takes.
_OPENED = ("//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "// <![CDATA[", "<!--", "//<!--")
_CLOSED = ("//]]>", "/*]]>*/", "// ]]>", "]]>", "//-->", "// -->", "-->")
_TRAILING_COMMA = re.compile(r",(?=\s*[}\]])")
_PREFIX = "schema:"


def read_json_ld(scripts: list[LexborNode]) -> tuple[dict[str, object], list[str]]:
    """The article object of a page's JSON-LD ({} where there is none), and what its images show."""
    found = [
        item
        for script in scripts
        for value in _values(script.text(deep=True))
        for item in _objects(value)
    ]
    articles = [item for item in found if _is_article(item)]
    article = max(
        articles, key=lambda item: ("headline" in item) + ("datePublished" in item), default={}
    )
    if "author" in article:
        named = {item.get("@id"): item for item in found if "@id" in item and "name" in item}
        article = {**article, "author": _referred(article["author"], named)}
    images = [item for item in found if item.get("@type") == "ImageObject"]
    for value in (article.get("image"), article.get("associatedMedia")):
        images += [
            item
            for item in (value if isinstance(value, list) else [value])
            if isinstance(item, dict)
        ]
    shown = [
        text
        for image in images
        for key in ("caption", "description", "name")
        for text in texts(image.get(key))
    ]
    return article, shown


def _values(raw: str) -> list[object]:
    """The values of a script; [] of one that holds no JSON, even as browsers would not read it."""
    raw = raw.strip().removesuffix(";")
    try:
        return [orjson.loads(raw)]
    except orjson.JSONDecodeError:
        raw = _unwrapped(raw)
    for text in (raw, _TRAILING_COMMA.sub("", raw)):
        if values := _in_turn(text):
            return values
    return []


def _unwrapped(raw: str) -> str:
    for mark in _OPENED:
        raw = raw.removeprefix(mark)
    for mark in _CLOSED:
        raw = raw.removesuffix(mark)
    return raw.strip().removesuffix(";")


def _in_turn(text: str) -> list[object]:
    """The values of a text of one or several, one after the other; [] where one cannot be read."""
    decoder = json.JSONDecoder(strict=False)
    values, at = [], 0
    try:
        while at < len(text):
            value, at = decoder.raw_decode(text, at)
            values.append(value)
            while at < len(text) and text[at] in " \t\r\n,;":
                at += 1
    except (ValueError, RecursionError):
        return []
    return values


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        if any(key.startswith(_PREFIX) for key in value):
            value = {key.removeprefix(_PREFIX): inner for key, inner in value.items()}
        yield value
        for key in _HOLDERS:
            if key in value:
                yield from _objects(value[key], depth + 1)


def _is_article(item: dict[str, object]) -> bool:
    kinds = item.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names)


def _referred(value: object, named: dict[object, dict[str, object]]) -> object:
    """An author, or several, each with what another object of the page says of it."""
    if isinstance(value, list):
        return [_referred(item, named) for item in value]
    if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
        return named.get(value["@id"], value)
    if isinstance(value, dict) and any(key.startswith(_PREFIX) for key in value):
        return {key.removeprefix(_PREFIX): inner for key, inner in value.items()}
    return value
