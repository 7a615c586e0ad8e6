"""Speed of finding copies: newsfold beside its peers and the machine, in one run on one core.

    python benchmarks/speed.py DATA [--growth 100000 1000000] [--passes 3]

DATA holds reuters21578.jsonl.gz and bbc.jsonl.gz. Four tables: text to signature, text to
clusters, the physical limit, and, with --growth, time and memory of clustering as the number of
articles grows. Word 2-shingles and 128 permutations throughout. Set NUMBA_NUM_THREADS=1 and
RAYON_NUM_THREADS=1 (done here before anything is imported) for a fair comparison of one core.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import os
import random
import re
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

os.environ.setdefault("NUMBA_NUM_THREADS", "1")
os.environ.setdefault("RAYON_NUM_THREADS", "1")

import numpy as np
from components import components
from datatrove_stages import datatrove_clusters
from numba import njit

from dedupe import FoldSettings, cluster
from dedupe.canonical import Claims, rank_claims
from dedupe.clustering import close_pairs, cluster_close
from dedupe.signatures import signatures as signatures_of
from dedupe.signatures import sketch
from dedupe.sketches import Parts
from dedupe.texts import Texts
from flows.sketchfile import read_sketches, write_sketches

_WORD = re.compile(r"\w+")
_SIZE, _PERM = 2, 128
_SETTINGS = FoldSettings.model_validate({"shingle_size": _SIZE, "num_perm": _PERM})


def texts_of(data: Path) -> list[str]:
    """The bodies of Reuters-21578 and BBC."""
    found = []
    for name in ("reuters21578.jsonl.gz", "bbc.jsonl.gz"):
        with gzip.open(data / name) as lines:
            found += [json.loads(line)["body"] for line in lines]
    return found


def shingles_of(text: str) -> list[str]:
    words = _WORD.findall(text.lower())
    return [" ".join(words[i : i + _SIZE]) for i in range(max(1, len(words) - _SIZE + 1))]


def timed(tool: Callable[[], object], passes: int) -> float:
    """The least processor time of several calls, after one to warm up."""
    tool()
    least = float("inf")
    for _ in range(passes):
        began = time.process_time()
        tool()
        least = min(least, time.process_time() - began)
    return least


def signatures(texts: list[str], passes: int) -> None:
    """Text to signature."""
    tokens = [[shingle.encode() for shingle in shingles_of(text)] for text in texts]

    def newsfold() -> object:
        return signatures_of(Texts.of(texts), _SETTINGS)

    def datasketch() -> object:
        from datasketch import MinHash

        made = []
        for shingles in tokens:
            one = MinHash(num_perm=_PERM)
            one.update_batch(shingles)
            made.append(one)
        return made

    def rensa() -> object:
        from rensa import RMinHash

        sets = [shingles_of(text) for text in texts]
        return RMinHash.digest_matrix_from_token_sets(sets, _PERM, 1)

    def rensa_bytes() -> object:
        from rensa import RMinHash

        sets = [[s.encode() for s in shingles_of(text)] for text in texts]
        return RMinHash.digest_matrix_from_token_byte_sets(sets, _PERM, 1)

    def gaoya() -> object:
        from gaoya.minhash import MinHashStringIndex

        index = MinHashStringIndex(32, 0.5, _PERM // 4, 4, None, "word", True, (_SIZE, _SIZE))
        for row, text in enumerate(texts):
            index.insert_document(row, text)
        return index

    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"\nText to signature: {len(texts):,} articles, {size:.1f} MB\n")
    print("| tool | articles/s | MB/s | newsfold is |")
    print("| --- | --- | --- | --- |")
    own = timed(newsfold, passes)
    rows: list[tuple[str, Callable[[], object]]] = [
        ("datasketch MinHash.update_batch, shingles given", datasketch),
        ("rensa digest matrix, tokenising included", rensa),
        ("rensa digest matrix of bytes, tokenising included", rensa_bytes),
        ("gaoya insert_document, its own tokeniser", gaoya),
    ]
    print(f"| newsfold | {len(texts) / own:,.0f} | {size / own:.1f} | |")
    for name, tool in rows:
        try:
            seconds = timed(tool, 1)
        except ImportError as error:
            print(f"| {name} | {error} | | |")
            continue
        print(f"| {name} | {len(texts) / seconds:,.0f} | {size / seconds:.1f} | {seconds / own:.1f} x |", flush=True)  # fmt: skip


@njit(cache=True)
def _read_and_hash(data, out):  # type: ignore[no-untyped-def]
    """Every byte once, and one multiplication and one store a token: the least that can be done."""
    value = np.uint64(0)
    count = 0
    for byte in data:
        if byte == 32:
            out[count & 0xFFFF] = value * np.uint64(0x9E3779B97F4A7C15)
            count += 1
            value = np.uint64(0)
        else:
            value = value * np.uint64(31) + np.uint64(byte)
    return count


def limit(texts: list[str], passes: int) -> None:
    """What the machine could do at most."""
    made = Texts.of(texts)
    target = np.empty_like(made.data)
    out = np.empty(0x10000, np.uint64)
    size = len(made.data) / 1e6

    def copy() -> None:
        np.copyto(target, made.data)

    rows = [
        ("bytes copied once, memory speed", timed(copy, passes)),
        ("bytes read once, one hash a token", timed(lambda: _read_and_hash(made.data, out), passes)),
        ("newsfold, from UTF-8 to signatures", timed(lambda: signatures_of(made, _SETTINGS), passes)),
        ("newsfold, from UTF-8 to signatures, shingles and names", timed(lambda: sketch(made, _SETTINGS), passes)),
        ("the same with the texts to encode", timed(lambda: sketch(Texts.of(texts), _SETTINGS), passes)),
    ]  # fmt: skip
    print("\nThe limit\n\n| work | MB/s |\n| --- | --- |")
    for name, seconds in rows:
        print(f"| {name} | {size / seconds:,.1f} |")


def clusters(texts: list[str]) -> None:
    """Text to clusters."""

    def datasketch() -> object:
        from datasketch import MinHash, MinHashLSH

        index = MinHashLSH(threshold=0.5, num_perm=_PERM)
        pairs = []
        made = MinHash.bulk([[s.encode() for s in shingles_of(t)] for t in texts], num_perm=_PERM)
        for row, one in enumerate(made):
            pairs += [(row, int(other)) for other in index.query(one)]
            index.insert(str(row), one)
        return components(len(texts), pairs)

    own = timed(lambda: cluster(texts, _SETTINGS, 1), 2)
    print(f"\nText to clusters: {len(texts):,} articles\n")
    print("| tool | s | articles/s | newsfold is |")
    print("| --- | --- | --- | --- |")
    print(f"| newsfold | {own:.2f} | {len(texts) / own:,.0f} | |")
    for name, tool in (
        ("datasketch MinHashLSH and union-find", datasketch),
        ("datatrove, four stages", lambda: datatrove_clusters(texts, _SIZE)),
    ):
        began = time.process_time()
        try:
            tool()
        except ImportError as error:
            print(f"| {name} | {error} | | |")
            continue
        seconds = time.process_time() - began
        print(f"| {name} | {seconds:.2f} | {len(texts) / seconds:,.0f} | {seconds / own:.1f} x |", flush=True)  # fmt: skip


def grown(
    texts: list[str], count: int, rng: random.Random, length: tuple[int, int] = (4, 14)
) -> Iterator[str]:
    """Articles made of real sentences in new orders, a fifth of them cut or edited copies.

    They have from `length[0]` sentences on, and less than `length[1]`.
    """
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text) if 30 < len(s) < 400]
    recent: list[str] = []
    for _ in range(count):
        if recent and rng.random() < 0.2:
            words = rng.choice(recent).split(" ")
            words = words[: max(20, int(len(words) * rng.uniform(0.5, 1.0)))]
            words[rng.randrange(len(words))] = "edited"
            yield " ".join(words)
            continue
        made = []
        for _ in range(rng.randrange(*length)):
            words = rng.choice(sentences).split()
            # No two stories share whole sentences: every fourth word is another one.
            for at in range(rng.randrange(4), len(words), 4):
                words[at] = f"{words[at]}{rng.randrange(1000)}"
            made.append(" ".join(words))
        text = " ".join(made)
        if len(recent) < 5000:
            recent.append(text)
        else:
            recent[rng.randrange(5000)] = text
        yield text


class _Memory:
    """The most memory of its own (not of mapped files) that this process has in a block, in bytes."""

    def __enter__(self) -> _Memory:
        self._before = self.most = self._now()
        self._over = threading.Event()
        self._watcher = threading.Thread(target=self._watch)
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watcher.join()

    @property
    def more(self) -> int:
        return self.most - self._before

    def _watch(self) -> None:
        while not self._over.wait(0.01):
            self.most = max(self.most, self._now())

    def _now(self) -> int:
        status = Path("/proc/self/status").read_text()
        return 1024 * int(status.split("RssAnon:")[1].split()[0])


def _clustered(folder: Path, warm: list[str]) -> tuple[float, int, int]:
    """Seconds and bytes of memory to cluster the sketches in a folder, and how many stories there are."""
    cluster(warm, _SETTINGS, 1)  # compiled before it is timed
    gc.collect()
    with _Memory() as memory:
        began = time.process_time()
        sketches = Parts(tuple(read_sketches(path) for path in sorted(folder.iterdir())))
        rank = rank_claims(Claims.of(sketches.sizes))
        close = close_pairs(sketches, rank, _SETTINGS)
        stories = cluster_close(sketches, close, rank, _SETTINGS).stories(rank)
        spent = time.process_time() - began
    return spent, memory.more, len(stories)


def growth(texts: list[str], counts: list[int], passes: int) -> None:
    """Time and memory of clustering as the number of articles grows, with sketches in files as in a run.

    Each pass has a process of its own, as a run has: what an earlier one holds of the machine's
    memory would favour the smaller number. The quickest counts.
    """
    print("\nGrowth\n")
    print("| articles | MB of text | sketches, s | clustering, s | of the smallest | in files, bytes an article | in memory |")  # fmt: skip
    print("| --- | --- | --- | --- | --- | --- | --- |")
    cluster(texts[:500], _SETTINGS, 1)
    first = 0.0
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            block: list[str] = []
            size, seconds = 0, 0.0
            for number, text in enumerate(grown(texts, count, random.Random(5)), 1):
                block.append(text)
                if len(block) == 20_000 or number == count:
                    began = time.process_time()
                    sketched = sketch(Texts.of(block), _SETTINGS)
                    seconds += time.process_time() - began
                    write_sketches(folder / f"{number:09}.sketch", sketched)
                    size += sum(map(len, block))
                    block = []
                    del sketched
            with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as pool:
                made = [
                    pool.submit(_clustered, folder, texts[:500]).result() for _ in range(passes)
                ]
            spent, memory, stories = min(made)
            first = first or spent
            held = sum(file.stat().st_size for file in folder.iterdir()) / count
            print(
                f"| {count:,} | {size / 1e6:,.0f} | {seconds:.1f} | {spent:.2f} | {spent / first:.2f} x "
                f"| {held:,.0f} | {memory / count:,.0f} |",
                flush=True,
            )
            print(f"  stories: {stories:,}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--passes", type=int, default=3)
    parser.add_argument("--growth", type=int, nargs="*", default=[])
    parser.add_argument("--only", choices=["signatures", "clusters", "limit", "growth"], nargs="*")
    arguments = parser.parse_args()
    texts = texts_of(arguments.data)
    asked = arguments.only or ["signatures", "clusters", "limit", "growth"]
    if "signatures" in asked:
        signatures(texts, arguments.passes)
    if "limit" in asked:
        limit(texts, arguments.passes)
    if "clusters" in asked:
        clusters(texts)
    if "growth" in asked and arguments.growth:
        growth(texts, arguments.growth, arguments.passes)


if __name__ == "__main__":
    main()
