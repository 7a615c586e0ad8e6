"""HTML pages: the article and nothing else."""

from __future__ import annotations

import textwrap

import pytest

from normalize import Article, Rejected, clean

PARAGRAPHS = [
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone.",
    "The reservoir will hold 41 million cubic metres of water and supply the households of the valley.",
    "Engineers expect it to be full by the end of April if the winter brings its usual rain.",
]


def page(html: str) -> Article:
    [found] = clean(html.encode(), "a.html")
    assert isinstance(found, Article), found
    return found


def html_of(inner: str, head: str = "") -> str:
    return f"<html lang='en'><head><title>Dam opens | Herald</title>{head}</head><body>{inner}</body></html>"


def test_menus_asides_comments_and_footers_go() -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(
        "<nav><a href='/'>Home</a></nav><article><h1>Dam opens</h1>" + paragraphs
        + "<aside class='newsletter-signup'><p>Get our newsletter every day.</p></aside></article>"
        "<div class='comments'><p>First to say that this was long overdue, neighbours, and I said so.</p></div>"
        "<footer><p>All rights reserved, and so on, for as long as the law of the land allows.</p></footer>"
    ))  # fmt: skip
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert found.title == "Dam opens"


def test_a_body_split_over_containers_is_kept_whole() -> None:
    inner = (
        "<main><h1>Dam opens</h1>"
        + "".join(f"<section><p>{p}</p></section>" for p in PARAGRAPHS)
        + "</main>"
    )
    assert page(html_of(inner)).text == "\n\n".join(PARAGRAPHS)


def test_paragraphs_by_breaks() -> None:
    assert page(
        html_of(f"<div><h1>Dam opens</h1>{'<br><br>'.join(PARAGRAPHS)}</div>")
    ).text == "\n\n".join(PARAGRAPHS)


def test_captions_and_credits_are_taken_out_and_kept_apart() -> None:
    figure = "<figure><img src='x'><figcaption>The gates were closed. <span class='credit'>Photo: Ivo Lund/AFP</span></figcaption></figure>"
    found = page(
        html_of(
            f"<article><h1>Dam opens</h1><p>{PARAGRAPHS[0]}</p>{figure}<p>{PARAGRAPHS[1]}</p></article>"
        )
    )
    assert found.text == f"{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}"
    assert found.captions == ["The gates were closed."]


def _teasers(count: int) -> str:
    return "".join(
        f"<div class='item'><h3><a href='/{n}'>Story {n} of a week of news</a></h3><p>"
        f"Shopkeepers in quarter {n} fear for their trade, since most of it comes from afar. "
        f"The council of quarter {n} has promised them nine million for what they may lose, and "
        f"the rest must come from the town of Ansty, which has {n} bridges.</p></div>"
        for n in range(count)
    )


@pytest.mark.parametrize("name", ["sidebar", "right", "c2"])
def test_a_long_list_of_teasers_is_not_the_article_beside_it(name: str) -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(
        f"<html><body><h1>Dam opens</h1><div><div class='{name}'>{_teasers(8)}</div>"
        f"<div class='c1'>{paragraphs}</div></div></body></html>"
    )
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_a_list_of_short_reports_is_an_article_where_there_is_no_other() -> None:
    found = page(f"<html><body><h1>The week</h1><div class='c2'>{_teasers(6)}</div></body></html>")
    assert found.text.count("Shopkeepers") == 6


def test_a_box_around_a_form_goes_with_what_it_says() -> None:
    box = (
        "<div class='b'><h4>The morning briefing</h4><p>All of it, at seven.</p><form></form></div>"
    )
    found = page(
        html_of(
            f"<article><p>{PARAGRAPHS[0]}</p>{box}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article>"
        )
    )
    assert found.text == "\n\n".join(PARAGRAPHS)
    assert "markup.form_box" in {piece.rule for piece in found.removed}
    # A page whose story lies in a form keeps it.
    around = page(html_of(f"<form><div>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</div></form>"))
    assert around.text == "\n\n".join(PARAGRAPHS)


def test_what_an_advertisement_of_amp_says_goes() -> None:
    ad = "<amp-ad width=300><div fallback>It could not be loaded</div></amp-ad>"
    found = page(
        html_of(
            f"<article><p>{PARAGRAPHS[0]}</p>{ad}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article>"
        )
    )
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_a_story_may_stand_in_the_body_itself() -> None:
    html = (
        "<html><head><title>Dam opens</title></head><body><div><a href='/'>Home</a></div><h1>Dam opens</h1>"
        + "<br><br>".join(PARAGRAPHS)
        + "<div id='footer'><p>Copyright 2019 The Daily Dam. All rights reserved.</p></div></body></html>"
    )
    assert page(html).text == "\n\n".join(PARAGRAPHS)


