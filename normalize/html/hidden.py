"""Whether an element is there to be seen."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def is_hidden(node: LexborNode) -> bool:
    """Whether an element says of itself that it is not shown."""
    return _hides(node.attributes)


def is_unread(node: LexborNode) -> bool:
    """Whether it says that it is not shown, or not read aloud.

    The latter is said of a whole page, too, while a dialog stands before it.
    """
    attributes = node.attributes
    return attributes.get("aria-hidden") == "true" or _hides(attributes)


def _hides(attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style") or ""
    return "hidden" in attributes or (style != "" and _STYLE.search(style) is not None)
