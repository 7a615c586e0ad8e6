"""Scores against values worked out by hand and by their definitions."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedupe import score_clusters


def test_perfect_and_hopeless() -> None:
    assert score_clusters(["x", "x", "y"], ["1", "1", "2"]).ari == 1.0
    apart = score_clusters(["x", "y", "z"], ["1", "1", "1"])
    assert apart.ari == 0.0
    assert apart.pair_recall == 0.0
    assert apart.bcubed_precision == 1.0
    assert apart.bcubed_recall == pytest.approx(1 / 3)


def test_worked_example() -> None:
    # Manning, Raghavan and Schütze, Introduction to Information Retrieval, figure 16.4.
    found = ["1"] * 6 + ["2"] * 6 + ["3"] * 5
    gold = list("xxxxxo" + "xoooox"[:0] + "xoooo" + "d" + "xx" + "ddd")
    scores = score_clusters(found, gold)
    assert scores.pair_precision == pytest.approx(20 / 40)
    assert scores.pair_recall == pytest.approx(20 / 44)
    assert scores.ari == pytest.approx(0.24, abs=0.005)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=30))
def test_pairs_by_definition(labels: list[tuple[int, int]]) -> None:
    found, gold = ([str(label[k]) for label in labels] for k in (0, 1))
    pairs = list(itertools.combinations(range(len(labels)), 2))
    together = [(found[i] == found[j], gold[i] == gold[j]) for i, j in pairs]
    both = sum(f and g for f, g in together)
    scores = score_clusters(found, gold)
    assert scores.pair_precision == pytest.approx(
        both / max(1, sum(f for f, _ in together)) if any(f for f, _ in together) else 1.0
    )
    assert scores.pair_recall == pytest.approx(
        both / max(1, sum(g for _, g in together)) if any(g for _, g in together) else 1.0
    )


def test_lengths_must_agree() -> None:
    with pytest.raises(ValueError, match="one length"):
        score_clusters(["a"], [])
