"""Who wrote a story, for whom and when, by the lines above it and right below."""

from __future__ import annotations

import pytest

from normalize import Article, clean
from tests.normalize.strike import DEK, HEADLINE, STORY, copied


def test_a_headline_that_is_no_list_of_names_is_no_byline_above_a_day() -> None:
    title = "My Train Has Not Come, and I Know Why"
    found = copied("OPINION", title, "14 March 2024", "By Ada Finch")
    assert (found.title, found.authors) == (title, ["Ada Finch"])


def test_a_wire_behind_by_is_no_author() -> None:
    [found] = clean("\n\n".join([HEADLINE, *STORY, "By AFP"]))
    assert isinstance(found, Article)
    assert (found.authors, found.agencies) == ([], ["AFP"])


@pytest.mark.parametrize(("line", "agencies"), [("bor/dpa", ["dpa"]), ("aff/iks", [])])
def test_initials_below_a_story_name_a_wire(line: str, agencies: list[str]) -> None:
    [found] = clean("\n\n".join([HEADLINE, *STORY, line]))
    assert isinstance(found, Article)
    assert (found.text.split("\n\n"), found.agencies) == (STORY, agencies)


def test_who_reported_for_whom_and_when_is_told_below_a_story() -> None:
    line = "Jonas Reuter, NDR, 14.03.2024 18:30 Uhr"
    [found] = clean("\n\n".join([HEADLINE, *STORY, line]))
    assert isinstance(found, Article)
    assert (found.text.split("\n\n"), found.authors) == (STORY, ["Jonas Reuter"])


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("14 March 2024, 18:42", "Ada Finch", "Harwick"), ["Ada Finch"]),
        (("Updated: 14 March 2024", "Ada Finch and Bo Oduya"), ["Ada Finch", "Bo Oduya"]),
        (("New York", "14 March 2024"), []),
        (("EFE Harwick", "14 March 2024"), []),
        (("नई दिल्ली,", "14 March 2024"), []),
    ],
)
def test_a_name_beside_a_day_is_an_author_s_and_a_town_is_none(
    lines: tuple[str, ...], authors: list[str]
) -> None:
    found = copied(HEADLINE, DEK, *lines)
    assert found.authors == authors
    assert found.text.split("\n\n") == [DEK, *STORY]


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ada Finch · CBC News · Posted: Mar 14, 2024 6:42 PM EDT | Last Updated: Mar 15, 2024", ["Ada Finch"]),
        ("Ada Finch / TNN / Mar 14, 2024, 18:42 IST", ["Ada Finch"]),
        ("Harbour Herald · Mar 14, 2024, 18:42", []),  # a paper, or somebody
        ("Ada Finch 14-03-24, 18:42 Last update: 21:10", []),
    ],
)  # fmt: skip
def test_who_is_named_before_a_house_and_a_day_wrote_it(line: str, authors: list[str]) -> None:
    found = copied(HEADLINE, line)
    assert (found.text.split("\n\n"), found.authors) == (STORY, authors)
    assert found.published_at is not None
    assert found.published_at.startswith("2024-03-14T")


def test_a_byline_in_several_lines_has_a_house_and_buttons_among_its_names() -> None:
    lines = ["By :", "France 24", "Follow us", "|", "Ada FINCH", "Follow us"]
    found = copied(HEADLINE, "Published: 14 March 2024", *lines)
    assert (found.text.split("\n\n"), found.authors) == (STORY, ["Ada FINCH"])


def test_a_name_above_an_office_wrote_it() -> None:
    found = copied(HEADLINE, "Ada Finch", "Staff Writer")
    assert (found.text.split("\n\n"), found.authors) == (STORY, ["Ada Finch"])


def test_who_wrote_it_may_stand_alone_above_what_is_said_of_her() -> None:
    below = ["About the author", "Ada Finch", "Ada Finch covers the railways for the Herald."]
    [found] = clean("\n\n".join([HEADLINE, "By Ada Finch", *STORY, *below, "Read more"]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == STORY


def test_initials_behind_a_label_name_nobody() -> None:
    found = copied(HEADLINE, "By Ada Finch", "Editor: A.F.")
    assert (found.text.split("\n\n"), found.authors) == (STORY, ["Ada Finch"])


@pytest.mark.parametrize(
    ("lines", "agencies"),
    [
        (["Source:", "herald.example, PAP"], ["PAP"]),
        (["Source:", "Harbour Herald"], []),
        (["Edited by:", "Ada Finch"], []),
    ],
)
def test_a_label_alone_stands_above_what_it_labels(lines: list[str], agencies: list[str]) -> None:
    found = copied(HEADLINE, "14 March 2024", *lines)
    assert (found.text.split("\n\n"), found.agencies) == (STORY, agencies)


@pytest.mark.parametrize("line", ["Source: of all their troubles", "The source of it all:"])
def test_a_line_of_many_words_is_no_source(line: str) -> None:
    said = "nobody knows who sent the first letter"
    assert said in copied(HEADLINE, "14 March 2024", line, said).text


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ada Finch, da CNN, em Harwick", ["Ada Finch"]),
        ("Autorka/Autor: Ada Finch/adso", ["Ada Finch"]),
        ("［佐藤健一，ITmedia］", ["佐藤健一"]),
        ("海港新闻记者 艾达·芬奇", ["艾达·芬奇"]),
        ("本报记者 王晓明·李建国", ["王晓明", "李建国"]),
    ],
)
def test_houses_initials_and_dots_beside_names(line: str, authors: list[str]) -> None:
    found = copied(HEADLINE, "14 March 2024", line)
    assert (found.text.split("\n\n"), found.authors) == (STORY, authors)


