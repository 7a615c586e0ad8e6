"""Steps in a page's tree: the elements around one, and what stands beside it."""

from __future__ import annotations

from typing import Literal

from selectolax.lexbor import LexborNode


def chain(node: LexborNode) -> set[int]:
    """The ids of an element and of those around it."""
    found = set()
    up: LexborNode | None = node
    while up is not None:
        found.add(up.mem_id)
        up = up.parent
    return found


def neighbour(node: LexborNode, step: Literal["prev", "next"]) -> LexborNode | None:
    """What stands before or after a node, white space aside."""
    found: LexborNode | None = getattr(node, step)
    while found is not None and found.tag == "-text" and not (found.text_content or "").strip():
        found = getattr(found, step)
    return found
