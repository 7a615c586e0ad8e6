"""Sentences that have the words of furniture and stay, since they tell what somebody said or did."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_CASES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "reported.toml").read_text("utf-8")
)


def _lines(*kinds: str) -> list[tuple[str, str]]:
    return [
        (language, line)
        for language, case in _CASES.items()
        for kind in kinds
        for line in case.get(kind, ())
    ]


def _text(language: str, line: str, at: int) -> list[str]:
    """The paragraphs of a story that has a line above the paragraph `at`."""
    case = _CASES[language]
    paragraphs = [*case["story"][:at], line, *case["story"][at:]]
    [found] = clean("\n\n".join([case["title"], *paragraphs]))
    assert isinstance(found, Article)
    return found.text.split("\n\n")


@pytest.mark.parametrize(("language", "line"), _lines("told", "looks"))
def test_a_sentence_of_the_story_stays_wherever_it_stands(language: str, line: str) -> None:
    story = _CASES[language]["story"]
    for at in (0, 2, len(story)):
        assert _text(language, line, at) == [*story[:at], line, *story[at:]]


@pytest.mark.parametrize(("language", "line"), _lines("goes"))
def test_what_the_outlet_says_itself_goes(language: str, line: str) -> None:
    story = _CASES[language]["story"]
    assert _text(language, line, len(story)) == story
    assert _text(language, line, 0) == story
