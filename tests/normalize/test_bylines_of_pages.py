"""Who wrote a page's story, where links, buttons and the outlet's own name could be taken for it."""

from __future__ import annotations

import pytest

from tests.normalize.test_page import PARAGRAPHS, html_of, page

_STORY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def _authors(above: str, head: str = "", story: str = _STORY) -> list[str]:
    return page(html_of(f"<article><h1>Dam opens</h1>{above}{story}</article>", head)).authors


@pytest.mark.parametrize(
    "name", ["auteur", "date-auteurs", "autor_noticia", "verfasser", "yazar-adi", "nama-penulis"]
)
def test_an_element_that_is_called_the_author_s_in_other_languages(name: str) -> None:
    assert _authors(f"<div>12.03.2024 <span class='{name}'>Ada Finch</span></div>") == ["Ada Finch"]


def test_a_link_of_the_story_is_no_byline_though_the_article_bears_its_authors_name() -> None:
    linked = (
        "<p>The dam was built by <a href='https://firm.example/'>Harwick Brothers</a>, which has "
        "built three others in the valley, and one of them has been leaking for thirty years.</p>"
    )
    story = f"<div class='post author-afinch'>{_STORY}{linked}</div>"
    assert page(html_of(f"<h1>Dam opens</h1>{story}")).authors == []


@pytest.mark.parametrize("line", ["More Activity", "Business Law", "Harwick Vale"])
def test_a_line_that_looks_like_a_name_is_no_author_of_a_page(line: str) -> None:
    assert _authors(f"<div>{line}</div>") == []


def test_several_names_in_a_line_of_their_own_are_authors() -> None:
    assert _authors("<div>Ada Finch/Lin Chen</div>") == ["Ada Finch", "Lin Chen"]


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://edition.herald.example/dam"><meta name="author" content="Ada Finch, Herald">',
        '<link rel="canonical" href="/dam"><meta property="og:url" content="https://herald.example/dam">'
        '<meta name="author" content="Ada Finch"><meta name="author" content="Herald Online">',
    ],
)  # fmt: skip
def test_the_outlet_behind_a_name_is_no_author(head: str) -> None:
    assert _authors("", head) == ["Ada Finch"]
