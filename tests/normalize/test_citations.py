"""What feeds set below their posts: where the article appeared; and sentences that look like it."""

from __future__ import annotations

import pytest

from normalize import Article, clean
from tests.normalize.test_page import PARAGRAPHS

_TITLE = "Dam opens above the old town"
_FEED = (
    '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>{outlet}</title><item><title>{title}</title><link>https://post.example/dam</link>"
    "<content:encoded><![CDATA[{body}]]></content:encoded></item></channel></rss>"
)
_SAID = [
    "The post {0} appeared first on {1}.", "The post {0} first appeared on {1}.",
    "Der Beitrag {0} erschien zuerst auf {1}.", "L’article {0} est apparu en premier sur {1}.",
    "La entrada {0} se publicó primero en {1}.", "O post {0} apareceu primeiro em {1}.",
    "L'articolo {0} proviene da {1}.", "Het bericht {0} verscheen eerst op {1}.",
    "Artykuł {0} pochodzi z serwisu {1}.", "Сообщение {0} появились сначала на {1}.",
    "{0} was originally published in {1} on Medium, where people are continuing the conversation by highlighting and responding to this story.",
    "{0} yazısı ilk önce {1} üzerinde ortaya çıktı.", "投稿 {0} は {1} に最初に表示されました。",
]  # fmt: skip


def _article(data: str, name: str) -> Article:
    [found] = clean(data.encode(), name)
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("said", _SAID)
@pytest.mark.parametrize("linked", [True, False])
def test_what_a_feed_says_below_each_post_is_its_source(said: str, linked: bool) -> None:
    names = [_TITLE, "Valley Post"]
    if linked:
        names = [f"<a href='https://post.example/{n}'>{name}</a>" for n, name in enumerate(names)]
    body = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, said.format(*names)))
    for outlet in ("Valley Post", "News of the valley"):
        found = _article(_FEED.format(outlet=outlet, title=_TITLE, body=body), "feed.xml")
        assert found.text.split("\n\n") == PARAGRAPHS
        assert found.removed[-1].kind == "source"


@pytest.mark.parametrize("said", _SAID)
def test_the_same_in_plain_text(said: str) -> None:
    text = "\n\n".join([_TITLE, *PARAGRAPHS, said.format(_TITLE, "Valley Post")])
    assert _article(text, "dam.txt").text.split("\n\n") == PARAGRAPHS


def test_the_headline_below_may_be_set_in_other_quotes() -> None:
    title = "Mayor says 'no' to the \"dam\""
    said = "The post Mayor says ‘no’ to the “dam” appeared first on Valley Post."
    text = "\n\n".join([title, *PARAGRAPHS, said])
    assert _article(text, "dam.txt").text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize("said", [
    "“Dam opens above the old town,” she read aloud, and put the paper down.",
    "The footage of the water appeared first on the state's television on Friday night.",
    "Dam opens above the old town, said the paper that <a href=/2>had fought it</a> for ten years.",
    "She wrote for the Valley Post, which had fought the dam for ten years.",
])  # fmt: skip
def test_a_last_sentence_with_the_headline_or_the_outlet_stays(said: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, said))
    feed = _FEED.format(outlet="Valley Post", title=_TITLE, body=body)
    assert len(_article(feed, "feed.xml").text.split("\n\n")) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize("said", [
    "The Premier League told the Post that it would not comment on the dam.",
    "Chairmen of <a href=/2>the Premier League clubs of the valley</a> will meet on Friday.",
])  # fmt: skip
def test_a_short_headline_may_stand_in_the_last_sentence(said: str) -> None:
    body = "".join(f"<p>{p}</p>" for p in (*PARAGRAPHS, said))
    feed = _FEED.format(outlet="Post", title="Premier League", body=body)
    assert len(_article(feed, "feed.xml").text.split("\n\n")) == len(PARAGRAPHS) + 1


@pytest.mark.parametrize(
    "said",
    [
        '3 responses to "{}"', "3 thoughts on “{}”", "3 Gedanken zu „{}“", "3 réflexions sur « {} »",
        "3 comentarios en «{}»", "3 pensieri su “{}”", "3 myśli na temat “{}”", "3 комментария к «{}»",
    ],
)  # fmt: skip
def test_the_count_of_what_readers_said_on_the_headline(said: str) -> None:
    text = "\n\n".join([_TITLE, *PARAGRAPHS, said.format(_TITLE)])
    assert _article(text, "dam.txt").text.split("\n\n") == PARAGRAPHS


@pytest.mark.parametrize(
    "said",
    ["3 men carried a banner, “{}”.", "2 films are called “{}” and one more is in the making"],
)
def test_a_sentence_that_counts_and_quotes_the_headline_stays(said: str) -> None:
    text = "\n\n".join([_TITLE, *PARAGRAPHS, said.format(_TITLE)])
    assert _article(text, "dam.txt").text.split("\n\n") == [*PARAGRAPHS, said.format(_TITLE)]
