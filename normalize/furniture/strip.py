"""A draft's blocks to the story: furniture out, with a record of each piece; facts kept."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from normalize.article import Block, Draft, Removed
from normalize.furniture.agencies import trailing_attribution
from normalize.furniture.captions import ending_credit
from normalize.furniture.datelines import split_dateline
from normalize.furniture.headlines import (
    headline_keys,
    is_headline_like,
    repeats_headline,
    unmarked,
)
from normalize.furniture.lines import (
    SENTENCE_END,
    Finding,
    Place,
    announces_comments,
    announces_links,
    read_line,
)

#: How many blocks at either end count as near it, whatever they are.
_HEAD, _TAIL = 3, 5
_STORY_CHARS = 80
_SUBHEAD_CHARS = 130
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
_SUBHEAD_END = re.compile(r"[,;:，；：、]$")
_WORDY = re.compile(r"[^\W\d_]{2}|[\u2e80-\u9fff]")


@dataclass(slots=True)
class Stripped:
    """What is left of a draft (`blocks`) and what its furniture told."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    subheads: list[str] = field(default_factory=list)
    dateline: str | None = None


def _add(values: list[str], new: tuple[str, ...] | list[str]) -> None:
    values.extend(value for value in dict.fromkeys(new) if value and value not in values)


def is_story(text: str) -> bool:
    """Whether a block is by its look a paragraph of prose: a full sentence of some length."""
    if len(text) < _STORY_CHARS and not (len(text) >= 25 and _UNSPACED.search(text)):
        return False
    return bool(SENTENCE_END.search(text, max(0, len(text) - 8)))


def _choose_title(draft: Draft) -> str:
    if draft.title or not draft.title_unmarked or not draft.blocks:
        return draft.title
    first = draft.blocks[0].text
    if len(draft.blocks) > 1 and is_headline_like(first):
        return unmarked(first)
    return ""


def strip_furniture(draft: Draft) -> Stripped:
    """Take the furniture out of a draft. Pure: the draft is left as it was."""
    out = Stripped(title=_choose_title(draft), captions=list(draft.captions))
    blocks = draft.blocks
    keys = headline_keys([title for title in (out.title, *draft.headlines) if title])
    # The marked headline of a text is its first line; a story of one line has none.
    story = [i for i, block in enumerate(blocks) if is_story(block.text)]
    first_story = story[0] if story else len(blocks)
    last_story = story[-1] if story else -1
    begins, ends = _page_limits(blocks, keys) if draft.is_page else (0, len(blocks))
    repeated = _repeated(blocks) if draft.is_page else frozenset()
    kept: list[tuple[int, Block]] = []
    for at, block in enumerate(blocks):
        outside = at < begins or at >= ends
        finding = _OUTSIDE if outside and not block.marked else None
        if block.text in repeated and not block.marked:
            finding = Finding("other", "shape.repeated")
        if block.text in draft.picture_texts and not block.marked:
            finding = Finding("caption", "markup.alt", caption=block.text)
        finding = finding or _judge(block, at, len(blocks), first_story, last_story, keys)
        if finding is None:
            kept.append((at, block))
            continue
        out.removed.append(Removed(finding.kind, block.text, finding.rule, at))
        _add(out.captions, (finding.caption,))
        _add(out.authors, finding.authors)
        _add(out.agencies, finding.agencies)
    if not kept:
        # Everything looked like furniture: then it may be a brief of one line.
        return _keep_what_tells(draft, out) if blocks else out
    while len(kept) > 1 and kept[-1][1].kind == "heading":
        # A heading with nothing under it stood above what was taken out.
        at, block = kept.pop()
        out.removed.append(Removed("navigation", block.text, "shape.trailing_heading", at))
    _strip_ends(kept, out)
    out.blocks = [block for _, block in kept if block.text]
    out.subheads = _subheads(out.blocks)
    out.removed.sort(key=lambda piece: piece.at)
    return out


#: A heading of links this far down the text has no story under it.
_FOOT_SHARE = 0.5
#: Where more prose than this follows, the story goes on below the links.
_FOOT_PROSE = 0.2
#: A headline further down than this is another one's.
_HEAD_SHARE = 0.3
#: So often stands no sentence of a story on one page; interviews repeat a question twice.
_REPEATS = 3
_HEADING_CHARS = 200
_OUTSIDE = Finding("navigation", "shape.outside")


def _prose(blocks: list[Block]) -> int:
    return sum(len(b.text) for b in blocks if not b.marked and is_story(b.text))


