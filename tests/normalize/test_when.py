"""When an article was published: declared, shown by its lines, or told by its address."""

from __future__ import annotations

import json
import tomllib
import warnings
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize import Article, clean
from normalize.shown_dates import read_date, shown_dates

_CASES = tomllib.loads((Path(__file__).parent / "cases" / "stamps.toml").read_text("utf-8"))
_STORY = [
    "The city council voted on Tuesday to close the old bridge over the river for eighteen months.",
    "Residents fear that the detour will cost them an hour each day, as it did on May 3, 2019.",
    "Mayor Anna Whitfield told reporters that there was no alternative to the plan of March.",
]
_DAY = "2024-03-12T00:00:00+00:00"


def _article(source: bytes | str, path: str = "") -> Article:
    [found] = clean(source, path)
    assert isinstance(found, Article)
    return found


def _text(*above: str, below: str = "") -> Article:
    lines = ["Old bridge to close", *above, *_STORY, *([below] if below else [])]
    return _article("\n\n".join(lines))


def _page(above: str = "", below: str = "", head: str = "", aside: str = "") -> Article:
    story = "".join(f"<p>{paragraph}</p>" for paragraph in _STORY)
    return _article(
        f"<html lang=en><head><title>Old bridge to close</title>{head}</head><body>{aside}<main>"
        f"{above}<h1>Old bridge to close</h1>{below}<div>{story}</div></main></body></html>".encode(),
        "page.html",
    )


@pytest.mark.parametrize("language", sorted(_CASES["shown"]))
def test_days_are_read_in_each_language(language: str) -> None:
    for line, expected in _CASES["shown"][language].items():
        assert shown_dates([line], language, "+00:00") == expected, line


@pytest.mark.parametrize("line", _CASES["none"])
def test_no_day_is_made_up(line: str) -> None:
    assert shown_dates([line], "en", "+00:00") == []


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("12.03.2024 14:30:55", "de", "2024-03-12T14:30:55+01:00"),
        ("12/03/2024", "fr", "2024-03-12T00:00:00+01:00"),
        ("12/03/2024", "en", "2024-12-03T00:00:00+01:00"),
        ("12/03/2024", "en-GB", "2024-03-12T00:00:00+01:00"),
        ("12 mars 2024", "fr", "2024-03-12T00:00:00+01:00"),
        ("12. März 2024", "de", "2024-03-12T00:00:00+01:00"),
        ("Tue, 12 Mar 2024 10:30:05 +0200", "de", "2024-03-12T10:30:05+02:00"),
        ("2024-03-12T10:30:05Z", "xx", "2024-03-12T10:30:05+00:00"),
        ("gestern", "de", None),
        ("", "", None),
    ],
)
def test_fields_are_read_as_the_language_has_them(
    text: str, language: str, expected: str | None
) -> None:
    assert read_date(text, language, "+01:00") == expected


