"""Stories: stars around a canonical article, whatever the order of input."""

from __future__ import annotations

import random

import numpy as np
import pytest

from dedupe import FoldSettings, cluster, explain
from dedupe.canonical import Claims, rank_claims
from dedupe.clustering import cluster_sketches
from dedupe.signatures import sketch
from dedupe.sketches import Parts
from dedupe.stories import RELATIONS, relations
from dedupe.texts import Texts

_WORDS = [f"{a}{b}{c}" for a in "bdklmnrst" for b in "aeiou" for c in "bdgklmnrst"]


def _story(seed: int, sentences: int = 12) -> list[str]:
    rng = random.Random(seed)
    return [" ".join(rng.choices(_WORDS, k=14)) + "." for _ in range(sentences)]


def _partition(texts: list[str]) -> list[int]:
    return cluster(texts).canonical.tolist()


def test_copies_of_every_kind_meet() -> None:
    a, b = _story(1), _story(2)
    rng = random.Random(3)
    edited = [w if rng.random() > 0.05 else "edited" for w in " ".join(a).split()]
    shuffled = [*a[6:], *a[:6]]
    texts = [
        " ".join(a), " ".join(a[:4]), " ".join(edited), " ".join(shuffled), " ".join(a).upper(),
        " ".join(b), " ".join([*b[:2], "A local paragraph was put in here by the desk.", *b[2:]]),
    ]  # fmt: skip
    found = cluster(texts)
    assert len(set(found.canonical[:5])) == 1
    assert len(set(found.canonical[5:])) == 1
    assert found.canonical[0] != found.canonical[5]


def test_no_chains() -> None:
    # b shares half with a and half with c, which share nothing: a and c must not meet.
    a, c = _story(1), _story(2)
    texts = [" ".join(a), " ".join([*a[:6], *c[:6]]), " ".join(c)]
    found = cluster(texts).canonical
    assert found[0] != found[2]


def test_items_of_one_mould_with_other_figures_stay_apart() -> None:
    mould = (
        "The company reported results for the third quarter on Thursday. Revenue was {} million "
        "crowns against {} million a year earlier. Net profit was {} crowns against {}. The board "
        "declared a dividend of {} cents a share, payable on the fifteenth of next month."
    )
    texts = [mould.format(*(round(7.3 * n * k, 1) for k in range(1, 6))) for n in (3, 8, 19, 31)]
    assert len(set(_partition(texts))) == 4


def test_a_follow_up_that_repeats_background_is_another_story() -> None:
    background, first, second = _story(1, 4), _story(2, 6), _story(3, 6)
    found = _partition([" ".join(first + background), " ".join(second + background)])
    assert found[0] != found[1]


def test_order_of_input_changes_nothing() -> None:
    texts = []
    for seed in range(12):
        story = _story(seed)
        texts += [" ".join(story), " ".join(story[:5]), " ".join(story[1:])]
    expected = {tuple(sorted(g)) for g in _groups(texts)}
    for seed in range(5):
        mixed = random.Random(seed).sample(texts, len(texts))
        assert {tuple(sorted(g)) for g in _groups(mixed)} == expected


def _groups(texts: list[str]) -> list[list[str]]:
    found: dict[int, list[str]] = {}
    for text, centre in zip(texts, _partition(texts), strict=True):
        found.setdefault(centre, []).append(text)
    return list(found.values())


def test_an_unrelated_article_changes_no_story() -> None:
    texts = [" ".join(_story(1)), " ".join(_story(1)[:6]), " ".join(_story(2))]
    assert _partition([*texts, " ".join(_story(9))])[:3] == _partition(texts)


def test_a_bucket_of_thousands_is_no_quadratic_work() -> None:
    # 3,000 copies of one notice: every band is one bucket of them all.
    texts = [" ".join(_story(1)) + f" number {n}" for n in range(3000)]
    assert len(set(_partition(texts))) == 1


