"""Mails that somebody passed on: the letter that they hold, from who wrote it."""

from __future__ import annotations

import re

from normalize.article import Block, Draft, RemovedKind
from normalize.furniture.findings import MAIL, SENTENCE_END, is_story

#: What programs put before a subject when a mail is passed on or answered.
_PREFIX = re.compile(r"^(?:(?:fwd?|fw|wg|tr|rv|enc|rm|vs|vb|re|aw|sv|antw|odp|ynt|пересл|转发|轉寄|回复|回覆|전달)\s?[:：]\s*)+", re.I)  # fmt: skip
#: "---------- Forwarded message ---------", "-----Original Message-----"; Apple's has no dashes.
_SEPARATOR = re.compile(r"[-_]{4,}\s?[^-_\s][^-_]{3,40}[-_]{4,}")
#: A line of the header: "From: The Harwick Herald <news@herald.example>".
_FIELD = re.compile(r"[^\w\s]{0,2}([^\W\d_][^\W\d_ .-]{1,14}(?: [^\W\d_]{1,14})?)\s?[:：]\s*(\S.*)")
#: The same among others, in a page's one block.
_FIELDS = re.compile(r"(?:^|\s)[^\W\d_]{2,14}:\s")
_ADDRESS = re.compile(r"\s*[<\[(](?:mailto:)?[\w.+-]+@[\w.-]+\w[^<>]*[>\])]")
#: The header stands among the first blocks, and has so many lines at least, and at most.
_ABOVE, _LEAST, _MOST = 6, 3, 10
_FORWARDED: tuple[RemovedKind, str] = ("other", "letter.forwarded")


def bare_subject(text: str) -> str:
    """A subject as its writer gave it.

    >>> bare_subject("Fwd: FW: A bridge closes")
    'A bridge closes'
    """
    return _PREFIX.sub("", text)


def _header(blocks: list[Block], begin: int) -> int:
    """Where the lines of a header that begins with a block end; `begin` where none does."""
    text = blocks[begin].text
    opens = _SEPARATOR.match(text) or _FIELD.match(text)
    if opens and MAIL.search(text) and len(_FIELDS.findall(text)) >= _LEAST:
        return begin if SENTENCE_END.search(text) else begin + 1
    end = begin
    while end < len(blocks) and end - begin < _MOST and _FIELD.fullmatch(blocks[end].text):
        end += 1
    told = any(MAIL.search(block.text) for block in blocks[begin:end])
    return end if told and end - begin >= _LEAST else begin


def unwrap(draft: Draft) -> None:
    """Mark what stands above a letter that was passed on; the letter is its own sender's, of its own day.

    It is a header of several lines below a separator, or the mail's first lines.
    """
    blocks = draft.blocks
    for at in range(min(_ABOVE, len(blocks))):
        text = blocks[at].text
        if is_story(text):
            return  # whoever passed it on has something to tell
        separator = _SEPARATOR.match(text)
        begin = at + (separator is not None and separator.end() == len(text))
        if begin >= len(blocks) or (end := _header(blocks, begin)) == begin:
            continue
        for block in blocks[:end]:
            block.marked = _FORWARDED
        # Its day is what the header shows; of what cannot be read, that of passing it on.
        days = [b.text for b in blocks[begin:end] if draft.title not in b.text or end - begin == 1]
        draft.stamps = [days, [draft.published_at]]
        draft.published_at = ""
        for block in blocks[begin:end]:
            line = _SEPARATOR.sub("", block.text)
            if address := _ADDRESS.search(line):
                sender = line[: address.start()].split(":", 1)[-1].strip(" \"'*")
                draft.outlet = sender or draft.outlet
                break
        return
