"""A draft's blocks to the story: furniture out, with a record of each piece; facts kept."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile

from normalize.article import DATELINE, TRAILER, Block, Draft, Removed, RemovedKind
from normalize.furniture.agencies import find_agency
from normalize.furniture.bios import count_bios, labelled_author, opens_with_bio
from normalize.furniture.datelines import begins_with_label, split_dateline
from normalize.furniture.findings import MAIL, SENTENCE_END, STAMP, Finding, is_story
from normalize.furniture.headlines import headline_keys
from normalize.furniture.judge import Judged, judge_blocks
from normalize.furniture.pasted import part_pasted
from normalize.furniture.people import (
    eastern_people,
    is_paper,
    people_in,
    reporters_in,
    wires_in,
)
from normalize.furniture.titles import choose_title
from normalize.furniture.trailers import split_trailers
from normalize.names import is_initials

_OUTSIDE: tuple[RemovedKind, str] = ("navigation", "shape.outside")
_SUBHEAD_CHARS = 130
#: A heading of so many characters that ends in a full stop is a sentence.
_SAID = 60
#: Kinds of lines that tell when a copy was published; others tell of pictures and of other pages.
_STAMPED = ("other", "byline", "source", "agency")
#: Kinds of lines that say above a story who wrote it.
_CREDITING = ("byline", "agency")
#: Ends of the rules by which a line says that somebody wrote it.
_SAY_BY = (".byline_lead", ".byline_label")
_SUBHEAD_END = re.compile(r"[,;:，；：、]$")
_ALONE = 60
_DASH_END = re.compile(r"[-–—]$")
_WORDY = re.compile(r"[^\W\d_]{2}|[\u2e80-\u9fff]")


@dataclass(slots=True)
class Stripped:
    """What is left of a draft (`blocks`) and what its furniture told, each name and caption once."""

    title: str
    blocks: list[Block] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    captions: dict[str, None] = field(default_factory=dict)
    authors: dict[str, None] = field(default_factory=dict)
    agencies: dict[str, None] = field(default_factory=dict)
    subheads: list[str] = field(default_factory=list)
    dateline: str | None = None
    language: str = "und"
    #: lines that may show the day of publication: above the story, at its beginning, below it
    stamps: tuple[list[str], list[str], list[str]] = ([], [], [])


def _add(values: dict[str, None], new: Iterable[str]) -> None:
    values.update((value, None) for value in new if value)


def strip_furniture(draft: Draft) -> Stripped:
    """Take the furniture out of a draft. Pure: the draft is left as it was."""
    parted = part_pasted(draft)
    if parted is None:
        return _strip(draft)
    out = _strip(parted.draft)
    out.removed = [replace(piece, at=piece.at + parted.begin) for piece in out.removed]
    for at, block in enumerate(draft.blocks):
        if not parted.begin <= at < parted.end:
            kind, rule = block.marked or _OUTSIDE
            out.removed.append(Removed(kind, block.text, rule, at))
    out.removed.sort(key=lambda piece: piece.at)
    return out


def _strip(draft: Draft) -> Stripped:
    out = Stripped(title=choose_title(draft), captions=dict.fromkeys(draft.captions))
    draft, trailers = split_trailers(draft)
    blocks = draft.blocks
    keys = headline_keys([title for title in (out.title, *draft.headlines) if title])
    kept: list[tuple[int, Block]] = []
    judged = judge_blocks(draft, keys, out.title)
    out.language = judged.language
    for at, (block, finding) in enumerate(zip(blocks, judged.findings, strict=True)):
        if finding is None:
            kept.append((at, block))
            continue
        out.removed.append(Removed(finding.kind, block.text, finding.rule, at))
        _add(out.captions, (finding.caption,))
        if finding.kind == "dateline":
            out.dateline = block.text
    people, wires = _credited(draft, judged)
    _add(out.authors, people)
    _add(out.agencies, wires)
    out.removed += [piece for piece, _ in trailers]
    if not kept:
        # Everything looked like furniture: then it may be a brief of one line.
        return _keep_what_tells(draft, out) if blocks else out
    while len(kept) > 1 and _heads_nothing(kept[-1][1]):
        # It stood above what was taken out.
        at, block = kept.pop()
        out.removed.append(Removed("navigation", block.text, "shape.trailing_heading", at))
    authors = [*draft.authors, *out.authors]
    if not authors:
        _add(out.authors, labelled_author(blocks, out.language))
        authors = list(out.authors)
    bios = count_bios(blocks, kept, authors, draft.outlet, out.language)
    for at, block in kept[len(kept) - bios :]:
        out.removed.append(Removed("byline", block.text, "shape.bio", at))
    kept = kept[: len(kept) - bios]
    if opens_with_bio(kept, authors, out.language):
        at, block = kept.pop(0)
        out.removed.append(Removed("byline", block.text, "shape.bio", at))
    _strip_dateline(kept, out)
    if not (out.authors or draft.house_authors):
        _add(out.authors, reporters_in(out.dateline or ""))
    for _, finding in trailers:
        _add(out.authors, finding.authors)
        _add(out.agencies, finding.agencies)
    out.blocks = [block for _, block in kept if block.text]
    out.subheads = _subheads(out.blocks)
    out.removed.sort(key=lambda piece: (piece.at, piece.rule == TRAILER))
    out.stamps = _stamps(out.removed, max(kept[0][0], judged.begins), kept[-1][0])
    return out


def _credited(draft: Draft, judged: Judged) -> tuple[list[str], list[str]]:
    """The people whom the lines around a story name, and the agencies, in order.

    A name alone beside one with "by" is the outlet's or a section's: "By Ada Finch", "Harbour Herald".
    On a page, whose authors its elements tell, one is a section's or a button's; several are names.
    """
    blocks, findings = draft.blocks, judged.findings
    top = list(takewhile(lambda found: found is not None, findings))
    if judged.begins < len(findings):
        top = findings[: judged.begins] or top  # a standfirst may stand among them
    said = [at for at, finding in enumerate(top) if finding and _says_by(finding, blocks[at].text)]
    people: list[str] = []
    wires: list[str] = []
    for at, (block, finding) in enumerate(zip(blocks, findings, strict=True)):
        if finding is None:
            continue
        wires += finding.agencies
        alone = finding.rule == "shape.name" and at not in said
        if alone and (said or (draft.is_page and len(finding.authors) == 1)):
            continue
        people += _own_mail(finding.authors, block.text)
        if at >= len(top) or (
            finding.kind not in _CREDITING and finding.rule not in ("shape.kicker", STAMP)
        ):
            continue
        named = [] if finding.agencies else wires_in(block.text)
        wires += named
        if not finding.authors:
            is_told = named or finding.kind in _CREDITING or finding.rule == STAMP
            if finding.kind == "agency" and (said or find_agency(block.text.partition("/")[0])):
                is_told = (
                    False  # "Ada Finch/REUTERS" below who wrote it, "APA/Ada Finch": a picture's
                )
            people += people_in(block.text) if is_told else eastern_people(block.text)
    return [name for name in people if not (is_initials(name) or is_paper(name))], wires


def _own_mail(names: tuple[str, ...], text: str) -> list[str]:
    """Of the names of a line with an address those whose address it is, or all: "Ada Finch/Courier afinch@..."."""
    mail = MAIL.search(text) if len(names) > 1 else None
    box = mail.group(1).casefold() if mail is not None else ""
    return [name for name in names if name.split()[-1].casefold() in box] or list(names)


def _says_by(finding: Finding, text: str) -> bool:
    """Whether a line above a story says who wrote it: by a word, or by an address behind a name."""
    mailed = finding.rule == "shape.name" and MAIL.search(text) is not None
    return mailed or finding.rule.endswith(_SAY_BY)


def _heads_nothing(block: Block) -> bool:
    """Whether the last piece of a story is a heading; one that is a sentence may be all it says."""
    text = block.text
    return block.kind == "heading" and not (len(text) >= _SAID and text.endswith((".", "。")))


def _stamps(
    removed: list[Removed], first: int, last: int
) -> tuple[list[str], list[str], list[str]]:
    """The lines above a story (blocks `first` to `last`), its dateline, and the lines below it.

    Within the story stand times of its parts, and between them those of other pages.
    """
    above = [p.text for p in removed if p.kind in _STAMPED and p.at < first]
    datelines = [p.text for p in removed if p.kind == "dateline"]
    return above, datelines, [p.text for p in removed if p.kind in _STAMPED[:2] and p.at > last]


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
        text = draft.blocks[longest].text
        out.captions = dict.fromkeys(c for c in out.captions if c not in text)
    return out


def _strip_dateline(kept: list[tuple[int, Block]], out: Stripped) -> None:
    """Take the dateline off the first paragraph of prose."""
    capitals = begins_with_label(kept[0][1].text) and not any(
        begins_with_label(block.text) for _, block in kept[1:]
    )
    for position, (at, block) in enumerate(kept[:4]):
        split = split_dateline(block.text, out.language, position == 0 and capitals)
        if split is None and position + 1 < len(kept) and _ends_alone(block.text):
            # A line of its own: "New York CNN —"
            split = split_dateline(f"{block.text} {kept[position + 1][1].text}")
            if split is not None and split.rest == kept[position + 1][1].text:
                out.dateline = split.text
                _add(out.agencies, split.agencies)
                out.removed.append(Removed("dateline", block.text, DATELINE, at))
                del kept[position]
                break
            split = None
        if split:
            out.dateline = split.text
            _add(out.agencies, split.agencies)
            taken = block.text[: len(block.text) - len(split.rest)].rstrip()
            out.removed.append(Removed("dateline", taken, DATELINE, at))
            kept[position] = (at, Block(split.rest, block.kind, block.linked))
            break
        if is_story(block.text):
            break


def _ends_alone(text: str) -> bool:
    """Whether a line may be a dateline and nothing else: "New York CNN —", "КАЗАНЬ, 12 мар - ТАСС."."""
    if _DASH_END.search(text):
        return True
    return len(text) <= _ALONE and text[-1] in ".:)）】］" and any(map(str.isdigit, text))


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
