"""Whole articles among the page's lines (cases/articles.toml): the story stays whole, and alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_CASES = tomllib.loads((Path(__file__).parent / "cases" / "articles.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", _CASES["article"], ids=lambda case: case["name"])
def test_the_story_stays_alone(case: dict[str, Any]) -> None:
    marks = [(line[0], line[2:]) for line in case["lines"]]
    above = case.get("above", [])
    [found] = clean("\n\n".join([*above, case["title"], *(text for _, text in marks)]))
    assert isinstance(found, Article)
    story = [text for mark, text in marks if mark == "+"]
    dateline = "".join(piece.text for piece in found.removed if piece.kind == "dateline")
    story = [text.removeprefix(dateline).lstrip() for text in story]
    assert found.title == case["title"]
    assert found.text.split("\n\n") == story
    assert found.authors == case["authors"]
    assert found.agencies == case["agencies"]
