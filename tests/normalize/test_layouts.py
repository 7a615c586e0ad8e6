"""Pages that give few hints: boxes for paragraphs, headlines without h1, elements side by side."""

from __future__ import annotations

import pytest

from normalize.html.markup import markup
from tests.normalize.test_page import PARAGRAPHS, html_of, page


@pytest.mark.parametrize("tag", ["p", "div"])
def test_the_links_of_a_sentence_are_no_teasers_whatever_holds_it(tag: str) -> None:
    linked = PARAGRAPHS[1].replace("reservoir", "<a href=/r>reservoir</a>")
    linked = linked.replace("water", "<a href=/w>water</a>").replace(
        "valley", "<a href=/v>valley</a>"
    )
    inner = "".join(f"<{tag}>{p}</{tag}>" for p in (PARAGRAPHS[0], linked, PARAGRAPHS[2]))
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_paragraphs_that_are_boxes_stay_though_hidden_from_readers_aloud() -> None:
    inner = "".join(f"<div class=paywall aria-hidden=true>{p} {p}</div>" for p in PARAGRAPHS[1:])
    found = page(html_of(f"<article><h1>Dam opens</h1><div>{PARAGRAPHS[0]}</div>{inner}</article>"))
    assert found.text == "\n\n".join([PARAGRAPHS[0], *(f"{p} {p}" for p in PARAGRAPHS[1:])])


@pytest.mark.parametrize("tag", ["h1", "h2", "div", "span", "p"])
def test_a_standfirst_is_found_below_the_headline_whatever_shows_it(tag: str) -> None:
    standfirst = "It took ten years and cost twice what the valley had been told at the start."
    head = '<meta property="og:title" content="Dam opens above the old town">'
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(
        f"<ul><li>Dam opens above the old town</li></ul><{tag}>Dam opens above the old town</{tag}>"
        f"<p>{standfirst}</p><p>March 14, 2025</p><div class=body>{body}</div>", head
    ))  # fmt: skip
    assert found.text == "\n\n".join([standfirst, *PARAGRAPHS])
    assert found.published_at == "2025-03-14T00:00:00+00:00"


def test_an_offer_that_a_page_makes_twice_goes_and_a_chorus_stays() -> None:
    offer = ["Read all our stories on every screen.", "Get the paper of the day each morning.",
             "Support the reporters of the valley."]  # fmt: skip
    chorus = ["The river ran beneath the old stone bridge", "And all the valley came to see the dam",
              "And no one said a word until the night"]  # fmt: skip
    for lines, expected in ((offer, []), (chorus, chorus)):
        group = "".join(f"<p>{line}</p>" for line in lines)
        body = "".join(
            f"<p>{paragraph}</p>{group if at < 2 else ''}"
            for at, paragraph in enumerate(PARAGRAPHS)
        )
        left = page(html_of(f"<article><h1>Dam opens</h1>{body}</article>")).text.split("\n\n")
        assert left == [PARAGRAPHS[0], *expected, PARAGRAPHS[1], *expected, PARAGRAPHS[2]]


def test_a_caption_in_an_inline_element_stands_in_no_paragraph() -> None:
    picture = "<span><img src=a.jpg><em class=img_desc>The dam on Friday.</em></span>"
    text = f"{picture}{PARAGRAPHS[0]}<br><br>{PARAGRAPHS[1]}<br><br>{PARAGRAPHS[2]}"
    found = page(html_of(f"<article><h1>Dam opens</h1><div>{text}</div></article>"))
    assert found.text.split("\n\n") == PARAGRAPHS
    assert found.captions == ["The dam on Friday."]


def test_a_heading_right_below_the_headline_is_a_standfirst_and_a_line_of_times_is_none() -> None:
    heading = "The valley has waited ten years for its water"
    times = "<section><span>By Ada Finch</span><span>Published 14 March 2025 at 10:30, updated 14 March 2025 at 14:02</span><span>3 min.</span></section>"
    inner = f"<main><header><h1>Dam opens</h1><h2>{heading}</h2>{times}</header><div>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</div></main>"
    found = page(html_of(inner))
    assert found.text.split("\n\n") == [heading, *PARAGRAPHS]
    assert found.published_at == "2025-03-14T10:30:00+00:00"


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ("<b>Harwick</b><b>The</b> dam", "Harwick The dam"),
        ("<b>T</b><span>he</span> dam", "The dam"),
        ("<span>on March</span><span>14</span>", "on March 14"),
        ("<span>U</span><span>S</span> dam", "US dam"),
    ],
)
def test_elements_side_by_side_are_parted_where_a_word_begins(between: str, expected: str) -> None:
    inner = f"<p>{between} {PARAGRAPHS[0]}</p><p>{PARAGRAPHS[1]}</p>"
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.startswith(f"{expected} {PARAGRAPHS[0][:20]}")


