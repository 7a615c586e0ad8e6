"""The lede that a page sets above its article's element: between the headline and the body."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from normalize.article import Block
from normalize.characters import one_line
from normalize.furniture.lines import SENTENCE_END
from normalize.html.markup import meaning_of_names
from normalize.html.prose import Prose, names_of

_CARRIERS = frozenset(("p", "div", "h2", "h3", "span", "section", "strong"))
_LEAST_CHARS = 60
#: A lede is a paragraph or two; more is another text.
_MOST_BLOCKS = 2
_PICTURES = frozenset(("figure", "figcaption", "picture"))


def find_lede(body: LexborNode, article: LexborNode, prose: Prose) -> list[Block]:
    """The paragraphs between the page's h1 and the article's element; [] if h1 is inside it."""
    headline = body.css_first("h1")
    if headline is None or any(h.mem_id == headline.mem_id for h in article.css("h1")):
        return []
    found: list[Block] = []
    below = False
    for node in body.traverse():
        if node.mem_id == article.mem_id or len(found) == _MOST_BLOCKS:
            break
        if node.mem_id == headline.mem_id:
            below = True
        elif below and node.tag in _CARRIERS:
            text = one_line(node.text(deep=False))
            if len(text) >= _LEAST_CHARS and SENTENCE_END.search(text) and _is_prose(node, prose):
                found.append(Block(text))
    return found


def _is_prose(node: LexborNode, prose: Prose) -> bool:
    up: LexborNode | None = node
    while up is not None and up.tag not in ("body", "main", "article"):
        if up.tag in _PICTURES or up.tag == "a":
            return False
        meaning = meaning_of_names(names_of(up))
        if meaning is not None and meaning.kind in ("caption", "credit", "byline", "promotion"):
            return False
        up = up.parent
    return not prose.is_apart(node)
