"""Pages that browsers saved in one file, and corpora in SGML: read as what they are."""

from __future__ import annotations

import plistlib
from email.message import EmailMessage

import pytest

from normalize import Article, Rejected, clean

_FIRST = "The new dam above the old town was opened on Friday, ten years after the first stone."
_LAST = "Rain is expected for the weekend, and the lake will be full by the first days of May."
_PAGE = f"""<html><head><title>Dam opens - Post</title></head><body><nav><a href="/">Home</a></nav>
<article><h1>Dam opens</h1><p>{_FIRST}</p><p>“Ten years,” said the mayor, “is long enough.”</p><p>{_LAST}</p></article></body></html>"""
_URL = "https://www.post.example/2025/03/14/dam"


def _mhtml(name: str) -> Article:
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = _URL
    message["Subject"] = "Dam opens"
    message["Date"] = "Fri, 14 Mar 2025 17:20:00 -0000"
    message.set_content(_PAGE, subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_related(b"body{}", "text", "css", cid="<css@mhtml.blink>")
    [found] = clean(message.as_bytes(), name)
    assert isinstance(found, Article), found
    return found


@pytest.mark.parametrize("name", ["dam.mhtml", "dam.mht", "dam", "dam.html", "dam.eml"])
def test_mhtml_is_the_page_it_holds(name: str) -> None:
    found = _mhtml(name)
    assert (found.title, found.url) == ("Dam opens", _URL)
    assert found.text.startswith(_FIRST)
    assert found.text.endswith(_LAST)
    assert "Home" not in found.text


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_safari_s_web_archives(form: plistlib.PlistFormat) -> None:
    main = {
        "WebResourceData": _PAGE.encode(), "WebResourceURL": _URL,
        "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8",
    }  # fmt: skip
    [found] = clean(plistlib.dumps({"WebMainResource": main}, fmt=form), "dam.webarchive")
    assert isinstance(found, Article)
    assert (found.title, found.url) == ("Dam opens", _URL)
    assert found.text.startswith(_FIRST)


@pytest.mark.parametrize(
    "data",
    [b"bplist00", b"bplist00\xff\xff\xff", plistlib.dumps({"a": 1}), plistlib.dumps([1])],
)
def test_what_is_no_web_archive_is_rejected(data: bytes) -> None:
    [found] = clean(data, "dam.webarchive")
    assert isinstance(found, Rejected)
    assert found.reason == "invalid_record"


_TREC = """<DOC>
<DOCNO> AP880212-0001 </DOCNO>
<FILEID>AP-NR-02-12-88 2344EST</FILEID>
<HEAD>Dam Opens</HEAD>
<BYLINE>By ADA FINCH</BYLINE>
<DATELINE>HARWICK (AP) </DATELINE>
<TEXT>
   The new dam above the old town was opened on Friday, ten years
after the first stone.
   Rain is expected for the weekend, and the lake will be full by
the first days of May.
   &quot;Ten years is long enough,&quot; said the mayor, who cut a ribbon
and went home.
</TEXT>
</DOC>
<DOC>
<DOCNO> AP880212-0002 </DOCNO>
<HEAD>Nothing</HEAD>
</DOC>
"""
_GIGAWORD = f"""<DOC id="XIN_ENG_20050314.0021" type="story" >
<HEADLINE>
Dam opens
</HEADLINE>
<DATELINE>
HARWICK, March 14 (Xinhua)
</DATELINE>
<TEXT>
<P>
The new dam above the old town was opened on Friday,
ten years after the first stone.
</P>
<P>
{_LAST}
</P>
</TEXT>
</DOC>
"""
_REUTERS = """<!DOCTYPE lewis SYSTEM "lewis.dtd">
<REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" NEWID="1">
<DATE>26-FEB-1987 15:01:01.79</DATE>
<TOPICS><D>dams</D></TOPICS>
<UNKNOWN>&#5;&#5;&#5;C T</UNKNOWN>
<TEXT>&#2;
<TITLE>DAM OPENS</TITLE>
<DATELINE>    HARWICK, Feb 26 - </DATELINE><BODY>The new dam above the old town was opened on Friday, ten
years after the first stone.
    Rain is expected for the weekend, and the lake will be full by
the first days of May.
 Reuter
&#3;</BODY></TEXT>
</REUTERS>
"""


@pytest.mark.parametrize("name", ["corpus.sgm", "corpus.sgml", "corpus", "corpus.txt"])
@pytest.mark.parametrize(
    ("corpus", "title", "day"),
    [
        (_TREC, "Dam Opens", "1988-02-12"),
        (_GIGAWORD, "Dam opens", "2005-03-14"),
        (_REUTERS, "DAM OPENS", "1987-02-26"),
    ],
)
def test_corpora_in_sgml(corpus: str, title: str, day: str, name: str) -> None:
    found = clean(corpus.encode(), name)
    first = found[0]
    assert isinstance(first, Article)
    assert (first.title, first.path) == (title, f"{name}#1")
    assert first.text.split("\n\n")[:2] == [_FIRST, _LAST]
    assert first.dateline is not None
    assert str(first.published_at).startswith(day)
    if corpus == _TREC:
        assert first.authors == ["ADA FINCH"]
        assert isinstance(found[1], Rejected)
        assert found[1].reason == "no_text"


def test_the_paper_and_the_day_before_a_headline_are_none_of_it() -> None:
    corpus = f"<DOC><HEADLINE>FT  14 MAY 91 / Dam opens</HEADLINE><TEXT>{_FIRST}</TEXT></DOC>"
    [found] = clean(corpus.encode(), "a.sgml")
    assert isinstance(found, Article)
    assert found.title == "Dam opens"


def test_documents_without_an_end_are_read_to_the_next() -> None:
    corpus = "".join(f"<DOC><TEXT><P>{text}</P>" for text in (_FIRST, _LAST))
    texts = [one.text for one in clean(corpus.encode(), "a.sgml") if isinstance(one, Article)]
    assert texts == [_FIRST, _LAST]


def test_a_plain_text_between_tags_is_read() -> None:
    corpus = (
        f'<doc id="12" url="https://w.example/12" title="The dam">\n{_FIRST}\n\n{_LAST}\n</doc>\n'
    )
    [found] = clean(corpus.encode(), "wiki_00")
    assert isinstance(found, Article)
    assert (found.title, found.text) == ("The dam", f"{_FIRST}\n\n{_LAST}")


def test_reuters_own_items() -> None:
    item = f"""<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="2286" id="root" date="1996-08-20" xml:lang="en"><title>HARWICK: Dam opens.</title>
<headline>Dam opens.</headline><byline>Ada Finch</byline><dateline>HARWICK (\\1) 1996-08-20</dateline>
<text><p>{_FIRST}</p><p>{_LAST}</p></text><copyright>(c) Reuters Limited 1996</copyright>
<metadata><codes class="bip:countries:1.0"/></metadata></newsitem>"""
    [found] = clean(item.encode(), "2286newsML.xml")
    assert isinstance(found, Article)
    assert (found.title, found.authors) == ("Dam opens.", ["Ada Finch"])
    assert found.text.endswith(f"\n\n{_LAST}")
    assert str(found.published_at).startswith("1996-08-20")
