"""Crawls: the pages in WARC, ARC and WACZ files, each as an article of its site."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pyarrow as pa
import pytest

from normalize import Article, Rejected, clean
from tests.normalize.test_formats import _PAGE, _STORY, _TEXT, _told, _zip


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
