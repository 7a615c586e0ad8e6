"""Whole pages pasted as text (cases/pasted.toml): the story comes out, with its headline and its day."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_FOLDER = Path(__file__).parent / "cases"
_PAGES: dict[str, Any] = tomllib.loads((_FOLDER / "pasted.toml").read_text("utf-8"))


def _clean(lines: list[str]) -> Article:
    [found] = clean("\n\n".join(lines))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("language", _PAGES)
def test_of_a_pasted_page_the_story_is_left(language: str) -> None:
    page = _PAGES[language]
    story, above = page["story"], page["above"]
    standfirst = [line[1:] for line in above if line.startswith("+")]
    lines = [line.lstrip("+") for line in above]
    found = _clean([*lines, *story[:2], *page.get("among", []), *story[2:], *page["below"]])
    assert found.text.split("\n\n") == [*standfirst, *story]
    assert found.title == page["title"]
    assert found.authors == page.get("authors", [])
    assert found.published_at == page.get("published_at")


def test_a_first_line_that_is_no_menu_s_is_the_headline() -> None:
    story = [
        "The old bridge over the Harwick will be closed for eighteen months, the council decided.",
        "Engineers had found cracks in two of its piers, and a flood could bring down the span.",
    ]
    below = "Harwick bridge closed for eighteen months after cracks in piers"
    for title in ("A bridge too far", "News of the bridge", "Troubled waters", "Saved"):
        assert _clean([title, below, *story]).title == title
    signed = "By Ada Finch"
    assert _clean(["Harwick Vale", below, signed, *story]).title == below
    for title in (
        "The bridge",
        "A bridge too far",
        "Bridge closed",
        "Council Decides",
        "Harwick mourns",
    ):
        assert _clean([title, below, signed, *story]).title == title
    # Nor is another line the headline where none has the story's words.
    assert _clean(["Menu", "Floods in the north", *story]).title == "Menu"


@pytest.mark.parametrize(
    "first",
    [
        "OPINION", "Politics", "World News", "14 March 2024", "March 14, 2024 | Politics", "By Ada Finch",
        "https://www.post.example/2024/03/14/bridge", "Photo: The ferry", "The Valley Post",
        "2 hours ago", "FOR IMMEDIATE RELEASE", "Home > News > Local", "Reuters",
    ],
)  # fmt: skip
def test_the_headline_is_told_below_a_line_of_the_page(first: str) -> None:
    title = "Harwick bridge to close for eighteen months"
    story = [
        "The old bridge over the Harwick will be closed for eighteen months, the council decided.",
        "Engineers had found cracks in two of its piers, and a flood could bring down the span.",
    ]
    found = _clean([first, title, *story])
    assert found.title == title
    assert found.text.split("\n\n") == story
    assert found.authors == (["Ada Finch"] if first.startswith("By") else [])


def test_an_outlet_s_name_below_the_headline_is_no_author_s() -> None:
    story = [
        "The old bridge over the Harwick will be closed for eighteen months, the council decided.",
        "Engineers had found cracks in two of its piers, and a flood could bring down the span.",
    ]
    found = _clean(["Bridge to close", "The Valley Post", *story])
    assert found.text.split("\n\n") == story
    assert found.authors == []


def test_a_heading_below_a_list_of_links_and_a_short_paragraph_stay() -> None:
    story = [
        "The old bridge over the Harwick will be closed for eighteen months, the council decided.",
        "“It is over.”",
        "She laughed.",
        "Engineers had found cracks in two of its piers, and a flood could bring down the span.",
    ]
    found = _clean(["Bridge to close", story[0], "Related articles", *story[1:]])
    assert found.text.split("\n\n") == story


def test_a_paragraph_is_no_standfirst_for_the_name_below_it() -> None:
    story = [
        "The old bridge over the Harwick will be closed for eighteen months, the council decided.",
        "Bo Oduya",
        "Born in Harwick, he has built bridges and dams since he left the school beside the river.",
        "Engineers had found cracks in two of its piers, and a flood could bring down the span.",
    ]
    assert _clean(["Bridge to close", *story]).text.split("\n\n") == story
