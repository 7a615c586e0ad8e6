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


@pytest.mark.parametrize("place", [0, 1])
def test_a_formula_of_rights_behind_a_sentence_takes_no_paragraph_with_it(place: int) -> None:
    story = [
        "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone.",
        "The reservoir is to be full by the end of April, said its builder.",
    ]
    lines = list(story)
    lines[place] += " All rights reserved."
    [found] = clean("\n\n".join(["Dam is opened above the town", *lines]))
    assert isinstance(found, Article)
    assert [
        text.removesuffix(" All rights reserved.") for text in found.text.split("\n\n")
    ] == story


@pytest.mark.parametrize(
    "line",
    [
        "Copyright 2024 The Associated Press. All rights reserved.",
        "© 2024 Harwick Post Media Group Limited, a company registered in England. All rights reserved.",
        "The Harwick Post is a registered trademark of Post Media. All rights reserved.",
        "This material may not be published, broadcast, rewritten or redistributed. ©2024 Post Network. All rights reserved.",
    ],
)
def test_a_line_that_reserves_rights_goes_whole(line: str) -> None:
    story = "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone."
    [found] = clean("\n\n".join(["Dam is opened above the town", story, line]))
    assert isinstance(found, Article)
    assert found.text == story
