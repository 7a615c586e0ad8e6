"""Outlets' lines around whole stories, in twelve languages: the lines go, the stories stay."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from benchmarks.furniture import LINES, Bodies, measure
from normalize.language import detect_language
from tests.conftest import FIXTURES

_TITLE = "Sluice at Harwick holds through the spring tide"


def _stories() -> Bodies:
    found: Bodies = defaultdict(list)
    for line in (FIXTURES / "gold.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        paragraphs = row["text"].split("\n\n")
        if len(paragraphs) >= 3:
            language = detect_language(row["text"][:1200]).split("-")[0]
            found[language].append((_TITLE, paragraphs))
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_furniture_goes_and_stories_stay(seed: int) -> None:
    scores, stayed, lost = measure(_stories(), LINES, 40, seed)
    lines, gone = sum(s.lines for s in scores.values()), sum(s.gone for s in scores.values())
    whole, intact = (sum(getattr(s, n) for s in scores.values()) for n in ("paragraphs", "intact"))
    assert lines > 3000
    assert gone >= 0.97 * lines, stayed.most_common(20)
    assert intact >= 0.997 * whole, lost.most_common(20)
