"""Tables that are no text: spreadsheets, SQLite databases, Arrow's files."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from datetime import datetime

import pyarrow as pa
import pytest
from openpyxl import Workbook
from pyarrow import feather

from normalize import Article, Rejected, clean

_STORY = (
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone "
    "was laid and three years later than planned."
)
_OTHER = _STORY.replace("dam", "weir")


def _saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _check(found: Article | Rejected, path: str) -> None:
    assert isinstance(found, Article), found
    assert (found.path, found.title, found.text) == (path, "Dam opens", _STORY)
    assert found.published_at == "2024-06-18T09:30:00+00:00"


def test_a_sheet_is_a_table_below_what_tells_of_the_export() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Cover"
    sheet["A1"] = "Report of June"
    news = book.create_sheet("News")
    news.append(["Query", "dam"])
    news.append([])
    news.append([None, "일자", "언론사", "기고자", "제목", "본문"])  # BigKinds' names
    news.append([None, datetime(2024, 6, 18, 9, 30), "한밭일보", "김민수", "Dam opens", _STORY])
    news.append(
        [None, 20240619, "한밭일보", None, "Weir opens", f"{_OTHER}_x000D_\n_x000D_\n{_STORY}"]
    )
    first, second = clean(_saved(book), "export.xlsx")
    _check(first, "export.xlsx#1")
    assert isinstance(first, Article)
    assert (first.outlet, first.authors) == ("한밭일보", ["김민수"])
    assert isinstance(second, Article)
    assert second.text == f"{_OTHER}\n\n{_STORY}"
    assert second.published_at == "2024-06-19T00:00:00+00:00"


def test_the_rows_of_several_sheets_are_numbered_through() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for title, text in (("title", "text"), ("Dam opens", _STORY), ("Nothing", "")):
        sheet.append([title, text])
    other = book.create_sheet("More")
    for title, text in (("title", "text"), ("Weir opens", _OTHER)):
        other.append([title, text])
    dam, nothing, weir = clean(_saved(book), "a.xlsx")
    assert isinstance(dam, Article)
    assert isinstance(nothing, Rejected)
    assert isinstance(weir, Article)
    assert [one.path for one in (dam, nothing, weir)] == ["a.xlsx#1", "a.xlsx#2", "a.xlsx#3"]


def test_a_workbook_without_texts_is_told_by_its_sheets() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Figures"
    sheet.append(["name", "age"])
    sheet.append(["Ada", 42])
    [found] = clean(_saved(book), "a.xlsx")
    assert isinstance(found, Rejected)
    assert found.reason == "invalid_record"
    assert "no sheet of Figures has" in found.detail


def _database(*statements: str, rows: tuple[tuple[object, ...], ...] = ()) -> bytes:
    with closing(sqlite3.connect(":memory:")) as database:
        for statement in statements:
            database.execute(statement)
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            database.executemany(f"INSERT INTO articles VALUES ({marks})", rows)
        database.commit()
        return database.serialize()


def test_the_tables_with_a_column_of_texts_are_read_by_their_rows() -> None:
    data = _database(
        "CREATE TABLE fetched (url, status)",
        "CREATE TABLE articles (id INTEGER PRIMARY KEY, title TEXT, body TEXT, published TEXT)",
        rows=(
            (7, "Dam opens", _STORY, "2024-06-18T09:30:00"),
            (9, "Weir opens", None, None),
            (11, "Weir opens", _OTHER.encode(), "2024-06-19"),
        ),
    )
    for name in ("news.db", "news.sqlite", "news"):  # told by its first bytes too
        dam, nothing, weir = clean(data, name)
        _check(dam, f"{name}#1")
        assert isinstance(nothing, Rejected)
        assert isinstance(weir, Article)
        assert weir.text == _OTHER


def test_a_database_with_a_write_ahead_log_is_read(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("wal") / "news.db"
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE articles (title, text, date)")
        database.execute(
            "INSERT INTO articles VALUES ('Dam opens', ?, '2024-06-18 09:30')", (_STORY,)
        )
        database.commit()
    assert file.read_bytes()[18:20] == b"\x02\x02"
    [found] = clean(file)
    _check(found, "news.db#1")


def test_another_file_by_the_name_of_a_database_is_told_so() -> None:
    [found] = clean(bytes(range(256)) * 9, "thumbs.db")
    assert isinstance(found, Rejected)
    assert (found.reason, "no SQLite database" in found.detail) == ("binary", True)


def test_a_database_of_something_else_is_told_by_its_tables() -> None:
    [found] = clean(_database("CREATE TABLE fetched (url, status)"), "a.db")
    assert isinstance(found, Rejected)
    assert "no table of fetched has a column" in found.detail


def _arrow(form: str) -> bytes:
    table = pa.table(
        {
            "title": ["Dam opens", None],
            "text": [_STORY, None],
            "date": [datetime(2024, 6, 18, 9, 30), None],
        }
    )
    out = io.BytesIO()
    match form:
        case "stream":
            with pa.ipc.new_stream(out, table.schema) as stream:
                stream.write_table(table)
        case "file":
            with pa.ipc.new_file(out, table.schema) as file:
                file.write_table(table)
        case _:
            feather.write_feather(table, out, compression="zstd" if form == "packed" else None)
    return out.getvalue()


def samples() -> list[tuple[str, bytes]]:
    """A file of each kind, by its suffix."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["title", "text"])
    sheet.append(["Dam opens", _STORY])
    rows = (("Dam opens", _STORY), ("Weir opens", _OTHER))
    database = _database("CREATE TABLE articles (title, text)", rows=rows)
    return [
        ("xlsx", _saved(book)),
        ("db", database),
        ("arrow", _arrow("stream")),
        ("arrow", _arrow("packed")),
    ]


@pytest.mark.parametrize("form", ["stream", "file", "feather", "packed"])
def test_arrow(form: str) -> None:
    data = _arrow(form)
    dam, nothing = clean(data, "data.arrow")
    _check(dam, "data.arrow#1")
    assert isinstance(nothing, Rejected)
    found = clean(data[:-300], "data.arrow")
    assert isinstance(found[-1], Rejected)
    assert found[-1].reason == "truncated"
