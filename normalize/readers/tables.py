"""Tables: CSV, TSV and Parquet, a record a row; columns are named as record fields are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import chain, islice, zip_longest

from normalize.article import Draft, Rejected, RejectedError
from normalize.dates import iso_date
from normalize.decode import decode
from normalize.readers.fields import BODY, field_of
from normalize.readers.records import draft_of
from normalize.settings import CleanSettings

#: Rows of a Parquet file in memory at once.
_ROWS = 1024
#: What Excel sets above a table to say how its columns are parted.
_SEP = "sep="
#: Rows by which the columns of a table without a header are told, and what a story has at least.
_SAMPLED, _PROSE = 50, 80
#: Letters of a title, at least, and the share of the rows that must be days or addresses.
_TITLE, _MOST = 8, 0.8

#: The cells of a row by their columns' names, or what is wrong with it.
_Row = dict[str, object] | str


def _drafts(
    rows: Iterator[_Row], path: str, encoding: str, settings: CleanSettings
) -> Iterator[Draft | Rejected]:
    for number, row in enumerate(rows, 1):
        name = f"{path}#{number}"
        try:
            if isinstance(row, str):
                raise RejectedError("invalid_record", row)
            yield draft_of(row, name, encoding, settings)
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)


def read_delimited(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a CSV or TSV file; the delimiter is told by the header.

    Where no column is called as a field is, and the first row holds prose, there is no header: the
    columns are told by what stands in them.
    """
    text, encoding = decode(data)
    header, _, below = text.partition("\n")
    delimiter = max("\t,;|", key=header.count)
    if header.casefold().startswith(_SEP) and len(header.strip()) == len(_SEP) + 1:
        text, delimiter = below, header[len(_SEP)]
    csv.field_size_limit(settings.max_record_bytes)
    # RFC 4180 allows line ends inside quotes; NUL is what csv refuses. MySQL writes \" for "".
    escaped = text.count('\\"') > text.count('""')
    reader = csv.reader(
        io.StringIO(text.replace("\x00", ""), newline=""),
        delimiter=delimiter,
        escapechar="\\" if escaped else None,
    )
    cells = _cells(reader)
    first = next(cells, [])
    names = [name.strip() for name in first] if isinstance(first, list) else []
    if len(names) < 2 and not (names and field_of(names[0]) in BODY):
        raise RejectedError("invalid_record", "a table needs a header with two columns at least")
    if not any(map(field_of, names)) and max(map(len, names)) >= _PROSE:
        sample = [first, *islice(cells, _SAMPLED)]
        names = _names([row for row in sample if isinstance(row, list)])
        cells = chain(sample, cells)
    rows = (row if isinstance(row, str) else _row(names, row, delimiter) for row in cells)
    yield from _drafts(rows, path, encoding, settings)


def _cells(reader: Iterator[list[str]]) -> Iterator[list[str] | str]:
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


def _row(names: list[str], row: list[str], delimiter: str) -> _Row:
    """A row by its columns' names; cells too many are its text's, where that stands last."""
    if len(row) > len(names) and any(row[len(names) :]):
        if field_of(names[-1]) not in BODY:
            return f"{len(row)} cells, and {len(names)} in the header: quote those that hold {delimiter!r}"
        row = [*row[: len(names) - 1], delimiter.join(row[len(names) - 1 :])]
    return dict(zip(names, row, strict=False))


def _names(rows: list[list[str]]) -> list[str]:
    """What the columns of a table without a header are, by what stands in them."""
    columns = list(zip_longest(*rows, fillvalue=""))
    names = [f"column {number}" for number in range(1, len(columns) + 1)]
    lengths = [sum(map(len, column)) / len(rows) for column in columns]
    text = max(range(len(columns)), key=lengths.__getitem__)
    names[text] = "text"
    for at, column in enumerate(columns):
        if at == text:
            continue
        for name, is_one in (("url", _is_address), ("date", _is_day)):
            if name not in names and sum(map(is_one, column)) >= _MOST * len(rows):
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


def read_parquet(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
    except (pa.ArrowInvalid, OSError) as error:
        raise RejectedError("truncated", f"parquet: {error}") from None

    def rows() -> Iterator[_Row]:
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                yield {
                    name: value.isoformat() if hasattr(value, "isoformat") else value
                    for name, value in row.items()
                }

    yield from _drafts(rows(), path, "utf-8", settings)
