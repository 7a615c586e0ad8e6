"""Articles that are lists for the most part (cases/genres.toml): none of their lines is furniture."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_CASES = tomllib.loads((Path(__file__).parent / "cases" / "genres.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", _CASES["text"], ids=lambda case: case["name"])
def test_every_line_stays(case: dict[str, Any]) -> None:
    [found] = clean("\n\n".join([case["title"], *case["lines"]]))
    assert isinstance(found, Article)
    left = found.text.split("\n\n")
    assert left == [line for line in case["lines"] if line not in case.get("lost", {})]
