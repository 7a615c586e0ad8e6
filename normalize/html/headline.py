"""The element that shows a page's headline, and which pieces of a page speak of something else."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from normalize.characters import one_line
from normalize.furniture.headlines import headline_keys, repeats_headline
from normalize.html.markup import meaning_of_names
from normalize.html.prose import names_of

#: Shorter headlines may be a section's name, in a menu above.
_LEAST_CHARS = 12
_NOT_SHOWN = ("a", "li", "option", "button")
#: Where other pages, and pictures, are spoken of.
_ELSEWHERE, _PICTURES = ("nav", "footer", "form"), ("figure", "figcaption")
_OTHERS = ("navigation", "promotion")


def headline_node(
    body: LexborNode, article: LexborNode, headlines: Sequence[str]
) -> LexborNode | None:
    """The first h1 of a page that is not elsewhere; without any h1, the first text that is a headline.

    `headlines` are what the page declares as such.
    """
    within = chain(article)
    found = [h1 for h1 in body.css("h1") if h1.text(deep=True, strip=True)]
    if found:
        return next((h1 for h1 in found if not is_elsewhere(h1, within)), found[0])
    keys = headline_keys([text for text in headlines if len(text) >= _LEAST_CHARS])
    if not keys:
        return None
    for node in body.traverse(include_text=True):
        if node.tag != "-text" or node.parent is None or node.parent.tag in _NOT_SHOWN:
            continue
        text = one_line(node.text_content or "")
        if (
            len(text) >= _LEAST_CHARS
            and repeats_headline(text, keys)
            and not is_elsewhere(node, within)
        ):
            return node.parent
    return None


def chain(node: LexborNode) -> set[int]:
    """The ids of an element and of those around it."""
    found = set()
    up: LexborNode | None = node
    while up is not None:
        found.add(up.mem_id)
        up = up.parent
    return found


def is_elsewhere(node: LexborNode, within: set[int]) -> bool:
    """Whether a piece of a page speaks of other pages, or of a picture.

    `within` are the elements around the article, which are not asked for their names.
    """
    up = node.parent
    while up is not None and up.mem_id not in within:
        if up.tag in _ELSEWHERE or (up.tag in _PICTURES and node.tag != "time"):
            return True
        meaning = meaning_of_names(names_of(up))
        if meaning is not None and meaning.kind in _OTHERS and meaning.strength != "weak":
            return True
        up = up.parent
    return False
