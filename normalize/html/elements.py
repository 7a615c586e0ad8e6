"""What one walk over a page's tree finds: elements by their names, and those with text of their own.

A query by selector visits every element of a page; there is one walk here instead of one for
each question, and it keeps the few elements that matter.
"""

from __future__ import annotations

import re
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalize.html.markup import markup

#: What speaks of a page is looked for in the elements without prose, too.
_OF_THE_PAGE = frozenset(("meta", "link", "script"))
_NAMED = frozenset(("h1", "img", "figcaption"))
#: Those that hold no other element, whatever is written in them.
_EMPTY = frozenset(("meta", "link", "script", "style", "input", "source", "track", "embed"))
#: Elements that carry prose on most pages.
_CARRIERS = frozenset(
    ("p", "div", "td", "section", "article", "blockquote", "li", "pre", "span", "dd", "body",
     "main", "center", "font", "b", "strong", "em", "i")
)  # fmt: skip
#: Elements that carry none, on pages that have it in elements of their own making.
_NO_CARRIERS = frozenset(
    ("a", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "th", "label", "option", "time", "cite", "code",
     "address", "legend", "summary", "caption", "figcaption", "title", "head", "html")
)  # fmt: skip
#: Less direct text is a label or a button; and what may be more where a letter is a word.
_LEAST_SAID, _LEAST_EAST = 25, 13
_EAST, _WIDE = "\u2e80", re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]+")


class Elements:
    """Elements of a page, in its order, but for those that lie in one without prose."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        """Walk over a page once."""
        #: elements that carry prose, each with the characters that it says itself (see `_said`)
        self.carriers: list[tuple[LexborNode, int]] = []
        self._named: dict[str, list[LexborNode]] = {}
        self._without_prose: list[LexborNode] = []
        without_prose = _without_prose()
        within: set[int] = set()
        root = tree.root
        for node in root.traverse() if root is not None else ():
            name = node.tag or ""
            if within:
                parent = node.parent
                if parent is not None and parent.mem_id in within:
                    within.add(node.mem_id)
                    if name not in _OF_THE_PAGE:
                        continue
                else:
                    within = set()
            if name in _CARRIERS:
                text = node.text(deep=False, strip=True)
                said = len(text)
                if said >= _LEAST_EAST and not text.isascii():
                    said = _said(text)
                if said >= _LEAST_SAID:
                    self.carriers.append((node, said))
                continue
            if name in without_prose and not within:
                self._without_prose.append(node)
                if name not in _EMPTY:
                    within.add(node.mem_id)
            if name in _NAMED or name in _OF_THE_PAGE:
                self._named.setdefault(name, []).append(node)

    def named(self, name: str) -> list[LexborNode]:
        """The elements of a name: meta, link, script, h1, img or figcaption."""
        return self._named.get(name, [])

    def drop(self) -> None:
        """Take the elements out of the page whose content is never prose (`markup.toml`).

        They, and what lies in them, are not to be asked for after that.
        """
        for node in self._without_prose:
            node.decompose()


def unusual_carriers(body: LexborNode) -> list[tuple[LexborNode, int]]:
    """What may carry prose, of whatever name, where the elements that do on most pages do not."""
    texts = (
        (n, n.text(deep=False, strip=True)) for n in body.css("*") if n.tag not in _NO_CARRIERS
    )
    told = ((node, _said(text)) for node, text in texts)
    return [(node, said) for node, said in told if said >= _LEAST_SAID]


def _said(text: str) -> int:
    """The characters of a text; those of Han, Kana and Hangul say as much as two."""
    length = len(text)
    if not length or (text[length // 2] < _EAST and text[0] < _EAST):
        return length  # as nearly all: the search through the text is theirs only
    return 2 * length - len(_WIDE.sub("", text))


@cache
def _without_prose() -> frozenset[str]:
    return frozenset(markup().tags)
