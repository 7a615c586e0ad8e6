"""Which part of a page is the article: beside dialogs, columns, sections, what is as long as it."""

from __future__ import annotations

import pytest

from tests.normalize.test_page import PARAGRAPHS, html_of, page


def test_a_picture_without_a_caption_beside_the_story() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(
        "<main><figure><img src=a.jpg><figcaption> </figcaption></figure>"
        f"<h1>Dam opens</h1><div>{body}</div></main>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_headings_of_sections_that_are_h1_elements() -> None:
    parts = [f"<h1>{name}</h1><p>{p}</p>" for name, p in zip(
        ("The stones", "The water", "The winter", "The town"), [*PARAGRAPHS, PARAGRAPHS[0][::-1]],
        strict=True,
    )]  # fmt: skip
    first = "It took ten years, and nobody in the valley believed that it would ever hold water."
    found = page(html_of(
        f"<h1>The Herald</h1><div><h1>Dam opens</h1></div><div><p>{first}</p>{''.join(parts)}</div>",
        "<meta property='og:title' content='Dam opens'>",
    ))  # fmt: skip
    assert found.title == "Dam opens"
    assert found.text.startswith(first)
    assert found.text.split("\n\n")[1:4:2] == ["The stones", "The water"]


def test_a_consent_dialog_with_more_text_than_the_story() -> None:
    terms = "".join(
        f"<div><p>We and our {n} partners store and read what your device tells of you and of what"
        " you read, to show advertisements, to measure them, and to make our services better.</p></div>"
        for n in range(2, 12)
    )
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(
        f"<div class=cmpbox><div class=cmpboxcontent>{terms}</div></div>"
        f"<div><h1>Dam opens</h1><div>{body}</div></div>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_what_stands_apart_from_a_brief_goes_though_it_is_long() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    offices = "".join(
        f"<div>Office of the Herald in town number {n} of the valley</div>" for n in range(9)
    )
    found = page(html_of(
        f"<div><h1>Dam opens</h1>{body}</div><div class=footer>{offices}</div>"
        f"<div class=related><p>{PARAGRAPHS[0][::-1]}</p><p>{PARAGRAPHS[1][::-1]}</p></div>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize("place", ["ul><li", "table><tr><td"])
def test_furniture_in_the_item_or_cell_that_holds_the_story(place: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(
        f"<div><h1>Dam opens</h1><{place}>{body}<div class=share>Tweet this to everyone</div>"
        f"<div class=related-stories><div>The town that would not drink its own water</div></div>"
        f"</{place.rpartition('<')[2]}></div>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_a_list_that_lays_out_the_columns_of_a_page() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(
        f"<div class=main><ul class=columns><li class=left><h1>Dam opens</h1><div>{body}</div></li>"
        "<li class=right><div>Latest</div><h4>Water at last</h4><h4>A winter without rain</h4></li></ul></div>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(PARAGRAPHS)


_TEASERS = "".join(
    f"<li><h3><a href=/{n}>{title}</a></h3><p>{title}, said the council, and named no day.</p></li>"
    for n, title in enumerate(
        ("Storm floods southern towns", "Council tax to rise", "A bridge rusts")
    )
)


@pytest.mark.parametrize(
    ("part", "last"),
    [
        ("<div class=inner>{}</div>", 2),
        ("<div>{}</div>", 2),
        ("<section>{}</section>", 2),
        # what is called a story's may be of one paragraph
        ("<div class=article-text>{}</div>", 1),
    ],
)
def test_a_story_in_boxes_alike_is_read_to_its_last_box(part: str, last: int) -> None:
    many = [f"{p} So it was in {n}." for n in range(2001, 2005) for p in PARAGRAPHS]
    texts = ("".join(f"<p>{p}</p>" for p in some) for some in (many[:-last], many[-last:]))
    boxes = "<figure><img src=a.jpg></figure>".join(part.format(text) for text in texts)
    found = page(
        html_of(f"<h1>Dam opens</h1><div>{boxes}</div><div class=more><ul>{_TEASERS}</ul></div>")
    )
    assert found.text.split("\n\n") == many


@pytest.mark.parametrize(("name", "is_read"), [("wrapup", True), ("newsletter", False)])
def test_a_last_section_by_its_name(name: str, is_read: bool) -> None:
    many = [f"{p} So it was in {n}." for n in range(2001, 2005) for p in PARAGRAPHS]
    body, last = ("".join(f"<p>{p}</p>" for p in some) for some in (many[:-2], many[-2:]))
    found = page(html_of(
        f"<article><h1>Dam opens</h1><div><section class=review>{body}</section>"
        f"<section class={name}>{last}</section></div></article><ul>{_TEASERS}</ul>"
    ))  # fmt: skip
    assert found.text.split("\n\n") == (many if is_read else many[:-2])


def test_a_story_in_rows_of_a_table() -> None:
    many = [f"{p} So it was in {n}." for n in range(2001, 2005) for p in PARAGRAPHS]
    rows = ("".join(f"<p>{p}</p>" for p in some) for some in (many[:-2], many[-2:]))
    table = "".join(f"<tr><td>{row}</td></tr>" for row in rows)
    found = page(html_of(f"<table><tr><td><h1>Dam opens</h1></td></tr>{table}</table>"))
    assert found.text.split("\n\n") == many


def test_a_box_that_is_like_the_storys_but_holds_teasers_is_none_of_it() -> None:
    many = [f"{p} So it was in {n}." for n in range(2001, 2005) for p in PARAGRAPHS]
    body = "".join(f"<p>{p}</p>" for p in many)
    found = page(html_of(
        f"<h1>Dam opens</h1><div><div class=inner>{body}</div><div class=inner><ul>{_TEASERS}</ul></div></div>"
    ))  # fmt: skip
    assert found.text.split("\n\n") == many


def test_paragraphs_that_stand_before_the_box_of_the_others() -> None:
    many = [f"{p} So it was in {n}." for n in range(2001, 2013) for p in PARAGRAPHS]
    body = [f"<p>{p}</p>" for p in many]
    found = page(html_of(
        f"<div><h1>Dam opens</h1><div>{''.join(body[:8])}<div class=more>{''.join(body[8:])}</div></div></div>"
        f"<div class=other><ul>{_TEASERS}</ul></div>"
    ))  # fmt: skip
    assert found.text.split("\n\n") == many


def test_a_sidebar_with_more_text_than_the_story() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    items = "".join(
        f"<li><p>At {n} o'clock: {p[::-1]}</p></li>" for n in range(8, 14) for p in PARAGRAPHS
    )
    found = page(html_of(
        f"<div class=columns><div><article><h1>Dam opens</h1><div>{body}</div></article></div>"
        f"<aside><h2>Live</h2><ul>{items}</ul></aside></div>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_the_story_in_an_element_that_is_called_a_sidebar_stays() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(
        f"<div><aside><div>{body}</div></aside><div><h1>Dam opens</h1><p>By our correspondents</p></div></div>"
    ))  # fmt: skip
    assert PARAGRAPHS[0] in found.text


def test_hidden_text_that_is_longer_than_the_story() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS * 2)
    spam = " ".join(f"<a href=/{n}>cheap watches {n}</a> buy them here today" for n in range(600))
    found = page(html_of(
        f"<div class=main><h1>Dam opens</h1><div>{body}</div></div><div style='display:none'>{spam}</div>"
    ))  # fmt: skip
    assert found.text.startswith(PARAGRAPHS[0])
    assert "watches" not in found.text


def test_a_story_that_a_script_is_to_show() -> None:
    body = "<br><br>".join(f"{p} So it was in {n}." for n in range(1950, 2000) for p in PARAGRAPHS)
    found = page(html_of(f"<h1>Dam opens</h1><div style='display:none'>{body}</div>"))
    assert found.text.startswith(PARAGRAPHS[0])


_POSTS = [
    f"<article><h1>{title}</h1>{''.join(f'<p>{p[::-1]} {title} {n}.</p>' for n in range(4) for p in PARAGRAPHS)}</article>"
    for title in ("Storm floods southern towns", "Council tax to rise", "A bridge rusts")
]


def test_the_pages_own_article_above_others_in_full() -> None:
    story = [f"{p} So it was in {n}." for n in (2001, 2002) for p in PARAGRAPHS]
    found = page(html_of(
        f"<div><div class=first><article><h1>Dam opens</h1><div>{''.join(f'<p>{p}</p>' for p in story)}</div></article></div>"
        f"<div class=others><div>{''.join(_POSTS)}</div></div></div>",
        "<meta property=og:title content='Dam opens'>",
    ))  # fmt: skip
    assert found.text.split("\n\n") == story


def test_the_posts_of_a_live_report_below_its_headline() -> None:
    posts = [post.replace("h1>", "h2>") for post in _POSTS]
    above = "".join(f"<p>{p}</p>" for p in PARAGRAPHS * 2)
    found = page(html_of(
        f"<div><article><h1>Dam opens</h1>{above}</article><div class=posts>{''.join(posts)}</div></div>",
        "<meta property=og:title content='Dam opens'>",
    ))  # fmt: skip
    assert all(
        f"{PARAGRAPHS[0][::-1]} {title} 0." in found.text
        for title in ("A bridge rusts", "Council tax to rise")
    )


def test_a_last_heading_that_is_a_sentence_stays_and_one_that_heads_nothing_goes() -> None:
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    said = "8. Others in the valley said that the dam was a mistake, and that they would not drink from it."
    found = page(
        html_of(f"<h1>Dam opens</h1><div>{body}<h2>{said}</h2><h2>More of the valley</h2></div>")
    )
    assert found.text.split("\n\n") == [*PARAGRAPHS, said]


@pytest.mark.parametrize(
    ("head", "title", "paragraphs"),
    [
        ("2020-09-18 08:30 来源：江城日报 作者：李娜", "老码头周末迎首批游客",
         ["江城老码头经过两年改造，将于本周末迎来首批游客。", "记者昨日看到，仓库已改成书店和茶馆。"]),
        ("2021年4月12日 05時00分 有料会員限定の記事です", "旧校舎がパン工房に",
         ["閉校した校舎が今月、パン工房に生まれ変わった。", "「給食の匂いがする場所で焼きたかった」と話す。"]),
        ("입력 2021.04.12 09:30 수정 2021.04.12 11:02", "폐교가 빵집으로",
         ["문을 닫은 학교가 이달 빵집으로 문을 열었다.", "칠판에는 그날의 빵 이름이 적혀 있다."]),
    ],
)  # fmt: skip
def test_short_paragraphs_of_scripts_that_say_much_in_few_letters(
    head: str, title: str, paragraphs: list[str]
) -> None:
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    found = page(html_of(
        f"<div><h1>{title}</h1><div>{head}</div><div class=a1>{body}</div></div>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(paragraphs)
