"""Finished batches to stories: new articles are matched against all, the rest is as it was.

A run into an OUT that has one before it takes over the batches that are the same: their close
pairs are known, and a story none of whose members has changed keeps its id and its lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedupe.canonical import rank_claims
from dedupe.clustering import close_pairs, cluster_close
from dedupe.measures import Measures
from dedupe.pairs import Pairs, as_pairs, ends
from dedupe.settings import FoldSettings
from dedupe.signatures import sketch
from dedupe.sketches import Parts
from dedupe.stories import Clustering, Stories
from dedupe.texts import Texts
from flows.compose import Fold, relations_of
from flows.corpus import Corpus
from flows.finishing import FinishResult
from flows.identity import earlier_stories, name_stories
from flows.sketchfile import read_sketches
from flows.state import Earlier, load
from flows.store import FORMAT

#: Where more of the articles than this are new, all are matched anew: that sorts, and is faster.
_MOST_NEW = 0.5


@dataclass(frozen=True)
class Carried:
    """What a run takes over of the one before it.

    rows     (n,) int64, the row that each article had, -1 for a new one
    stories  (s,) int64, the number that each unchanged story had, -1 for one that has changed
    """

    earlier: Earlier
    rows: NDArray[np.int64]
    stories: NDArray[np.int64]

    def is_all(self) -> bool:
        """Whether the run has the same articles and stories as the last, in the same order."""
        before = self.earlier.arrays
        return _same_order(self.rows, before.keys) and _same_order(self.stories, before.names)

    def left(self) -> NDArray[np.bool_]:
        """Which of the last run's stories are not taken over: changed, or gone."""
        found = np.ones(len(self.earlier.arrays.names), bool)
        found[self.stories[self.stories >= 0]] = False
        return found


@dataclass(frozen=True)
class Matched:
    """The stories of a run, the close pairs they rest on, and what it took over, if anything.

    `earlier` is the story id that each article had, as far as the story is not taken over.
    """

    fold: Fold
    pairs: Pairs
    keys: NDArray[np.uint64]
    carried: Carried | None
    earlier: dict[str, str]


def _same_order(places: NDArray[np.int64], before: NDArray[Any]) -> bool:
    return np.array_equal(places, np.arange(len(before)))


def takes_over(settings: FoldSettings) -> str:
    """What must be the same for a run to take over anything of the one before it."""
    return f"{version('newsfold')} {FORMAT} {settings.model_dump_json()}"


def _rows_of(keys: NDArray[np.uint64], earlier: Earlier) -> NDArray[np.int64]:
    """The row that each article had in the last run, -1 for those that it had not, or not so."""
    before = earlier.arrays.keys
    if not len(before):
        return np.full(len(keys), -1)
    order = np.argsort(before, kind="stable")
    places = np.minimum(np.searchsorted(before[order], keys), len(before) - 1)
    found = order[places]
    rows = np.where(before[found] == keys, found, -1)
    # A path has one record, so that a key stands twice by chance at most: neither is taken over.
    rows[np.bincount(rows + 1, minlength=1)[rows + 1] > 1] = -1
    return rows


def _has_grown(rows: NDArray[np.int64], earlier: Earlier) -> bool:
    """Whether all that was there is there, and not too much is new.

    Where articles are gone, or edited, crowds may have become small enough for all their pairs.
    """
    kept = int(np.count_nonzero(rows >= 0))
    return kept == len(earlier.arrays.keys) and kept >= (1 - _MOST_NEW) * len(rows)


def _inverse(rows: NDArray[np.int64], earlier: Earlier) -> NDArray[np.int64]:
    """The row of each article of the last run in this one, -1 for those that are gone."""
    back = np.full(len(earlier.arrays.canonical), -1)
    kept = np.flatnonzero(rows >= 0)
    back[rows[kept]] = kept
    return back


def _known(rows: NDArray[np.int64], earlier: Earlier) -> Pairs:
    first, second = (_inverse(rows, earlier)[end] for end in ends(earlier.arrays.pairs))
    kept = (first >= 0) & (second >= 0)
    return as_pairs(first[kept], second[kept])


