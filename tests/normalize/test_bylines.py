"""Lines above a story that say who wrote it (`cases/bylines.toml`): they go, and whom they name is told."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from normalize import Article, clean

_CASES: list[tuple[str, list[str], list[str]]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "bylines.toml").read_text("utf-8")
)["bylines"]
_STORY = [
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone "
    "was laid and three years later than planned.",
    "The reservoir will hold 40 million cubic metres of water, said Marta Oduya, who heads the river "
    "authority.",
]


@pytest.mark.parametrize(("line", "authors", "agencies"), _CASES)
def test_who_a_byline_names(line: str, authors: list[str], agencies: list[str]) -> None:
    [found] = clean("\n\n".join(["Dam is opened above the town", line, *_STORY]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY
    assert (found.authors, found.agencies) == (authors, agencies)


@pytest.mark.parametrize(
    "line",
    [
        "Ada Finch opened it.",
        "Ada Finch in Washington said no to the dam on Friday.",
        "By Friday, Ada Finch and Bo Oduya were in Harwick.",
        "Von Harwick aus sieht man die Mauer.",
        "记者问：“水从哪里来？”",
        "김철수 기자가 물었다.",
        "The wall was drawn by Ada Finch.",
        "12 March 2024, by the sea",
        "Posted by fans on 12 May, the video was seen a million times",
        "By noon on 12 May 2014 the wall was dry",
        "Dpa and AFP were told by Ada Finch.",
    ],
)
def test_a_sentence_that_names_people_is_no_byline(line: str) -> None:
    [found] = clean("\n\n".join(["Dam is opened above the town", line, *_STORY]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [line, *_STORY]
    assert found.authors == []


@pytest.mark.parametrize("line", ["Reviewed by Ada Finch", "Reviewed by: Ada Finch"])
def test_who_reviews_a_book_wrote_the_review(line: str) -> None:
    story = [
        "The novel begins on a bridge over the Harwick, in the winter in which the river froze over.",
        "What follows is told by three ferrymen, none of whom believes a word of what the others say.",
        "It is the best that has been written on the valley since the war, and by far the funniest.",
    ]
    [found] = clean("\n\n".join(["A river in three voices", line, *story]))
    assert isinstance(found, Article)
    assert (found.authors, found.text.split("\n\n")) == (["Ada Finch"], story)