def test_a_post_of_a_network_is_no_paragraph() -> None:
    post = "<blockquote class='instagram-media'><p>View this post on Instagram</p></blockquote>"
    found = page(
        html_of(
            f"<article><p>{PARAGRAPHS[0]}</p>{post}<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p></article>"
        )
    )
    assert found.text == "\n\n".join(PARAGRAPHS)


def test_a_table_for_layout_is_no_table() -> None:
    data = "<table><tr><th>Year</th><th>Trains</th></tr><tr><td>2018</td><td>90</td></tr></table>"
    body = "<br>&nbsp;<br>".join(PARAGRAPHS) + data
    html = (
        "<html><body><h1>Tunnel opens</h1><table><tr><td><a href=a>Archive</a><br>"
        f"<a href=w>Weather</a></td><td>{body}</td><td><b>Advertisement</b></td></tr></table>"
    )
    article = page(html)
    assert article.text == "\n\n".join([*PARAGRAPHS, "Year | Trains", "2018 | 90"])
    assert article.authors == []


def test_a_year_beside_its_paragraphs_stays() -> None:
    cell = f"<p>{PARAGRAPHS[1]}</p><p>{PARAGRAPHS[2]}</p><p>{PARAGRAPHS[2][:-1]} as it did.</p><p>Nothing more was said of it until the spring of that year.</p>"
    table = f"<table><tr><td>1931</td><td>{cell}</td></tr></table>"
    found = page(html_of(f"<article><h1>Dam opens</h1><p>{PARAGRAPHS[0] * 3}</p>{table}</article>"))
    assert "\n\n1931\n\n" + PARAGRAPHS[1] in found.text


def test_tables_and_lists_stay() -> None:
    table = "<table><tr><td>Harwick</td><td>3</td></tr><tr><td>Ansty</td><td>1</td></tr></table>"
    found = page(
        html_of(
            f"<article><p>{PARAGRAPHS[0]}</p>{table}<ul><li>one tunnel lost</li></ul><p>{PARAGRAPHS[1]}</p></article>"
        )
    )
    assert found.text.split("\n\n")[1:4] == ["Harwick | 3", "Ansty | 1", "one tunnel lost"]


def test_a_page_without_prose_is_no_article() -> None:
    [found] = clean(html_of("<nav><a href='/'>Home</a></nav>").encode(), "a.html")
    assert isinstance(found, Rejected)
    assert found.reason == "no_text"


def test_deep_nesting_ends_well() -> None:
    [found] = clean(html_of("<div>" * 20000 + f"<p>{PARAGRAPHS[0]}</p>").encode(), "a.html")
    assert isinstance(found, Article | Rejected)


@pytest.mark.parametrize("html", ["<div>" * 60_000, "<article><p>A long story it is. " * 20_000])
def test_elements_without_end_are_refused(html: str) -> None:
    [found] = clean(html.encode(), "a.html")
    assert isinstance(found, Rejected)
    assert found.reason in ("too_deep", "no_text")


def test_a_standfirst_above_the_article_is_the_storys_first_paragraph() -> None:
    # By its name, without a full stop; by the page's own description, without a name.
    named = '<p class="article__sub-title">Ten years late, the valley has its water</p>'
    for head, line in (("", named), (f'<meta name="description" content="{PARAGRAPHS[1]}">', f"<div>{PARAGRAPHS[1]}</div>")):  # fmt: skip
        inner = f"<main><header><h1>Dam opens</h1>{line}</header><article>{''.join(f'<p>{p}</p>' for p in (PARAGRAPHS[0], PARAGRAPHS[2]) * 3)}</article></main>"
        found = page(f"<html><head><title>Dam opens</title>{head}</head><body>{inner}</body></html>")  # fmt: skip
        first = found.text.split("\n\n")[0]
        assert first in (PARAGRAPHS[1], "Ten years late, the valley has its water")


def test_a_date_or_a_caption_above_the_article_is_no_standfirst() -> None:
    lines = '<p class="lead">12 March 2025 • Harwick</p><div><img src="a.jpg"><p>The dam seen from the old town on Friday, when it was opened.</p></div>'
    inner = f"<main><h1>Dam opens</h1>{lines}<article>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</article></main>"
    assert page(html_of(inner)).text.split("\n\n") == PARAGRAPHS


