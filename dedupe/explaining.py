"""Why two texts are, or are not, copies: the numbers, and the passages shared and differing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from dedupe.days import days_of
from dedupe.evidence import terms, thinness, weights
from dedupe.measures import Measures, measure
from dedupe.settings import FoldSettings
from dedupe.signatures import sketch
from dedupe.texts import Texts
from dedupe.verify import is_alike, is_match

_SENTENCES = re.compile(r"(?<=[.!?。！？؟।])[\"“”‘’«»」』)]*\s+|(?<=[。！？])|\n+")
#: How much of a sentence's shingles the other text must have for it to count as shared.
_SHARED = 0.6
#: Fewer uncommon shingles in both are too few to be a copy of anything but of a whole brief.
_FEW = 12
#: What to say of two articles that are alike and yet no copies, by the term that decided.
_WHY = {
    "few": "too little in common but turns of phrase: {rare} uncommon shingles",
    "background": "shared background: {covered:.0%} of the shorter text's stretches and {lead:.0%} of the lead are in the other",
    "figures": "one mould, other facts: only {figures:.0%} of the figures are shared",
    "names": "one mould, other names: only {names:.0%} of the names are shared",
}


@dataclass(frozen=True, slots=True)
class Explanation:
    """The verdict, the numbers it rests on, and the passages of both texts."""

    match: bool
    why: str
    jaccard: float
    containment: float
    figures_shared: float
    lead_shared: float
    shared: list[str]
    only_first: list[str]
    only_second: list[str]


def _sentences(text: str) -> list[str]:
    return [piece.strip() for piece in _SENTENCES.split(text) if piece and piece.strip()]


def _split(own: str, other: str, settings: FoldSettings) -> tuple[list[str], list[str]]:
    theirs = sketch(Texts.of([other]), settings).shingles
    shared: list[str] = []
    alone: list[str] = []
    for sentence in _sentences(own):
        mine = sketch(Texts.of([sentence]), settings).shingles
        part = np.isin(mine, theirs).mean() if len(mine) else 0.0
        (shared if part >= _SHARED else alone).append(sentence)
    return shared, alone


def _share(shared: NDArray[np.int64], count: NDArray[np.int64]) -> float:
    """What of the facts of the article that has fewer the other has; all where there are none."""
    return float(shared[0] / count[0]) if count[0] else 1.0


def _missed(measures: Measures) -> str:
    """What kept two articles that are alike apart: the term that lacks most, with a key of _WHY."""
    if measures.rare[0] < _FEW:
        return "few"
    weight = weights()
    told = {name: weight[name] * float(value[0]) for name, value in terms(measures).items()}
    thin = float(thinness(measures)[0])
    covered = weight["covered"] + weight["covered_thinly"] * thin
    lacks = {
        "background": covered * (1 - float(measures.coverage[0]))
        + weight["begins_alike"] * thin
        - told["begins_alike"],
        "figures": -told["figures"] - told["other_figures"],
        "names": -told["names"],
    }
    return max(lacks, key=lambda name: lacks[name])


def explain(
    first: str,
    second: str,
    settings: FoldSettings,
    published: tuple[datetime | None, datetime | None] = (None, None),
) -> Explanation:
    """Compare two cleaned texts as a run over these two would, and show what decided.

    `published` says when, None where that is not known.
    """
    sketches = sketch(Texts.of([first, second]), settings)
    numbers = measure(sketches, np.array([1], np.uint64), days_of(published))
    match = bool(is_match(numbers, sketches.digests, settings)[0])
    jaccard, containment = float(numbers.jaccard[0]), float(numbers.containment[0])
    figures, lead = _share(numbers.figures, numbers.figure_count), float(numbers.lead[0])
    shared, only_first = _split(first, second, settings)
    _, only_second = _split(second, first, settings)
    if match:
        why = "the texts match"
    elif not is_alike(numbers, settings)[0]:
        why = f"too little is shared: Jaccard {jaccard:.2f} is below {settings.threshold}, containment {containment:.2f} below {settings.containment}"
    else:
        why = _WHY[_missed(numbers)].format(
            figures=figures, names=_share(numbers.names, numbers.name_count),
            lead=lead, covered=float(numbers.coverage[0]), rare=int(numbers.rare[0]),
        )  # fmt: skip
        if terms(numbers)["days_apart"][0] > 0:
            why += f", and they were published {numbers.days[0]:.0f} days apart"
    return Explanation(
        match, why, round(jaccard, 4), round(containment, 4), round(figures, 4), round(lead, 4),
        shared, only_first, only_second,
    )  # fmt: skip
