"""Who wrote it, as the page itself says: where the metadata name nobody or only the house."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalize.characters import one_line
from normalize.furniture.words import fold, months, vocabulary
from normalize.html.prose import names_of
from normalize.names import looks_like_name, split_names

_PLACES = (
    '[rel="author"]',
    '[itemprop="author"] [itemprop="name"]',
    '[itemprop="author"]',
    '[class*="author-name"], [class*="author__name"], [class*="authorName"]',
    '[class*="byline"] a, [class*="author"] a',
    '[class*="byline"], [class*="author"]',
    # a writer's own page, where no element is named after the author
    'a[href*="/author/"], a[href*="/authors/"], a[href*="/autor/"], a[href*="/autoren/"], '
    'a[href*="/auteur"], a[href*="/autore"], a[href*="/redakteur"]',
)
_LONGEST = 90
#: Ancestors that may be the box of several bylines, and how much such a box says.
_NEAR, _LONGEST_BOX = 5, 250
_TRAILING = re.compile(r"\s*(?:[|•·,]\s*.*|\d.*|\(.*|[-–—]\s.*)$")


def _without_lead(text: str) -> str:
    folded = fold(text)
    for term in vocabulary().leading(folded):
        if term.slot in ("byline_lead", "byline_label") and len(folded) == len(text):
            return text[len(term.text) :].lstrip(" :：")
    return text


def page_authors(tree: LexborHTMLParser, is_house: Callable[[str], bool]) -> list[str]:
    """The authors named in the page's byline; [] where it names none but the house."""
    for places in _PLACES:
        for node in tree.css(places)[:40]:
            text = one_line(node.text(deep=True, separator=" "))
            if not text or len(text) > _LONGEST:
                continue
            text = _month_end().sub("", _TRAILING.sub("", _without_lead(text)))
            names = [name for name in split_names(text) if not is_house(name)]
            if names and all(looks_like_name(name) and " " in name for name in names):
                return _with_others(node, places, names, is_house)
    return []


def _with_others(
    node: LexborNode, places: str, names: list[str], is_house: Callable[[str], bool]
) -> list[str]:
    """A byline's names with those of the other bylines in the same box."""
    box, up = node, node.parent
    for _ in range(_NEAR):
        if up is None or up.tag in ("body", "article", "main"):
            break
        if "byline" in names_of(up).casefold() or "author" in names_of(up).casefold():
            box = up
        up = up.parent
    if len(box.text(deep=True, strip=True)) > _LONGEST_BOX:
        return names
    for other in box.css(places):
        found = split_names(_without_lead(one_line(other.text(deep=True, separator=" "))))
        if all(looks_like_name(name) and " " in name and not is_house(name) for name in found):
            names += [name for name in found if name not in names]
    return names


@cache
def _month_end() -> re.Pattern[str]:
    # "Ada Finch June 12, 2024": the day is cut off already
    return re.compile(rf"\s(?:{months()})\.?$", re.I)
