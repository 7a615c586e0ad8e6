"""What keeps candidates few: each shortcut is held against the plain way."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from dedupe.filters import repeated
from dedupe.measures import overlaps
from dedupe.pairs import as_pairs

_SETS = st.lists(st.sets(st.integers(0, 2**32 - 1) | st.integers(0, 40), min_size=1), min_size=2)


@settings(deadline=None)
@given(_SETS, st.floats(0.05, 0.9))
def test_shared_counts_are_exact_from_the_least_on(sets: list[set[int]], share: float) -> None:
    sizes = np.array([len(values) for values in sets])
    starts = np.cumsum(sizes) - sizes
    shingles = np.concatenate([np.array(sorted(values), np.uint32) for values in sets])
    first, second = np.triu_indices(len(sets), 1)
    found = overlaps(
        as_pairs(first, second), shingles, starts, sizes, lambda smaller: share * smaller
    )
    for i, j, shared, smaller in zip(first, second, found.shared, found.smaller, strict=True):
        true = len(sets[i] & sets[j])
        if true >= share * smaller:
            assert shared == true
        else:
            assert true <= shared < share * smaller


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), max_size=200), st.integers(1, 12))
def test_no_repeated_key_is_dropped(values: list[int], bits: int) -> None:
    keys = np.array([(v << bits) | (at % (1 << bits)) for at, v in enumerate(values)], np.uint64)
    kept = (repeated(keys.copy(), bits) >> np.uint64(bits)).tolist()
    for value in set(values):
        if values.count(value) > 1:
            assert kept.count(value) == values.count(value)
