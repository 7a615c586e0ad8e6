"""Whole pages pasted as text (cases/pasted.toml): the story comes out, with its headline and its day."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean
from tests.normalize.test_genres import GENRES

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
    # Nor is a short line the headline where none has the story's words.
    assert _clean(["Menu", "Floods in the north", *story]).title == "Menu"
    for first in (["Menu", "Politics"], ["Reuters"]):
        below_menu = [*first, "After the storm, the reckoning", "By Ada Finch", *story]
        assert _clean(below_menu).title == "After the storm, the reckoning"


def test_the_headline_in_a_language_that_writes_syllables_as_words() -> None:
    title = "Cầu cũ đóng đến tháng 5"
    story = [
        "Cầu cũ sẽ cấm ô tô đến giữa tháng 5 do phát hiện vết nứt ở trụ thứ ba, chính quyền thành phố cho biết.",
        "Người đi bộ và xe đạp vẫn được qua cầu, còn xe buýt đi vòng qua bờ bắc cho đến khi sửa xong trụ.",
    ]
    found = _clean(["Trang chủ > Thời sự", title, *story])
    assert found.title == title
    assert found.text.split("\n\n") == story


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


#: What stands around a story where the text of a page was taken whole: a menu of many topics above,
#: stories of others with their first sentences, and a foot below.
_MENU = [
    "AP NEWS", "Sections", "World", "Politics", "Sports", "Business", "Technology", "Health",
    "* Floods in the valley", "* Harbour tunnel", "* Coast railway", "* Mayor's race", "Search",
    "Sign in", "Newsletters", "Crossword", "Harwick Vale", "Northern bank", "Obituaries", "Property",
    "Recipes", "Weddings", "Podcasts", "Games", "Related topics", "Bridges", "Ferries",
]  # fmt: skip
_FOOT = [
    "Most read", "1", "Minister resigns over letter to the central bank", "12 March 2024",
    "The minister of finance has resigned after a letter that he wrote in May became known to the press.",
    "By Wim Verhoeven", "2", "Baker wins national award for a loaf of rye and honey", "11 March 2024",
    "A baker of the old town has won the award for the best loaf, which is given by millers every year.",
    "By Lin Chen", "About us", "Contact", "Careers", "Terms of Use", "Privacy Policy", "Cookie Settings",
    "© 2024 Harwick Herald. All rights reserved.",
]  # fmt: skip
_STORY = [
    "The old bridge over the Harwick will be closed for eighteen months so that rusted piers can be replaced, the council decided on Tuesday.",
    "Engineers had found cracks in two of its piers in January, and a flood could bring down the span at any time, they say in a report.",
    "“We have no choice,” said the mayor, Anna Whitfield, who had spoken against a closure before the vote.",
    "What it costs",
    "The work will cost 42 million, two thirds of which are paid by the state; the rest comes out of a loan that the town took in autumn.",
    "Residents on the northern bank said that the detour would cost them an hour every day, and shopkeepers fear for their customers.",
    "A ferry will run every half an hour from seven in the morning until midnight, the council said.",
]


@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_of_the_text_of_a_whole_page_the_story_is_left(separator: str) -> None:
    headline = "Harwick bridge to close for eighteen months"
    lines = [*_MENU, headline, "By Ada Finch", "14 March 2024", *_STORY, *_FOOT]
    [found] = clean(separator.join(lines))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY
    assert found.title == headline
    assert found.authors == ["Ada Finch"]
    assert (found.published_at or "").startswith("2024-03-14")


def test_readers_comments_below_are_no_story_however_long() -> None:
    comments = [
        "Ferryman", "This is what comes of thirty years without a coat of paint, and everybody in the town knew it.",
        "Northbank", "I have crossed that bridge on foot every day of my life and I will miss the sight of the river.",
        "Wim", "Could somebody explain to me why the tunnel, which was to be built first, is not even mentioned?",
    ] * 4  # fmt: skip
    lines = [*_MENU, "Harwick bridge to close", *_STORY, "24 comments", *comments, *_FOOT]
    [found] = clean("\n".join(lines))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY


@pytest.mark.parametrize(
    "lines",
    [
        [f"{name} beat {other} {n}-{n // 2}" for n, (name, other) in enumerate([("Harwick", "Vale")] * 40, 1)],
        [f"{n} tablespoons of flour number {n}" for n in range(1, 40)],
        [f"Best {what}: The {what} of the harbour" for what in ("film", "song", "play", "novel") * 10],
    ],
)  # fmt: skip
def test_a_list_below_a_report_is_the_report_s(lines: list[str]) -> None:
    lines = [f"{line} ({at})" for at, line in enumerate(lines)]
    [found] = clean("\n\n".join(["All of it in one list", *_STORY, *lines]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [*_STORY, *lines]


def _whole_page(story: list[str]) -> list[str]:
    """The paragraphs that are left of a story with a menu above it and a page's foot below."""
    [found] = clean("\n\n".join([*_MENU, "Harwick bridge to close", *story, *_FOOT]))
    assert isinstance(found, Article)
    return found.text.split("\n\n")


