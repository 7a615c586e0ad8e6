"""What a metered paywall counts: "You have 3 free articles left"."""

from __future__ import annotations

import re
from itertools import islice

from normalize.article import Block
from normalize.furniture.findings import Finding
from normalize.furniture.pagewords import Codes, Hit, read_words

#: No counter is longer.
_LONGEST = 120
#: Lines outside a story that are read for one, and lines kept that are read for the like, at the most.
_MOST_OUTSIDE, _MOST_KEPT = 500, 2000
_NUMBER = re.compile(r"\d+")
#: What a story that is about paywalls, or about a paper's readers, speaks of.
_OF_READERS = ("meter_phrase", "promotion_word")


def _counter(text: str, codes: Codes) -> Hit | None:
    """The phrase by which a line is a counter: it speaks to the reader, or counts to a limit."""
    numbers = len(_NUMBER.findall(text))
    if not numbers or len(text) > _LONGEST:
        return None
    line = read_words(text, codes)
    told = line.of("meter_phrase")
    spoken = line.of("address_word") or line.of("meter_address")
    return told[0] if told and (numbers > 1 or spoken) else None


def judge_meters(
    blocks: list[Block], findings: list[Finding | None], first: int, below: int, codes: Codes
) -> None:
    """Judge counters of a paywall outside the story (before block `first`, from `below` on), in place.

    They are sentences as any other, so that nothing else that is kept may speak of the like.
    """
    outside = (at for at in range(len(blocks)) if (at < first or at >= below) and not findings[at])
    near = islice(outside, _MOST_OUTSIDE)
    told = {at: hit for at in near if (hit := _counter(blocks[at].text, codes))}
    kept = [at for at, finding in enumerate(findings) if finding is None and at not in told]
    if not told or len(kept) > _MOST_KEPT:
        return
    lines = (read_words(blocks[at].text, codes) for at in kept)
    if not any(line.of(slot) for line in lines for slot in _OF_READERS):
        for at, hit in told.items():
            findings[at] = Finding("promotion", hit.rule)
