"""What a wire or a press office says to editors below its copy: all from a label on.

"Notes to editors" of press releases, "Notizblock" of dpa's copy, "Noot voor de redactie".
"""

from __future__ import annotations

from normalize.article import Block
from normalize.furniture.findings import Finding, is_story
from normalize.furniture.words import fold, vocabulary

_AROUND = "#*=-–— :："
#: A label with what else is said on its line: "Noot voor de redactie, niet voor publicatie".
_LONGEST = 70


def judge_desk_notes(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge, in place, the label of notes for editors and all below it, where the story is above.

    The story has more prose than what is said of it.
    """
    prose = [len(block.text) if is_story(block.text) else 0 for block in blocks]
    total, above = sum(prose), 0
    for at, block in enumerate(blocks):
        if total < 2 * above and (rule := _label(block.text)):
            for below in range(at, len(blocks)):
                findings[below] = findings[below] or Finding("other", rule)
            return
        above += prose[at]


def _label(text: str) -> str:
    """The rule of a line that is such a label; "" of any other."""
    if len(text) > _LONGEST:
        return ""
    folded = fold(text).strip(_AROUND)
    for term in vocabulary().leading(folded):
        if term.slot == "editors_label":
            rest = folded[len(term.text) :]
            return term.rule if not rest or rest[0] in ",:：(/" else ""
    return ""
