"""Matches to stories: stars around a canonical article, never chains.

A member of a story matches its canonical article, not merely another member, so that two
articles which only a third one connects stay apart (the star clusters of Aslam, Pelekhov and
Rus 2004, with the centres taken in order of a stated policy).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.measures import Measures
from dedupe.settings import FoldSettings

Relation = Literal["canonical", "exact", "near", "excerpt", "revision"]

#: Below this ratio of lengths a copy is an excerpt of the longer one.
_EXCERPT_RATIO = 0.75


@dataclass(frozen=True)
class Clustering:
    """Stories of n articles; all arrays (n,).

    canonical    int64, the row of each article's canonical article (its own for a canonical one)
    similarity   float64, Jaccard similarity to the canonical article's shingles
    containment  float64, share of the shorter one's shingles in the other
    """

    canonical: NDArray[np.int64]
    similarity: NDArray[np.float64]
    containment: NDArray[np.float64]

    def members(self) -> dict[int, list[int]]:
        """Rows of each story by its canonical row, the canonical first, the rest in order."""
        stories: dict[int, list[int]] = {}
        order = np.lexsort((np.arange(len(self.canonical)), self.canonical))
        for row in order.tolist():
            stories.setdefault(int(self.canonical[row]), []).append(row)
        for centre, rows in stories.items():
            rows.remove(centre)
            rows.insert(0, centre)
        return stories


@njit(cache=True, nogil=True)
def _stars(order, starts, neighbours, scores, canonical, edge):  # type: ignore[no-untyped-def]
    # Take articles by rank: one that no centre so far claims becomes a centre; a member goes
    # to the centre it resembles most, the better ranked of two equals.
    for k in range(order.shape[0]):
        row = order[k]
        best = -1.0
        for e in range(starts[row], starts[row + 1]):
            other = neighbours[e]
            if canonical[other] == other and scores[e] > best:
                best = scores[e]
                edge[row] = e
        if best < 0.0:
            canonical[row] = row
        else:
            canonical[row] = neighbours[edge[row]]


def stars(n: int, measures: Measures, rank: NDArray[np.int64]) -> Clustering:
    """Cluster n articles by their matches.

    `measures` holds the matching pairs only; `rank` is (n,) int64, distinct, the better
    candidate for a canonical article having the lower one. The result depends on the ranks
    and the matches alone, not on the order of rows.
    """
    m = len(measures.first)
    source = np.concatenate([measures.first, measures.second])
    target = np.concatenate([measures.second, measures.first])
    # In steps: a few edited words must not send an excerpt to another article that quotes it.
    score = np.tile(np.floor(10 * np.maximum(measures.jaccard, measures.containment)), 2)
    # Neighbours by rank, so that of two equal scores the better rank comes first.
    by = np.lexsort((rank[target], source))
    starts = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=n), out=starts[1:])
    canonical = np.full(n, -1, np.int64)
    edge = np.full(n, -1, np.int64)
    _stars(np.argsort(rank, kind="stable"), starts, target[by], score[by], canonical, edge)
    similarity = np.ones(n)
    containment = np.ones(n)
    members = np.flatnonzero(edge >= 0)
    pair = by[edge[members]] % max(m, 1)
    similarity[members] = measures.jaccard[pair]
    containment[members] = measures.containment[pair]
    return Clustering(canonical, similarity, containment)


def relation(
    same_text: bool, reissued: bool, ratio: float, containment: float, settings: FoldSettings
) -> Relation:
    """What a member is to its canonical article.

    `reissued` says that both are one outlet's, at different times; `ratio` is the length of the
    member over that of the canonical, in shingles.
    """
    if same_text:
        return "exact"
    if min(ratio, 1 / max(ratio, 1e-9)) < _EXCERPT_RATIO and containment >= settings.containment:
        return "excerpt"
    return "revision" if reissued else "near"
