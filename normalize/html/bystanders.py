"""People whom a page names and who did not write its story."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from normalize.html.headline import LONGEST_FOOTER
from normalize.html.markup import meaning_of_names
from normalize.html.prose import names_of
from normalize.html.tree import neighbour

#: Where other people are named: pictures; menus and columns that say more than who wrote it.
_PICTURES, _BESIDE = ("figure", "figcaption"), ("nav", "aside")
_LONGEST_BYLINE = 250
#: Where an address ends with these, it is of no single writer.
_ALL_AUTHORS = frozenset(
    ("author", "authors", "autor", "autoren", "staff", "profile", "contributors")
)
#: So many elements around a name say by their own names whose it is.
_NEAR = 5


class Bystanders:
    """Tells whether an element names none who wrote the story: who took a picture, or commented on
    it, wrote another one, or nobody yet, as a link to the page of all authors, of one's profile or
    of the outlet.
    """

    def __init__(self) -> None:
        self._known: dict[int, bool] = {}

    def __call__(self, node: LexborNode) -> bool:
        href = (node.attributes.get("href") or "").split("?")[0]
        if href.rstrip("/").rpartition("/")[2] in _ALL_AUTHORS:
            return True
        if "/about" in href and not (
            node.attributes.get("rel") == "author"
            or is_called_byline(node)
            or is_called_byline(node.parent)
        ):
            return True
        up: LexborNode | None = node
        depth = 0
        while up is not None and up.tag not in ("body", "main"):
            if self._is_elsewhere(up):
                return True
            if depth < _NEAR and (_is_of_other_stories(up) or _is_of_reader(up, depth == 0)):
                return True
            up, depth = up.parent, depth + 1
        return False

    def _is_elsewhere(self, node: LexborNode) -> bool:
        if node.tag in _BESIDE:
            found = self._known.get(node.mem_id)
            if found is None:
                found = self._known[node.mem_id] = len(node.text(deep=True)) > _LONGEST_BYLINE
            return found
        return node.tag in _PICTURES


def is_called_byline(node: LexborNode | None) -> bool:
    """Whether an element is called a byline or an author's."""
    names = names_of(node).casefold() if node is not None else ""
    return "byline" in names or "author" in names


def _is_of_other_stories(node: LexborNode) -> bool:
    meaning = meaning_of_names(names_of(node))
    if meaning is None or (meaning.strength, meaning.kind) != ("strong", "navigation"):
        return False
    # TYPO3 sets who wrote a story, and when, into a "footer" above it.
    return meaning.rule != "markup.footer" or len(node.text(deep=True)) > LONGEST_FOOTER


def _is_of_reader(node: LexborNode, own: bool) -> bool:
    """Whether an element is named as a reader's comment: if it is no author's own, beside another."""
    if not _is_readers(node):
        return False
    return own or _is_readers(neighbour(node, "prev")) or _is_readers(neighbour(node, "next"))


def _is_readers(node: LexborNode | None) -> bool:
    if node is None or node.tag == "-text":
        return False
    meaning = meaning_of_names(names_of(node))
    return meaning is not None and meaning.readers
