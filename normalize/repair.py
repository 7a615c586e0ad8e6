"""Text to mended text: ftfy where it could change something, and nowhere else.

The result equals `ftfy.fix_text` with our configuration. ftfy works a line at a time and is
slow; the gate passes to it only those lines in which one of its steps has something to do.
Each part of the gate names the step of ftfy (6.3) that it stands for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from ftfy import TextFixerConfig, fix_and_explain
from ftfy.badness import is_bad

#: Quotes, widths and ligatures are the writer's, not damage: ftfy's defaults rewrite good text.
_KEEP_TYPOGRAPHY = TextFixerConfig(
    unescape_html=False,
    uncurl_quotes=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
)
_AND_UNESCAPE = _KEEP_TYPOGRAPHY._replace(unescape_html=True)

# fix_c1_controls, fix_line_breaks, fix_surrogates, remove_terminal_escapes, remove_control_chars
_CONTROL = re.compile(
    "[\x00-\x08\x0b\x0d-\x1f\x7f-\x9f\u2028\u2029\u206a-\u206f\ud800-\udfff\ufeff\ufff9-\ufffc]"
)
_CONTROL_ASCII = re.compile("[\x00-\x08\x0b\x0d-\x1f\x7f]")
# unescape_html (ftfy.chardata.HTML_ENTITY_RE begins so)
_ENTITY = re.compile("&#?[0-9A-Za-z]{1,24};")
# fix_encoding: no line without either of these is "bad" in ftfy's sense
# (scripts that no single-byte encoding of ftfy's holds cannot come of such damage)
_FAR = "\u0590-\u109f\u3040-\u9fff\uac00-\ud7af"
_MOJIBAKE_HINT = re.compile(f"[^\x00-\x7f{_FAR}][^\x00-\x7f{_FAR}]|[\x80-\x9fÂÃŒœ]")


def _may_need_ftfy(text: str, unescape: bool) -> bool:
    """The gate without its dear part: False only where no step of ftfy has anything to do."""
    if unescape and "&" in text and _ENTITY.search(text):
        return True
    if text.isascii():
        return bool(_CONTROL_ASCII.search(text))
    return bool(
        _CONTROL.search(text)
        or _MOJIBAKE_HINT.search(text)
        or not unicodedata.is_normalized("NFC", text)
    )


def _needs_ftfy(line: str, unescape: bool) -> bool:
    if unescape and "&" in line and _ENTITY.search(line):
        return True
    if line.isascii():
        return bool(_CONTROL_ASCII.search(line))
    if _CONTROL.search(line) or not unicodedata.is_normalized("NFC", line):
        return True
    return bool(_MOJIBAKE_HINT.search(line)) and is_bad(line)


def mend(text: str, *, unescape: bool = False) -> tuple[str, list[str]]:
    """Mend mojibake, entities, line ends and control characters.

    `unescape` says that entities are damage here (plain text), not already decoded (HTML).
    Returns the text, equal to `ftfy.fix_text(text, config)`, and the steps that changed it,
    each once, in order of first use.
    """
    if not _may_need_ftfy(text, unescape):
        return text, []
    config = _AND_UNESCAPE if unescape else _KEEP_TYPOGRAPHY
    steps: dict[str, None] = {}
    out: list[str] = []
    for line in _lines(text):
        if not _needs_ftfy(line, unescape):
            out.append(line)
            continue
        fixed, explanation = fix_and_explain(line, config)
        out.append(fixed)
        if fixed != line:
            for action, parameter in explanation or []:
                steps[f"{action} {parameter}"] = None
    # Line ends are how files are written, not damage worth a word to the user.
    steps.pop("apply fix_line_breaks", None)
    return "".join(out), list(steps)


def _lines(text: str) -> Iterator[str]:
    # The segments of ftfy.fix_text: only "\n" ends one, or a length that it fixes.
    limit = _KEEP_TYPOGRAPHY.max_decode_length
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        end = min(end, start + limit)
        yield text[start:end]
        start = end
