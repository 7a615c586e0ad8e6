"""What stands twice in a page: pull quotes beside the sentence they repeat, second copies of the text."""

from __future__ import annotations

from normalize.article import Block
from normalize.furniture.findings import QUOTE, SENTENCE_END, Finding

#: Letters that no sentence shares with another by chance, or that a quotation of several words does
#: not; and who said it, below.
_PULLED_CHARS, _PULLED_QUOTE, _PULLED_SPACES = 40, 20, 3
_SPEAKER_CHARS, _SPEAKER_LINES = 80, 2
#: Each block is looked for in all others: no more than a long read has.
_MOST_COMPARED = 500
#: A block that holds so many others is a second copy of the page.
_COPIED = 3
#: What a pull quote may have around it that the sentence has not.
_AROUND = QUOTE + "»“”’›」』》.…!?,;:–—- "


def judge_quotes(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge pull quotes, in place: what stands word for word within another paragraph too.

    Whoever said it may be named on the lines below.
    """
    kept = [at for at, finding in enumerate(findings) if finding is None]
    if len(kept) > _MOST_COMPARED:
        return
    keys = {at: blocks[at].text.casefold().strip(_AROUND) for at in kept}
    whole = "\n".join(keys.values())
    inside: dict[int, list[int]] = {}
    for at in kept:
        key = keys[at]
        is_quote = blocks[at].kind == "quote" and key.count(" ") >= _PULLED_SPACES
        least = _PULLED_QUOTE if is_quote else _PULLED_CHARS
        apart = blocks[at].kind != "heading" and not blocks[at].is_line
        if len(key) >= least and apart and whole.count(key) > 1:
            for holder, other in keys.items():
                if len(other) > len(key) and key in other:
                    inside.setdefault(holder, []).append(at)
    for holder, parts in inside.items():
        if len(parts) >= _COPIED and sum(len(keys[at]) for at in parts) > 0.6 * len(keys[holder]):
            # The page in one piece, for a reader aloud or a search engine: the parts are the story.
            findings[holder] = Finding("other", "shape.second_copy")
            keys[holder] = ""
        else:
            for at in parts:
                findings[at] = Finding("other", "shape.pull_quote")
    _judge_speakers(blocks, findings)


def _judge_speakers(blocks: list[Block], findings: list[Finding | None]) -> None:
    """Judge the lines below a pull quote that say whose words it has, in place."""
    left = 0
    for at, finding in enumerate(findings):
        if finding is not None:
            left = _SPEAKER_LINES if finding.rule == "shape.pull_quote" else left
            continue
        block = blocks[at]
        if (
            not left
            or len(block.text) > _SPEAKER_CHARS
            or block.kind == "heading"
            or block.is_line
            or SENTENCE_END.search(block.text)
        ):
            left = 0
            continue
        findings[at] = Finding("other", "shape.pull_quote")
        left -= 1
