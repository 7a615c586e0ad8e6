"""Dates as feeds, pages and wires write them, to ISO 8601 with an offset."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from dateutil import parser as dateutil_parser

_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
_DIGITS = re.compile(r"\d")
_LONGEST = 64
#: Zones that papers write by letters; dateutil knows only UTC and warns of the rest.
_ZONES = {
    name: timedelta(hours=hours)
    for name, hours in (
        ("EST", -5), ("EDT", -4), ("CST", -6), ("CDT", -5), ("MST", -7), ("MDT", -6), ("PST", -8),
        ("PDT", -7), ("ET", -5), ("PT", -8), ("BST", 1), ("IST", 5.5), ("CET", 1), ("CEST", 2),
        ("MEZ", 1), ("MESZ", 2), ("EET", 2), ("EEST", 3), ("MSK", 3), ("WIB", 7), ("JST", 9),
        ("KST", 9), ("SGT", 8), ("HKT", 8), ("AEST", 10), ("AEDT", 11), ("SAST", 2),
        ("WITA", 8), ("WIT", 9), ("HAE", -4), ("HNE", -5), ("PKT", 5), ("WAT", 1), ("EAT", 3),
        ("NZST", 12), ("NZDT", 13),
    )
}  # fmt: skip


def _zone(name: str | None, seconds: int | None) -> timezone | None:
    if seconds is not None:
        return timezone(timedelta(seconds=seconds))
    offset = _ZONES.get(name or "")
    return timezone(offset) if offset is not None else None


# Two runs of the parser with different defaults show which parts the text itself gave.
_PROBES = (datetime(2001, 1, 1), datetime(2002, 2, 2))


def _offset(text: str) -> timezone:
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[4:6])))


_DATE_LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)?|"
    r"(?:\w+,\s)?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{1,2}\.?\s(?:de\s)?[^\W\d]{3,10}\.?,?\s(?:de\s)?\d{4}|[^\W\d]{3,10}\.?\s\d{1,2},?\s\d{4}"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])(?:\s\w{0,3})?"
    r"(?:[,|–-]?\s?(?:at\s)?\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\s[A-Z]{2,4}|\sUhr)?)?"
)


def is_date_line(text: str) -> bool:
    """Whether a line is a date, with or without a time, and nothing more."""
    return len(text) <= 48 and bool(_DATE_LINE.fullmatch(text))


def iso_date(text: str, default_offset: str = "+00:00") -> str | None:
    """`text` as ISO 8601 with offset, to the second; None where it is no date.

    ISO 8601, RFC 2822 and Unix seconds or milliseconds are read as such, the rest by
    dateutil. A date without a time becomes midnight; one without an offset gets
    `default_offset` ("+HH:MM"). A day, month and year must all be there.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST or not _DIGITS.search(text):
        return None
    moment = _read(text)
    if moment is None or not 1600 <= moment.year <= 2200:
        return None
    try:
        if moment.tzinfo is None or moment.utcoffset() is None:
            moment = moment.replace(tzinfo=_offset(default_offset))
        return moment.replace(microsecond=0).isoformat()
    except (ValueError, OverflowError):
        return None


def _read(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        pass
    if _EPOCH.fullmatch(text):
        seconds = int(text[:10])
        return datetime.fromtimestamp(seconds, UTC)
    if "," in text[:5]:
        try:
            return parsedate_to_datetime(text)
        except (ValueError, IndexError, TypeError):
            pass
    try:
        first, second = (
            dateutil_parser.parse(text, default=probe, tzinfos=_zone) for probe in _PROBES
        )
    except (ValueError, OverflowError, TypeError, AttributeError, RecursionError):
        return None
    return first if first.date() == second.date() else None
