"""What is said to editors below a copy: it goes with all below it, and a story on notes stays."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_STORY = [
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone "
    "was laid and three years later than planned.",
    "The reservoir will hold 40 million cubic metres of water, said Marta Oduya, who heads the river "
    "authority, and the first turbines are to run in May.",
    "The fishermen of the valley have gone to court, since the river below the wall was dry for a week.",
]
_NOTES = [
    "1. The dam is 120 metres long.",
    "2. Pictures of it are free to use until the end of June.",
]


def _text(lines: list[str]) -> list[str]:
    [found] = clean("\n\n".join(["Dam is opened above the town", *lines]))
    assert isinstance(found, Article)
    return found.text.split("\n\n")


@pytest.mark.parametrize(
    "label",
    [
        "Notes to editors", "NOTES TO EDITORS:", "Note to Editors", "# Notizblock", "Hinweis an die Redaktion:",
        "Noot voor de redactie, niet voor publicatie:", "Note aux rédactions :", "Notas para editores",
    ],
)  # fmt: skip
def test_notes_for_editors_go(label: str) -> None:
    assert _text([*_STORY, label, *_NOTES]) == _STORY


def test_notes_above_the_story_s_greater_part_are_none_to_editors() -> None:
    lines = [_STORY[0], "Notes to editors", *_STORY[1:]]
    assert _STORY[1] in _text(lines)
    assert _STORY[2] in _text(lines)


@pytest.mark.parametrize(
    "line",
    [
        "Notes to editors were found in her desk, and one of them was never sent.",
        "Note to editors and readers alike: the lake is cold.",
    ],
)
def test_a_sentence_that_begins_so_stays_with_what_follows(line: str) -> None:
    assert _text([*_STORY, line, _NOTES[0]])[: len(_STORY) + 1] == [*_STORY, line]


def test_notes_for_editors_go_from_pages_too() -> None:
    body = "".join(f"<p>{line}</p>" for line in _STORY)
    notes = "".join(f"<li>{line}</li>" for line in _NOTES)
    page = (
        "<html><head><title>Dam is opened above the town</title></head><body><main>"
        f"<h1>Dam is opened above the town</h1>{body}<h2>Notes to editors</h2><ul>{notes}</ul></main></body></html>"
    )
    [found] = clean(page.encode(), "page.html")
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY
