"""text-dedup's MinHash as a peer, run as its users run it: a command on a file.

It brings some fifty packages, so it is given an environment of its own and called by its Python.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

#: Prints what the command left of its union-find: the class is text-dedup's own.
_PRINT = """
import json, pickle, sys
found = pickle.load(open(sys.argv[1], "rb"))
print(json.dumps([int(found.find(row)) for row in range(int(sys.argv[2]))]))
"""


def text_dedup_at(python: Path, threshold: float) -> Callable[[Sequence[str]], list[str]]:
    """A tool that gives texts their clusters: word 3-grams, 128 permutations, its own banding.

    `python` is an interpreter that has text-dedup 0.4. Raises CalledProcessError where it fails.
    """

    def run(texts: Sequence[str]) -> list[str]:
        with TemporaryDirectory() as name:
            folder = Path(name)
            with (folder / "texts.jsonl").open("w", encoding="utf-8") as lines:
                lines.writelines(json.dumps({"text": text}) + "\n" for text in texts)
            command = [
                python, "-m", "text_dedup.minhash", "--path", "json", "--data_files", folder / "texts.jsonl",
                "--split", "train", "--column", "text", "--ngram", "3", "--min_length", "0", "--num_perm", "128",
                "--threshold", str(threshold), "--num_proc", "1", "--cache_dir", folder / "cache",
                "--output", folder / "out", "--debug",
            ]  # fmt: skip
            offline = os.environ | {"HF_HOME": name, "HF_HUB_OFFLINE": "1"}
            subprocess.run(
                [str(part) for part in command], env=offline, check=True, capture_output=True
            )
            printed = subprocess.run(
                [python, "-c", _PRINT, folder / "out" / "uf.pkl", str(len(texts))],
                check=True, capture_output=True, text=True,
            )  # fmt: skip
            return [str(row) for row in json.loads(printed.stdout)]

    return run
