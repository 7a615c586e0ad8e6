"""Rows of a table to drafts: the header found, or the columns told by what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from normalize.article import Draft, Rejected, RejectedError
from normalize.dates import iso_date
from normalize.readers.fields import BODY, field_of
from normalize.readers.records import draft_of
from normalize.settings import CleanSettings

#: The cells of a row by their columns' names, or what is wrong with it.
Row = dict[str, object] | str
#: The same before the columns have names.
Cells = list[str] | str

#: Rows above a header, at most, in which a program tells what it exported.
_ABOVE = 30
#: Rows by which the columns of a table without a header are told, and what a story has at least.
_SAMPLED, _PROSE = 50, 80
#: Letters of a title, at least, and the share of the rows that must be days or addresses.
_TITLE, _MOST = 8, 0.8


def drafts_of_rows(
    rows: Iterator[Row], path: str, encoding: str, settings: CleanSettings
) -> Iterator[Draft | Rejected]:
    """A draft or a Rejected a row, `path#n` with n from 1."""
    for number, row in enumerate(rows, 1):
        name = f"{path}#{number}"
        try:
            if isinstance(row, str):
                raise RejectedError("invalid_record", row)
            yield draft_of(row, name, encoding, settings)
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)


def with_header(cells: Iterator[Cells]) -> tuple[list[str], Iterator[Cells]]:
    """The names of a table's columns and the rows below; no names where it is no table.

    The header is the first row, or where that names no text the first row that does and names
    another field as well: what stands above tells of the export. Where no row does, and the first
    holds prose, there is none, and the columns are told by what stands in them.
    """
    above = list(islice(cells, _ABOVE))
    if not above:
        return [], cells
    at = next((n for n, row in enumerate(above) if _is_header(row)), 0)
    first = above[at]
    names = [name.strip() for name in first] if isinstance(first, list) else []
    rest = chain(above[at + 1 :], cells)
    if len(names) < 2 and not (names and field_of(names[0]) in BODY):
        return [], rest
    if not any(map(field_of, names)) and max(map(len, names)) >= _PROSE:
        sample = [first, *islice(rest, _SAMPLED)]
        return _told(sample), chain(sample, rest)
    return names, rest


def _is_header(row: Cells) -> bool:
    if isinstance(row, str):
        return False
    fields = {field_of(name.strip()) for name in row} - {""}
    return len(fields) > 1 and not fields.isdisjoint(BODY)


def _told(rows: list[Cells]) -> list[str]:
    """What the columns of a table without a header are, by what stands in them."""
    read = [row for row in rows if isinstance(row, list)]
    columns = list(zip_longest(*read, fillvalue=""))
    names = [f"column {number}" for number in range(1, len(columns) + 1)]
    lengths = [sum(map(len, column)) / len(read) for column in columns]
    text = max(range(len(columns)), key=lengths.__getitem__)
    names[text] = "text"
    for at, column in enumerate(columns):
        if at == text:
            continue
        for name, is_one in (("url", _is_address), ("date", _is_day)):
            if name not in names and sum(map(is_one, column)) >= _MOST * len(read):
                names[at] = name
                break
    titles = [at for at, name in enumerate(names) if name.startswith("column")]
    if titles and lengths[longest := max(titles, key=lengths.__getitem__)] >= _TITLE:
        names[longest] = "title"
    return names


def _is_address(cell: str) -> bool:
    return cell.startswith(("http://", "https://"))


def _is_day(cell: str) -> bool:
    return not cell.isdecimal() and iso_date(cell) is not None
