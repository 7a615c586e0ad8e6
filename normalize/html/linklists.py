"""Lists of links to other articles: told by how much of a text is links, whatever its language."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from normalize.article import RemovedKind
from normalize.characters import one_line
from normalize.furniture.announcements import announces_links
from normalize.furniture.findings import SENTENCE_END
from normalize.html.prose import Prose

#: Elements that may be nothing but links.
MAY_BE_LINKS = frozenset(
    ("ul", "ol", "p", "h2", "h3", "h4", "h5", "h6", "div", "section", "li", "dl", "table")
)
#: Share of an element's text in links from which it is a list of links, or links only.
_LINK_LIST, LINK_ONLY = 0.7, 0.92
_LONGEST_ANNOUNCED = 60
#: Marks around a link: "[Why bridges rust]", "» Why bridges rust".
_AROUND = "[]()»›>→▶•| "
#: Words, and characters, of a sentence that is a link but for its stop.
_LEAST_WORDS, _LONGEST_LINKED = 4, 300
#: A headline that is a link is no shorter; the most prose of a teaser as a rule, and of a long one.
_LEAST_LINK, _TEASER, _LONGEST_TEASER = 20, 400, 600
#: So many links with words before them, no more than these, and nothing behind: their label.
_LEAST_LABELLED, _LONGEST_LABEL = 2, 40
#: Of a list of so many items one in so many may be a link: the list is no list of links.
_LEAST_TOLD, _MOST_TOLD, _PER_LINK = 4, 40, 4
#: What may stand between links.
_BARS = re.compile(r"[\s|,;·•/–—-]+")
#: So many characters of prose in a box are a paragraph, no label or what is said of links.
PARAGRAPH = 120.0


def is_announced(node: LexborNode, prose: Prose) -> bool:
    """Whether a box with links begins with words that announce them: "Read more", "Mehr zum Thema".

    There is no more prose in it than teasers have: a part of the story may begin with a link, or
    with a whole box of them.
    """
    links = sum(len(a.text(deep=True, strip=True)) >= _LEAST_LINK for a in node.css("a"))
    if not links or prose.of(node) > links * _TEASER:
        return False
    if any(_is_told(paragraph, node, prose) for paragraph in node.css("p")):
        return False
    for text in node.traverse(include_text=True):
        if text.tag == "-text" and (first := one_line(text.text(deep=False))):
            return len(first) <= _LONGEST_ANNOUNCED and announces_links(first, True)
    return False


def _is_told(paragraph: LexborNode, box: LexborNode, prose: Prose) -> bool:
    """Whether a paragraph in a box of links is the story's; a teaser's stands in a box of its own."""
    up = paragraph.parent
    is_boxed = up is not None and up.mem_id != box.mem_id
    return prose.of(paragraph) > (_LONGEST_TEASER if is_boxed else _TEASER)


def link_share(node: LexborNode, length: int) -> float:
    linked = sum(len(a.text(deep=True, strip=True)) for a in node.css("a[href]"))
    return linked / length if length else 0.0


def links_only(
    node: LexborNode, tag: str, weight: float, siblings: int
) -> tuple[RemovedKind, str] | None:
    """As what an element goes that is links and little else, and by which rule; None of any other.

    `weight` are the characters of its prose, `siblings` counts its parent's children.
    """
    length = len(node.text(deep=True, strip=True).strip(_AROUND))
    if not length or weight > 0.5 * length:
        return None
    if node.css_first("a[href]") is None:  # an anchor is no link
        return None
    if length <= _LONGEST_LINKED and _is_linked_sentence(node):
        return None
    share = link_share(node, length)
    if tag in ("ul", "ol", "dl"):
        return ("navigation", "markup.link_list") if share > _LINK_LIST else None
    if _is_labelled_links(node, share):
        return "navigation", "markup.labelled_links"
    if tag == "table" and length < _LEAST_LINK * len(node.css("td")):
        return None  # of names
    if tag == "li" and _LEAST_TOLD <= siblings <= _MOST_TOLD and _is_one_of_few(node):
        return None
    if share > LINK_ONLY and (tag not in ("div", "section") or weight < PARAGRAPH):
        return "navigation", "markup.link_only"
    return None


def _is_linked_sentence(node: LexborNode) -> bool:
    """Whether an element is a link, and behind it the stop of the sentence that it is."""
    links = node.css("a[href]")
    text, linked = node.text(deep=True).rstrip(), links[0].text(deep=True).strip()
    return len(links) == 1 and text.endswith(f"{linked}.") and len(linked.split()) >= _LEAST_WORDS


def _is_one_of_few(item: LexborNode) -> bool:
    """Whether a list that is told in words has an item that is a link, too."""
    around = item.parent
    items = list(around.iter()) if around is not None else []
    return sum(other.css_first("a[href]") is not None for other in items) * _PER_LINK <= len(items)


def _is_labelled_links(node: LexborNode, share: float) -> bool:
    """Whether an element is links as long as headlines, and at most a label above or before them.

    Language does not matter: "Kapcsolódó írások", "Виж още: ... | ...".
    """
    if share < _LINK_LIST:
        return False
    links = [len(a.text(deep=True, strip=True)) for a in node.css("a[href]")]
    if len(links) < _LEAST_LABELLED or sum(links) < _LEAST_LINK * len(links):
        return False
    label = ""
    linked = False
    for text in node.traverse(include_text=True):
        if text.tag != "-text" or not (told := _BARS.sub(" ", text.text_content or "").strip()):
            continue
        if _is_linked(text, node):
            linked = True
        elif linked:
            return False
        else:
            label += told
    return len(label) <= _LONGEST_LABEL and (not label or SENTENCE_END.search(label) is None)


def _is_linked(text: LexborNode, within: LexborNode) -> bool:
    up = text.parent
    while up is not None and up.mem_id != within.mem_id:
        if up.tag == "a":
            return True
        up = up.parent
    return within.tag == "a"
