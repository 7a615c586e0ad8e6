"""Measured pairs to matches: which are copies of one story.

A similarity alone does not decide: template items (earnings, weather) are alike in all but
their figures, and a follow-up repeats the background of the story before it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dedupe.measures import Measures
from dedupe.overlaps import Overlaps
from dedupe.settings import FoldSettings

#: Copies share nearly all figures of the shorter, items of one mould few. Damage takes figures
#: as it takes words, so the share asked for is one of the words' survival, which is about the
#: square root of that of their pairs. A long text says more by its words: there only many
#: figures, nearly all of them different, tell.
_SHARED_FIGURES = 0.5
_LONG = 100
_MANY_FIGURES, _SHARED_OF_MANY = 8, 0.3
_FEW_FIGURES = 3
_INTACT, _SHARED_INTACT = 0.8, 0.5
_SHARED_NAMES = 0.35
#: A background paragraph is shared, the lead is not: least share of a lead found in the other,
#: as a part of the share of the whole shorter text.
_SHARED_LEAD = 0.6
#: Fewer shingles than this are thin evidence: short items of one mould are alike by chance.
_SHORT = 40
_SHORT_JACCARD = 0.6
_SHORT_CONTAINMENT = 0.75
_SHORT_SHARED = 14
#: Least shares of the uncommon shingles, for near copies, excerpts and damaged copies.
_NEAR_RARE, _EXCERPT_RARE, _DAMAGED_RARE = 0.3, 0.4, 0.35
#: Least similarity, and shares of figures and of all names, of copies that no mould explains.
SURE_JACCARD, _SURE_FIGURES, _SURE_NAMES = 0.5, 0.7, 0.6
_LEAST_RARE = min(_NEAR_RARE, _EXCERPT_RARE, _DAMAGED_RARE)
#: A damaged copy shares few shingles, but some of nearly every window.
_COVERED = 0.95
_DAMAGED_CONTAINMENT = 0.28
#: An excerpt lies in the longer article with nearly all its windows; a follow-up does not.
_EXCERPT_COVERED = 0.7
#: Above this Jaccard similarity nothing but the figures can tell two articles apart.
_NEAR_ENOUGH = 0.6


def least_shared(smaller: NDArray[np.int64], settings: FoldSettings) -> NDArray[np.float64]:
    """How many shingles a pair must share to be a match at all, by the size of its smaller set."""
    # A Jaccard similarity is never above the containment.
    least_short = min(max(_SHORT_JACCARD, settings.threshold), settings.containment)
    least = min(settings.threshold, settings.containment, _DAMAGED_CONTAINMENT)
    asked: NDArray[np.float64] = np.where(smaller < _SHORT, least_short, least) * smaller
    return asked


def is_close(found: Overlaps, settings: FoldSettings) -> NDArray[np.bool_]:
    """Which pairs share enough shingles to be a match at all, (m,) bool, whatever else they tell."""
    close: NDArray[np.bool_] = found.shared >= least_shared(found.smaller, settings)
    return close


def is_sure(
    jaccard: NDArray[np.float64], figures: NDArray[np.float64], names: NDArray[np.float64]
) -> NDArray[np.bool_]:
    """Which pairs are copies by their words and by their facts, whatever else has the same words.

    All (m,): the similarity, and the shares of figures and of all names, as those of Measures.
    """
    sure: NDArray[np.bool_] = (
        (jaccard >= SURE_JACCARD) & (figures >= _SURE_FIGURES) & (names >= _SURE_NAMES)
    )
    return sure


def may_match(measures: Measures) -> NDArray[np.bool_]:
    """Which pairs may be a match (m,) bool, as far as is known before lead and coverage are."""
    told: NDArray[np.bool_] = (measures.rare >= _LEAST_RARE) & _states_the_same(measures)
    return told


def is_match(
    measures: Measures, digests: NDArray[np.uint64], settings: FoldSettings
) -> NDArray[np.bool_]:
    """Which pairs are copies of one story, (m,) bool.

    Alike enough as sets, or one mostly inside the other; not if their figures differ as those
    of template items do; and not if only the background is shared, unless nearly all is.
    """
    same = digests[measures.first] == digests[measures.second]
    found: NDArray[np.bool_] = same | (
        _is_alike(measures, settings) & _states_the_same(measures) & _begins_alike(measures)
    )
    return found


def _is_alike(measures: Measures, settings: FoldSettings) -> NDArray[np.bool_]:
    """Alike as sets, one lying in the other, or one a damaged copy of the other."""
    short = measures.smaller < _SHORT
    covered = measures.coverage >= _EXCERPT_COVERED
    near = measures.jaccard >= np.where(
        short, max(_SHORT_JACCARD, settings.threshold), settings.threshold
    )
    inside = measures.containment >= settings.containment
    sure = (measures.containment >= _SHORT_CONTAINMENT) | (measures.shared >= _SHORT_SHARED)
    damaged = (measures.coverage >= _COVERED) & (measures.containment >= _DAMAGED_CONTAINMENT)
    found: NDArray[np.bool_] = (
        (near & (measures.rare >= _NEAR_RARE))
        | (inside & covered & (~short | sure) & (measures.rare >= _EXCERPT_RARE))
        | (damaged & ~short & (measures.rare >= _DAMAGED_RARE))
    )
    return found


def _states_the_same(measures: Measures) -> NDArray[np.bool_]:
    """Not so with items of one mould, which differ in their figures or in their names."""
    survival = np.where(measures.smaller < _SHORT, 1.0, np.sqrt(measures.containment))
    few = (measures.figures >= _SHARED_FIGURES * survival) | (measures.figure_count < _FEW_FIGURES)
    many = (measures.figures >= _SHARED_OF_MANY * survival) | (
        measures.figure_count < _MANY_FIGURES
    )
    # Where nearly all words have survived, so have the figures, be they ever so few.
    intact = (measures.containment < _INTACT) | (measures.figures >= _SHARED_INTACT)
    figures = np.where(measures.smaller < _LONG, few & intact, few | many)
    found: NDArray[np.bool_] = figures & (measures.names >= _SHARED_NAMES * survival)
    return found


def _begins_alike(measures: Measures) -> NDArray[np.bool_]:
    """Not so with a follow-up, which has the background of another story and a lead of its own."""
    found: NDArray[np.bool_] = (measures.lead >= _SHARED_LEAD * measures.containment) | (
        measures.jaccard >= _NEAR_ENOUGH
    )
    return found
