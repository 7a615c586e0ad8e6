"""Readers: the field names of the usual tools, lists and objects that wrap them, compression."""

from __future__ import annotations

import gzip
import json
from typing import Any

import pytest

from normalize import Article, CleanSettings, Rejected, clean

_BODY = (
    "The dam above the old town was opened on Friday after ten years of work.\n\n"
    "Engineers expect the lake behind it to be full by the end of April this year."
)
_RECORDS: dict[str, dict[str, Any]] = {
    "schema.org": {
        "@type": "NewsArticle", "headline": "Dam opens", "articleBody": _BODY,
        "datePublished": "2025-03-14T17:20:00+01:00", "author": [{"@type": "Person", "name": "Ada Finch"}],
        "url": "https://herald.example/dam", "publisher": {"@type": "Organization", "name": "Herald"},
    },
    "newspaper4k": {
        "title": "Dam opens", "text": _BODY, "publish_date": "2025-03-14 17:20:00+01:00",
        "authors": ["Ada Finch"], "url": "https://herald.example/dam", "outlet": "Herald",
    },
    "news-please": {
        "title": "Dam opens", "maintext": _BODY, "date_publish": "2025-03-14 17:20:00+01:00",
        "authors": ["Ada Finch"], "url": "https://herald.example/dam", "source": "Herald",
    },
    "trafilatura": {
        "title": "Dam opens", "text": _BODY, "raw_text": "no", "date": "2025-03-14T17:20:00+0100",
        "author": "Ada Finch", "url": "https://herald.example/dam", "sitename": "Herald",
    },
    "newsapi": {
        "title": "Dam opens", "content": _BODY, "publishedAt": "2025-03-14T16:20:00Z",
        "author": "By Ada Finch", "url": "https://herald.example/dam", "source": {"id": None, "name": "Herald"},
    },
}  # fmt: skip


def one(data: bytes, path: str, **kwargs: Any) -> Article:
    [found] = clean(data, path, **kwargs)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("tool", _RECORDS)
def test_field_names(tool: str) -> None:
    found = one(json.dumps(_RECORDS[tool]).encode(), "a.json")
    assert found.title == "Dam opens"
    assert found.text == _BODY
    assert found.authors == ["Ada Finch"]
    assert found.url == "https://herald.example/dam"
    assert found.outlet == "Herald"
    assert found.published_at in ("2025-03-14T17:20:00+01:00", "2025-03-14T16:20:00+00:00")
    assert found.language == "en"


@pytest.mark.parametrize("wrap", [None, "articles", "items", "data"])
def test_lists_number_their_records(wrap: str | None) -> None:
    items: list[Any] = [_RECORDS["newsapi"], 7, _RECORDS["trafilatura"]]
    value = {"status": "ok", wrap: [items[0], items[2]]} if wrap else items
    found = clean(json.dumps(value).encode(), "feed.json")
    paths = [record.path for record in found]
    assert paths == (
        ["feed.json#1", "feed.json#2"] if wrap else ["feed.json#1", "feed.json#2", "feed.json#3"]
    )
    assert [isinstance(r, Rejected) for r in found] == (
        [False, False] if wrap else [False, True, False]
    )


def test_lines_number_records_and_pass_over_blank_ones() -> None:
    lines = [json.dumps(_RECORDS["newsapi"]), "", "{broken", json.dumps(_RECORDS["trafilatura"])]
    found = clean("\r\n".join(lines).encode(), "feed.ndjson")
    assert [(r.path, type(r)) for r in found] == [
        ("feed.ndjson#1", Article), ("feed.ndjson#2", Rejected), ("feed.ndjson#3", Article),
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "windows-1251"])
def test_json_in_other_encodings(encoding: str) -> None:
    text = "Плотину над старым городом открыли в пятницу после десяти лет работ и споров о цене."
    data = json.dumps({"title": "Плотина", "text": text}, ensure_ascii=False).encode(encoding)
    assert one(data, "a.json").text == text
    assert one(data, "a.jsonl").text == text


def test_nan_and_lone_surrogates_are_read() -> None:
    data = b'{"title": "Dam \\ud800 opens", "score": NaN, "text": "The dam was opened on Friday."}'
    found = one(data, "a.json")
    assert found.title == "Dam \ufffd opens"


