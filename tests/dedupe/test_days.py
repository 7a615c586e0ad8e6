"""Days of publication: what tells two items of one mould apart where their words do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest

from dedupe import FoldSettings, cluster, explain
from dedupe.days import days_of, time_of

_DAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
#: A market report as a desk writes it every evening; the facts are few, and some days the same.
_REPORT = "The harbour exchange closed {how} on {day}, with {n} boats landing and cod at 4.20 a kilo. Buyers from the canneries took most of the early lots, the auctioneer said, and the late ones went to the smokehouses."


def _together(texts: list[str], days: list[float | None]) -> bool:
    published = [None if day is None else _DAY + timedelta(days=day) for day in days]
    return len(set(cluster(texts, published=published).canonical.tolist())) == 1


def test_a_report_of_another_day_is_another_story() -> None:
    texts = [
        _REPORT.format(how="firm", day="Monday", n=41),
        _REPORT.format(how="firm", day="Monday", n=44),
    ]
    assert _together(texts, [None, None])
    assert _together(texts, [0, 0.2])
    assert not _together(texts, [0, 7])


def test_a_copy_printed_a_day_later_or_without_a_date_is_one() -> None:
    text = _REPORT.format(how="firm", day="Monday", n=41)
    edited = text.replace("most of", "nearly all")
    for days in ([0, 1.5], [0, None], [None, 30]):
        assert _together([text, edited], days)


def test_the_same_words_are_a_copy_whatever_the_day() -> None:
    text = _REPORT.format(how="firm", day="Monday", n=41)
    assert _together([text, text], [0, 90])


def test_a_long_story_reprinted_weeks_later_is_a_copy() -> None:
    words = [f"{a}{b}{c}" for a in "bdklmnrst" for b in "aeiou" for c in "bdgklmnrst"]
    order = np.random.default_rng(3).permutation(len(words) * 2) % len(words)
    story = " ".join(words[at] for at in order) + " and 31 of them were there."
    assert _together([story, story.replace("31", "32")], [0, 40])


def test_what_told_two_reports_apart_is_said() -> None:
    texts = [_REPORT.format(how="firm", day="Monday", n=n) for n in (41, 44)]
    found = explain(texts[0], texts[1], FoldSettings(), (_DAY, _DAY + timedelta(days=7)))
    assert not found.match
    assert "7 days apart" in found.why


def test_times_are_days_wherever_they_were_written() -> None:
    here = datetime(2026, 3, 2, 18, tzinfo=timezone(timedelta(hours=9)))
    found = days_of([here, here.astimezone(UTC), datetime(2026, 3, 2, 9), None])
    assert found[0] == found[1] == found[2]
    assert np.isnan(found[3])
    assert time_of("2026-03-02T18:00:00+09:00") == here
    assert time_of("") is None


def test_as_many_times_as_texts_are_asked_for() -> None:
    with pytest.raises(ValueError, match="2 texts, but 1"):
        cluster(["one text", "another"], published=[None])
