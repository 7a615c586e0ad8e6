"""How much prose each element of a page holds: the measure behind every choice on a page.

Prose is text that stands directly in an element, outside links: a list of teasers, which is
all links, weighs next to nothing.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from normalize.html.markup import markup, meaning_of_names

_CARRIERS = "p, div, td, section, article, blockquote, li, pre, span, dd"
#: Shorter direct text is a label or a button.
_LEAST_CHARS = 25
#: Prose in list items and spans counts less: menus and labels are made of them.
_WEIGHTS = {"p": 1.0, "blockquote": 1.0, "pre": 0.5, "li": 0.4, "span": 0.5, "dd": 0.4}
#: Names that would leave less of a page's prose than this are not to be believed.
_LEAST_LEFT = 0.25
#: What holds more of a page's prose than this is no furniture, whatever it is called.
_MOST_FURNITURE = 0.4


def names_of(node: LexborNode) -> str:
    """The names of an element that people chose: class, id, role and test ids."""
    attributes = node.attributes
    return " ".join(
        value
        for key in ("class", "id", "role", "data-testid", "data-component", "data-qa", "itemprop")
        if (value := attributes.get(key))
    )


class Prose:
    """Characters of prose under each element of a page, weighted by what carries it.

    The prose of furniture (a comment section, a list of teasers) counts inside it, but not in
    the elements around it.
    """

    def __init__(self, root: LexborNode) -> None:
        self._weights: dict[int, float] = {}
        self._outside: dict[int, str] = {}
        carriers = []
        raw: dict[int, float] = {}
        for node in root.css(_CARRIERS):
            length = len(node.text(deep=False, strip=True))
            if length < _LEAST_CHARS:
                continue
            weight = length * _WEIGHTS.get(node.tag or "", 0.8)
            chain = []
            up: LexborNode | None = node
            while up is not None and up.tag != "a":
                chain.append(up)
                up = up.parent
            if up is not None:
                continue  # a card that is one link, whatever it is built of
            for above in chain:
                raw[above.mem_id] = raw.get(above.mem_id, 0.0) + weight
            carriers.append((chain, weight))
        self._raw = raw
        total = raw.get(root.mem_id, 0.0)
        self._most = _MOST_FURNITURE * total
        #: rules that this page gives another meaning: it keeps its story under such names
        self.disabled: set[str] = set()
        while True:
            lost = self._weigh(carriers)
            if not lost or self.of(root) >= _LEAST_LEFT * total:
                return
            self.disabled.add(max(lost, key=lambda rule: (lost[rule], rule)))

    def _weigh(self, carriers: list[tuple[list[LexborNode], float]]) -> dict[str, float]:
        """Weigh every element; returns the prose that each rule's furniture holds."""
        self._weights.clear()
        self._outside.clear()
        lost: dict[str, float] = {}
        for chain, weight in carriers:
            for node in chain:
                self._weights[node.mem_id] = self._weights.get(node.mem_id, 0.0) + weight
                rule = self._outside_by(node)
                if rule:
                    if not _furniture(node)[1]:
                        lost[rule] = lost.get(rule, 0.0) + weight
                    break
        return lost

    def _outside_by(self, node: LexborNode) -> str:
        known = self._outside.get(node.mem_id)
        if known is None:
            known, certain = _furniture(node)
            if not certain and (self._raw[node.mem_id] > self._most or known in self.disabled):
                known = ""
            self._outside[node.mem_id] = known
        return known

    def is_apart(self, node: LexborNode) -> bool:
        """Whether an element lies in furniture."""
        up: LexborNode | None = node
        while up is not None and up.tag != "body":
            if _furniture(up)[0] not in ("", *self.disabled):
                return True
            up = up.parent
        return False

    def of(self, node: LexborNode) -> float:
        """Characters of prose in an element."""
        return self._weights.get(node.mem_id, 0.0)


_WHOLE_PAGE = frozenset(("html", "body", "main", "article"))


def _furniture(node: LexborNode) -> tuple[str, bool]:
    """The rule by which an element stands apart from the story, or "", and whether it is certain."""
    tag = node.tag or ""
    if tag in markup().apart:
        return f"markup.{tag}", False
    meaning = meaning_of_names(names_of(node))
    if meaning is None or meaning.strength not in ("strong", "certain"):
        return "", False
    certain = meaning.strength == "certain" and tag not in _WHOLE_PAGE
    return meaning.rule, certain