def test_a_pull_quote_goes_and_the_sentence_it_repeats_stays() -> None:
    said = "“It is our water, and we have waited for it for ten years,” the mayor said on Friday, and cut the ribbon."
    quote = "<blockquote>It is our water, and we have waited for it for ten years</blockquote><p>Marta Oduya, mayor</p>"
    inner = f"<article><h1>Dam opens</h1><p>{PARAGRAPHS[0]}</p>{quote}<p>{said}</p><p>{PARAGRAPHS[2]}</p></article>"
    found = page(html_of(inner))
    assert found.text.split("\n\n") == [PARAGRAPHS[0], said, PARAGRAPHS[2]]
    assert {piece.rule for piece in found.removed} >= {"shape.pull_quote"}


def test_a_short_quotation_that_repeats_a_sentence_goes_and_another_stays() -> None:
    said = (
        "“We looked at every gate and every wall,” the governor said, “and all of them will hold.”"
    )
    pulled = "<blockquote>“We looked at every gate”</blockquote>"
    other = "<blockquote>“Nobody asked us first”</blockquote>"
    body = f"<p>{PARAGRAPHS[0]}</p><p>{said}</p>{pulled}<p>{PARAGRAPHS[1]}</p>{other}<p>{PARAGRAPHS[2]}</p>"
    found = page(html_of(f"<article><h1>Dam opens</h1>{body}</article>"))
    assert found.text.split("\n\n") == [
        PARAGRAPHS[0],
        said,
        PARAGRAPHS[1],
        "“Nobody asked us first”",
        PARAGRAPHS[2],
    ]


def test_preformatted_prose_is_paragraphs_and_code_is_not() -> None:
    wrapped = "\n\n".join(textwrap.fill(p, 60) for p in PARAGRAPHS)
    found = page(html_of(f"<div><h1>Dam opens</h1><pre>{wrapped}</pre></div>"))
    assert found.text == "\n\n".join(PARAGRAPHS)
    code = "<pre>for gate in gates:\n    gate.open()\n\nprint(gates)</pre>"
    paragraphs = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    found = page(html_of(f"<article><h1>Dam opens</h1>{paragraphs}{code}</article>"))
    assert found.text.split("\n\n")[-1] == "for gate in gates: gate.open() print(gates)"


def test_times_of_a_live_report_go_and_those_in_a_line_stay() -> None:
    entries = "".join(
        f"<div><time>{hour}:15</time><h3>{head}</h3><p>{p}</p></div>"
        for hour, head, p in zip(
            (10, 11, 12), ("Gates open", "Water rises", "All done"), PARAGRAPHS, strict=True
        )
    )
    first = "We follow the opening of the new dam above Harwick through the day, hour by hour."
    last = "The gates were opened at <time>9:30</time> in the morning, an hour late."
    found = page(
        html_of(f"<article><h1>Dam opens</h1><p>{first}</p>{entries}<p>{last}</p></article>")
    )
    assert found.text.split("\n\n") == [
        first, "Gates open", PARAGRAPHS[0], "Water rises", PARAGRAPHS[1], "All done", PARAGRAPHS[2],
        "The gates were opened at 9:30 in the morning, an hour late.",
    ]  # fmt: skip
    assert [r.text for r in found.removed if r.rule == "markup.time"] == ["10:15", "11:15", "12:15"]


def test_an_interview_that_repeats_a_question_keeps_it() -> None:
    question = "And what will become of the farms that had to make way for the water?"
    paragraphs = [PARAGRAPHS[0], question, PARAGRAPHS[1], question, PARAGRAPHS[2]]
    inner = f"<article><h1>Dam opens</h1>{''.join(f'<p>{p}</p>' for p in paragraphs)}</article>"
    assert page(html_of(inner)).text.split("\n\n") == paragraphs


def test_boxes_of_links_that_recur_end_no_story() -> None:
    box = '<h3>Read more</h3><p><a href="/x">Ferries stop at midnight as talks break down</a></p>'
    body = "".join(
        f"<p>{PARAGRAPHS[n % 3]} ({n})</p>" + (box if n in (1, 4) else "") for n in range(6)
    )
    found = page(html_of(f"<article><h1>Dam opens</h1>{body}</article>"))
    assert len(found.text.split("\n\n")) == 6
    assert "Ferries" not in found.text


