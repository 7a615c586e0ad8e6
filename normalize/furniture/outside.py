"""Lines above the story's first paragraph and below its last: furniture by the words of the page.

Nothing of a story is there but a standfirst, a short last sentence, a list. So a little evidence
is enough of a line that is no sentence, and a sentence needs two kinds: a word of the page and
one that speaks to the reader, or the outlet speaking of its own copy. Among the story's
paragraphs a line must be of such words for the most part.
"""

from __future__ import annotations

import re

from normalize.article import Block
from normalize.furniture.buttons import read_button
from normalize.furniture.bylines import read_byline
from normalize.furniture.counters import is_counter, is_picture_number, is_player
from normalize.furniture.dated_bylines import read_dated
from normalize.furniture.findings import (
    INNER_QUOTE,
    LABEL_SIGN,
    QUOTE,
    SENTENCE_END,
    STAMP,
    Finding,
    Place,
)
from normalize.furniture.labels import read_labelled
from normalize.furniture.menus import is_path
from normalize.furniture.notices import own_copy, quotes_words, read_notice
from normalize.furniture.pagewords import (
    STRONG_WORDS,
    Codes,
    Hit,
    Reading,
    find_words,
    is_unspaced,
    read_words,
    reading,
    strong_words,
)
from normalize.furniture.photographers import wire_credit
from normalize.furniture.stamps import (
    before_stamp,
    is_signed_stamp,
    is_stamp,
    is_stamp_of_page,
)
from normalize.furniture.words import fold

#: Longest line that is no sentence, in scripts with spaces and without.
_LINE, _LINE_UNSPACED = 110, 45
#: Longest line of a section's name and a stamp.
_LONGEST_STAMP = 70
#: Longest line that is read in other languages than the article's too.
LONGEST_OTHER = _LINE
LONGEST_SENTENCE, _SENTENCE_UNSPACED, LONGEST_AMONG = 250, 80, 200
#: Longer blocks are the story's.
LONGEST_PAGE_LINE = 300
#: Shares of a line's letters that must be words of the page.
_COVERED_BEFORE, _COVERED_AMONG = 0.4, 0.45
#: The same among the story's paragraphs where one word of the page is all: "The last subscriber".
_COVERED_ALONE = 0.6
_LONG_PHRASE = 2
#: The same of sentences: of one that speaks to the reader too, of any other.
_COVERED_SPOKEN, _COVERED_SENTENCE = 0.4, 0.6
#: The same where the words of the page are networks' names, which every language writes alike:
#: "Chúng tôi biết tin qua Facebook".
_COVERED_NAMED = 0.7
#: "Facebook wilde niet reageren." is what a story may end with.
_COVERED_SOCIAL = 0.8
#: The same of lines without one of the stronger words.
_COVERED_WEAK = 0.8
#: Asked of lines whose words are another language's than the article's.
_MORE_COVERED = 0.15
#: What is so much a link may be furniture by fewer signs.
LINKED = 0.5
#: What is all a link, above the story or below it, leads to another page.
_ALL_LINKED = 0.98
#: A sentence of some words, and more behind it.
_SENTENCE_BEFORE = re.compile(r"((?:\S+\s+){2,}?\S*[.!?…।۔؟][\"“”‘’«»)]*)\s+\S|(.{8,}?[。！？]).")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?:^|\s)@\w{2,30}\b")
#: Sides of a line of the page: "Valley Post | 12 March 2025", "(Valley Post) Created on 12.03.2025".
_SIDES = re.compile(r"\s*[|·•]\s*|^\([\w .-]{2,30}\)\s+")
_KICKER, _KICKER_UNSPACED = 26, 6
_STOPS = re.compile(r"[.!?。！？…:：,，、]|\d")
_ABBREVIATION = re.compile(r"(?:[^\W\d_]\.){2,4}")
REACH = 48
#: Slots without which no line among the story's paragraphs is furniture.
_TELLING = (
    *STRONG_WORDS, "weak_word", "link_word", "poll_label", "consent_word", "machine_word", "affiliate_word",
    "call_phrase", "onward_word", "act_word", "question_phrase", "own_thing",
)  # fmt: skip
#: "4 min", "3-minute read", "Читать 4 минуты"; behind a label that says no reading, a recipe's
#: ("Preparation: 20 min"), and behind an hour the time of day ("10時30分").
_READ_TIME = re.compile(
    r"(?<![\d時时시點点])(?<![時时시點点]\s)\d{1,2}[\s-]?(?:mins?\b|minut|мин|хв|dakika|dk\b|phút|menit|دقائق|دقیقه|मिनट|分|분)",
    re.I,
)
#: The same with its full stop, "3 min."; and of what is listened to: "(02:14 Minuten)".
_READ_ALONE = re.compile(
    r"\d{1,2}\s?(?:mins?|мин|хв|dk|phút)\.?|\(?\d{1,2}:\d\d\s[^\W\d_]{3,8}\.?\)?"
)
_LONGEST_READ = 40
_TIME = re.compile(r"\b\d{1,2}(?:[:h]\d\d\b|\.\d\d\s?(?:Uhr|GMT|[ap]\.?m\b))")
#: Kinds of blocks that are the story's, whatever they say.
_KEPT = ("table", "code", "quote")
#: Where the picture is. Squares, diamonds and discs, and triangles that are empty or point down,
#: are set before the parts of a story; several in a line part the items of a list, and before a
#: number one is a minus.
_CAPTION_MARK = re.compile("[▲⬆⬇◀]\\s?[^\\W\\d][^▲]*(?<![。！？!?])$")


