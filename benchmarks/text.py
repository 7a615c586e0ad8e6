"""Plain text: the gate before ftfy, and the whole cleaning, beside `ftfy.fix_text` in one run.

    python benchmarks/text.py DATA [--each 3000]

DATA holds reuters21578.jsonl.gz, bbc.jsonl.gz and fundus-dev/truth.jsonl. Times are processor
time a text, of one process, the least of several passes that take turns. "gate" is
`normalize.repair.mend` on text that needs nothing; "clean" goes from bytes to Article.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import ftfy

from normalize import Article, CleanSettings, clean_bytes
from normalize.repair import KEEP_TYPOGRAPHY, mend

_SETTINGS = CleanSettings()


def corpora(data: Path, each: int) -> dict[str, list[str]]:
    """Texts by corpus: a title, a blank line and a body each; at most `each` of every corpus."""
    found: dict[str, list[str]] = {}
    for name in ("reuters21578", "bbc"):
        with gzip.open(data / f"{name}.jsonl.gz") as lines:
            rows = [json.loads(line) for line in lines]
        found[name] = [f"{row['title']}\n\n{row['body']}" for row in rows]
    with (data / "fundus-dev" / "truth.jsonl").open("rb") as lines:
        rows = [json.loads(line) for line in lines]
    found["fundus bodies"] = [f"{row['title']}\n\n{row['body']}" for row in rows]
    rng = random.Random(1)
    return {
        name: rng.sample(texts, each) if len(texts) > each else texts
        for name, texts in found.items()
    }


def seconds(tools: Sequence[Callable[[], object]], passes: int) -> list[float]:
    """The least processor time of each tool, taken in turns."""
    least = [float("inf")] * len(tools)
    for _ in range(passes):
        for at, tool in enumerate(tools):
            began = time.process_time()
            tool()
            least[at] = min(least[at], time.process_time() - began)
    return least


def clean(data: bytes) -> bool:
    """Whether bytes gave an article."""
    return isinstance(next(clean_bytes(data, "a.txt", "", _SETTINGS)), Article)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--each", type=int, default=3000, help="texts of a corpus, at most")
    parser.add_argument("--passes", type=int, default=5)
    arguments = parser.parse_args()
    print("| corpus | texts | need nothing | bytes a text | ftfy, us | gate, us | gate x | clean, us | clean x |")  # fmt: skip
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, texts in corpora(arguments.data, arguments.each).items():
        sound = [text for text in texts if ftfy.fix_text(text, KEEP_TYPOGRAPHY) == text]
        encoded = [text.encode() for text in texts]
        whole, some, gate, cleaned = seconds(
            (
                lambda texts=texts: [ftfy.fix_text(text) for text in texts],  # type: ignore[misc]
                lambda sound=sound: [ftfy.fix_text(text) for text in sound],  # type: ignore[misc]
                lambda sound=sound: [mend(text) for text in sound],  # type: ignore[misc]
                lambda encoded=encoded: [clean(data) for data in encoded],  # type: ignore[misc]
            ),
            arguments.passes,
        )
        n = len(texts)
        print(
            f"| {name} | {n} | {len(sound) / n:.2f} | {sum(map(len, encoded)) / n:.0f} "
            f"| {whole / n * 1e6:.1f} | {gate / len(sound) * 1e6:.2f} | {some / gate:.1f} "
            f"| {cleaned / n * 1e6:.1f} | {whole / cleaned:.2f} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
