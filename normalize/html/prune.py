"""Furniture inside the article's element: found by name, by links, by being hidden; marked.

A pruned element leaves a mark in the text, so that the record of what was taken out can say
where it stood.
"""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from normalize.article import RemovedKind
from normalize.html.hidden import is_unread
from normalize.html.linklists import (
    LINK_ONLY,
    MAY_BE_LINKS,
    PARAGRAPH,
    is_announced,
    link_share,
    links_only,
)
from normalize.html.markup import Meaning, markup, meaning_of_names
from normalize.html.others import other_articles
from normalize.html.pictures import LONGEST_BESIDE, MOST_CAPTION, is_gallery, take_beside_pictures
from normalize.html.pieces import MARK_OPEN, Pruned
from normalize.html.prose import Prose, names_of
from normalize.html.sentences import is_sentence, stands_in_sentence
from normalize.html.subtree import CARD_LINK
from normalize.html.tree import neighbour

#: An element with a larger part of the article's prose than this is no furniture.
_MOST = {
    "certain": 1.0, "strong": 0.4, "caption": MOST_CAPTION, "weak": 0.15, "gallery": 0.5, "box": 0.4,
}  # fmt: skip
#: A box that is called a list of links has so much of its text in links.
_LINKED = 0.5
_HEADED = "h2, h3, h4, h5"
_LONGEST_CAPTION = 1200
#: The most prose of teasers, and of one among them.
_CARD, _LONGEST_CARD = 400, 600
#: Between teasers there may be bars and commas.
_BETWEEN_CARDS = 10
_BLOCKS = frozenset(
    ("address", "article", "aside", "details", "div", "dl", "fieldset", "figure", "footer",
     "header", "hgroup", "main", "ol", "p", "section", "nav", "form", "dialog", "menu",
     "summary", "table", "ul", "blockquote", "center", "h1", "h2", "h3", "h4", "h5", "h6", "li",
     "dd", "dt", "tbody", "tr", "td", "figcaption")
)  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_DEEPEST = 150
_CONTENT = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "blockquote", "td"))


def _named(node: LexborNode) -> tuple[str | None, str]:
    """What elements have in common that are named alike: their tag and names, or a shared one."""
    names = names_of(node)
    meaning = meaning_of_names(names)
    return (None, meaning.rule) if meaning is not None and meaning.shared else (node.tag, names)


