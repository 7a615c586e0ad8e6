"""Tables as programs write them: delimiters, quotes, what stands above, with a header and without."""

from __future__ import annotations

import pytest

from normalize import Article, Rejected, clean

_STORY = (
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone "
    "was laid and three years later than planned."
)
_OTHER = _STORY.replace("dam", "weir")


@pytest.mark.parametrize(
    "table",
    [
        'title,text,date\n"Dam opens","@",2024-06-18\n',
        'Titel;Text;Datum\n"Dam opens";"@";18.06.2024\n',
        "title\ttext\tdate\nDam opens\t@\t2024-06-18\n",
        "title|text|date\nDam opens|@|2024-06-18\n",
        "sep=;\r\ntitle;text;date\r\nDam opens;@;2024-06-18\r\n",
        ',title,text,date,\n0,Dam opens,"@",2024-06-18,\n',
        # commas without quotes, in the last column
        "date,title,text\n2024-06-18,Dam opens,@\n",
        # what monitoring services set above a table
        'Report:,The dam\nFrom:,2024-06-01\n\nDate,Title,Full Text\n2024-06-18,Dam opens,"@"\n',
        "Export of 18 June\n\ntitle;text;date\nDam opens;@;2024-06-18\n",
        # no header
        '"Dam opens","@","2024-06-18"\n"Weir opens","@@","2024-06-19"\n',
        '3,2024-06-18,Dam opens,"@"\n4,2024-06-19,Weir opens,"@@"\n',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_is_read_as_it_comes(table: str, encoding: str) -> None:
    data = table.replace("@@", _OTHER).replace("@", _STORY).encode(encoding)
    found = clean(data, "a.csv")[0]
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("Dam opens", _STORY)
    assert found.published_at == "2024-06-18T00:00:00+00:00"
    assert found.path == "a.csv#1"


def test_quotes_may_be_doubled_or_escaped() -> None:
    for opens in ('Dam ""opens""', 'Dam \\"opens\\"'):
        [found] = clean(f'title,text,path\n"{opens}","{_STORY}","C:/x"\n', "a.csv")
        assert isinstance(found, Article)
        assert found.title == 'Dam "opens"'


def test_a_backslash_is_one_where_no_quote_is_escaped() -> None:
    [found] = clean(f'title,text\n"Dam \\n opens","{_STORY}"\n', "a.csv")
    assert isinstance(found, Article)
    assert found.title == "Dam \\n opens"


def test_cells_too_many_are_told_and_the_other_rows_are_read() -> None:
    data = f'text,title\n{_STORY},Dam opens\n"{_STORY}",Dam opens\n'
    lost, found = clean(data, "a.csv")
    assert isinstance(lost, Rejected)
    assert lost.reason == "invalid_record"
    assert "3 cells, and 2 in the header: quote" in lost.detail
    assert isinstance(found, Article)
    assert found.text == _STORY


def test_a_column_of_texts_alone_is_a_table() -> None:
    found = clean(f"text\n{_STORY}\n{_OTHER}\n", "a.csv")
    assert [isinstance(one, Article) and one.text for one in found] == [_STORY, _OTHER]


def test_a_table_of_something_else_is_told_so() -> None:
    found = clean("name,age\nAda,42\nBo,24\n", "a.csv")
    assert all(isinstance(one, Rejected) and "name, age" in one.detail for one in found)
