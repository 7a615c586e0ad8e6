"""Articles that are lists for the most part (cases/genres.toml): none of their lines is furniture."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

GENRES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases" / "genres.toml").read_text("utf-8")
)["text"]


@pytest.mark.parametrize("case", GENRES, ids=lambda case: case["name"])
def test_every_line_stays(case: dict[str, Any]) -> None:
    [found] = clean("\n\n".join([case["title"], *case["lines"]]))
    assert isinstance(found, Article)
    left = found.text.split("\n\n")
    assert left == [line for line in case["lines"] if line not in case.get("lost", {})]


#: What stands below a copy: who sent it, links to others, buttons.
_FEET = (
    ["Source: Reuters"],
    ["Read also: Floods in the valley", "© 2024 Harwick Herald"],
    ["Related articles", "Floods in the valley", "Harbour tunnel delayed again", "Coast railway waits"],
    ["12 comments", "Tags: bridge, Harwick", "Share", "Tweet", "Print"],
)  # fmt: skip


@pytest.mark.parametrize("foot", _FEET, ids=lambda foot: foot[0])
@pytest.mark.parametrize("case", GENRES, ids=lambda case: case["name"])
def test_every_line_stays_above_the_foot_of_a_page(case: dict[str, Any], foot: list[str]) -> None:
    [found] = clean("\n\n".join([case["title"], *case["lines"], *foot]))
    assert isinstance(found, Article)
    left = found.text.split("\n\n")
    lost = case.get("lost", {}) | (case.get("lost_above_links", {}) if len(foot) > 2 else {})
    assert [line for line in case["lines"] if line not in left] == list(lost)


def _boxes(tag: str, lines: list[str]) -> str:
    return "".join(f"<{tag}>{escape(line)}</{tag}>" for line in lines)


_SHAPES: dict[str, Callable[[list[str]], str]] = {
    "paragraphs": lambda lines: _boxes("p", lines),
    "boxes": lambda lines: _boxes("div", lines),
    "a list": lambda lines: f"{_boxes('p', lines[:1])}<ul>{_boxes('li', lines[1:])}</ul>",
    "breaks": lambda lines: f"{_boxes('p', lines[:1])}<p>{'<br>'.join(map(escape, lines[1:]))}</p>",
    "cells": lambda lines: f"{_boxes('p', lines[:1])}<table>{''.join(f'<tr><td>{escape(line)}</td></tr>' for line in lines[1:])}</table>",
}  # fmt: skip


@pytest.mark.parametrize("shape", _SHAPES)
@pytest.mark.parametrize("case", GENRES, ids=lambda case: case["name"])
def test_every_line_of_a_page_stays(case: dict[str, Any], shape: str) -> None:
    body = _SHAPES[shape](case["lines"])
    frame = '<header><nav><a href="/">Home</a> <a href="/news">News</a></nav></header>'
    page = f"<!doctype html><html><head><title>{escape(case['title'])} - Herald</title></head><body>{frame}<main><article><h1>{escape(case['title'])}</h1>{body}</article></main><footer><p>© 2024 Herald</p></footer></body></html>"
    [found] = clean(page.encode(), "page.html")
    assert isinstance(found, Article)
    lost = case.get("lost", {}) | (case.get("lost_in_breaks", {}) if shape == "breaks" else {})
    kept = [line for line in case["lines"] if line not in lost]
    if shape == "breaks":  # few lines, or lines that end as sentences do, may be one paragraph
        assert found.text.split() == " ".join(kept).split()
    else:
        assert found.text.split("\n\n") == kept


def test_credits_set_in_lines_go_together() -> None:
    story = "The dam above the old town of Harwick was opened on Friday, ten years after the first stone."
    lines = "<br>".join(["Photos: Ada Finch", "Styling: Inès Carrel", "Hair: Conrad Vale"])
    page = f"<html><body><article><h1>Dam</h1><p>{story}</p><p>{lines}</p></article></body></html>"
    [found] = clean(page.encode(), "page.html")
    assert isinstance(found, Article)
    assert found.text == story
    assert [piece.kind for piece in found.removed if piece.text != "Dam"] == ["credit"] * 3
