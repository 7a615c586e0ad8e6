"""Measured pairs to matches: which are copies of one story.

A similarity alone does not decide: template items (earnings, weather) are alike in all but
their figures, and a follow-up repeats the background of the story before it. A pair must be as
alike as the settings ask, and the evidence must be for it.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from dedupe.evidence import evidence
from dedupe.measures import Measures
from dedupe.overlaps import Overlaps
from dedupe.settings import FoldSettings
from dedupe.witnesses import is_witnessed

#: A damaged copy shares few shingles, but some of nearly every window: least share of the
#: windows, and of the containment that the settings ask of others.
_COVERED, _DAMAGED = 0.9, 0.56
#: Log-odds asked of copies: to take two stories for one is worse than to tell one twice.
LEAST_EVIDENCE = 0.6
#: The same of a third article that speaks for both (dedupe.witnesses), with either.
_LEAST_OF_WITNESS = 2.0
#: Least similarity, and shares of figures and of all names, of copies that no mould explains;
#: fewer names tell nothing. Above the second similarity it is a copy with a counter, at most.
SURE_JACCARD, _SURE_FIGURES, _SURE_NAMES, _FEW_NAMES = 0.5, 0.7, 0.6, 3
_SURE_ALONE = 0.9


def least_shared(smaller: NDArray[np.int64], settings: FoldSettings) -> NDArray[np.float64]:
    """How many shingles a pair must share to be a match at all, by the size of its smaller set."""
    # A Jaccard similarity is never above the containment.
    least = min(settings.threshold, _DAMAGED * settings.containment)
    return smaller.astype(np.float64) * least


def is_close(found: Overlaps, settings: FoldSettings) -> NDArray[np.bool_]:
    """Which pairs share enough shingles to be a match at all, (m,) bool, whatever else they tell."""
    close: NDArray[np.bool_] = found.shared >= least_shared(found.smaller, settings)
    return close


def is_sure(
    jaccard: NDArray[np.float64],
    figures: tuple[NDArray[np.int64], NDArray[np.int64]],
    names: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.bool_]:
    """Which pairs are copies by their words and by their facts, whatever else has the same words.

    All (m,): the similarity; how many figures, and of all names, are in both, and how many the
    article has that has fewer.
    """
    same_figures = figures[0] >= _SURE_FIGURES * figures[1]
    same_names = (names[0] >= _SURE_NAMES * names[1]) | (names[1] < _FEW_NAMES)
    sure: NDArray[np.bool_] = (jaccard >= _SURE_ALONE) | (
        (jaccard >= SURE_JACCARD) & same_figures & same_names
    )
    return sure


def may_match(measures: Measures, settings: FoldSettings) -> NDArray[np.bool_]:
    """Which pairs may be a match by themselves, (m,) bool, whatever lead and coverage they have."""
    whole = np.ones(len(measures.first))
    best = replace(measures, lead=whole, coverage=whole)
    found: NDArray[np.bool_] = is_alike(best, settings) & (evidence(best) > LEAST_EVIDENCE)
    return found


def is_match(
    measures: Measures, digests: NDArray[np.uint64], settings: FoldSettings
) -> NDArray[np.bool_]:
    """Which pairs are copies of one story, (m,) bool.

    Alike enough as sets, or one mostly inside the other, or all over it though damaged, and by
    the evidence neither items of one mould nor a story and its follow-up; or close, with a third
    article that is surely a copy of both. `digests` are those of all articles, see Sketches.
    """
    same = digests[measures.first] == digests[measures.second]
    return are_copies(measures, same, evidence(measures), settings, len(digests))


def are_copies(
    measures: Measures,
    same: NDArray[np.bool_],
    told: NDArray[np.float64],
    settings: FoldSettings,
    n: int,
) -> NDArray[np.bool_]:
    """Which pairs of n articles are copies, by the log-odds of each, and by those of the others.

    All (m,): whether a pair is of one text, and its log-odds.
    """
    alike = is_alike(measures, settings)
    found: NDArray[np.bool_] = same | (alike & (told > LEAST_EVIDENCE))
    sure = same | (alike & (told > _LEAST_OF_WITNESS))
    return found | is_witnessed(measures, sure, ~found, n)


def is_alike(measures: Measures, settings: FoldSettings) -> NDArray[np.bool_]:
    """Alike as sets, one lying in the other, or one a damaged copy of the other, (m,) bool."""
    damaged = measures.containment >= _DAMAGED * settings.containment
    found: NDArray[np.bool_] = (
        (measures.jaccard >= settings.threshold)
        | (measures.containment >= settings.containment)
        | (damaged & (measures.coverage >= _COVERED))
    )
    return found
