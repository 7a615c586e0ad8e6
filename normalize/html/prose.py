"""How much prose each element of a page holds: the measure behind every choice on a page.

Prose is text that stands directly in an element, outside links: a list of teasers, which is
all links, weighs next to nothing.
"""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from normalize.html.ancestry import Ancestry
from normalize.html.elements import Elements, unusual_carriers
from normalize.html.hidden import is_hidden
from normalize.html.markup import Meaning, markup, meaning_of_names
from normalize.html.threads import comments_among

_COMMENTS = "markup.comments"
_NAMING = frozenset(
    ("class", "id", "role", "data-testid", "data-component", "data-qa", "itemprop", "type",
     "data-type", "data-gu-name", "data-name", "data-role", "data-test")
)  # fmt: skip
#: A page with less prose than this in them may have it in others: in elements of its own making.
_LITTLE = 250.0
#: Prose in list items and spans counts less: menus and labels are made of them.
_WEIGHTS = {
    "p": 1.0, "blockquote": 1.0, "pre": 0.5, "li": 0.4, "span": 0.5, "dd": 0.4,
    "b": 0.6, "strong": 0.6, "em": 0.6, "i": 0.6,
}  # fmt: skip
#: A text without paragraphs that is longer, and hidden, is none of the page's.
_LONGEST_TEXT = 5000
#: Captions are as a rule no part of the story: the text of a gallery.
_CAPTION = 0.5
#: Names that would leave less of a page's prose than this are not to be believed.
_LEAST_LEFT = 0.25
#: What holds more of a page's prose than this is no furniture, whatever it is called.
#: A page's footer or menu may hold twice that: below a brief, every office and every sister paper.
_MOST_FURNITURE, _MORE = 0.4, 2.0
_MAY_HOLD_MORE = frozenset(("markup.footer", "markup.nav"))
#: A story below which readers comment has no less prose; and what holds comments has no more of
#: its prose outside them.
_LEAST_STORY, _MOST_AROUND = 250.0, 0.25


def names_of(node: LexborNode) -> str:
    """The names of an element that people chose: class, id, role, type and test ids."""
    attributes = node.attributes
    return " ".join([attributes[key] or "" for key in attributes if key in _NAMING])


