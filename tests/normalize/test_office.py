"""Documents of word processors, as people and press databases write them."""

from __future__ import annotations

import io
import zipfile
from html import escape

import pytest

from normalize import Article, CleanSettings, Rejected, clean
from tests.normalize.test_databases import _NEXIS_UNI

_TITLE = "Harwick dam opens"
_STORY = [
    "The dam above the old town of Harwick was opened on Friday, ten years after the first stone.",
    "It will hold 41 million cubic metres, and “feed” the households of the valley — été comme hiver.",
]
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def _zip(files: dict[str, str]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return held.getvalue()


def _docx(body: str, part: str = "word/document.xml") -> bytes:
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>'
    types = "<Types/>"
    return _zip({"[Content_Types].xml": types, part: document, "word/comments.xml": "<w/>"})


def _words(*paragraphs: str) -> str:
    return "".join(f"<w:p><w:r><w:t>{escape(p)}</w:t></w:r></w:p>" for p in paragraphs)


def _odt(body: str) -> bytes:
    content = f'<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}"><office:body><office:text>{body}</office:text></office:body></office:document-content>'
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return held.getvalue()


def _rtf(*paragraphs: str) -> bytes:
    def written(text: str) -> str:
        return "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)

    body = "\\par\n".join(map(written, paragraphs))
    fonts = r"{\fonttbl{\f0\fcharset0 Times;}{\f1\fcharset204 Times Cyr;}}"
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{fonts}\f0 {body}\par}}".encode("ascii")


def _is_story(found: list[Article | Rejected], story: list[str] = _STORY) -> None:
    [article] = found
    assert isinstance(article, Article)
    assert (article.title, article.text) == (_TITLE, "\n\n".join(story))


def test_a_word_document_is_its_paragraphs() -> None:
    _is_story(clean(_docx(_words(_TITLE, *_STORY)), "dam.docx"))


@pytest.mark.parametrize("name", ["dam.odt", "dam", "dam.zip"])
def test_an_open_document_is_its_paragraphs(name: str) -> None:
    first, second = map(escape, _STORY)
    body = f"<text:h>{_TITLE}</text:h><text:p>{first}</text:p><text:p><text:span>{second[:9]}</text:span>{second[9:]}</text:p>"
    _is_story(clean(_odt(body), name))


@pytest.mark.parametrize("name", ["dam.rtf", "dam.doc", "dam"])
def test_rich_text_is_its_paragraphs(name: str) -> None:
    _is_story(clean(_rtf(_TITLE, *_STORY), name))


def test_rich_text_is_in_the_characters_of_its_fonts() -> None:
    data = _rtf(_TITLE, _STORY[0]).replace(b"Friday", rb"Friday {\f1 \'cc\'e8\'f0} \'e9t\'e9")
    _is_story(clean(data, "dam.rtf"), [_STORY[0].replace("Friday", "Friday Мир été")])


def test_runs_signs_and_text_boxes_of_word() -> None:
    cut = '<w:p><w:r><w:t xml:space="preserve">The dam above the </w:t></w:r><w:del><w:r><w:delText>new</w:delText></w:r></w:del><w:r><w:t>old town was</w:t><w:tab/><w:t>opened on Friday, ten years after the first</w:t></w:r><w:r><w:instrText>PAGE</w:instrText><w:noBreakHyphen/><w:t>class stone.</w:t></w:r></w:p>'
    box = f"<w:p><w:r><AlternateContent><Choice><w:txbxContent>{_words('It holds 41 million cubic metres of water.')}</w:txbxContent></Choice><Fallback><w:txbxContent>{_words('It holds 41 million cubic metres of water.')}</w:txbxContent></Fallback></AlternateContent></w:r></w:p>"
    _is_story(
        clean(_docx(_words(_TITLE) + cut + box), "dam.docx"),
        [
            "The dam above the old town was opened on Friday, ten years after the first-class stone.",
            "It holds 41 million cubic metres of water.",
        ],
    )


def test_notes_and_comments_of_an_open_document_are_none_of_its_text() -> None:
    first, second = map(escape, _STORY)
    note = "<text:note><text:note-body><text:p>A note.</text:p></text:note-body></text:note>"
    comment = "<office:annotation><text:p>Check this!</text:p></office:annotation>"
    body = f"<text:p>{_TITLE}</text:p><text:p>{first[:20]}{note}{first[20:]}</text:p><text:p>{second[:30]}{comment}{second[30:]}</text:p>"
    _is_story(clean(_odt(body), "dam.odt"))


@pytest.mark.parametrize("suffix", ["docx", "odt", "rtf"])
def test_an_export_of_a_press_database_is_its_articles(suffix: str) -> None:
    lines = [line for line in _NEXIS_UNI.splitlines() if line.strip()]
    if suffix == "docx":
        data = _docx(_words(*lines))
    elif suffix == "odt":
        data = _odt("".join(f"<text:p>{escape(line)}</text:p>" for line in lines))
    else:
        data = _rtf(*lines)
    plain = clean(_NEXIS_UNI, "export.txt")
    found = clean(data, f"export.{suffix}")
    assert len(found) == len(plain) > 1
    for one, other in zip(found, plain, strict=True):
        assert isinstance(one, Article)
        assert isinstance(other, Article)
        assert (one.title, one.text, one.outlet) == (other.title, other.text, other.outlet)


_BILLION = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (_docx(_words(_TITLE), "word/other.xml"), "dam.docx", "invalid_record"),
        (_docx(_words(_TITLE))[:300], "dam.docx", "truncated"),
        (_docx(_words(_TITLE, "x" * 4_000_000)), "dam.docx", "too_large"),
        (_docx(""), "dam.docx", "no_text"),
        (_zip({"[Content_Types].xml": "", "xl/workbook.xml": "<x/>"}), "dam", "binary"),
        (_zip({"word/document.xml": "no xml"}), "dam.docx", "invalid_record"),
        (rb"{\rtf1\u99999999999999999999 x}", "dam.rtf", "invalid_record"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_rejected_with_its_reason(
    data: bytes, name: str, reason: str
) -> None:
    [found] = clean(data, name, settings=CleanSettings(max_file_bytes=2_000_000))
    assert isinstance(found, Rejected)
    assert found.reason == reason


def test_entities_of_a_document_are_not_expanded() -> None:
    document = f'{_BILLION}<w:document xmlns:w="{_WORD}"><w:body>{_words(_TITLE, *_STORY)}<w:p><w:r><w:t>&b;&b;</w:t></w:r></w:p></w:body></w:document>'
    _is_story(clean(_zip({"word/document.xml": document}), "dam.docx"))
