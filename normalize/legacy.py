"""Which legacy encoding bytes are in: chardetng (the detector of Firefox), checked by the language.

Alone, chardetng takes some Western text for Central European, Russian or Japanese where its only
bytes above ASCII are quotation marks, a pound sign or guillemets. The words around them tell
their language, and the language its encodings.
"""

from __future__ import annotations

import codecs
from encodings.aliases import aliases

from chardetng_py import detect

from normalize.language import detect_language

#: WHATWG reads these labels as the wider Windows encodings that pages really use.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "cp950",
    "big5hkscs": "cp950",
}

#: Encodings of languages in Latin letters, the first the one to take where nothing tells more.
_WESTERN = ("cp1252", "iso8859-15")
_LATIN: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        [
            "af",
            "ca",
            "cy",
            "da",
            "de",
            "en",
            "es",
            "eu",
            "fi",
            "fr",
            "ga",
            "gl",
            "id",
            "is",
            "it",
            "la",
            "lb",
            "ms",
            "nl",
            "no",
            "nb",
            "nn",
            "oc",
            "pt",
            "sv",
            "sw",
            "tl",
        ],
        _WESTERN,
    ),
    **dict.fromkeys(
        ["bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"],
        ("cp1250", "iso8859-2", "iso8859-16"),
    ),
    **dict.fromkeys(("az", "ku", "tr"), ("cp1254",)),
    **dict.fromkeys(("et", "lt", "lv"), ("cp1257", "iso8859-13", "iso8859-4")),
    "vi": ("cp1258",),
}
#: Letters above ASCII of languages whose encodings are alike: what tells one from the other.
_LETTERS = {
    "pl": "ąćęłńóśźż", "cs": "áčďéěíňóřšťúůýž", "sk": "áäčďéíĺľňóôŕšťúýž", "hu": "áéíóöőúüű",
    "hr": "čćđšž", "bs": "čćđšž", "sl": "čšž", "ro": "ăâîşţșț", "sq": "ëç",
}  # fmt: skip
_MARKS = "“”„‚‘’«»‹›–—…§°€•·\u00a0\u00ad"
_SAMPLE = 4096
#: Characters that text of CJK scripts is made of: ASCII, CJK punctuation, kana, Han, Hangul, forms.
_CJK = (
    (0x09, 0x7E), (0x2010, 0x2030), (0x3000, 0x30FF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xFF01, 0xFF9F),
)  # fmt: skip
#: What such text has now and then: white space, commas, full stops, kana.
_CJK_MARKS = frozenset(" \n\u3000\u3001\u3002\uff0c") | {chr(c) for c in range(0x3041, 0x30FB)}


def python_codec(label: str) -> str | None:
    """Python's name for a charset label, widened as browsers do; None if it is unknown."""
    key = label.strip().lower().replace(" ", "")
    try:
        name = codecs.lookup(key).name
    except (LookupError, ValueError):
        try:
            name = codecs.lookup(aliases.get(key.replace("-", "_"), "")).name
        except (LookupError, ValueError):
            return None
    return _WIDER.get(name, name)


#: NUL, and the printable bytes and line ends of ASCII.
_PLAIN = bytes([0, 9, 10, 13, *range(32, 127)])


def guess_wide(data: bytes) -> str | None:
    """The order of UTF-16 without a byte order mark, None where the bytes are no such text."""
    sample = data[:_SAMPLE]
    if b"\x00" in sample:
        # Text of most scripts has NULs in every other byte at spaces, line ends and digits.
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        # ... and Latin text in all: a stray NUL or two among its letters make no UTF-16.
        latin = not sample.translate(None, _PLAIN)
        threshold = max(1, len(sample) // (4 if latin else 40))
        if odd >= threshold and odd > 8 * even:
            return "utf-16-le"
        if even >= threshold and even > 8 * odd:
            return "utf-16-be"
    elif sample.isascii() or _is_utf8(sample):
        return None
    return next(
        (order for order in ("utf-16-le", "utf-16-be") if _reads_as_cjk(sample, order)), None
    )


#: What announces characters of two bytes of seven bits each (RFC 1468, RFC 2237, RFC 1557).
_ESCAPED = {
    b"\x1b$B": "iso2022_jp_ext", b"\x1b$@": "iso2022_jp_ext", b"\x1b$(D": "iso2022_jp_ext",
    b"\x1b$)C": "iso2022_kr",
}  # fmt: skip


def guess_escaped(data: bytes) -> str | None:
    """The encoding of bytes that switch character sets, as Japanese mails do; None of others."""
    if b"\x1b" not in data or not data.isascii():  # one byte is found many times as fast as two
        return None
    at = data.find(b"\x1b$")
    return next((name for mark, name in _ESCAPED.items() if data.startswith(mark, at)), None)


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(sample) - 3
    return True


def _reads_as_cjk(sample: bytes, order: str) -> bool:
    text = sample[: len(sample) & ~1].decode(order, "replace")
    usual = sum(any(low <= ord(c) <= high for low, high in _CJK) for c in text)
    # The other order, and other encodings' bytes, fall all over the plane.
    return usual * 100 >= len(text) * 97 and any(c in _CJK_MARKS for c in text)


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def guess_legacy(data: bytes, labels: list[str]) -> str:
    """Python's name of the legacy encoding of bytes that are no UTF-8.

    `labels` are what was declared, the most trusted first. Where the language that the text
    shows is never written in the detector's encoding, one of the language's own is taken, a
    declared one first. A label that the detector disagrees with counts only so.
    """
    declared = [codec for label in labels if (codec := python_codec(label))]
    guess = python_codec(detect(data)) or "cp1252"
    language = detect_language(data[:_SAMPLE].decode(guess, "replace"), "")
    own = _LATIN.get(language, ())
    if own and guess not in own:
        guess = next((c for c in (*declared, *own) if c in own and _decodes(data, c)), guess)
    if language in _LETTERS:
        usual = set(_LETTERS[language] + _LETTERS[language].upper() + _MARKS)

        def odd(codec: str) -> int:
            text = data.decode(codec, "replace")
            return sum(not character.isascii() and character not in usual for character in text)

        guess = min((guess, *own[:2]), key=odd)
    if guess == "cp1252" and "iso8859-15" in declared and not _has_controls(data):
        return "iso8859-15"  # differs in eight characters, the euro sign one of them
    for codec in declared:
        # Two names of what is the same here: KOI8-R and KOI8-U, Windows' and ISO's.
        if (
            codec != guess
            and _decodes(data, codec)
            and data.decode(codec) == data.decode(guess, "replace")
        ):
            return codec
    if guess == "cp950" and not _decodes(data, guess) and _decodes(data, "big5hkscs"):
        return "big5hkscs"
    return guess


def _has_controls(data: bytes) -> bool:
    """Whether there are bytes that are C1 controls in ISO 8859 and letters in Windows' encodings."""
    return any(0x80 <= byte < 0xA0 for byte in data)
