"""What stands between a page's paragraphs and is links, labels of pictures or other videos."""

from __future__ import annotations

import pytest

from tests.normalize.test_page import PARAGRAPHS, html_of, page

_LINKS = [
    "<a href='/a'>Storm floods southern towns as rivers burst banks</a>",
    "<a href='/b'>Council tax to rise by four percent next year</a>",
]
_LIST = "".join(f"<li>{link}</li>" for link in _LINKS)


def _text(between: str, above: str = "") -> str:
    first, *rest = (f"<p>{p}</p>" for p in PARAGRAPHS)
    body = f"<h1>Dam opens</h1>{above}<div>{first}{between}{''.join(rest)}</div>"
    return page(html_of(body)).text


@pytest.mark.parametrize(
    "between",
    [
        f"<div class=kapcsolodo><h3>Kapcsolódó írások:</h3><ul>{_LIST}</ul></div>",
        f"<div><b>Inne teksty</b><br>{'<br>'.join(_LINKS)}</div>",
        f"<p>Виж още: {' | '.join(_LINKS)}</p>",
        f"<div><span>เรื่องที่เกี่ยวข้อง</span>{''.join(_LINKS)}</div>",
        f"<figure><table><tr><td></td></tr><tr><td><b>{_LINKS[0]}</b></td></tr></table></figure>",
        "<div class='prev-next'><p>Last week</p><p>The town that would not drink its own water.</p></div>",
        "<div class=media><a href='javascript:void(0)'><img src=a.jpg> ampliar foto</a></div>",
        "<div class=image><div><a href='#'>[+] Vis større<img src=a.jpg></a>"
        "<div><cite>Ada Finch</cite>The dam on the day before.</div></div></div>",
        "<figure><span class=visually-hidden>Foto</span><img src=a.jpg><div>IMAGO/ZUMA</div>"
        "<figcaption>The dam on the day before.</figcaption></figure>",
        "<div class=subscription-widget-wrap><p>These notes live on what their readers give. Take them for"
        " nothing, or pay for them once a year, and the next one comes to you by mail on Friday.</p></div>",
        "<div class=video-resource><div class=video-resource__details>"
        "<div class=video-resource__headline>Watch the gates open for the first time</div></div></div>",
        f"<div class=video-playlist>{''.join(f'<div>{p}</div>' for p in ('Watch the gates', 'See it fill'))}</div>",
    ],
)
def test_what_is_no_part_of_the_story_goes(between: str) -> None:
    assert _text(between) == "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "between",
    [
        "<p>The players: <a href='/1'>Ada Finch</a>, <a href='/2'>Bo Reed</a>, <a href='/3'>Cy Ash</a></p>",
        "<p>It has been told before, in <a href='/1'>The town that would not drink its water</a>,"
        " and in <a href='/2'>Ten years of concrete and of rain</a>, and nobody listened.</p>",
        "<table><tr><td><a href='/1'>Harwick</a></td><td><a href='/2'>Low Fell</a></td></tr>"
        "<tr><td><a href='/3'>Sutton</a></td><td><a href='/4'>Winlaton</a></td></tr></table>",
    ],
)
def test_names_and_sentences_that_are_links_stay(between: str) -> None:
    assert len(_text(between).split("\n\n")) > len(PARAGRAPHS)


@pytest.mark.parametrize("source", ["New York CNN —", "CNN —", "LONDON, March 3 (Reuters) -"])
def test_a_dateline_in_a_line_of_its_own(source: str) -> None:
    found = page(html_of(
        f"<h1>Dam opens</h1><div><div class=source>{source}</div>"
        + "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "</div>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert found.agencies


def test_a_line_that_ends_in_a_dash_and_is_no_dateline_stays() -> None:
    said = "They asked for one thing and for one thing alone, and it was water —"
    assert _text(f"<p>{said}</p>").split("\n\n")[1] == said


def test_a_heading_above_a_figure_with_a_credit_stays() -> None:
    figure = (
        "<h2>What lies below</h2><figure><img src=a.jpg><span>Photo</span>"
        "<figcaption>The dam on the day before.</figcaption></figure>"
    )
    assert _text(figure).split("\n\n")[1] == "What lies below"


def test_an_item_that_is_a_link_stays_in_a_list_that_is_told() -> None:
    asked = ["Who pays for the dam?", "Who drinks from it?", "When is it full?", "Will it hold?"]
    items = "".join(f"<li>{line}</li>" for line in (f"<a href=/pay>{asked[0]}</a>", *asked[1:]))
    assert "\n\n".join(asked) in _text(f"<ul>{items}</ul>")


def test_a_box_that_begins_with_related_links_keeps_the_paragraphs_below_them() -> None:
    paragraph = " ".join(f"In year {n} the water rose by a metre and more." for n in range(1, 12))
    box = f"<div><h4>Related</h4><ul>{_LIST}</ul><p>{paragraph}</p></div>"
    more = [f"<p>{p} So it was in {n}.</p>" for n in range(2001, 2013) for p in PARAGRAPHS]
    assert paragraph in _text("".join(more[:6]) + box + "".join(more[6:]))
