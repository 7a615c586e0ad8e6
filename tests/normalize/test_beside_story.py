"""What stands on a page beside its story: menus with news, galleries, next articles, other pages' boxes."""

from __future__ import annotations

import pytest

from tests.normalize.test_page import PARAGRAPHS, html_of, page

_STORY = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
_TEASER = (
    "In the year {n} the council of the valley asked for a report on the state of its bridges."
)


@pytest.mark.parametrize("tag", ["ul", "ol"])
@pytest.mark.parametrize("name", ["wp-block-list", "rte--list", "m-basic-list h-space-s", "list"])
def test_a_list_of_the_story_stays_that_is_called_a_list(tag: str, name: str) -> None:
    told = ["Who pays?", "Who drinks from it?", "Will it hold?"]
    items = "".join(f"<li class=list-item>{line}</li>" for line in told)
    inner = _STORY.replace("</p>", f"</p><{tag} class='{name}'>{items}</{tag}>", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == [PARAGRAPHS[0], *told, *PARAGRAPHS[1:]]


@pytest.mark.parametrize("box", [
    "<div data-component=unordered-list-block><div class=ListContainer>{}</div></div>",
    "<div class='list list_bulleted'>{}</div>",
    "<div class='bild-links'>{}</div>",
    "<div class='row content-ads content-unordered-list'>{}</div>",
    "<div class=overflow-hidden>{}</div>",
    "<div class='field field--name-field-text field--label-hidden field__item'>{}</div>",
    "<div class='field field-name-body field-label-hidden'>{}</div>",
])  # fmt: skip
def test_a_part_of_the_story_in_a_box_that_is_called_a_list_or_a_field_stays(box: str) -> None:
    told = ["Who pays?", "Who drinks from <a href=/w>it</a>?", "Will it hold?"]
    items = "".join(f"<li>{line}</li>" for line in told)
    inner = _STORY.replace("</p>", f"</p>{box.format(f'<ul>{items}</ul>')}", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n")[1:4] == ["Who pays?", "Who drinks from it?", "Will it hold?"]


def test_a_box_goes_that_is_called_a_list_and_holds_links_with_a_word_each() -> None:
    items = "".join(f"<li>Old: <a href=/{n}>Bridge {n} of the valley</a></li>" for n in range(2))
    inner = _STORY.replace("</p>", f"</p><div class=article-list><ul>{items}</ul></div>", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("name", ["share-list", "tag-list", "article-list__more"])
def test_a_list_goes_that_is_called_furniture_too(name: str) -> None:
    items = "".join(f"<li>{line}</li>" for line in ("Harwick", "Rivers", "Bridges"))
    inner = _STORY.replace("</p>", f"</p><ul class='{name}'>{items}</ul>", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == PARAGRAPHS


def test_what_wordpress_shows_of_another_page_goes_and_a_quotation_stays() -> None:
    said = "Nobody in the valley believed that it would ever hold water, the mayor said on Friday."
    other = (
        "<blockquote class=wp-embedded-content><p><a href=/b>Why bridges rust</a></p></blockquote>"
    )
    quoted = f"<blockquote class=wp-block-quote><p>{said}</p></blockquote>"
    inner = _STORY.replace("</p>", f"</p>{quoted}{other}", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == [PARAGRAPHS[0], said, *PARAGRAPHS[1:]]


def test_a_menu_with_more_prose_than_the_story_is_no_story() -> None:
    items = "".join(
        f"<li><p>{_TEASER.format(n=n)} {_TEASER.format(n=-n)}</p></li>" for n in range(4)
    )
    menu = f"<nav><ul>{items}</ul></nav>"
    found = page(html_of(f"{menu}<div id=content><h2>Dam opens</h2><div>{_STORY}</div></div>"))
    assert found.text.split("\n\n") == PARAGRAPHS


def test_a_page_that_is_all_in_a_menu_keeps_its_story() -> None:
    found = page(html_of(f"<nav><h1>Dam opens</h1><div>{_STORY}</div></nav>"))
    assert found.text.split("\n\n") == PARAGRAPHS


def _slides(count: int, paragraphs: int, more: str = "") -> str:
    told = "".join(f"<p>{_TEASER.format(n=1900 + n)}</p>" for n in range(paragraphs))
    slides = "".join(
        f"<li><img src={n}.jpg>{told.replace('19', f'1{n}')}{more}</li>" for n in range(count)
    )
    return f"<div class=photo-gallery><ul>{slides}</ul></div>"


_LONG = [f"{p} So it was said in {year}." for year in (2001, 2002, 2003) for p in PARAGRAPHS]


def test_a_gallery_among_the_paragraphs_tells_another_story() -> None:
    inner = "".join(f"<p>{p}</p>" for p in _LONG)
    inner = inner.replace("</p>", f"</p>{_slides(4, 1)}", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == _LONG


def test_a_part_of_the_story_with_pictures_stays_though_it_is_called_a_gallery() -> None:
    inner = "".join(f"<p>{p}</p>" for p in _LONG)
    inner = inner.replace("</p>", f"</p>{_slides(3, 2)}", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert len(found.text.split("\n\n")) == len(_LONG) + 6


def test_captions_of_a_gallery_are_captions() -> None:
    pictures = "".join(
        f"<figure><img src={n}.jpg><figcaption>The dam in the year {n}.</figcaption></figure>"
        for n in (1999, 2003, 2009, 2012)
    )
    inner = _STORY.replace("</p>", f"</p><div class=gallery>{pictures}</div>", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == PARAGRAPHS
    assert len(found.captions) == 4


def _article(headline: str, year: int, times: int) -> str:
    told = "".join(f"<p>{p} So it was in {year + n}.</p>" for n in range(times) for p in PARAGRAPHS)
    return f"<article><header><h2>{headline}</h2></header><div>{told}</div></article>"


def test_the_next_articles_of_an_endless_page_have_headlines_of_their_own() -> None:
    others = _article("Bridge closes", 1900, 5) + _article("Mayor resigns", 1950, 5)
    own = _article("Dam opens above the old town", 2000, 5)
    head = "<meta property='og:title' content='Dam opens above the old town'>"
    found = page(html_of(f"<main><h1>The Herald</h1><div>{own}{others}</div></main>", head))
    assert "in 2004." in found.text
    assert not any(f"in {year}." in found.text for year in (1900, 1954))


def test_the_posts_of_a_live_report_stay_though_one_repeats_its_headline() -> None:
    posts = [("Dam opens above the old town", 2000), ("Mayor speaks", 2010), ("First water", 2020)]
    inner = "".join(_article(headline, year, 1) for headline, year in posts)
    head = "<meta property='og:title' content='Dam opens above the old town'>"
    found = page(html_of(f"<main><h1>The Herald</h1><div>{inner}</div></main>", head))
    assert all(f"in {year}." in found.text for _, year in posts)


def test_announced_teasers_and_a_call_below_the_story_go_with_long_first_words_too() -> None:
    inner = "".join(f"<p>{p}</p>" for p in _LONG[:6])
    cards = "".join(
        f"<div class=card><h3><a href=/{n}>Why the bridges of the valley rust, part {n}</a></h3>"
        f"<div><p>{' '.join(_TEASER.format(n=n * 10 + m) for m in range(2 + n))}</p></div></div>"
        for n in range(1, 4)
    )
    found = page(html_of(
        f"<main><article>{inner}</article>"
        f"<div><h3>Related — <span>Verwandt</span></h3><div>{cards}</div></div>"
        "<div><h2>Stay up to date on our work.</h2><p>Ask us anything about the valley.</p></div></main>",
        "<meta property='og:title' content='Dam opens above the old town'>",
    ))  # fmt: skip
    assert found.text.split("\n\n") == _LONG[:6]


@pytest.mark.parametrize("line", [
    "<p>Citation: Dam opens above the old town of Harwick (2025, March 14) retrieved 1 April 2025 from https://post.example/dam</p>",
    "<p>Dam opens above the old town. In: Harbour Review, https://post.example/7 (abgerufen am: 1.4.2025)</p>",
    "<span><a href=/contact>All news of the agency is told in short here; for all of it please subscribe to our wires.</a></span>",
])  # fmt: skip
def test_what_cites_the_story_or_is_a_link_below_it_is_no_part_of_it(line: str) -> None:
    head = "<meta property='og:title' content='Dam opens above the old town of Harwick'>"
    found = page(html_of(f"<article><h1>Dam opens</h1><div>{_STORY}{line}</div></article>", head))
    assert found.text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("line", [
    "<a href=/valley>All of the valley in one place</a><br><br>",
    "<span class=article__location>Harwick.</span> ",
])  # fmt: skip
def test_a_link_or_a_place_above_the_story_is_no_part_of_it(line: str) -> None:
    inner = f"<div>{line}{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}</div>"
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == PARAGRAPHS


def test_a_link_around_a_heading_goes_by_its_name() -> None:
    card = "<a class={} href=/b><div><h3>Why bridges rust</h3></div></a>"
    for name, expected in (("RelatedTeaser_related-teaser__8p", 0), ("nav-link", 1)):
        inner = _STORY.replace("</p>", f"</p>{card.format(name)}", 1)
        found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
        assert found.text.count("Why bridges rust") == expected


@pytest.mark.parametrize("line", [
    "The report of the river authority is at https://post.example/report for everybody to read.",
    "All of it is told in <a href=/report>the report of the river authority on the dam</a>.",
    "<a name=end>The river authority says that a path will be finished by the summer.</a>",
])  # fmt: skip
def test_the_last_paragraph_of_a_story_may_hold_an_address_or_a_link(line: str) -> None:
    head = "<meta property='og:title' content='Dam opens above the old town of Harwick'>"
    found = page(html_of(f"<article><h1>Dam opens</h1>{_STORY}<p>{line}</p></article>", head))
    assert len(found.text.split("\n\n")) == 4


_BIO = "Ada Finch has written about the river for twenty years. She lives in Harwick with two dogs and a boat."


@pytest.mark.parametrize("box", [
    "saboxplugin-wrap", "m-a-box", "abh_box", "wp-post-author-wrap", "pp-multiple-authors",
    "wp-block-latest-posts", "republication-tracker-tool", "lesen-sie-auch", "mehr-zum-thema",
    "sur-le-meme-sujet", "te-puede-interesar", "articoli-correlati", "veja-tambem", "czytaj-takze",
    "ilgili-haberler", "baca-juga", "tin-lien-quan", "las-ocksa",
])  # fmt: skip
def test_a_box_of_its_own_goes_by_its_name_with_all_its_sentences(box: str) -> None:
    inner = "".join(f"<p>{p}</p>" for p in _LONG)
    inner = inner.replace("</p>", f"</p><div class='{box}'><div><p>{_BIO}</p></div></div>", 1)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == _LONG


@pytest.mark.parametrize("box", ["mehr-zeit", "author-story", "box", "latest", "thema"])
def test_a_box_that_is_not_called_so_keeps_its_sentences(box: str) -> None:
    inner = _STORY.replace(
        "</p>", f"</p><div class='{box}'><div><p>{_BIO} {_BIO[::-1]}</p></div></div>", 1
    )
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert _BIO in found.text


def test_the_headings_of_short_posts_stay_with_them() -> None:
    posts = [
        ("Harbour bridge closed", "Police have closed the harbour bridge in both directions after a van "
         "was blown onto its side."),
        ("Ferries stay in port", "No ferries will run before Saturday noon, the harbour master says."),
    ]  # fmt: skip
    inner = "".join(f"<div><h3>{head}</h3><p>{said}</p></div>" for head, said in posts)
    found = page(html_of(f"<article><h1>Storm Ada: latest updates</h1>{inner}</article>"))
    assert found.text.split("\n\n") == [piece for post in posts for piece in post]


def test_what_stands_below_a_headline_of_pictures_is_no_link() -> None:
    said = "More than two hundred kites flew over the south beach on Sunday."
    found = page(html_of(
        f"<main><h1>In pictures: the kite festival</h1><p>{said}</p>"
        "<figure><img src=1.jpg><figcaption>A whale made of silk. Photo: Ida Holt</figcaption></figure></main>",
        "<meta property='og:title' content='In pictures: the kite festival'>",
    ))  # fmt: skip
    assert found.text == said
    assert found.captions == ["A whale made of silk."]


def test_what_the_outlet_earns_by_its_links_goes_though_it_is_set_as_a_quotation() -> None:
    notice = "If you buy something using links in our stories, we may earn a commission."
    found = page(html_of(
        f"<article><h1>Dam opens</h1>{_STORY}<blockquote><p>{notice}</p></blockquote><p>{PARAGRAPHS[0][::-1]}</p></article>"
    ))  # fmt: skip
    assert notice not in found.text
