"""New articles are matched against all others: the outcome is that of matching all anew."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from numpy.typing import NDArray

from dedupe import FoldSettings
from dedupe.candidates import candidate_pairs, some_candidate_pairs
from dedupe.canonical import Claims, rank_claims
from dedupe.clustering import close_pairs
from dedupe.measures import Measures
from dedupe.pairs import as_pairs, ends
from dedupe.signatures import sketch, sketch_threaded
from dedupe.sketches import Parts
from dedupe.texts import Texts

_WORDS = np.array([f"{a}{b}{c}" for a in "bdklmnrst" for b in "aeiou" for c in "bdgklmnrst"])


def _texts(seed: int, count: int) -> list[str]:
    """Stories, copies cut and edited, follow-ups with a common background, and a crowd of moulds."""
    rng = np.random.default_rng(seed)
    texts: list[str] = []
    background = " ".join(rng.choice(_WORDS, 40))
    for number in range(count):
        kind = rng.integers(6)
        if kind < 2 or not texts:
            texts.append(" ".join(rng.choice(_WORDS, rng.integers(3, 160))))
        elif kind < 4:
            words = texts[rng.integers(len(texts))].split()
            words = words[: max(1, int(len(words) * rng.uniform(0.3, 1)))]
            words[rng.integers(len(words))] = "edited"
            texts.append(" ".join(words))
        elif kind == 4:
            texts.append(" ".join(rng.choice(_WORDS, 60)) + " " + background)
        else:
            texts.append(
                f"Prices of hogs at {number * 37 % 101} were steady on Monday " + background
            )
    return texts


def _rank(sketches: Parts) -> NDArray[np.int64]:
    return rank_claims(Claims.of(sketches.sizes))


def _equal(one: Measures, other: Measures) -> bool:
    return all(np.array_equal(getattr(one, f.name), getattr(other, f.name)) for f in fields(one))


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("share", [0.0, 0.02, 0.3, 1.0])
def test_pairs_of_new_articles_are_those_of_all(seed: int, share: float) -> None:
    settings = FoldSettings.model_validate({"max_bucket": 16})
    sketches = sketch_threaded(Texts.of(_texts(seed, 300)), settings, 1, block=64)
    rank = _rank(sketches)
    fresh = np.random.default_rng(seed).random(300) < share
    pairs = candidate_pairs(sketches, rank, settings)
    first, second = ends(pairs)
    new = fresh[first] | fresh[second]
    assert len(pairs) > 100
    # What was known before holds some that are candidates no more.
    rng = np.random.default_rng(seed)
    some = pairs[~new & (rng.random(len(pairs)) < 0.5)]
    stale = as_pairs(rng.integers(0, 150, 50), rng.integers(150, 300, 50))
    stale = stale[~fresh[ends(stale)[0]] & ~fresh[ends(stale)[1]]]
    known = np.unique(np.concatenate([some, stale]))
    expected = pairs[new | np.isin(pairs, known)]
    assert np.array_equal(some_candidate_pairs(sketches, rank, settings, fresh, known), expected)


@pytest.mark.parametrize("seed", range(8))
def test_close_pairs_are_those_of_all(seed: int) -> None:
    settings = FoldSettings()
    sketches = sketch_threaded(Texts.of(_texts(seed, 300)), settings, 1, block=50)
    rank = _rank(sketches)
    fresh = np.random.default_rng(seed).random(300) < 0.1
    everything = close_pairs(sketches, rank, settings)
    old = ~(fresh[everything.first] | fresh[everything.second])
    known = as_pairs(everything.first[old], everything.second[old])
    assert len(known) > 20
    assert _equal(close_pairs(sketches, rank, settings, 2, known, fresh), everything)


def test_parts_change_nothing() -> None:
    settings = FoldSettings()
    texts = Texts.of(_texts(1, 300))
    one, several = Parts((sketch(texts, settings),)), sketch_threaded(texts, settings, 1, block=37)
    assert len(several.parts) > 8
    assert _equal(
        close_pairs(one, _rank(one), settings), close_pairs(several, _rank(several), settings)
    )
