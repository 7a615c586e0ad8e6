"""Days of other calendars than the Gregorian, and in months by other names, to ISO 8601 dates.

Papers of Iran and Afghanistan tell them by the solar Hijri calendar, Thailand's count years from the
Buddha's death, Japan's and Taiwan's by eras; months have several names in Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources

import tomli

#: Years before the Buddhist era of Thailand's.
_BUDDHIST = 543
_PERSIAN_DIGITS = re.compile("[۰-۹]")
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹๐๑๒๓๔๕๖๗๘๙", "0123456789" * 3)
#: Letters of the scripts whose days these are: other lines are not looked at any further.
_SCRIPTS = re.compile("[\u0600-\u06ff\u0e00-\u0e7f\u4e00-\u9fff]")


def gregorian(line: str, language: str) -> str:
    """A line with its days of other calendars as ISO 8601 dates, which all others can read.

    `language` (BCP 47) tells whose "1402/12/22" is.

    >>> gregorian("سه‌شنبه ۲۲ اسفند ۱۴۰۲ - ۱۰:۴۲", "fa")
    'سه‌شنبه 2024-03-12 - 10:42'
    """
    told = language.split("-")[0] in ("fa", "ps", "prs")
    if line.isascii() and not told:
        return line
    persian = told or _PERSIAN_DIGITS.search(line)
    if not (persian or _SCRIPTS.search(line)):
        return line
    line = line.translate(_DIGITS)
    for pattern, read in _readers():
        line = pattern.sub(lambda found, read=read: _iso(read, found), line)  # type: ignore[misc]
    if persian:
        line = _JALALI_FIGURES.sub(lambda found: _iso(_jalali_figures, found), line)
    return line


def _iso(read: Callable[[re.Match[str]], date], found: re.Match[str]) -> str:
    try:
        return read(found).isoformat()
    except ValueError:
        return found.group()  # the 31st of a month of thirty


@cache
def _table() -> dict[str, dict[str, object]]:
    text = (resources.files("normalize") / "calendars.toml").read_text("utf-8")
    return tomli.loads(text)


def _months(calendar: str) -> dict[str, int]:
    lists = _table()[calendar]["months"]
    assert isinstance(lists, list)
    return {name: number for number, names in enumerate(lists, 1) for name in names}


def _any_of(names: dict[str, int]) -> str:
    return "|".join(map(re.escape, sorted(names, key=len, reverse=True)))


def _jalali(year: int, month: int, day: int) -> date:
    import jdatetime  # most runs do without

    found: date = jdatetime.date(year, month, day).togregorian()
    return found


def _buddhist(year: str) -> int:
    """A year of the Buddhist era; "67" is 2567."""
    return int(year) + (2500 if len(year) < 4 else 0)


#: "1402/12/22", "۱۴۰۲-۱۲-۲۲"
_JALALI_FIGURES = re.compile(r"(?<![\d/-])(1[34]\d\d)([/-])(\d{1,2})\2(\d{1,2})(?![\d/-])")


def _jalali_figures(found: re.Match[str]) -> date:
    return _jalali(int(found[1]), int(found[3]), int(found[4]))


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], date]], ...]:
    jalali, thai, arabic = map(_months, ("jalali", "thai", "arabic"))
    eras = _table()["eras"]["years"]
    assert isinstance(eras, dict)
    return (
        (
            re.compile(rf"(\d{{1,2}})\s({_any_of(jalali)})(?:\sماه)?،?\s(1[34]\d\d)(?!\d)"),
            lambda found: _jalali(int(found[3]), jalali[found[2]], int(found[1])),
        ),
        (
            re.compile(
                rf"(\d{{1,2}})\s?({_any_of(thai)})\s?(?:พ\.ศ\.\s?)?(2[45]\d\d|[5-9]\d)(?![\d:.])"
            ),
            lambda found: date(_buddhist(found[3]) - _BUDDHIST, thai[found[2]], int(found[1])),
        ),
        (
            re.compile(
                rf"(\d{{1,2}})\s({_any_of(arabic)})(?:\s?[/(]\s?(?:{_any_of(arabic)})\)?)?[،,]?\s(\d{{4}})(?!\d)"
            ),
            lambda found: date(int(found[3]), arabic[found[2]], int(found[1])),
        ),
        (
            re.compile(
                rf"({_any_of(eras)})\s?(\d{{1,3}}|元)\s?年\s?(\d{{1,2}})\s?月\s?(\d{{1,2}})\s?日"
            ),
            lambda found: date(
                eras[found[1]] + (1 if found[2] == "元" else int(found[2])),
                int(found[3]),
                int(found[4]),
            ),
        ),
    )
