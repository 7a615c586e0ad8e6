"""E-mail newsletters: EML, one message; MBOX, several."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart

from normalize.article import Draft, Rejected, RejectedError
from normalize.decode import decode
from normalize.names import looks_like_name
from normalize.readers.forwarded import bare_subject, unwrap
from normalize.readers.mailtext import flowed, rejoined
from normalize.readers.records import draft_of
from normalize.settings import CleanSettings

#: A message of an mbox begins after a blank line with "From ", an address and a date (RFC 4155).
_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\n]*\d{4}[^\n]*\n")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.M)
_LONGEST_HEADER = 8192
#: "Ada Finch from The Valley Post", as platforms for newsletters call those who write them.
_PERSONAL = re.compile(r"(\S+ \S.*?) (?:from|at|via) (\S.+)")
_ADDRESS = re.compile(r"\s*<[^>]*>|\"")


def _header(message: EmailMessage, name: str) -> str:
    """A header's text; "" where there is none, or one that Python's parser fails on."""
    try:
        text = str(message.get(name, ""))
    except (AttributeError, IndexError, TypeError, ValueError):
        return ""
    if "\ufffd" not in text:
        return text
    # Bytes that nothing declares, and that are no UTF-8.
    raw = next(str(value) for key, value in message.raw_items() if key.lower() == name.lower())
    with suppress(RejectedError):
        return decode(raw.encode("utf-8", "surrogateescape"), message.get_content_charset())[0]
    return text


def _paragraphs(part: MIMEPart, text: str) -> str:
    """Plain text without the line ends that the sender's program put into paragraphs."""
    told = {name: str(part.get_param(name, "")).lower() for name in ("format", "delsp")}
    if told["format"] == "flowed":
        return flowed(text, without_spaces=told["delsp"] == "yes")
    return rejoined(text)


def _draft(data: bytes, path: str, settings: CleanSettings) -> Draft:
    message = message_from_bytes(data, policy=policy.default)
    if not isinstance(message, EmailMessage) or not message.keys():
        raise RejectedError("invalid_record", "no e-mail message: it has no headers")
    if any(len(str(value)) > _LONGEST_HEADER for _, value in message.raw_items()):
        # Python's parser of structured headers takes quadratic time.
        raise RejectedError("too_large", f"a header of over {_LONGEST_HEADER} characters")
    try:
        part = message.get_body(("html", "plain"))
    except (AttributeError, IndexError, TypeError, ValueError, KeyError) as error:
        raise RejectedError("invalid_record", f"broken headers: {error}") from None
    if part is None:
        raise RejectedError("no_text", "the message has no text")
    # What charset a mail declares is often wrong, or left out.
    raw = part.get_payload(decode=True)
    body, encoding = decode(raw if isinstance(raw, bytes) else b"", part.get_content_charset())
    is_html = part.get_content_subtype() == "html"
    if not is_html:
        body = _paragraphs(part, body)
    sender = _ADDRESS.sub("", _header(message, "From")).strip()
    record: dict[str, object] = {
        "title": bare_subject(_header(message, "Subject")),
        "date": _header(message, "Date"),
        "outlet": sender,
        "html" if is_html else "text": body,
    }
    draft = draft_of(record, path, encoding, settings)
    draft.letter = "mail"
    if (personal := _PERSONAL.fullmatch(sender)) and looks_like_name(personal.group(1)):
        draft.authors, draft.outlet = [personal.group(1)], personal.group(2)
    unwrap(draft)
    return draft


def read_message(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The one draft of an EML file: its HTML part, or else its plain text."""
    yield _draft(data, path, settings)


def read_mailbox(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of an MBOX file."""
    starts = [found.end() for found in _FROM.finditer(data)]
    if not starts:
        raise RejectedError("invalid_record", "no mailbox: no line that begins with From")
    ends = [*[found.start() for found in _FROM.finditer(data)][1:], len(data)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1):
        name = f"{path}#{number}"
        try:
            yield _draft(_QUOTED_FROM.sub(rb"\1", data[start:end]), name, settings)
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)
