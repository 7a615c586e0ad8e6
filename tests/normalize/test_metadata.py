"""What a page declares of its article: title, authors, the text itself."""

from __future__ import annotations

import json

import pytest

from normalize import Article, clean
from tests.normalize.test_page import PARAGRAPHS, html_of, page


def test_metadata() -> None:
    head = (
        '<meta property="og:site_name" content="Herald"><link rel="canonical" href="https://herald.example/dam">'
        '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Dam opens",'
        '"datePublished":"2025-03-14T17:20:00+01:00","author":{"@type":"Person","name":"Ada Finch"}}]}</script>'
    )
    found = page(
        html_of(
            f"<article><h1>Dam opens</h1><p>{PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p></article>",
            head,
        )
    )
    assert found.outlet == "Herald"
    assert found.url == "https://herald.example/dam"
    assert found.authors == ["Ada Finch"]
    assert found.published_at == "2025-03-14T17:20:00+01:00"


def test_the_outlet_is_no_author_where_a_byline_names_one() -> None:
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Dam opens", "author": {"name": "Legal Tribune Online"}, "publisher": {"name": "Legal Tribune Online"}}</script>'
    body = f"<article><h1>Dam opens</h1><p>by <a href='/autoren/ada-finch'>Ada Finch</a></p>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article>"
    assert page(f"<html><head>{data}</head><body>{body}</body></html>").authors == ["Ada Finch"]
    assert page(f"<html><head>{data}</head><body>{body.replace('Ada Finch', '')}</body></html>").authors == ["Legal Tribune Online"]  # fmt: skip


def _declared(body: str, shown: str) -> Article:
    declared = {"@type": "NewsArticle", "headline": "Dam opens", "articleBody": body}
    script = f"<script type='application/ld+json'>{json.dumps(declared)}</script>"
    return page(html_of(shown, script))


@pytest.mark.parametrize("between", ["\n\n", "</p><p>"])
def test_a_page_that_a_script_fills_has_the_text_that_it_declares(between: str) -> None:
    body = between.join(PARAGRAPHS) if between == "\n\n" else f"<p>{between.join(PARAGRAPHS)}</p>"
    consent = "<p>We store information on your device, such as cookies, if you let us do so.</p>"
    for shown in ("<div id='root'></div>", f"<div>{consent}</div>"):
        assert _declared(body, shown).text == "\n\n".join(PARAGRAPHS)


def test_what_a_page_shows_of_a_story_behind_a_paywall_is_its_text() -> None:
    shown = f"<article><h1>Dam opens</h1><p>{PARAGRAPHS[0]}</p></article>"
    assert _declared("\n\n".join(PARAGRAPHS * 3), shown).text == PARAGRAPHS[0]
    assert _declared("".join(f"<p>{p}</p>" for p in PARAGRAPHS * 3), shown).text == PARAGRAPHS[0]


@pytest.mark.parametrize(
    ("searched", "h1", "title"),
    [
        ("Dam - Herald", "The dam above Harwick opens after ten years", "The dam above Harwick opens after ten years"),
        ("大坝启用_晨报", "老城上方的大坝十年后启用", "老城上方的大坝十年后启用"),
        ("The dam above Harwick opens | Herald", "The Herald", "The dam above Harwick opens"),
    ],
)  # fmt: skip
def test_the_only_h1_is_the_headline_where_nothing_else_is_declared(
    searched: str, h1: str, title: str
) -> None:
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    html = f"<html><head><title>{searched}</title></head><body><h1>{h1}</h1>{story}</body></html>"
    [found] = clean(html.encode(), "a.html", "Herald")
    assert isinstance(found, Article)
    assert found.title == title