class Prose:
    """Characters of prose under each element of a page, weighted by what carries it.

    The prose of furniture (a comment section, a list of teasers) counts inside it, but not in
    the elements around it.
    """

    def __init__(self, body: LexborNode, elements: Elements, max_depth: int) -> None:
        """Weigh the elements of a page; raises RejectedError "too_deep" past a depth."""
        self._weights: dict[int, float] = {}
        self._outside: dict[int, str] = {}
        self._certain: dict[int, bool] = {}
        self._disregarded: set[int] = set()
        self._meanings: dict[int, Meaning | None] = {}
        self._readers: dict[int, tuple[LexborNode, Meaning]] = {}
        self._comments: set[int] = set()
        self._surely = 0.0
        around = Ancestry(max_depth)
        told = [carrier for carrier in elements.carriers if not _is_data(*carrier)]
        carriers = _weighted(told, around)
        if len(told) < len(elements.carriers) and _sum(carriers) < _LITTLE:
            carriers = _weighted(elements.carriers, around)
        if _sum(carriers) < _LITTLE:
            carriers = _weighted(unusual_carriers(body), around)
        raw: dict[int, float] = {}
        by_parent: dict[int, float] = {}
        for node, weight, key in carriers:
            raw[node.mem_id] = raw.get(node.mem_id, 0.0) + weight
            by_parent[key] = by_parent.get(key, 0.0) + weight
        for node, weight, above in around.handed_up(by_parent):
            raw[node.mem_id] = raw.get(node.mem_id, 0.0) + weight
            by_parent[above] = by_parent.get(above, 0.0) + weight
        self._raw = raw
        total = raw.get(body.mem_id, 0.0)
        self._most = _MOST_FURNITURE * total
        #: rules that this page gives another meaning: it keeps its story under such names
        self.disabled: set[str] = set()
        lost = self._weigh(carriers, around)
        if self._tell_comments():
            lost = self._weigh(carriers, around)
            if self.of(body) >= _LEAST_STORY:
                self._tell_threads()
            else:
                self._comments.clear()
                lost = self._weigh(carriers, around)
        while lost and self.of(body) < _LEAST_LEFT * (total - self._surely):
            self.disabled.add(max(lost, key=lambda rule: (lost[rule], rule)))
            lost = self._weigh(carriers, around)

    def _tell_comments(self) -> bool:
        """Note readers' comments and the sections of them; returns whether there are any."""
        sections = (node for node, meaning in self._readers.values() if _is_section(node, meaning))
        self._comments = {n.mem_id for n in (*sections, *comments_among(self._readers))}
        return bool(self._comments)

    def _tell_threads(self) -> None:
        """Note what is named as comments are, and holds little else."""
        for key, (node, _) in self._readers.items():
            if self.of(node) <= _MOST_AROUND * self._raw.get(key, 0.0):
                self._comments.add(key)

    def _weigh(
        self, carriers: list[tuple[LexborNode, float, int]], around: Ancestry
    ) -> dict[str, float]:
        """Weigh every element; returns the prose that each rule's furniture holds, but certain ones."""
        weights = self._weights
        weights.clear()
        self._outside.clear()
        self._surely = 0.0
        lost: dict[str, float] = {}
        by_parent: dict[int, float] = {}
        for node, weight, key in carriers:
            weights[node.mem_id] = weights.get(node.mem_id, 0.0) + weight
            if not self._stops(node, weight, lost):
                by_parent[key] = by_parent.get(key, 0.0) + weight
        for node, weight, above in around.handed_up(by_parent):
            weights[node.mem_id] = weights.get(node.mem_id, 0.0) + weight
            if not self._stops(node, weight, lost):
                by_parent[above] = by_parent.get(above, 0.0) + weight
        return lost

    def _stops(self, node: LexborNode, weight: float, lost: dict[str, float]) -> bool:
        """Whether an element's prose counts no further up; notes what its rule holds."""
        rule = self.rule_of(node)
        if rule and self._certain[node.mem_id]:
            self._surely += weight
        elif rule:
            lost[rule] = lost.get(rule, 0.0) + weight
        return bool(rule)

    def rule_of(self, node: LexborNode) -> str:
        """The rule by which an element stands apart from the story; "" where it does not.

        A name that says so is not believed of what holds too much of the page's prose.
        """
        key = node.mem_id
        rule = self._outside.get(key)
        if rule is None:
            meaning = self.meaning_of(node)
            if meaning is not None and meaning.readers:
                self._readers[key] = node, meaning
            if key in self._comments:
                rule, certain = _COMMENTS, True
            else:
                rule, certain = _furniture(node.tag or "", meaning)
            most = self._most * (_MORE if rule in _MAY_HOLD_MORE else 1.0)
            if not certain and (self._raw.get(key, 0.0) > most or rule in self.disabled):
                rule = ""
            self._outside[key] = rule
            self._certain[key] = certain
        return rule

    def noted_rule_of(self, node: LexborNode) -> str:
        """The same of an element that holds prose; "" of any other, without looking at it."""
        return self._outside.get(node.mem_id, "")

    def is_called_apart(self, node: LexborNode) -> bool:
        """Whether an element's tag or names say that it is furniture, however much it holds."""
        return bool(_furniture(node.tag or "", self.meaning_of(node))[0])

    def meaning_of(self, node: LexborNode) -> Meaning | None:
        """The furniture that an element's names mean, if any."""
        key = node.mem_id
        if key not in self._meanings:
            self._meanings[key] = meaning_of_names(names_of(node))
        return self._meanings[key]

    def of(self, node: LexborNode) -> float:
        """Characters of prose in an element."""
        return self._weights.get(node.mem_id, 0.0)

    def disregard(self, node: LexborNode) -> None:
        """Count the prose of an element no more: it is furniture."""
        self._disregarded.add(node.mem_id)
        weight = self.of(node)
        up: LexborNode | None = node
        while up is not None:
            if up.mem_id in self._weights:
                self._weights[up.mem_id] -= weight
            up = up.parent

    def is_apart(self, node: LexborNode) -> bool:
        """Whether an element lies in furniture."""
        up: LexborNode | None = node
        while up is not None and up.tag != "body":
            if up.mem_id in self._disregarded or self.rule_of(up):
                return True
            up = up.parent
        return False


def _is_section(node: LexborNode, meaning: Meaning) -> bool:
    """Whether an element is the place of readers' comments, and surely not of the story."""
    return (
        meaning.strength == "strong"
        and node.tag not in _WHOLE_PAGE
        and node.css_first("h1, article h2") is None
    )


def _is_data(node: LexborNode, length: int) -> bool:
    """Whether a text is too long for a paragraph and not shown: what a script reads, or spam."""
    if length <= _LONGEST_TEXT:
        return False
    up: LexborNode | None = node
    while up is not None and not is_hidden(up):
        up = up.parent
    return up is not None


def _sum(carriers: list[tuple[LexborNode, float, int]]) -> float:
    return sum(weight for _, weight, _ in carriers)


def _weighted(
    carriers: Iterable[tuple[LexborNode, int]], around: Ancestry
) -> list[tuple[LexborNode, float, int]]:
    """Those of a page's carriers that lie in no link, each with its weight and its parent's id.

    `around` takes in the parents. A card that is one link has none, whatever it is built of.
    """
    found = []
    keys: dict[int, int | None] = {}
    for node, length in carriers:
        parent = node.parent
        if parent is None:
            continue
        at = parent.mem_id
        if at not in keys:
            keys[at] = around.add(parent)
        key = keys[at]
        if key is not None:
            weight = _WEIGHTS.get(node.tag or "", 0.8)
            if parent.tag == "figcaption":
                weight *= _CAPTION
            found.append((node, length * weight, key))
    return found


_WHOLE_PAGE = frozenset(("html", "body", "main", "article"))


def _furniture(tag: str, meaning: Meaning | None) -> tuple[str, bool]:
    """The rule by which an element stands apart from the story, or "", and whether it is certain."""
    if tag in markup().apart:
        return f"markup.{tag}", False
    if meaning is None or meaning.strength not in ("strong", "certain"):
        return "", False
    certain = meaning.strength == "certain" and tag not in _WHOLE_PAGE
    return meaning.rule, certain
