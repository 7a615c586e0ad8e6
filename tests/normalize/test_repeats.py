"""What a text says twice: an excerpt above it, all of it again, notices; and songs, which repeat too."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_STORY = [
    "The city council voted on Tuesday to close the old bridge over the river for eighteen months.",
    "Residents of the northern bank fear that the detour will cost them an hour on every working day.",
    "Nobody knows yet how the market will fare.",
    "The mayor said that there was no other way, since the supports had rusted through in the winter.",
    "The work is to cost four million, two thirds of which are paid by the state and one by the city.",
]


def _cleaned(pieces: list[str], extension: str) -> Article:
    text = "\n\n".join(["Bridge to close", *pieces])
    html = "<h1>Bridge to close</h1><div>" + "".join(f"<p>{p}</p>" for p in pieces) + "</div>"
    [found] = clean((html if extension == "html" else text).encode(), f"a.{extension}")
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("extension", ["html", "txt"])
@pytest.mark.parametrize(
    "excerpt",
    [
        _STORY[0],
        "The city council voted on Tuesday to close the old bridge...",
        "The city council voted on Tuesday to close the old bridge […]",
        "The city council voted on Tuesday to close the old […]",
    ],
)
@pytest.mark.parametrize("between", [[], ["By Ada Finch", "12 March 2024"]])
@pytest.mark.parametrize("dateline", ["", "HARWICK (AP) — "])
def test_an_excerpt_above_the_story_goes(
    excerpt: str, between: list[str], dateline: str, extension: str
) -> None:
    found = _cleaned([excerpt, *between, dateline + _STORY[0], *_STORY[1:]], extension)
    assert found.text.split("\n\n") == _STORY


@pytest.mark.parametrize("extension", ["html", "txt"])
def test_a_story_that_stands_there_twice_is_told_once(extension: str) -> None:
    found = _cleaned([*_STORY, *_STORY], extension)
    assert found.text.split("\n\n") == _STORY
    assert [piece.rule for piece in found.removed if piece.text in _STORY] == [
        "shape.repeated"
    ] * len(_STORY)


@pytest.mark.parametrize("extension", ["html", "txt"])
@pytest.mark.parametrize(
    "standfirst",
    [
        "The city council has voted to close the bridge.",
        "The city council voted on Tuesday: the bridge will be closed.",
        "The city council voted on Tuesday to close the old bridge over the river, and the market with it.",
    ],
)
def test_a_standfirst_in_words_of_its_own_stays(standfirst: str, extension: str) -> None:
    pieces = [standfirst, *_STORY]
    assert _cleaned(pieces, extension).text.split("\n\n") == pieces


@pytest.mark.parametrize("extension", ["html", "txt"])
def test_a_paragraph_that_ends_the_story_as_it_began_stays(extension: str) -> None:
    pieces = [*_STORY, _STORY[0]]
    assert _cleaned(pieces, extension).text.split("\n\n") == pieces


def test_a_song_repeats_its_refrain() -> None:
    refrain = [
        "Bring me down to the harbour again,",
        "where the boats come in from the rain,",
        "where my love sails home on the tide,",
    ]
    verses = [
        ["The lamps went out on the hill,", "and the streets of the town lay still,"],
        ["The gulls were asleep on the wall,", "and I heard the old watchman call,"],
        ["The morning was grey as a stone,", "and I stood at the water alone,"],
    ]
    lines = [line for verse in verses for line in (*verse, *refrain)]
    html = "<h1>The harbour song</h1><div>" + "".join(f"<p>{line}</p>" for line in lines)
    [found] = clean(f"{html}</div>".encode(), "song.html")
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == lines
