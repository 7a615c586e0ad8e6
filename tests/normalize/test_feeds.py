"""Feeds as outlets serve them: RSS, Atom, what others add to them, and what is no XML at all."""

from __future__ import annotations

from html import escape

import pytest

from normalize import Article, clean

_TITLE = "Harbour wall to be rebuilt"
_STORY = [
    "The council of Harwick voted on Tuesday to rebuild the old harbour wall, which a storm broke in January.",
    "Work is to begin in May and to last until the autumn of next year, said Marta Oduya, who heads the harbour.",
]
_HTML = "".join(f"<p>{paragraph}</p>" for paragraph in _STORY)
_ESCAPED = escape(_HTML)
_SPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:yandex="http://news.yandex.ru" xmlns:turbo="http://turbo.yandex.ru"'
)
_HEAD = f"<title>{_TITLE}</title><link>https://post.example/wall</link>"
_DAY = "<pubDate>Tue, 12 Mar 2024 09:30:00 +0000</pubDate>"
_BY = "<dc:creator>Ada Finch</dc:creator>"
_BODY = f"<content:encoded><![CDATA[{_HTML}]]></content:encoded>"
_ITEM = _HEAD + _DAY + _BY + _BODY


def _rss(item: str, declared: str = '<?xml version="1.0" encoding="UTF-8"?>') -> str:
    channel = "<title>Harwick Post</title><link>https://post.example/</link>"
    return f'{declared}<rss version="2.0" {_SPACES}><channel>{channel}<item>{item}</item></channel></rss>'


def _atom(entry: str, head: str = "", attributes: str = "") -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom"{attributes}><title>Harwick Post</title>{head}<entry><title>{_TITLE}</title>{entry}</entry></feed>'


def _read(data: str | bytes, path: str = "feed.xml") -> Article:
    [found] = clean(data.encode() if isinstance(data, str) else data, path)
    assert isinstance(found, Article), found
    return found


_LINK, _AUTHOR = (
    '<link href="https://post.example/wall"/>',
    "<author><name>Ada Finch</name></author>",
)
_WHEN = "<published>2024-03-12T09:30:00Z</published>"


@pytest.mark.parametrize(
    "data",
    [
        _rss(_ITEM),
        _rss(_ITEM, declared=""),
        "\ufeff\n " + _rss(_ITEM),
        _rss(_HEAD + _DAY + _BY + f"<description>{_ESCAPED}</description>"),
        _rss(_HEAD + _DAY + _BY + f"<description>{escape(_ESCAPED)}</description>"),
        _rss(_HEAD + _DAY + _BY + f"<description>A teaser.</description><fulltext>{_ESCAPED}</fulltext>"),
        _rss(_HEAD + _DAY + _BY + f"<description>A teaser.</description><body>{_ESCAPED}</body>"),
        _rss(_HEAD + _DAY + _BY + f"<yandex:full-text>{_ESCAPED}</yandex:full-text>"),
        _rss(_HEAD + _DAY + _BY + f"<turbo:content><![CDATA[<header><h1>{_TITLE}</h1></header>{_HTML}]]></turbo:content>"),
        _rss(_HEAD + _DAY + "<author>ada@post.example (Ada Finch)</author>" + _BODY),
        _rss(_HEAD + "<dc:date>2024-03-12T09:30:00Z</dc:date>" + _BY + _BODY),
        _rss(f'<title>{_TITLE}</title><guid isPermaLink="true">https://post.example/wall</guid>' + _DAY + _BY + _BODY),
        _rss(_ITEM.replace("https://post.example/wall", "http://proxy.example/~r/1") + "<origLink>https://post.example/wall</origLink>"),
        _rss(_ITEM.replace(f"<title>{_TITLE}", f"<title>&lt;b&gt;{_TITLE}&lt;/b&gt;")),
        # no XML
        _rss(_ITEM).replace(_SPACES, ""),
        _rss(_ITEM).replace("council", "council\x0b").replace("Work", "Work\x01"),
        _rss(_HEAD + _DAY + _BY + f"<description>{_ESCAPED.replace('of Harwick', 'of&nbsp;Harwick')}</description>"),
        _rss(_ITEM + "<copyright>&copy; Harwick Post & Co</copyright>"),
        '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://x.example/rss-0.91.dtd">'
        + _rss(_HEAD + _DAY + _BY + f"<description>{_ESCAPED.replace('of Harwick', 'of&nbsp;Harwick')}</description>", declared=""),
        _rss(_ITEM)[:-12],
        # Atom
        _atom(f'{_LINK}{_AUTHOR}{_WHEN}<content type="html">{_ESCAPED}</content>'),
        _atom(f'{_LINK}{_AUTHOR}<updated>2024-03-12T09:30:00Z</updated><content type="html">{_ESCAPED}</content>'),
        _atom(f'<link href="wall"/>{_WHEN}<content type="html">{_ESCAPED}</content>', _AUTHOR, ' xml:base="https://post.example/"'),
        _atom(f'<link rel="self" href="https://post.example/api"/>{_LINK}{_AUTHOR}{_WHEN}<summary type="html">{_ESCAPED}</summary>'),
        _atom(f'{_LINK}{_AUTHOR}{_WHEN}<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{_HTML}</div></content>'),
    ],
)  # fmt: skip
def test_an_item_is_read_as_it_comes(data: str) -> None:
    found = _read(data)
    assert (found.title, found.text.split("\n\n")) == (_TITLE, _STORY)
    assert (found.authors, found.outlet) == (["Ada Finch"], "Harwick Post")
    assert found.published_at == "2024-03-12T09:30:00+00:00"
    assert found.url == "https://post.example/wall"


