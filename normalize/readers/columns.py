"""Columnar tables: Parquet, and Arrow's files and streams, which Feather and Hugging Face use."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from normalize.article import Draft, Rejected, RejectedError
from normalize.readers.rows import Row, drafts_of_rows
from normalize.settings import CleanSettings

#: Rows in memory at once.
_ROWS = 1024
#: What a file of the Arrow IPC format begins with (format version 1.0, "IPC File Format").
_ARROW_FILE = b"ARROW1"


def read_parquet(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        batches = pq.ParquetFile(pa.BufferReader(data)).iter_batches(batch_size=_ROWS)
    except (pa.ArrowInvalid, OSError) as error:
        raise RejectedError("truncated", f"parquet: {error}") from None
    yield from drafts_of_rows(_rows(batches), path, "utf-8", settings)


def read_arrow(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of an Arrow file or stream; of a file that ends early, those before its end."""
    import pyarrow as pa

    def batches() -> Iterator[Any]:
        if data.startswith(_ARROW_FILE):
            with pa.ipc.open_file(pa.BufferReader(data)) as file:
                for number in range(file.num_record_batches):
                    yield file.get_batch(number)
        else:
            with pa.ipc.open_stream(pa.BufferReader(data)) as stream:
                yield from stream

    try:
        yield from drafts_of_rows(_rows(_parts(batches())), path, "utf-8", settings)
    except (pa.ArrowException, OSError) as error:
        raise RejectedError("truncated", f"arrow: {error}") from None


def _parts(batches: Iterator[Any]) -> Iterator[Any]:
    for batch in batches:
        batch.validate(full=True)  # offsets of a damaged file lead anywhere in memory
        for start in range(0, batch.num_rows, _ROWS):
            yield batch.slice(start, _ROWS)


def _rows(batches: Iterator[Any]) -> Iterator[Row]:
    for batch in batches:
        for row in batch.to_pylist():
            yield {
                name: value.isoformat() if hasattr(value, "isoformat") else value
                for name, value in row.items()
            }
