"""Lines that count readers and pictures, or lead from the home page to this one."""

from __future__ import annotations

import pytest

from normalize.furniture.counters import counts, is_counter
from normalize.furniture.menus import is_path


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("3 Kommentare", "comments_label"), ("12 comments", "comments_label"),
        ("Kommentare (3)", "comments_label"), ("1,024 Comments", "comments_label"),
        ("1.2K shares", "count_label"), ("Просмотров: 1 024", "count_label"),
        ("阅读(12)", "count_label"), ("1.2万阅读", "count_label"), ("조회수 1,024", "count_label"),
    ],
)  # fmt: skip
def test_a_number_and_a_label_count(text: str, slot: str) -> None:
    assert counts(text, slot)


@pytest.mark.parametrize("text", ["Comments", "12 monkeys", "12 comments were read", "Kommentare"])
def test_other_lines_count_nothing(text: str) -> None:
    assert not counts(text, "comments_label")


@pytest.mark.parametrize(
    "text",
    [
        "432 words", "LENGTH: 432 words", "LÄNGE: 432 Wörter", "Page A1", "Pg. 3", "S. 12", "p. 3", "Blz. 3",
        "Strona 3", "第3版", "A03版", "第03版：要闻", "朝刊3面", "A3면", "지면 A12", "432文字", "Полоса 3",
    ],
)  # fmt: skip
def test_where_a_copy_stood_in_print_and_how_long_it_is(text: str) -> None:
    assert is_counter(text, True)


@pytest.mark.parametrize(
    "text",
    [
        "Length: 120 metres", "Pages: about the sea", "Seats: 120", "P. J. Finch", "The page of 1998",
        "版面", "3면을 보면", "432 words were cut",
    ],
)  # fmt: skip
def test_other_lines_with_numbers_are_the_story_s(text: str) -> None:
    assert not is_counter(text, True)


def test_a_fraction_is_a_picture_s_number_above_the_story_alone() -> None:
    assert is_counter("4/5", True)
    assert is_counter("Bild 1 von 5", False)
    assert is_counter("1 2 3 Next", False)
    assert not is_counter("4/5", False)
    assert not is_counter("Chapter 1 of 5", True)


@pytest.mark.parametrize(
    "text",
    [
        "Home > News > Local",
        "Inicio › Noticias",
        "ホーム > ニュース",
        "Home / Berita / Daerah",
        "الرئيسية / محليات",
    ],
)
def test_the_way_from_the_home_page(text: str) -> None:
    assert is_path(text)


@pytest.mark.parametrize(
    "text",
    [
        "« Dune » et « Barbie » en tête",
        "Rain > snow",
        "> Quoted",
        "Finch / Vale / Oduya",
        "Home/away",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert not is_path(text)
