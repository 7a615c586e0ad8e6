"""Which element of a page is the article: the lowest one that holds most of its prose.

Prose is text that stands directly in an element, outside links: so a list of teasers, which
is all links, weighs next to nothing.
"""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalize.html.markup import markup

_CARRIERS = "p, div, td, section, article, blockquote, li, pre, span"
#: Shorter direct text is a label or a button.
_LEAST_CHARS = 25
#: How much of its parent's prose a child must hold to be gone into.
_SHARE = 0.72
#: Prose in list items and spans counts less: menus and labels are made of them.
_WEIGHTS = {"p": 1.0, "blockquote": 1.0, "pre": 0.5, "li": 0.4, "span": 0.5}
_ARTICLE = "article, main, [itemprop=articleBody], [role=main]"


def _prose_weights(root: LexborNode) -> dict[int, float]:
    """Characters of prose under each element, by its identity."""
    weights: dict[int, float] = {}
    for node in root.css(_CARRIERS):
        text = node.text(deep=False, strip=True)
        if len(text) < _LEAST_CHARS:
            continue
        weight = len(text) * _WEIGHTS.get(node.tag or "", 0.8)
        up: LexborNode | None = node
        while up is not None:
            weights[up.mem_id] = weights.get(up.mem_id, 0.0) + weight
            up = up.parent
    return weights


def article_node(tree: LexborHTMLParser) -> LexborNode | None:
    """The element that holds the article; None for a page without prose.

    Takes `markup.toml`'s tags out of the tree.
    """
    tree.strip_tags(list(markup().tags), recursive=True)
    root = tree.body
    if root is None:
        return None
    weights = _prose_weights(root)
    node = root
    if not weights.get(node.mem_id):
        return None
    declared = max(
        root.css("[itemprop=articleBody]"), key=lambda n: weights.get(n.mem_id, 0.0), default=None
    )
    if declared is not None and weights.get(declared.mem_id, 0.0) > 0.5 * weights[root.mem_id]:
        return declared
    while True:
        total = weights[node.mem_id]
        best = max(node.iter(), key=lambda child: weights.get(child.mem_id, 0.0), default=None)
        if best is None or best.tag in ("p", "span", "blockquote", "ul", "ol", "li"):
            return node
        if weights.get(best.mem_id, 0.0) < _SHARE * total:
            return node
        node = best
