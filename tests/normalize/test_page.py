"""HTML pages: the article and nothing else."""

from __future__ import annotations

import pytest

from normalize import Article, Rejected, clean

_P = [
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone.",
    "The reservoir will hold 41 million cubic metres of water and supply the households of the valley.",
    "Engineers expect it to be full by the end of April if the winter brings its usual rain.",
]


def page(html: str) -> Article:
    [found] = clean(html.encode(), "a.html")
    assert isinstance(found, Article), found
    return found


def _body(inner: str, head: str = "") -> str:
    return f"<html lang='en'><head><title>Dam opens | Herald</title>{head}</head><body>{inner}</body></html>"


def test_menus_asides_comments_and_footers_go() -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in _P)
    found = page(_body(
        "<nav><a href='/'>Home</a></nav><article><h1>Dam opens</h1>" + paragraphs
        + "<aside class='newsletter-signup'><p>Get our newsletter every day.</p></aside></article>"
        "<div class='comments'><p>First to say that this was long overdue, neighbours, and I said so.</p></div>"
        "<footer><p>All rights reserved, and so on, for as long as the law of the land allows.</p></footer>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(_P)
    assert found.title == "Dam opens"


def test_a_body_split_over_containers_is_kept_whole() -> None:
    inner = (
        "<main><h1>Dam opens</h1>"
        + "".join(f"<section><p>{p}</p></section>" for p in _P)
        + "</main>"
    )
    assert page(_body(inner)).text == "\n\n".join(_P)


def test_paragraphs_by_breaks() -> None:
    assert page(_body(f"<div><h1>Dam opens</h1>{'<br><br>'.join(_P)}</div>")).text == "\n\n".join(
        _P
    )


def test_captions_and_credits_are_taken_out_and_kept_apart() -> None:
    figure = "<figure><img src='x'><figcaption>The gates were closed. <span class='credit'>Photo: Ivo Lund/AFP</span></figcaption></figure>"
    found = page(
        _body(f"<article><h1>Dam opens</h1><p>{_P[0]}</p>{figure}<p>{_P[1]}</p></article>")
    )
    assert found.text == f"{_P[0]}\n\n{_P[1]}"
    assert found.captions == ["The gates were closed."]


def test_tables_and_lists_stay() -> None:
    table = "<table><tr><td>Harwick</td><td>3</td></tr><tr><td>Ansty</td><td>1</td></tr></table>"
    found = page(
        _body(
            f"<article><p>{_P[0]}</p>{table}<ul><li>one tunnel lost</li></ul><p>{_P[1]}</p></article>"
        )
    )
    assert found.text.split("\n\n")[1:4] == ["Harwick | 3", "Ansty | 1", "one tunnel lost"]


def test_metadata() -> None:
    head = (
        '<meta property="og:site_name" content="Herald"><link rel="canonical" href="https://herald.example/dam">'
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Dam opens",'
        '"datePublished":"2025-03-14T17:20:00+01:00","author":{"@type":"Person","name":"Ada Finch"}}]}</script>'
    )
    found = page(_body(f"<article><h1>Dam opens</h1><p>{_P[0]}</p><p>{_P[1]}</p></article>", head))
    assert found.outlet == "Herald"
    assert found.url == "https://herald.example/dam"
    assert found.authors == ["Ada Finch"]
    assert found.published_at == "2025-03-14T17:20:00+01:00"


def test_a_page_without_prose_is_no_article() -> None:
    [found] = clean(_body("<nav><a href='/'>Home</a></nav>").encode(), "a.html")
    assert isinstance(found, Rejected)
    assert found.reason == "no_text"


def test_deep_nesting_ends_well() -> None:
    [found] = clean(_body("<div>" * 20000 + f"<p>{_P[0]}</p>").encode(), "a.html")
    assert isinstance(found, Article | Rejected)


@pytest.mark.parametrize("html", ["<div>" * 60_000, "<article><p>A long story it is. " * 20_000])
def test_elements_without_end_are_refused(html: str) -> None:
    [found] = clean(html.encode(), "a.html")
    assert isinstance(found, Rejected)
    assert found.reason in ("too_deep", "no_text")