def test_a_name_that_a_page_gives_to_its_paragraphs_cuts_no_short_one() -> None:
    short = "Nobody knows who is to pay."
    story = [*(f"{p} {p}" for p in PARAGRAPHS), short]
    inner = "".join(f"<div class='content-list-component text'><p>{p}</p></div>" for p in story)
    menu = "<div class='menu-list text'><p>Dams of the valley</p></div>"
    found = page(html_of(f"<article><h1>Dam opens</h1><div>{inner}{menu}</div></article>"))
    assert found.text.split("\n\n") == story


def _among(line: str) -> list[str]:
    """The paragraphs of a page with a line among those of its story."""
    inner = f"<p>{PARAGRAPHS[0]}</p>{line}" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS[1:])
    return page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>")).text.split("\n\n")


@pytest.mark.parametrize(
    "line",
    [
        "<p><i>[<a href=/r>Why dams leak</a>]</i></p>",
        "<p>» <a href=/r>Why dams leak</a></p>",
        "<p>Get breaking news on your phone. <a href=/app>Download our app</a> for iOS and Android.</p>",
        "<p><b>Don't miss the news! <a href=/s>Sign up for the Herald's email alerts.</a></b></p>",
    ],
)
def test_a_line_that_is_mostly_a_link_to_other_pages_goes(line: str) -> None:
    assert _among(line) == PARAGRAPHS


@pytest.mark.parametrize(
    "sentence",
    [
        "The paper asked readers to sign up for its newsletter before the gates were closed.",
        "[The council did not answer.]",
        "Subscribe to nothing but the weather, she likes to say to the people of the valley.",
        "Join us or leave, the mayor told them.",
    ],
)
def test_a_sentence_of_the_story_stays_though_it_is_a_link(sentence: str) -> None:
    half = len(sentence) // 3
    linked = f"<p>{sentence[:half]}<a href=/s>{sentence[half:]}</a></p>"
    assert _among(linked) == [PARAGRAPHS[0], sentence, *PARAGRAPHS[1:]]


def test_a_short_sentence_in_a_paragraph_stays_whatever_it_is_called() -> None:
    first = "What is the next great thing on the river? If you ask the valley, it is water."
    inner = f"<p id=speakable-summary>{first}</p>" + "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == [first, *PARAGRAPHS]


def test_a_box_that_says_what_it_is_by_its_type_goes() -> None:
    box = "<div type=RelatedOneNews><div><a href=/r>Why dams leak</a></div><p>HH - Engineers explain why concrete leaks after some decades on the river.</p></div>"
    assert _among(box) == PARAGRAPHS


_LONG = [f"{p} {q}" for p, q in zip(PARAGRAPHS, PARAGRAPHS[1:] + PARAGRAPHS[:1], strict=True)]


@pytest.mark.parametrize(
    "body",
    [
        "<font face=arial>" + "<br><br>".join(_LONG) + "</font>",
        "<p><font>" + "</font></p><p><font>".join(_LONG) + "</font></p>",
        "<x-body>" + "".join(f"<x-text>{p}</x-text>" for p in _LONG) + "</x-body>",
        "<div>" + "".join(f"<span style='display:block'>{p}</span>" for p in _LONG) + "</div>",
        "<div>" + "<div class=ad></div>".join(_LONG) + "</div>",
        "<b>" + "<br><br>".join(_LONG) + "</b>",
        "<p><em>" + "</em></p><p><em>".join(_LONG) + "</em></p>",
        "<table><tr><td>"
        + "".join(f"<p>{p}</p>" for p in _LONG)
        + "</td><td><a href=/a>Archive</a></td></tr></table>",
    ],
)
def test_a_story_is_read_whatever_elements_hold_it(body: str) -> None:
    menu = "<div><a href=/>Home</a> | <a href=/news>News of the valley and of the river</a></div>"
    found = page(f"<html><head><title>Dam opens</title></head><body>{menu}<h1>Dam opens</h1>{body}</body></html>")  # fmt: skip
    assert found.text.split("\n\n") == _LONG


def test_words_in_elements_of_their_own_part_no_paragraph() -> None:
    inner = f"<p>{PARAGRAPHS[0]} <b>{PARAGRAPHS[1]}</b> <i>{PARAGRAPHS[2]}</i></p>"
    assert page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>")).text == " ".join(PARAGRAPHS)  # fmt: skip