def test_in_a_crowd_all_meet_the_canonical_article() -> None:
    # 200 copies of about one length, of which the canonical one is neither the longest nor first.
    text = " ".join(_story(1))
    texts = [text + " It goes on." * (n % 7) for n in range(200)]
    sketches = Parts((sketch(Texts.of(texts), FoldSettings()),))
    none = np.zeros(200, np.int64)
    preference = np.ones(200, np.int64)
    preference[101] = 0
    rank = rank_claims(Claims(preference, sketches.sizes, none, none, np.arange(200)))
    found = cluster_sketches(sketches, rank, FoldSettings())
    assert set(found.canonical.tolist()) == {101}


def test_what_a_hundred_outlets_print_is_no_turn_of_phrase() -> None:
    # Each of 150 outlets adds a paragraph of its own to what all have from one agency.
    story = _story(1)
    copies = [" ".join([*story, *_story(100 + n, 2)]) for n in range(150)]
    cut = " ".join(story[:5])
    others = [" ".join(_story(1000 + n)) for n in range(40)]
    found = _partition([*copies, cut, *others])
    assert len(set(found[:151])) == 1
    assert len(set(found)) == 41


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["a"], ["a", "a"]])
def test_few_and_empty_texts(texts: list[str]) -> None:
    found = cluster(texts)
    assert len(found.canonical) == len(texts)
    assert np.array_equal(found.canonical[found.canonical], found.canonical)


def test_every_member_matches_its_canonical_article() -> None:
    settings = FoldSettings()
    texts = [" ".join(_story(s)[:k]) for s in range(8) for k in (12, 8, 5)]
    found = cluster(texts, settings)
    for row, centre in enumerate(found.canonical):
        assert row == centre or explain(texts[row], texts[centre], settings).match


def test_policy_of_the_canonical_article() -> None:
    def claims(preference: list[int]) -> Claims:
        # the second is longer by a few words, later by a day and dirtier; the third far longer
        table = (preference, [300, 305, 900, 10], [2, 1, 3, 3], [0, 9, 0, 0], [0, 1, 2, 3])
        return Claims(*(np.array(column) for column in table))

    assert rank_claims(claims([0, 0, 0, 0])).tolist() == [2, 1, 0, 3]
    assert rank_claims(claims([1, 2, 2, 0])).tolist() == [1, 3, 2, 0]
    alike = np.zeros(3, np.int64)
    assert rank_claims(Claims(alike, alike, alike, alike, np.array([2, 0, 1]))).tolist() == [
        2,
        0,
        1,
    ]


@pytest.mark.parametrize(
    ("same", "reissued", "ratio", "containment", "expected"),
    [
        (True, True, 1.0, 1.0, "exact"), (False, True, 0.99, 0.9, "revision"),
        (False, False, 0.99, 0.9, "near"), (False, True, 0.3, 0.95, "excerpt"),
    ],
)  # fmt: skip
def test_relations(
    same: bool, reissued: bool, ratio: float, containment: float, expected: str
) -> None:
    [found] = relations(
        np.array([same]), np.array([reissued]), np.array([ratio]), np.array([containment]), FoldSettings()
    )  # fmt: skip
    assert RELATIONS[found] == expected


@pytest.mark.parametrize(
    ("first", "second", "one_story"),
    [
        ("6-3/16", "6-3/16", True),
        ("6-3/16", "6-1/2", False),  # the same digits here and there make no same figure
        ("51.50", "51.75", False),
    ],
)
def test_a_figure_is_compared_whole(first: str, second: str, one_story: bool) -> None:
    text = (
        "The central bank entered the market to arrange repurchase agreements for its customers at {0}, a "
        "spokesman said on the telephone. Dealers said overnight funds were trading at 1{0} per cent when "
        "the bank began its temporary supply of reserves, against 2{0} on the day before."
    )
    found = _partition(
        [text.format(first), text.format(second) + " It had been expected to do so."]
    )
    assert (found[0] == found[1]) == one_story
