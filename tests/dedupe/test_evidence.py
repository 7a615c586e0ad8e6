"""Evidence: what tells copies from items of one mould, follow-ups and round-ups."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe import FoldSettings, cluster, explain
from dedupe.evidence import evidence, terms, weights
from dedupe.measures import Measures, measure
from dedupe.pairs import as_pairs
from dedupe.signatures import sketch
from dedupe.texts import Texts
from dedupe.verify import is_match, may_match

_WORDS = [f"{a}{b}{c}" for a in "bdklmnrst" for b in "aeiou" for c in "bdgklmnrst"]
_NAMES = ["Halvorsen", "Quintero", "Aldermere", "Stavros", "Okafor", "Tanaka", "Wexford", "Moritz"]


def _sentences(seed: int, count: int) -> list[str]:
    """Sentences with a name and a figure each, as news has them."""
    rng = random.Random(seed)
    return [
        f"The {' '.join(rng.choices(_WORDS, k=9))} of {rng.choice(_NAMES)} {rng.choice(_NAMES)} was {rng.randrange(10, 999)} {' '.join(rng.choices(_WORDS, k=3))}."
        for _ in range(count)
    ]


def _one_story(*texts: str) -> bool:
    return len(set(cluster(texts).canonical.tolist())) == 1


def _scanned(text: str, seed: int, rate: float) -> str:
    rng = random.Random(seed)
    out = []
    for char in text:
        if rng.random() < rate:
            out.append("" if char == " " else rng.choice("abcdefghijklmnopqrstuvwxyz0123456789"))
        else:
            out.append(char)
    return "".join(out)


@pytest.mark.parametrize("seed", range(8))
def test_two_bad_scans_of_one_text_are_copies(seed: int) -> None:
    # Four characters in a hundred wrong in each: a third of the shingles are left in both.
    text = " ".join(_sentences(seed, 14))
    assert _one_story(_scanned(text, seed, 0.04), _scanned(text, seed + 100, 0.04))


def _matches(texts: list[str]) -> list[bool]:
    """Whether the first two of some texts match, and then all other pairs."""
    sketches = sketch(Texts.of(texts), FoldSettings())
    measures = measure(sketches, as_pairs(*np.triu_indices(len(texts), 1)))
    found: list[bool] = is_match(measures, sketches.digests, FoldSettings()).tolist()
    return found


@pytest.mark.parametrize("seed", [1, 2, 5])
def test_a_third_copy_speaks_for_two_that_have_too_little_in_common(seed: int) -> None:
    text = " ".join(_sentences(seed, 20))
    damaged = [_scanned(text, seed, 0.06), _scanned(text, seed + 100, 0.06)]
    assert _matches(damaged) == [False]
    assert _matches([*damaged, text]) == [True, True, True]


@pytest.mark.parametrize("seed", range(4))
def test_a_whole_copy_speaks_for_two_that_were_cut_at_either_end(seed: int) -> None:
    wire = _sentences(seed, 20)
    cut = [" ".join(wire[:13] + _sentences(seed + 50, 2)), " ".join(_sentences(seed + 70, 2) + wire[7:])]  # fmt: skip
    assert _matches(cut) == [False]
    assert _matches([*cut, " ".join(wire)]) == [True, True, True]


@pytest.mark.parametrize("seed", range(4))
def test_a_brief_that_lies_in_two_stories_speaks_for_neither(seed: int) -> None:
    shared = _sentences(seed, 10)
    first, second = _sentences(seed + 10, 4) + shared, _sentences(seed + 20, 4) + shared
    texts = [" ".join(first), " ".join(second), " ".join(shared)]
    assert _matches(texts)[0] is False


def test_a_correction_of_one_figure_is_the_same_story() -> None:
    lines = _sentences(1, 10)
    corrected = [lines[0], "The number of the dead was given as 15.", *lines[1:]]
    assert _one_story(
        " ".join([lines[0], "The number of the dead was given as 12.", *lines[1:]]),
        " ".join(corrected),
    )


def test_other_figures_throughout_are_another_item() -> None:
    mould = "{name} Park results. First race over {a}00 metres: {other} Star at {b} to 1. Second race over {c}00 metres: {name} Girl at {d} to 1. Attendance was {e}, the totaliser paid {f}."
    rng = random.Random(2)
    items = [
        mould.format(name=one, other=two, **{key: rng.randrange(2, 900) for key in "abcdef"})
        for one, two in [("Ashworth", "Moritz"), ("Kestrel", "Iwata"), ("Wexford", "Jansson")]
    ]
    assert len(set(cluster(items).canonical.tolist())) == 3


def test_a_round_up_is_no_copy_of_the_stories_in_it() -> None:
    stories = [_sentences(seed, 9) for seed in range(5)]
    round_up = " ".join(story[0] for story in stories)
    found = cluster([round_up, *(" ".join(story) for story in stories)]).canonical
    assert len(set(found.tolist())) == 6


def test_the_first_sentences_alone_are_an_excerpt() -> None:
    lines = _sentences(3, 30)
    assert _one_story(" ".join(lines), " ".join(lines[:2]))


@pytest.mark.parametrize(
    ("first", "second", "word"),
    [
        (_sentences(5, 4) + _sentences(6, 6), _sentences(7, 5) + _sentences(6, 6), "background"),
        (_sentences(5, 9), _sentences(8, 9), "too little"),
    ],
)
def test_what_kept_two_texts_apart_is_said(first: list[str], second: list[str], word: str) -> None:
    found = explain(" ".join(first), " ".join(second), FoldSettings())
    assert not found.match
    assert word in found.why


_counts = st.integers(0, 400)
_shares = st.floats(0.02, 1.0)


@st.composite
def _measures(draw: st.DrawFn) -> Measures:
    figures, names, rare = draw(_counts), draw(_counts), draw(_counts)
    containment = draw(_shares)

    def whole(number: int) -> np.ndarray:
        return np.array([number], np.int64)

    def real(number: float) -> np.ndarray:
        return np.array([number])

    return Measures(
        whole(0), whole(1), whole(rare + draw(_counts)), whole(400), real(containment * draw(_shares)),
        real(containment), whole(figures), whole(figures + draw(_counts)), whole(names),
        whole(names + draw(_counts)), whole(rare), real(draw(_shares)), real(draw(_shares)),
        real(draw(st.floats(0, 40))),
    )  # fmt: skip


@given(_measures(), _shares)
def test_nothing_that_may_match_is_ruled_out_before_it_is_followed(
    measures: Measures, share: float
) -> None:
    # Lead and coverage are measured only of pairs that they could still make copies.
    settings = FoldSettings()
    more = replace(measures, coverage=np.maximum(measures.coverage, share))
    assert evidence(more)[0] >= evidence(measures)[0] - 1e-9
    if is_match(measures, np.array([1, 2], np.uint64), settings)[0]:
        assert may_match(measures, settings)[0]


@given(_measures())
def test_each_term_has_its_weight(measures: Measures) -> None:
    assert list(weights()) == ["always", *terms(measures)]
    assert np.isfinite(evidence(measures)).all()
