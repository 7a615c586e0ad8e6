"""Rows and stories to records: the lines of articles.jsonl and canonical.jsonl."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import orjson
from numpy.typing import NDArray

from dedupe.settings import FoldSettings
from dedupe.sketches import Parts
from dedupe.stories import RELATIONS, Clustering, Relation, Stories, relations
from flows.corpus import Corpus, article_id

#: Fields of a story that come from its canonical article or, where that has none, from the
#: best-ranked member that has.
_BORROWED = ("title", "authors", "published_at", "language", "url", "agencies", "captions")
_DIGITS = 4


@dataclass(frozen=True)
class Fold:
    """The outcome of a run: `names` are the stories' ids, `relations` places in RELATIONS, (n,)."""

    corpus: Corpus
    clustering: Clustering
    stories: Stories
    names: list[str]
    relations: NDArray[np.int64]

    def relation_of(self, row: int) -> Relation:
        """What an article is to the canonical article of its story."""
        return RELATIONS[int(self.relations[row])]

    def name_of(self, row: int) -> str:
        """The id of an article's story."""
        return self.names[int(self.stories.of[row])]


def relations_of(
    corpus: Corpus, sketches: Parts, clustering: Clustering, settings: FoldSettings
) -> NDArray[np.int64]:
    """What each article is to the canonical article of its story, as places in RELATIONS, (n,)."""
    found = np.full(len(corpus), RELATIONS.index("canonical"))
    members = np.flatnonzero(clustering.canonical != np.arange(len(corpus)))
    centres = clustering.canonical[members]
    names, outlets = corpus.outlets
    dates = corpus.dates
    named = np.array([bool(name) for name in names], np.bool_)
    sizes = sketches.sizes
    found[members] = relations(
        sketches.digests[members] == sketches.digests[centres],
        (outlets[members] == outlets[centres])
        & named[outlets[members]]
        & (dates[members] != dates[centres]),
        sizes[members] / np.maximum(sizes[centres], 1),
        clustering.containment[members],
        settings,
    )
    return found


def _measures(fold: Fold, row: int) -> dict[str, float]:
    return {
        "similarity": round(float(fold.clustering.similarity[row]), _DIGITS),
        "containment": round(float(fold.clustering.containment[row]), _DIGITS),
    }


def article_line(fold: Fold, row: int) -> bytes:
    """The line of an article: its stored record with ids, text and relation put in."""
    corpus = fold.corpus
    head = orjson.dumps({"id": corpus.identity(row), "story_id": fold.name_of(row)})
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
