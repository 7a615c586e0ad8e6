"""Bodies that content systems keep as trees: each comes out as the paragraphs its readers see."""

from __future__ import annotations

import json
from typing import Any

import pytest

from normalize import Article, Rejected, clean

_FIRST = "The new dam above the old town was opened on Friday, ten years after the first stone."
_LAST = "Rain is expected for the weekend, and the lake will be full by the first days of May."
_ITEM = "12 turbines, of which nine turn"
_STORY = [_FIRST, "What it holds", _ITEM, _LAST]


def _pieces(text: str, **more: Any) -> list[dict[str, Any]]:
    """A text in three pieces, the second one bold."""
    return [
        {**more, "text": text[:10]},
        {**more, "text": text[10:20], "bold": True},
        {**more, "text": text[20:]},
    ]


def _slate() -> Any:
    return [
        {"type": "paragraph", "children": _pieces(_FIRST)},
        {"type": "heading", "level": 2, "children": [{"type": "text", "text": "What it holds"}]},
        {"type": "list", "format": "unordered", "children": [
            {"type": "list-item", "children": [{"type": "text", "text": _ITEM}]},
        ]},
        {"type": "image", "image": {"url": "dam.jpg"}, "children": [{"text": ""}]},
        {"type": "paragraph", "children": _pieces(_LAST)},
    ]  # fmt: skip


def _tiptap() -> Any:
    def text(told: str) -> list[dict[str, Any]]:
        return _pieces(told, type="text", marks=[])

    return {"type": "doc", "content": [
        {"type": "paragraph", "content": text(_FIRST)},
        {"type": "heading", "attrs": {"level": 2}, "content": text("What it holds")},
        {"type": "bulletList", "content": [
            {"type": "listItem", "content": [{"type": "paragraph", "content": text(_ITEM)}]},
        ]},
        {"type": "horizontalRule"},
        {"type": "paragraph", "content": text(_LAST)},
    ]}  # fmt: skip


def _contentful() -> Any:
    def node(kind: str, text: str) -> dict[str, Any]:
        value = {"nodeType": "text", "value": text, "marks": [], "data": {}}
        link = {"nodeType": "hyperlink", "data": {"uri": "https://a.example"}, "content": [value]}
        return {"nodeType": kind, "data": {}, "content": [link]}

    return {"nodeType": "document", "data": {}, "content": [
        node("paragraph", _FIRST), node("heading-2", "What it holds"),
        {"nodeType": "unordered-list", "data": {}, "content": [
            {"nodeType": "list-item", "data": {}, "content": [node("paragraph", _ITEM)]},
        ]},
        {"nodeType": "embedded-asset-block", "data": {"target": {}}, "content": []},
        node("paragraph", _LAST),
    ]}  # fmt: skip


def _portable() -> Any:
    def block(text: str, **more: Any) -> dict[str, Any]:
        spans = [{"_type": "span", "text": text, "marks": []}]
        return {"_type": "block", "style": "normal", "markDefs": [], "children": spans, **more}

    return [
        block(_FIRST), block("What it holds", style="h2"), block(_ITEM, listItem="bullet", level=1),
        {"_type": "image", "asset": {"_ref": "image-1"}}, block(_LAST),
    ]  # fmt: skip


def _editorjs() -> Any:
    return {"time": 1742000000000, "version": "2.28", "blocks": [
        {"id": "a", "type": "paragraph", "data": {"text": _FIRST.replace("opened", "<b>opened</b>")}},
        {"id": "b", "type": "header", "data": {"text": "What it holds", "level": 2}},
        {"id": "c", "type": "list", "data": {"style": "unordered", "items": [_ITEM]}},
        {"id": "d", "type": "embed", "data": {"service": "video", "source": "https://v.example"}},
        {"id": "e", "type": "paragraph", "data": {"text": _LAST}},
    ]}  # fmt: skip


def _draftjs() -> Any:
    def block(kind: str, text: str) -> dict[str, Any]:
        return {"key": "k", "type": kind, "text": text, "depth": 0, "entityRanges": [], "data": {}}

    return {"entityMap": {}, "blocks": [
        block("unstyled", _FIRST), block("header-two", "What it holds"),
        block("unordered-list-item", _ITEM), block("unstyled", _LAST),
    ]}  # fmt: skip


def _lexical() -> Any:
    def node(kind: str, text: str) -> dict[str, Any]:
        return {"type": kind, "version": 1, "children": _pieces(text, type="text", format=0)}

    return {"root": {"type": "root", "direction": "ltr", "children": [
        node("paragraph", _FIRST), {**node("heading", "What it holds"), "tag": "h2"},
        {"type": "list", "tag": "ul", "listType": "bullet", "children": [node("listitem", _ITEM)]},
        node("paragraph", _LAST),
    ]}}  # fmt: skip


def _arc() -> Any:
    return [
        {"type": "text", "_id": "A", "content": _FIRST.replace("opened", "<i>opened</i>")},
        {"type": "header", "level": 2, "content": "What it holds"},
        {"type": "list", "list_type": "unordered", "items": [{"type": "text", "content": _ITEM}]},
        {"type": "image", "url": "https://a.example/dam.jpg", "caption": "The dam on Friday"},
        {"type": "raw_html", "content": "<div>an embedded post</div>"},
        {"type": "text", "_id": "B", "content": _LAST},
    ]


def _apple() -> Any:
    return [
        {"role": "title", "text": "Dam opens"},
        {"role": "body", "format": "html", "text": f"<p>{_FIRST}</p>"},
        {"role": "heading1", "text": "What it holds"},
        {"role": "container", "components": [{"role": "body", "text": _ITEM}]},
        {"role": "photo", "URL": "bundle://dam.jpg", "caption": "The dam on Friday"},
        {"role": "body", "format": "html", "text": f"<p>{_LAST}</p>"},
    ]


