"""Sentences among a page's elements: what says something by itself, and what is but a part of one."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from normalize.characters import one_line
from normalize.furniture.findings import SENTENCE_END

#: A shorter sentence in a paragraph with a weak name may be a label: "Read by 12 people."
_SAID = 60
#: Words of a sentence around one of its parts, no fewer than this and one; what ends it before.
_GOES_ON, _STOPPED = 2, re.compile(r"[.!?:|…。！？：]\W*$")


def is_sentence(node: LexborNode) -> bool:
    """Whether an element is a paragraph that says something, however short."""
    if node.tag != "p":
        return False
    text = one_line(node.text(deep=True))
    return len(text) >= _SAID and SENTENCE_END.search(text) is not None


def stands_in_sentence(node: LexborNode) -> bool:
    """Whether an inline element has words right before it that it goes on from, or goes on after it."""
    before, after = node.prev, node.next
    if before is not None and before.tag == "-text":
        text = one_line(before.text_content or "")
        if text:
            return text.count(" ") >= _GOES_ON and _STOPPED.search(text) is None
    text = one_line(after.text_content or "") if after is not None and after.tag == "-text" else ""
    return text[:1].islower() and text.count(" ") >= _GOES_ON
