"""What pictures above a story show, and who took them."""

from __future__ import annotations

import pytest

from normalize import Article, clean
from tests.normalize.strike import DEK, HEADLINE, STORY, copied


@pytest.mark.parametrize(
    "line",
    ["A crawler at work / photo Reuters", "A crawler at work (GETTY, Ada Finch)"],
)
def test_credits_behind_a_slash_and_in_brackets_above_a_story(line: str) -> None:
    found = copied(HEADLINE, "14 March 2024", line)
    assert found.text.split("\n\n") == STORY
    assert found.captions == ["A crawler at work"]


def test_a_sentence_above_a_credit_is_a_caption_below_who_wrote_the_story_and_when() -> None:
    caption = "Passengers wait on a platform in Harwick."
    credit = "Bo Oduya/AFP/Getty Images"
    found = copied(HEADLINE, "By Ada Finch", "Published 14 March 2024", caption, credit)
    assert found.text.split("\n\n") == STORY
    assert found.captions == [caption]
    assert found.agencies == []
    assert caption in copied(HEADLINE, caption, credit).text


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Getty Images A train in the rain", "A train in the rain"),
        ("AFP via Getty Images Travellers at the station", "Travellers at the station"),
        ("PA Media Guards in front of the depot", "Guards in front of the depot"),
        ("Getty Images wins a case in London", ""),
        ("Getty Images Wins Again", ""),
        ("Forum Images On A Screen At Night", ""),
        ("Getty Images A train that nobody took for a week was sold to the town.", ""),
    ],
)
def test_a_picture_behind_the_name_of_who_sells_it(line: str, caption: str) -> None:
    [found] = clean("\n\n".join([HEADLINE, STORY[0], line, *STORY[1:]]))
    assert isinstance(found, Article)
    assert found.captions == ([caption] if caption else [])
    assert (line in found.text) == (not caption)


def test_a_headline_twice_below_the_words_of_a_page_s_path_is_no_caption() -> None:
    path = ["Herald", "News", "Travel", HEADLINE, HEADLINE]
    found = copied(*path, DEK, "Reuters", "14.03.2024 18:42")
    assert (found.title, found.captions) == (HEADLINE, [])


def test_what_a_picture_shows_stands_above_its_credit_below_a_standfirst() -> None:
    deck = (
        "Members will vote on the offer, and passengers get their money back. It took two nights."
    )
    shown = "The crawler beside a ferry in the harbour"
    found = copied(HEADLINE, "Ada Finch", "14 March 2024", deck, shown, "Photo: Bo Oduya/dpa")
    assert found.text.split("\n\n") == [deck, *STORY]
    assert shown in found.captions


def test_a_heading_above_a_paragraph_of_the_story_is_no_caption() -> None:
    heading = "Passengers have waited since Friday"
    lines = [HEADLINE, STORY[0], heading, *STORY[1:], "Photo: Bo Oduya/dpa"]
    [found] = clean("\n\n".join(lines))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [STORY[0], heading, *STORY[1:]]


def test_a_picture_s_text_above_the_same_with_its_credit_is_one_caption() -> None:
    shown = "The crawler beside a ferry in the harbour."
    found = copied(HEADLINE, "By Ada Finch", shown, f"{shown} © Bo Oduya")
    assert (found.text.split("\n\n"), set(found.captions)) == (STORY, {shown})


@pytest.mark.parametrize(
    "line",
    [
        'The crawler "Ada" in the harbour / Bo Oduya / East News',
        "The crawler in the harbour, Thursday (14/3/2024). ANTARA/Bo Oduya/am.",
        "하윅항에 정박한 페리. 보 오두야 제공",
    ],
)
def test_a_caption_ends_in_who_took_it_and_who_sells_it(line: str) -> None:
    found = copied(HEADLINE, "By Ada Finch", "14 March 2024", line)
    assert found.text.split("\n\n") == STORY
    assert found.captions


@pytest.mark.parametrize(
    "line",
    ["정부, 무료 점심 제공", "The crawler / the harbour / the town", "Payment date is March 5."],
)
def test_what_looks_like_a_credit_or_a_day_stays(line: str) -> None:
    [found] = clean("\n\n".join([HEADLINE, STORY[0], line, *STORY[1:]]))
    assert isinstance(found, Article)
    assert line in found.text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "The hall at night [Bo Oduya/Al Jazeera]", "The hall at night. Photo / Bo Oduya",
        "The hall at night.Bo Oduya / Getty Images file", "밤의 강당. 로이터=연합뉴스",
    ],
)  # fmt: skip
def test_captions_end_in_credits_of_more_houses(line: str) -> None:
    [found] = clean("\n\n".join([HEADLINE, STORY[0], line, *STORY[1:]]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == STORY
    assert found.captions


@pytest.mark.parametrize(
    "line", ["Credits / Thanks", "Either/or [a choice/no choice]", "She earns 4 = four crowns"]
)
def test_a_slash_or_an_equals_sign_is_no_credit(line: str) -> None:
    [found] = clean("\n\n".join([HEADLINE, STORY[0], line, *STORY[1:]]))
    assert isinstance(found, Article)
    assert line in found.text


_BYLINE = "By Ada Finch"


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        (["Trains at Harwick, on Thursday. Inès Carrel"], "Trains at Harwick, on Thursday."),
        (
            ["Passengers wait at Harwick station", "Inès Carrel"],
            "Passengers wait at Harwick station",
        ),
    ],
)
def test_who_took_a_picture_is_named_behind_it_below_who_wrote_the_story(
    lines: list[str], caption: str
) -> None:
    found = copied(HEADLINE, _BYLINE, "14 March 2024", *lines)
    assert (found.text.split("\n\n"), found.captions) == (STORY, [caption])
    assert found.authors == ["Ada Finch"]


@pytest.mark.parametrize(
    "lines",
    [
        ["No train ran before noon. Ada Finch"],  # who wrote the story ends its standfirst
        ["No train ran before noon. Nobody knew"],
        ["No train ran before noon. Nothing at Harwick"],
    ],
)
def test_a_standfirst_that_ends_in_other_words_is_no_caption(lines: list[str]) -> None:
    assert copied(HEADLINE, _BYLINE, *lines).text.split("\n\n") == [*lines, *STORY]


def test_a_house_that_sells_pictures_may_be_written_small() -> None:
    found = copied(HEADLINE, _BYLINE, "14 March 2024", "Passengers at Harwick (fotogramma)")
    assert (found.text.split("\n\n"), found.captions) == (STORY, ["Passengers at Harwick"])


@pytest.mark.parametrize("credit", ["Credit: SWNS", "Foto: EFE", "Photo: Inès Carrel"])
def test_what_is_too_long_for_a_heading_is_a_caption_above_a_credit(credit: str) -> None:
    shown = "Passengers with their trunks and dogs at Harwick station"
    [found] = clean("\n\n".join([HEADLINE, *STORY[:2], shown, credit, STORY[2]]))
    assert isinstance(found, Article)
    assert (found.text.split("\n\n"), found.captions) == (STORY, [shown])
    [found] = clean(
        "\n\n".join([HEADLINE, *STORY[:2], STORY[0], "What comes next", credit, STORY[2]])
    )
    assert isinstance(found, Article)
    assert "What comes next" in found.text
    signed = "„Nobody knew where the trunks and the dogs had gone on Thursday evening.“(kas)"
    [found] = clean("\n\n".join([HEADLINE, *STORY, signed, credit, STORY[0]]))
    assert isinstance(found, Article)
    assert signed in found.text
