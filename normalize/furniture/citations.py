"""Lines that name the article itself: how to cite it, and where it appeared first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from normalize.article import Block
from normalize.furniture.findings import Finding
from normalize.furniture.headlines import headline_key
from normalize.furniture.pagewords import is_unspaced
from normalize.furniture.words import fold, vocabulary

#: A line that cites an article is no longer, its label too; it has so much of the headline.
_LONGEST, _LONGEST_LABEL, _CITED = 400, 20, 16
#: Around a headline there are no more characters. A shorter one may stand in a sentence of the
#: story, beside the outlet's name or in a link: "The Premier League told the Post ...".
_AROUND, _LEAST, _LEAST_UNSPACED = 150, 20, 10
_DOUBLE, _SINGLE = '"“”„«»', "'‘’‚"
_PLAIN = str.maketrans(dict.fromkeys(_DOUBLE, '"') | dict.fromkeys(_SINGLE, "'"))
#: What counts readers' words on it, in any language: "3 thoughts on “", "3 myśli na temat „".
_COUNTED = re.compile(rf"\d{{1,5}}(?:\s[^\W\d_]+){{1,4}}\s[{_DOUBLE}{_SINGLE}]\s?")
#: A shorter one is looked for beside no words at all.
_SHORTEST = 5


def read_citation(
    block: Block, headlines: Sequence[str], keys: frozenset[str], house: str
) -> Finding | None:
    """What names the article, in a line near the end of its text; None for a piece of the story.

    `headlines` are the article's, `keys` their keys (see headlines.py), `house` the outlet's name.
    """
    text = block.text
    if "://" in text and _cites(text, keys):
        return Finding("source", "headline.cited")
    for headline in headlines:
        if len(text) > len(headline) + _AROUND:
            continue
        told = block
        if headline not in text and any(quote in headline for quote in _DOUBLE + _SINGLE):
            told, headline = replace(block, text=_plain_quotes(text)), _plain_quotes(headline)
        if headline in told.text and _tells_source(told, headline, house):
            return Finding("source", "headline.source")
    return None


def _plain_quotes(text: str) -> str:
    """A text with quotes of one kind: a headline's may be set in other signs below."""
    return text.translate(_PLAIN)


def _cites(text: str, keys: frozenset[str]) -> bool:
    """Whether a line with an address says how to cite the article: its headline, or how it begins."""
    if len(text) > _LONGEST:
        return False
    label, colon, rest = text.partition(": ")
    cited = [text, rest] if colon and len(label) <= _LONGEST_LABEL else [text]
    return any(
        headline_key(part).startswith(key[: max(_CITED, len(key) // 3)])
        for part in cited
        for key in keys
        if len(key) >= _CITED
    )


def _tells_source(block: Block, headline: str, house: str) -> bool:
    """Whether a line with the headline says where the article is: "The post ... appeared first on ...".

    WordPress sets it below each post of a feed. The words around the headline are the known ones;
    or, in any language, it is as long as headlines are, and the outlet is named beside it or the
    headline is a link.
    """
    if len(headline) < _SHORTEST:
        return False
    before, _, after = block.text.partition(headline)
    if _COUNTED.fullmatch(before) and not after.strip(_DOUBLE + _SINGLE + " :"):
        return True
    rest = block.text.replace(headline, " ", 1)
    if vocabulary().containing(fold(rest), "feed_phrase") is not None:
        return True
    if len(headline) < (_LEAST_UNSPACED if is_unspaced(headline) else _LEAST):
        return False
    own = headline_key(house)
    return block.linked * len(block.text) >= len(headline) or (
        own != "" and own in headline_key(rest)
    )
