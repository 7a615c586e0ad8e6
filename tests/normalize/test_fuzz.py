"""Damaged input of every kind: each record is an article or is rejected for what it is."""

from __future__ import annotations

import gzip
import random

import pytest

from normalize import Rejected, clean
from tests.conftest import ARTICLES
from tests.normalize.test_formats import (
    _ATOM,
    _MAIL,
    _NEWSML,
    _NITF,
    _RSS,
    _STORY,
    _tar,
    _zip,
)
from tests.normalize.test_tabular import samples
from tests.normalize.test_web_archives import _warc

_PIECES = [
    b"<div>" * 200, b"(" * 50, b"\x00", b"\xff\xfe", b"[" * 60, b"&amp;" * 50, b" " * 5000, b"A" * 3000,
    b"a: " * 300, "“".encode() * 500, b"\n" * 300, b"- " * 900, b"(\xd0\xa4", b"\\|" * 300, b"A B C D " * 500,
    b"WASHINGTON, " * 300, b"Photo: " * 200, b"\xf0\x9f", b"]]>", b"\r", b"<!--", b'"',
]  # fmt: skip
_KINDS = (
    "txt",
    "md",
    "html",
    "json",
    "jsonl",
    "xml",
    "csv",
    "parquet",
    "arrow",
    "xlsx",
    "db",
    "eml",
    "mbox",
    "txt.gz",
    "warc",
    "warc.gz",
    "zip",
    "tar",
    "tar.zst",
    "",
)


def _seeds() -> list[tuple[str, bytes]]:
    seeds = [("rss", _RSS), ("atom", _ATOM), ("nitf", _NITF), ("xml", _NEWSML), ("eml", _MAIL)]
    found = [(kind, text.encode()) for kind, text in seeds]
    found += [("warc", b"".join(_warc())), ("warc.gz", b"".join(map(gzip.compress, _warc())))]
    found += samples()
    packed = (("a.txt", _STORY), ("b/feed.xml", _RSS.encode()))
    found += [("zip", _zip(*packed)), ("tar", _tar(*packed)), ("tgz", gzip.compress(_tar(*packed)))]
    for file in sorted(ARTICLES.rglob("*.*")):
        data, name = file.read_bytes(), file.name
        if name.endswith(".gz"):
            try:
                data, name = gzip.decompress(data), name.removesuffix(".gz")
            except (EOFError, OSError):
                continue
        found.append((name.rsplit(".", 1)[1], data))
    return found


def _damage(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 3, 10, 60))):
        at = rng.randrange(len(out) + 1)
        match rng.randrange(4):
            case 0 if out:
                out[at - 1] = rng.randrange(256)
            case 1:
                out[at:at] = rng.choice(_PIECES)
            case 2:
                begin = rng.randrange(len(out) + 1)
                out[at:at] = out[begin : begin + rng.randrange(2000)]
            case _:
                del out[at : at + rng.randrange(500)]
    return bytes(out)


@pytest.mark.parametrize("seed", range(8))
def test_no_reader_and_no_rule_fails(seed: int) -> None:
    rng = random.Random(seed)
    seeds = _seeds()
    for _ in range(150):
        kind, data = rng.choice(seeds)
        if rng.random() < 0.25:
            kind = rng.choice(_KINDS)
        data = _damage(data, rng)
        for record in clean(data, f"a.{kind}"):
            assert not (isinstance(record, Rejected) and record.reason == "failed"), record