@pytest.mark.parametrize(
    ("head", "byline", "expected"),
    [
        ('<meta name="dc.creator" content="Finch, Ada">', "", ["Ada Finch"]),
        ('<meta name="author" content="Ada Finch"><meta name="article:author" content="afinch">', "", ["Ada Finch"]),
        ("", '<p><a href="/staff/ada-finch">Ada Finch</a></p>', ["Ada Finch"]),
        ("", '<p><a href="/profile/ada-finch">By <span>Ada Finch</span></a></p>', ["Ada Finch"]),
        ('<meta name="author" content="afinch">', "", ["afinch"]),
        ("", "<figure><img><figcaption class=author>Bo Oduya</figcaption></figure><p class=author>Ada Finch</p>", ["Ada Finch"]),
        ("", "<p class=author>责任编辑：Ada Finch SN123</p>", []),
        ("", "<div class=authors><p class=author>Ada Finch</p><p class=author>Ada Finch (Editor)</p></div>", ["Ada Finch"]),
    ],
)  # fmt: skip
def test_authors_are_named_as_they_are_spoken_of(
    head: str, byline: str, expected: list[str]
) -> None:
    body = (
        f"<article><h1>Dam opens</h1>{byline}{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article>"
    )
    assert page(html_of(body, head)).authors == expected


def test_a_mark_in_another_element_ends_the_kicker_of_a_headline() -> None:
    body = f"<article><h1><span>Old town</span><span>: The dam opens on Friday</span></h1>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article>"
    assert page(f"<html><head></head><body>{body}</body></html>").title == "Old town: The dam opens on Friday"  # fmt: skip


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("<p class=css-1>By <a href=/x><span>Ada Finch</span></a></p>", ["Ada Finch"]),
        ("<div>Von Ada Finch und Bo Oduya, Harwick</div>", ["Ada Finch", "Bo Oduya"]),
        ("<p>By <a href=/x>Ada Finch for the Herald</a></p>", ["Ada Finch"]),
        ("<p>By Reuters Staff</p>", []),
        ("<p>By the river</p>", []),
    ],
)
def test_who_signs_below_the_headline_wrote_it_whatever_the_line_is_called(
    line: str, expected: list[str]
) -> None:
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    inner = f"<header><h1>By Any Means</h1>{line}</header><section>{story}</section>"
    found = page(f"<html><head><title>By Any Means</title></head><body>{inner}</body></html>")
    assert found.authors == expected
    assert found.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("head", "headings"),
    [
        ("", "<h1>The River Blog</h1><h3>The dam above Harwick opens</h3>"),
        ("", "<h1>The River Blog</h1><h1>The dam above Harwick opens</h1>"),
        ('<meta property="og:title" content="The dam above Harwick opens">', "<h1>The River Blog</h1>"),
    ],
)  # fmt: skip
def test_an_outlets_name_in_an_h1_is_no_headline(head: str, headings: str) -> None:
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    for title in ("The River Blog: The dam above Harwick opens", "The dam above Harwick opens - The River Blog"):  # fmt: skip
        top = f"<head><title>{title}</title>{head}</head>"
        found = page(f"<html>{top}<body>{headings}<div>{story}</div></body></html>")
        assert found.title == "The dam above Harwick opens"


@pytest.mark.parametrize(
    "other",
    [
        "<a href='/profile/'>My Profile</a>",
        "<div class=comments><span class=sf_comment_author>Bo Reed</span> An hour ago</div>",
        "<div class=c><div class=comment><b class=author>Bo Reed</b></div>"
        "<div class=comment><b class=author>Cy Ash</b></div></div>",
        "<ul><li><a href='/authors'>All Our Authors</a></li></ul>",
    ],
)
def test_readers_and_links_to_all_authors_wrote_no_story(other: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(f"<h1>Dam opens</h1><div>{body}</div>{other}"))
    assert found.authors == []


def test_an_address_is_no_author() -> None:
    data = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Dam opens",'
        ' "author": [{"@type": "Person", "name": "", "url": "https://herald.example/"}]}</script>'
    )
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    assert page(html_of(f"<h1>Dam opens</h1><div>{body}</div>", data)).authors == []


