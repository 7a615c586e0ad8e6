"""Rows and stories to records: the lines of articles.jsonl and canonical.jsonl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from dedupe.settings import FoldSettings
from dedupe.stories import Clustering, Relation, relation
from flows.corpus import Corpus, article_id

#: Fields of a story that come from its canonical article or, where that has none, from the
#: best-ranked member that has.
_BORROWED = ("title", "authors", "published_at", "language", "url", "agencies", "captions")
_DIGITS = 4


@dataclass(frozen=True)
class Fold:
    """The outcome of a run: `stories` are rows, the canonical first, then by rank."""

    corpus: Corpus
    clustering: Clustering
    stories: list[list[int]]
    names: list[str]
    sizes: NDArray[np.int64]
    digests: NDArray[np.uint64]
    settings: FoldSettings

    @cached_property
    def name_of_centre(self) -> dict[int, str]:
        """Story id by the row of its canonical article."""
        return {rows[0]: name for rows, name in zip(self.stories, self.names, strict=True)}

    def relation_of(self, row: int) -> Relation:
        """What an article is to the canonical article of its story."""
        centre = int(self.clustering.canonical[row])
        if centre == row:
            return "canonical"
        outlets, dates = self.corpus.outlets, self.corpus.dates
        same_outlet = outlets[row] == outlets[centre] != ""
        return relation(
            bool(self.digests[row] == self.digests[centre]),
            same_outlet and dates[row] != dates[centre],
            float(self.sizes[row]) / max(float(self.sizes[centre]), 1.0),
            float(self.clustering.containment[row]),
            self.settings,
        )


def _measures(fold: Fold, row: int) -> dict[str, float]:
    return {
        "similarity": round(float(fold.clustering.similarity[row]), _DIGITS),
        "containment": round(float(fold.clustering.containment[row]), _DIGITS),
    }


def article_line(fold: Fold, row: int) -> bytes:
    """The line of an article: its stored record with ids, text and relation put in."""
    corpus = fold.corpus
    centre = int(fold.clustering.canonical[row])
    head = orjson.dumps(
        {"id": article_id(corpus.paths[row]), "story_id": fold.name_of_centre[centre]}
    )
    tail = orjson.dumps({"relation": fold.relation_of(row), **_measures(fold, row)})
    text = orjson.dumps(corpus.text(row))
    # Inside a JSON string a quote is escaped, so this finds the field and nothing else.
    record = corpus.raw_record(row)
    at = record.index(b',"authors":[')
    return b'%s,%s,"text":%s%s,%s' % (head[:-1], record[1:at], text, record[at:-1], tail[1:])


def _best(records: Sequence[dict[str, Any]], field: str) -> int | None:
    return next((at for at, record in enumerate(records) if record[field]), None)


def story_record(fold: Fold, number: int) -> dict[str, Any]:
    """The canonical record of a story."""
    rows = fold.stories[number]
    corpus = fold.corpus
    records = [corpus.record(row) for row in rows]
    ids = [article_id(record["path"]) for record in records]
    chosen = {"text": ids[0]}
    values: dict[str, Any] = {}
    for field in _BORROWED:
        at = _best(records, field)
        values[field] = records[at or 0][field]
        if at is not None:
            chosen[field] = ids[at]
    members = [
        {
            "id": identity,
            "outlet": record["outlet"],
            "path": record["path"],
            "url": record["url"],
            "published_at": record["published_at"],
            "relation": fold.relation_of(row),
            **_measures(fold, row),
        }
        for row, record, identity in zip(rows, records, ids, strict=True)
    ]
    return {
        "id": fold.names[number],
        "title": values["title"],
        "text": corpus.text(rows[0]),
        "authors": values["authors"],
        "published_at": values["published_at"],
        "language": values["language"],
        "url": values["url"],
        "outlets": sorted({record["outlet"] for record in records if record["outlet"]}),
        "agencies": values["agencies"],
        "captions": values["captions"],
        "size": len(rows),
        "chosen": dict(sorted(chosen.items())),
        "members": members,
    }
