"""Which article of a story is canonical: a stated policy, as a rank over all articles.

In this order: an outlet that the user prefers; completeness (length, in steps of a tenth, so
that a few words do not decide); originality (the earliest, undated last); cleanliness (the
fewest repairs and pieces taken out); and the path, so that there is always one answer.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dedupe.settings import FoldSettings

_STEP = math.log(1.1)


@dataclass(frozen=True, slots=True)
class Claim:
    """What an article has to say for itself: `size` in shingles, `dirt` in pieces mended or removed."""

    outlet: str
    size: int
    published_at: str
    dirt: int
    path: str


def rank_claims(claims: Sequence[Claim], settings: FoldSettings) -> NDArray[np.int64]:
    """The rank of each article, (n,) int64, 0 for the best; a permutation of 0..n-1."""
    preferred = {outlet: place for place, outlet in enumerate(settings.preferred_outlets)}
    keys = [
        (
            preferred.get(claim.outlet, len(preferred)),
            -round(math.log(claim.size + 1) / _STEP),
            claim.published_at or "~",
            claim.dirt,
            claim.path,
        )
        for claim in claims
    ]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    rank = np.empty(len(keys), np.int64)
    rank[order] = np.arange(len(keys))
    return rank
