"""Texts to stories in one call, for who has texts in memory; a run does the same in stages."""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates import candidate_pairs
from dedupe.canonical import Claim, rank_claims
from dedupe.measures import Comparer, Measures, joined
from dedupe.settings import FoldSettings
from dedupe.signatures import Sketches, Texts, sketch_threaded
from dedupe.stories import Clustering, stars
from dedupe.verify import is_match, least_containments

#: Pairs that are measured at once: some 25 MB of figures.
_BLOCK = 1 << 18


def matches(sketches: Sketches, settings: FoldSettings, threads: int = 1) -> Measures:
    """The verified pairs of copies among sketched articles, in order of their rows."""
    pairs = candidate_pairs(sketches, settings, threads)
    comparer = Comparer(sketches)
    least = least_containments(settings)

    def verified(at: int) -> Measures:
        # A block at a time: the measures of all candidates would not fit beside the sketches.
        found = comparer.measure(pairs[at : at + _BLOCK], *least)
        return found.where(is_match(found, sketches.digests, settings))

    with ThreadPoolExecutor(threads) as pool:
        return joined(list(pool.map(verified, range(0, max(1, len(pairs)), _BLOCK))))


def cluster_sketches(
    sketches: Sketches, rank: NDArray[np.int64], settings: FoldSettings, threads: int = 1
) -> Clustering:
    """Stories of sketched articles; `rank` as of `dedupe.canonical.rank_claims`.

    The outcome does not depend on how many threads there are.
    """
    return stars(len(sketches), matches(sketches, settings, threads), rank)


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
    claims = [Claim("", int(size), "", 0, f"{row:012d}") for row, size in enumerate(sketches.sizes)]
    return cluster_sketches(sketches, rank_claims(claims, settings), settings, threads)
