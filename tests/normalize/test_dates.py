"""Dates to ISO 8601 with an offset."""

from __future__ import annotations

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.dates import is_date_line, iso_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-03-14T17:20:00+01:00", "2025-03-14T17:20:00+01:00"),
        ("2025-03-14T17:20:00Z", "2025-03-14T17:20:00+00:00"),
        ("2025-03-14T17:20:00.123+0100", "2025-03-14T17:20:00+01:00"),
        ("2025-03-14 17:20", "2025-03-14T17:20:00+02:00"),
        ("2025-03-14", "2025-03-14T00:00:00+02:00"),
        ("Fri, 14 Mar 2025 17:20:00 GMT", "2025-03-14T17:20:00+00:00"),
        ("26-FEB-1987 15:01:01.79", "1987-02-26T15:01:01+02:00"),
        ("March 14, 2025 5:20 PM EST", "2025-03-14T17:20:00-05:00"),
        ("1741969200", "2025-03-14T16:20:00+00:00"),
        ("1741969200000", "2025-03-14T16:20:00+00:00"),
    ],
)
def test_dates(text: str, expected: str) -> None:
    assert iso_date(text, "+02:00") == expected


@pytest.mark.parametrize(
    "text", ["", "yesterday", "March", "14 March", "10:20", "x" * 500, "0000-00-00"]
)
def test_what_is_no_whole_date(text: str) -> None:
    assert iso_date(text) is None


@given(st.text(max_size=70))
def test_nothing_raises_or_warns(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        iso_date(text)


@pytest.mark.parametrize(
    "text", ["14 March 2025", "Friday, March 14, 2025", "14.03.2025, 17:20 Uhr", "2025年3月14日"]
)
def test_date_lines(text: str) -> None:
    assert is_date_line(text)


@pytest.mark.parametrize(
    "text", ["Pay April 30", "sold Dec 29, 1986", "In 2025 the dam broke", "3 March"]
)
def test_what_is_no_date_line(text: str) -> None:
    assert not is_date_line(text)