def test_a_box_that_announces_links_goes_with_its_teasers() -> None:
    box = f'<div><div>Read more</div><a href="/x">Ferries stop at midnight</a><p>{PARAGRAPHS[1][:90]} and more.</p></div>'
    found = page(
        html_of(
            f"<article><h1>Dam opens</h1><p>{PARAGRAPHS[0]}</p>{box}<p>{PARAGRAPHS[2]}</p></article>"
        )
    )
    assert found.text.split("\n\n") == [PARAGRAPHS[0], PARAGRAPHS[2]]


def test_a_paragraph_hidden_behind_a_paywall_stays_and_a_hidden_menu_goes() -> None:
    long = f"{PARAGRAPHS[1]} {PARAGRAPHS[2]}"
    inner = f'<article><h1>Dam opens</h1><p>{PARAGRAPHS[0]}</p><div hidden>Menu Search Close</div><p aria-hidden="true">{long}</p></article>'
    assert page(html_of(inner)).text.split("\n\n") == [PARAGRAPHS[0], long]


def test_readings_beside_characters_stand_in_their_line() -> None:
    text = "韓国の<ruby>尹錫悦<rt>ユンソンニョル</rt></ruby>大統領は３日夜、緊急談話を出し、非常戒厳を宣言した。"
    found = page(
        html_of(
            f"<article><h1>Dam opens</h1><p>{text}</p><p>{'国会は解除を決議した。' * 8}</p></article>"
        )
    )
    assert len(found.text.split("\n\n")) == 2


def test_a_part_of_the_story_that_begins_with_a_link_stays() -> None:
    more = "".join(f"<p>{PARAGRAPHS[n % 3]} ({n})</p>" for n in range(4, 9))
    part = f'<section><p>Read more</p><p><a href="/x">Ferries stop at midnight as talks break down</a></p>{more}</section>'
    first = "".join(f"<p>{PARAGRAPHS[n % 3]} ({n})</p>" for n in range(10, 20))
    found = page(html_of(f"<article><h1>Dam opens</h1>{first}{part}</article>"))
    assert len(found.text.split("\n\n")) == 15


def test_a_page_that_closes_no_tag_is_read() -> None:
    inner = "<article><h1>Dam opens</h1>" + "".join(
        f"<div><p>{PARAGRAPHS[n % 3]} ({n})" for n in range(300)
    )
    assert len(page(html_of(inner)).text.split("\n\n")) > 140


def test_a_count_of_comments_above_the_story_ends_nothing() -> None:
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    for count in ("<div>3 Comments</div>", "<p>3 Comments</p>", "<h4>3 Comments</h4>"):
        found = page(html_of(f"<article><h1>Dam opens</h1>{count}{story}</article>"))
        assert found.text == "\n\n".join(PARAGRAPHS)
    standfirst = "<p>The dam that Harwick has waited for since the flood is open, at last, and dearer by half.</p>"
    found = page(
        html_of(f"<article><h1>Dam opens</h1>{standfirst}<div>3 Comments</div>{story}</article>")
    )
    assert found.text.endswith("\n\n".join(PARAGRAPHS))


def test_readers_comments_below_the_story_go_however_long() -> None:
    said = "I have lived below this dam for thirty years and never have I seen a worse piece of work, neighbours."
    story = "".join(f"<p>{p}</p>" for p in PARAGRAPHS)
    below = "<div>12 Comments</div>" + "".join(f"<p>{said} ({n})</p>" for n in range(12))
    assert page(
        html_of(f"<article><h1>Dam opens</h1>{story}{below}</article>")
    ).text == "\n\n".join(PARAGRAPHS)


def test_the_first_of_several_section_headings_stays() -> None:
    inner = "<h1>Dam opens</h1>" + "".join(
        f"<div><h2>{heading}</h2><p>{p}</p></div>"
        for heading, p in zip(("The lake", "The water", "The rain"), PARAGRAPHS, strict=True)
    )
    assert page(html_of(f"<div>{inner}</div>")).text.split("\n\n")[::2] == [
        "The lake",
        "The water",
        "The rain",
    ]
    alone = f"<div><h1>Dam opens</h1><h2>Politics</h2>{''.join(f'<p>{p}</p>' for p in PARAGRAPHS)}</div>"
    assert page(html_of(alone)).text == "\n\n".join(PARAGRAPHS)
