"""What every rule on a block speaks of: where it stands, what it was found to be."""

from __future__ import annotations

import re
from dataclasses import dataclass

from normalize.article import RemovedKind

SENTENCE_END = re.compile(r"[.!?…。！？؟।۔][\"'”’»›」』）)\]]*$")
#: What ends a label, or encloses one.
LABEL_SIGN = re.compile("[:：】\\]］〕)）]")
QUOTE = "\"'“‘«„‚「『《‹"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    `head` and `tail` are near either end, `before` and `after` outside the story: above its
    first paragraph of prose, below its last; `top`: nothing but furniture is above it.
    """

    head: bool
    tail: bool
    before: bool = False
    after: bool = False
    top: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A block that is furniture: its kind, the rule that says so, and what it tells."""

    kind: RemovedKind
    rule: str
    caption: str = ""
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