def _unchanged(
    rows: NDArray[np.int64], clustering: Clustering, stories: Stories, earlier: Earlier
) -> NDArray[np.int64]:
    """The number that each story had in the last run, -1 where it is not the same in all."""
    before = earlier.arrays
    centre = _inverse(rows, earlier)[before.canonical[rows]]
    same = (
        (rows >= 0)
        & (centre == clustering.canonical)
        & (before.similarity[rows] == clustering.similarity)
        & (before.containment[rows] == clustering.containment)
    )
    number = np.where(same, before.story_of[rows], -1)[stories.rows]
    least = np.minimum.reduceat(number, stories.starts[:-1])
    most = np.maximum.reduceat(number, stories.starts[:-1])
    size = np.bincount(before.story_of, minlength=len(before.names))[least]
    return np.where((least == most) & (least >= 0) & (size == stories.sizes), least, -1)


def _sketches(finished: Sequence[FinishResult], settings: FoldSettings) -> Parts:
    found = [read_sketches(Path(result.sketches)) for result in finished]
    return Parts(tuple(found or [sketch(Texts.of([]), settings)]))


def match(
    finished: Sequence[FinishResult], out: Path, store: Path, settings: FoldSettings, threads: int
) -> Matched:
    """The stories of finished batches, the same whether or not there was a run before."""
    corpus = Corpus.open([result.articles for result in finished])
    sketches = _sketches(finished, settings)
    keys = corpus.keys()
    rank = rank_claims(corpus.claims(sketches.sizes, settings.preferred_outlets))
    earlier = load(out, store)
    if earlier is not None and earlier.settings != takes_over(settings):
        earlier = None
    rows = np.full(len(corpus), -1) if earlier is None else _rows_of(keys, earlier)
    if earlier is not None and _same_order(rows, earlier.arrays.keys):
        before = earlier.arrays
        clustering = Clustering(before.canonical, before.similarity, before.containment)
        pairs = before.pairs
    else:
        close = _close(sketches, corpus.published, rank, settings, threads, rows, earlier)
        clustering = cluster_close(sketches, close, rank, settings)
        pairs = close.pairs
    stories = clustering.stories(rank)
    carried = None
    if earlier is not None and len(corpus) and len(earlier.arrays.canonical):
        carried = Carried(earlier, rows, _unchanged(rows, clustering, stories, earlier))
    ids = _earlier_ids(out, carried)
    fold = Fold(
        corpus,
        clustering,
        stories,
        _names(corpus, stories, ids, carried),
        relations_of(corpus, sketches, clustering, settings),
    )
    return Matched(fold, pairs, keys, carried, ids)


def _close(
    sketches: Parts,
    published: NDArray[np.float64],
    rank: NDArray[np.int64],
    settings: FoldSettings,
    threads: int,
    rows: NDArray[np.int64],
    earlier: Earlier | None,
) -> Measures:
    """The close pairs of all articles; those of the last run are not looked for."""
    close = partial(close_pairs, sketches, rank, settings, threads, published=published)
    if earlier is None or not _has_grown(rows, earlier):
        return close()
    return close(_known(rows, earlier), rows < 0)


def _earlier_ids(out: Path, carried: Carried | None) -> dict[str, str]:
    """Story id by article id, as the last run left it, but for stories that are taken over."""
    if carried is None:
        return earlier_stories(out)
    before = carried.earlier.arrays
    left = np.flatnonzero(carried.left()[before.story_of])
    names = before.names[before.story_of[left]].tolist()
    return {
        identity.decode(): name.decode()
        for identity, name in zip(before.ids[left].tolist(), names, strict=True)
    }


def _names(
    corpus: Corpus, stories: Stories, earlier: dict[str, str], carried: Carried | None
) -> list[str]:
    numbers = np.full(len(stories), -1)
    names = [""] * len(stories)
    if carried is not None:
        numbers = carried.stories
        # As Unicode at once: a call for each of all stories is dear.
        told = np.where(numbers >= 0, carried.earlier.arrays.names[numbers], b"")
        names = told.astype("U16").tolist()
    changed = np.flatnonzero(numbers < 0).tolist()
    taken = set(names)
    members = [[corpus.identity(row) for row in stories[number]] for number in changed]
    for number, name in zip(changed, name_stories(members, earlier, taken), strict=True):
        names[number] = name
    return names
