"""Feeds, news XML, tables, mail and the compressions: each through the reader that a run uses."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
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


def test_nitf_names_people_papers_days_and_captions_in_their_elements() -> None:
    data = (
        '<nitf><head><docdata><identified-content><keyword key="water"/></identified-content></docdata>'
        '<pubdata name="Herald" date.publication="20250314T172000+0100"/></head><body><body.head><hedline><hl1>Dam opens</hl1></hedline>'
        "<byline>By <person>Ada Finch</person><byttl>Staff Writer</byttl></byline></body.head>"
        f"<body.content><block>{_HTML}</block><media media-type='image'><media-caption>The lake.</media-caption>"
        "<media-producer>Bo Reed</media-producer></media></body.content></body></nitf>"
    )
    [found] = clean(data.encode(), "a.xml")
    _check(found, "a.xml")
    assert isinstance(found, Article)
    assert (found.authors, found.captions, found.tags) == (["Ada Finch"], ["The lake."], ["water"])


def test_newsml_may_name_people_and_agencies_by_literals() -> None:
    data = (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><provider literal="Herald"/>'
        "<firstCreated>2025-03-14T17:20:00+01:00</firstCreated></itemMeta><contentMeta>"
        '<creator literal="Ada Finch"/><headline>Dam opens</headline></contentMeta><contentSet>'
        f"<inlineXML contenttype='application/nitf+xml'><nitf><body><body.content>{_HTML}</body.content></body></nitf></inlineXML></contentSet></newsItem>"
    )
    [found] = clean(data.encode(), "a.xml")
    _check(found, "a.xml")
    assert isinstance(found, Article)
    assert found.authors == ["Ada Finch"]


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


def _zip(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


def _tar(*members: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


_STORY = ("Dam opens\n\n" + _TEXT).encode()
_PAGE = f"<!doctype html><html><head><title>Dam opens</title></head><body><h1>Dam opens</h1>{_HTML}</body></html>"


def _told(found: list[Article | Rejected]) -> list[tuple[str, str]]:
    return [
        (record.path, record.outlet if isinstance(record, Article) else record.reason)
        for record in found
    ]


@pytest.mark.parametrize("make", [_zip, _tar])
@pytest.mark.parametrize(
    ("suffix", "pack"),
    [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress), (".zst", lambda d: pa.compress(d, "zstd", asbytes=True))],
)  # fmt: skip
def test_an_archive_is_read_as_a_directory(
    make: Callable[..., bytes], suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    data = make(
        ("valley/b.html", _PAGE.encode()), ("herald/a.txt", _STORY), ("c.txt", _STORY),
        (".hidden/x.txt", _STORY), ("__MACOSX/._c.txt", b"\x00\x05\x16\x07"),
    )  # fmt: skip
    name = f"news.{'zip' if make is _zip else 'tar'}{suffix}"
    found = clean(pack(data), name)
    assert _told(found) == [
        (f"{name}/c.txt", "news"), (f"{name}/herald/a.txt", "herald"), (f"{name}/valley/b.html", "valley"),
    ]  # fmt: skip
    assert {record.text for record in found if isinstance(record, Article)} == {_TEXT}


def test_an_archive_in_an_outlets_directory_is_that_outlets() -> None:
    data = _zip(("2025/a.txt", _STORY))
    assert _told(clean(data, "herald/march.zip", "herald")) == [
        ("herald/march.zip/2025/a.txt", "herald")
    ]


def test_tricks_in_an_archive_stay_within_it() -> None:
    link = tarfile.TarInfo("link.txt")
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(link)
    assert _told(clean(out.getvalue(), "a.tar")) == [("a.tar/link.txt", "not_a_file")]
    names = ("../up.txt", "/etc/passwd.txt", "C:/x.txt", "a/../../b.txt")
    found = clean(_zip(*((name, _STORY) for name in names)), "a.zip")
    assert [r.reason for r in found if isinstance(r, Rejected)] == ["unsafe_path"] * len(names)


def test_bombs_and_nests_of_archives_end() -> None:
    bomb = _zip(("a.txt", _STORY), ("bomb.txt", b"\x20" * 400_000_000))
    assert _told(clean(bomb, "a.zip")) == [("a.zip/a.txt", "a"), ("a.zip/bomb.txt", "too_large")]
    nest = _zip(("a.txt", _STORY))
    for _ in range(5):
        nest = _zip(("inner.zip", nest))
    assert [reason for _, reason in _told(clean(nest, "a.zip"))] == ["too_deep"]


def test_members_of_one_name_are_told_apart() -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = _zip(("a.txt", _STORY), ("a.txt", _STORY))
    assert [path for path, _ in _told(clean(data, "x.zip"))] == ["x.zip/a.txt", "x.zip/a.txt~2"]


def test_an_archive_that_is_cut_gives_what_came_before() -> None:
    data = _tar(("a.txt", _STORY), ("b.txt", _STORY * 50))
    found = clean(data[: 512 * 4], "x.tar")
    assert ("x.tar/a.txt", "x") in _told(found)
    assert any(reason == "truncated" for _, reason in _told(found))


def _record(kind: str, url: str, payload: bytes, media: str = "application/http") -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-03-15T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:0>\r\nContent-Type: {media}\r\nContent-Length: {len(payload)}\r\n\r\n"
    return head.encode() + payload + b"\r\n\r\n"


def _response(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}"]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


_HTML_TYPE = "Content-Type: text/html"
_CYRILLIC = (
    "Плотину открыли в пятницу после десяти лет работ, сообщил в четверг губернатор области."
)


def _brotli(data: bytes) -> bytes:
    return bytes(pa.compress(data, "brotli", asbytes=True))


def _warc() -> list[bytes]:
    page = _PAGE.encode()
    chunked = b"%x\r\n" % len(page) + page + b"\r\n0\r\n\r\n"
    koi = f"<html><body><p>{_CYRILLIC}</p></body></html>".encode("koi8-r")
    site = "https://www.herald.example/"
    return [
        _record("warcinfo", "", b"software: x\r\n", "application/warc-fields"),
        _record("response", site + "2", _response(page, _HTML_TYPE)),
        _record("response", site + "3", _response(gzip.compress(page), _HTML_TYPE, "Content-Encoding: gzip")),
        _record("response", site + "4", _response(chunked, _HTML_TYPE, "Transfer-Encoding: chunked")),
        _record("response", site + "5", _response(koi, _HTML_TYPE + "; charset=koi8-r")),
        _record("response", site + "6", _response(page, _HTML_TYPE, "Content-Encoding: gzip")),
        _record("response", site + "7", _response(page, _HTML_TYPE, status="404 Not Found")),
        _record("response", site + "8", _response(b"\x89PNG", "Content-Type: image/png")),
        _record("response", site + "9", _response(b"", _HTML_TYPE, status="301 Moved")),
        _record("conversion", site + "10", _STORY, "text/plain"),
        _record("response", site + "11", _response(_brotli(page), _HTML_TYPE, "Content-Encoding: br")),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "pack",
    [
        lambda records: b"".join(records),
        lambda records: b"".join(map(gzip.compress, records)),
        lambda records: gzip.compress(b"".join(records)),
    ],
)
def test_a_web_archive(pack: Callable[[list[bytes]], bytes]) -> None:
    data = pack(_warc())
    name = "crawl.warc" if data.startswith(b"WARC") else "crawl.warc.gz"
    found = clean(data, name, "crawls")
    host = "herald.example"
    assert _told(found) == [
        (f"{name}#2", host), (f"{name}#3", host), (f"{name}#4", host), (f"{name}#5", host),
        (f"{name}#6", host), (f"{name}#7", "http_error"), (f"{name}#10", host), (f"{name}#11", host),
    ]  # fmt: skip
    articles = [record for record in found if isinstance(record, Article)]
    assert [a.text for a in articles] == [_TEXT, _TEXT, _TEXT, _CYRILLIC, _TEXT, _TEXT, _TEXT]
    assert articles[0].url == "https://www.herald.example/2"
    assert articles[3].encoding == "koi8-r"


def test_a_web_archive_that_is_cut_gives_what_came_before() -> None:
    data = b"".join(map(gzip.compress, _warc()))
    found = clean(data[: len(data) // 2], "crawl.warc.gz")
    assert _told(found)[0] == ("crawl.warc.gz#2", "herald.example")
    assert found[-1].path.startswith("crawl.warc.gz#")
    assert isinstance(found[-1], Rejected)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_an_arc_the_forerunner_of_warc(pack: Callable[[bytes], bytes]) -> None:
    page = _response(_PAGE.encode(), _HTML_TYPE)
    data = (
        b"filedesc://IA-001.arc 0.0.0.0 20050101000000 text/plain 76\n1 0 InternetArchive\n"
        b"URL IP-address Archive-date Content-type Archive-length\n\n"
        b"http://www.herald.example/2 192.0.2.1 20250314172000 text/html %d\n%b\n"
    ) % (len(page), page)
    for name in ("crawl.arc", "crawl.arc.gz") if pack is gzip.compress else ("crawl.arc", "crawl"):
        [found] = clean(pack(data), name)
        assert isinstance(found, Article), found
        assert found.path == f"{name}#2"
        assert (found.text, found.outlet) == (_TEXT, "herald.example")
        assert found.url == "http://www.herald.example/2"


def test_a_wacz_is_the_archives_in_it() -> None:
    data = _zip(
        ("archive/data.warc.gz", gzip.compress(_record("response", "https://herald.example/2", _response(_PAGE.encode(), _HTML_TYPE)))),
        ("datapackage.json", b'{"profile": "data-package"}'),
        ("pages/pages.jsonl", b'{"format": "json-pages-1.0", "title": "All Pages", "text": "none"}'),
    )  # fmt: skip
    [found] = clean(data, "crawl.wacz")
    assert isinstance(found, Article), found
    assert found.path == "crawl.wacz/archive/data.warc.gz#1"
    assert found.text == _TEXT


def test_what_systems_do_not_show_is_passed_over() -> None:
    story = ("herald/a.txt", _STORY)
    beside = ("herald/.DS_Store", "herald/Thumbs.db", "desktop.ini", "__MACOSX/herald/._a.txt")
    [found] = clean(_zip(story, *((name, b"\0") for name in beside)), "a.zip")
    assert isinstance(found, Article)
    assert found.path == "a.zip/herald/a.txt"


def test_the_content_decides_where_the_name_misleads() -> None:
    lines = b'{"title": "Dam opens", "text": "%s"}\n' % _TEXT.replace("\n", "\\n").encode()
    cases = {
        "page.txt": _PAGE.encode(), "page.php": _PAGE.encode(), "page.json": _PAGE.encode(),
        "feed.html": _RSS.encode(), "one.txt": lines, "two.json": lines * 2,
        "pretty.jsonl": b"[\n" + lines + b"]\n", "packed.txt": gzip.compress(_STORY),
        "open.html.gz": _PAGE.encode(), "swapped.txt.gz": bz2.compress(_STORY),
        "news": _zip(("a/a.txt", _STORY)), "a.md": _tar(("a/a.txt", _STORY)), "crawl.jl": lines,
        "INBOX": ("From - Fri Mar 14 17:20:00 2025\nX-Mozilla-Status: 0001\n" + _MAIL).encode(),
    }  # fmt: skip
    for name, data in cases.items():
        found = clean(data, name)
        assert isinstance(found[0], Article), (name, found)
        assert (found[0].title, found[0].text) == ("Dam opens", _TEXT), name


@pytest.mark.parametrize(
    "text",
    [
        '{sic} was the word he used, and the paper printed it as he had said it.',
        "[Editors: this story may be used from Friday on.]\n\nThe dam was opened after ten years of work.",
        "<em> was the first thing that the minister typed into the new machine, to laughter.",
        "PARIS: the dam above the old town was opened on Friday after ten years of work.",
    ],
)  # fmt: skip
def test_a_story_is_not_taken_for_another_format(text: str) -> None:
    [found] = clean(text.encode(), "a.txt")
    assert isinstance(found, Article)
    assert len(found.text) > 40