def test_html_in_a_body_field() -> None:
    body = "<h2>The price</h2><p>The dam &amp; the road were opened on Friday.</p><p>By <b>ten</b> men.</p>"
    found = one(json.dumps({"title": "Dam opens", "body": body}).encode(), "a.json")
    assert found.text == "The price\n\nThe dam & the road were opened on Friday.\n\nBy ten men."
    assert found.subheads == ["The price"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"[]", "empty"), (b"{}", "invalid_record"), (b"{", "invalid_json"), (b"7", "invalid_record"),
        (b'{"title": "x", "text": ""}', "invalid_record"), (b" \n", "empty"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "too_deep"),
    ],
)  # fmt: skip
def test_json_that_gives_no_article(data: bytes, reason: str) -> None:
    [found] = clean(data, "a.json")
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_compressed_files() -> None:
    packed = gzip.compress(f"Dam opens\n\n{_BODY}".encode())
    assert one(packed, "a.txt.gz").text == _BODY
    two = gzip.compress(b"Dam opens\n\n") + gzip.compress(_BODY.encode())
    assert one(two, "a.txt.gz").text == _BODY
    for broken in (packed[:-9], packed[:20], b"no gzip at all"):
        [found] = clean(broken, "a.txt.gz")
        assert isinstance(found, Rejected)
        assert found.reason == "truncated"


def test_a_decompression_bomb_is_refused() -> None:
    [found] = clean(gzip.compress(b"a" * 50_000_000), "a.txt.gz")
    assert isinstance(found, Rejected)
    assert found.reason == "too_large"


def test_markdown() -> None:
    text = (
        "---\ntitle: Dam opens\nauthor: Ada Finch\ndate: 2025-03-14\ntags: [water, roads]\n---\n\n"
        "# Dam opens\n\nThe dam was opened on **Friday** after [ten years](https://x.example).\n\n"
        "## The price\n\n- 612 million crowns\n- one life\n"
    )
    found = one(text.encode(), "a.md")
    assert found.title == "Dam opens"
    assert found.authors == ["Ada Finch"]
    assert found.tags == ["water", "roads"]
    assert found.published_at == "2025-03-14T00:00:00+00:00"
    assert found.text.split("\n\n") == [
        "The dam was opened on Friday after ten years.", "The price", "612 million crowns", "one life",
    ]  # fmt: skip


def test_an_unknown_kind_of_file_is_unsupported() -> None:
    [found] = clean(b"x", "a.pptx")
    assert isinstance(found, Rejected)
    assert found.reason == "unsupported"


def test_limits_are_settings() -> None:
    settings = CleanSettings(max_record_bytes=100)  # type: ignore[call-arg]
    for path in ("a.json", "a.jsonl", "a.html"):
        [found] = clean(json.dumps(_RECORDS["newsapi"]).encode(), path, settings=settings)
        assert isinstance(found, Rejected)
        assert found.reason == "too_large"


@pytest.mark.parametrize("path", ["a.txt", "a.html", "a.json", "a.md"])
def test_more_lines_than_an_article_has_are_none(path: str) -> None:
    lines = ["The dam opened on Friday.", "It took ten years.", "It cost 612 million crowns."]
    text = {
        "a.html": "<html><body><article>" + "".join(f"<p>{line}</p>" for line in lines),
        "a.json": json.dumps({"title": "Dam", "text": "\n\n".join(lines)}),
    }.get(path, "\n\n".join(lines))
    assert one(text.encode(), path).text.count("\n\n") == 2
    settings = CleanSettings(max_blocks=2)  # type: ignore[call-arg]
    [found] = clean(text.encode(), path, settings=settings)
    assert isinstance(found, Rejected)
    assert found.reason == "too_large"
    assert "max_blocks" in found.detail


def test_a_table_may_have_flattened_its_columns() -> None:
    found = one(b"title,text,source.name\nDam opens,The dam opened on Friday.,Point\n", "a.csv")
    assert found.outlet == "Point"


@pytest.mark.parametrize(
    "break_", ["</p><p>", "<br><br>", "<br />\n<br />", "</div>\n<div class=x>"]
)
def test_a_text_file_that_holds_a_piece_of_a_page_is_read_as_one(break_: str) -> None:
    story = [
        "The dam above the old town was opened on Friday, ten years after the first stone.",
        "Engineers expect the lake behind it to be full by the end of April &amp; to stay so.",
        "Nobody has yet said who would pay for the ferry, or for its crew, if it ever comes.",
    ]
    [found] = clean(f"Dam opens{break_}{break_.join(story)}", "a.txt")
    assert isinstance(found, Article)
    assert found.title == "Dam opens"
    assert found.text.split("\n\n") == [line.replace("&amp;", "&") for line in story]


