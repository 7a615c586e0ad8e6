"""An article of thousands of lines takes a bounded time: it is read at its ends, and the story stays."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_ABOVE = ["Harwick bridge to close", "By Ada Finch", "14 March 2024"]
_BELOW = ["© 2024 Harbour Herald", "Share on Facebook"]
_MANY = 4000


def _paragraph(number: int) -> str:
    return (
        f"The old bridge over the Harwick, on pier {number}, will be closed for eighteen months so "
        "that rusted piers can be replaced, the council said on Tuesday."
    )


def _clean(lines: list[str], kind: str) -> Article:
    if kind == "html":
        head, *rest = lines
        inside = "".join(f"<p>{line}</p>" for line in rest)
        text = f"<html><body><article><h1>{head}</h1>{inside}</article></body></html>"
    else:
        text = "\n\n".join(lines)
    [found] = clean(text.encode(), f"a.{kind}")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("kind", ["txt", "html"])
@pytest.mark.parametrize(
    "line", ["Read more: fire in harbour {}", "Ada Finch {}", "Photo: Ada Finch {}", "Yes, {}."]
)
def test_a_story_of_thousands_of_paragraphs_is_whole(line: str, kind: str) -> None:
    story = [_paragraph(number) for number in range(_MANY)]
    mixed = [text for at, told in enumerate(story) for text in (told, line.format(at))]
    found = _clean([*_ABOVE, *mixed, *_BELOW], kind)
    kept = found.text.split("\n\n")
    assert [text for text in kept if text.startswith("The old bridge")] == story
    assert found.title == _ABOVE[0]
    assert found.authors[:1] == ["Ada Finch"]
    assert not set(kept) & {*_ABOVE, *_BELOW}


def test_furniture_that_recurs_is_told_however_often() -> None:
    story = [_paragraph(number) for number in range(_MANY)]
    mixed = [text for told in story for text in (told, "Advertisement")]
    assert _clean([*_ABOVE, *mixed, *_BELOW], "txt").text.split("\n\n") == story
