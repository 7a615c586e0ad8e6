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
#: Elements that paragraphs are made of: several alike may be those of one text.
_NO_COMMENTS = frozenset(
    ("p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "html", "body", "main", "form")
)


def comments_among(named: dict[int, tuple[LexborNode, Meaning]]) -> list[LexborNode]:
    """Of elements that are named as what readers write those that have another one like them.

    Alike are those of the same tag, class and id, but for numbers. Names that other parts of a
    page have, too ("Kommentar" is an entry of a live report), count within a surer one.
    """
    sure = {key for key, (_, meaning) in named.items() if meaning.strength == "strong"}
    alike: dict[tuple[str, ...], list[LexborNode]] = {}
    for node, meaning in named.values():
        tag = node.tag or ""
        if tag in _NO_COMMENTS or tag in markup().inline:
            continue
        if meaning.rule != _PLAIN and sure.isdisjoint(chain(node)):
            continue
        attributes = node.attributes
        names = (_NUMBER.sub("", attributes.get(key) or "") for key in ("class", "id"))
        alike.setdefault((tag, *names), []).append(node)
    return [node for nodes in alike.values() if len(nodes) > 1 for node in nodes]
