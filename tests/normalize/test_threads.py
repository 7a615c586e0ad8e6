"""Readers' comments, which may be more than the story above them."""

from __future__ import annotations

import pytest

from normalize import Article, clean

STORY = [
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone.",
    "The reservoir will hold 41 million cubic metres of water and supply the households of the valley.",
    "Engineers expect it to be full by the end of April if the winter brings its usual rain.",
]
SAID = (
    "I have lived below this valley for thirty years and I have never seen a worse piece of work.",
    "Ten years, and the road beside it is still not mended; somebody ought to ask who was paid.",
    "We all said so at the meeting in the town hall, and nobody from the council wrote it down.",
)


def text_of(inner: str) -> str:
    html = f"<html lang='en'><head><title>Dam opens</title></head><body>{inner}</body></html>"
    [found] = clean(html.encode(), "a.html")
    assert isinstance(found, Article), found
    return found.text


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def comment(number: int, item: str, inner: str) -> str:
    return (
        f"<div class='{item}' id='c{number}'><b>Ada {number}</b><span>2 hours ago</span>"
        f"<div class='{inner}'>{paragraphs(*SAID)}</div><a href='#'>Reply</a></div>"
    )


@pytest.mark.parametrize(
    ("around", "item", "inner"),
    [
        ("comment-list", "comment", "comment-text"),
        ("comments", "item", "submitted-comment"),
        ("", "visitors_comment", "visitors_comment_content"),
        ("article_footer_comments", "article_comment_item", "text"),
        ("kommentare", "kommentar even", "kommentar-text"),
        ("liste-commentaires", "commentaire", "texte"),
        ("yorumlar", "yorum", "yorum-metni"),
        ("reader-comments", "rc", "t"),
        ("lesermeinungen", "lm", "t"),
    ],
)
def test_a_thread_longer_than_the_story(around: str, item: str, inner: str) -> None:
    thread = "".join(comment(number, item, inner) for number in range(6))
    found = text_of(
        f"<div id='page'><h1>Dam opens</h1><div id='content'>{paragraphs(*STORY)}</div>"
        f"<div class='{around}'>{thread}</div></div>"
    )
    assert found == "\n\n".join(STORY)


def test_an_opinion_piece_that_is_called_a_comment() -> None:
    halves = "".join(f"<div class='comment'>{paragraphs(*texts)}</div>" for texts in (STORY, SAID))
    assert text_of(f"<h1>Dam opens</h1>{halves}") == "\n\n".join([*STORY, *SAID])


@pytest.mark.parametrize("name", ["comments-open", "has-comment", "comment"])
def test_a_story_in_an_element_that_says_whether_readers_may_comment(name: str) -> None:
    thread = "".join(comment(number, "comment", "comment-text") for number in range(6))
    found = text_of(
        f"<div class='{name}'><h1>Dam opens</h1>{paragraphs(*STORY)}"
        f"<div class='comments'>{thread}</div></div>"
    )
    assert found == "\n\n".join(STORY)


def test_a_story_told_in_paragraphs_with_such_a_name() -> None:
    inner = "".join(f"<p class='comment'>{text}</p>" for text in [*STORY, *SAID])
    assert text_of(f"<div><h1>Dam opens</h1>{inner}</div>") == "\n\n".join([*STORY, *SAID])


def test_the_entries_of_a_live_report_that_are_called_comments() -> None:
    entries = "".join(
        f"<div class='eintrag-kommentar'><b>{minute}'</b>{paragraphs(text)}</div>"
        for minute, text in enumerate(SAID, 12)
    )
    found = text_of(f"<div><h1>Dam opens</h1>{paragraphs(*STORY)}</div><div>{entries}</div>")
    assert all(said in found for said in (*STORY, *SAID))


@pytest.mark.parametrize("heading", ["Comments", "Kommentare", "Commentaires", "댓글"])
def test_a_thread_that_only_its_heading_tells(heading: str) -> None:
    thread = "".join(f"<li>{comment(number, 'i', 't')}</li>" for number in range(6))
    found = text_of(
        f"<div><h1>Dam opens</h1><div>{paragraphs(*STORY)}</div><h3>{heading}</h3><ul>{thread}</ul></div>"
    )
    assert found == "\n\n".join(STORY)


def test_a_part_of_the_story_that_is_headed_comments() -> None:
    found = text_of(
        f"<div><h1>Dam opens</h1>{paragraphs(*STORY)}<h3>Comments</h3>{paragraphs(*SAID)}</div>"
    )
    assert found.split("\n\n")[-len(SAID) :] == list(SAID)


def test_a_page_that_is_called_comments() -> None:
    found = text_of(f"<div class=comments><h1>Dam opens</h1>{paragraphs(*STORY, *SAID)}</div>")
    assert found == "\n\n".join([*STORY, *SAID])


def test_a_post_about_comments_is_none() -> None:
    name = "post-12 type-post hentry category-comments tag-reactions"
    below = "<div>" + paragraphs(*(f"{text} {text}" for text in SAID)) + "</div>"
    found = text_of(f"<h1>Dam opens</h1><div class='{name}'>{paragraphs(*STORY)}</div>{below}")
    assert found.startswith("\n\n".join(STORY))


def test_a_thread_whose_texts_alone_are_named() -> None:
    thread = "".join(
        f"<div class='c{n}'><span class='n'>#{n}</span><b>Ada {n} - 16.08.2015</b>"
        f"<p class='commentText'>{said}</p></div>"
        for n in range(3)
        for said in SAID
    )
    found = text_of(
        f"<div id='main'><div class='box'><h1>Dam opens</h1>{paragraphs(*STORY)}</div>"
        f"<div class='box'><h3>Readers</h3>{thread}</div></div>"
    )
    assert found == "\n\n".join(STORY)


def test_an_opinion_whose_paragraphs_are_called_comments() -> None:
    opinion = "".join(f"<p class='comment'>{text}</p>" for text in (*STORY, *SAID))
    found = text_of(f"<div id='main'><h1>Dam opens</h1><div class='box'>{opinion}</div></div>")
    assert found == "\n\n".join((*STORY, *SAID))


@pytest.mark.parametrize("heading", ["27 comments", "Comments (27)", "Comments"])
def test_a_box_without_a_name_below_a_heading_of_comments(heading: str) -> None:
    said = "".join(f"<li><b>Ada {n}</b>{paragraphs(*SAID)}</li>" for n in range(12))
    inner = (
        f"<h1>Dam opens</h1><div class='texte'>{paragraphs(*STORY)}</div>"
        f"<div class='bloc'><h2>{heading}</h2><ul class='fil'>{said}</ul></div>"
    )
    assert text_of(inner) == "\n\n".join(STORY)
