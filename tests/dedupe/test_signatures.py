"""Signatures: datasketch's own, bit for bit."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from datasketch import LeanMinHash, MinHash, MinHashLSH
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dedupe.settings import FoldSettings
from dedupe.signatures import as_lean_minhash, minhash, signatures, sketch, sketch_threaded
from dedupe.sketches import Sketches
from dedupe.texts import Texts


def _concatenate(parts: tuple[Sketches, ...]) -> Sketches:
    """Several sketches as one, rows in the order of the parts."""
    if len(parts) == 1:
        return parts[0]

    def joined(starts: list[NDArray[np.int64]]) -> NDArray[np.int64]:
        return np.concatenate([[0], np.cumsum(np.concatenate([np.diff(s) for s in starts]))])

    return Sketches(
        np.concatenate([part.signatures for part in parts]),
        np.concatenate([part.shingles for part in parts]),
        joined([part.starts for part in parts]),
        np.concatenate([part.figures for part in parts]),
        joined([part.figure_starts for part in parts]),
        np.concatenate([part.names for part in parts]),
        joined([part.name_starts for part in parts]),
        np.concatenate([part.ordered for part in parts]),
        joined([part.ordered_starts for part in parts]),
        np.concatenate([part.digests for part in parts]),
    )


def _settings(**values: int) -> FoldSettings:
    return FoldSettings.model_validate(values)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(max_size=200), min_size=1, max_size=4),
    st.sampled_from([16, 64, 100, 128, 512]),
    st.integers(0, 2**32 - 1),
    st.integers(1, 4),
)
def test_equals_datasketch(texts: list[str], num_perm: int, seed: int, size: int) -> None:
    chosen = _settings(num_perm=num_perm, seed=seed, shingle_size=size)
    found = sketch(Texts.of(texts), chosen)
    for row in range(len(texts)):
        shingles = found.shingles[found.starts[row] : found.starts[row + 1]]
        expected = MinHash(num_perm=num_perm, seed=seed, hashfunc=int, scheme="affine32")
        expected.update_batch(shingles.tolist())
        assert np.array_equal(found.signatures[row], expected.hashvalues)
    assert np.array_equal(signatures(Texts.of(texts), chosen), found.signatures)


def test_both_ways_in_a_datasketch_index() -> None:
    story = " ".join(f"word{n}" for n in range(200))
    index = MinHashLSH(threshold=0.5, num_perm=128)
    index.insert("ours", minhash(story))
    assert index.query(minhash(story + " and a little more")) == ["ours"]
    lean = as_lean_minhash(sketch(Texts.of([story]), FoldSettings()).signatures[0], FoldSettings())
    assert isinstance(lean, LeanMinHash)
    assert lean.jaccard(minhash(story)) == 1.0


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The DAM opened, on Friday!", "the dam opened on friday"),
        ("L’été à la plage", "l'ete a la plage"),
        ("Ｗｉｄｔｈ １２３ test", "width 123 test"),
        ("Straße der Öfen hier", "strasse der ofen hier".replace("strasse", "straße")),
        ("soft\u00adhyphen and zero\u200bwidth", "softhyphen and zerowidth"),
    ],
)
def test_case_marks_width_and_punctuation_fold(first: str, second: str) -> None:
    found = sketch(Texts.of([first, second]), FoldSettings())
    assert found.digests[0] == found.digests[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("It closed two of twelve yards", "It closed 2 of 12 yards"),
        ("Zwanzig Höfe und drei Höfe", "20 Höfe und 3 Höfe"),
        ("Погибли пять человек", "Погибли 5 человек"),
        ("Dev'yat: дев'ять осіб", "Dev'yat: 9 осіб"),
    ],
)
def test_words_for_small_numbers_are_figures(first: str, second: str) -> None:
    found = sketch(Texts.of([first, second]), FoldSettings())
    one, other = (found.shingles[a:b] for a, b in pairwise(found.starts))
    assert np.array_equal(one, other)
    assert np.array_equal(*(found.figures[a:b] for a, b in pairwise(found.figure_starts)))
    assert found.digests[0] != found.digests[1]  # alike, but not the same text


@pytest.mark.parametrize("word", ["one", "due", "to", "on", "fire", "hat", "once", "tension"])
def test_words_that_mean_something_else_are_no_figures(word: str) -> None:
    found = sketch(Texts.of([f"They said {word} more"]), FoldSettings())
    assert len(found.figures) == 0


def test_scripts_without_spaces_are_shingled_by_character() -> None:
    han = "滨海市地铁四号线昨日上午六时正式开通试运营"
    found = sketch(Texts.of([han, han.replace("昨日", "今天")]), FoldSettings())
    sizes = found.sizes
    shared = np.intersect1d(
        found.shingles[: sizes[0]], found.shingles[sizes[0] :], assume_unique=True
    )
    assert sizes[0] == len(han) - 1
    assert len(shared) == len(han) - 1 - 3


def test_short_and_empty_texts() -> None:
    found = sketch(Texts.of(["", "one", "one", "!!!", "one two"]), _settings(shingle_size=3))
    assert found.sizes.tolist() == [0, 1, 1, 0, 1]
    assert found.digests[1] == found.digests[2]
    assert (found.signatures[0] == np.uint32(0xFFFFFFFF)).all()


def test_threads_change_nothing() -> None:
    texts = Texts.of([f"article {n} about {n * 7} things and {n % 13} more" for n in range(500)])
    one = sketch(texts, FoldSettings())
    for threads in (1, 3):
        parts = sketch_threaded(texts, FoldSettings(), threads, block=64)
        many = _concatenate(parts.parts)
        assert np.array_equal(one.signatures, many.signatures)
        assert np.array_equal(one.shingles, many.shingles)
        assert np.array_equal(one.starts, many.starts)


def test_any_bytes_are_tokenised_within_bounds() -> None:
    rng = np.random.default_rng(1)
    data = rng.integers(0, 256, 20000, dtype=np.uint8)
    sketch(Texts(data, np.arange(0, 20001, 100, dtype=np.int64)), FoldSettings())
