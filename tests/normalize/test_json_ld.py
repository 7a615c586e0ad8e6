"""Linked data and meta elements as outlets' systems write them, broken in the usual ways too."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_TITLE = "Harbour wall to be rebuilt"
_STORY = [
    "The council of Harwick voted on Tuesday to rebuild the old harbour wall, which a storm broke in January.",
    "Work is to begin in May and to last until the autumn of next year, said Marta Oduya, who heads the harbour.",
]
_KIND = f'"@context":"https://schema.org","@type":"NewsArticle","headline":"{_TITLE}"'
_DAY = '"datePublished":"2024-03-12T09:30:00+00:00"'
_AUTHOR = '"author":{"@type":"Person","name":"Ada Finch"}'
_WHOLE = f"{{{_KIND},{_DAY},{_AUTHOR}}}"


def _clean(head: str, above: str = "", h1: str = _TITLE, title: str = _TITLE) -> Article:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in _STORY)
    page = (
        f'<!doctype html><html lang="en"><head><title>{title} | Harwick Post</title>{head}</head><body>'
        f'<nav><a href="/">Home</a></nav><main><h1>{h1}</h1>{above}<div>{body}</div></main></body></html>'
    )
    [found] = clean(page.encode(), "page.html")
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY
    return found


def _script(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    "data",
    [
        _WHOLE,
        f"{_WHOLE};",
        f'[{{"@type":"BreadcrumbList","itemListElement":[]}},{_WHOLE}]',
        f'{{"@type":"WebPage","mainEntity":{_WHOLE}}}',
        f'{{"@graph":[{{"@type":"Person","@id":"#ada","name":"Ada Finch"}},{{{_KIND},{_DAY},"author":{{"@id":"#ada"}}}}]}}',
        f'{{"@graph":[{{"@type":"Person","@id":"#ada","name":"Ada Finch"}},{{{_KIND},{_DAY},"author":[{{"@id":"#ada"}}]}}]}}',
        # broken
        f"{{{_KIND},{_DAY},{_AUTHOR},}}",
        f'{{{_KIND},{_DAY},{_AUTHOR},"description":"one\ntwo"}}',
        f"//<![CDATA[\n{_WHOLE}\n//]]>",
        f"/*<![CDATA[*/{_WHOLE}/*]]>*/",
        f"<!--\n{_WHOLE}\n-->",
        f'{{"@type":"Organization","name":"Herald"}}{_WHOLE}',
        f'{{"@type":"schema:NewsArticle","schema:headline":"{_TITLE}","schema:datePublished":"2024-03-12T09:30:00Z","schema:author":{{"schema:name":"Ada Finch"}}}}',
        # authors
        f'{{{_KIND},{_DAY},"author":"Ada Finch"}}',
        f'{{{_KIND},{_DAY},"author":"By Ada Finch"}}',
        f'{{{_KIND},{_DAY},"author":{{"@type":"Person","name":"Ada Finch, Chief Reporter"}}}}',
        f'{{{_KIND},{_DAY},"author":{{"@type":"Person","name":"Ada Finch for the Harwick Post"}}}}',
        # days
        f'{{{_KIND},"dateCreated":"2024-03-12T09:30:00Z",{_AUTHOR}}}',
        f'{{{_KIND},"datePublished":1710235800,{_AUTHOR}}}',
        f'{{{_KIND},"datePublished":"1710235800000",{_AUTHOR}}}',
        f'{{{_KIND},"datePublished":"Tue, 12 Mar 2024 09:30:00 GMT",{_AUTHOR}}}',
        f'{{{_KIND},"datePublished":"March 12, 2024 9:30 am",{_AUTHOR}}}',
        f'{{{_KIND},"datePublished":["2024-03-12T09:30:00Z"],{_AUTHOR}}}',
        f'{{{_KIND},"datePublished":{{"@type":"DateTime","@value":"2024-03-12T09:30:00Z"}},{_AUTHOR}}}',
        f'{{{_KIND},"datePublished":"2024-03-12 09:30:00 +0000 UTC",{_AUTHOR}}}',
        # headlines
        f'{{"@type":"NewsArticle","headline":"{_TITLE[:14]}...",{_DAY},{_AUTHOR}}}',
        f'{{"@type":"NewsArticle","headline":"{_TITLE.upper()}",{_DAY},{_AUTHOR}}}',
        f'{{"@type":"NewsArticle","headline":"<i>Harbour</i> wall to be rebuilt",{_DAY},{_AUTHOR}}}',
    ],
)
def test_linked_data_is_read_as_it_is_written(data: str) -> None:
    found = _clean(_script(data))
    assert (found.title, found.authors) == (_TITLE, ["Ada Finch"])
    assert found.published_at == "2024-03-12T09:30:00+00:00"


@pytest.mark.parametrize(
    ("head", "above"),
    [
        ('<meta name="author" content="By Ada Finch"><meta name="DC.date.issued" content="2024-03-12">', ""),
        ('<meta name="citation_author" content="Finch, Ada"><meta name="citation_publication_date" content="2024/03/12">', ""),
        ('<meta name="dcterms.creator" content="Ada Finch"><meta name="dcterms.date" content="2024-03-12">', ""),
        ("", '<span property="author">Ada Finch</span> <span property="datePublished" content="2024-03-12">12 Mar</span>'),
        ("", '<a class="url fn n" rel="author" href="/author/ada/">Ada Finch</a> <time class="entry-date" datetime="2024-03-12">12 Mar</time>'),
    ],
)  # fmt: skip
def test_meta_elements_and_attributes_of_libraries_are_read(head: str, above: str) -> None:
    found = _clean(head, above)
    assert (found.title, found.authors) == (_TITLE, ["Ada Finch"])
    assert found.published_at == "2024-03-12T00:00:00+00:00"


@pytest.mark.parametrize(
    "data", ["", "{", "[1, 2", "{'a': 1}", "null", "{}{", "[" * 5000, "//", "<!-- -->"]
)
def test_what_is_no_linked_data_is_passed_over(data: str) -> None:
    assert _clean(_script(data)).title == _TITLE


def test_a_headline_in_capitals_stays_where_the_page_has_no_other() -> None:
    shout = _TITLE.upper()
    data = f'{{"@type":"NewsArticle","headline":"{shout}",{_DAY}}}'
    assert _clean(_script(data), h1=shout, title=shout).title == shout