def _repeated(blocks: list[Block]) -> frozenset[str]:
    """Lines that a page repeats word for word: notices in place of embedded content."""
    counts = Counter(block.text for block in blocks if not block.marked and len(block.text) >= 25)
    return frozenset(text for text, count in counts.items() if count >= _REPEATS)


def _page_limits(blocks: list[Block], keys: frozenset[str]) -> tuple[int, int]:
    """The first block of the story and the one after its last, by a page's headings.

    Above the headline there is no story; below a heading that announces links there is none,
    in the second half of the text.
    """
    begins, ends = 0, len(blocks)
    total = sum(len(block.text) for block in blocks if not block.marked) or 1
    seen = 0
    for at, block in enumerate(blocks):
        if not block.marked and len(block.text) <= _HEADING_CHARS:
            if not begins and seen < _HEAD_SHARE * total and repeats_headline(block.text, keys):
                begins = at
            elif (seen and announces_comments(block.text)) or (
                seen > _FOOT_SHARE * total
                and announces_links(block.text, block.kind == "heading")
                and _prose(blocks[at:]) < _FOOT_PROSE * total
            ):
                ends = at
                break
        if not block.marked:
            seen += len(block.text)
    return begins, ends


def _judge(
    block: Block, at: int, count: int, first_story: int, last_story: int, keys: frozenset[str]
) -> Finding | None:
    if repeats_headline(block.text, keys) and count != 1:
        return Finding("headline", "headline.repeated")
    if block.marked:
        kind, rule = block.marked
        return Finding(kind, rule, caption=_caption_of(block.text) if kind == "caption" else "")
    if block.kind == "caption":
        return Finding("caption", "markup.caption", caption=_caption_of(block.text))
    if block.kind in ("table", "code"):
        return None
    place = Place(head=at < first_story or at < _HEAD, tail=at > last_story or at >= count - _TAIL)
    return read_line(block, place)


def _caption_of(text: str) -> str:
    """A caption without the credit it ends with; "" for a line that only says "Archive"."""
    found = read_line(Block(text), Place(head=True, tail=True))
    if found is not None and found.kind in ("caption", "credit"):
        return found.caption
    ended = ending_credit(text)
    return ended[0] if ended else text


def _keep_what_tells(draft: Draft, out: Stripped) -> Stripped:
    longest = max(range(len(draft.blocks)), key=lambda i: len(draft.blocks[i].text))
    spared = [
        piece
        for piece in out.removed
        if piece.at == longest
        and piece.kind not in ("headline", "navigation", "social", "promotion")
    ]
    if spared:
        out.removed = [piece for piece in out.removed if piece.at != longest]
        out.blocks = [draft.blocks[longest]]
        out.captions = [c for c in out.captions if c not in draft.blocks[longest].text]
    return out


def _strip_ends(kept: list[tuple[int, Block]], out: Stripped) -> None:
    """Take the dateline off the first prose paragraph and a wire's name off the last one."""
    for position, (at, block) in enumerate(kept[:4]):
        split = split_dateline(block.text)
        if split:
            out.dateline = split.text
            _add(out.agencies, split.agencies)
            taken = block.text[: len(block.text) - len(split.rest)].rstrip()
            out.removed.append(Removed("dateline", taken, "dateline", at))
            kept[position] = (at, Block(split.rest, block.kind, block.linked))
            break
        if is_story(block.text):
            break
    at, block = kept[-1]
    ending = trailing_attribution(block.text)
    if ending:
        before, written, names = ending
        out.removed.append(Removed("agency", written, "shape.trailing_attribution", at))
        _add(out.agencies, names)
        kept[-1] = (at, Block(before, block.kind, block.linked))


def _subheads(blocks: list[Block]) -> list[str]:
    """Section headings: marked as such, or a short unended line above a longer paragraph."""
    found = []
    for at, block in enumerate(blocks):
        text = block.text
        if block.kind == "heading" or (
            0 < at < len(blocks) - 1
            and block.kind == "paragraph"
            and len(text) <= _SUBHEAD_CHARS
            and not SENTENCE_END.search(text, max(0, len(text) - 8))
            and not _SUBHEAD_END.search(text)
            and _WORDY.search(text)
            and is_story(blocks[at + 1].text)
            and len(blocks[at + 1].text) > len(text)
            and SENTENCE_END.search(blocks[at - 1].text)
        ):
            found.append(text)
    return found
