"""Buttons: what a reader may do with what a page has, and nothing else: "Rate this article".

Also what that costs: "Subscribe from 1 euro a month".

Houses word them in any way, "Print article", "Print this story", and of few words: a doing, a thing
of the page, and small words between. A heading of a story has a word of the story.
"""

from __future__ import annotations

import re
from functools import cache

from normalize.furniture.findings import SENTENCE_END, Finding
from normalize.furniture.pagewords import WORD, Hit, Reading, is_unspaced
from normalize.furniture.words import Term, load_terms

_LONGEST, _LONGEST_UNSPACED = 60, 24
#: The share of a line's letters that such words have.
_COVERED = 0.95
#: Marks around a button's words.
_MARKS = " »>›→▶►+*|•·"
_STOPS = ".。।"
#: Where the whole copy is: "Read the full article at harbourherald.example".
_SITE = re.compile(r"(?<![\w@])[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?:/\S*)?(?![\w@])")
_AROUND = re.compile(f"[{re.escape(_MARKS)}]*")
#: Slots of the things of a page, and of networks: "View on Instagram".
_THINGS = ("thing_word", "part_word", "self_reference", "social_word")
#: Slots of words that may stand beside them.
_BESIDE = ("promotion_word", "navigation_word", "address_word", "where_word")


def read_button(line: Reading, text: str) -> Finding | None:
    """Whether a line is a button, by its words of the page; None for any other line."""
    if not line.of("act_word"):
        return None
    sites = [site.span() for site in _SITE.finditer(line.folded)]
    length = len(text) - sum(end - start for start, end in sites)
    if length > (_LONGEST_UNSPACED if is_unspaced(text) else _LONGEST):
        return None
    priced = bool(line.of("promotion_word")) and any(map(str.isdigit, text))
    # "Watch the results:" has them below. "Read the article." is a sentence as any other.
    if text[-1] in ":：" or (SENTENCE_END.search(text) and not priced):
        return None
    # In a button the doing is first or last, but for a price or an address.
    begin, end = _AROUND.match(line.folded).end(), len(line.folded.rstrip(_MARKS + _STOPS))  # type: ignore[union-attr]
    acts = line.of("act_word")
    if not (priced or sites):
        acts = [act for act in acts if act.start == begin or act.end == end]
    for language in dict.fromkeys(act.term.language for act in acts):
        # What many languages share ("video") is in the English words.
        own = (language, "en")
        same = [act for act in acts if act.term.language in own]
        things = [hit for slot in _THINGS for hit in line.of(slot) if hit.term.language in own]
        if not priced and all(hit.overlaps(act) for hit in things for act in same):
            continue
        beside = [hit for slot in _BESIDE for hit in line.of(slot) if hit.term.language in own]
        beside += [Hit(acts[0].term, start, end) for start, end in sites]
        if line.covered(same + things + beside + _small(line, language)) >= _COVERED:
            return Finding("promotion" if priced else "navigation", same[0].rule)
    return None


def _small(line: Reading, language: str) -> list[Hit]:
    """The small words of a line, as hits."""
    small = _small_words(language)
    if not is_unspaced(line.folded):
        found = ((word.group(), word.start()) for word in WORD.finditer(line.folded))
    else:
        found = ((text, at) for text in small for at in _places(line.folded, text))
    return [Hit(small[word], at, at + len(word)) for word, at in found if word in small]


def _places(text: str, part: str) -> list[int]:
    return [at for at in range(len(text)) if text.startswith(part, at)]


@cache
def _small_words(language: str) -> dict[str, Term]:
    return {term.text: term for term in load_terms(language) if term.slot == "small_word"}
