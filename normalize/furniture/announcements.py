"""Lines that stand above something: above links or readers' comments, or a list of the story's."""

from __future__ import annotations

import re

from normalize.characters import columns
from normalize.furniture.counters import counts
from normalize.furniture.words import fold, vocabulary

#: Longest heading that is read for its first words.
_HEADING = 50
#: What announces a list is no shorter (columns), else it may name topics or links; a list has no
#: more lines.
_LEAST_LIST, LONGEST_LIST = 30, 40
#: Words of a topic.
_TOPIC_WORDS = 3
_DIGIT = re.compile(r"\d")


def announces_links(text: str, is_heading: bool) -> bool:
    """Whether a line stands above links, and nothing of the story; a heading does by its words."""
    if not is_heading:
        return False
    folded = fold(text).strip(":：!…▼►→–—- ")
    words = vocabulary()
    entries = words.exact.get(folded)
    if entries is not None:
        return not entries.keys().isdisjoint(("related_lead", "social_lead"))
    # "Mehr zum Thema Hitze", "More on this story: the floods"; "Read more: Ten bridges that rust
    # away" is a link itself.
    return len(folded) <= _HEADING and any(
        term.slot == "related_lead"
        and term.is_phrase
        and not _is_headline(folded[len(term.text) :])
        for term in words.leading(folded)
    )


def _is_headline(behind: str) -> bool:
    """Whether what stands behind a label is a colon and more words than name a topic."""
    return behind[:1] in (":", "：") and len(behind.split()) > _TOPIC_WORDS


def announces_comments(text: str) -> bool:
    """Whether a line counts comments ("12 comments", "Kommentare (3)"): readers write below it."""
    if len(text) > _HEADING or not _DIGIT.search(text):
        return False
    return counts(text, "comments_label")


def heads_comments(text: str) -> bool:
    """Whether a heading is the word for comments alone: "Comments", "Kommentare"."""
    entries = vocabulary().exact.get(fold(text).strip(":：!… "))
    return entries is not None and "comments_label" in entries


def announces_list(text: str) -> bool:
    """Whether a line has the look of one that a list stands below: "These are the boats it needs:"."""
    return text[-1] in ":：" and columns(text) >= _LEAST_LIST
