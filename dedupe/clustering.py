"""Texts to stories in one call, for who has texts in memory; a run does the same in stages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates import candidate_pairs, some_candidate_pairs
from dedupe.canonical import Claims, rank_claims
from dedupe.common import common_of
from dedupe.days import days_of
from dedupe.measures import Comparer, Measures, joined, shared_counts
from dedupe.overlaps import Overlaps, overlaps
from dedupe.pairs import Pairs, ends
from dedupe.settings import FoldSettings
from dedupe.signatures import sketch_threaded
from dedupe.sketches import Parts
from dedupe.stories import Clustering, stars
from dedupe.texts import Texts
from dedupe.verify import SURE_JACCARD, is_close, is_match, is_sure, least_shared, may_match

#: Pairs that are measured at once, with the sketches of all articles in them; pairs whose shared
#: shingles are counted at once.
_BLOCK, _PAIRS = 1 << 13, 1 << 18


def close_pairs(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    threads: int = 1,
    known: Pairs | None = None,
    fresh: NDArray[np.bool_] | None = None,
    every: bool = False,
    published: NDArray[np.float64] | None = None,
) -> Measures:
    """The candidate pairs that share enough to be a match, measured, in order of their rows.

    Lead and coverage are those of pairs that the other measures do not rule out already, or of
    `every` pair. `published` are the days of publication, see `dedupe.measures.Comparer`.

    `known` are the close pairs among the rows that are not `fresh`, as an earlier call found
    them: then only the others are looked for. All are measured, since what is common to all
    articles changes with each new one.
    """
    if fresh is None or known is None:
        pairs = candidate_pairs(sketches, rank, settings, threads)
    else:
        pairs = some_candidate_pairs(sketches, rank, settings, fresh, known, threads)
    close = _close(sketches, pairs, settings, threads)
    common = common_of(sketches, ~_are_copies(sketches, close, rank), threads)

    # A block at a time, and of the sketches only what takes part; of few pairs no thread has more.
    block = min(_BLOCK, max(1, -(-len(close.pairs) // (4 * threads))))

    def measured(at: int) -> Measures:
        found = close.where(slice(at, at + block))
        rows = np.unique(np.concatenate(ends(found.pairs)))
        comparer = Comparer(sketches, rows, common, published)
        measures = comparer.measure(found)
        chosen = np.full(len(found.pairs), every) | may_match(measures, settings)
        return comparer.follow(measures, chosen)

    with ThreadPoolExecutor(threads) as pool:
        return joined(list(pool.map(measured, range(0, max(1, len(close.pairs)), block))))


def _are_copies(sketches: Parts, close: Overlaps, rank: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which articles are surely copies of better ranked ones, (n,) bool.

    A story that a hundred outlets print is no turn of phrase: of its copies one tells what is
    common in different articles.
    """
    first, second = ends(close.pairs)
    jaccard = close.shared / np.maximum(
        sketches.sizes[first] + sketches.sizes[second] - close.shared, 1
    )
    alike = jaccard >= SURE_JACCARD
    pairs = close.pairs[alike]
    figures = shared_counts(pairs, sketches.figures)
    names = shared_counts(pairs, sketches.names)
    first, second = ends(pairs[is_sure(jaccard[alike], figures, names)])
    found = np.zeros(len(sketches), np.bool_)
    found[np.where(rank[first] > rank[second], first, second)] = True
    return found


def _close(sketches: Parts, pairs: Pairs, settings: FoldSettings, threads: int) -> Overlaps:
    """Which pairs share enough shingles, and how many."""

    def least(smaller: NDArray[np.int64]) -> NDArray[np.float64]:
        return least_shared(smaller, settings)

    def close(at: int) -> Overlaps:
        found = overlaps(pairs[at : at + step], sketches.shingles, least)
        return found.where(is_close(found, settings))

    # A pair's first article has a table that serves its next pairs: few blocks, one a thread.
    step = min(_PAIRS, max(1, -(-len(pairs) // threads)))
    with ThreadPoolExecutor(threads) as pool:
        parts = list(pool.map(close, range(0, max(1, len(pairs)), step)))
    return Overlaps(
        *(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Overlaps))
    )


def cluster_close(
    sketches: Parts, close: Measures, rank: NDArray[np.int64], settings: FoldSettings
) -> Clustering:
    """Stories of sketched articles by their close pairs."""
    matching = close.where(is_match(close, sketches.digests, settings))
    return stars(len(sketches), matching, rank)


def cluster_sketches(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    threads: int = 1,
    published: NDArray[np.float64] | None = None,
) -> Clustering:
    """Stories of sketched articles; `rank` as of `dedupe.canonical.rank_claims`.

    `published` are the days of publication, see `dedupe.measures.Comparer`. The outcome does not
    depend on how many threads there are.
    """
    close = close_pairs(sketches, rank, settings, threads, published=published)
    return cluster_close(sketches, close, rank, settings)


def cluster(
    texts: Sequence[str],
    settings: FoldSettings | None = None,
    threads: int | None = None,
    published: Sequence[datetime | None] | None = None,
) -> Clustering:
    """Fold n texts into stories, the longest text of each being its canonical one.

    `threads` are as many as there are cores by default; the outcome is the same with any number.
    `published` says when each was published, None where that is not known (without an offset: in
    UTC): items of one mould, a forecast or a market report, are told apart by it. Raises
    ValueError where there are not as many as texts.

    >>> story = "The dam above the old town was opened on Friday after ten years of work."
    >>> cluster([story, "Rain is expected in the north.", story + " It cost 40 million."]).canonical
    array([2, 1, 2])
    """
    settings = settings or FoldSettings()
    threads = threads or os.cpu_count() or 1
    sketches = sketch_threaded(Texts.of(texts), settings, threads)
    rank = rank_claims(Claims.of(sketches.sizes))
    days = None
    if published is not None:
        if len(published) != len(texts):
            raise ValueError(f"{len(texts)} texts, but {len(published)} times of publication")
        days = days_of(published)
    return cluster_sketches(sketches, rank, settings, threads, days)
