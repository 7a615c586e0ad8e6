"""Whether an element is there to be seen."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def is_hidden(node: LexborNode) -> bool:
    """Whether an element says of itself that it is not shown."""
    attributes = node.attributes
    return "hidden" in attributes or _STYLE.search(attributes.get("style") or "") is not None


def is_unread(node: LexborNode) -> bool:
    """Whether it says that it is not shown, or not read aloud.

    The latter is said of a whole page, too, while a dialog stands before it.
    """
    return node.attributes.get("aria-hidden") == "true" or is_hidden(node)
