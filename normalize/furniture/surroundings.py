"""Where each block of a draft stands, and what it is by itself there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise, takewhile

from normalize.article import Block, Draft
from normalize.characters import EMOJI, without_emoji
from normalize.furniture.announcements import LONGEST_LIST, announces_list
from normalize.furniture.captions import ending_credit
from normalize.furniture.citations import read_citation
from normalize.furniture.contacts import is_contact_label
from normalize.furniture.findings import PAGE_KINDS, STAMP, Finding, Place, is_sentence, is_story
from normalize.furniture.gate import Gate
from normalize.furniture.headlines import repeats_behind_label, repeats_headline
from normalize.furniture.labels import read_labelled_link
from normalize.furniture.letters import frame_of
from normalize.furniture.lines import read_line
from normalize.furniture.outside import LINKED, LONGEST_PAGE_LINE, read_page_line
from normalize.furniture.pagewords import codes_of, has_vocabulary
from normalize.furniture.people import name_key
from normalize.furniture.reported import is_reported
from normalize.furniture.series import in_series
from normalize.furniture.stamps import is_shown_day
from normalize.furniture.standfirsts import Top
from normalize.language import detect_language

#: A text of more blocks may be of lines that recur thousands of times.
_MANY = 500
#: How many blocks at either end count as near it: pieces of the story, and whatever stands last.
_HEAD, _TAIL = 3, 5
#: So many blocks of furniture stand above a story or below it, at the most.
_MOST_OUTSIDE = 500
#: So many lines of one draft that may be furniture are read, but for those at its ends; and captions.
_MOST_READ = 1000
#: Paragraphs, and characters of them, that the language is told by.
_SAMPLED, _SAMPLE = 12, 1200
#: Sentences of a story that has no longer paragraphs: their least number, and share of its text.
_FEW, _MOSTLY = 3, 0.6
#: Lines of a copy's foot that a paragraph stands below, the share of them that must be told, but for
#: topics of so many characters, and the longest such paragraph; at most so many of them, where so many
#: are left.
_LEAST_FOOT, _MOST_FOOT, _FOOT_SHARE, _TOPIC, _LONGEST_BEYOND = 3, 60, 0.6, 30, 300
_MOST_CUT_OFF, _LEAST_LEFT = 2, 3
_KICKER = Finding("navigation", "shape.kicker")
_place = cache(Place)  # there are few, and thousands of blocks
_MIDDLE = Place(head=False, tail=False)
#: A line of a list that a story ends with: an agency, a source may stand below it.
_LISTED = Place(head=False, tail=True, closing=True)
_BELOW = Place(head=False, tail=True, after=True)


def _short_story(blocks: Sequence[Block]) -> list[int]:
    """The paragraphs of a story that is told in short ones: most of the text, or it is none."""
    said = [at for at, block in enumerate(blocks) if is_sentence(block.text)]
    if len(said) < _FEW:
        return []
    within = sum(len(block.text) for block in blocks[said[0] : said[-1] + 1])
    share = sum(len(blocks[at].text) for at in said) / within
    return said if share >= _MOSTLY else []


class Surroundings:
    """Reads the blocks of one draft, each with where it stands in the whole."""

    def __init__(self, draft: Draft, keys: frozenset[str], title: str) -> None:
        self._blocks = blocks = draft.blocks
        self._keys = keys
        headlines = [text for text in dict.fromkeys((title, *draft.headlines)) if text]
        self._named = headlines, keys, draft.outlet
        self._declared = draft.language
        self._authors = frozenset(map(name_key, draft.authors))
        self._title = f"{title}\n"
        self._language = ""
        self._is_page = draft.is_page
        self._lede = lede = draft.lede
        self._series = in_series(blocks)
        self._told: dict[tuple[object, ...], Finding | None] = {}
        self._lines = self._captions = 0
        story = [i for i, block in enumerate(blocks) if is_story(block.text)]
        #: Whether the story is told in short paragraphs, and where it ends is less sure.
        self.is_short = not story
        story = story or _short_story(blocks)
        self._prose = [blocks[i] for i in story]
        #: The vocabularies that lines are read by.
        self.codes = codes_of(self.language())
        self._frame = frame_of(draft, self.codes) if draft.letter else {}
        if self._frame:
            story = [i for i in story if i not in self._frame]
        self._has_story = bool(story)
        texts = [b.text if b.text < EMOJI else without_emoji(b.text) for b in blocks]
        self._gate = Gate(texts, self.codes)
        # A byline may stand between a standfirst and the story.
        story = [i for i in story if i >= lede] or story
        # A caption or a notice may be as long as a paragraph: the story begins below it.
        while len(story) > 1 and self._at(story[0], Place(True, False, before=True, top=True)):
            del story[0]
        while len(story) > 1 and self._at(story[-1], Place(False, True, after=True)):
            del story[-1]
        # So may what an outlet says of itself, below all the rest.
        for _ in range(_MOST_CUT_OFF if not draft.is_page else 0):
            if len(story) > _LEAST_LEFT and self._is_cut_off(story[-2], story[-1]):
                del story[-1]
        # A standfirst may be as long as a paragraph: below it stand a byline, a day, buttons.
        self._standfirsts: list[int] = []
        #: The headline's line, where a text's is told among those of a menu.
        self.headline = 0
        if draft.title_unmarked and story:
            above = range(min(story[0], _MOST_OUTSIDE))
            self.headline = next(filter(self._is_headline, above), 0)
        top = Top(blocks, self.headline, self._at)
        if not draft.is_page and len(story) > 1 and top.is_standfirst(story[0], story[1]):
            self._standfirsts = [story.pop(0)]
        elif draft.title_unmarked and story:
            self._standfirsts = top.short_standfirsts(story[0])
        #: The first block of the story; as many as there are where it has no prose.
        self.first = story[0] if story else len(blocks)
        self._last = story[-1] if story else -1
        if story and not draft.is_page:  # the markup of a page tells its lists
            self._last = self._end_of_list(self._last)
        self._closing = story[-2:][0] if story else -1
        #: The first block below the story; as many as there are blocks where it has no prose.
        self.below = self._last + 1 if story else len(blocks)

    def _is_cut_off(self, last: int, beyond: int) -> bool:
        """Whether between two paragraphs stands all that ends a copy: the second is none of the story's."""
        if not _LEAST_FOOT <= beyond - last - 1 <= _MOST_FOOT:
            return False
        if len(self._blocks[beyond].text) > _LONGEST_BEYOND:
            return False
        texts = [block.text for block in self._blocks[last + 1 : beyond]]
        # Short last sentences are the story's; a few words may be a topic.
        ended = sum(1 for _ in takewhile(is_sentence, texts))
        found = [self._at(at, _BELOW) for at in range(last + 1 + ended, beyond)]
        told = len(found) - found.count(None)
        unknown = sum(
            one is None and len(text) > _TOPIC
            for one, text in zip(found, texts[ended:], strict=True)
        )
        if told < _LEAST_FOOT or found[-1] is None:
            return False
        return told >= _FOOT_SHARE * (told + unknown)

    def language(self) -> str:
        """The language (BCP 47) that the story's paragraphs are in."""
        if not self._language:
            prose = [b.text for b in self._prose or self._blocks]
            sample = self._title + "\n".join(prose[:_SAMPLED])[:_SAMPLE]
            self._language = detect_language(sample, self._declared)
        return self._language

    def read(self, at: int, kept: int) -> Finding | None:
        """What furniture the block at a place is; None for a piece of the story.

        `kept` are the pieces of the story above it.
        """
        count = len(self._blocks)
        if _MOST_OUTSIDE <= at < count - _MOST_OUTSIDE:
            return self._at(at, _MIDDLE)
        before = self._has_story and self._lede <= at < self.first and at not in self._standfirsts
        after = self._has_story and at > self._last
        head, tail = at < self.first or kept < _HEAD, at > self._last or at >= count - _TAIL
        top = kept == sum(standfirst < at for standfirst in self._standfirsts)
        found = self._at(at, _place(head, tail, before, after, top, at >= self._closing))
        if found is None and (before or after):
            found = self._of_page(self._blocks[at].text, above=before)
        if at < self.headline and (found is None or found.rule == "shape.name"):
            return _KICKER  # nobody signs above the headline
        if found is not None and found.rule == "shape.kicker" and self._opens_section(at):
            return None
        return found

    def _of_page(self, text: str, above: bool) -> Finding | None:
        """What a line beside the story is by what is known of the page: its author, above it a day."""
        if self._authors and name_key(text) in self._authors:
            return Finding("byline", "shape.author")
        if not above:
            return None
        language = self.language()
        if not has_vocabulary(language) and is_shown_day(text, language):
            return Finding("other", STAMP)
        return None

    def _end_of_list(self, last: int) -> int:
        """The last line of what a story's last paragraph, or the line below it, announces.

        "What the club still needs is this:", "Two more jetties", "A page on Facebook". As long as
        a line would be no furniture among the story's paragraphs, and does not say below it what
        the ends of copies say, it is one of the list.
        """
        count = len(self._blocks)
        head = next((at for at in (last, last + 1) if at < count and self._announces(at)), None)
        if head is None:
            return last
        below = range(head + 1, min(head + 1 + LONGEST_LIST, count))
        end = next((at for at in below if self._ends_list(at)), below.stop)
        return end - 1 if end - 1 > head else last

    def _ends_list(self, at: int) -> bool:
        """Whether a line below what announces a list is none of it; a list may have a page's words."""
        if self._at(at, _LISTED):
            return True
        found = self._at(at, _BELOW)
        return found is not None and found.kind not in PAGE_KINDS

    def _announces(self, at: int) -> bool:
        """Whether a line announces a list of the story's."""
        text = self._blocks[at].text
        return announces_list(text) and not is_contact_label(text) and self._at(at, _BELOW) is None

    def _is_headline(self, at: int) -> bool:
        return repeats_headline(self._blocks[at].text, self._keys)

    def _opens_section(self, at: int) -> bool:
        """Whether a heading right above the story is the first of those that part the story."""
        if self._blocks[at].kind != "heading" or at + 1 != self.first:
            return False
        return any(
            block.kind == "heading"
            and not block.marked
            and (at < self._last or is_sentence(below.text))
            for at, (block, below) in enumerate(pairwise(self._blocks[self.first :]), self.first)
        )

    def _at(self, at: int, place: Place) -> Finding | None:
        """What a block is by itself at a place. Of many blocks equal ones are read once."""
        if len(self._blocks) <= _MANY or at in self._frame or at in self._series:
            return self._read(at, place)
        block = self._blocks[at]
        key = block.text, block.kind, block.linked, block.marked, block.is_line, place
        if key not in self._told:
            self._told[key] = self._read(at, place)
        return self._told[key]

    def _read(self, at: int, place: Place) -> Finding | None:
        block = self._blocks[at]
        if at in self._frame:
            return self._frame[at]
        if self._is_headline(at) and len(self._blocks) != 1:
            return Finding("headline", "headline.repeated")
        if block.marked:
            kind, rule = block.marked
            return Finding(kind, rule, caption=self._caption_of(at) if kind == "caption" else "")
        if block.kind == "caption":
            return Finding("caption", "markup.caption", caption=self._caption_of(at))
        # The markup of a page tells headings of its parts.
        if not self._is_page and repeats_behind_label(block.text, self._keys):
            return Finding("headline", "headline.repeated")
        if place.tail and (cited := read_citation(block, *self._named)):
            return cited
        if block.kind in ("table", "code") or (at in self._series and not place.before):
            return None
        if place is _MIDDLE and self._lines >= _MOST_READ:
            return None
        outside, near_end = place.before or place.after, place.head or place.tail
        if block.linked < LINKED and not self._gate.may_be_furniture(at, outside, near_end):
            return None
        self._lines += 1
        if block.text >= EMOJI and (bare := without_emoji(block.text)) != block.text:
            block = replace(block, text=bare)
        found = read_line(block, place)
        if found is None and len(block.text) <= LONGEST_PAGE_LINE:
            found = read_page_line(block, place, self.codes, self._gate.holds_page_word(at))
        if found is not None and is_reported(block.text, found, self.codes):
            return None
        return found or read_labelled_link(block)

    def _caption_of(self, at: int) -> str:
        """A caption without the credit it ends with; "" for a line that only says "Archive"."""
        text = self._blocks[at].text
        self._captions += 1
        if self._captions > _MOST_READ or not self._gate.may_be_furniture(
            at, outside=False, near_end=True
        ):
            return text
        found = read_line(Block(text), Place(head=True, tail=True))
        if found is not None and found.kind in ("caption", "credit"):
            return found.caption
        ended = ending_credit(text)
        return ended[0] if ended else text
