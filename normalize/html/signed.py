"""A byline right below the headline where no element of the page is named after its author."""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from normalize.characters import one_line
from normalize.html.authors import full_names_in, is_led
from normalize.html.headline import Elsewhere
from normalize.html.markup import markup
from normalize.html.tree import chain

#: How many characters of a page are looked through below its headline.
_BELOW = 800
_INLINE = frozenset(("span", *markup().inline))


def signed_below(
    body: LexborNode,
    article: LexborNode,
    headline: LexborNode | None,
    is_house: Callable[[str], bool],
) -> list[str]:
    """The names in the first line below a headline that begins as bylines do: "By Ada Finch".

    Without a headline's element it is looked for from the article's on. [] where none does, or
    where it names no people but the house.
    """
    anchor = headline or article
    elsewhere = Elsewhere(chain(article) | chain(anchor))
    read, begun = 0, False
    for node in body.traverse(include_text=True):
        begun = begun or node.mem_id == anchor.mem_id
        if not begun or node.tag != "-text":
            continue
        text = one_line(node.text_content or "")
        read += len(text)
        if read > _BELOW:
            break
        if text and is_led(text) and not elsewhere(node) and not _is_within(node, headline):
            names = [name for name in full_names_in(_block_of(node)) if not is_house(name)]
            if names:
                return names
    return []


def _is_within(node: LexborNode, headline: LexborNode | None) -> bool:
    return headline is not None and headline.mem_id in chain(node)


def _block_of(node: LexborNode) -> LexborNode:
    """The element that the line of a text stands in, with whatever only dresses its words."""
    block = node.parent or node
    while block.tag in _INLINE and block.parent is not None and not _holds_boxes(block.parent):
        block = block.parent
    return block


def _holds_boxes(node: LexborNode) -> bool:
    """Whether an element is no line: it has others than those that dress words."""
    return any(child.tag not in _INLINE and child.tag != "br" for child in node.iter())
