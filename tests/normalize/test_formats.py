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


def test_an_archive_s_nitf_with_the_first_paragraph_twice_has_it_once() -> None:
    first = _HTML.split("</p>")[0] + "</p>"
    data = (
        '<nitf><head><pubdata name="Herald" date.publication="20250314T172000+0100" ex-ref="https://herald.example/dam"/>'
        "</head><body><body.head><hedline><hl1>Dam opens</hl1></hedline></body.head><body.content>"
        f'<block class="lead_paragraph">{first}</block><block class="full_text">{_HTML}</block></body.content></body></nitf>'
    )
    [found] = clean(data.encode(), "a.xml")
    _check(found, "a.xml")
    assert isinstance(found, Article)
    assert found.url == "https://herald.example/dam"


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
