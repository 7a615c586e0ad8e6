"""Days as an article shows them to its readers ("12 mars 2024 à 14h30"), to ISO 8601.

The names of months in some two hundred languages, and whether day or month comes first in
figures, are dateparser's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from normalize.calendars import gregorian
from normalize.dates import iso_date

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

#: Any word, with the marks that scripts write beside letters: which are months, dateparser knows.
_WORD = r"[^\W\d_][^\s\d,.;:|/()]{1,14}\.?"
_DAY = re.compile(
    rf"""(?<![\d.:/])(?<!(?<!:\d\d)-)(?:
      (?P<iso>\d{{4}}\s?[-./年년]\s?\d{{1,2}}\s?[-./月월]\s?\d{{1,2}})
    | (?P<figures>\d{{1,2}}\s?(?P<mark>[-./])\s?\d{{1,2}}\s?(?P=mark)\s?(?:\d{{4}}|\d{{2}}))
    | (?P<named>
        \d{{1,2}}(?:st|nd|rd|th|er|[.ºª])?\s(?:(?:de|of|di)\s)?{_WORD}(?P<second>/{_WORD})?,?\s
            (?:(?:de|del)\s)?\d{{4}}
      | \d{{1,2}}(?P<dot>[.-])[^\W\d_]{{3,9}}(?P=dot)\d{{4}}
      | {_WORD}\s\d{{1,2}}(?:st|nd|rd|th)?,?\s\d{{4}}
      | \d{{4}}\.\s{_WORD}\s\d{{1,2}}
      | \d{{1,2}}\stháng\s\d{{1,2}},?\s(?:năm\s)?\d{{4}}
      )(?![./-]\d)
    )(?!\d)""",
    re.X,
)
_ISO = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_CLOCK = re.compile(
    r"(?P<half>오전|오후|上午|下午|午前|午後)?\s?(?<![\d.])(?P<hour>\d{1,2})\s?[:.hH時时点시u]\s?(?P<minute>\d{2})(?!\d)"
    r"(?::(?P<second>\d{2}))?\s?(?P<meridiem>[AaPp](?:\.\s?)?[Mm]\b|[مص](?!\w))?\.?\s?\(?"
    r"(?:(?:GMT|UTC)\s?(?P<hours>[+-]\d{1,2})(?::?(?P<minutes>\d{2}))?(?!\d)|(?P<zone>[A-Z]{2,4}\b|[+-]\d{2}:?\d{2}))?"
)
#: Clocks of North America, where "03/12/2024" is a day of March.
_AMERICAN = re.compile(r"\b[ECMP][SD]?T\b")
_AFTERNOON = ("오후", "下午", "午後")
#: A clock's time stands no further than this behind its day, or else before it.
_BESIDE, _BEFORE = 25, 22
#: What stands between a day and its clock's time, as a rule.
_APART = 4
#: Pages are younger than the web; "/194709-13-ways/" is a number.
_IN_ADDRESS = re.compile(
    r"/((?:199|20\d)\d)(?P<part>[/-]?)(0[1-9]|1[0-2])(?P=part)(0[1-9]|[12]\d|3[01])(?!\d)"
)
_YEARS = range(1900, 2101)
_SETTINGS = {"PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
#: Languages that have other names there, and one that is told from its neighbour by little.
_NAMES, _NEIGHBOURS = {"no": "nb", "nn": "nb"}, {"ms": "id"}


#: Where a label ended, and no space was copied: "PublishedMar 14 2024".
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


@lru_cache(64)
def _parser(language: str) -> DateDataParser | None:
    # It takes a tenth of a second to load, which most runs do without.
    from dateparser.date import DateDataParser

    try:
        if language.startswith("en-"):
            parser = DateDataParser(locales=[language], settings=_SETTINGS)
        else:
            first = language.split("-")[0]
            parser = DateDataParser(languages=[_NAMES.get(first, first)], settings=_SETTINGS)
        parser.get_date_data("1")  # what a parser does not know it tells at its first date
    except ValueError:
        return None
    return parser


def _read_day(found: re.Match[str], language: str) -> datetime | None:
    """The day that a match of _DAY names, at midnight; None where it names none for sure."""
    text = found.group()
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if found["iso"]:
        try:
            return datetime(numbers[0], numbers[1], numbers[2])
        except ValueError:
            return None
    if found["figures"] and (language == "en" or _parser(language) is None):
        # Americans write the month first, others the day: a figure over 12 tells, or a full stop.
        if found["mark"] == "." or numbers[0] > 12:
            language = "en-GB"
        elif numbers[1] <= 12 and numbers[0] != numbers[1]:
            return None
        else:
            language = "en"
    if found["second"]:  # Arabic papers name a month twice, "مارس/آذار"
        text = text.replace(found["second"], "")
    first = language.split("-")[0]
    for code in dict.fromkeys((language, first, _NEIGHBOURS.get(first, "en"), "en")):
        parser = _parser(code)
        day = parser.get_date_data(text).date_obj if parser is not None else None
        if day is not None:
            return day.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    return None


def _clock(text: str, found: re.Match[str]) -> str:
    """The clock's time beside a day, as "T14:30" with its zone; "" where there is none."""
    after = text[found.end() : found.end() + _BESIDE]
    following = _DAY.search(text, found.end())
    if following is not None:
        after = text[found.end() : min(following.start(), found.end() + _BESIDE)]
    told = _CLOCK.search(after)
    before = _CLOCK.search(text, max(0, found.start() - _BEFORE), found.start())
    if before is not None and (
        told is None or (told.start() > _APART and found.start() - before.end() <= _APART)
    ):
        told = before  # "17:32 14.03.2024 (updated: 08:10 15.03.2024)"
    if told is None:
        return ""
    hour, minute = int(told["hour"]), int(told["minute"])
    late = told["half"] in _AFTERNOON or (told["meridiem"] or "")[:1] in ("P", "p", "م")
    if told["half"] or told["meridiem"]:
        hour = hour % 12 + 12 * late
    if hour > 23 or minute > 59 or int(told["second"] or 0) > 59:
        return ""
    zone = told["zone"] or ""
    if told["hours"]:  # "GMT+7"
        zone = f"{int(told['hours']):+03}:{told['minutes'] or '00'}"
    return f"{hour:02}:{minute:02}:{told['second'] or '00'} {zone}".rstrip()


