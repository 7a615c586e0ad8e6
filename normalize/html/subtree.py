"""Which element of a page is the article: the lowest one that holds most of its prose."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from normalize.html.markup import markup
from normalize.html.prose import Prose

#: How much of its parent's prose a child must hold to be gone into.
_SHARE = 0.72
#: An element that declares itself the body is taken if it holds this much of the page's prose.
_DECLARED_SHARE = 0.6
#: How much of the page's prose is left at the end of the way down, whatever is lost in a step.
_LEAST_OF_ALL = 0.5
_ENDS = ("p", "span", "blockquote", "ul", "ol", "li", "table", "tbody")


def article_node(body: LexborNode, prose: Prose) -> LexborNode | None:
    """The element that holds the article; None for a page without prose."""
    total = prose.of(body)
    if not total:
        return None
    declared = max(body.css("[itemprop=articleBody]"), key=prose.of, default=None)
    if declared is not None and prose.of(declared) > _DECLARED_SHARE * total:
        return declared
    node = body
    while True:
        best = max(node.iter(), key=prose.of, default=None)
        if best is None or best.tag in _ENDS or prose.of(best) < _SHARE * prose.of(node):
            break
        if prose.of(best) < _LEAST_OF_ALL * total:
            break  # many small losses: tags that nobody closed
        node = best
    inline = markup().inline
    while node.tag in inline and node.parent is not None:
        node = node.parent  # paragraphs inside <b> or <font>: bold is no place of its own
    return node
