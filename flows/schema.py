"""JSON Schema (2020-12) of the records that a run writes."""

from __future__ import annotations

from typing import Any, get_args

from dedupe.stories import Relation
from normalize.article import REASONS, RemovedKind

_ID = {"type": "string", "pattern": "^[0-9a-f]{16}$"}
_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": _TEXT}
_MAYBE = {"type": ["string", "null"]}
_DATE = {
    "type": ["string", "null"],
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$",
    "description": "ISO 8601 with offset",
}
_SHARE = {"type": "number", "minimum": 0, "maximum": 1}
_LANGUAGE = {"type": "string", "description": "BCP 47; und where it could not be told"}
_RELATION = {"enum": list(get_args(Relation))}


def _object(title: str, description: str, properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        "description": description,
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _without_schema(value: dict[str, Any]) -> dict[str, Any]:
    return {key: item for key, item in value.items() if key != "$schema"}


_REMOVED = _without_schema(
    _object(
        "removed",
        "a piece taken out of the body",
        {
            "kind": {"enum": list(get_args(RemovedKind))},
            "text": _TEXT,
            "rule": {"type": "string", "description": "the rule that took it out"},
            "at": {"type": "integer", "minimum": 0, "description": "the block it stood in, from 0"},
        },
    )
)

_ARTICLE = _object(
    "article",
    "a line of articles.jsonl: an input article, cleaned, and its place in a story",
    {
        "id": _ID,
        "story_id": _ID,
        "path": {
            "type": "string",
            "description": "relative to INPUT; the nth record of a file is path#n",
        },
        "outlet": _TEXT,
        "url": _MAYBE,
        "title": _TEXT,
        "text": {
            "type": "string",
            "description": "the body alone, paragraphs joined by a blank line",
        },
        "authors": _TEXTS,
        "published_at": _DATE,
        "language": _LANGUAGE,
        "dateline": _MAYBE,
        "agencies": _TEXTS,
        "captions": _TEXTS,
        "subheads": {**_TEXTS, "description": "section headings, which also stand in the text"},
        "description": _MAYBE,
        "modified_at": _DATE,
        "tags": _TEXTS,
        "removed": {"type": "array", "items": _REMOVED},
        "repairs": {**_TEXTS, "description": "what was mended in the encoding, as ftfy names it"},
        "encoding": _TEXT,
        "relation": _RELATION,
        "similarity": {**_SHARE, "description": "Jaccard similarity to the canonical article"},
        "containment": {
            **_SHARE,
            "description": "share of the shorter one's shingles in the other",
        },
    },
)

_MEMBER = _without_schema(
    _object(
        "member",
        "an article of the story",
        {
            "id": _ID,
            "outlet": _TEXT,
            "path": _TEXT,
            "url": _MAYBE,
            "published_at": _DATE,
            "relation": _RELATION,
            "similarity": _SHARE,
            "containment": _SHARE,
        },
    )
)

_STORY = _object(
    "story",
    "a line of canonical.jsonl: a story, with every copy listed under it",
    {
        "id": _ID,
        "title": _TEXT,
        "text": _TEXT,
        "authors": _TEXTS,
        "published_at": _DATE,
        "language": _LANGUAGE,
        "url": _MAYBE,
        "outlets": _TEXTS,
        "agencies": _TEXTS,
        "captions": _TEXTS,
        "size": {"type": "integer", "minimum": 1, "description": "articles of the story"},
        "chosen": {
            "type": "object",
            "additionalProperties": _ID,
            "description": "field -> id of the article it was taken from",
        },
        "members": {"type": "array", "items": _MEMBER, "minItems": 1},
    },
)

_REJECTED = _object(
    "rejected",
    "a line of rejected.jsonl: an input record that gave no article",
    {
        "path": _TEXT,
        "reason": {
            "enum": list(REASONS),
            "description": "; ".join(f"{k}: {v}" for k, v in REASONS.items()),
        },
        "detail": _TEXT,
    },
)

SCHEMAS: dict[str, dict[str, Any]] = {"article": _ARTICLE, "story": _STORY, "rejected": _REJECTED}
