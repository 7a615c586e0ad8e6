"""How good a clustering is, against gold labels: ARI, B-cubed and pairwise figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Scores:
    """All from 0 to 1, but `ari`, which is 0 for chance and may be below; `items` scored."""

    items: int
    ari: float
    bcubed_precision: float
    bcubed_recall: float
    bcubed_f1: float
    pair_precision: float
    pair_recall: float
    pair_f1: float

    def as_dict(self) -> dict[str, float]:
        return {name: round(value, 6) for name, value in asdict(self).items()}


def _pairs(n: int) -> int:
    return n * (n - 1) // 2


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def score_clusters(found: Sequence[str], gold: Sequence[str]) -> Scores:
    """Score two labellings of the same items.

    ARI after Hubert and Arabie (1985), B-cubed after Bagga and Baldwin (1998). Raises
    ValueError if they differ in length or are empty.
    """
    if len(found) != len(gold) or not gold:
        raise ValueError("found and gold must be of one length, above 0")
    n = len(gold)
    both = Counter(zip(found, gold, strict=True))
    by_found, by_gold = Counter(found), Counter(gold)
    together = sum(map(_pairs, both.values()))
    found_pairs = sum(map(_pairs, by_found.values()))
    gold_pairs = sum(map(_pairs, by_gold.values()))
    expected = found_pairs * gold_pairs / _pairs(n) if n > 1 else 0.0
    most = (found_pairs + gold_pairs) / 2
    ari = (together - expected) / (most - expected) if most != expected else 1.0
    precision = sum(c * c / by_found[f] for (f, _), c in both.items()) / n
    recall = sum(c * c / by_gold[g] for (_, g), c in both.items()) / n
    pair_precision = together / found_pairs if found_pairs else 1.0
    pair_recall = together / gold_pairs if gold_pairs else 1.0
    return Scores(
        n, ari, precision, recall, _f1(precision, recall),
        pair_precision, pair_recall, _f1(pair_precision, pair_recall),
    )  # fmt: skip
