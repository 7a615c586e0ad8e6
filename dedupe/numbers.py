"""Words for small numbers and the figures that they stand for (`numbers.toml`)."""

from __future__ import annotations

from functools import cache
from importlib import resources

import numpy as np
import tomli
from numpy.typing import NDArray

from dedupe.codepoints import fold_table
from dedupe.kernels import first_tokens
from dedupe.texts import Texts

#: Slots of the table, a power of two: several times as many as there are words.
_SLOTS = 1 << 11

#: Hashes of words and, in the same slots, of their figures: each (2 ** k,) uint64, 0 where empty.
NumberWords = tuple[NDArray[np.uint64], NDArray[np.uint64]]


@cache
def number_words() -> NumberWords:
    """The table that `dedupe.kernels` looks tokens up in: open addressing by low bits."""
    text = (resources.files("dedupe") / "numbers.toml").read_text("utf-8")
    pairs = [(word, figure) for figure, words in tomli.loads(text).items() for word in words]
    hashes = _hashes([word for word, _ in pairs])
    figures = _hashes([figure for _, figure in pairs])
    words, numbers = np.zeros(_SLOTS, np.uint64), np.zeros(_SLOTS, np.uint64)
    for token, figure in zip(hashes.tolist(), figures.tolist(), strict=True):
        slot = token % _SLOTS
        while words[slot] and words[slot] != token:
            slot = (slot + 1) % _SLOTS
        words[slot], numbers[slot] = token, figure
    return words, numbers


def _hashes(words: list[str]) -> NDArray[np.uint64]:
    texts = Texts.of(words)
    found = np.empty(len(words), np.uint64)
    first_tokens(texts.data, texts.offsets, fold_table(), found)
    return found
