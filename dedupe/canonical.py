"""Which article of a story is canonical: a stated policy, as a rank over all articles.

In this order: an outlet that the user prefers; completeness (length, in steps of a tenth, so
that a few words do not decide); originality (the earliest, undated last); cleanliness (the
fewest repairs and pieces taken out); and the path, so that there is always one answer.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_STEP = math.log(1.1)


@dataclass(frozen=True)
class Claims:
    """What n articles have to say for themselves; all arrays (n,) int64, the least being the best
    but for sizes.

    preference  place of its outlet in the user's list, those that are not in it all alike
    sizes       shingles
    dates       place in order of publication, undated ones last
    dirt        pieces mended or removed
    order       place in order of paths, distinct
    """

    preference: NDArray[np.int64]
    sizes: NDArray[np.int64]
    dates: NDArray[np.int64]
    dirt: NDArray[np.int64]
    order: NDArray[np.int64]

    @classmethod
    def of(cls, sizes: NDArray[np.int64]) -> Claims:
        """Claims of articles of which nothing is known but their sizes, in their order."""
        none = np.zeros(len(sizes), np.int64)
        return cls(none, sizes, none, none, np.arange(len(sizes)))


def rank_claims(claims: Claims) -> NDArray[np.int64]:
    """The rank of each article, (n,) int64, 0 for the best; a permutation of 0..n-1."""
    sizes, of = np.unique(claims.sizes, return_inverse=True)
    steps = np.array([-round(math.log(size + 1) / _STEP) for size in sizes.tolist()], np.int64)
    best = np.lexsort((claims.order, claims.dirt, claims.dates, steps[of], claims.preference))
    rank = np.empty(len(best), np.int64)
    rank[best] = np.arange(len(best))
    return rank
