"""Credits, bylines, calls and links in each form that houses have for them, in each language.

The forms are in cases/forms.toml, calls.toml and links.toml, as parts that are combined.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_FOLDER = Path(__file__).parent / "cases"


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))


_CASES = _read("forms")
_CALLS: dict[str, dict[str, list[list[str]]]] = _read("calls")
_LINKS = _read("links")
_STORIES: dict[str, list[str]] = _read("stories")
_NAMES = {"name": "Ada Finch", "other": "Tom Vale", "mail": "afinch@courier.example"}
#: Some forms are told from no other line in some language: so many of a hundred may stay.
_MAY_STAY = 1.5
_CALLS_MAY_STAY = 1.0


def _with(line: str, language: str, at: int) -> list[str]:
    """The paragraphs of a story before one of which, or below all, a line stands."""
    story = _STORIES[language]
    [found] = clean("\n\n".join(["A bridge for 2030", *story[:at], line, *story[at:]]))
    assert isinstance(found, Article)
    kept = found.text.split("\n\n")
    assert [text for text in story if text not in kept] == [], line
    return kept


def _staying(lines: Iterable[str], language: str, at: int = 0) -> list[str]:
    return [line for line in lines if any(line in kept for kept in _with(line, language, at))]


def _below(language: str) -> int:
    return len(_STORIES[language])


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
    stayed = _staying(lines, language, _below(language))
    assert len(stayed) <= _MAY_STAY / 100 * len(lines), stayed


def _combined(parts: list[list[str]]) -> Iterator[str]:
    for first, second, third in product(*parts):
        space = "" if not second or second[0] in " ," else " "
        yield " ".join(f"{first}{space}{second}{third}".split())


@pytest.mark.parametrize(
    ("language", "kind"), [(code, kind) for code, kinds in _CALLS.items() for kind in kinds]
)
def test_calls_below_a_story_go(language: str, kind: str) -> None:
    lines = list(_combined(_CALLS[language][kind]))
    stayed = _staying(lines, language, _below(language))
    assert len(stayed) <= _CALLS_MAY_STAY / 100 * len(lines), stayed


@pytest.mark.parametrize("language", _LINKS["labels"])
def test_links_among_paragraphs_go(language: str) -> None:
    parts = _LINKS["labels"][language], _LINKS["separators"], _LINKS["headlines"][language]
    assert _staying(map("".join, product(*parts)), language, _below(language) // 2) == []