def _is_kicker(text: str) -> bool:
    """Whether a line above the story is a word or three: a section's name, a button."""
    if is_unspaced(text):
        return len(text) <= _KICKER_UNSPACED and not _STOPS.search(text)
    return (
        len(text) <= _KICKER
        and len(text.split()) <= 3
        and (text[-1] not in ".!?:…।۔؟" or _ABBREVIATION.fullmatch(text) is not None)
        and "," not in text
        and not any(char.isdigit() for char in text)
        and any(char.isalpha() for char in text)
    )


def _sentence(line: Reading, block: Block, place: Place) -> Finding | None:
    text = block.text
    if len(text) > (_SENTENCE_UNSPACED if is_unspaced(text) else LONGEST_SENTENCE):
        return None
    outside = place.before or place.after
    if INNER_QUOTE.search(text) and (not outside or quotes_words(text)):
        return None
    terms, kind = strong_words(line)
    weak = line.of("weak_word")
    page = terms + weak
    spoken = line.of("address_word")
    if is_unspaced(text):  # "구독자", subscribers, has in it "독자", readers
        spoken = [hit for hit in spoken if not any(map(hit.overlaps, page))]
    if spoken and (terms or (outside and len(weak) > 1)):
        covered = line.covered(page + spoken)
        called = len(spoken) > 1 and kind == "promotion"
        asked = _COVERED_SPOKEN if terms and (outside or called) else _COVERED_AMONG
        if terms and _languages(terms).isdisjoint(_languages(spoken)):
            asked = _COVERED_NAMED
        if covered >= asked and (outside or len(text) <= LONGEST_AMONG):
            return Finding(kind, page[0].rule)
    if terms and block.linked >= LINKED and line.covered(page) >= _COVERED_AMONG:
        return Finding(kind, terms[0].rule)
    if not outside:
        return None
    if terms:
        is_social = 2 * line.covered(line.of("social_word")) > line.covered(terms)
        if line.covered(page) >= (_COVERED_SOCIAL if is_social else _COVERED_SENTENCE):
            return Finding(kind, terms[0].rule)
    return own_copy(line)


def _is_long(hit: Hit) -> bool:
    """Whether a term is of words enough to say by itself what a line is: "as a preferred source on"."""
    return hit.term.text.count(" ") >= _LONG_PHRASE


def _languages(hits: list[Hit]) -> set[str]:
    return {hit.term.language for hit in hits}


def read_page_line(
    block: Block, place: Place, codes: frozenset[str], worded: bool = True
) -> Finding | None:
    """What furniture a block is by words of the page; None for a piece of the story.

    `codes` are the languages whose words it is read by. A line that is nothing in them is read in
    all languages: buttons of another stand in a story now and then. `worded` is False where it is
    known to hold no word of the page in any language.
    """
    text = block.text
    if len(text) > LONGEST_PAGE_LINE or text[0] in QUOTE or block.kind in _KEPT:
        # Boxes of the page are set as quotations, too.
        is_worded = worded and block.kind == "quote" and text[0] not in QUOTE
        return read_notice(read_words(text, codes), text, place) if is_worded else None
    outside = place.before or place.after
    if outside and block.linked >= _ALL_LINKED:
        return Finding("navigation", "shape.linked")
    if not outside and len(text) > LONGEST_AMONG and not LABEL_SIGN.search(text, 0, REACH):
        if not (worded and (place.head or place.tail)):
            return None
        return read_notice(read_words(text, codes), text, place)
    if _CAPTION_MARK.match(text) and (is_unspaced(text) or place.before):
        return Finding("caption", "shape.caption_mark", caption=text[1:].strip())
    folded = fold(text)
    hits = find_words(folded) if worded else []
    if not outside and is_stamp_of_page(text):
        return Finding("other", STAMP)
    if not place.before and is_signed_stamp(text):
        authors = (text.partition(",")[0],) if place.after else ()  # below a video it is its own
        return Finding("navigation", "shape.signed_stamp", authors=authors)
    if (not outside and is_picture_number(text)) or is_player(text):
        return Finding("navigation", "shape.counter")
    if not outside and not any(hit.term.slot in _TELLING for hit in hits):
        return None if place.may_be_signed else wire_credit(text, place.before)
    line = reading(folded, hits, codes)
    found = _read(block, place, line, codes, 0.0)
    if found is None and hits and len(text) <= LONGEST_OTHER:
        found = _read(block, place, reading(folded, hits, None), None, _MORE_COVERED)
        if found is not None and found.rule == "shape.name" and strong_words(line)[0]:
            return None  # "Weitere Optionen zum Teilen" looks like a name where no German is read
    return found


