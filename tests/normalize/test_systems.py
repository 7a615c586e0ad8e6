"""Pages as content systems build them: what each calls who wrote a story, when, and its parts."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_STORY = (
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone "
    "was laid and three years later than planned.",
    "The reservoir will hold 40 million cubic metres of water, said Marta Oduya, who heads the river "
    "authority, and the first turbines are to run in May.",
    "The fishermen of the valley have gone to court, since the river below the wall was dry for a "
    "week when the gates were closed for a test.",
)
_BODY = "".join(f"<p>{paragraph}</p>" for paragraph in _STORY)
_TEXT = "\n\n".join(_STORY)


def _clean(body: str, title: str = "Dam is opened above the town") -> Article:
    page = f"<!doctype html><html><head><title>{title}</title></head><body>{body}</body></html>"
    [found] = clean(page.encode(), "page.html")
    assert isinstance(found, Article)
    return found


def test_drupal_says_who_and_when_in_a_footer_above_the_story() -> None:
    found = _clean(
        '<main><article class="node node--type-article"><h1>Dam is opened above the town</h1>'
        '<footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid">'
        '<span class="username">Ada Finch</span></span> on Fri, 2024-03-15 - 09:30</div></footer>'
        f'<div class="node__content"><div class="field field--name-body">{_BODY}</div></div></article></main>'
    )
    assert found.text == _TEXT
    assert found.authors == ["Ada Finch"]
    assert found.published_at is not None
    assert found.published_at.startswith("2024-03-15T09:30")


def test_typo3_says_who_and_when_in_a_box_called_footer_and_calls_the_standfirst_a_teaser() -> None:
    standfirst = "Ten years of work, and a lake."
    found = _clean(
        '<div class="article" itemscope itemtype="http://schema.org/Article"><div class="header">'
        '<h3 itemprop="headline">Dam is opened above the town</h3></div><div class="footer"><p>'
        '<time itemprop="datePublished" datetime="2024-03-15">15.03.2024</time>'
        '<span class="news-list-author" itemprop="author">By Ada Finch</span></p></div>'
        f'<div class="teaser-text" itemprop="description"><p>{standfirst}</p></div>'
        f'<div class="news-text-wrap" itemprop="articleBody">{_BODY}</div></div>',
        "Dam is opened above the town: Herald",
    )
    assert found.title == "Dam is opened above the town"
    assert found.text == f"{standfirst}\n\n{_TEXT}"
    assert found.authors == ["Ada Finch"]
    assert found.published_at == "2024-03-15T00:00:00+00:00"


def test_an_author_may_be_told_by_the_name_that_tests_use() -> None:
    found = _clean(
        '<article><h1>Dam is opened above the town</h1><div data-testid="article-author"><span>Ada Finch</span></div>'
        f'<div data-testid="article-body">{_BODY}</div></article>'
    )
    assert found.authors == ["Ada Finch"]
    assert found.text == _TEXT


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("港の壁を再建へ（谷間新聞） - 谷間ニュース", "港の壁を再建へ"),
        ("港口城墙将重建|港口|城墙_谷地新闻", "港口城墙将重建"),
        ("항구 벽 다시 짓는다 : 골짜기뉴스", "항구 벽 다시 짓는다"),
    ],
)
def test_a_short_headline_of_east_asia_is_one(title: str, headline: str) -> None:
    found = _clean(f"<main><h1>{headline}</h1><div>{_BODY}</div></main>", title)
    assert found.title == headline


def test_a_call_behind_an_emoji_goes_and_a_sentence_stays() -> None:
    call, said = "✅ Sign up for our newsletter", "✅ The gates are closed, the authority says."
    found = _clean(
        f"<main><h1>Dam is opened above the town</h1><p>{_STORY[0]}</p><ul><li><b>{call}</b></li></ul>"
        f"<p>{_STORY[1]}</p><p>{said}</p><p>{_STORY[2]}</p></main>"
    )
    assert found.text == "\n\n".join([*_STORY[:2], said, _STORY[2]])


@pytest.mark.parametrize("line", ["1 245", "143", "2.3K", "(ada/fin)"])
def test_counts_and_initials_alone_are_the_page_s(line: str) -> None:
    below = line.startswith("(")
    above_it, below_it = ("", f"<p>{line}</p>") if below else (f"<p>{line}</p>", "")
    found = _clean(
        f"<main><h1>Dam is opened above the town</h1>{above_it}<div>{_BODY}</div>{below_it}</main>"
    )
    assert found.text == _TEXT


def test_who_signs_before_the_agencies_of_a_copy_is_its_author() -> None:
    found = _clean(
        f"<main><h1>Dam is opened above the town</h1>{_BODY}<p><b>Ada Finch</b> (Theo <i>AFP, Reuters</i>)</p></main>"
    )
    assert found.text == _TEXT
    assert (found.authors, found.agencies) == (["Ada Finch"], ["AFP", "Reuters"])


def test_a_footer_of_the_article_says_who_and_when() -> None:
    note = (
        "We do not print what we do not know, and say what we have not seen with our own eyes. " * 2
    )
    found = _clean(
        f'<main><article><h1>Dam is opened above the town</h1><div class="body">{_BODY}</div>'
        '<footer class="article__footer"><ul class="art_authors"><li><span>Ada Finch</span><a href="mailto:a">ada@svt.example</a></li></ul>'
        '<p>Published <time datetime="2024-03-15T09:30:00+01:00">15 March 2024 09.30</time></p>'
        f'<p>{note}<a href="/how">How we work</a>.</p></footer></article>'
        '<article><h2><a href="/b">Ten bridges that rust</a></h2><footer><time datetime="2023-01-01">1 Jan</time></footer></article></main>'
    )
    assert found.text == _TEXT
    assert found.authors == ["Ada Finch"]
    assert found.published_at == "2024-03-15T09:30:00+01:00"


def test_blogger_says_when_in_the_title_of_an_abbreviation() -> None:
    found = _clean(
        '<div class="post"><h3 class="post-title">Dam is opened above the town</h3>'
        f'<div class="post-body">{_BODY}</div><div class="post-footer">Posted by <span itemprop="author">Ada Finch</span> at '
        '<abbr class="published" itemprop="datePublished" title="2024-03-15T09:30:00Z">9:30 AM</abbr></div></div>'
    )
    assert found.text == _TEXT
    assert found.published_at == "2024-03-15T09:30:00+00:00"


def test_elements_of_a_line_that_style_alone_parts_are_parted() -> None:
    found = _clean(
        "<main><article><h1>Dam is opened above the town</h1><div><span>Herald News</span><span>•</span>"
        "<span><time>Friday 15 March 2024, 09:30</time></span><span>Updated Friday 15 March 2024, 10:05</span></div>"
        f"{_BODY}</article></main>"
    )
    assert found.text == _TEXT
    [line] = [piece.text for piece in found.removed if "Herald" in piece.text]
    assert line == "Herald News • Friday 15 March 2024, 09:30 Updated Friday 15 March 2024, 10:05"


def test_a_byline_in_an_inline_element_among_boxes_is_read() -> None:
    found = _clean(
        "<div class=cont><h1>Dam is opened above the town</h1><div>Friday, 15 March 2024 09:30</div>"
        f'<div class="pic"><img src="a.jpg"></div><span class="writeBy">By Ada Finch</span><div id="story">{_BODY}</div></div>'
    )
    assert found.authors == ["Ada Finch"]


def test_what_stands_behind_a_bracket_around_a_byline_is_no_author() -> None:
    found = _clean(
        f'<main><h1>Dam is opened above the town</h1><article>{_BODY}<p>（作者：李明）<a href="/">返回搜狐，查看更多</a></p></article></main>'
    )
    assert found.text == _TEXT
    assert found.authors == ["李明"]


@pytest.mark.parametrize("name", ['class="article__desc"', 'data-gu-name="standfirst"'])
def test_a_short_standfirst_is_told_by_its_name(name: str) -> None:
    standfirst = "Nineteen to four: the council has decided"
    found = _clean(
        f"<main><h1>Dam is opened above the town</h1><div {name}><p>{standfirst}</p></div>"
        '<section class="meta"><a href="/ada">Ada Finch</a> <span class="meta__description">(Harwick, our correspondent)</span></section>'
        f"<article>{_BODY}</article></main>"
    )
    assert found.text == f"{standfirst}\n\n{_TEXT}"


def test_a_page_of_tables_and_fonts_shows_its_headline_in_a_part_of_its_title() -> None:
    found = _clean(
        '<table><tr><td><font size="1"><a href="/">Home</a><br><a href="/n">News</a></font></td><td>'
        '<font size="1">Friday, March 15, 2002</font><br><font size="4"><b>Dam is opened above the town</b></font><br>'
        f'<font size="2">By ADA FINCH<br>Herald Staff Writer</font>{_BODY}</td></tr></table>',
        "Harwick Herald: Dam is opened above the town",
    )
    assert found.title == "Dam is opened above the town"
    assert found.text == _TEXT
    assert found.authors == ["ADA FINCH"]


def test_a_kicker_that_the_page_shows_stays_in_its_title() -> None:
    found = _clean(
        f"<main><div>Water in the valley</div><div>Dam is opened</div>{_BODY}</main>",
        "Water in the valley: Dam is opened above the town",
    )
    assert found.title == "Water in the valley: Dam is opened above the town"


def test_a_known_author_alone_above_the_story_goes() -> None:
    found = _clean(
        "<main><h1>Dam is opened above the town</h1><h2>A wall, a lake and ten years of work</h2>"
        f'<div><a rel="author" href="/ada">Ada Finch</a><span>·</span><button>Follow</button></div>{_BODY}</main>'
    )
    assert found.authors == ["Ada Finch"]
    assert found.text == f"A wall, a lake and ten years of work\n\n{_TEXT}"
