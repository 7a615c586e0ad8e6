"""The values that pass through the cleaner: a draft as a reader found it, and the article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["paragraph", "heading", "item", "quote", "caption", "table", "code"]

RemovedKind = Literal[
    "headline",
    "caption",
    "credit",
    "byline",
    "dateline",
    "agency",
    "source",
    "correction",
    "copyright",
    "promotion",
    "navigation",
    "social",
    "other",
]


@dataclass(slots=True)
class Block:
    """One paragraph-like piece of a draft, in reading order.

    `kind` is what the markup said it is ("paragraph" where there is none); `linked` is the
    share of its characters inside links, 0 to 1; `marked` names a furniture kind that the
    markup itself declares (a byline class, say), with the rule that read it; `is_line` says that
    it is one of several lines that a page sets one below the other in a paragraph.
    """

    text: str
    kind: BlockKind = "paragraph"
    linked: float = 0.0
    marked: tuple[RemovedKind, str] | None = None
    is_line: bool = False


@dataclass(slots=True)
class Draft:
    """An article as a reader found it: fields as they came, the body as blocks."""

    path: str
    blocks: list[Block] = field(default_factory=list)
    title: str = ""
    #: other wordings of the headline (og:title, first h1): what a repeated headline may look like
    headlines: list[str] = field(default_factory=list)
    #: what the page's pictures are described by: a line that says the same is a caption
    picture_texts: frozenset[str] = frozenset()
    #: how many of the first blocks are a page's standfirst, set above its article
    lede: int = 0
    #: True for a web page, whose parts repeat as those of no text do
    is_page: bool = False
    #: "mail" for a mail, whose sender speaks of it to its readers; "text" for what reads as one
    letter: Literal["", "mail", "text"] = ""
    #: True where no field or tag said what the title is, so that the first line may be it
    title_unmarked: bool = False
    authors: list[str] = field(default_factory=list)
    #: authors to name where neither a field nor the text names a person: who signs below the
    #: headline, else the outlet itself
    signed: list[str] = field(default_factory=list)
    house_authors: list[str] = field(default_factory=list)
    published_at: str = ""
    modified_at: str = ""
    #: lines that may show the day, of a page that declares none, the likeliest group first
    stamps: list[list[str]] = field(default_factory=list)
    language: str = ""
    url: str = ""
    outlet: str = ""
    description: str = ""
    tags: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    encoding: str = "utf-8"
    repairs: list[str] = field(default_factory=list)


#: Rules that take a piece off a block's beginning, or off its end, and leave the rest.
DATELINE, TRAILER = "dateline", "shape.trailer"
INLINE_RULES = frozenset((DATELINE, TRAILER))


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece taken out of the body.

    `at` is the position, from 0, of the block it stood in, among the blocks that were read.
    """

    kind: RemovedKind
    text: str
    rule: str
    at: int


@dataclass(slots=True)
class Article:
    """A cleaned article: the body alone, what was known of it, and what was taken out."""

    path: str
    outlet: str
    url: str | None
    title: str
    text: str
    authors: list[str]
    published_at: str | None
    language: str
    dateline: str | None
    agencies: list[str]
    captions: list[str]
    subheads: list[str]
    description: str | None
    modified_at: str | None
    tags: list[str]
    removed: list[Removed]
    repairs: list[str]
    encoding: str


#: Stable codes of `rejected.jsonl`, each with what it means to a user.
REASONS: dict[str, str] = {
    "empty": "the file holds no bytes, or nothing but white space",
    "binary": "the bytes are no text: an image, a PDF, an archive, a program",
    "unsupported": "no reader for this kind of file",
    "unreadable": "the file system refused to give the bytes",
    "not_a_file": "a directory, socket, pipe or device where a file was expected",
    "symlink_loop": "a symbolic link that leads back to where it came from",
    "broken_link": "a symbolic link that leads nowhere",
    "outside_input": "a symbolic link that leads out of the input directory",
    "truncated": "the compressed stream ends before its end, or is damaged",
    "too_large": "larger than the limit on a file, record or decompressed stream",
    "encrypted": "a member of an archive that needs a password",
    "unsafe_path": "a member of an archive whose name leads out of it",
    "http_error": "a page that its server answered with an error",
    "too_deep": "nested deeper than the limit",
    "invalid_json": "no valid JSON",
    "invalid_xml": "no XML that can be read",
    "invalid_record": "valid JSON, but no article: no object, or no field that holds a body",
    "undecodable": "the bytes decode in no character encoding",
    "no_text": "nothing was left that could be the story",
    "too_slow": "it took longer to read than the limit on an article",
    "out_of_memory": "it took more memory to read than the limit on a worker process",
    "crashed": "the process that read it died, twice: out of memory, or a crash in a parser",
    "failed": "the cleaner failed on this article: please report it",
}


@dataclass(frozen=True, slots=True)
class Rejected:
    """An input record that gave no article: `reason` is a key of REASONS."""

    path: str
    reason: str
    detail: str


class RejectedError(Exception):
    """Raised by a reader that cannot give an article; carries the reason's code."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"
