"""Invisible and exotic characters: which go, which become a space.

Typographic quotes, dashes, accents, joiners that scripts need (U+200C, U+200D) and the
ideographic full width stay as they were written.
"""

from __future__ import annotations

import re
from unicodedata import east_asian_width

#: No glyph of their own: soft hyphen, zero-width space, word joiner, BOM, Mongolian vowel
#: separator, and the bidi marks, embeddings, overrides and isolates (Unicode TR9), which
#: can make a line read as something it is not.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff\u180e\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

#: Unicode category Zs but U+0020, and the tab, form feed and vertical tab.
_SPACES = "\t\v\f\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"

_PLAIN = dict.fromkeys(_INVISIBLE, "") | dict.fromkeys(_SPACES, " ")
_ODD = re.compile(f"[{_INVISIBLE}{_SPACES}]")
_RUNS = re.compile("  +")
#: The first of them; a line that begins with one is not less.
EMOJI = "\u2600"
#: Emoji (Unicode's blocks of pictographs, dingbats and signs, with what joins and varies them).
_EMOJI = re.compile("[\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff\u200d\ufe0f\u20e3 ]+")


def plain_spaces(text: str) -> str:
    """Drop invisible characters and make every exotic space a plain one; runs stay."""
    if text.isprintable():  # which none of them is
        return text
    for odd in set(_ODD.findall(text)):
        text = text.replace(odd, _PLAIN[odd])
    return text


def single_spaces(line: str) -> str:
    """A line of plain spaces with single ones between its words, and none at its ends."""
    line = line.strip(" ")
    return _RUNS.sub(" ", line) if "  " in line else line


def one_line(text: str) -> str:
    """A field or paragraph as one line: plain single spaces, none at the ends."""
    text = plain_spaces(text)
    if "\n" in text or "\r" in text:
        text = text.replace("\r", " ").replace("\n", " ")
    return single_spaces(text)


def columns(text: str) -> int:
    """Columns of a terminal (UAX #11): a character of Han, Kana or Hangul says as much as two letters.

    >>> columns("Dam"), columns("水坝")
    (3, 4)
    """
    return len(text) + (0 if text.isascii() else sum(east_asian_width(c) in "WF" for c in text))


def without_emoji(line: str) -> str:
    """A line without the emoji in front, which draw a look to a call; one of emoji alone as it is.

    >>> without_emoji("📲 Follow us")
    'Follow us'
    """
    if line < EMOJI:
        return line
    found = _EMOJI.match(line)
    return (line[found.end() :] if found is not None else line) or line