@pytest.mark.parametrize(
    "other",
    [
        "<aside><ul>"
        + "<li><a href='/a'>The town that would not drink its water</a> <a class=byline href='/author/bo'>Bo Reed</a></li>"
        * 6
        + "</ul></aside>",
        "<div class=trending><article><span class=entry-author>Bo Reed</span></article></div>",
        "<div class=byline_comment_link>View Comments</div>",
        "<p class=byline><a href='/forum'>Add A Comment</a></p>",
    ],
)
def test_the_author_of_the_story_and_not_of_what_stands_before_it(other: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    story = f"<h1>Dam opens</h1><p>by <a href='/authors/ada-finch'>Ada Finch</a></p>{body}"
    found = page(html_of(f"{other}<div>{story}</div>"))
    assert found.authors == ["Ada Finch"]


def test_a_byline_in_an_aside_of_its_own() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    byline = "<aside><div class=content-byline>By <a href='/a/ada'>Ada Finch</a></div></aside>"
    assert page(html_of(f"<h1>Dam opens</h1>{byline}<div>{body}</div>")).authors == ["Ada Finch"]


def test_a_name_with_a_letter_in_an_element_of_its_own() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    byline = "<p class=byline>By <a href='/c/ada'>Ada Marie Finche<span>s</span></a></p>"
    assert page(html_of(f"<h1>Dam opens</h1>{byline}<div>{body}</div>")).authors == [
        "Ada Marie Finches"
    ]


def test_a_name_that_a_byline_shows_twice() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    byline = "<div>by <a href='/a'>Ada Finch</a> <span>Ada Finch</span></div>"
    assert page(html_of(f"<h1>Dam opens</h1><div>{byline}{body}</div>")).authors == ["Ada Finch"]


@pytest.mark.parametrize(
    ("label", "name"),
    [("文・", "後藤大地"), ("<i>記者</i>", "王小明"), ("作者：", "谢若含"), ("", "김도윤")],
)
def test_a_name_without_a_space_where_names_have_none(label: str, name: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    byline = f"<div class=article-author>{label}<span class=author-name>{name}</span></div>"
    assert page(html_of(f"<h1>Dam opens</h1><div>{byline}{body}</div>")).authors == [name]


def test_a_link_in_a_box_of_authors_that_is_no_name() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    byline = "<div class=author-box><a href='/next'>ページ</a></div>"
    assert page(html_of(f"<h1>Dam opens</h1><div>{byline}{body}</div>")).authors == []


@pytest.mark.parametrize(
    ("title", "url", "expected"),
    [
        ("Dam opens above the town - Harwickherald", "https://www.harwickherald.example/dam", "Dam opens above the town"),
        ("Dam opens above the town | Harwick Herald", "https://harwickherald.example/dam", "Dam opens above the town"),
        ("Dam opens above the town - Harwickherald.example", "https://harwickherald.example/", "Dam opens above the town"),
        ("Dam opens above the town - Harwick", "https://thevalley.example/harwick", "Dam opens above the town - Harwick"),
        ("Dam opens above the town - Har", "https://harwickherald.example/dam", "Dam opens above the town - Har"),
        ("Dam opens above the town - Harwick", "https://harwickherald.example/dam", "Dam opens above the town - Harwick"),
    ],
)  # fmt: skip
def test_a_site_that_the_address_names_is_no_part_of_the_title(
    title: str, url: str, expected: str
) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    head = f"<title>{title}</title><link rel=canonical href='{url}'>"
    [found] = clean(
        f"<html lang=en><head>{head}</head><body><div>{body}</div></body></html>".encode(), "a.html"
    )
    assert isinstance(found, Article)
    assert found.title == expected


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Herold Media Sp. z o.o.", []),
        ("Nordlicht Verlag GmbH", []),
        ("ООО Вестник Долины", []),
        ("Ana de Sá", ["Ana de Sá"]),
        ("Nguyen Van Co", ["Nguyen Van Co"]),
        ("A. G. Finch", ["A. G. Finch"]),
        ("Prakash KG", ["Prakash KG"]),
        ("Nordlicht Verlag AG", []),
    ],
)
def test_a_firm_is_no_author(author: str, expected: list[str]) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    head = f"<meta name=author content='{author}'>"
    assert page(html_of(f"<h1>Dam opens</h1><div>{body}</div>", head)).authors == expected


