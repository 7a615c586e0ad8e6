"""Records as tools, services and corpora write them (`cases/records.json`).

In a record "@1" and "@2" stand for the paragraphs of a story, "@text" and "@html" for both; what is
expected is told where it is not the text, and else is empty.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

#: What records hold beside a story: a headline, who wrote it, a section, how much is kept back.
_AROUND = {"headline", "byline", "dateline", "navigation", "other"}
_STORY = (
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone "
    "was laid and three years later than planned.",
    "The reservoir will hold 40 million cubic metres of water, said Marta Oduya, who heads the river "
    "authority.",
)
_TEXT = "\n\n".join(_STORY)
_HTML = "".join(f"<p>{paragraph}</p>" for paragraph in _STORY)
_CASES: list[dict[str, Any]] = json.loads(
    (Path(__file__).parent / "cases" / "records.json").read_text("utf-8")
)


def _filled(text: str) -> str:
    for mark, story in (
        ("@text", _TEXT), ("@html", _HTML), ("@1", _STORY[0]), ("@2", _STORY[1]),
    ):  # fmt: skip
        text = text.replace(mark, json.dumps(story)[1:-1])
    return text


@pytest.mark.parametrize("case", _CASES, ids=[case["tool"] for case in _CASES])
@pytest.mark.parametrize("lines", [False, True])
def test_records_are_read_as_they_come(case: dict[str, Any], lines: bool) -> None:
    data = _filled(json.dumps(case["record"], ensure_ascii=False)).encode()
    [found] = clean(data, "export.jsonl" if lines else "export.json")
    assert isinstance(found, Article), found
    expected = json.loads(_filled(json.dumps(case["expected"])))
    assert found.text == expected.get("text", _TEXT)
    assert found.title == expected.get("title", "")
    assert found.authors == expected.get("authors", [])
    assert found.published_at == expected.get("published_at")
    assert found.outlet == expected.get("outlet", "")
    assert found.url == expected.get("url")
    assert not {piece.kind for piece in found.removed} - _AROUND


@pytest.mark.parametrize("author", ["Staff", "admin", "Redaktion", "afinch", "编辑"])
def test_who_is_nobody_signs_only_where_the_text_names_no_one(author: str) -> None:
    record = {"title": "Dam opens above the town", "author": author, "text": _TEXT}
    [found] = clean(json.dumps(record), "a.json")
    assert isinstance(found, Article)
    assert found.authors == [author]
    [found] = clean(json.dumps(record | {"text": f"By Ada Finch\n\n{_TEXT}"}), "a.json")
    assert isinstance(found, Article)
    assert found.authors == ["Ada Finch"]


def test_an_article_without_an_outlet_is_of_the_site_that_it_stands_on() -> None:
    record = {"title": "Dam opens", "url": "https://www.post.example/dam", "text": _TEXT}
    for path, outlet in (("a.json", ""), ("a.json", "herald")):
        [found] = clean(json.dumps(record), path, outlet)
        assert isinstance(found, Article)
        assert found.outlet == (outlet or "post.example")
