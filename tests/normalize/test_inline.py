"""Datelines and bylines that stand before the first words of a story, on the same line."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_FOLDER = Path(__file__).parent / "cases"
_CASES: dict[str, Any] = tomllib.loads((_FOLDER / "inline.toml").read_text("utf-8"))
_STORIES: dict[str, Any] = tomllib.loads((_FOLDER / "reported.toml").read_text("utf-8"))


def _lines(kind: str) -> list[tuple[str, str]]:
    return [(language, line) for language in _CASES for line in _CASES[language].get(kind, ())]


def _read(language: str, line: str) -> tuple[str, str]:
    """A story's first paragraph, as it was and as it is left with a line before it."""
    title, (first, *rest) = _STORIES[language]["title"], _STORIES[language]["story"]
    [found] = clean("\n\n".join([title, line + first, *rest]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n")[-len(rest) :] == rest
    return first, found.text.split("\n\n")[0]


@pytest.mark.parametrize(("language", "line"), _lines("goes"))
def test_it_is_taken_off_the_paragraph(language: str, line: str) -> None:
    first, left = _read(language, line)
    assert left == first


@pytest.mark.parametrize(("language", "line"), _lines("stays"))
def test_where_it_is_not_told_the_paragraph_stays(language: str, line: str) -> None:
    first, left = _read(language, line)
    assert left.endswith(first)
    assert left != first
