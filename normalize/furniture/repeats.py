"""What a text says word for word twice: notices between paragraphs, an excerpt above, all of it again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from normalize.article import Block
from normalize.furniture.datelines import split_dateline
from normalize.furniture.extent import REPEATS
from normalize.furniture.findings import SENTENCE_END, Finding, is_sentence, is_story
from normalize.furniture.pagewords import is_unspaced

#: Shorter lines may recur.
_REPEATED_CHARS = 25
#: So many sentences in a row are repeated by no story; a song repeats its verses.
_RUN = 3
#: Different lines that come again and again in a song, and how much of all its lines they are.
_VERSES, _SUNG = 3, 1 / 3
#: What is repeated is the story where it is so much of what is told once.
_WHOLE = 0.4
#: Excerpts are among the first pieces of a story, and what they are taken from among the next.
_FIRST, _NEXT = 3, 3
_EXCERPT, _EXCERPT_UNSPACED = 40, 15
#: How an excerpt ends that is cut: "The council voted on Tuesday to...", "[…]".
_CUT = re.compile(r"\s?(?:\[?\(?(?:\.\.\.|…)\)?\]?|[\[(](?:more|mehr|suite)[\])])\s?$")
_EXCERPT_FOUND = Finding("other", "shape.excerpt")


def repeated_notices(blocks: list[Block]) -> frozenset[str]:
    """Lines that a page repeats word for word: notices in place of embedded content, offers.

    A line counts that stands there three times, or twice among others that follow each other
    both times; none does where the text is made of them, as a song is of its refrain.
    """
    texts = [block.text for block in blocks if not block.marked]
    counts = Counter(text for text in texts if len(text) >= _REPEATED_CHARS)
    found = {text for text, count in counts.items() if count >= REPEATS}
    told = sum(counts[text] for text in found)
    if (len(found) >= _VERSES and told >= _SUNG * len(texts)) or 2 * told > len(texts):
        return frozenset()
    if len(texts) > 2 * _RUN and len(counts) < len(texts):
        for run, count in Counter(_runs(texts)).items():
            if count == 1 or len(set(run)) < _RUN:
                continue
            if all(text in counts and SENTENCE_END.search(text) for text in run):
                found.update(run)
    return frozenset(found)


def second_copy(blocks: list[Block]) -> frozenset[int]:
    """The places of a story's paragraphs that stand there in a row already, where most do.

    Systems print a copy twice, for two sizes of a screen; people paste it twice.
    """
    texts = [block.text for block in blocks]
    if len(texts) <= _RUN or len(set(texts)) == len(texts):
        return frozenset()
    told = [at for at, block in enumerate(blocks) if not block.marked and is_story(block.text)]
    seen: set[tuple[str, ...]] = set()
    again: set[int] = set()
    for at, run in enumerate(_runs([texts[at] for at in told])):
        if run in seen:
            again.update(told[at : at + _RUN])
        elif len(set(run)) == _RUN:
            seen.add(run)
    once = sum(len(texts[at]) for at in told if at not in again)
    if not again or sum(len(texts[at]) for at in again) < _WHOLE * once:
        return frozenset()
    # Its headings and short sentences with it.
    begins = min(again)
    above = set(texts[:begins])
    return frozenset(at for at in range(begins, len(texts)) if at in again or texts[at] in above)


def _runs(texts: list[str]) -> Iterable[tuple[str, ...]]:
    return (tuple(texts[at : at + _RUN]) for at in range(len(texts) - _RUN + 1))


def judge_excerpts(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, what stands above a story and is the beginning of its first paragraph.

    Feeds and press databases set an excerpt above the copy, whole or cut.
    """
    kept = [at for at, finding in enumerate(findings) if finding is None][: _FIRST + _NEXT]
    for number, at in enumerate(kept[:_FIRST]):
        block = blocks[at]
        below = [blocks[other].text for other in kept[number + 1 : number + 1 + _NEXT]]
        first = block.text[:_EXCERPT_UNSPACED]
        if not any(first in text for text in below) or block.kind not in ("paragraph", "quote"):
            return
        begun = _CUT.sub("", block.text)
        if len(begun) < (_EXCERPT_UNSPACED if is_unspaced(begun) else _EXCERPT):
            return
        if begun == block.text and not is_sentence(block.text):
            return
        if not any(_begins(text, begun) for text in below):
            return
        findings[at] = _EXCERPT_FOUND


def _begins(text: str, begun: str) -> bool:
    """Whether a paragraph begins so, be it behind a dateline."""
    if text.startswith(begun):
        return True
    if begun not in text:
        return False
    split = split_dateline(text)
    return split is not None and split.rest.startswith(begun)