def test_a_page_that_is_one_table_is_left_but_for_its_story() -> None:
    side = "".join(f"<a href=/s{n}>Story number {n} of the valley</a><br>" for n in range(9))
    story = "".join(f"<p>{p}</p>" for p in _LONG)
    notice = (
        "<p>The valley's weather this week: rain in the north, and the south as dry as it was.</p>"
    )
    cells = f"<td width=150>{side}{notice}</td><td><h1>Dam opens</h1><table><tr><td>{story}</td></tr></table></td>"
    found = page(html_of(f"<table><tr><td colspan=2><a href=/>Herald</a></td></tr><tr>{cells}</tr></table>"))  # fmt: skip
    assert found.text.split("\n\n") == _LONG


def test_a_table_of_data_with_long_cells_takes_no_story_along() -> None:
    cells = ["The northern gate was closed on the first of the month, for the rust in its hinges.",
             "The southern gate was never closed, since nobody could find the key to its house."]  # fmt: skip
    rows = "".join(f"<tr><td>{n}</td><td>{c} {c.upper()}</td></tr>" for n, c in enumerate(cells))
    inner = f"<p>{PARAGRAPHS[0]}</p><table>{rows}</table><p>{PARAGRAPHS[2]}</p>"
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>")).text.split("\n\n")
    assert found[0] == PARAGRAPHS[0]
    assert found[-1] == PARAGRAPHS[2]


@pytest.mark.parametrize(
    "shape",
    ["<p class={}>{}</p>", "<p class=article-{}-text>{}</p>", "<div class={}-item><p>{}</p></div>"],
)
def test_no_name_of_furniture_cuts_a_story_whose_paragraphs_all_have_it(shape: str) -> None:
    # But for those of consent dialogs' products, which no outlet gives to its paragraphs.
    names = [name for name, meaning in markup().words.items() if meaning.strength != "certain"]
    story = [*_LONG, "Nobody has yet said who would pay for the ferry, or for its crew."]
    for name in names:
        inner = "".join(shape.format(name, paragraph) for paragraph in story)
        found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
        assert found.text.split("\n\n") == story, name


_MORE = [
    "It took ten years, and nobody in the valley believed that it would ever hold any water.",
    "The road beside it is still not mended, and somebody ought to ask who was paid for it.",
    "In the town hall they have hung a picture of it, taken from the air on the first day.",
    "The old mill will be under nine metres of water, and the church bells were moved in May.",
]
_LONGER = [f"{one} {other}" for one in _MORE for other in _MORE if one != other]


def test_a_story_in_two_parts_with_an_advertisement_between_them() -> None:
    inner = "<div class=ad>Advertisement</div>".join(
        f"<div class=story-supplemental><div class='story-body story-body-{n}'>{part}</div></div>"
        for n, part in enumerate(
            ("".join(f"<p>{p}</p>" for p in texts) for texts in (PARAGRAPHS, _LONGER)), 1
        )
    )
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == [*PARAGRAPHS, *_LONGER]


@pytest.mark.parametrize(
    "name", ["with-sidebar-right", "has-related", "no-comments", "content-no-share"]
)
def test_what_an_element_has_beside_it_is_not_what_it_is(name: str) -> None:
    first = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    rest = "".join(f"<p>{p}</p>" for p in _LONGER[:4])
    found = page(html_of(f"<h1>Dam opens</h1><div class={name}>{first}</div>{rest}"))
    assert found.text.split("\n\n") == [*PARAGRAPHS, *_LONGER[:4]]


def test_a_story_that_is_told_below_its_pictures() -> None:
    slides = "".join(
        f"<figure><img src={n}.jpg><figcaption class=slide-caption><p>{p} {p}</p></figcaption></figure>"
        for n, p in enumerate(PARAGRAPHS)
    )
    first = "It took ten years, and nobody in the valley believed that it would ever hold water."
    found = page(html_of(
        f"<article><h1>Dam opens</h1><div><p>{first}</p></div><div class=slides>{slides}</div></article>"
    ))  # fmt: skip
    assert found.text.split("\n\n") == [first, *(f"{p} {p}" for p in PARAGRAPHS)]


