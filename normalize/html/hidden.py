"""Whether an element is there to be seen."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)


def is_hidden(node: LexborNode) -> bool:
    """Whether an element says of itself that it is not shown, or not read aloud."""
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or _STYLE.search(attributes.get("style") or "") is not None
    )
