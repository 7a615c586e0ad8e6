"""Matches to stories: stars around a canonical article, never chains.

A member of a story matches its canonical article, not merely another member, so that two
articles which only a third one connects stay apart (the star clusters of Aslam, Pelekhov and
Rus 2004, with the centres taken in order of a stated policy).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit
from dedupe.measures import Measures
from dedupe.settings import FoldSettings

Relation = Literal["canonical", "exact", "near", "excerpt", "revision"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)

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

    def stories(self, rank: NDArray[np.int64]) -> Stories:
        """The articles by story; `rank` as of `dedupe.canonical.rank_claims`."""
        n = len(self.canonical)
        rows = np.arange(n)
        first = np.empty(n, np.int64)
        first[self.canonical[::-1]] = rows[::-1]
        first = first[self.canonical]
        order = np.lexsort((rank, self.canonical != rows, first))
        begins = np.flatnonzero(np.diff(first[order], prepend=-1))
        of = np.empty(n, np.int64)
        of[order] = np.repeat(np.arange(len(begins)), np.diff(np.append(begins, n)))
        return Stories(order, np.append(begins, n), of)


@dataclass(frozen=True)
class Stories:
    """s stories of n articles, in order of their first article's row.

    rows    (n,) int64, the articles of story k at starts[k]:starts[k+1], the canonical one
            first, the others by rank
    starts  (s + 1,) int64
    of      (n,) int64, the story of each row
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    of: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, number: int) -> list[int]:
        rows: list[int] = self.rows[self.starts[number] : self.starts[number + 1]].tolist()
        return rows

    @property
    def sizes(self) -> NDArray[np.int64]:
        """(s,) int64: articles a story."""
        return np.diff(self.starts)


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


def relations(
    same_text: NDArray[np.bool_],
    reissued: NDArray[np.bool_],
    ratio: NDArray[np.float64],
    containment: NDArray[np.float64],
    settings: FoldSettings,
) -> NDArray[np.int64]:
    """What members are to their canonical articles, as places in RELATIONS; all arrays (m,).

    `reissued` says that both are one outlet's, at different times; `ratio` is the length of the
    member over that of the canonical, in shingles.
    """
    cut = np.minimum(ratio, 1 / np.maximum(ratio, 1e-9)) < _EXCERPT_RATIO
    excerpt = cut & (containment >= settings.containment)
    found = np.full(len(ratio), RELATIONS.index("near"))
    found[reissued] = RELATIONS.index("revision")
    found[excerpt] = RELATIONS.index("excerpt")
    found[same_text] = RELATIONS.index("exact")
    return found