def test_a_story_that_speaks_of_tags_stays_a_text() -> None:
    text = "How pages are written\n\nA paragraph begins with <p> and may end with </p>, the manual of the valley's school says."
    [found] = clean(text, "a.txt")
    assert isinstance(found, Article)
    assert "<p> and may end with </p>" in found.text


@pytest.mark.parametrize("start", ["[ ](/) Sections\n\n", "[](/) [Politics](/politics)\n\n"])
def test_a_text_that_begins_with_an_empty_link_is_no_json(start: str) -> None:
    body = "The new dam above the old town of Harwick was opened on Friday, ten years late."
    [found] = clean((start + body).encode(), "a.txt")
    assert isinstance(found, Article)
    assert body in found.text


_WRAPPED = [
    {"response": {"status": "ok", "results": [{"webTitle": "Dam opens", "webPublicationDate": "2025-03-14T17:20:00Z", "fields": {"bodyText": "@"}}]}},
    {"hits": {"total": 1, "hits": [{"_id": "1", "_source": {"title": "Dam opens", "body": "@", "published": "2025-03-14T17:20:00Z"}}]}},
    {"objects": [{"title": "Dam opens", "text": "@", "date": "Fri, 14 Mar 2025 17:20:00 GMT"}]},
    {"url": "https://post.example/dam", "article": {"headline": "Dam opens", "articleBody": "@", "datePublished": "2025-03-14T17:20:00Z"}},
    {"id": 7, "date": "2025-03-14T18:20:00", "date_gmt": "2025-03-14T17:20:00", "author": 3, "title": {"rendered": "Dam opens"}, "content": {"rendered": "<p>@</p>"}},
]  # fmt: skip


@pytest.mark.parametrize("answer", _WRAPPED)
def test_answers_of_apis_are_read_as_they_come(answer: dict[str, object]) -> None:
    told = "The new dam above the old town was opened on Friday, ten years after the first stone."
    [found] = clean(json.dumps(answer).replace("@", told).encode(), "answer.json")
    assert isinstance(found, Article)
    assert (found.title, found.text, found.authors) == ("Dam opens", told, [])
    assert found.published_at == "2025-03-14T17:20:00+00:00"


def test_objects_in_objects_are_gone_into_no_deeper_than_apis_nest_them() -> None:
    for key in ("article", "data"):
        value: object = {"title": "Dam opens", "text": "It rained."}
        for _ in range(300):
            value = {key: value}
        [found] = clean(json.dumps(value).encode(), "deep.json")
        assert isinstance(found, Rejected)
        assert found.reason == "invalid_record"


def test_an_outlet_that_is_given_as_an_address_is_called_by_its_host() -> None:
    record = {"text": "It rained all day in the valley.", "source": "https://www.post.example/dam"}
    [found] = clean(json.dumps(record).encode(), "dam.json")
    assert isinstance(found, Article)
    assert found.outlet == "post.example"


@pytest.mark.parametrize(
    "text",
    [
        "The bank said it bought <B and R International Inc.>, and First Bancorp <I> bid for both.",
        "<P and O> said on Friday that it will buy <A> shares of the <Table Rock Co> for 5.6 million.",
        "He wrote 3 < 4 and 5 > 4 on the board, the teacher said, and a <b of nobody's.",
    ],
)
def test_names_in_brackets_are_no_tags(text: str) -> None:
    for data, name in (
        (json.dumps({"title": "Bank buys", "text": text}), "a.json"),
        (f"Subject: Bank buys\nFrom: A <a@b.example>\n\n{text}\n", "a.eml"),
        (f"Bank buys\n\n{text}\n", "a.txt"),
    ):
        [found] = clean(data.encode(), name)
        assert isinstance(found, Article)
        assert found.text == text


@pytest.mark.parametrize(
    "markup",
    [
        "<p>The dam was opened on Friday.</p>", '<p class="a">The dam was opened on Friday.',
        "The dam was <b>opened</b> on Friday.", 'The dam <a href="/x">was opened</a> on Friday.',
        "The dam was opened on Friday.<br/>", "<DIV >The dam was opened on Friday.</DIV>",
    ],
)  # fmt: skip
def test_markup_in_a_record_is_read_as_such(markup: str) -> None:
    [found] = clean(json.dumps({"title": "Dam opens", "text": markup}).encode(), "a.json")
    assert isinstance(found, Article)
    assert found.text == "The dam was opened on Friday."
