"""Delimited tables, CSV and TSV (RFC 4180 and what programs write): a record a row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from normalize.article import Draft, Rejected, RejectedError
from normalize.decode import decode
from normalize.readers.fields import BODY, field_of
from normalize.readers.rows import Cells, Row, drafts_of_rows, with_header
from normalize.settings import CleanSettings

#: What Excel sets above a table to say how its columns are parted.
_SEP = "sep="
#: Lines among which the delimiter is told: those above a header may hold none.
_SAMPLE = 30


def read_delimited(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a CSV or TSV file; the delimiter is told by the header."""
    text, encoding = decode(data)
    header, _, below = text.partition("\n")
    if header.casefold().startswith(_SEP) and len(header.strip()) == len(_SEP) + 1:
        text, delimiter = below, header[len(_SEP)]
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(settings.max_record_bytes)
    # RFC 4180 allows line ends inside quotes; NUL is what csv refuses. MySQL writes \" for "".
    escaped = text.count('\\"') > text.count('""')
    reader = csv.reader(
        io.StringIO(text.replace("\x00", ""), newline=""),
        delimiter=delimiter,
        escapechar="\\" if escaped else None,
    )
    names, cells = with_header(_cells(reader))
    if not names:
        raise RejectedError("invalid_record", "a table needs a header with two columns at least")
    rows = (row if isinstance(row, str) else _row(names, row, delimiter) for row in cells)
    yield from drafts_of_rows(rows, path, encoding, settings)


def _delimiter(text: str) -> str:
    """The most frequent one of the first line, or of the first below it that names a text."""
    lines = text.split("\n", _SAMPLE)[:_SAMPLE]
    for line in lines:
        delimiter = max("\t,;|", key=line.count)
        fields = {field_of(name.strip(' "\r')) for name in line.split(delimiter)} - {""}
        if len(fields) > 1 and not fields.isdisjoint(BODY):
            return delimiter
    return max("\t,;|", key=lines[0].count)


def _cells(reader: Iterator[list[str]]) -> Iterator[Cells]:
    """The rows that are not empty; for one that cannot be read, why."""
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield str(error)
            continue
        if row:
            yield row


def _row(names: list[str], row: list[str], delimiter: str) -> Row:
    """A row by its columns' names; cells too many are its text's, where that stands last."""
    if len(row) > len(names) and any(row[len(names) :]):
        if field_of(names[-1]) not in BODY:
            return f"{len(row)} cells, and {len(names)} in the header: quote those that hold {delimiter!r}"
        row = [*row[: len(names) - 1], delimiter.join(row[len(names) - 1 :])]
    return dict(zip(names, row, strict=False))
