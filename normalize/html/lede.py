"""The standfirst that a page sets between its headline and its article's element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from selectolax.lexbor import LexborNode

from normalize.article import Block, RemovedKind
from normalize.characters import one_line
from normalize.furniture.agencies import strip_brackets
from normalize.furniture.findings import SENTENCE_END
from normalize.html.headline import leads_home
from normalize.html.markup import markup, meaning_of_names, means_standfirst
from normalize.html.prose import Prose, names_of
from normalize.html.tree import chain, neighbour

_CARRIERS = frozenset(
    ("p", "div", "h2", "h3", "h4", "h5", "span", "section", "strong", "font", "b")
)
_INLINE = frozenset(("-text", "br", *markup().inline))
#: A full sentence of this length stands for itself; a shorter text must be named or described.
_LEAST_CHARS, _LEAST_NAMED, _LEAST_DESCRIBED = 60, 25, 15
#: A heading right below the headline is one from so many characters on.
_LEAST_BELOW = 30
#: A standfirst is a paragraph or three; more is another text.
_MOST_BLOCKS = 4
_LONGEST = 900
#: What else a box with a picture and its caption says.
_CREDIT_CHARS = 100
#: Elements looked at: between a headline and its story there are not many.
_MOST_SEEN = 2000
#: Marks of bylines, time stamps and credits, which stand in the same places.
_NO_PROSE = re.compile(r"[|•·©/]|\d{4}")
#: A year and a clock's time, in a line of the page: "12 mars 2024 à 10h30 ... 3 min.".
_STAMP, _LONGEST_STAMP = re.compile(r"(?:19|20)\d\d\b\D{1,9}\d{1,2}\s?[:hH.]\s?\d{2}\b"), 160
_PICTURES = frozenset(("figure", "figcaption", "picture"))
#: Kinds of boxes in which no standfirst stands.
_NO_STORY: frozenset[RemovedKind] = frozenset(("caption", "credit", "byline", "promotion"))
#: What a description must share with a text to be taken from it, in characters.
_SAME = 40


def find_lede(
    headline: LexborNode, article: LexborNode, prose: Prose, descriptions: Sequence[str]
) -> list[Block]:
    """The paragraphs between the element of the headline and the article's; [] if that holds it.

    `descriptions` are what the page's metadata say the article is about: a text that is one of
    them is its standfirst, whatever it is called.
    """
    if article.mem_id in chain(headline):
        return []
    # What is called a description below the outlet's name describes the outlet.
    below_logo = headline.tag == "h1" and leads_home(headline)
    found: list[str] = []
    taken: set[int] = set()
    for node in _between(headline, article):
        if node.tag in _CARRIERS and not _lies_in(node, taken):
            text = _text(node)
            below = _is_below(node, headline) and len(text) >= _LEAST_BELOW
            if (
                text
                and (below or _is_lede(node, text, descriptions, not below_logo))
                and _is_prose(node, prose)
            ):
                found.append(text)
                taken.add(node.mem_id)
                if len(found) == _MOST_BLOCKS:
                    break
    return [Block(text) for text in dict.fromkeys(found)]


def _between(headline: LexborNode, article: LexborNode) -> Iterator[LexborNode]:
    """The elements after one and before another, in document order; a bounded number of them."""
    around = chain(article)
    seen = 0
    level: LexborNode | None = headline
    while level is not None and seen < _MOST_SEEN:
        after = level.next
        while after is not None and seen < _MOST_SEEN:
            if after.mem_id == article.mem_id:
                return
            if after.mem_id in around:
                after = after.child
                continue
            if after.tag != "-text":
                for node in after.traverse():
                    seen += 1
                    yield node
            after = after.next
        level = level.parent


def _is_below(node: LexborNode, headline: LexborNode) -> bool:
    """Whether an element is a heading right below the headline, without a link."""
    before = neighbour(node, "prev")
    return (
        node.tag in ("h2", "h3")
        and before is not None
        and before.mem_id == headline.mem_id
        and node.css_first("a") is None
    )


def _text(node: LexborNode) -> str:
    """The text of an element that holds no other block; "" of any other."""
    for child in node.iter(include_text=True):
        if child.tag not in _INLINE and child.tag != "span":
            return ""
    text = one_line(node.text(deep=True))
    return text if len(text) <= _LONGEST else ""


def _lies_in(node: LexborNode, taken: set[int]) -> bool:
    parent = node.parent
    return parent is not None and parent.mem_id in taken


def _is_lede(node: LexborNode, text: str, descriptions: Sequence[str], may_be_named: bool) -> bool:
    parent = node.parent
    pictured = (
        parent is not None
        and parent.css_first("img, picture") is not None
        and len(parent.text(deep=True, strip=True)) < len(text) + _CREDIT_CHARS
    )
    if (len(text) <= _LONGEST_STAMP and _STAMP.search(text)) or strip_brackets(text)[1]:
        return False
    if len(text) >= _LEAST_CHARS and SENTENCE_END.search(text) and not pictured:
        return True
    if len(text) >= _LEAST_DESCRIBED and any(_describes(d, text) for d in descriptions):
        return True
    if (
        not may_be_named
        or len(text) < _LEAST_NAMED
        or _NO_PROSE.search(text)
        or node.css_first("a") is not None
    ):
        return False
    above = parent.parent if parent is not None else None
    return any(means_standfirst(names_of(n)) for n in (node, parent, above) if n is not None)


def _describes(description: str, text: str) -> bool:
    # Descriptions are cut, and several lines of a standfirst stand in one.
    return text in description or (
        len(text) >= _SAME and len(description) >= _SAME and text[:_SAME] == description[:_SAME]
    )


def _is_prose(node: LexborNode, prose: Prose) -> bool:
    # What is called a standfirst is one beside who wrote it, too.
    others = _NO_STORY - {"byline"} if means_standfirst(names_of(node)) else _NO_STORY
    up: LexborNode | None = node
    while up is not None and up.tag not in ("body", "main", "article"):
        if up.tag in _PICTURES or up.tag == "a":
            return False
        meaning = meaning_of_names(names_of(up))
        if meaning is not None and meaning.kind in others:
            return False
        up = up.parent
    return not prose.is_apart(node)
