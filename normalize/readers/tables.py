"""Tables: CSV, TSV and Parquet, a record a row; columns are named as record fields are."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from normalize.article import Draft, Rejected, RejectedError
from normalize.decode import decode
from normalize.readers.records import draft_of
from normalize.settings import CleanSettings

#: Rows of a Parquet file in memory at once.
_ROWS = 1024


def _drafts(
    rows: Iterator[dict[str, object]], path: str, encoding: str, settings: CleanSettings
) -> Iterator[Draft | Rejected]:
    for number, row in enumerate(rows, 1):
        name = f"{path}#{number}"
        try:
            yield draft_of(row, name, encoding, settings)
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)


def read_delimited(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a CSV or TSV file with a header; the delimiter is told by the header."""
    text, encoding = decode(data)
    header = text.split("\n", 1)[0]
    delimiter = max("\t,;|", key=header.count)
    csv.field_size_limit(settings.max_record_bytes)
    # RFC 4180 allows line ends inside quotes; NUL is what csv refuses.
    reader = csv.reader(io.StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter)
    names = [name.strip() for name in next(reader, [])]
    if len(names) < 2:
        raise RejectedError("invalid_record", "a table needs a header with two columns at least")

    def rows() -> Iterator[dict[str, object]]:
        while True:
            try:
                row = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                yield {"error": str(error)}
                continue
            if row:
                yield dict(zip(names, row, strict=False))

    yield from _drafts(rows(), path, encoding, settings)


def read_parquet(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data))
    except (pa.ArrowInvalid, OSError) as error:
        raise RejectedError("truncated", f"parquet: {error}") from None

    def rows() -> Iterator[dict[str, object]]:
        for batch in file.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                yield {
                    name: value.isoformat() if hasattr(value, "isoformat") else value
                    for name, value in row.items()
                }

    yield from _drafts(rows(), path, "utf-8", settings)
