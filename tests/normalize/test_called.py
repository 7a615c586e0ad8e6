"""Calls to readers, and links to other articles, in each form that houses have for them.

The forms are in cases/calls.toml and cases/links.toml, by language, as parts that are combined.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_FOLDER = Path(__file__).parent / "cases"


def _cases(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


_CALLS: dict[str, dict[str, list[list[str]]]] = _cases("calls")
_LINKS = _cases("links")
_STORIES: dict[str, list[str]] = _cases("stories")
#: So many of a hundred combinations may stay.
_MAY_STAY = 1.0


def _combined(parts: list[list[str]]) -> Iterator[str]:
    for first, second, third in product(*parts):
        space = "" if not second or second[0] in " ," else " "
        yield " ".join(f"{first}{space}{second}{third}".split())


def _stays(line: str, language: str, at: int) -> bool:
    """Whether a line stays that stands before a paragraph of its language's story; the story does."""
    story = _STORIES[language]
    [found] = clean("\n\n".join(["A bridge for 2030", *story[:at], line, *story[at:]]))
    assert isinstance(found, Article)
    kept = found.text.split("\n\n")
    assert [text for text in story if text not in kept] == [], line
    return any(line in text for text in kept)


@pytest.mark.parametrize(
    ("language", "kind"), [(code, kind) for code, kinds in _CALLS.items() for kind in kinds]
)
def test_calls_below_a_story_go(language: str, kind: str) -> None:
    lines = list(_combined(_CALLS[language][kind]))
    stayed = [line for line in lines if _stays(line, language, len(_STORIES[language]))]
    assert len(stayed) <= _MAY_STAY / 100 * len(lines), stayed


@pytest.mark.parametrize("language", _LINKS["labels"])
def test_links_among_paragraphs_go(language: str) -> None:
    lines = map(
        "".join,
        product(_LINKS["labels"][language], _LINKS["separators"], _LINKS["headlines"][language]),
    )
    middle = len(_STORIES[language]) // 2
    assert [line for line in lines if _stays(line, language, middle)] == []