@pytest.mark.parametrize("case", GENRES, ids=lambda case: case["name"])
def test_what_a_report_lists_below_stays_in_the_text_of_a_whole_page(case: dict[str, Any]) -> None:
    lines = [line for line in case["lines"] if line not in case.get("lost", {})]
    assert _whole_page([*_STORY, *lines]) == [*_STORY, *lines]


_CREWS = ["Ada Finch (COL)", "Marta Oduya (HAR)", "Inès Carrel (MAR)", "Britt Hansen (OSL)"]


@pytest.mark.parametrize(
    "lines",
    [
        ["Results", *(f"{n}. {_CREWS[n % 4]} 7:{20 + n}.{n % 10}" for n in range(1, 33))],
        [f"Harwick {n} – Coldwater {n % 3}" for n in range(1, 25)],
        [f"{n}. Headwind number {'I' * n} – The Weirs" for n in range(1, 25)],
        [f"{20 * n} g of flour, salted" for n in range(1, 25)],
        [f"and then the {what} of the river" for what in ("lamp", "bench", "door", "name") * 6],
        [
            "These are the boats that the club will have to replace before the summer:",
            *(f"{what} number {'I' * n}" for n in range(1, 8) for what in ("Skiff", "Ferry", "Tug")),
        ],
    ],
    ids=["results", "scores", "works", "amounts", "poem", "announced"],
)  # fmt: skip
@pytest.mark.parametrize("after", [1, 3, len(_STORY)])
def test_a_long_list_stays_in_the_text_of_a_whole_page(lines: list[str], after: int) -> None:
    story = [*_STORY[:after], *lines, *_STORY[after:]]
    assert _whole_page(story) == story


@pytest.mark.parametrize(
    "lines",
    [
        # What other stories are called, as lists of them have it.
        [f"{n}. Minister number {'I' * n} resigns over a letter to the bank" for n in range(1, 9)],
        [f"1{n}.03.2024 14:3{n} Minister number {'I' * n} resigns" for n in range(1, 9)],
        ["Minister resigns over a letter to the central bank", "Baker wins an award for a loaf of rye and honey"],
        ["isSubscriber:", "false", "isPaid:", "false", "showPaywall:", "false", "isOpen:", "true"],
    ],
    ids=["numbered", "dated", "long", "script"],
)  # fmt: skip
def test_a_list_of_other_stories_goes_from_the_text_of_a_whole_page(lines: list[str]) -> None:
    below = [f"{line} ({n})" for n, line in enumerate(["Floods", "Tunnel", "Railway"] * 6)]
    assert _whole_page([*_STORY, *lines, *below]) == _STORY


_NEEDS = ["A new boathouse by 2026", "Two more jetties", "A page on Facebook", "Showers", "An app"]
_ANNOUNCED = "The chairman of the rowing club said what it still needs:"


@pytest.mark.parametrize("mark", ["", "- ", "• "])
def test_a_list_that_the_story_announces_stays_whatever_its_words(mark: str) -> None:
    story = [*_STORY, _ANNOUNCED, *(f"{mark}{line}" for line in _NEEDS)]
    found = _clean(["Harwick bridge to close", *story, "Source: Reuters"])
    assert found.text.split("\n\n") == story
    assert [piece.text for piece in found.removed] == ["Harwick bridge to close", "Source: Reuters"]


def test_a_word_of_the_page_takes_no_line_out_of_a_list_but_the_first() -> None:
    lines = ["A new boathouse", "Showers", "Two more jetties", "A lift"]
    assert _clean(["Harwick bridge to close", *_STORY, *lines]).text.split("\n\n") == [*_STORY, *lines]  # fmt: skip
    found = _clean(["Harwick bridge to close", *_STORY, "Find out more", *lines])
    assert found.text.split("\n\n") == [*_STORY, *lines]


def test_the_headline_of_a_pasted_page_is_told_by_what_stands_below_it() -> None:
    page = _PAGES["en"]
    menu = ["Skip to content", "News", "Sport", "Weather", "Floods in the valley"]
    signed = ["By Ada Finch", "March 14, 2024", "Share", "Save"]

    def title(*above: str) -> str:
        return _clean([*menu, *above, *signed, *page["story"], *page["below"]]).title

    standfirst = (
        "Council decides that the old bridge over the Harwick needs piers that are not rusted"
    )
    told_otherwise = "A farewell to crossing Harwick by car: bridge shuts down"
    assert title(told_otherwise, standfirst) == told_otherwise
    # A kicker may be longer; the headline is in the path, too.
    kicker, headline = "Repairs of the bridge over the Harwick", "Bridge closed for eighteen months"
    assert title(headline, "The old bridge", kicker, headline) == headline
    path = "HARWICK.example / Old bridge / Council"
    assert title(path, "Harwick bridge closed for months") == "Harwick bridge closed for months"
