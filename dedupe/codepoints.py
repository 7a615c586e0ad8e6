"""A table that folds every code point: case, marks and width away; what is a token of its own.

Tokens need no segmenter: a run of letters and digits is one token, and each character of a
script that is written without spaces (Han, Kana, Thai, Lao, Khmer, Myanmar ...) is one by itself.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

#: Between tokens.
SEPARATOR = np.uint32(0)
#: Inside a token, and dropped: combining marks, joiners, apostrophes.
IGNORED = np.uint32(1)
#: Set on code points that are tokens by themselves.
ALONE = np.uint32(1 << 30)
#: Set on capital letters, whose tokens may be names.
CAPITAL = np.uint32(1 << 29)
#: Set on what ends a sentence: the capital after it is no sign of a name.
STOP = np.uint32(1 << 28)
#: Code points from here on are looked up by rule: Han extensions are tokens, the rest separates.
TABLE_SIZE = 0x20000

_ALONE_RANGES = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3040, 0x312F),  # Kana, Bopomofo
    (0x31A0, 0x31FF),
    (0x3400, 0x4DBF),  # Han
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x1B000, 0x1B16F),
)
_STOPS = '\n.!?:;¡¿"“”„«»…。！？'
#: Hangul and unified Han: nearly half of all letters, and each folds to itself.
_ITSELF = ((0xAC00, 0xD7A3), (0x3400, 0x4DBF), (0x4E00, 0x9FFC))
_APOSTROPHES = "'’ʼ‘`´\u00ad\u200b\u200c\u200d\u2060\ufeff"


def _fold(char: str) -> str:
    """The first letter or digit of a character without case, marks and width; "" for none."""
    for part in unicodedata.normalize("NFKD", char.casefold()):
        if part.isalnum():
            return part.casefold()[:1]
    return ""


@cache
def fold_table() -> NDArray[np.uint32]:
    """(TABLE_SIZE,) uint32: SEPARATOR, IGNORED, or the folded code point; with flags."""
    table = np.zeros(TABLE_SIZE, np.uint32)
    for first, last in _ITSELF:
        table[first : last + 1] = np.arange(first, last + 1)
    for code in np.flatnonzero(table == 0).tolist():
        char = chr(code)
        category = unicodedata.category(char)
        if category in ("Mn", "Mc", "Me") or char in _APOSTROPHES:
            table[code] = IGNORED
        elif category[0] in "LN":
            folded = _fold(char)
            table[code] = ord(folded) if folded else 0
            if category == "Lu" and folded:
                table[code] |= CAPITAL
    for first, last in _ALONE_RANGES:
        part = table[first : last + 1]
        part[part > IGNORED] |= ALONE  # none of these has capitals or is a stop
    for char in _STOPS:
        table[ord(char)] = STOP
    # Vowel signs of these scripts are marks; they stay dropped, as marks are everywhere.
    return table
