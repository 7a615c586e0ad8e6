"""What a line has of a story's words: how they begin, since many languages bend the end."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import islice, pairwise

from normalize.furniture.findings import is_story
from normalize.furniture.pagewords import WORD, is_unspaced
from normalize.furniture.words import fold

#: Words are compared by their first letters; shorter ones tell nothing.
STEM, _LEAST_LETTERS = 5, 4
#: Letters that only Vietnamese has: it writes each syllable as a word, so that two tell one.
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9ơư]")
#: How many stems a headline has at the least that its story has, and the share of all its stems; of
#: pairs of syllables half are of two words, and none's.
_LEAST_STEMS, _SHARE, _SHARE_OF_PAIRS = 2, 0.5, 0.33
#: Paragraphs of a story, and characters of them, that hold the words it is told in.
_PARAGRAPHS, _MOST = 60, 20_000


def stems_of(text: str) -> Iterator[str]:
    """What tells a line's words: how they begin, after a space; in Han and the like, each two letters.

    In Vietnamese, each two syllables.
    """
    folded = fold(text)
    if _VIETNAMESE.search(folded):
        yield from (f" {first} {second}" for first, second in pairwise(WORD.findall(folded)))
        return
    for word in WORD.findall(folded):
        if is_unspaced(word):
            yield from map("".join, pairwise(word))
        elif len(word) >= _LEAST_LETTERS:
            yield f" {word[:STEM]}"


def story_words(texts: Iterable[str]) -> str:
    """The prose among some texts, as stems are looked for in it: of a long story the beginning."""
    prose = "\n".join(islice(filter(is_story, texts), _PARAGRAPHS))
    return f" {fold(prose[:_MOST])}"


def count_shared(headline: str, told: str) -> int:
    """How many stems of a headline its story (see `story_words`) has; 0 where they are too few for one."""
    stems = set(stems_of(headline))
    count = count_known(stems, told)
    share = _SHARE_OF_PAIRS if _VIETNAMESE.search(fold(headline)) else _SHARE
    return count if count >= max(_LEAST_STEMS, share * len(stems)) else 0


def count_known(stems: Collection[str], told: str) -> int:
    """How many stems a story (see `story_words`) has."""
    return sum(stem in told for stem in stems)
