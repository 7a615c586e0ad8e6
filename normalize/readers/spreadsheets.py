"""Spreadsheets: Excel's .xlsx (ECMA-376), which media monitoring exports; each sheet a table."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from itertools import chain
from typing import Any

from normalize.article import Draft, Rejected, RejectedError
from normalize.readers.archives import check_zip, expansion_limit
from normalize.readers.fields import BODY, field_of
from normalize.readers.rows import Cells, Row, drafts_of_rows, with_header
from normalize.settings import CleanSettings


def read_xlsx(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of the sheets that have a column of texts; their rows are numbered through."""
    check_zip(data, settings)
    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():  # of styles and extensions that no text is in
            warnings.simplefilter("ignore")
            book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    except Exception as error:  # openpyxl fails in many ways on what is no workbook
        raise RejectedError("invalid_record", f"no workbook: {error}") from None
    limit = _Limit(expansion_limit(data, settings))
    tables = [table for sheet in book.worksheets if (table := _table(sheet, limit)) is not None]
    if not tables:
        raise RejectedError(
            "invalid_record",
            f"no sheet of {', '.join(book.sheetnames)} has a header with a column that is named as a text is",
        )
    yield from drafts_of_rows(chain.from_iterable(tables), path, "utf-8", settings)


class _Limit:
    """What the cells of a workbook may hold together: many may be one stored string."""

    def __init__(self, chars: int) -> None:
        self.left = chars

    def take(self, cells: list[str]) -> list[str]:
        """The cells. Raises RejectedError "too_large"."""
        self.left -= sum(map(len, cells))
        if self.left < 0:
            raise RejectedError(
                "too_large", "its cells expand past max_file_bytes or max_expansion"
            )
        return cells


def _table(sheet: Any, limit: _Limit) -> Iterator[Row] | None:
    """The rows of a sheet by their columns' names; None where no column holds texts."""
    names, rows = with_header(_cells(sheet, limit))
    if not any(field_of(name) in BODY for name in names):
        return None
    return (row if isinstance(row, str) else dict(zip(names, row, strict=False)) for row in rows)


def _cells(sheet: Any, limit: _Limit) -> Iterator[Cells]:
    sheet.reset_dimensions()  # some programs write ones that are wrong
    try:
        for row in sheet.iter_rows(values_only=True):
            cells = limit.take([_text(value) for value in row])
            if any(cells):
                yield cells
    except RejectedError:
        raise
    except Exception as error:
        yield f"{sheet.title}: {error}"


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    text = str(value).strip()
    if "_x" not in text:
        return text
    from openpyxl.utils.escape import unescape

    found: str = unescape(text)  # line ends, as "_x000D_"
    return found
