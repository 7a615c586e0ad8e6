"""Texts to stories in one call, for who has texts in memory; a run does the same in stages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates import candidate_pairs, some_candidate_pairs
from dedupe.canonical import Claims, rank_claims
from dedupe.measures import Comparer, Measures, common_of, joined
from dedupe.pairs import Pairs, as_pairs, ends
from dedupe.settings import FoldSettings
from dedupe.signatures import sketch_threaded
from dedupe.sketches import Parts, concatenate
from dedupe.stories import Clustering, stars
from dedupe.texts import Texts
from dedupe.verify import is_close, is_match, least_containments, may_match

#: Pairs that are measured at once: some 25 MB of figures.
_BLOCK = 1 << 18
#: Where less than this share of the articles takes part in pairs, the others are left aside.
_FEW = 0.6


def close_pairs(
    sketches: Parts,
    rank: NDArray[np.int64],
    settings: FoldSettings,
    threads: int = 1,
    known: Pairs | None = None,
    fresh: NDArray[np.bool_] | None = None,
) -> Measures:
    """The candidate pairs that share enough to be a match, measured, in order of their rows.

    Lead and coverage are those of pairs that the other measures do not rule out already.

    `known` are the close pairs among the rows that are not `fresh`, as an earlier call found
    them: then only the others are looked for. All are measured, since what is common to all
    articles changes with each new one.
    """
    if fresh is None or known is None:
        pairs = candidate_pairs(sketches, rank, settings, threads)
    else:
        pairs = some_candidate_pairs(sketches, rank, settings, fresh, known)
    common = common_of(sketches)
    first, second = ends(pairs)
    rows = np.unique(np.concatenate([first, second]))
    if len(rows) >= _FEW * len(sketches):
        whole = concatenate(sketches.parts)
        return _close(Comparer(whole, common, threads), pairs, settings, threads)
    # Only what takes part is gone through.
    own = as_pairs(np.searchsorted(rows, first), np.searchsorted(rows, second))
    found = _close(Comparer(sketches.take(rows), common, threads), own, settings, threads)
    return replace(found, first=rows[found.first], second=rows[found.second])


def _close(comparer: Comparer, pairs: Pairs, settings: FoldSettings, threads: int) -> Measures:
    least = least_containments(settings)

    def close(at: int) -> Measures:
        # A block at a time: the measures of all candidates would not fit beside the sketches.
        found = comparer.measure(pairs[at : at + _BLOCK], *least)
        found = found.where(is_close(found, settings))
        return comparer.follow(found, may_match(found))

    with ThreadPoolExecutor(threads) as pool:
        return joined(list(pool.map(close, range(0, max(1, len(pairs)), _BLOCK))))


def cluster_close(
    sketches: Parts, close: Measures, rank: NDArray[np.int64], settings: FoldSettings
) -> Clustering:
    """Stories of sketched articles by their close pairs."""
    matching = close.where(is_match(close, sketches.digests, settings))
    return stars(len(sketches), matching, rank)


def cluster_sketches(
    sketches: Parts, rank: NDArray[np.int64], settings: FoldSettings, threads: int = 1
) -> Clustering:
    """Stories of sketched articles; `rank` as of `dedupe.canonical.rank_claims`.

    The outcome does not depend on how many threads there are.
    """
    return cluster_close(sketches, close_pairs(sketches, rank, settings, threads), rank, settings)


def cluster(
    texts: Sequence[str], settings: FoldSettings | None = None, threads: int | None = None
) -> Clustering:
    """Fold n texts into stories, the longest text of each being its canonical one.

    `threads` are as many as there are cores by default; the outcome is the same with any number.

    >>> story = "The dam above the old town was opened on Friday after ten years of work."
    >>> cluster([story, "Rain is expected in the north.", story + " It cost 40 million."]).canonical
    array([2, 1, 2])
    """
    settings = settings or FoldSettings()
    threads = threads or os.cpu_count() or 1
    sketches = sketch_threaded(Texts.of(texts), settings, threads)
    rank = rank_claims(Claims.of(sketches.sizes))
    return cluster_sketches(sketches, rank, settings, threads)