def test_the_bytes_may_be_in_another_encoding_than_is_declared() -> None:
    found = _read(_rss(_ITEM.replace("Harbour", "Harbóur")).encode("latin-1"))
    assert found.title == _TITLE.replace("Harbour", "Harbóur")
    assert found.text.split("\n\n") == _STORY


def test_an_ampersand_is_one_within_cdata_and_outside() -> None:
    item = _ITEM.replace(f"<title>{_TITLE}", "<title>Walls & docks").replace(
        "council", "R&D council"
    )
    found = _read(_rss(item))
    assert found.title == "Walls & docks"
    assert found.text.startswith("The R&D council of Harwick")


def test_entities_of_a_document_s_own_are_not_read() -> None:
    [found] = clean(
        f'<!DOCTYPE rss [<!ENTITY a "Ada"><!ENTITY f SYSTEM "file:///etc/hostname">]>{_rss(_ITEM.replace("The council", "The &a; &f; council"), "")}',
        "feed.xml",
    )
    assert isinstance(found, Article)
    assert "Ada council" not in found.text


def test_an_article_s_later_state_is_no_publication() -> None:
    found = _read(_atom(f'{_LINK}{_AUTHOR}{_WHEN}<updated>2024-03-13T10:00:00Z</updated><content type="html">{_ESCAPED}</content>'))  # fmt: skip
    assert found.published_at == "2024-03-12T09:30:00+00:00"
    assert found.modified_at == "2024-03-13T10:00:00+00:00"


def test_captions_of_media_are_captions() -> None:
    media = '<media:content url="a.jpg"><media:description>The wall in January</media:description></media:content>'
    found = _read(_rss(_ITEM + media))
    assert found.text.split("\n\n") == _STORY
    assert found.captions == ["The wall in January"]


def test_an_export_of_wordpress_names_its_authors_once() -> None:
    person = (
        '<wp:author xmlns:wp="http://wordpress.org/export/1.2/"><wp:author_login>afinch</wp:author_login>'
        "<wp:author_display_name>Ada Finch</wp:author_display_name></wp:author>"
    )
    item = f"{_HEAD}{_DAY}<dc:creator><![CDATA[afinch]]></dc:creator>{_BODY}"
    found = _read(_rss(item).replace("<item>", f"{person}<item>"))
    assert found.authors == ["Ada Finch"]
