"""Texts to stories in one call, for who has texts in memory; a run does the same in stages."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedupe.candidates import candidate_pairs
from dedupe.canonical import Claim, rank_claims
from dedupe.measures import Measures, measure
from dedupe.settings import FoldSettings
from dedupe.signatures import Sketches, Texts, sketch_threaded
from dedupe.stories import Clustering, stars
from dedupe.verify import is_match, least_containments


def matches(sketches: Sketches, settings: FoldSettings) -> Measures:
    """The verified pairs of copies among sketched articles, in order of their rows."""
    found = measure(sketches, candidate_pairs(sketches, settings), *least_containments(settings))
    return found.where(is_match(found, sketches.digests, settings))


def cluster_sketches(
    sketches: Sketches, rank: NDArray[np.int64], settings: FoldSettings
) -> Clustering:
    """Stories of sketched articles; `rank` as of `dedupe.canonical.rank_claims`."""
    return stars(len(sketches), matches(sketches, settings), rank)


def cluster(
    texts: Sequence[str], settings: FoldSettings | None = None, threads: int = 1
) -> Clustering:
    """Fold n texts into stories, the longest text of each being its canonical one.

    >>> story = "The dam above the old town was opened on Friday after ten years of work."
    >>> cluster([story, "Rain is expected in the north.", story + " It cost 40 million."]).canonical
    array([2, 1, 2])
    """
    settings = settings or FoldSettings()
    sketches = sketch_threaded(Texts.of(texts), settings, threads)
    claims = [Claim("", int(size), "", 0, f"{row:012d}") for row, size in enumerate(sketches.sizes)]
    return cluster_sketches(sketches, rank_claims(claims, settings), settings)