_TREES = {
    "slate": ("content", _slate()), "tiptap": ("body", _tiptap()), "contentful": ("body", _contentful()),
    "portable": ("body", _portable()), "editorjs": ("content", _editorjs()), "draftjs": ("body", _draftjs()),
    "lexical": ("content", _lexical()), "arc": ("content_elements", _arc()), "apple": ("components", _apple()),
}  # fmt: skip


def _one(record: object) -> Article:
    [found] = clean(json.dumps(record).encode(), "dam.json")
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("kind", _TREES)
def test_a_tree_is_its_paragraphs(kind: str) -> None:
    field, tree = _TREES[kind]
    found = _one({"title": "Dam opens", field: tree})
    assert found.text.split("\n\n") == _STORY
    assert found.subheads == ["What it holds"]
    if kind in ("arc", "apple"):
        assert found.captions == ["The dam on Friday"]


def test_arc_s_fields_are_read() -> None:
    found = _one({
        "type": "story", "headlines": {"basic": "Dam opens"}, "description": {"basic": "After ten years."},
        "credits": {"by": [{"type": "author", "name": "Ada Finch"}, {"name": "Leo Marsh"}]},
        "display_date": "2025-03-14T17:20:00Z", "content_elements": _arc(),
    })  # fmt: skip
    assert (found.title, found.authors) == ("Dam opens", ["Ada Finch", "Leo Marsh"])
    assert found.published_at == "2025-03-14T17:20:00+00:00"
    assert found.description == "After ten years."


def test_objects_of_paragraphs_are_paragraphs_and_pieces_one() -> None:
    paragraphs = [{"text": _FIRST}, {"text": _LAST}]
    assert _one({"title": "Dam opens", "body": paragraphs}).text == f"{_FIRST}\n\n{_LAST}"
    pieces = [_FIRST[:8], {"type": "bold", "text": _FIRST[8:15]}, _FIRST[15:]]
    assert _one({"title": "Dam opens", "text": pieces}).text == _FIRST


@pytest.mark.parametrize(
    "wrapped",
    [
        lambda record: {"data": [{"type": "node--article", "id": "1", "attributes": record}]},
        lambda record: {"data": {"type": "articles", "id": "1", "attributes": record}},
        lambda record: {"data": {"posts": {"edges": [{"node": record}]}}},
        lambda record: {"db": [{"meta": {"version": "5"}, "data": {"posts": [record]}}]},
        lambda record: {"name": "Herald", "id": 1, "messages": [record]},
        lambda record: {"content": [{**record, "type": "article"}], "totalPages": 1},
    ],
)
def test_what_exports_wrap_articles_in(wrapped: Any) -> None:
    record = {"title": "Dam opens", "html": f"<p>{_FIRST}</p><p>{_LAST}</p>"}
    found = _one(wrapped(record))
    assert (found.title, found.text) == ("Dam opens", f"{_FIRST}\n\n{_LAST}")


def test_an_article_s_own_lists_are_no_articles() -> None:
    posts = [{"title": "08:00", "text": "It rained."}, {"title": "09:00", "text": "It rained on."}]
    for name in ("text", "articleBody", "body_html"):
        found = _one({"title": "Dam opens", name: f"{_FIRST}\n\n{_LAST}", "posts": posts})
        assert (found.title, found.text) == ("Dam opens", f"{_FIRST}\n\n{_LAST}")


@pytest.mark.parametrize(
    ("opens", "closes", "depth"),
    [
        ('[{"type": "paragraph", "content": ', "}]", 450),
        ('[{"type": "paragraph", "children": ', "}]", 450),
        ('{"data": ', "}", 990),
        ('[{"type": "list", "items": [{"items": ', "}]}]", 240),
        ('{"items": ', "}", 980),
    ],
)
def test_a_tree_without_end_is_no_article(opens: str, closes: str, depth: int) -> None:
    piece = '[{"type": "text", "text": "It rained."}]'
    tree = opens * depth + piece + closes * depth
    if depth == 980:
        tree = f'[{{"type": "list", "items": [{tree}]}}]'
    [found] = clean(f'{{"title": "Dam opens", "body": {tree}}}'.encode(), "deep.json")
    assert isinstance(found, Rejected)
    assert found.reason in ("invalid_record", "no_text", "too_deep")


_BLOGGER = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title>
<entry><category scheme="http://schemas.google.com/g/2005#kind" term="http://schemas.google.com/blogger/2008/kind#{kind}"/>
<title>Dam opens</title><content type="html">&lt;p&gt;{text}&lt;/p&gt;</content></entry></feed>"""
_WORDPRESS = """<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Herald</title><item><title>Dam opens</title><wp:post_type>{kind}</wp:post_type>
<content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item></channel></rss>"""


@pytest.mark.parametrize(
    ("export", "articles", "others"),
    [
        (_BLOGGER, ["post", "page"], ["comment", "template", "settings"]),
        (_WORDPRESS, ["post", "page", "story"], ["attachment", "nav_menu_item", "wp_template"]),
    ],
)
def test_of_a_site_s_export_the_articles_are_read(
    export: str, articles: list[str], others: list[str]
) -> None:
    for kind in articles:
        [found] = clean(export.format(kind=kind, text=_FIRST).encode(), "export.xml")
        assert isinstance(found, Article)
        assert found.text == _FIRST
    for kind in others:
        [found] = clean(export.format(kind=kind, text=_FIRST).encode(), "export.xml")
        assert isinstance(found, Rejected)
        assert "no article" in found.detail
