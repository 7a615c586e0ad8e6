"""What stands behind the last sentence of a story (cases/trailers.toml), in many languages."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean
from normalize.article import Block, Draft
from normalize.furniture.trailers import split_trailers

_FOLDER = Path(__file__).parent / "cases"
_CASES: dict[str, Any] = tomllib.loads((_FOLDER / "trailers.toml").read_text("utf-8"))
_STORIES: dict[str, list[str]] = tomllib.loads((_FOLDER / "stories.toml").read_text("utf-8"))


def _clean(paragraphs: list[str]) -> Article:
    [found] = clean("\n\n".join(["Xyz abc", *paragraphs]))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("language", _CASES["trailers"])
def test_a_trailer_goes_and_its_sentence_stays(language: str) -> None:
    story = _STORIES[language]
    for trailer in _CASES["trailers"][language]:
        found = _clean([*story[:-1], story[-1] + trailer])
        assert found.text.split("\n\n") == story, trailer
        taken = [piece.text for piece in found.removed if piece.rule == "shape.trailer"]
        assert taken == [trailer.strip()], trailer


@pytest.mark.parametrize("last", _CASES["stories"])
def test_a_last_sentence_stays_whole(last: str) -> None:
    draft = Draft("a.txt", blocks=[Block(last)])
    assert split_trailers(draft) == (draft, [])


def test_a_draft_is_left_as_it_was() -> None:
    draft = Draft("a.txt", blocks=[Block("The dam was opened on Friday, he said. (Reuters)")])
    left, taken = split_trailers(draft)
    assert draft.blocks[0].text.endswith("(Reuters)")
    assert left.blocks[0].text == "The dam was opened on Friday, he said."
    assert [finding.agencies for _, finding in taken] == [("Reuters",)]
