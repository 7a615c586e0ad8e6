"""What stands above a story in a file of text: its fields, a line each, or a wire's codes."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "headers.toml").read_text("utf-8")
)["text"]
_STORY = (
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone "
    "was laid and three years later than planned.\n\n"
    "The reservoir will hold 40 million cubic metres of water, said Marta Oduya, who heads the river "
    "authority."
)


@pytest.mark.parametrize("case", _CASES, ids=[case["name"] for case in _CASES])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_fields_above_a_story_are_told_and_go(case: dict[str, Any], ends: str) -> None:
    text = f"{case['above']}{_STORY}".replace("\n", ends)
    [found] = clean(text.encode(), "a.txt")
    assert isinstance(found, Article)
    assert found.text == _STORY
    assert found.title == case["title"]
    assert found.authors == case.get("authors", [])
    assert found.published_at == case.get("published_at")
    assert found.outlet == case.get("outlet", "")
    assert found.url == case.get("url")
    assert found.agencies == case.get("agencies", [])


def test_lines_of_a_header_that_say_nothing_to_us_are_not_lost() -> None:
    header = "Title: Dam opens\nDate: 2025-03-14\nDesk: Inland\nUrl: https://post.example/dam"
    [found] = clean(f"{header}\n\n{_STORY}")
    assert isinstance(found, Article)
    assert [piece.text for piece in found.removed] == header.split("\n")
    assert {piece.rule for piece in found.removed} == {"header.field"}


@pytest.mark.parametrize("nothing", ["None", "nan", "N/A", "null", "-", ""])
def test_a_value_that_says_nothing_is_none(nothing: str) -> None:
    [found] = clean(f"Title: Dam opens\nAuthor: {nothing}\nDate: {nothing}\nURL: https://post.example/dam\n\n{_STORY}")  # fmt: skip
    assert isinstance(found, Article)
    assert (found.authors, found.published_at) == ([], None)


@pytest.mark.parametrize(
    "above",
    [
        "A book about a dam\n\nTitle: The Long Wall\nAuthor: Ada Finch\nPublisher: Harbour Books",
        "The price of water\n\nHarwick: The dam is full.\nCarrow: The river is dry.\nAnsty: The sea is high.",
        "The mayor speaks\n\nReporter: When does it open?\nMayor: On Friday.\nReporter: What did it cost?",
        "Five facts about the dam\n\nHeight: 90 metres\nLength: 400 metres\nStones: 2 million",
        "Who built it\n\nSource of the stones: the hills above Harwick\nDate of the first: Friday",
    ],
)
def test_a_story_that_begins_with_labels_has_no_header(above: str) -> None:
    [found] = clean(f"{above}\n\n{_STORY}")
    assert isinstance(found, Article)
    assert "header.field" not in {piece.rule for piece in found.removed}
    assert found.title == above.split("\n")[0]


@pytest.mark.parametrize(
    "between", ["\n\n", "\n\n-----\n", "\n=====\n\n", "\n\n***\n\n", "\r\n\r\n"]
)
def test_a_file_may_hold_several_each_below_its_header(between: str) -> None:
    said = "Title: that is what it says above the gate."
    texts = [f"Title: Dam {n} opens\nDate: 2025-03-1{n}\n\n{_STORY}\n\n{said}" for n in range(1, 4)]
    found = clean(between.join(texts), "a.txt")
    assert [one.path for one in found] == ["a.txt#1", "a.txt#2", "a.txt#3"]
    for number, one in enumerate(found, 1):
        assert isinstance(one, Article)
        assert one.title == f"Dam {number} opens"
        assert (one.published_at or "")[:10] == f"2025-03-1{number}"
        assert one.text == f"{_STORY}\n\n{said}"


def test_front_matter_may_stand_above_each() -> None:
    texts = [f"---\ntitle: Dam {n} opens\ndate: 2025-03-1{n}\n---\n\n{_STORY}" for n in (1, 2)]
    found = clean("\n\n".join(texts), "a.txt")
    assert [isinstance(one, Article) and (one.title, one.text) for one in found] == [
        ("Dam 1 opens", _STORY), ("Dam 2 opens", _STORY),
    ]  # fmt: skip