def shown_dates(lines: Iterable[str], language: str, default_offset: str) -> list[str]:
    """The days, with their times, that lines show, as ISO 8601 with offset, in their order.

    `lines` are bylines and time stamps, `language` (BCP 47) is the article's, `default_offset`
    ("+HH:MM") that of times without a zone. A day must have its year; "03/04/2024" is left out in
    English without a region, whose readers do not agree on it.
    """
    dates = []
    for line in lines:
        if _ISO.match(line) and (read := iso_date(line, default_offset)):
            dates.append(read)
            continue
        line = _GLUED.sub(" ", gregorian(line, language))
        for found in _DAY.finditer(line):
            here = _AMERICAN.search(line, found.end(), found.end() + _BESIDE) is not None
            day = _read_day(found, "en-US" if here and language == "en" else language)
            if day is None or day.year not in _YEARS:
                continue
            date = f"{day:%Y-%m-%d}"
            clock = _clock(line, found)
            read = iso_date(f"{date} {clock}" if clock else date, default_offset)
            if read is not None:
                dates.append(read)
    return dates


def read_date(text: str, language: str, default_offset: str) -> str | None:
    """A date as a record's field has it, as ISO 8601 with offset; None where it is none.

    Dates in words and figures are read as the article's language has them: "12.03.2024" is no
    day of December in German. What is left open, "03/04/2024", is read as in America.
    """
    text = gregorian(text.strip(), language)
    found = _DAY.search(text)
    figures = found is not None and found["figures"] is not None
    date = None if figures else iso_date(text, default_offset)
    if date is None and found is not None:
        date = next(iter(shown_dates([text], language, default_offset)), None)
    return iso_date(text, default_offset) if date is None and figures else date


def address_date(url: str, default_offset: str) -> str | None:
    """The day in a page's address, "/2024/03/12/", as ISO 8601 with offset; None without one."""
    found = _IN_ADDRESS.search(url)
    return iso_date("-".join(found.group(1, 3, 4)), default_offset) if found else None
