"""Why two texts are, or are not, copies: the numbers, and the passages shared and differing."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from dedupe.measures import measure
from dedupe.settings import FoldSettings
from dedupe.signatures import sketch
from dedupe.texts import Texts
from dedupe.verify import is_match

_SENTENCES = re.compile(r"(?<=[.!?。！？؟।])[\"”’»」』)]*\s+|(?<=[。！？])|\n+")
#: How much of a sentence's shingles the other text must have for it to count as shared.
_SHARED = 0.6


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


def explain(first: str, second: str, settings: FoldSettings) -> Explanation:
    """Compare two cleaned texts as a run would, and show what decided."""
    sketches = sketch(Texts.of([first, second]), settings)
    numbers = measure(sketches, np.array([1], np.uint64))
    match = bool(is_match(numbers, sketches.digests, settings)[0])
    jaccard, containment = float(numbers.jaccard[0]), float(numbers.containment[0])
    figures, lead = float(numbers.figures[0]), float(numbers.lead[0])
    shared, only_first = _split(first, second, settings)
    _, only_second = _split(second, first, settings)
    if match:
        why = "the texts match"
    elif jaccard < settings.threshold and containment < settings.containment:
        why = f"too little is shared: Jaccard {jaccard:.2f} is below {settings.threshold}, containment {containment:.2f} below {settings.containment}"
    elif figures < 0.5:
        why = f"one mould, other facts: only {figures:.0%} of the figures are shared"
    else:
        why = f"shared background: {lead:.0%} of the leads is shared"
    return Explanation(
        match, why, round(jaccard, 4), round(containment, 4), round(figures, 4), round(lead, 4),
        shared, only_first, only_second,
    )  # fmt: skip
