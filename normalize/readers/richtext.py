"""Bodies that content systems keep as trees, to HTML.

Read are the trees of ProseMirror and TipTap, Slate, Lexical, Portable Text, Contentful, Editor.js,
Draft.js, Arc's ANS, Apple News and Fundus: all are lists of blocks, of a type each, whose text is a string or
a list of pieces. None is told by its name: what a tree holds shows how it is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

#: Where blocks and pieces stand in a node, and where a node's own text does.
_WITHIN = ("children", "content", "content_elements", "components", "blocks", "items", "nodes", "root", "data")  # fmt: skip
_TEXTS = ("text", "content", "value", "html")
#: What names a node's kind, the surest first: Portable Text's blocks differ by their style alone.
_KINDS = ("style", "listItem", "role", "nodeType", "_type", "type", "tag")
_INLINE = re.compile(r"text|span|link|hyperlink|mention|emoji|inline|bold|italic|strong|em|mark|a|hard_?break|line_?break", re.I)  # fmt: skip
_BREAK = re.compile(r"(?:hard|line)_?break", re.I)
_HEADING = re.compile(r"h[1-6]|.*(?:head|title).*", re.I)
_ITEM = re.compile(r"li|list_?-?item|bullet|number|.*-list-item", re.I)
_QUOTE = re.compile(r".*quote.*", re.I)
_CAPTION = re.compile(r".*caption.*", re.I)
#: Nodes without words of the story; a picture has its caption.
_EMPTY = re.compile(r".*(?:image|photo|figure|gallery|video|audio|embed|asset|banner|advert|raw_?html|divider|map).*|ad|hr", re.I)  # fmt: skip
_LINK = re.compile(r".*interstitial.*|.*related.*", re.I)
#: What an object has that is an article and no tree.
_OF_RECORDS = frozenset(("title", "headline", "url"))
_BODIES = frozenset(("body", "text", "html", "content", "articleBody"))
_MARKUP = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]{0,500}>|&[a-z]+;|&#\d+;", re.I)
#: No tree of an editor is deeper.
_DEEPEST = 40


def is_tree(value: object, depth: int = 0) -> bool:
    """Whether a value is a tree of rich text, and no list of strings, or record."""
    if isinstance(value, dict):
        return isinstance(value.get("sections"), list) or (
            depth < _DEEPEST
            and _OF_RECORDS.isdisjoint(value)
            and is_tree(_within(value), depth + 1)
        )
    if not isinstance(value, list):
        return False
    nodes = [node for node in value if isinstance(node, dict)]
    if any("title" in node and not _BODIES.isdisjoint(node) for node in nodes):
        return False  # a list of articles
    mixed = len(nodes) < len(value) and all(isinstance(node, dict | str) for node in value)
    return any(mixed or _kind(node) or isinstance(_within(node), list) for node in nodes)


def markup_of(value: object) -> str:
    """The HTML of a tree of rich text; "" where a value is none.

    >>> markup_of([{"type": "paragraph", "children": [{"text": "The dam "}, {"text": "opened."}]}])
    '<p>The dam opened.</p>'
    """
    return "\n".join(_blocks(value, 0)) if is_tree(value) else ""


def _html(text: str) -> str:
    return text if _MARKUP.search(text) else escape(text, quote=False)


def _kind(node: dict[str, Any]) -> str:
    """A node's kind; that of plain paragraphs is ""."""
    for key in _KINDS:
        found = node.get(key)
        if isinstance(found, str) and found not in ("normal", "block", "unstyled"):
            return found
    return ""


def _is_inline(node: object) -> bool:
    """Whether a node is a piece of a paragraph."""
    if isinstance(node, str):
        return True
    if not isinstance(node, dict):
        return False
    kind = _kind(node)
    if kind == "text" and isinstance(node.get("content"), str):
        return False  # a paragraph of Arc's; a piece's text is its "text"
    if kind:
        return _INLINE.fullmatch(kind) is not None and not _MARKUP.match(_own_text(node))
    return isinstance(node.get("text"), str)


def _own_text(node: dict[str, Any]) -> str:
    for key in _TEXTS:
        if isinstance(found := node.get(key), str) and found.strip():
            return found
    return ""


def _within(node: dict[str, Any]) -> object:
    return next((node[key] for key in _WITHIN if isinstance(node.get(key), dict | list)), None)


def _inline(node: object, depth: int) -> str:
    """The text of a piece, and of the pieces in it."""
    if isinstance(node, str):
        return _html(node)
    if depth > _DEEPEST:
        return ""
    if isinstance(node, list):
        return "".join(_inline(piece, depth + 1) for piece in node)
    if not isinstance(node, dict):
        return ""
    if _BREAK.fullmatch(_kind(node)):
        return " "
    return _html(_own_text(node)) or _inline(_within(node), depth + 1)


def _blocks(node: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    if isinstance(node, list):
        if node and any(map(_is_inline, node)) and all(_is_piece(piece) for piece in node):
            yield from _as_block(_inline(node, depth), "")
            return
        for piece in node:
            yield from _blocks(piece, depth + 1)
        return
    if isinstance(node, str):
        yield from _as_block(_html(node), "")
        return
    if not isinstance(node, dict):
        return
    if isinstance(sections := node.get("sections"), list):
        yield from _sections(sections)
        return
    kind = _kind(node)
    if isinstance(caption := node.get("caption"), str):
        yield from _as_block(_html(caption), "caption")
    if _EMPTY.fullmatch(kind):
        return
    inner = _within(node)
    if "list" in kind.lower() and not _ITEM.fullmatch(kind):
        yield from _items(inner, depth)
    elif text := _own_text(node):
        yield from _as_block(_html(text), kind)
    elif isinstance(inner, list) and inner and all(map(_is_inline, inner)):
        yield from _as_block(_inline(inner, depth), kind)
    elif isinstance(inner, dict) and (text := _own_text(inner)):
        yield from _as_block(_html(text), kind)  # Editor.js keeps a block's text in its data
    else:
        yield from _blocks(inner, depth + 1)


def _sections(sections: list[Any]) -> Iterator[str]:
    """Fundus's bodies: sections of headlines and paragraphs, each a list of strings."""
    for section in sections:
        for key, kind in (("headline", "heading"), ("paragraphs", "")):
            texts = section.get(key) if isinstance(section, dict) else None
            for text in texts if isinstance(texts, list) else ():
                yield from _as_block(_html(text) if isinstance(text, str) else "", kind)


def _items(inner: object, depth: int) -> Iterator[str]:
    if isinstance(inner, dict):
        inner = _within(inner)
    for item in inner if isinstance(inner, list) else ():
        text = _inline(item, depth + 1)
        yield from _as_block(text, "list-item")


def _is_piece(node: object) -> bool:
    return _is_inline(node) and not (isinstance(node, str) and _MARKUP.match(node))


def _as_block(text: str, kind: str) -> Iterator[str]:
    text = text.strip()
    if not text:
        return
    if re.match(r"<(?:p|h[1-6]|ul|ol|div|blockquote|figure)\b", text, re.I):
        yield text
    elif _CAPTION.fullmatch(kind):
        yield f"<figure><figcaption>{text}</figcaption></figure>"
    elif _ITEM.fullmatch(kind):
        yield f"<li>{text}</li>"
    elif _LINK.fullmatch(kind):
        yield f'<p><a href="#">{text}</a></p>'
    elif _HEADING.fullmatch(kind):
        yield f"<h2>{text}</h2>"
    elif _QUOTE.fullmatch(kind):
        yield f"<blockquote><p>{text}</p></blockquote>"
    else:
        yield f"<p>{text}</p>"