def _tells_read_time(text: str) -> bool:
    found = _READ_TIME.search(text) if len(text) <= _LONGEST_READ else None
    return found is not None and not LABEL_SIGN.search(text, 0, found.start())


def _is_said(text: str, place: Place, codes: Codes) -> bool:
    """Whether a sentence is the story's."""
    return _read(Block(text), place, read_words(text, codes), codes, 0.0) is None


def _read(block: Block, place: Place, line: Reading, codes: Codes, more: float) -> Finding | None:
    text = block.text
    outside = place.before or place.after
    if outside:
        if is_stamp(text):
            return Finding("other", STAMP)
        told = place.top or _TIME.search(text)
        if place.before and told and (dated := read_dated(block, line, codes)):
            return dated
        if any(map(is_stamp, _SIDES.split(text)[1:])):
            return Finding("other", STAMP)
        if place.before and text[0] in ",،、":
            return Finding("byline", "shape.split_byline")  # ", in Rome", below who wrote it
        if place.before and _READ_ALONE.fullmatch(text):
            return Finding("other", "shape.read_time")
        if is_counter(text, place.before) or (place.before and is_path(text)):
            return Finding("navigation", "shape.counter")
        if byline := read_byline(line, codes, text, place.before and place.top):
            return byline
        if place.before and len(text) <= _LONGEST_STAMP and text[-1] not in ".!?":
            section = before_stamp(text)
            if section != text and _is_kicker(section):
                return Finding("other", STAMP)  # "Harwick Updated March 12 at 9:14"
    if notice := read_notice(line, text, place):
        return notice
    if (outside or block.kind != "item") and (button := read_button(line, text)):
        return button
    ended = SENTENCE_END.search(text, max(0, len(text) - 8)) and not text.endswith(("...", "…"))
    if (labelled := read_labelled(line, codes, text, outside)) and not (
        ended and text[-1] not in "?!"
    ):
        return labelled
    if place.before and place.top and _is_kicker(text):
        return Finding("navigation", "shape.kicker")
    if outside and not ended and _tells_read_time(text):
        return Finding("other", "shape.read_time")
    if (place.before or not place.may_be_signed) and (credited := wire_credit(text, place.before)):
        return credited
    if ended:
        return _sentence(line, block, place)
    if len(text) > (_LINE_UNSPACED if is_unspaced(text) else _LINE):
        return None
    said = _SENTENCE_BEFORE.match(text)
    sentence = next((group for group in said.groups() if group), "") if said is not None else ""
    # "Seen something? Write to ...", "Would you like to know more? Follow us"
    asked = sentence[-1:] in "?？" and (
        _MAIL.search(text) or any(hit.start < len(sentence) for hit in line.of("address_word"))
    )
    if sentence and not asked and _is_said(sentence, place, codes):
        return None  # the story's last sentence, and a call behind it
    if outside and (own := own_copy(line)):
        return own
    terms, kind = strong_words(line)
    if place.after and block.kind != "item":
        # "It was good to read it again...": a last sentence may trail off.
        if not terms and not text[0].isdigit() and not text.endswith(("...", "…")):
            terms = line.of("weak_word")
        mailed = _MAIL.search(text) and line.of("address_word")
        if terms or mailed:
            return Finding(kind if terms else "social", terms[0].rule if terms else "shape.mail")
    if block.kind != "heading":
        weak = line.of("weak_word")
        spoken = line.of("address_word")
        covered = line.covered(terms + weak + spoken) if terms or len(weak) > 1 else 0.0
        if not terms:
            return Finding(kind, weak[0].rule) if covered >= _COVERED_WEAK + more else None
        alone = len({hit.start for hit in terms + weak + spoken}) == 1 and not _is_long(terms[0])
        among = _COVERED_ALONE if alone else _COVERED_AMONG
        if covered >= (_COVERED_BEFORE if outside else among) + more:
            return Finding(kind, terms[0].rule)
    return None
