"""Which language an article is in: CLD2 on its title and the first part of its text."""

from __future__ import annotations

import re

import pycld2

#: CLD2 is nearly always sure after the first of these many characters; else it reads more.
_SAMPLES = (240, 600)
#: Per cent of a sample that must be in one language: a headline of names is taken for English.
_MOST = 75
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
#: CLD2 still uses codes that ISO 639 has replaced.
_MODERN = {"iw": "he", "in": "id", "ji": "yi", "mo": "ro", "jw": "jv"}
# CLD2 refuses control characters and lone surrogates.
_REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def bcp47(label: str) -> str:
    """A language label of a page or record as a BCP 47 tag; "" where it is none."""
    found = _TAG.match(label.strip())
    if not found or len(label.strip()) > 20:
        return ""
    first, *rest = re.split("[-_]", found.group())
    first = _MODERN.get(first.lower(), first.lower())
    tags = [t.title() if len(t) == 4 else t.upper() if len(t) == 2 else t for t in rest]
    return "-".join([first, *tags])


def _guess(sample: str) -> tuple[str, bool]:
    """CLD2's code for a text ("un" for none), and whether it is sure."""
    try:
        sure, _, guesses = pycld2.detect(sample.encode("utf-8", "ignore"))
    except pycld2.error:
        try:
            sure, _, guesses = pycld2.detect(_REFUSED.sub(" ", sample).encode("utf-8", "ignore"))
        except pycld2.error:
            return "un", False
    (_, code, share, _), *_ = guesses
    return _MODERN.get(code, code), bool(sure) and share >= _MOST


def detect_language(text: str, declared: str = "") -> str:
    """The BCP 47 tag of a text; the declared one where the text does not tell; else "und".

    `text` is the title and the body; the declared tag wins only over an unsure guess, since
    one page in ten declares none or a wrong one.
    """
    declared = bcp47(declared)
    code, sure = "un", False
    for length in _SAMPLES:
        code, sure = _guess(text[:length])
        if sure or len(text) <= length:
            break
    if code == "un" or (not sure and declared):
        return declared or "und"
    if declared.split("-")[0] == code.split("-")[0]:
        return declared if "-" in declared and "-" not in code else code
    return code
