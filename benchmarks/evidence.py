"""Fits the weights of dedupe/evidence.toml, and says how well they do where they were not fitted.

    python benchmarks/evidence.py DATA [--seed 100]

Pairs that are known to be copies, or not: those of two generators of re-published stories
(`republish.py`, `reprints.py`) in corpora of several sizes, clean and with OCR noise; and, out
of Reuters-21578, pairs published more than two days apart, which are no copies (items of one
mould, follow-ups). Weights are fitted on each generator and judged on the other, then printed as
fitted on both. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from reprints import reprints
from republish import Item, bodies, republish
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from dedupe import FoldSettings, score_clusters
from dedupe.canonical import Claims, rank_claims
from dedupe.clustering import close_pairs
from dedupe.evidence import terms
from dedupe.measures import Measures
from dedupe.signatures import sketch_threaded
from dedupe.stories import stars
from dedupe.texts import Texts
from dedupe.verify import LEAST_EVIDENCE, is_alike

_SETTINGS = FoldSettings()
_SIZES, _NOISES = (15, 60, 300, 700), (0.0, 0.02, 0.04)
#: Copies in Reuters-21578 are hours apart; what is alike after so many days is a mould.
_DAYS_APART = 2.0
_GENERATORS: dict[str, Callable[..., Iterator[Item]]] = {
    "republish": republish,
    "reprints": reprints,
}


@dataclass
class Corpus:
    """Measured pairs of n articles: terms (m, terms), what is known of each (1, 0; -1 unknown)."""

    kind: str
    noise: float
    measures: Measures
    terms: NDArray[np.float64]
    known: NDArray[np.int8]
    same: NDArray[np.bool_]
    rank: NDArray[np.int64]
    gold: list[str]


def _corpus(kind: str, noise: float, texts: Sequence[str], gold: list[str]) -> Corpus:
    sketches = sketch_threaded(Texts.of(texts), _SETTINGS, 2)
    rank = rank_claims(Claims.of(sketches.sizes))
    found = close_pairs(sketches, rank, _SETTINGS, 2, every=True)
    same = sketches.digests[found.first] == sketches.digests[found.second]
    labels = np.array(gold or ["-"])
    known = (labels[found.first] == labels[found.second]) if gold else np.zeros(len(found.first))
    columns = np.column_stack(list(terms(found).values()))
    return Corpus(kind, noise, found, columns, known.astype(np.int8), same, rank, gold)


def _generated(data: Path, seed: int) -> Iterator[Corpus]:
    for kind, generate in _GENERATORS.items():
        for size in _SIZES:
            for noise in _NOISES:
                rng = random.Random(seed + size)
                items = list(generate(bodies(data, rng, size), rng, noise))
                texts, gold = [item.text for item in items], [item.cluster for item in items]
                yield _corpus(kind, noise, texts, gold)


def _reuters(data: Path) -> Iterator[Corpus]:
    with gzip.open(data / "reuters21578.jsonl.gz") as lines:
        items = [json.loads(line) for line in lines]
    for size in (500, 2000, 6000, len(items)):
        part = random.Random(size).sample(items, size)
        corpus = _corpus("reuters", 0.0, [item["body"] or "" for item in part], [])
        days = np.array([_day(item["date"]) for item in part])
        apart = np.abs(days[corpus.measures.first] - days[corpus.measures.second])
        corpus.known[~(apart > _DAYS_APART)] = -1
        yield corpus


def _day(written: str | None) -> float:
    """A date as Reuters-21578 writes it, "26-FEB-1987 15:01:01.79", in days; NaN if it is none."""
    try:
        date = datetime.strptime((written or "").strip().split(".")[0], "%d-%b-%Y %H:%M:%S")
    except ValueError:
        return float("nan")
    return date.timestamp() / 86400


def _fit(corpora: Sequence[Corpus]) -> tuple[NDArray[np.float64], float]:
    columns, known, weight = [], [], []
    for corpus in corpora:
        use = corpus.known >= 0
        columns.append(corpus.terms[use])
        known.append(corpus.known[use])
        # A large corpus tells more than a small one, but not all.
        weight.append(np.full(int(use.sum()), 1 / np.sqrt(max(1, use.sum()))))
    model = make_pipeline(StandardScaler(), LogisticRegression(C=10, max_iter=5000))
    share = np.concatenate(weight)
    model.fit(
        np.concatenate(columns),
        np.concatenate(known),
        logisticregression__sample_weight=share / share.mean(),
    )
    scaler, regression = model[0], model[1]
    fitted = regression.coef_[0] / scaler.scale_
    return fitted, float(regression.intercept_[0] - fitted @ scaler.mean_)


def _copies(corpus: Corpus, fitted: tuple[NDArray[np.float64], float]) -> NDArray[np.bool_]:
    weights, always = fitted
    told = corpus.terms @ weights + always > LEAST_EVIDENCE
    copies: NDArray[np.bool_] = corpus.same | (told & is_alike(corpus.measures, _SETTINGS))
    return copies


def _judge(corpora: Sequence[Corpus], fitted: tuple[NDArray[np.float64], float]) -> None:
    for noise in _NOISES:
        scores = []
        for corpus in (each for each in corpora if each.gold and each.noise == noise):
            matching = corpus.measures.where(_copies(corpus, fitted))
            canonical = stars(len(corpus.gold), matching, corpus.rank).canonical
            scores.append(score_clusters([str(row) for row in canonical], corpus.gold).ari)
        if scores:
            print(f"  noise {noise}: ARI {np.mean(scores):.4f}, least {min(scores):.4f}")
    for corpus in (each for each in corpora if not each.gold):
        apart = _copies(corpus, fitted) & (corpus.known == 0)
        print(f"  Reuters, {len(corpus.rank):,}: {apart.sum()} matches days apart")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=100)
    arguments = parser.parse_args()
    corpora = [*_generated(arguments.data, arguments.seed), *_reuters(arguments.data)]
    for kind in _GENERATORS:
        others = [corpus for corpus in corpora if corpus.kind != kind]
        print(f"\nfitted without {kind}, judged on it")
        _judge([each for each in corpora if each.kind in (kind, "reuters")], _fit(others))
    weights, always = _fit(corpora)
    print("\nfitted on all")
    _judge(corpora, (weights, always))
    print(f"\nalways {always:.1f}")
    for name, weight in zip(terms(corpora[0].measures), weights, strict=True):
        print(f"{name} {weight:.1f}")


if __name__ == "__main__":
    main()