@given(
    st.text(alphabet="0123456789./-: ,apmAPM年月日MäJaunfrov한오후", max_size=60),
    st.sampled_from(["en", "de", "zh", "und", "xx", "en-GB", "en-XX", "x-", "vi", ""]),
)
def test_nothing_raises_or_warns(text: str, language: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        shown_dates([text], language, "+00:00")
        read_date(text, language, "+00:00")


@pytest.mark.parametrize(
    "line",
    ["March 12, 2024", "By Jane Doe | March 12, 2024", "Posted on 12 March 2024 by Jane Doe",
     "Daily News | 12 March 2024", "Tuesday 12 March 2024", "2024-03-12"],
)  # fmt: skip
def test_a_text_is_dated_by_a_line_of_its_head_or_foot(line: str) -> None:
    assert _text(line).published_at == _DAY
    if "Daily" not in line and "|" not in line:
        assert _text(below=line).published_at == _DAY


def test_of_two_stamps_the_earlier_is_that_of_publication() -> None:
    for lines in (
        ("Published: 12 March 2024", "Updated: 13 March 2024"),
        ("Updated: 13 March 2024", "Published: 12 March 2024"),
    ):
        article = _text(*lines)
        assert article.published_at == _DAY
        assert article.modified_at == "2024-03-13T00:00:00+00:00"


def test_a_dateline_with_a_year_dates_a_release() -> None:
    release = f"HARWICK, March 12, 2024 (GLOBE NEWSWIRE) -- {_STORY[0]}"
    assert _article("\n\n".join(["Bridge", release, *_STORY[1:]])).published_at == _DAY


@pytest.mark.parametrize(
    "line",
    ["Photo: The old bridge on March 12, 2010. Reuters", "© 2010 Daily News",
     "Correction, March 12, 2010: An earlier version of this article misspelled a name."],
)  # fmt: skip
def test_days_of_pictures_and_notes_are_not_those_of_the_copy(line: str) -> None:
    assert _text(line).published_at is None
    assert _text(below=line).published_at is None


def test_a_record_in_german_is_dated_in_german() -> None:
    body = "Der Stadtrat hat am Dienstag beschlossen, die alte Brücke für Monate zu sperren."
    record = {"title": "Alte Brücke gesperrt", "text": body, "date": "12.03.2024 14:30"}
    line = json.dumps(record).encode()
    assert _article(line, "feed.jsonl").published_at == "2024-03-12T14:30:00+00:00"


@pytest.mark.parametrize(
    "line",
    ["<p class=date>March 12, 2024</p>", "<div><span>By Jane Doe</span> <span>12 March 2024</span></div>",
     "<time datetime=2024-03-12>two days ago</time>", "<div>Published <b>March</b> 12, 2024</div>",
     "<p itemprop=datePublished>12 March 2024</p>"],
)  # fmt: skip
def test_a_page_is_dated_by_what_it_shows_beside_its_headline(line: str) -> None:
    assert _page(below=line).published_at == _DAY
    assert _page(above=line).published_at == _DAY


def test_of_a_day_shown_twice_that_with_its_hour_counts() -> None:
    shown = "<p>March 12, 2024</p><time datetime=2024-03-12T10:30:00+01:00>12 March</time>"
    found = _page(below=shown)
    assert (found.published_at, found.modified_at) == ("2024-03-12T10:30:00+01:00", None)


def test_days_of_other_pages_and_pictures_are_not_the_page_s() -> None:
    teaser = "<nav><p>May 3, 2019</p></nav><footer><time datetime=2019-05-03>May</time></footer>"
    picture = "<figure><img src=a.jpg><figcaption>May 3, 2019</figcaption></figure>"
    assert _page(aside=teaser, below=picture).published_at is None
    assert _page(aside=teaser, below=picture + "<p>March 12, 2024</p>").published_at == _DAY
    assert _page(below="<p>The bridge was built in the town of Harwick, May 3, 2019</p>").published_at is None  # fmt: skip


def test_what_is_declared_counts_before_what_is_shown() -> None:
    head = '<meta property="article:published_time" content="2024-03-12">'
    assert _page(head=head, below="<p>May 3, 2019</p>").published_at == _DAY


def test_the_day_in_an_address_is_taken_and_no_other_then() -> None:
    head = '<link rel=canonical href="https://daily.example/2024/03/12/old-bridge.html">'
    assert _page(head=head).published_at == _DAY
    assert _page(head=head, below="<p>May 3, 2019</p>").published_at == _DAY
    shown = _page(head=head, below="<p>March 12, 2024 10:30 GMT</p>")
    assert shown.published_at == "2024-03-12T10:30:00+00:00"


def test_a_day_right_below_the_headline_counts_before_one_below_the_story() -> None:
    more = "<ul><li>The ferry of 1961</li><li>4 February 2024</li></ul>"
    assert _page(below=f"<ul><li><div>12 March 2024</div></li></ul><p>{_STORY[0]} {_STORY[1]}</p>{more}").published_at == _DAY  # fmt: skip


def test_a_time_beside_its_day_is_kept_with_it() -> None:
    shown = "<div>Posted: <time>Mar 12, 2024 / 10:30 AM EDT</time> / <span>Updated: Mar 13, 2024 / 9:02 AM EDT</span></div>"
    found = _page(below=shown)
    assert found.published_at == "2024-03-12T10:30:00-04:00"
    assert found.modified_at == "2024-03-13T09:02:00-04:00"


def test_a_line_with_two_days_has_room_for_more_words() -> None:
    shown = (
        "<time>Published on 12 March 2024 at 10:30, last updated on 13 March 2024 at 11:02</time>"
    )
    found = _page(below=f"<div>{shown}</div>")
    assert found.published_at == "2024-03-12T10:30:00+00:00"
    assert found.modified_at == "2024-03-13T11:02:00+00:00"


@pytest.mark.parametrize(
    "path", ["articles/194709-13-ways-to-cross", "1947/09/13/x", "20240-312-x"]
)
def test_numbers_in_an_address_that_are_no_day(path: str) -> None:
    head = f'<link rel=canonical href="https://daily.example/{path}">'
    assert _page(head=head).published_at is None
