"""The element that shows a page's headline, and which pieces of a page speak of something else."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from normalize.characters import one_line
from normalize.furniture.headlines import headline_keys, repeats_headline
from normalize.html.markup import meaning_of_names
from normalize.html.prose import names_of
from normalize.html.tree import chain, neighbour

#: Shorter headlines may be a section's name, in a menu above.
_LEAST_CHARS = 12
_NOT_SHOWN = ("a", "li", "option", "button")
#: Where other pages, and pictures, are spoken of.
_ELSEWHERE, _PICTURES = ("nav", "footer", "form"), ("figure", "figcaption")
_OTHERS = ("navigation", "promotion")
_PICTURE, _OTHER = 1, 2
#: Characters of what a page says of its author and day, with a note on how the outlet works.
LONGEST_FOOTER = 600


def headline_node(
    body: LexborNode, h1s: Sequence[LexborNode], article: LexborNode, headlines: Sequence[str]
) -> LexborNode | None:
    """The first h1 of a page that is not elsewhere; without any h1, the first text that is a headline.

    An h1 that is the outlet's name stands for the headline only where nothing else does.
    `h1s` are the page's, `headlines` what it declares as such.
    """
    elsewhere = Elsewhere(chain(article))
    found = [h1 for h1 in h1s if h1.text(deep=True, strip=True)]
    logo = found[0] if found else None
    found = [h1 for h1 in found if not leads_home(h1)]
    if found:
        return next((h1 for h1 in found if not elsewhere(h1)), found[0])
    keys = headline_keys([text for text in headlines if len(text) >= _LEAST_CHARS])
    if not keys:
        return logo
    for node in body.traverse(include_text=True):
        parent = node.parent
        if node.tag != "-text" or parent is None or parent.tag in _NOT_SHOWN:
            continue
        text = one_line(node.text_content or "")
        if (
            len(text) >= _LEAST_CHARS
            and repeats_headline(text, keys)
            and parent.css_first("a[href]") is None  # else the last of a page's breadcrumbs
            and not elsewhere(node)
        ):
            return parent
    return logo


def leads_home(h1: LexborNode) -> bool:
    """Whether a heading is the outlet's name: a link to its first page, and little else."""
    links = [link for link in h1.css("a[href]") if _is_home(link)]
    linked = sum(len(link.text(deep=True, strip=True)) for link in links)
    return 2 * linked > len(h1.text(deep=True, strip=True))


def _is_home(link: LexborNode) -> bool:
    attributes = link.attributes
    if attributes.get("rel") == "home":
        return True
    try:
        parts = urlsplit(attributes.get("href") or "")
    except ValueError:  # brackets that hold no address
        return False
    return parts.path in ("", "/") and not parts.query and bool(parts.netloc or parts.path)


class Elsewhere:
    """Tells whether a piece of a page speaks of other pages, or of a picture."""

    def __init__(self, within: set[int]) -> None:
        """`within` are the elements around the article, which are not asked for their names."""
        self._within = within
        self._known: dict[int, int] = dict.fromkeys(within, 0)

    def __call__(self, node: LexborNode) -> bool:
        """Whether a node's place is elsewhere; a time in a picture's caption is the page's."""
        parent = node.parent
        found = self._of(parent) if parent is not None else 0
        return found == _OTHER or (found == _PICTURE and node.tag != "time")

    def _of(self, node: LexborNode) -> int:
        above: list[LexborNode] = []
        up: LexborNode | None = node
        while up is not None and up.mem_id not in self._known:
            above.append(up)
            up = up.parent
        found = self._known[up.mem_id] if up is not None else 0
        for element in reversed(above):
            found = max(found, _place_of(element, self._within))
            self._known[element.mem_id] = found
        return found


def _is_own_footer(element: LexborNode, within: set[int]) -> bool:
    """Whether a footer is the article's, which says who wrote it and when.

    Drupal sets one below the headline; others stand below the story, in its element.
    """
    if len(element.text(deep=True)) > LONGEST_FOOTER:
        return False
    up = element.parent
    while up is not None and up.tag != "article":
        up = up.parent
    if up is not None:
        return up.mem_id in within
    above = neighbour(element, "prev")
    return above is not None and above.tag in ("h1", "header")


def _place_of(element: LexborNode, within: set[int]) -> int:
    if element.tag in _ELSEWHERE:
        return 0 if element.tag == "footer" and _is_own_footer(element, within) else _OTHER
    meaning = meaning_of_names(names_of(element))
    if meaning is not None and meaning.kind in _OTHERS and meaning.strength != "weak":
        return _OTHER
    return _PICTURE if element.tag in _PICTURES else 0
