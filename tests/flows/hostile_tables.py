"""Hostile workbooks, databases and columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256

from tests.flows.hostile_parts import MB, STORY, Case, zipped


def _noise(blocks: int) -> str:
    """Text that hardly packs, of 64 characters a block."""
    return "".join(sha256(bytes(str(n), "ascii")).hexdigest() for n in range(blocks))


def _workbook(sheet: str, strings: str = "", head: str = "") -> bytes:
    """A workbook of one sheet (ECMA-376), its shared strings and what stands above the sheet."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    kinds = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types">'
        f'<Override PartName="/xl/workbook.xml" ContentType="{kinds}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kinds}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kinds}.sharedStrings+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="News" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}">{strings}</sst>',
        "xl/worksheets/sheet1.xml": f'{head}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>',
    }
    return zipped(*((name, text.encode()) for name, text in parts.items()))


def workbooks_and_databases() -> Iterator[Case]:
    def row(*cells: str) -> str:
        inline = (f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
        return f"<row>{''.join(inline)}</row>"

    header, story = row("title", "text"), row("Dam opens", STORY)
    shared = "<row><c t='s'><v>0</v></c><c t='s'><v>0</v></c></row>"
    lol = "<!DOCTYPE x [<!ENTITY a 'lollollol'>" + "".join(
        f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
    ) + "]>"  # fmt: skip
    for name, data, expected in (
        ("story", _workbook(header + story), "article"), ("bomb", _workbook(header + story + " " * (300 * MB)), "too_large"),
        ("strings", _workbook(header + shared * 9000, f"<si><t>{_noise(500)}</t></si>"), "article too_large"),
        ("entities", _workbook(header + row("&j;", STORY), head=lol), "invalid_record"), ("cut", _workbook(header + story)[:-900], "truncated"),
        ("file", _workbook(header + row("&a;", STORY), head="<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"), "invalid_record"),
        ("far", _workbook(f"<row r='1'><c r='XFD1' t='inlineStr'><is><t>text</t></is></c></row><row r='1048576'>{story[5:]}"), "invalid_record"),
        ("rows", _workbook(header + "<row/>" * 20_000 + story), "article"), ("nested", _workbook("<row>" * 90_000), "invalid_record"),
    ):  # fmt: skip
        yield f"{name}.xlsx", data, expected
    endless = "WITH RECURSIVE n(text) AS (SELECT 'a' UNION ALL SELECT text || 'a' FROM n) SELECT text FROM n"
    for name, script, expected in (
        ("story", "CREATE TABLE a (title, text)", "article"), ("view", f"CREATE VIEW v AS {endless}; CREATE TABLE a (title, text)", "article"),
        ("none", "CREATE TABLE b (c)", "invalid_record"), ("quoted", 'CREATE TABLE "a""; DROP TABLE b; --" (title, text)', "empty"),
        ("virtual", "CREATE VIRTUAL TABLE v USING fts5(text); CREATE TABLE a (title, text)", "article"),
        ("computed", "CREATE TABLE c (text AS (CAST(zeroblob(100000000) AS text)), n); INSERT INTO c (n) VALUES (1); CREATE TABLE a (title, text)", "article"),
    ):  # fmt: skip
        with closing(sqlite3.connect(":memory:")) as database:
            database.executescript(script)
            if "TABLE a " in script:
                database.execute("INSERT INTO a (title, text) VALUES ('Dam opens', ?)", (STORY,))
            database.commit()
            data = database.serialize()
        yield f"{name}.db", data, expected
        if name == "story":
            yield "cut.db", data[:5000], "truncated article invalid_record"
            yield "zeros.sqlite", data[:100] + bytes(9000), "truncated invalid_record"
    yield "cut.arrow", b"ARROW1\0\0" + bytes(500), "truncated"
    yield "lengths.arrow", b"\xff\xff\xff\xff\xff\xff\xff\x7f" + bytes(500), "truncated"
