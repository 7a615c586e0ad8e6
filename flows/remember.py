"""The outcome of a run as the next one finds it (see `flows.state`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedupe.settings import FoldSettings
from flows.matching import Matched, takes_over
from flows.publish import Published
from flows.state import ArticleRow, StoryRow, Update, save


def remember(
    out: Path,
    store: Path,
    matched: Matched,
    published: Future[Published],
    settings: FoldSettings,
    versions: Mapping[str, str],
) -> None:
    """Leave a run to the next one, when it is published; what takes long is done until then.

    Raises StateError, and what `published` raises: the next run finds what this one did.
    """
    save(out, store, takes_over(settings), _arrays(matched, published), _update(matched), versions)


def _arrays(matched: Matched, published: Future[Published]) -> Iterator[tuple[str, NDArray[Any]]]:
    """The arrays of `flows.state.Arrays` by name."""
    fold = matched.fold
    yield "keys", matched.keys
    yield "ids", _ids(matched)
    yield "pairs", matched.pairs
    yield "canonical", fold.clustering.canonical
    yield "similarity", fold.clustering.similarity
    yield "containment", fold.clustering.containment
    yield "story_of", fold.stories.of
    yield "names", np.array([name.encode() for name in fold.names], "S16")
    ends = published.result()
    yield "article_ends", ends.article_ends
    yield "story_ends", ends.story_ends


def _update(matched: Matched) -> Update:
    carried = matched.carried
    stories = matched.fold.stories
    if carried is None:
        everything = np.arange(len(stories)).tolist()
        return Update(True, _articles(matched, everything), _stories(matched, everything), [], [])
    changed = np.flatnonzero(carried.stories < 0).tolist()
    before, left = carried.earlier.arrays, carried.left()
    return Update(
        False,
        _articles(matched, changed),
        _stories(matched, changed),
        _text(before.ids[left[before.story_of]]),
        _text(before.names[left]),
    )


def _text(values: NDArray[np.bytes_]) -> list[str]:
    return [value.decode() for value in values.tolist()]


def _ids(matched: Matched) -> NDArray[np.bytes_]:
    """The id of each article, (n,) S16; those that were there before are not made again."""
    corpus, carried = matched.fold.corpus, matched.carried
    found = np.empty(len(corpus), "S16")
    new = np.arange(len(corpus))
    if carried is not None:
        kept = carried.rows >= 0
        found[kept] = carried.earlier.arrays.ids[carried.rows[kept]]
        new = np.flatnonzero(~kept)
    found[new] = [corpus.identity(row).encode() for row in new.tolist()]
    return found


def _articles(matched: Matched, numbers: list[int]) -> Iterator[ArticleRow]:
    fold, corpus = matched.fold, matched.fold.corpus
    for number in numbers:
        for row in fold.stories[number]:
            yield (
                corpus.identity(row),
                corpus.path(row),
                corpus.outlet(row),
                fold.names[number],
                fold.relation_of(row),
                float(fold.clustering.similarity[row]),
                float(fold.clustering.containment[row]),
            )


def _stories(matched: Matched, numbers: list[int]) -> Iterator[StoryRow]:
    fold = matched.fold
    for number in numbers:
        rows = fold.stories[number]
        yield fold.names[number], len(rows), fold.corpus.identity(rows[0])
