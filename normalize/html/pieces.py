"""What is pruned from an article's element: each piece leaves a mark in the text where it stood."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from normalize.article import RemovedKind

#: Around the number of a pruned piece in the text: private-use characters that no page has.
MARK_OPEN, MARK_CLOSE = "\U000f4e5f", "\U000f4e60"
MARK = re.compile(f"{MARK_OPEN}(\\d{{1,9}}){MARK_CLOSE}")


@dataclass(slots=True)
class Pruned:
    """The pieces taken out, by the number in their mark; `is_gallery` if captions are the story."""

    pieces: list[tuple[str, RemovedKind, str]] = field(default_factory=list)
    is_gallery: bool = False

    def _text_of(self, number: int) -> str:
        """The text of a piece; "" for the mark of none, which a page may hold out of malice."""
        return self.pieces[number][0] if number < len(self.pieces) else ""

    def take(self, node: LexborNode, kind: RemovedKind, rule: str) -> None:
        text = node.text(deep=True, separator=" ")
        if MARK_OPEN in text:  # a piece within a piece
            text = MARK.sub(lambda found: self._text_of(int(found.group(1))), text)
        text = " ".join(text.split())
        if not text:
            # Left empty where it stood: it parts the text before it from that behind.
            for child in list(node.iter(include_text=True)):
                child.decompose()
            return
        mark = f"{MARK_OPEN}{len(self.pieces)}{MARK_CLOSE}"
        self.pieces.append((text, kind, rule))
        node.replace_with(mark)
