"""What keeps candidates few: each shortcut is held against the plain way."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedupe.excerpts import excerpt_pairs
from dedupe.keys import sorted_repeated
from dedupe.lists import Lists
from dedupe.overlaps import overlaps
from dedupe.pairs import as_pairs, ends
from dedupe.settings import FoldSettings
from dedupe.signatures import sketch
from dedupe.sketches import Parts, Sketches
from dedupe.texts import Texts

_SETS = st.lists(st.sets(st.integers(0, 2**32 - 1) | st.integers(0, 40), min_size=1), min_size=2)


@settings(deadline=None)
@given(_SETS, st.floats(0.05, 0.9))
def test_shared_counts_are_exact_from_the_least_on(sets: list[set[int]], share: float) -> None:
    starts = np.concatenate([[0], np.cumsum([len(values) for values in sets])])
    shingles = np.concatenate([np.array(sorted(values), np.uint32) for values in sets])
    first, second = np.triu_indices(len(sets), 1)
    lists = Lists.of([shingles], [starts])
    found = overlaps(as_pairs(first, second), lists, lambda smaller: share * smaller)
    for i, j, shared, smaller in zip(first, second, found.shared, found.smaller, strict=True):
        true = len(sets[i] & sets[j])
        if true >= share * smaller:
            assert shared == true
        else:
            assert true <= shared < share * smaller


def _assert_keeps_repeated(values: list[int], bits: int) -> None:
    keys = [(v << bits) | (at % (1 << bits)) for at, v in enumerate(values)]
    kept = sorted_repeated(np.array(keys, np.uint64), bits).tolist()
    left = {key >> bits for key in kept}
    assert {value for value, count in Counter(values).items() if count > 1} <= left
    # Python's sort is stable, too.
    assert kept == sorted((key for key in keys if key >> bits in left), key=lambda key: key >> bits)


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), max_size=200), st.integers(1, 40))
def test_no_repeated_key_is_dropped(values: list[int], bits: int) -> None:
    _assert_keeps_repeated(values, bits)


def test_no_repeated_key_of_several_parts_is_dropped() -> None:
    values = np.random.default_rng(2).integers(0, 2**44, 500_000)
    values[::3] = values[1]
    values[::1000] = values[2::1000]
    _assert_keeps_repeated(values.tolist(), 20)


def _with_shingles(sets: list[list[int]]) -> Sketches:
    """Sketches of articles that have these shingles, and nothing else that excerpts need."""
    empty = sketch(Texts.of([""] * len(sets)), FoldSettings())
    starts = np.concatenate([[0], np.cumsum([len(values) for values in sets])])
    return replace(empty, shingles=np.concatenate(sets).astype(np.uint32), starts=starts)


def _needed(size: int, rate: int, containment: float) -> int:
    """How many sampled shingles two standard deviations below what a row of so many has in such a copy."""
    if size < 8 * rate:
        return 1
    expected = containment * size / rate
    return max(2, int(np.ceil(expected - 2 * np.sqrt(expected * (1 - 1 / rate)))))


def _excerpts(
    sets: list[list[int]], rank: NDArray[np.int64], chosen: FoldSettings
) -> tuple[list[tuple[int, int]], int]:
    """The pairs that share enough, the plain way, and how many there are only by rare shingles."""
    rate = chosen.sample_rate
    holders: dict[int, list[int]] = {}
    for row, values in enumerate(sets):
        for value in values:
            if value * 0x9E3779B1 % 2**32 < 0xFFFFFFFF // rate:
                holders.setdefault(value, []).append(row)
    shared: Counter[tuple[int, int]] = Counter()
    rare: Counter[tuple[int, int]] = Counter()
    for found in holders.values():
        is_crowd = len(found) > min(16, chosen.max_bucket)
        best = sorted(found, key=lambda row: rank[row])[:2]
        for pair in combinations(found, 2):
            shorter = min(len(sets[row]) for row in pair)
            if not is_crowd:
                rare[pair] += 1
            elif not set(pair) & set(best) and (
                shorter >= 24 * rate or len(found) > chosen.max_bucket
            ):
                continue
            shared[pair] += 1
    pairs, only = [], 0
    for pair, count in sorted(shared.items()):
        shorter = min(len(sets[row]) for row in pair)
        if count >= _needed(shorter, rate, 0.15):
            alone = count >= _needed(shorter, rate, chosen.containment)
            if rare[pair] or alone:
                pairs.append(pair)
                only += not alone
    return pairs, only


@pytest.mark.parametrize("articles", [60, 900])  # keys sorted as one part, and as several
def test_excerpts_are_the_pairs_that_share_enough_sampled_shingles(articles: int) -> None:
    rng = np.random.default_rng(articles)
    known = np.unique(rng.integers(0, 2**32, 40 * articles))
    sets = [np.unique(rng.choice(known, rng.integers(8, 700))).tolist() for _ in range(articles)]
    # What many have, as turns of phrase.
    for row in range(0, articles, 3):
        sets[row] = np.unique(np.concatenate([sets[row], known[:60]])).tolist()
    rows = _with_shingles(sets)
    parts = Parts(
        (
            _with_shingles(sets[: articles // 3]),
            _with_shingles(sets[articles // 3 :]),
        )
    )
    rank = rng.permutation(articles)
    true, only_by_rare = _excerpts(sets, rank, FoldSettings())
    assert len(true) > articles // 4
    assert 0 < only_by_rare < len(true)
    for sketches in (Parts((rows,)), parts):
        first, second = ends(excerpt_pairs(sketches, rank, FoldSettings()))
        assert list(zip(first.tolist(), second.tolist(), strict=True)) == true
    fresh = rng.random(articles) < 0.1
    first, second = ends(excerpt_pairs(parts, rank, FoldSettings(), fresh))
    of_fresh = [p for p in true if fresh[p[0]] or fresh[p[1]]]
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == of_fresh


@pytest.mark.parametrize("max_bucket", [8, 24, 64])
def test_rows_of_a_crowd_meet_its_best_ranked(max_bucket: int) -> None:
    rng = np.random.default_rng(3)
    known = np.unique(rng.integers(0, 2**32, 4000))
    sets = [np.unique(rng.choice(known, 800 if row % 9 else 80)).tolist() for row in range(100)]
    rank = rng.permutation(len(sets))
    crowded = FoldSettings(max_bucket=max_bucket)
    true, _ = _excerpts(sets, rank, crowded)
    assert 50 < len(true) < 100 * 99 // 3
    first, second = ends(excerpt_pairs(Parts((_with_shingles(sets),)), rank, crowded))
    assert list(zip(first.tolist(), second.tolist(), strict=True)) == true
