"""Readers' comments below a story: named so, and several of one kind.

A name alone would not do: "comment" is also what some outlets call an opinion piece. But a page
has one story, and of comments as a rule several, built alike, often with more text in all than
the story has.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from normalize.html.markup import Meaning, markup
from normalize.html.tree import chain

#: The rule of a name that hardly anything else has.
_PLAIN = "markup.comment"
_NUMBER = re.compile(r"\d+")
_NO_COMMENTS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "html", "body", "main", "form"))
#: Elements that paragraphs are made of: several in one box may be those of one text, and in several
#: boxes alike, at least so many, each box is a comment.
_TEXTS, _LEAST_BOXES = ("p", "span"), 3
_BOXES = ("div", "li", "dd", "td", "section", "article")


def comments_among(named: dict[int, tuple[LexborNode, Meaning]]) -> list[LexborNode]:
    """Of elements that are named as what readers write those that have another one like them.

    Alike are those of the same tag, class and id, but for numbers. Names that other parts of a
    page have, too ("Kommentar" is an entry of a live report), count within a surer one.
    """
    sure = {key for key, (_, meaning) in named.items() if meaning.strength == "strong"}
    alike: dict[tuple[str, ...], list[LexborNode]] = {}
    boxes: dict[tuple[str, ...], dict[int, LexborNode]] = {}
    for node, meaning in named.values():
        tag = node.tag or ""
        if tag in _NO_COMMENTS or (tag in markup().inline and tag not in _TEXTS):
            continue
        if meaning.rule != _PLAIN and sure.isdisjoint(chain(node)):
            continue
        box = node.parent
        if tag not in _TEXTS:
            alike.setdefault(_kind(node), []).append(node)
        elif box is not None and box.tag in _BOXES:
            boxes.setdefault((*_kind(node), *_kind(box)), {})[box.mem_id] = box
    found = [node for nodes in alike.values() if len(nodes) > 1 for node in nodes]
    return found + [
        box for kind in boxes.values() if len(kind) >= _LEAST_BOXES for box in kind.values()
    ]


def _kind(node: LexborNode) -> tuple[str, ...]:
    attributes = node.attributes
    names = (_NUMBER.sub("", attributes.get(key) or "") for key in ("class", "id"))
    return node.tag or "", *names
