"""SQLite databases, in which scrapers keep what they fetch: each table with a column of texts."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

from normalize.article import Draft, Rejected, RejectedError
from normalize.decode import decode
from normalize.readers.fields import BODY, field_of
from normalize.readers.rows import Row, drafts_of_rows
from normalize.settings import CleanSettings

_MAGIC = b"SQLite format 3\x00"
#: Bytes 18 and 19 of a file say that it has a write-ahead log, which one in memory cannot have
#: (SQLite's documentation of sqlite3_deserialize and of the database header).
_VERSIONS = slice(18, 20)
_ROLLBACK = b"\x01\x01"
#: Views, virtual tables and generated columns may compute what they like: only what is stored.
_TABLES = (
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
    " AND rootpage > 0 ORDER BY rowid"
)
_STORED = "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0"
_BODY = frozenset(BODY)


def read_sqlite(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of a database's tables, in the order in which they were made, by their rows."""
    if not data.startswith(_MAGIC):
        raise RejectedError("binary", "no SQLite database, though its name says so")
    with closing(sqlite3.connect(":memory:")) as database:
        database.text_factory = lambda text: text.decode("utf-8", "replace")
        database.execute("PRAGMA trusted_schema = OFF")
        try:
            database.deserialize(data[: _VERSIONS.start] + _ROLLBACK + data[_VERSIONS.stop :])
            tables = [name for (name,) in database.execute(_TABLES)]
            held = [name for name in tables if set(map(field_of, _columns(database, name))) & _BODY]
        except sqlite3.Error as error:
            raise RejectedError("truncated", f"SQLite: {error}") from None
        if not held:
            raise RejectedError(
                "invalid_record",
                f"no table of {', '.join(tables[:12]) or 'none'} has a column that is named as a text is",
            )
        rows = (row for name in held for row in _rows(database, name))
        yield from drafts_of_rows(rows, path, "utf-8", settings)


def _columns(database: sqlite3.Connection, table: str) -> list[str]:
    """The columns of a table that are stored."""
    return [name for (name,) in database.execute(_STORED, (table,))]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _rows(database: sqlite3.Connection, table: str) -> Iterator[Row]:
    try:
        names = _columns(database, table)
        found = database.execute(f"SELECT {', '.join(map(_quoted, names))} FROM {_quoted(table)}")
        for row in found:
            cells = (decode(cell)[0] if isinstance(cell, bytes) else cell for cell in row)
            yield dict(zip(names, cells, strict=True))
    except sqlite3.Error as error:
        yield f"SQLite: {table}: {error}"
