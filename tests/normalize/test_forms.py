"""Credits and bylines in each form that houses have for them, in each language (cases/forms.toml)."""

from __future__ import annotations

import tomllib
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_FOLDER = Path(__file__).parent / "cases"
_CASES: dict[str, Any] = tomllib.loads((_FOLDER / "forms.toml").read_text("utf-8"))
_STORIES: dict[str, list[str]] = tomllib.loads((_FOLDER / "stories.toml").read_text("utf-8"))
_NAMES = {"name": "Ada Finch", "other": "Tom Vale", "mail": "afinch@courier.example"}
#: Some forms are told from no other line in some language: so many of a hundred may stay.
_MAY_STAY = 1.5


def _with(line: str, language: str, below: bool) -> list[str]:
    """The paragraphs of a story above or below which a line stands."""
    story = _STORIES[language]
    lines = [*story, line] if below else [line, *story]
    [found] = clean("\n\n".join(["A bridge for 2030", *lines]))
    assert isinstance(found, Article)
    kept = found.text.split("\n\n")
    assert [text for text in story if text not in kept] == [], line
    return kept


def _staying(lines: list[str], language: str, below: bool = False) -> list[str]:
    return [line for line in lines if any(line in kept for kept in _with(line, language, below))]


@pytest.mark.parametrize("language", _CASES["captions"])
def test_credits_go_with_their_captions(language: str) -> None:
    caption = _CASES["captions"][language]
    lines = [
        f"{caption}{before}{label}{name}{behind}"
        for label, name, (before, behind) in product(
            _CASES["labels"][language], _CASES["names"], _CASES["separators"]
        )
    ]
    lines += [
        f"{caption}{before}{name}{behind}"
        for name, (before, behind) in product(_CASES["unlabelled"], _CASES["separators"])
    ]
    stayed = _staying(lines, language)
    assert len(stayed) <= _MAY_STAY / 100 * len(lines), stayed


@pytest.mark.parametrize("language", _CASES["standfirsts"])
def test_standfirsts_that_end_in_a_name_stay(language: str) -> None:
    lines = _CASES["standfirsts"][language]
    assert _staying(lines, language) == lines


@pytest.mark.parametrize("language", _CASES["bylines"]["words"])
def test_bylines_go(language: str) -> None:
    words = _CASES["bylines"]["words"][language] | _NAMES
    lines = [form.format(**words) for form in _CASES["bylines"]["forms"]]
    stayed = _staying(lines, language)
    assert len(stayed) <= _MAY_STAY / 100 * len(lines), stayed


@pytest.mark.parametrize("language", _CASES["endings"]["words"])
def test_what_copies_end_in_goes(language: str) -> None:
    words = _CASES["bylines"]["words"][language] | _CASES["endings"]["words"][language] | _NAMES
    lines = [form.format(**words) for form in _CASES["endings"]["forms"]]
    stayed = _staying(lines, language, below=True)
    assert len(stayed) <= _MAY_STAY / 100 * len(lines), stayed
