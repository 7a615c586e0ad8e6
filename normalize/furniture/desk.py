"""What a wire or a press office says to editors below its copy: all from a label on.

"Notes to editors" of press releases, "Notizblock" of dpa's copy, "Noot voor de redactie".
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate

from normalize.article import Block
from normalize.furniture.findings import Finding, prose_chars
from normalize.furniture.words import caseless, fold, vocabulary

_AROUND = "#*=-–— :："
#: A label with what else is said on its line: "Noot voor de redactie, niet voor publicatie".
_LONGEST = 70


def judge_desk_notes(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, the label of notes for editors and all below it, where the story is above.

    The story has more prose than what is said of it.
    """
    labels = [(at, rule) for at, block in enumerate(blocks) if (rule := _label(block.text))]
    if not labels:
        return
    above = list(accumulate(map(prose_chars, blocks), initial=0))
    for at, rule in labels:
        if above[at] > above[-1] - above[at]:
            for below in range(at, len(blocks)):
                findings[below] = findings[below] or Finding("other", rule)
            return


def _label(text: str) -> str:
    """The rule of a line that is such a label; "" of any other."""
    if len(text) > _LONGEST or _first_word(text) not in _first_words():
        return ""
    folded = fold(text).strip(_AROUND)
    for term in vocabulary().leading(folded):
        if term.slot == "editors_label":
            rest = folded[len(term.text) :]
            return term.rule if not rest or rest[0] in ",:：(/" else ""
    return ""


def _first_word(text: str) -> str:
    return caseless(text.lstrip(_AROUND).split(" ", 1)[0].rstrip(_AROUND))


@cache
def _first_words() -> frozenset[str]:
    terms = (text for text, slots in vocabulary().exact.items() if "editors_label" in slots)
    return frozenset(text.split(" ", 1)[0] for text in terms)
