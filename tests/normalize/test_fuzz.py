"""Damaged input of every kind: each record is an article or is rejected for what it is."""

from __future__ import annotations

import gzip
import html
import json
import random

import pytest

from normalize import Article, Rejected, clean
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


#: What no rule expects to stand alone in a line, an element or a field, or at the end of one.
_ODD = [
    "\u200b", "\u2060", "\u202e", "\ufeff", "👍", "👍🏽", "…", ".", "—", "-", "•", "·", "|", ":", "：", "(", ")", "()",
    "[]", '"', "'", "«", "“”", "©", "ⓒ", "@", "#", "1", "12", "12:30", "1/2", "\u0301", "\u00ad", "a", "A", "ß", "İ", "ı",
    "中", "の", "한", "ก", "ا", "א", "द", "\x00", "\x0b", "\u2028", "\uffff", "<>", "&", "&#0;", "&nbsp;", " ", "Photo:",
    "(Photo: )", "By", "By ", "par", "Source:", "Share", "Read more:", "12 comments", "© 2024", "Updated:", "http://",
    "www.", "a@b", "@a", "#a", "1.", "(a)", "a/b", "A.B.", "Reuters", "(AFP/", "/AFP", "mit dpa", "-- ", "=", "***",
    "PARIS", "PARIS -", "12 March 2024", "Q:", "“", "?", "!", "...", "-1", "²", "½", "Ⅷ", "🄰", "𝐀", "ﷺ",
    "\U000f4e5f0\U000f4e60", "\U000f4e5f999\U000f4e60",
]  # fmt: skip
_WORDS = [
    "The",
    "old",
    "bridge",
    "over",
    "the",
    "Harwick",
    "will",
    "be",
    "closed",
    "so",
    "that",
    "rusted",
    "piers",
    "can",
    "be",
    "replaced",
]
_TAGS = [
    "p",
    "div",
    "span",
    "figure",
    "figcaption",
    "h1",
    "h2",
    "li",
    "ul",
    "blockquote",
    "pre",
    "table",
    "tr",
    "td",
    "a",
    "em",
    "time",
    "address",
    "aside",
    "section",
    "header",
    "footer",
    "br",
    "cite",
    "q",
    "code",
    "dl",
    "dd",
    "small",
    "ruby",
    "svg",
]
_NAMES = [
    "caption",
    "byline",
    "author",
    "date",
    "share",
    "social",
    "related",
    "newsletter",
    "credit",
    "comments",
    "teaser",
    "standfirst",
    "headline",
    "tags",
    "nav",
    "promo",
    "quote",
    "embed",
    "gallery",
    "bio",
]
_FIELDS = [
    "title",
    "text",
    "body",
    "content",
    "author",
    "authors",
    "date",
    "description",
    "url",
    "language",
    "source",
    "html",
    "captions",
    "image",
    "tags",
    "subtitle",
    "byline",
]


class _Odd:
    """Makes texts, elements and records of odd pieces."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def text(self) -> str:
        said = " ".join(self.rng.choices(_WORDS, k=self.rng.choice((1, 2, 5, 20)))) + "."
        odd, other = self.rng.choice(_ODD), self.rng.choice(_ODD)
        return self.rng.choice((odd, odd, odd + other, f"{odd} {said}", f"{said} {odd}", said))

    def element(self, depth: int = 0) -> str:
        tag, name = self.rng.choice(_TAGS), self.rng.choice(_NAMES)
        count = self.rng.randrange(4 if depth < 4 else 1)
        inner = "".join(self.element(depth + 1) for _ in range(count)) or html.escape(self.text())
        where = f' class="{name}"' if self.rng.random() < 0.5 else ' href="/a"'
        return f"<{tag}{where}>{inner}</{tag}>"

    def page(self) -> str:
        above, among, below = ("".join(self.element() for _ in range(4)) for _ in range(3))
        title = html.escape(self.text())
        data = json.dumps({"@type": "NewsArticle", "headline": self.text(), "author": self.text()})
        story = f"<h1>{title}</h1>{above}<p>{_STORY_TOLD}</p>{among}<p>{_STORY_TOLD}</p>{below}"
        head = f'<title>{title}</title><script type="application/ld+json">{data}</script>'
        return (
            f"<html><head>{head}</head><body>{above}<article>{story}</article>{below}</body></html>"
        )

    def lines(self) -> str:
        above, below = ([self.text() for _ in range(self.rng.choice((0, 3, 30)))] for _ in range(2))
        return self.rng.choice(("\n", "\n\n")).join([*above, _STORY_TOLD, *below])

    def record(self) -> str:
        fields = self.rng.sample(_FIELDS, 6)
        return json.dumps({name: self.rng.choice((self.text(), [self.text()], self.element(), None)) for name in fields})  # fmt: skip


_STORY_TOLD = "The old bridge over the Harwick will be closed for eighteen months, the council said on Tuesday."


@pytest.mark.parametrize("seed", range(4))
def test_no_rule_fails_on_what_it_does_not_expect(seed: int) -> None:
    odd = _Odd(seed)
    for _ in range(80):
        for text, name in ((odd.page(), "a.html"), (odd.lines(), "a.txt"), (odd.record(), "a.jsonl")):  # fmt: skip
            for record in clean(text.encode("utf-8", "surrogatepass"), name):
                assert not (isinstance(record, Rejected) and record.reason == "failed"), text


@pytest.mark.parametrize(
    "element",
    [
        '<figure><img src="a.jpg"><figcaption>\u200b</figcaption></figure>',
        '<p class="caption">\u2060</p>',
        '<div class="share">\U000f4e5f7\U000f4e60</div>',
        f'<div class="share">\U000f4e5f{"9" * 5000}\U000f4e60</div>',
    ],
)
def test_an_element_that_shows_nothing_costs_no_article(element: str) -> None:
    page = f"<html><body><article><h1>Bridge</h1><p>{_STORY_TOLD}</p>{element}<p>{_STORY_TOLD}</p></article></body></html>"
    [found] = clean(page.encode(), "a.html")
    assert isinstance(found, Article)
    assert _STORY_TOLD in found.text
