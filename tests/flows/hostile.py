"""Hostile inputs, made here: what each file holds, and what must become of it.

The outcome is a reason of rejection, several of which any will do, or "article": a story is in
it and must come out. Of files that hold several records it is that of each.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import struct
import tarfile
from collections.abc import Iterator

from tests.flows.hostile_parts import MB, STORY, Case, zipped
from tests.flows.hostile_tables import workbooks_and_databases

_TEXT = f"Dam opens\n\n{STORY}"
_PAGE = f"<html><head><title>Dam opens</title></head><body><article><h1>Dam opens</h1>{{}}<p>{STORY}</p></article></body></html>"


def _tar(name: str, data: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "") -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as file:
        info = tarfile.TarInfo(name)
        info.size, info.type, info.linkname = len(data), kind, link
        file.addfile(info, io.BytesIO(data))
    return stream.getvalue()


def _zst(data: bytes) -> bytes:
    import pyarrow as pa

    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


def _compressed() -> Iterator[Case]:
    bomb, text = bytes(300 * MB), _TEXT.encode()
    packers = (("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", _zst))
    for suffix, pack in packers:
        yield f"bomb.txt.{suffix}", pack(bomb), "too_large"
        yield f"cut.txt.{suffix}", pack(text * 50)[:-9], "truncated"
        yield f"flipped.txt.{suffix}", _flipped(pack(text * 50)), "truncated"
        yield f"head-only.txt.{suffix}", pack(text)[:5], "truncated binary"
        yield f"nothing.txt.{suffix}", pack(b""), "empty"
        yield f"misnamed-{suffix}.txt", pack(text), "article"
        yield f"not-packed.txt.{suffix}", text, "truncated article"
        yield f"twice.txt.{suffix}", pack(pack(text * 50)), "binary truncated"
    yield "bomb.jsonl.gz", gzip.compress(bomb, 1), "too_large"
    yield "members.txt.gz", gzip.compress(text) + gzip.compress(b"\n\nIt cost a lot."), "article"
    yield "garbage-after.txt.gz", gzip.compress(text) + b"garbage", "truncated article"


def _flipped(data: bytes) -> bytes:
    middle = len(data) // 2
    return (
        data[:middle]
        + bytes(byte ^ 0xFF for byte in data[middle : middle + 8])
        + data[middle + 8 :]
    )


def _archives() -> Iterator[Case]:
    text = _TEXT.encode()
    for number, name in enumerate(
        ("../../out.txt", "/etc/out.txt", "a/../../out.txt", "C:\\out.txt", "..\\out.txt", "\\\\host\\out.txt")
    ):  # fmt: skip
        yield f"path-{number}.zip", zipped((name, text)), "unsafe_path"
        yield f"path-{number}.tar", _tar(name, text), "unsafe_path"
    for name, kind in (
        ("symlink", tarfile.SYMTYPE), ("hardlink", tarfile.LNKTYPE), ("fifo", tarfile.FIFOTYPE),
        ("device", tarfile.CHRTYPE), ("block", tarfile.BLKTYPE),
    ):  # fmt: skip
        yield f"{name}.tar", _tar("a.txt", b"", kind, "/etc/passwd"), "not_a_file"
    yield "bomb.zip", zipped(("a.txt", bytes(300 * MB))), "too_large"
    nested = zipped(("a.txt", text))
    for depth in range(5):
        nested = zipped((f"{depth}.zip", nested))
    yield "nested.zip", nested, "too_deep"
    yield "cut.zip", zipped(("a.txt", text * 50))[:-30], "truncated"
    yield "cut.tar", _tar("a.txt", text * 50)[:900], "truncated"
    yield (
        "crc.zip",
        zipped(("a.txt", text * 9), stored=True).replace(b"opens", b"shuts", 1),
        "truncated",
    )
    yield "none.zip", zipped(), "empty"
    locked = bytearray(zipped(("a.txt", text)))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    yield "locked.zip", bytes(locked), "encrypted"
    yield "many.zip", zipped(*((f"{n}.txt", b"") for n in range(3000))), "empty"
    yield "device-name.zip", zipped(("CON.txt", text)), "article"
    yield "not-a-zip.zip", text, "truncated"
    yield "not-a-tar.tar", b"\0" * 2048, "empty truncated"


def _json() -> Iterator[Case]:
    for name, value, expected in (
        ("deep-lists", "[" * MB, "too_deep"), ("deep-objects", '{"a":' * 200_000, "too_deep"),
        ("deep-closed", "[" * 5000 + "]" * 5000, "too_deep"),
        ("cut", '{"title": "Dam", "text": "' + STORY, "invalid_json"),
        ("comma", '{"title": "Dam", "text": "x",}', "invalid_json"),
        ("comment", '{"title": "Dam" /* x */}', "invalid_json"),
        ("single-quotes", "{'title': 'Dam'}", "invalid_json"),
        ("nothing", "", "empty"), ("spaces", "  \n\t ", "empty"), ("null", "null", "invalid_record"),
        ("number", "17", "invalid_record"), ("string", '"Dam"', "invalid_record"),
        ("no-list", "[]", "empty"), ("scalars", "[1, 2, null]", "invalid_record"),
        ("lists", "[[1], [2]]", "invalid_record"), ("no-body", '{"title": "Dam"}', "invalid_record"),
        ("huge-number", '{"text": "STORY", "date": 1' + "0" * 5000 + "}", "article invalid_json"),
        ("infinite", '{"text": "STORY", "date": 1e999999}', "article"),
        ("nan", '{"text": "STORY", "date": NaN}', "article"),
        ("minus-infinity", '{"text": "STORY", "date": -Infinity}', "article"),
        ("twice", '{"text": "no", "text": "STORY"}', "article"),
        ("surrogate", '{"title": "\\ud800", "text": "STORY \\udfff"}', "article"),
        ("nul", '{"title": "a\\u0000b", "text": "STORY\\u0000"}', "article"),
        ("bidi", '{"title": "\\u202egnp.exe", "text": "\\u202eSTORY"}', "article"),
        ("proto", '{"__proto__": {"a": 1}, "constructor": 1, "text": "STORY"}', "article"),
        ("keys", json.dumps({"text": STORY} | {f"k{n}": n for n in range(50_000)}), "article"),
        ("long-key", json.dumps({"text": STORY, "k" * MB: 1}), "article"),
        ("odd-keys", json.dumps({"text": STORY, "": 1, " ": 2, "\n": 3, "a.b.c": 4}), "article"),
        ("title-object", json.dumps({"title": {"a": [{}]}, "text": STORY}), "article"),
        ("authors", json.dumps({"authors": [None, 1, {"x": []}, [["A"]]], "text": STORY}), "article"),
        ("author-word", json.dumps({"author": "•" * 300_000, "text": STORY}), "article"),
        ("author-mail", json.dumps({"author": "a@" * 150_000, "text": STORY}), "article"),
        ("body-list", json.dumps({"text": [STORY, None, 7, {"x": 1}]}), "article"),
        ("body-bool", json.dumps({"text": True}), "invalid_record"),
        ("body-spaces", json.dumps({"text": " \n \u200b "}), "invalid_record no_text"),
        ("url", json.dumps({"url": "javascript:alert(1)", "text": STORY}), "article"),
        ("language", json.dumps({"language": "x" * 9000, "text": STORY}), "article"),
    ):  # fmt: skip
        yield f"{name}.json", value.replace("STORY", STORY).encode(), expected
    for number, date in enumerate(
        ("0000-00-00", "99999-01-01", "-1", "2025-02-31T99:99:99Z", "1e308", "9" * 400, "T" * 9000, "١٢/٣/٢٠٢٥")
    ):  # fmt: skip
        yield f"date-{number}.json", json.dumps({"date": date, "text": STORY}).encode(), "article"
    yield "wide.json", json.dumps({"text": STORY}).encode("utf-16"), "article"
    yield "marked.json", b"\xef\xbb\xbf" + json.dumps({"text": STORY}).encode(), "article"
    line = json.dumps({"text": STORY}).encode()
    yield "long-line.jsonl", b'{"text": "' + b"a" * (17 * MB) + b'"}', "too_large"
    yield "returns.jsonl", b"\r\n".join([line] * 3) + b"\r\n\r\n", "article"
    yield "rubbish.jsonl", b"\n".join([b"}", b"\xff\xfe\xfd", b"[", b"{"]), "invalid_json"
    yield "cut.jsonl", line[:-5], "invalid_json"


def _pages() -> Iterator[Case]:
    for name, inner in (
        ("comment", "<!-- x --!><!---->"), ("entities", "&amp;" * 3000), ("codepoint", "&#x110000;&#0;&#xd800;"),
        ("script", "<script>for(;;){}</script>" * 500), ("style", "<style>p{}</style>" * 500),
        ("svg", "<svg onload=alert(1)><desc>x</desc></svg>"), ("math", "<math><mtext></p></math>"),
        ("images", "<img src='data:image/png;base64," + "A" * MB + "'>"), ("frame", "<iframe srcdoc='<p>x</p>'></iframe>"),
        ("template", "<template><p>hidden</p></template>"), ("hidden", "<p hidden>x</p><p style='display:none'>y</p>"),
        ("attributes", "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x</p>"),
        ("classes", f"<p class='{'a-b ' * 50_000}'>x</p>"), ("options", "<select>" + "<option>x" * 5000 + "</select>"),
        ("tables", "<table><tr><td>a</td></tr></table>" * 500), ("links", "<a href=x>Read more</a> " * 3000),
        ("headings", "<h1>Dam</h1>" * 500), ("nul", "\0" * 5), ("misnested", "<b><p><i></b></p></i>" * 300),
        ("unclosed", "<b>" * 100), ("controls", "\x01\x02\x08\x1f\x7f"), ("bidi", "<p>\u202e\u2066x\u202a</p>"),
        ("ld-broken", '<script type="application/ld+json">{"@type": "NewsArticle", </script>'),
        ("ld-deep", '<script type="application/ld+json">' + "[" * 9000 + "</script>"),
        ("ld-odd", '<script type="application/ld+json">{"@type": [1, null], "headline": [[]], "author": {"name": {"a": 1}}}</script>'),
        ("refresh", "<meta http-equiv=refresh content='0;url=file:///etc/passwd'>"), ("base", "<base href='file:///'>"),
        ("charset", "<meta charset='no-such-thing'>"), ("utf-7", "<meta charset='utf-7'>+ADw-script+AD4-"),
        ("xss", "<h2><img src=x onerror=alert(1)></h2>"),
    ):  # fmt: skip
        yield f"{name}.html", _PAGE.format(inner).encode("utf-8", "surrogatepass"), "article"
    yield "deep.html", b"<div>" * 200_000 + STORY.encode(), "too_deep"
    yield "deep-inline.html", b"<p>" + b"<b>" * 200_000 + STORY.encode(), "too_deep"
    yield "deep-lists.html", b"<ul><li>" * 100_000 + STORY.encode(), "too_deep"
    rows = "<tr><td>a cell with some text in it</td><td>b</td></tr>" * 15_000
    yield "tables-in-tables.html", f"{'<table><tr><td>' * 150}<p>{STORY}</p>{'</td></tr></table>' * 150}<table>{rows}</table>".encode(), "article too_deep"  # fmt: skip
    yield "inline-soup.html", f"<p>{STORY}</p>{'<span>12 March 2024 x</span>' * 40_000}".encode(), "article"  # fmt: skip
    yield "named-siblings.html", f"<p>{STORY}</p>{'<div class=list-item>Some short text of the list</div>' * 15_000}".encode(), "article"  # fmt: skip
    yield "comment-siblings.html", f"<p>{STORY}</p><div>{'<div class=comment><i class=author>Ada Finch</i></div>' * 100}{'<div>x</div>' * 19_000}</div>".encode(), "article"  # fmt: skip
    yield (
        "comment-counts.html",
        f"<p>{STORY}</p>{'<p>12 comments</p>' * 19_000}".encode(),
        "article",
    )
    yield "breaks.html", f"<p>{STORY}</p><p>{'x<br>' * 100_000}</p>".encode(), "article"
    yield "pictures.html", f"<p>{STORY}</p><p>{'<img src=x alt=Dam>x ' * 50_000}</p>".encode(), "article"  # fmt: skip
    yield (
        "only-pictures.html",
        f"<p>{STORY}</p><p>{'<img src=x> ' * 50_000}</p>".encode(),
        "article",
    )
    yield "many-tables.html", f"<p>{STORY}</p>{'<table><tr><td>x</td></tr></table>' * 15_000}".encode(), "article"  # fmt: skip
    yield "data-tables.html", f"<p>{STORY}</p>{'<table><tr><td>x</td><td>y</td></tr></table>' * 15_000}".encode(), "article"  # fmt: skip
    yield "captions.html", f"<p>{STORY}</p>{''.join(f'<div><img src=x><p>The dam {n} at noon.</p></div>' for n in range(19_000))}".encode(), "article"  # fmt: skip
    yield "deep-tables.html", b"<table><tr><td>" * 50_000 + STORY.encode(), "too_deep"
    yield "no-story.html", b"<html><head><title>x</title></head><body></body></html>", "no_text"
    yield "script-only.html", b"<html><script>var a = 1;</script></html>", "no_text"
    yield "picture.html", b"<html><body><img src=x></body></html>", "no_text"
    yield "open-comment.html", b"<html><body><!-- " + STORY.encode(), "no_text"
    yield "wide.html", _PAGE.format("").encode("utf-16"), "article"
    yield "wide-unmarked.html", _PAGE.format("").encode("utf-16-le"), "article"
    yield "binary.html", bytes(range(256)) * 40, "binary"
    yield "plain.html", _TEXT.encode(), "article"
    yield "large.html", (_PAGE.format("x" * (17 * MB))).encode(), "too_large"


def _feeds() -> Iterator[Case]:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    item = f"<item><title>Dam</title><description>{STORY}</description></item>"
    rss = "<rss version='2.0'><channel>{}</channel></rss>"
    for name, text, expected in (
        ("laughs", f'<!DOCTYPE r [<!ENTITY a0 "ha">{laughs}]><rss><channel><item><title>&a11;</title></item></channel></rss>', "too_large invalid_xml invalid_record no_text empty"),
        ("quadratic", f'<!DOCTYPE r [<!ENTITY a "{"a" * 100_000}">]><rss><channel><item><title>t</title><description>{"&a;" * 10_000}</description></item></channel></rss>', "too_large invalid_xml invalid_record no_text empty"),
        ("outside", '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + rss.format("<item><title>Dam</title><description>&a;</description></item>"), "invalid_xml invalid_record no_text"),
        ("parameter", '<!DOCTYPE r [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>' + rss.format(item), "article invalid_xml"),
        ("dtd", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/rss.dtd">' + rss.format(item), "article"),
        ("include", '<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><xi:include href="file:///etc/passwd" parse="text"/>' + item + "</channel></rss>", "article"),
        ("deep", "<a>" * 200_000, "too_deep invalid_xml unsupported"),
        ("cut", rss.format(item)[:-30], "article invalid_xml"), ("no-items", rss.format(""), "empty invalid_record"),
        ("no-body", rss.format("<item><title>Dam</title></item>"), "invalid_record no_text"),
        ("escaped", rss.format(item.replace(STORY, "&amp;lt;p&amp;gt;" + STORY)), "article"),
        ("encoding", "<?xml version='1.0' encoding='no-such'?>" + rss.format(item), "article"),
        ("lying", "<?xml version='1.0' encoding='utf-16'?>" + rss.format(item), "article"),
        ("spaces", "<rss " + " ".join(f'xmlns:n{n}="u{n}"' for n in range(5000)) + "><channel>" + item + "</channel></rss>", "article"),
        ("instructions", "<?xml version='1.0'?>" + "<?php x ?>" * 2000 + rss.format(item), "article invalid_xml"),
        ("cdata", rss.format(item.replace(STORY, f"<![CDATA[<p>{STORY}</p><script>x</script>]]>")), "article"),
        ("unknown", "<unknown><a>x</a></unknown>", "invalid_record unsupported invalid_xml"),
        ("no-xml", "this is no xml", "invalid_xml"),
    ):  # fmt: skip
        yield f"{name}.xml", text.encode(), expected


def _tables_and_mail() -> Iterator[Case]:
    for name, text, expected in (
        ("open-quote", f'title,text\nDam,"{STORY}', "article"), ("one-column", f"text\n{STORY}\n", "invalid_record article"),
        ("header", "title,text\n", "empty invalid_record"), ("ragged", f"title,text\nDam,{STORY},1,2,3\n", "article"),
        ("columns", ",".join(f"c{n}" for n in range(9000)) + ",text\n" + "," * 9000 + STORY, "article"),
        ("nul", f"title,text\nD\0am,{STORY}\0\n", "article"), ("quotes", '"' * 9001, "invalid_record"),
        ("empty-rows", f"title,text\n,\n,\nDam,{STORY}\n", "article invalid_record"),
    ):  # fmt: skip
        yield f"{name}.csv", text.encode(), expected
    yield "cut.parquet", b"PAR1" + bytes(100) + b"PAR1", "truncated"
    yield "named.parquet", b"no parquet at all", "truncated"
    head = "From: a@b.example\nSubject: Dam opens\nMIME-Version: 1.0\nMessage-ID: <1@x>\n"
    nested = "".join(
        f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(300)
    )
    for name, text, expected in (
        ("plain", f"{head}\n{STORY}\n", "article"), ("nested", head + nested + STORY, "too_deep no_text empty article"),
        ("base64", f"{head}Content-Transfer-Encoding: base64\n\n!!!not base64!!!\n", "no_text binary empty article"),
        ("boundary", f"{head}Content-Type: multipart/mixed\n\n{STORY}\n", "article no_text"),
        ("charset", f"{head}Content-Type: text/plain; charset=no-such\n\n{STORY}\n", "article"),
        ("headers", head + "X: y\n" * 50_000 + f"\n{STORY}\n", "article"),
        ("long-header", head + "X: " + "y" * MB + f"\n\n{STORY}\n", "too_large"),
        ("attachment", f"{head}Content-Type: application/pdf\nContent-Disposition: attachment; filename=../../x\n\n{STORY}\n", "no_text empty"),
    ):  # fmt: skip
        yield f"{name}.eml", text.encode(), expected
    for name, block in (
        (
            "cut",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 99999\r\n\r\nHTTP/1.1 200 OK\r\n",
        ),
        ("length", b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\nx"),
        ("none", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n"),
        ("odd", b"WARC/9.9\r\n\r\n"),
    ):
        yield f"{name}.warc", block, "truncated empty invalid_record"


def _documents() -> Iterator[Case]:
    part = "word/document.xml"
    head, foot = b'<w:document xmlns:w="w"><w:body>', b"</w:body></w:document>"
    story = f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p>".encode()
    for name, body, expected in (
        ("story", story, "article"), ("bomb", bytes(300 * MB), "too_large"), ("nested", b"<w:p>" * 90_000 + story, "article no_text invalid_record"),
        ("paragraphs", b"<w:p/>" * 90_000 + story, "article"), ("cut", story[:-20], "article no_text"), ("boxes", (b"<w:p>" + story + b"</w:p>") * 3000, "article"),
    ):  # fmt: skip
        yield f"{name}.docx", zipped((part, head + body + foot)), expected
    yield "empty.odt", zipped(("content.xml", b"")), "invalid_record no_text"
    yield "page.odt", zipped(("content.xml", b"<html><p>x</p></html>")), "article no_text"
    for name, text, expected in (
        ("groups", "{" * 90_000 + STORY, "article no_text"), ("unbalanced", "}" * 90_000 + STORY, "article no_text"),
        ("number", "\\u" + "9" * 9000 + STORY, "invalid_record"), ("words", "\\" + "a" * 90_000 + " " + STORY, "article"),
        ("font", "{\\fonttbl{\\f0\\fcharset999 x;}}\\f0 " + STORY, "article"), ("page", "\\ansicpg99999 \\'e9 " + STORY, "article invalid_record"),
        ("binary", "{\\pict\\bin999999999 xyz}" + STORY, "article no_text"),
    ):  # fmt: skip
        yield f"{name}.rtf", b"{\\rtf1\\ansi " + text.encode() + b"}", expected


def _texts() -> Iterator[Case]:
    text = _TEXT.encode()
    for name, data, expected in (
        ("nothing", b"", "empty"), ("mark", b"\xef\xbb\xbf", "empty"), ("nuls", bytes(5000), "empty binary"),
        ("controls", bytes(range(1, 9)) * 500, "binary no_text"), ("invisible", "\u200b\u2060\ufeff".encode() * 99, "no_text empty"),
        ("overlong", text + b"\n\n\xc0\xaf\xe0\x80\xaf", "article"), ("halves", text + b"\n\n\xed\xa0\x80\xed\xbf\xbf", "article"),
        ("cut-character", text + "é".encode()[:1], "article"), ("utf-32", _TEXT.encode("utf-32"), "article"),
        ("utf-16", _TEXT.encode("utf-16"), "article"), ("old-mac", text.replace(b"\n", b"\r"), "article"),
        ("line", text + b" word" * MB, "article"), ("word", text + b"\n\n" + b"a" * MB, "article"),
        ("lines", b"word\n" * 30_000, "too_large"), ("marks", text + b"\n\ne" + "\u0301".encode() * 50_000, "article"),
        ("brackets", text + b"\n\n" + b"(" * 50_000, "article"), ("capitals", text + b"\n\n" + b"A B " * 20_000, "article"),
        ("labels", text + b"\n\n" + b"Photo: " * 20_000, "article"), ("label-lines", b"a: b\n" * 15_000 + b"\n" + text, "article"),
        ("notes-lines", b"Notes to editors\n\n" * 14_000 + text, "article"), ("dashes", text + b"\n\n" + b"CITY - " * 20_000, "article"),
        ("addresses", text + b"\n\n" + b"http://a.b/ " * 20_000, "article"), ("mojibake", text + b"\n\n" + "Ã¢â‚¬â„¢".encode() * 9000, "article"),
        ("entities", text + b"\n\n" + b"&lt;" * 50_000, "article"), ("bidi", f"\u202e{_TEXT}\u2069".encode(), "article"),
        ("elf", b"\x7fELF" + bytes(range(256)) * 20, "binary"), ("pdf", b"%PDF-1.7\n\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 20, "binary"),
        ("png", b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + bytes(range(256)) * 20, "binary"),
        ("noise", bytes((n * n * 7919 + n) % 251 for n in range(9000)), "binary"),
    ):  # fmt: skip
        yield f"{name}.txt", data, expected
    for name, piece in (
        ("brackets", "- ["),
        ("stars", "*a "),
        ("pictures", "!["),
        ("code", "`a``b"),
    ):
        yield f"{name}.md", text + b"\n\n" + (piece * 60_000).encode(), "article"
    yield "quotes.md", text + b"\n\n" + b"> " * 60_000, "too_deep"
    yield "front.md", b"---\n" + b"a: b\n" * 20_000 + b"---\n" + text, "article"


def cases() -> list[Case]:
    """All hostile files: a name below INPUT, its bytes, the outcomes that are right, by spaces."""
    groups = (
        _compressed,
        _archives,
        _json,
        _pages,
        _feeds,
        _tables_and_mail,
        workbooks_and_databases,
        _documents,
        _texts,
    )
    return [
        (f"{group.__name__.strip('_')}/{name}", data, expected)
        for group in groups
        for name, data, expected in group()
    ]
