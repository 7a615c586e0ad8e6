"""Text to mended text: ftfy where it could change something, and nowhere else.

The result equals `ftfy.fix_text` with our configuration. ftfy works a line at a time and is
slow; the gate passes to it only those lines in which one of its steps has something to do.
Each part of the gate names the step of ftfy (6.3) that it stands for.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator

from ftfy import TextFixerConfig, fix_and_explain
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad

#: Quotes, widths and ligatures are the writer's, not damage: ftfy's defaults rewrite good text.
KEEP_TYPOGRAPHY = TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
)
_AND_UNESCAPE = KEEP_TYPOGRAPHY._replace(unescape_html=True)

# fix_line_breaks, remove_terminal_escapes, remove_control_chars
_ASCII_CONTROLS = tuple(chr(c) for c in (*range(9), 11, *range(13, 32), 127))
# fix_c1_controls, fix_line_breaks, fix_surrogates, remove_control_chars
_CONTROL = re.compile("[\x80-\x9f\u2028\u2029\u206a-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc]")
# unescape_html (ftfy.chardata.HTML_ENTITY_RE begins so)
_ENTITY = re.compile("&#?[0-9A-Za-z]{1,24};")
#: Makes a space of every byte of ASCII, which parts the runs of others in UTF-8.
_APART = bytes(0x20 if byte < 0x80 else byte for byte in range(256))


def _class(*names: str) -> str:
    return "".join(MOJIBAKE_CATEGORIES[name] for name in names)


# fix_encoding: what every alternative of ftfy.badness.BADNESS_RE asks of the characters beyond
# ASCII that follow each other. Letters beside letters pass, but for a capital after a small one.
_SIGN = _class(
    "bad", "law", "currency", "start_punctuation", "end_punctuation", "numeric", "box"
) + "°´"  # fmt: skip
_SMALL = _class("lower_accented", "lower_common")
_CAPITAL = _class("upper_accented")
_MOJIBAKE_HINT = re.compile(
    f"[{_SIGN}][^\x00-\x7f]|[^\x00-\x7f][{_SIGN}]|[{_SMALL}][{_CAPITAL}]"
    "|[ÎÐØÙ][^\x00-\x7f]|вЂ|Гў|[\x80-\x9fÂÃŒœ]"
)

#: Runs of characters beyond ASCII, in UTF-8, that no step has anything to do with, as far as seen;
#: bounded.
_sound: set[bytes] = set()
_MOST_RUNS = 200_000


def _are_sound(text: str) -> bool:
    """Whether no run of characters beyond ASCII could be of damage."""
    runs = text.encode("utf-8", "surrogatepass").translate(_APART).split()
    if _sound.issuperset(runs):
        return True
    for run in runs:
        if run not in _sound:
            letters = run.decode("utf-8", "surrogatepass")
            if _CONTROL.search(letters) or _MOJIBAKE_HINT.search(letters):
                return False
            if len(_sound) < _MOST_RUNS:
                _sound.add(run)
    return True


def _has_ascii_controls(text: str) -> bool:
    # Most lines are printable as they are, which is told at once.
    if text.isprintable():
        return False
    for control in _ASCII_CONTROLS:  # noqa: SIM110 - asked of every text
        if control in text:
            return True
    return False


def _may_need_ftfy(text: str, unescape: bool) -> bool:
    """The gate without its dear part: False only where no step of ftfy has anything to do."""
    if unescape and "&" in text and _ENTITY.search(text):
        return True
    if _has_ascii_controls(text):
        return True
    if text.isascii():
        return False
    return not _are_sound(text) or not unicodedata.is_normalized("NFC", text)


#: No step of ftfy looks further than this into the ASCII beside the characters that it judges.
_MARGIN = 24
_LONG_ASCII = re.compile(f"[\x00-\x7f]{{{2 * _MARGIN + 2},}}")


#: The most characters that an alternative of ftfy.badness.BADNESS_RE takes.
_WIDEST = 7


def _is_bad(line: str) -> bool:
    """Whether ftfy takes a line for mojibake: it is asked only of what is around a hint of it."""
    hints = (found.start() for found in _MOJIBAKE_HINT.finditer(line))
    return any(is_bad(line[max(0, at - _WIDEST) : at + 2 * _WIDEST]) for at in hints)


def _mend_line(line: str, config: TextFixerConfig) -> tuple[str, list[str]]:
    """One line as ftfy mends it, and the steps that changed it.

    A long line is mended without the ASCII far from every other character: ftfy's price is in
    the length.
    """
    unescape = config.unescape_html is True and "&" in line and _ENTITY.search(line)
    if unescape or _has_ascii_controls(line):
        return _fix(line, config)
    if line.isascii():
        return line, []
    normal = unicodedata.is_normalized("NFC", line) and not _CONTROL.search(line)
    if normal and (_are_sound(line) or not _is_bad(line)):
        return line, []
    cut: list[str] = []

    def shorten(found: re.Match[str]) -> str:
        stretch = found.group()
        cut.append(stretch[_MARGIN:-_MARGIN])
        return f"{stretch[:_MARGIN]}\n{stretch[-_MARGIN:]}"

    fixed, steps = _fix(_LONG_ASCII.sub(shorten, line), config)
    parts = fixed.split("\n")
    if "&" in line or len(parts) != len(cut) + 1 + line.endswith("\n"):
        return _fix(line, config)  # what the mending made may be more to mend
    cut += [""] * (len(parts) - len(cut))
    ends = "\n" if line.endswith("\n") else ""
    return "".join(itertools.chain.from_iterable(zip(parts, cut, strict=True))) + ends, steps


def _fix(line: str, config: TextFixerConfig) -> tuple[str, list[str]]:
    fixed, explanation = fix_and_explain(line, config)
    if fixed == line:
        return line, []
    return fixed, [f"{action} {parameter}" for action, parameter in explanation or []]


def mend(text: str, *, unescape: bool = False) -> tuple[str, list[str]]:
    """Mend mojibake, entities, line ends and control characters.

    `unescape` says that entities are damage here (plain text), not already decoded (HTML).
    Returns the text, equal to `ftfy.fix_text(text, config)`, and the steps that changed it,
    each once, in order of first use.
    """
    if not _may_need_ftfy(text, unescape):
        return text, []
    config = _AND_UNESCAPE if unescape else KEEP_TYPOGRAPHY
    steps: dict[str, None] = {}
    out: list[str] = []
    for line in _lines(text):
        mended, taken = _mend_line(line, config)
        out.append(mended)
        steps.update(dict.fromkeys(taken))
    # Line ends are how files are written, not damage worth a word to the user.
    steps.pop("apply fix_line_breaks", None)
    return "".join(out), list(steps)


def _lines(text: str) -> Iterator[str]:
    # The segments of ftfy.fix_text: only "\n" ends one, or a length that it fixes.
    limit = KEEP_TYPOGRAPHY.max_decode_length
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        end = min(end, start + limit)
        yield text[start:end]
        start = end
