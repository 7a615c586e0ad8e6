"""Fits the weights of dedupe/evidence.toml, and says how well they do where they were not fitted.

    python benchmarks/evidence.py DATA [--seed 100]

Pairs that are known to be copies, or not: those of two generators of re-published stories
(`republish.py`, `reprints.py`) in corpora of several sizes, clean and with OCR noise; and, out
of Reuters-21578, pairs published more than two days apart, which are no copies (items of one
mould, follow-ups). Weights are fitted on each generator and judged on the other, then printed as
fitted on both. What days apart tell is measured by itself, on Reuters-21578: the labels of its
pairs come from them. Needs scikit-learn.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from reprints import reprints
from republish import Item, bodies, republish
from reuters import time_of
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from dedupe import FoldSettings, score_clusters
from dedupe.canonical import Claims, rank_claims
from dedupe.clustering import close_pairs
from dedupe.days import days_of
from dedupe.evidence import evidence, terms, thinness
from dedupe.measures import Measures
from dedupe.signatures import sketch_threaded
from dedupe.stories import stars
from dedupe.texts import Texts
from dedupe.verify import LEAST_EVIDENCE, are_copies, is_alike

_SETTINGS = FoldSettings()
_SIZES, _NOISES = (15, 60, 300, 700), (0.0, 0.02, 0.04)
#: Copies in Reuters-21578 are hours apart; what is alike after so many days is a mould.
_DAYS_APART = 2.0
#: The term that tells of days, and how little of what a pair shares a mould may explain for it to
#: be surely one of copies.
_DAYS, _SURE_THINNESS = "days_apart", 0.4
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
    columns = np.column_stack([v for name, v in terms(found).items() if name != _DAYS])
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
        days = days_of([time_of(item["date"]) for item in part])
        apart = np.abs(days[corpus.measures.first] - days[corpus.measures.second])
        corpus.known[~(apart > _DAYS_APART)] = -1
        if size == len(items):
            _tell_of_days(corpus, apart)
        yield corpus


def _tell_of_days(corpus: Corpus, apart: NDArray[np.float64]) -> None:
    """Print how often copies, and items of one mould, are days apart, and the log of the ratio."""
    found = corpus.measures
    alike, told = is_alike(found, _SETTINGS), evidence(found) > LEAST_EVIDENCE
    copies = apart[alike & told & (thinness(found) < _SURE_THINNESS)]
    moulds = apart[alike & ~told & ~corpus.same]
    copies, moulds = copies[~np.isnan(copies)], moulds[~np.isnan(moulds)]
    print(f"\n{len(copies)} pairs of copies, {len(moulds)} of one mould, by days apart")
    for least, most in itertools.pairwise((0, 1, 2, 4, np.inf)):
        shares = [((each >= least) & (each < most)).mean() for each in (copies, moulds)]
        print(
            f"  {least} to {most}: {shares[0]:.1%}, {shares[1]:.1%}: {np.log(shares[0] / shares[1]):.1f}"
        )


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
    told = corpus.terms @ weights + always
    return are_copies(corpus.measures, corpus.same, told, _SETTINGS, len(corpus.rank))


def _tell_of_witnesses(
    corpora: Sequence[Corpus], fitted: tuple[NDArray[np.float64], float]
) -> None:
    """Print how many of the pairs are copies that a third article speaks for, and of others."""
    weights, always = fitted
    counts = np.zeros((2, 2), np.int64)
    for corpus in (each for each in corpora if each.gold):
        told = corpus.terms @ weights + always
        copies = _copies(corpus, fitted)
        doubtful = ~corpus.same & (told <= LEAST_EVIDENCE)
        for row, chosen in enumerate((doubtful & copies, doubtful & ~copies & (told > 0))):
            counts[row] += corpus.known[chosen].sum(), chosen.sum()
    for what, (copies, pairs) in zip(("witnessed", "not, above 0"), counts.tolist(), strict=True):
        print(
            f"  doubtful pairs, {what}: {copies} of {pairs} copies ({copies / max(pairs, 1):.0%})"
        )


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
    _tell_of_witnesses(corpora, (weights, always))
    print(f"\nalways {always:.1f}")
    fitted = [name for name in terms(corpora[0].measures) if name != _DAYS]
    for name, weight in zip(fitted, weights, strict=True):
        print(f"{name} {weight:.1f}")


if __name__ == "__main__":
    main()
