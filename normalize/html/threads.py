"""Readers' comments below a story: named so, and several of one kind.

A name alone would not do: "comment" is also what some outlets call an opinion piece. But a page
has one story, and of comments as a rule several, built alike, often with more text in all than
the story has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from normalize.html.markup import markup

_NUMBER = re.compile(r"\d+")
#: Elements that paragraphs are made of: several alike may be those of one text.
_NO_COMMENTS = frozenset(
    ("p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "html", "body", "main", "form")
)


def comments_among(named: Iterable[LexborNode]) -> list[LexborNode]:
    """Of elements that are named as what readers write those that have another one like them.

    Alike are those of the same tag, class and id, but for numbers.
    """
    alike: dict[tuple[str, ...], list[LexborNode]] = {}
    for node in named:
        tag = node.tag or ""
        if tag in _NO_COMMENTS or tag in markup().inline:
            continue
        attributes = node.attributes
        names = (_NUMBER.sub("", attributes.get(key) or "") for key in ("class", "id"))
        alike.setdefault((tag, *names), []).append(node)
    return [node for nodes in alike.values() if len(nodes) > 1 for node in nodes]
