"""Texts of 19 languages in 18 encodings, whatever is declared: 99 in 100 come out right."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path

import pytest

from normalize.decode import decode

_TEXTS: dict[str, str] = tomllib.loads(
    (Path(__file__).parent / "cases" / "languages.toml").read_text("utf-8")
)
_WESTERN = ("de", "fr", "es", "pt", "it", "nl", "sv")
_ALL = tuple(_TEXTS)
_ENCODINGS: dict[str, tuple[str, ...]] = {
    "windows-1251": ("ru", "uk"), "koi8-r": ("ru",), "gb18030": ("zh-Hans",), "big5": ("zh-Hant",),
    "shift_jis": ("ja",), "euc-jp": ("ja",), "euc-kr": ("ko",), "windows-1256": ("ar",),
    "iso-8859-1": _WESTERN, "iso-8859-2": ("pl", "cs", "hu"), "iso-8859-9": ("tr",),
    "windows-1252": (*_WESTERN, "en"), "windows-1250": ("pl", "cs", "hu"),
    "utf-16": _ALL, "utf-16-le": _ALL, "utf-16-be": _ALL, "utf-8": _ALL, "utf-8-sig": _ALL,
}  # fmt: skip
_WRONG = ("utf-8", "iso-8859-1", "windows-1252", "windows-1251", "iso-8859-2", "shift_jis", "gb2312", "big5", "koi8-r")  # fmt: skip
_SAMPLES = 120


def _piece(rng: random.Random, encoding: str, size: int) -> str:
    """A random piece of a text, of about `size` bytes, with what the encoding can write."""
    text = _TEXTS[rng.choice(_ENCODINGS[encoding])]
    begin = rng.randrange(len(text))
    piece = (text + " " + text)[begin : begin + size]
    piece = "".join(c for c in piece if c.encode(encoding.removesuffix("-sig"), "ignore"))
    while len(piece.encode(encoding)) > size:
        piece = piece[:-1]
    return piece


@pytest.mark.parametrize("declared", ["absent", "right", "wrong"])
@pytest.mark.parametrize("size", [200, 600])
@pytest.mark.parametrize("encoding", _ENCODINGS)
def test_an_encoding_is_told(encoding: str, size: int, declared: str) -> None:
    rng = random.Random(f"{encoding}{size}{declared}")
    wrong = []
    for _ in range(_SAMPLES):
        text = _piece(rng, encoding, size)
        label = None
        if declared != "absent":
            label = rng.choice([c for c in _WRONG if c != encoding]) if declared == "wrong" else encoding  # fmt: skip
            if rng.random() < 0.5:
                text, label = f'<meta charset="{label}">{text}', None
        found, told = decode(text.encode(encoding), label)
        if found != text:
            wrong.append((told, label, text[:80], found[:80]))
    assert len(wrong) * 100 <= _SAMPLES, wrong


def test_utf8_with_bytes_of_another_encoding_is_read_as_both() -> None:
    text = _TEXTS["fr"]
    data = text[:200].encode() + "café à Liège ".encode("cp1252") + text[200:].encode()
    assert decode(data) == (text[:200] + "café à Liège " + text[200:], "utf-8")


def test_the_euro_sign_of_latin_9_follows_its_label() -> None:
    text = "Le barrage a coûté 40 millions d’€, a déclaré le préfet à la presse vendredi.".replace("’", "'")  # fmt: skip
    assert decode(text.encode("iso8859-15"), "iso-8859-15")[0] == text
