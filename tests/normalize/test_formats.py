"""Feeds, news XML, tables, mail and the compressions: each through the reader that a run uses."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from normalize import Article, Rejected, clean

_P = [
    "The dam above the old town was opened on Friday after ten years of work.",
    "Engineers expect the lake behind it to be full by the end of April this year.",
]
_HTML = "".join(f"<p>{p}</p>" for p in _P)
_TEXT = "\n\n".join(_P)

_RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Herald</title>
<item><title>Dam opens</title><link>https://herald.example/dam</link><dc:creator>Ada Finch</dc:creator>
<pubDate>Fri, 14 Mar 2025 17:20:00 +0100</pubDate><category>water</category><description>A teaser.</description>
<content:encoded><![CDATA[{_HTML}]]></content:encoded></item>
<item><title>No text at all</title><link>https://herald.example/none</link></item>
</channel></rss>"""

_ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><title>Dam opens</title><link rel="alternate" href="https://herald.example/dam"/><author><name>Ada Finch</name></author>
<published>2025-03-14T17:20:00+01:00</published><category term="water"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_HTML}</div></content></entry></feed>"""

_NITF = f"""<nitf><head><docdata><date.issue norm="2025-03-14T17:20:00+01:00"/></docdata></head>
<body><body.head><hedline><hl1>Dam opens</hl1></hedline><byline>By Ada Finch</byline><distributor>Herald</distributor></body.head>
<body.content>{_HTML}</body.content></body></nitf>"""

_NEWSML = f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">
<itemMeta><provider><name>Herald</name></provider><firstCreated>2025-03-14T17:20:00+01:00</firstCreated></itemMeta>
<contentMeta><creator><name>Ada Finch</name></creator><headline>Dam opens</headline><language tag="en"/></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>{_HTML}</body></html></inlineXML></contentSet></newsItem>"""


def _check(found: Article | Rejected, path: str) -> None:
    assert isinstance(found, Article), found
    assert found.path == path
    assert found.title == "Dam opens"
    assert found.text == _TEXT
    assert found.outlet == "Herald"
    assert found.published_at == "2025-03-14T17:20:00+01:00"


@pytest.mark.parametrize(
    ("data", "path", "record"),
    [
        (_RSS, "feed.rss", "feed.rss#1"), (_RSS, "feed.xml", "feed.xml#1"), (_ATOM, "feed.atom", "feed.atom#1"),
        (_NITF, "story.nitf", "story.nitf"), (_NEWSML, "story.xml", "story.xml"),
    ],
)  # fmt: skip
def test_news_xml(data: str, path: str, record: str) -> None:
    found = clean(data.encode(), path)
    _check(found[0], record)
    assert isinstance(found[0], Article)
    assert found[0].authors == ["Ada Finch"]


def test_a_feed_item_without_text_is_rejected_alone() -> None:
    found = clean(_RSS.encode(), "feed.rss")
    assert [type(record) for record in found] == [Article, Rejected]


def test_entities_are_not_expanded_nor_files_read() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    data = bomb + _RSS.split("?>", 1)[1].replace("Dam opens", "Dam &b; &f; opens")
    [first, _] = clean(data.encode(), "feed.rss")
    assert isinstance(first, Article)
    assert "ha" not in first.title.replace("what", "")


@pytest.mark.parametrize("data", ["<unknown/>", "<rss><channel/></rss>", "no xml", "<a><b>"])
def test_other_xml_is_rejected(data: str) -> None:
    [found] = clean(data.encode(), "a.xml")
    assert isinstance(found, Rejected)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_delimited_tables(delimiter: str) -> None:
    body = _TEXT.replace('"', '""')
    lines = [
        delimiter.join(("headline", "text", "source", "date")),
        delimiter.join(("Dam opens", f'"{body}"', "Herald", "2025-03-14T17:20:00+01:00")),
        delimiter.join(("Nothing", "", "Herald", "")),
    ]
    found = clean("\r\n".join(lines).encode(), "a.csv" if delimiter != "\t" else "a.tsv")
    _check(found[0], found[0].path.split("#")[0] + "#1")
    assert isinstance(found[1], Rejected)
    assert len(found) == 2


def test_parquet() -> None:
    table = pa.table({"title": ["Dam opens", "x"], "text": [_TEXT, None], "outlet": ["Herald", "h"], "date": ["2025-03-14T17:20:00+01:00", None]})  # fmt: skip
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    found = clean(buffer.getvalue(), "a.parquet")
    _check(found[0], "a.parquet#1")
    assert isinstance(found[1], Rejected)
    [broken] = clean(buffer.getvalue()[:200], "a.parquet")
    assert isinstance(broken, Rejected)
    assert broken.reason == "truncated"


_MAIL = (
    'From: "Herald" <news@herald.example>\nSubject: Dam opens\nDate: Fri, 14 Mar 2025 17:20:00 +0100\n'
    "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + _HTML
)


def test_mail() -> None:
    _check(clean(_MAIL.encode(), "a.eml")[0], "a.eml")
    plain = _MAIL.replace("text/html", "text/plain").replace(_HTML, _TEXT)
    _check(clean(plain.encode(), "a.eml")[0], "a.eml")


def test_mailboxes() -> None:
    one = "From news@herald.example Fri Mar 14 17:20:00 2025\n" + _MAIL
    found = clean(f"{one}\n\n{one}\n".encode(), "a.mbox")
    assert [record.path for record in found] == ["a.mbox#1", "a.mbox#2"]
    for number, record in enumerate(found, 1):
        _check(record, f"a.mbox#{number}")


@pytest.mark.parametrize(
    ("suffix", "pack"), [(".gz", gzip.compress), (".bz2", bz2.compress), (".xz", lzma.compress)]
)
def test_compressions(suffix: str, pack: Callable[[bytes], bytes]) -> None:
    packed = pack(_RSS.encode())
    _check(clean(packed, f"feed.rss{suffix}")[0], f"feed.rss{suffix}#1")
    two = pack(b"Dam opens\n\n") + pack(_TEXT.encode())
    [found] = clean(two, f"a.txt{suffix}")
    assert isinstance(found, Article)
    assert found.text == _TEXT
    for broken in (packed[:-9], packed[:30], b"nothing of the kind"):
        [refused] = clean(broken, f"a.txt{suffix}")
        assert isinstance(refused, Rejected)
        assert refused.reason == "truncated"
    [bomb] = clean(pack(b"a" * 40_000_000), f"a.txt{suffix}")
    assert isinstance(bomb, Rejected)
    assert bomb.reason == "too_large"