@pytest.mark.parametrize("name", ["date", "tag", "related", "caption", "credit", "share", "hidden"])
@pytest.mark.parametrize("said", [
    "The council of the old town said on {}Friday evening{} that the tunnel would hold for a hundred years.",
    "{}The council{} of the old town said that the tunnel would hold for a hundred years and more.",
    "For a hundred years and more, the council said, the tunnel will hold, {}and the dam with it{}",
])  # fmt: skip
def test_a_part_of_a_sentence_stays_whatever_it_is_called(name: str, said: str) -> None:
    told = said.format(f"<span class={name}>", "</span>")
    inner = "".join(f"<div>{p}</div>" for p in (PARAGRAPHS[0], told, *PARAGRAPHS[1:]))
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n")[1] == said.format("", "")


@pytest.mark.parametrize("line", [
    "<span class=caption>The dam on the day before it opened.</span>",
    "Photo: <span class=credit>Ada Finch</span>", "Foto: <span class=credit>Ada Finch</span>",
])  # fmt: skip
def test_what_is_named_furniture_and_goes_on_from_no_words_goes(line: str) -> None:
    inner = "".join(f"<div>{p}</div>" for p in (PARAGRAPHS[0], line, *PARAGRAPHS[1:]))
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert found.text.split("\n\n") == PARAGRAPHS


def test_what_only_subscribers_see_is_the_story_and_its_short_pieces() -> None:
    told = [
        f"{p} So it was said on {day}."
        for p, day in zip(PARAGRAPHS, ("Friday", "Monday", "Sunday"), strict=True)
    ]
    pieces = [f"<p class=paywall>{p}</p>" for p in told]
    pieces[1:1] = [
        "<div class='paywall heading-h3'>How deep is it?</div>",
        "<p class='paywall lead'>Deep.</p>",
    ]
    offer = "<div class=paywall-offer>Read on for a pound.</div>"
    found = page(
        html_of(f"<article><h1>Dam opens</h1><div>{''.join(pieces)}</div>{offer}</article>")
    )
    assert found.text.split("\n\n") == [told[0], "How deep is it?", "Deep.", *told[1:]]


def test_a_standfirst_in_a_box_with_who_wrote_it() -> None:
    head = "<header><div class=byline-social><p class=strapline>A big change, but not for all</p><div class=byline>By <a rel=author>Ada Finch</a></div></div></header>"
    body = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(f"<main><h1>Dam opens</h1>{head}<div id=article-body>{body}</div></main>"))
    assert found.text.split("\n\n") == ["A big change, but not for all", *PARAGRAPHS]


@pytest.mark.parametrize(
    "hidden", ["class=sr-only", "class=visually-hidden", "style='display:none'"]
)
def test_a_part_of_a_sentence_that_nobody_sees_is_none(hidden: str) -> None:
    told = f"The council has read the report of the river <span {hidden}>(opens in a new window)</span> and is glad."
    inner = "".join(f"<div>{p}</div>" for p in (PARAGRAPHS[0], told, *PARAGRAPHS[1:]))
    found = page(html_of(f"<article><h1>Dam opens</h1>{inner}</article>"))
    assert "new window" not in found.text
    assert found.text.split("\n\n")[-2:] == PARAGRAPHS[1:]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("<span class=dropcap>T</span>he dam", "The dam"),
        ("<span class=drop-cap>T</span> <span>he dam</span>", "The dam"),
        ("<span><span class=initial-letter>T</span></span>\n<span>he dam</span>", "The dam"),
        ("<span class=dropcap>A</span> dam", "A dam"),  # a word by itself
        ("<b>T</b> cells", "T cells"),
        ("Of a <span class=initial>T</span> cell", "Of a T cell"),
    ],
)
def test_a_drop_cap_is_the_first_letter_of_its_word(written: str, read: str) -> None:
    rest = PARAGRAPHS[0].split(" ", 2)[2]
    body = f"<p>{written} {rest}</p><p>{PARAGRAPHS[1]}</p>"
    found = page(html_of(f"<article><h1>Dam opens</h1>{body}</article>"))
    assert found.text == f"{read} {rest}\n\n{PARAGRAPHS[1]}"


def test_a_sentence_that_is_a_link_but_for_its_stop_is_the_story_s() -> None:
    line = "<a href=/next><span>The work on the wall is not over yet</span></a><span>.</span>"
    teaser = "<a href=/next><span>Why the wall is not finished</span></a>"
    body = "".join(f"<div><div>{piece}</div></div>" for piece in (
        PARAGRAPHS[0], line, PARAGRAPHS[1], teaser, PARAGRAPHS[2]
    ))  # fmt: skip
    found = page(html_of(f"<article><h1>Dam opens</h1>{body}</article>"))
    assert found.text.split("\n\n") == [
        PARAGRAPHS[0], "The work on the wall is not over yet.", *PARAGRAPHS[1:]
    ]  # fmt: skip
