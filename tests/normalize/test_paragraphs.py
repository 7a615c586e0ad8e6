"""Plain text to paragraphs."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.paragraphs import split_paragraphs

_ONE = (
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first "
    "stone was laid and three years later than planned."
)
_TWO = "Engineers expect the long-awaited lake behind it to be full by the end of April this year."


def test_blank_lines() -> None:
    assert split_paragraphs(f"{_ONE}\n\n{_TWO}\n") == [_ONE, _TWO]


def test_a_paragraph_a_line() -> None:
    assert split_paragraphs(f"{_ONE}\n{_TWO}") == [_ONE, _TWO]


@pytest.mark.parametrize("width", [56, 60, 65, 72, 80])
def test_hard_wrapped_with_blank_lines(width: int) -> None:
    text = "\n\n".join(textwrap.fill(p, width, break_on_hyphens=False) for p in (_ONE, _TWO))
    assert split_paragraphs(text) == [_ONE, _TWO]


@pytest.mark.parametrize("width", [56, 60, 65, 72])
def test_hard_wrapped_with_indents_alone(width: int) -> None:
    # As the wires of the 1980s wrote: the first paragraph begins after a dateline.
    filled = [textwrap.fill(p, width, break_on_hyphens=False) for p in (_ONE, _TWO, _ONE)]
    assert split_paragraphs("\n    ".join(filled)) == [_ONE, _TWO, _ONE]


@pytest.mark.parametrize(
    "wide",
    [
        "The new dam above the old town of Harwick is open, and nobody has said who will pay for it",
        "https://harbour-herald.example/news/2024/03/12/the-new-dam-above-the-old-town-of-harwick-is-open-at-last",
    ],
)
def test_a_wide_line_that_stands_alone_hides_no_hard_wrap(wide: str) -> None:
    filled = [textwrap.fill(p, 60, break_on_hyphens=False) for p in (_ONE, _TWO)]
    assert split_paragraphs("\n\n".join([wide, *filled])) == [wide, _ONE, _TWO]
    assert split_paragraphs("\n\n".join([*filled, wide])) == [_ONE, _TWO, wide]


def test_paragraphs_beside_a_short_list_were_not_cut() -> None:
    lines = ["Shops that close on Friday", "the bakery on the square", "the butcher in Mill Lane"]
    text = f"{_ONE}\n\n" + "\n".join(lines) + f"\n\n{_TWO} {_ONE}\n\n{_ONE} {_TWO}"
    assert split_paragraphs(text) == [_ONE, *lines, f"{_TWO} {_ONE}", f"{_ONE} {_TWO}"]
    assert split_paragraphs(f"{_ONE}\n\n" + "\n".join(lines)) == [_ONE, *lines]


def test_a_table_of_indented_lines_stays_a_table() -> None:
    text = "Shr 34 cts vs 1.19 dlrs\n    Net 807,000 vs 2,858,000\n    Revs 10.4 mln vs 9.9 mln"
    assert len(split_paragraphs(text)) == 3


def test_short_lines_that_end_sentences_are_paragraphs() -> None:
    lines = ["The lake is full.", "The road is closed.", "The mayor has resigned today."]
    assert split_paragraphs("\n".join(lines)) == lines


def test_han_is_joined_without_spaces() -> None:
    line = "滨海市地铁四号线昨日上午六时正式开通试运营，首班列车从东港站准点发出。全线长三十二公里，设车站二十四座，预计每天可以运送乘客四十万人次。"
    wrapped = "\n".join(line[i : i + 20] for i in range(0, len(line), 20))
    assert split_paragraphs(wrapped) == [line]


def test_odd_characters() -> None:
    text = "soft\u00adhyphen zero\u200bwidth no\u00a0break \u202eoverride\u202c wide\u3000space “quotes”"
    assert split_paragraphs(text) == ["softhyphen zerowidth no break override wide space “quotes”"]


@given(st.text())
def test_no_letter_is_lost(text: str) -> None:
    joined = "".join(split_paragraphs(text))
    assert [c for c in joined if c.isalnum()] == [c for c in text if c.isalnum()]


_SET_LINES = [
    ["- The wall is 120 metres high.", "- It holds 41 million cubic metres", "- Farms had to make way."],
    ["1. The wall is 120 metres high", "2. It holds 41 million cubic metres", "3. Farms had to go"],
    ["Old bridge, old bridge,", "who walked on you?", "The baker did,", "the butcher too."],
    ["Left 34.2 31.1", "Centre 28.0 29.4", "Right 21.7 23.9"],
]  # fmt: skip


@pytest.mark.parametrize("lines", _SET_LINES, ids=lambda lines: lines[0])
@pytest.mark.parametrize("width", [60, 72])
def test_lists_tables_and_poems_in_wrapped_text_keep_their_lines(
    lines: list[str], width: int
) -> None:
    first, last = (textwrap.fill(p, width, break_on_hyphens=False) for p in (_ONE, _TWO))
    text = "\n\n".join([first, last, "\n".join(lines), first, last])
    assert split_paragraphs(text) == [_ONE, _TWO, *lines, _ONE, _TWO]


def test_a_paragraph_that_was_cut_at_a_smaller_width_is_one() -> None:
    narrow = textwrap.fill(_TWO, 48, break_on_hyphens=False)
    text = "\n\n".join([textwrap.fill(_ONE, 72), narrow, textwrap.fill(_ONE, 72)])
    assert split_paragraphs(text) == [_ONE, _TWO, _ONE]


def test_a_list_that_no_blank_line_parts_from_wrapped_text() -> None:
    item = "- The lake will hold 41 million cubic metres of water and supply the households."
    wrapped = [textwrap.fill(p, 60) for p in (_ONE, item, "- Farms had to make way.", _TWO)]
    assert split_paragraphs("\n".join(wrapped)) == [_ONE, item, "- Farms had to make way.", _TWO]


def test_sentences_that_a_parser_parted_at_links_are_made_whole() -> None:
    pieces = [
        "The council of the town of", "Harwick", ", which met on Tuesday, closed the old bridge over the river.",
        "The mayor,", "Anna Whitfield", ", said that the work would cost", "42 million", ", a third of it borrowed.",
        "Read more", "What it costs", "A ferry will run every half an hour (", "timetable", ") until midnight.",
        "Residents fear for their hour.", "Shopkeepers fear for theirs.",
    ]  # fmt: skip
    assert split_paragraphs("\n".join(pieces)) == [
        "The council of the town of Harwick, which met on Tuesday, closed the old bridge over the river.",
        "The mayor, Anna Whitfield, said that the work would cost 42 million, a third of it borrowed.",
        "Read more", "What it costs", "A ferry will run every half an hour (timetable) until midnight.",
        "Residents fear for their hour.", "Shopkeepers fear for theirs.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["Celtic won the cup.", ": Douglas, McNamara, Balde.", "Rangers did not.", ": Waterreus, Hutton.", ", and so on."],
        ["Die Brücke", "»Wir warten«, sagt sie.", "Der Hafen", "»Nein«, sagt er.", "Das Dorf", "»Ja«, sagt es."],
        ["What is new", ".NET comes to the harbour", "A list", "and what it holds"],
    ],
)  # fmt: skip
def test_lines_that_nobody_parted_stay(lines: list[str]) -> None:
    assert split_paragraphs("\n".join(lines)) == lines
