"""Candidate pairs to matches: exact similarities of the shingle sets, and what they mean.

A similarity alone does not decide: template items (earnings, weather) are alike in all but
their figures, and a follow-up repeats the background of the story before it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numba import njit
from numpy.typing import NDArray

from dedupe.candidates import Pairs
from dedupe.settings import FoldSettings
from dedupe.signatures import Sketches

#: Figures that both of two articles must have before their figures are compared at all.
_LEAST_FIGURES = 3
#: Copies of one story share nearly all figures of the shorter; items of one mould share few.
_SHARED_FIGURES = 0.5
#: A background paragraph is shared, the lead is not: least share of a lead found in the other.
_SHARED_LEAD = 0.15
#: Fewer shingles than this are thin evidence: short items of one mould are alike by chance.
_SHORT = 40
_SHORT_JACCARD = 0.6
_SHORT_CONTAINMENT = 0.75
#: Above this Jaccard similarity nothing but the figures can tell two articles apart.
_NEAR_ENOUGH = 0.6


@dataclass(frozen=True)
class Measures:
    """What m pairs share; all arrays (m,).

    first, second   rows, int64
    shared          distinct shingles in both, int64
    smaller         distinct shingles of the shorter article, int64
    jaccard         shared over the union, float64, 0 to 1
    containment     shared over the smaller set, float64, 0 to 1
    figures         share of the shorter list of figures found in the other, 1.0 if too few
    lead            larger share of one's lead found in the other, float64
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    shared: NDArray[np.int64]
    smaller: NDArray[np.int64]
    jaccard: NDArray[np.float64]
    containment: NDArray[np.float64]
    figures: NDArray[np.float64]
    lead: NDArray[np.float64]

    def where(self, keep: NDArray[np.bool_]) -> Measures:
        """The measures of the kept pairs."""
        return Measures(*(getattr(self, f.name)[keep] for f in fields(self)))


@njit(cache=True, nogil=True)
def _common(values, a, a_end, b, b_end):  # type: ignore[no-untyped-def]
    """How many values two sorted runs share."""
    count = 0
    while a < a_end and b < b_end:
        if values[a] == values[b]:
            count += 1
            a += 1
            b += 1
        elif values[a] < values[b]:
            a += 1
        else:
            b += 1
    return count


@njit(cache=True, nogil=True)
def _lead_share(lead, shingles, begin, end):  # type: ignore[no-untyped-def]
    """Which share of a lead's shingles the other article has."""
    found = 0
    total = 0
    for i in range(lead.shape[0]):
        value = lead[i]
        if value == 0:
            break
        total += 1
        at = begin + np.searchsorted(shingles[begin:end], value)
        if at < end and shingles[at] == value:
            found += 1
    return found / total if total else 0.0


@njit(cache=True, nogil=True)
def _measure(first, second, shingles, starts, numbers, number_starts, leads, least, shared, figures, lead):  # type: ignore[no-untyped-def]  # fmt: skip
    for k in range(first.shape[0]):
        i, j = first[k], second[k]
        shared[k] = _common(shingles, starts[i], starts[i + 1], starts[j], starts[j + 1])
        a = number_starts[i + 1] - number_starts[i]
        b = number_starts[j + 1] - number_starts[j]
        figures[k] = 1.0
        if min(a, b) >= least:
            both = _common(
                numbers,
                number_starts[i],
                number_starts[i + 1],
                number_starts[j],
                number_starts[j + 1],
            )
            figures[k] = both / min(a, b)
        lead[k] = max(
            _lead_share(leads[i], shingles, starts[j], starts[j + 1]),
            _lead_share(leads[j], shingles, starts[i], starts[i + 1]),
        )


def measure(sketches: Sketches, pairs: Pairs) -> Measures:
    """Measure pairs exactly, on the whole shingle sets."""
    first = (pairs >> np.uint64(32)).astype(np.int64)
    second = (pairs & np.uint64(0xFFFFFFFF)).astype(np.int64)
    m = len(pairs)
    shared = np.zeros(m, np.int64)
    figures = np.ones(m)
    lead = np.zeros(m)
    _measure(
        first, second, sketches.shingles, sketches.starts, sketches.numbers,
        sketches.number_starts, sketches.leads, _LEAST_FIGURES, shared, figures, lead,
    )  # fmt: skip
    sizes = sketches.sizes
    a, b = sizes[first], sizes[second]
    union = a + b - shared
    smaller = np.minimum(a, b)
    return Measures(
        first,
        second,
        shared,
        smaller,
        shared / np.maximum(union, 1),
        shared / np.maximum(smaller, 1),
        figures,
        lead,
    )


def is_match(
    measures: Measures, digests: NDArray[np.uint64], settings: FoldSettings
) -> NDArray[np.bool_]:
    """Which pairs are copies of one story, (m,) bool.

    Alike enough as sets, or one mostly inside the other; not if their figures differ as those
    of template items do; and not if only the background is shared, unless nearly all is.
    """
    same = digests[measures.first] == digests[measures.second]
    short = measures.smaller < _SHORT
    jaccard = np.where(short, max(_SHORT_JACCARD, settings.threshold), settings.threshold)
    containment = np.where(
        short, max(_SHORT_CONTAINMENT, settings.containment), settings.containment
    )
    alike = (measures.jaccard >= jaccard) | (measures.containment >= containment)
    facts = measures.figures >= _SHARED_FIGURES
    lead = (measures.lead >= _SHARED_LEAD) | (measures.jaccard >= _NEAR_ENOUGH)
    matched: NDArray[np.bool_] = same | (alike & facts & lead)
    return matched
