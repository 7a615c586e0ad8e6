"""Who wrote it, as the page itself says: where the metadata name nobody or only the house."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from normalize.characters import one_line
from normalize.furniture.words import fold, vocabulary
from normalize.names import looks_like_name, split_names

_PLACES = (
    '[rel="author"], [itemprop="author"] [itemprop="name"], [itemprop="author"], '
    '[class*="author-name"], [class*="author__name"], [class*="authorName"], '
    '[class*="byline"] a, [class*="author"] a, [class*="byline"], [class*="author"]'
)
#: Links to a writer's own page, where no element is named after the author.
_WRITERS = 'a[href*="/author/"], a[href*="/authors/"], a[href*="/autor/"], a[href*="/autoren/"], a[href*="/auteur"], a[href*="/autore"], a[href*="/redakteur"]'
_LONGEST = 90
_TRAILING = re.compile(r"\s*(?:[|•·,]\s*.*|\d.*|\(.*|[-–—]\s.*)$")


def _without_lead(text: str) -> str:
    folded = fold(text)
    for term in vocabulary().leading(folded):
        if term.slot in ("byline_lead", "byline_label") and len(folded) == len(text):
            return text[len(term.text) :].lstrip(" :：")
    return text


def page_authors(tree: LexborHTMLParser, house: str) -> list[str]:
    """The authors named in the page's byline; [] where it names none but the house."""
    own = fold(house)
    for places in (_PLACES, _WRITERS):
        for node in tree.css(places)[:40]:
            text = one_line(node.text(deep=True, separator=" "))
            if not text or len(text) > _LONGEST:
                continue
            names = split_names(_TRAILING.sub("", _without_lead(text)))
            names = [name for name in names if fold(name) != own]
            if names and all(looks_like_name(name) and " " in name for name in names):
                return names
    return []
