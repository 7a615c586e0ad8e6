"""What every rule on a block speaks of: where it stands, what it was found to be."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from normalize.article import Block, RemovedKind
from normalize.furniture.pagewords import is_unspaced
from normalize.furniture.words import Words
from normalize.names import looks_like_name

#: Kinds of lines that a page sets around a copy.
PAGE_KINDS: tuple[RemovedKind, ...] = ("navigation", "social", "promotion")
#: The rule of lines that tell when a copy was published, by their shape.
STAMP = "shape.date"
SENTENCE_END = re.compile(r"[.!?…。！？؟।۔။።։។][\"'“”‘’«»›‹」』）)\]]*$")
#: A sentence of some words, and more behind it: "The last word was hers. Nothing more".
SENTENCE_WITHIN = re.compile(r"(?:\S+\s+){3,}\S*[.!?…।۔؟][\"“”‘’«»)]*\s+\S|.{8,}?[。！？].")
#: What ends a label, or encloses one.
LABEL_SIGN = re.compile("[:：】\\]］〕)）]")
QUOTE = "\"'“‘«„‚「『《‹"
#: An address of mail, and who it is of.
MAIL = re.compile(r"([\w.+-]+)@[\w-]+\.\w")
#: An address of a page, as text shows it.
ADDRESS = re.compile(r"https?://\S+|\bwww\.\S+")
#: What stands around somebody's words, or a name.
INNER_QUOTE = re.compile('[“”„«»"「『]')
#: Who did what, or when and where: "Make-up: Ada Finch".
LABELLED = re.compile(r"[^:：\d]{2,40}[:：]\s?\S.{0,90}")

#: So many lines in a row that nothing tells are a list, a table or a poem.
LIST_LINES = 3
#: Labels, bylines and buttons are seldom longer.
SHORT = 120
_STORY_CHARS, _STORY_UNSPACED = 80, 25
_SENTENCE_CHARS, _SENTENCE_UNSPACED = 25, 10
#: Paragraphs of some length by which a text has such.
_PROSE = 2
#: A sentence's end, and who wrote or sent it: "... on Friday. (kas)", "... / ab", "... kas/msh"
SIGNED_END = re.compile(
    r"[.!?…][\"'“”‘’«»]*\s*(?:\([^()]{2,24}\)|\[[^\[\]]{2,24}\]|[/–—-]\s?[\w/.]{2,12}|[^\W\d_]{2,4}(?:/[^\W\d_]{2,4})+)$"
)
_SIGNED_CHARS = 32


@dataclass(frozen=True, slots=True)
class Place:
    """Where a block stands.

    `head` and `tail` are near either end, `before` and `after` outside the story: above its
    first paragraph of prose, below its last; `top`: nothing but furniture is above it; `closing`:
    it is one of the story's last two paragraphs, which may be signed, or stands there.
    """

    head: bool
    tail: bool
    before: bool = False
    after: bool = False
    top: bool = False
    closing: bool = False

    @property
    def may_be_signed(self) -> bool:
        """Whether what ends like a credit may say who wrote the story: no caption, then."""
        return self.after or self.closing


@dataclass(frozen=True, slots=True)
class Finding:
    """A block that is furniture: its kind, the rule that says so, and what it tells."""

    kind: RemovedKind
    rule: str
    caption: str = ""
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    @property
    def tells_day(self) -> bool:
        """Whether it tells when a copy was published: "14 March 2024", "Published on ..."."""
        return self.rule == STAMP or self.rule.endswith(".update_label")


@dataclass(frozen=True, slots=True)
class Line:
    """A block with its text, also as terms are compared, and where it stands."""

    block: Block
    text: str
    folded: str
    place: Place
    words: Words

    @property
    def near_end(self) -> bool:
        return self.place.head or self.place.tail

    @property
    def is_sentence(self) -> bool:
        return bool(SENTENCE_END.search(self.text, max(0, len(self.text) - 8)))


@lru_cache(maxsize=512)  # most rules ask of all blocks
def is_story(text: str) -> bool:
    """Whether a block is by its look a paragraph of prose: a full sentence of some length."""
    if len(text) < _STORY_CHARS and not (len(text) >= _STORY_UNSPACED and is_unspaced(text)):
        return False
    return bool(
        SENTENCE_END.search(text, max(0, len(text) - 8))
        or SIGNED_END.search(text, max(0, len(text) - _SIGNED_CHARS))
    )


def is_sentence(text: str) -> bool:
    """Whether a block is a sentence, be it a short one: in a story of such it is a paragraph."""
    least = _SENTENCE_UNSPACED if is_unspaced(text) else _SENTENCE_CHARS
    return len(text) >= least and SENTENCE_END.search(text, max(0, len(text) - 8)) is not None


def prose_of(blocks: Sequence[Block]) -> Callable[[str], bool]:
    """What a paragraph of prose is in a text: any sentence, where hardly one is of some length."""
    long = islice((True for block in blocks if is_story(block.text)), _PROSE)
    return is_story if sum(long) == _PROSE else is_sentence


def prose_chars(block: Block) -> int:
    """How many characters of prose a block has: none where its page marks it as furniture."""
    return len(block.text) if not block.marked and is_story(block.text) else 0


def is_full_name(text: str) -> bool:
    """Whether a line is the full name of one person and nothing more."""
    return 2 <= len(text.split()) <= 4 and looks_like_name(text) and ":" not in text