class _Pruner:
    def __init__(self, prose: Prose, root: LexborNode) -> None:
        self._prose = prose
        self._total = max(prose.of(root), 1.0)
        self._apart = markup().apart
        self._has_forms = root.css_first("form") is not None
        # Of a gallery the story is told below its pictures.
        told = sum(map(prose.of, root.css("figcaption")))
        self.pruned = Pruned(is_gallery=told > _MOST["strong"] * self._total)
        #: the prose of the elements in a box, by the box and by their tags and names
        self._named: dict[int, dict[tuple[str | None, str], tuple[float, float]]] = {}

    def children(self, node: LexborNode, depth: int) -> None:
        if depth > _DEEPEST:
            return
        children = list(node.iter())
        if self._are_cards(node, children):
            for child in children:
                self.pruned.take(child, "navigation", "markup.cards")
            return
        for child in children:
            self._element(child, depth, len(children))

    def _are_cards(self, node: LexborNode, children: list[LexborNode]) -> bool:
        """Whether an element's children are teasers: three or more built alike, each with a link
        and a heading, and no text between them, as there is around the links of a sentence."""
        if len(children) < 3 or len(node.text(deep=False, strip=True)) > _BETWEEN_CARDS:
            return False
        told = sum(map(self._prose.of, children))
        if told > min(_MOST["strong"] * self._total, _CARD * len(children)):
            return False
        first = children[0]
        if first.tag not in ("div", "article", "li", "section", "a"):
            return False
        alike = [c for c in children if c.tag == first.tag]
        if len(alike) < len(children) - 1:
            return False
        return all(c.css_first(CARD_LINK) is not None or c.tag == "a" for c in alike) and all(
            self._prose.of(c) < _LONGEST_CARD for c in alike
        )

    def _element(self, node: LexborNode, depth: int, siblings: int) -> None:
        tag = node.tag or ""
        if tag == "figure":
            self._figure(node)
            return
        if tag not in _BLOCKS and tag != "span" and "-" not in tag:
            if tag == "a" and node.css_first(_HEADED) is not None:
                self._card(node)
            else:
                self._inline_caption(node)
            return
        if tag == "span" and self._is_of_sentence(node):
            return
        found = self._furniture(node, tag, siblings)
        if found is not None:
            self.pruned.take(node, found[0], found[1])
        elif tag not in _CONTENT or self._holds_boxes(node):
            self.children(node, depth + 1)

    def _holds_boxes(self, node: LexborNode) -> bool:
        """Whether a cell, an item or a quotation is but the place of a part of the story."""
        return node.tag in ("td", "li", "blockquote") and (
            self._prose.of(node) >= PARAGRAPH and any(c.tag in _BLOCKS for c in node.iter())
        )

    def _card(self, node: LexborNode) -> None:
        """Take a link around a heading that is called furniture."""
        meaning = meaning_of_names(names_of(node))
        if meaning is None or meaning.strength == "weak":
            return
        if meaning.kind in ("navigation", "promotion"):
            self.pruned.take(node, meaning.kind, meaning.rule)

    def _is_of_sentence(self, node: LexborNode) -> bool:
        """Whether a span is a part of a sentence, and shown to those who read it."""
        meaning = meaning_of_names(names_of(node))
        unseen = meaning is not None and (meaning.strength, meaning.kind) == ("strong", "other")
        return not unseen and stands_in_sentence(node) and not is_unread(node)

    def _inline_caption(self, node: LexborNode) -> None:
        """Take an inline element that is called a caption or a credit."""
        meaning = meaning_of_names(names_of(node))
        if meaning is not None and meaning.strength == "caption":
            weight = self._prose.of(node)
            if not stands_in_sentence(node) and (
                self._means_it(meaning, node, weight / self._total, weight)
            ):
                self.pruned.take(node, meaning.kind, meaning.rule)

    def _furniture(
        self, node: LexborNode, tag: str, siblings: int
    ) -> tuple[RemovedKind, str] | None:
        weight = self._prose.of(node)
        share = weight / self._total
        if rule := self._prose.noted_rule_of(node):
            meaning = None if tag in self._apart else self._prose.meaning_of(node)
            return (meaning.kind if meaning is not None else "navigation"), rule
        if (
            weight >= PARAGRAPH
            and tag not in _CONTENT
            and share <= _MOST["gallery"]
            and not self.pruned.is_gallery
            and is_gallery(node)
        ):
            return "navigation", "markup.gallery"
        if share > _MOST["strong"]:
            return None
        if is_unread(node) and not (
            weight >= PARAGRAPH and (tag == "p" or self._is_paragraph(node))
        ):
            # A paragraph is hidden behind a paywall, or until the reader asks for more.
            return "other", "markup.hidden"
        if tag in self._apart:
            return "navigation", f"markup.{tag}"
        meaning = self._prose.meaning_of(node)
        if meaning is not None and self._means_it(meaning, node, share, weight):
            return meaning.kind, meaning.rule
        if tag in ("div", "section") and share <= _MOST["box"]:
            if is_announced(node, self._prose):
                return "navigation", "markup.announced"
            if self._is_form_box(node, weight):
                return "promotion", "markup.form_box"
        if tag == "td":
            return ("navigation", "markup.column") if self._is_column(node) else None
        if tag in MAY_BE_LINKS:
            return links_only(node, tag, weight, siblings)
        return None

    def _is_paragraph(self, node: LexborNode) -> bool:
        """Whether a box holds text and no other box: a paragraph by another name."""
        return node.tag == "div" and all(child.tag not in _BLOCKS for child in node.iter())

    def _means_it(self, meaning: Meaning, node: LexborNode, share: float, weight: float) -> bool:
        if share > _MOST[meaning.strength] or meaning.rule in self._prose.disabled:
            return False
        if node.tag in meaning.unless or (meaning.linked and not self._is_linked(node)):
            return False
        if meaning.strength == "weak":
            if weight >= PARAGRAPH or node.tag in _HEADINGS or is_sentence(node):
                return False
            if node.attributes.get("itemprop") == "description" and not self._is_linked(node):
                return False  # the article's own
            return not (weight or meaning.shared) or self._named_alike(node)[1] < PARAGRAPH
        if meaning.strength == "caption":
            if self.pruned.is_gallery:
                return False
            told = self._named_alike(node)[0]
            return told <= _MOST["caption"] * self._total and (
                len(node.text(deep=True)) <= _LONGEST_CAPTION
            )
        return True

    def _is_linked(self, node: LexborNode) -> bool:
        return link_share(node, len(node.text(deep=True, strip=True))) >= _LINKED

    def _named_alike(self, node: LexborNode) -> tuple[float, float]:
        """The prose of the elements beside one that have its names, in all and the most of one.

        Names that hold paragraphs, or much of the story, are those of the story's own.
        """
        box = node.parent
        if box is None:
            return 0.0, 0.0
        named = self._named.get(box.mem_id)
        if named is None:
            named = self._named[box.mem_id] = {}
            for child in box.iter():
                if prose := self._prose.of(child):
                    key = _named(child)
                    told, most = named.get(key, (0.0, 0.0))
                    named[key] = told + prose, max(most, prose)
        return named.get(_named(node), (0.0, 0.0))

    def _is_column(self, node: LexborNode) -> bool:
        """Whether a cell is all links and has prose beside it: the menu of a page laid out as a table."""
        row = node.parent
        length = len(node.text(deep=True, strip=True))
        return (
            row is not None
            and length > 0
            and link_share(node, length) > LINK_ONLY
            and any(self._prose.of(cell) >= PARAGRAPH for cell in row.iter())
        )

    def _is_form_box(self, node: LexborNode, weight: float) -> bool:
        """Whether a box is one around a form, with what is said of it: subscribe, vote, ask."""
        return (
            self._has_forms
            and weight < 2 * PARAGRAPH
            and node.css_first("form") is not None
            and len(node.text(deep=True)) <= LONGEST_BESIDE
        )

    def _figure(self, node: LexborNode) -> None:
        # A table or a quotation may stand in a figure: only its caption goes.
        captions = node.css("figcaption")
        if captions and self.pruned.is_gallery:
            for caption in captions:
                caption.unwrap()
            self.children(node, 0)
            return
        for caption in captions:
            self.pruned.take(caption, "caption", "markup.figcaption")
        if node.css_first("table, blockquote, pre") is None and self._prose.of(node) < PARAGRAPH:
            text = node.text(deep=True, strip=True)
            if text and MARK_OPEN not in text:
                self.pruned.take(node, "caption", "markup.figure")
            for beside in list(node.iter()) if captions else ():
                # Beside a caption there are credits and labels: "Photo", "Enlarge".
                own = beside.text(deep=True, strip=True)
                if own and MARK_OPEN not in own:
                    self.pruned.take(beside, "credit", "markup.figure")
        elif not captions:
            self.children(node, 0)


def _times(pruner: _Pruner, root: LexborNode) -> None:
    """Take the times that stand in a line of their own, above the entries of a live report."""
    inline = (*markup().inline, "span", "-text")
    for node in root.css("time"):
        around = neighbour(node, "prev"), neighbour(node, "next"), node.parent
        if not any(other is not None and other.tag in (*inline, "td", "th") for other in around):
            pruner.pruned.take(node, "other", "markup.time")


def prune(root: LexborNode, prose: Prose, headlines: Sequence[str]) -> Pruned:
    """Take the furniture out of the article's element, in place.

    `headlines` are what the page declares as such.
    """
    pruner = _Pruner(prose, root)
    for node in other_articles(root, prose, headlines):
        pruner.pruned.take(node, "navigation", "markup.other_article")
    pruner.children(root, 0)
    take_beside_pictures(pruner.pruned, root, prose)
    _times(pruner, root)
    return pruner.pruned
