"""Pairs that a third article speaks for, of which both are surely copies.

Of two copies that are damaged or revised each in its own way too little may be left in common,
where a better one has it of both. The third must be a copy of either by the two alone, so that
no chain begins here; and no shorter than they are, since a brief may lie in two stories as the
background of either.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.compiled import njit
from dedupe.measures import Measures

#: Least length of the third, as a share of the shorter one's of the two, in shingles.
_LENGTH = 0.8


@njit(cache=True, nogil=True)
def _have_witness(first, second, least, starts, beside, smaller, found):  # type: ignore[no-untyped-def]  # fmt: skip
    # `smaller` is the size of the shorter one of an article and of that beside it: where it is
    # enough, so is the size of that.
    for k in range(first.shape[0]):
        a, end_a = starts[first[k]], starts[first[k] + 1]
        b, end_b = starts[second[k]], starts[second[k] + 1]
        while a < end_a and b < end_b and not found[k]:
            if beside[a] == beside[b]:
                found[k] = smaller[a] >= least[k] and smaller[b] >= least[k]
                a += 1
                b += 1
            elif beside[a] < beside[b]:
                a += 1
            else:
                b += 1


def is_witnessed(
    measures: Measures, sure: NDArray[np.bool_], doubtful: NDArray[np.bool_], n: int
) -> NDArray[np.bool_]:
    """Which of the doubtful pairs of n articles have a third that makes a sure pair with both.

    `sure` and `doubtful` say which of the pairs are, all (m,).
    """
    first, second = measures.first[sure], measures.second[sure]
    source, target = np.concatenate([first, second]), np.concatenate([second, first])
    order = np.lexsort((target, source))
    starts = np.zeros(n + 1, np.int64)
    np.cumsum(np.bincount(source, minlength=n), out=starts[1:])
    asked = measures.where(doubtful)
    witnessed = np.zeros(len(asked.first), np.bool_)
    _have_witness(
        asked.first,
        asked.second,
        _LENGTH * asked.smaller,
        starts,
        target[order],
        np.tile(measures.smaller[sure], 2)[order],
        witnessed,
    )
    found = doubtful.copy()
    found[doubtful] = witnessed
    return found
