"""The outcome of a run as the next one finds it (see `flows.state`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np

from dedupe.settings import FoldSettings
from flows.matching import Carried, Matched
from flows.publish import Published
from flows.state import Arrays, ArticleRow, Earlier, StoryRow, Update, save


def remember(
    out: Path,
    store: Path,
    matched: Matched,
    published: Published,
    settings: FoldSettings,
    versions: Mapping[str, str],
) -> None:
    """Leave a published run to the next one. Raises StateError."""
    fold = matched.fold
    arrays = Arrays(
        matched.pairs,
        fold.clustering.canonical,
        fold.clustering.similarity,
        fold.clustering.containment,
        fold.stories.of,
        np.array([name.encode() for name in fold.names], "S16"),
        published.article_ends,
        published.story_ends,
    )
    earlier = Earlier(matched.batches, settings.model_dump_json(), arrays)
    save(out, store, earlier, _update(matched), versions)


def _update(matched: Matched) -> Update:
    carried = matched.carried
    stories = matched.fold.stories
    if carried is None:
        everything = np.arange(len(stories)).tolist()
        return Update(True, _articles(matched, everything), _stories(matched, everything), [], [])
    changed = np.flatnonzero(carried.stories < 0).tolist()
    now = {name for name, _ in matched.batches}
    gone = [name for name, _ in carried.earlier.batches if name not in now]
    return Update(
        False, _articles(matched, changed), _stories(matched, changed), gone, _ended(carried)
    )


def _ended(carried: Carried) -> list[str]:
    """The ids of the stories that are not taken over: those that go on are written anew."""
    names = carried.earlier.arrays.names
    left = np.ones(len(names), bool)
    left[carried.stories[carried.stories >= 0]] = False
    return [name.decode() for name in names[left].tolist()]


def _articles(matched: Matched, numbers: list[int]) -> Iterator[ArticleRow]:
    fold, corpus = matched.fold, matched.fold.corpus
    names = [name for name, _ in matched.batches]
    for number in numbers:
        for row in fold.stories[number]:
            batch = int(np.searchsorted(corpus.starts, row, "right")) - 1
            yield (
                corpus.identity(row),
                corpus.path(row),
                corpus.outlet(row),
                fold.names[number],
                fold.relation_of(row),
                float(fold.clustering.similarity[row]),
                float(fold.clustering.containment[row]),
                names[batch],
            )


def _stories(matched: Matched, numbers: list[int]) -> Iterator[StoryRow]:
    fold = matched.fold
    for number in numbers:
        rows = fold.stories[number]
        yield fold.names[number], len(rows), fold.corpus.identity(rows[0])