@pytest.mark.parametrize("line", ["Follow Author", "Zur Startseite", "الساعة في صندوقها"])
def test_what_only_looks_like_a_name_is_nobody_s(line: str) -> None:
    assert copied(HEADLINE, line, "14 March 2024").authors == []


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["Portrait of Ada Finch", "By Ada Finch", "14 March 2024"], ["Ada Finch"]),
        (["Ada Finch", "USA TODAY", "14 March 2024"], ["Ada Finch"]),
        (["Ada Finch", "PERIODISTA DE CULTURA", "14 March 2024"], ["Ada Finch"]),
        (["Ada Finch, oprac. / herald.example", "14 March 2024"], ["Ada Finch"]),
        (["di A. F.", "14 March 2024"], []),
    ],
)
def test_who_wrote_it_among_pictures_houses_and_offices(
    lines: list[str], authors: list[str]
) -> None:
    found = copied(HEADLINE, *lines)
    assert (found.text.split("\n\n"), found.authors) == (STORY, authors)


def test_a_line_that_ends_with_a_name_stays_where_nobody_of_that_name_signs_below() -> None:
    assert (
        "A portrait of Ada Finch" in copied(HEADLINE, "A portrait of Ada Finch", "By Bo Vale").text
    )


@pytest.mark.parametrize("line", ["PublishedMar 14 2024", "Published14 March 2024"])
def test_a_label_and_its_day_may_have_no_space_between_them(line: str) -> None:
    found = copied(HEADLINE, line)
    assert found.text.split("\n\n") == STORY
    assert (found.published_at or "")[:10] == "2024-03-14"


@pytest.mark.parametrize("office", ["Health Reporter", "Staff Writer", "Political Correspondent"])
def test_an_office_below_a_name_is_nobody(office: str) -> None:
    found = copied("By", "Ada Finch", office, "14 March 2024")
    assert (found.authors, found.text.split("\n\n")) == (["Ada Finch"], STORY)


@pytest.mark.parametrize("name", ["Ada Finch", "Ada McKenzie"])
def test_an_office_may_be_glued_to_a_name(name: str) -> None:
    assert copied("By", f"{name}Staff Writer", "14 March 2024").authors == [name]


def test_a_button_below_a_standfirst_is_nobody_where_a_byline_names_who_wrote_it() -> None:
    found = copied(
        HEADLINE, DEK, "By Ada Finch", "14 March 2024", "Keep Story", "Listen to this article"
    )
    assert found.authors == ["Ada Finch"]


@pytest.mark.parametrize("line", ["APA/INÈS CARREL", "Inès Carrel/REUTERS"])
def test_who_took_a_picture_is_no_author_below_one(line: str) -> None:
    assert copied(HEADLINE, "By Ada Finch", "14 March 2024", line).authors == ["Ada Finch"]


def test_an_author_s_name_alone_within_the_story_is_none_of_it() -> None:
    [found] = clean(
        "\n\n".join([HEADLINE, "By Ada Finch", *STORY[:2], "Ada Finch", STORY[2], "Ada Finch"])
    )
    assert isinstance(found, Article)
    assert (found.text.split("\n\n"), found.authors) == (STORY, ["Ada Finch"])
    [found] = clean("\n\n".join([HEADLINE, "By Ada Finch", *STORY[:2], "Inès Carrel", STORY[2]]))
    assert isinstance(found, Article)
    assert "Inès Carrel" in found.text  # who speaks in what follows


@pytest.mark.parametrize("label", ["Text", "Texte :", "Autor:", "Written by"])
def test_a_label_alone_below_a_story_stands_above_who_wrote_it(label: str) -> None:
    [found] = clean("\n\n".join([HEADLINE, *STORY, label, "Ada Finch"]))
    assert isinstance(found, Article)
    assert (found.text.split("\n\n"), found.authors) == (STORY, ["Ada Finch"])


@pytest.mark.parametrize("label", ["Updated", "Veröffentlicht", "Mis à jour"])
def test_a_label_of_a_day_may_stand_alone_above_it(label: str) -> None:
    found = copied(HEADLINE, "By Ada Finch", "06:00, 14 March 2024", label, "09:12, 14 March 2024")
    assert found.text.split("\n\n") == STORY
