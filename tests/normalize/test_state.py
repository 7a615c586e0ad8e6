"""Pages that are put together in the browser: the article is in a script, the page is empty."""

from __future__ import annotations

import json

import pytest

from normalize import Article, Rejected, clean

_TITLE = "Ferry fares to rise by a fifth"
_BODY = [
    "Ferry fares to the outer isles will rise by a fifth in April, the operator said on Monday.",
    "It blamed the price of fuel and a winter in which one sailing in six was cancelled.",
    "Islanders keep their discount, which has not changed since 2009.",
]
_HTML = "".join(f"<p>{paragraph}</p>" for paragraph in _BODY)
_OTHER = {
    "headline": "Pier closed until May",
    "body": "<p>The pier is closed until May for repairs to its deck, which has rotted.</p>" * 4,
}
_ARTICLE = {"headline": _TITLE, "byline": "Mara Kell", "publishedAt": "2024-03-12T10:42:00Z"}


def _page(script: str, shown: str = '<div class="spinner">Loading</div>') -> bytes:
    head = f"<head><title>{_TITLE} | Isle Courier</title></head>"
    return f"<html>{head}<body><div id='root'>{shown}</div>{script}</body></html>".encode()


def _state(**fields: object) -> str:
    related = {"related": [_OTHER]}
    return json.dumps({"props": {"pageProps": {"article": {**_ARTICLE, **fields}, **related}}})


def _read(page: bytes) -> Article | Rejected:
    [found] = clean(page, "page.html")
    return found


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{_state(body=_HTML)}</script>',
        f"<script>window.__PRELOADED_STATE__ = {_state(body=_HTML)};</script>",
        f"<script>var a = {{b: 1}}; window['__DATA__'] = {_state(body=_BODY)}; go(a);</script>",
        f"<script>window.__STATE__ = JSON.parse({json.dumps(_state(body=_HTML))});</script>",
        "<script>Fusion.globalContent="
        + json.dumps(
            {
                "headlines": {"basic": _TITLE},
                "credits": {"by": [{"name": "Mara Kell"}]},
                "display_date": "2024-03-12T10:42:00Z",
                "content_elements": [{"type": "text", "content": text} for text in _BODY],
            }
        )
        + ";Fusion.x={};</script>",
    ],
    ids=["next", "assigned", "among others", "parsed", "fusion"],
)
def test_the_article_is_read(script: str) -> None:
    found = _read(_page(script))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _BODY
    assert found.title == _TITLE
    assert found.authors == ["Mara Kell"]
    assert found.published_at is not None
    assert found.published_at.startswith("2024-03-12T10:42")


def test_a_notice_in_its_place_is_no_story() -> None:
    notice = "<p>You need to enable JavaScript to run this app.</p>"
    found = _read(_page(f"<script>window.s = {_state(body=_HTML)}</script>", notice))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _BODY


def test_what_a_page_shows_is_its_article() -> None:
    shown = "".join(f"<p>{paragraph}</p>" for paragraph in _BODY[:2])
    for state in (_state(body=_HTML * 9), json.dumps({"items": [_OTHER]})):
        found = _read(_page(f"<script>window.s = {state}</script>", shown))
        assert isinstance(found, Article)
        assert found.text.split("\n\n") == _BODY[:2]


def test_several_articles_without_a_headline_of_the_page_are_none_of_it() -> None:
    others = {"items": [_OTHER, {"headline": "Heron has a name", "body": _HTML}]}
    found = _read(_page(f"<script>window.s = {json.dumps(others)}</script>"))
    assert isinstance(found, Rejected)
    assert found.reason == "no_text"


@pytest.mark.parametrize(
    "script",
    [
        "window.s = " + "[" * 100_000,
        "window.s = {" + '"a": {' * 50_000,
        "a = {};" * 100_000,
        "window.s = " + json.dumps({"items": [{"text": "a"}] * 50_000}),
        'JSON.parse("' + "\\" * 100_001,
    ],
    ids=["deep list", "deep object", "many", "many articles", "open string"],
)
def test_no_script_fails(script: str) -> None:
    assert isinstance(_read(_page(f"<script>{script}</script>")), Rejected)