@pytest.mark.parametrize("tag", ["h2", "div"])
def test_the_day_beside_the_headline_and_not_the_one_beside_the_outlets_name(tag: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(
        "<div id=top><h1><a href='https://herald.example/'>Herald of the valley</a></h1><div>4 April 2016</div>"
        f"<div>{PARAGRAPHS[0][::-1]} {PARAGRAPHS[1][::-1]}</div></div>"
        "<div class=path><a href=/>Herald</a> / <a href=/world>World</a> / Dam opens above Harwick</div>"
        f"<div><{tag}>Dam opens above Harwick</{tag}><div>15 August 2015</div>{body}</div>",
        "<meta property=og:title content='Dam opens above Harwick'>",
    ))  # fmt: skip
    assert found.published_at is not None
    assert found.published_at.startswith("2015-08-15")


@pytest.mark.parametrize("logo", [
    "<a href=/ title=valleypost.example rel=home>valleypost.example</a>",
    "<span>BLOG: </span><a href=https://valleypost.example/blogs/dams rel=home>The Valley Post</a>",
])  # fmt: skip
def test_the_outlets_name_is_no_title_and_what_is_said_of_it_no_standfirst(logo: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(
        "<html><head><title>OUT THERE | valleypost.example</title></head><body>"
        f"<div><h1 class=site-title>{logo}</h1><div id=site-description>News of dams and valleys since 1893</div></div>"
        f"<div><h1 class=entry-title>OUT THERE</h1><div>{body}</div></div></body></html>"
    )
    assert found.title == "OUT THERE"
    assert found.text.split("\n\n") == PARAGRAPHS


def test_the_name_of_a_file_is_no_title() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    for declared, expected in (("harwick-dam-2025", "Harwick dam"), ("rust-free", "rust-free")):
        head = f"<title>Harwick dam</title><meta property=og:title content='{declared}'>"
        found = page(f"<html><head>{head}</head><body><div>{body}</div></body></html>")
        assert found.title == expected


def test_a_link_to_what_the_outlet_says_of_itself_names_no_author() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    menu = "<div class=links><a href=/en/about-vp/profile/s-30>ABOUT VP</a></div>"
    found = page(html_of(f"{menu}<h1>Dam opens</h1><div>{body}</div>"))
    assert found.authors == []
    byline = "<div class=byline>By <a href=/about/people/ada-finch>Ada Finch</a></div>"
    assert page(html_of(f"<h1>Dam opens</h1>{byline}<div>{body}</div>")).authors == ["Ada Finch"]


@pytest.mark.parametrize(
    ("byline", "author"),
    [("Ada Finch Updated: January 16, 2024", "Ada Finch"), ("Ada Date", "Ada Date")],
)
def test_the_word_for_a_day_is_no_part_of_a_name(byline: str, author: str) -> None:
    name, _, stamp = byline.partition(" Updated")
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    shown = (
        f"<div class=byline><span>{name}</span> <span>{'Updated' * bool(stamp)}{stamp}</span></div>"
    )
    found = page(html_of(f"<h1>Dam opens</h1>{shown}<div>{body}</div>"))
    assert found.authors == [author]


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="Harwick Herald"><meta property="og:title" content="Harwick Herald">'
        "<title>Dam opens: the lake fills - Harwick Herald</title>",
        "<title>Lake of the north fills at last - Harwick Herald</title>",
    ],
)  # fmt: skip
def test_the_outlets_name_is_no_headline_however_it_is_declared(head: str) -> None:
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    top = "<div>Harwick Herald</div><h1>Dam opens above the old town</h1>"
    found = page(f"<html><head>{head}</head><body>{top}<article>{story}</article></body></html>")
    assert found.title == "Dam opens above the old town"
