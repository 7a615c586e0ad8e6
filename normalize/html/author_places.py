"""Where pages name who wrote them: elements by their attributes, the surest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode


@dataclass(frozen=True, slots=True)
class Place:
    """Elements that may name an author: those of a CSS selector, or with a part of a class.

    Of elements with a class `linked` says that the links in them are meant.
    """

    selector: str = ""
    called: tuple[str, ...] = ()
    linked: bool = False

    def within(self, box: LexborNode) -> list[LexborNode]:
        """The elements of this place in another element."""
        return box.css(self.selector or _selector(self.called, " a" if self.linked else ""))


def _selector(called: tuple[str, ...], behind: str = "") -> str:
    return ", ".join(f'[class*="{part}"]{behind}' for part in called)


_BYLINE = ("byline", "author")
_ABROAD = ("auteur", "autor", "verfasser", "yazar", "penulis")
#: Where a page whose data name one author may show more.
MARKED = (Place('[rel="author"], [itemprop="author"]'),)
PLACES = (
    Place('[rel="author"]'),
    Place('[itemprop="author"] [itemprop="name"]'),
    Place('[itemprop="author"]'),
    Place('[property~="author"], [property="schema:author"]'),
    Place(called=("author-name", "author__name", "authorName")),
    Place(called=_BYLINE, linked=True),
    Place(called=_BYLINE),
    Place(called=_ABROAD),
    Place(
        '[data-testid*="author"], [data-testid*="byline"], [data-qa*="author"], [data-qa*="byline"], '
        '[data-test-tag*="byline"], [data-test-tag*="author"]'
    ),
    # Drupal's, of whoever is logged in
    Place('[class*="submitted"] [class*="username"]'),
    # a writer's own page, where no element is named after the author
    Place(
        'a[href*="/author/"], a[href*="/authors/"], a[href*="/autor/"], a[href*="/autoren/"], '
        'a[href*="/auteur"], a[href*="/autore"], a[href*="/redakteur"], a[href*="/staff/"], '
        'a[href*="/profile/"], a[href*="/contributor"], a[href*="/journalist"], a[href*="/reporter"]'
    ),
)


def elements_of(
    tree: LexborHTMLParser, places: tuple[Place, ...]
) -> Iterator[tuple[Place, list[LexborNode]]]:
    """Each place with its elements in a page, in the page's order.

    Those that are told by their class are looked for once for all of these places.
    """
    called: list[tuple[LexborNode, str]] | None = None
    for place in places:
        if place.selector:
            yield place, tree.css(place.selector)
            continue
        if called is None:
            found = tree.css(_selector((*_BYLINE, *_ABROAD)))
            called = [(node, node.attributes.get("class") or "") for node in found]
        nodes = [node for node, name in called if any(part in name for part in place.called)]
        yield place, _links_in(nodes) if place.linked else nodes


def _links_in(boxes: list[LexborNode]) -> list[LexborNode]:
    """The links in some elements, each once."""
    found = ((box, link) for box in boxes for link in box.css("a"))  # which may be the box itself
    links = {link.mem_id: link for box, link in found if link.mem_id != box.mem_id}
    return list(links.values())
