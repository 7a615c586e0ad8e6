"""Exports of press databases: an article each, under its header's title, outlet, authors and day."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_STORY = [
    "The old bridge over the Harwick will close for eighteen months from April 2, the council decided"
    " on Wednesday night after a report found cracks in two of its piers.",
    'Mayor Anna Reed said she had no choice. "I would rather be shouted at than bury somebody," she said.',
    "Engineers: the flood of 2011 did it. The work will cost 14 million dollars, the council said.",
]
_OTHER = "Dockworkers in Port Ansty voted on Saturday to accept a pay rise of 6.5 percent over two years."
_BODY = "\n\n".join(_STORY)
_WRAPPED = """\
   The old bridge over the Harwick will close for eighteen months from April 2,
the council decided on Wednesday night after a report found cracks in two of its
piers.

   Mayor Anna Reed said she had no choice. "I would rather be shouted at than
bury somebody," she said.

   Engineers: the flood of 2011 did it. The work will cost 14 million dollars,
the council said."""

_NEXIS = f"""


                               1 of 2 DOCUMENTS


                               The Harwick Herald

                            March 14, 2024 Thursday
                              Late Edition - Final

Bridge to close for eighteen months

BYLINE: By Dana Whitlock; Leo Marsh contributed reporting from Orrin.

SECTION: Section B; Column 0; Metropolitan Desk; Pg. 1

LENGTH: 543 words

DATELINE: HARWICK

BODY:

{_WRAPPED}

URL: http://www.herald.example

LOAD-DATE: March 14, 2024

LANGUAGE: ENGLISH

GRAPHIC: PHOTO: The old bridge on Tuesday. (PHOTOGRAPH BY LEO MARSH)

PUBLICATION-TYPE: Newspaper


                   Copyright 2024 The Harwick Herald Company
                              All Rights Reserved


                               2 of 2 DOCUMENTS


                                 Coast Tribune

                             March 16, 2024 Saturday

Strike ends

LENGTH: 200 words

   {_OTHER}

LOAD-DATE: March 16, 2024


                        Copyright 2024 Coast Tribune
"""
_NEXIS_UNI = f"""\
Bridge to close for eighteen months
The Harwick Herald
March 14, 2024 Thursday

Copyright 2024 The Harwick Herald All Rights Reserved

Section: NEWS; Pg. 3
Length: 543 words
Byline: Dana Whitlock
Body

{_BODY}

Load-Date: March 14, 2024

End of Document

Strike ends
Coast Tribune
March 16, 2024 Saturday

Length: 200 words
Body

{_OTHER}

Classification

Subject: STRIKES (90%)

End of Document
"""
_FACTIVA = f"""\
Bridge to close for eighteen months

By Dana Whitlock
543 words
14 March 2024
05:10
The Harwick Herald
HARHER
3
English
Copyright 2024. The Harwick Herald. All Rights Reserved.

{_BODY}

The Harwick Herald Company

Document HARHER0020240314ek3e0003k

Strike ends

200 words
16 March 2024
Coast Tribune
COATRI
English
(c) 2024 Coast Tribune

{_OTHER}

Document COATRI0020240316ek3g00001
"""
_FACTIVA_FIELDS = f"""\
HD        Bridge to close for eighteen months
BY        By Dana Whitlock
WC        543 words
PD        14 March 2024
SN        The Harwick Herald
LA        English
CY        Copyright 2024. The Harwick Herald. All Rights Reserved.

LP
{_STORY[0]}

TD
{_STORY[1]}

{_STORY[2]}

NS        gcat : Political/General News
AN        Document HARHER0020240314ek3e0003k

HD        Strike ends
WC        200 words
PD        16 March 2024
SN        Coast Tribune

LP
{_OTHER}

AN        Document COATRI0020240316ek3g00001
"""
_PROQUEST = f"""\
____________________________________________________________

Document 1 of 2

Bridge to close for eighteen months

Author: Whitlock, Dana

Publication info: The Harwick Herald ; Harwick, Or. [Harwick, Or]. 14 Mar 2024: B.1.

Full text: {_BODY}

Subject: Bridges; City councils

ProQuest document ID: 123456789

Copyright: Copyright The Harwick Herald Mar 14, 2024

____________________________________________________________

Document 2 of 2

Strike ends

Publication title: Coast Tribune

Publication date: Mar 16, 2024

Full text: {_OTHER}

ProQuest document ID: 123456790
"""
_EXPORTS = {
    "nexis": _NEXIS, "nexis uni": _NEXIS_UNI, "factiva": _FACTIVA,
    "factiva's fields": _FACTIVA_FIELDS, "proquest": _PROQUEST,
}  # fmt: skip


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize("name", _EXPORTS)
def test_each_article_is_one(name: str, ends: str) -> None:
    found = clean(_EXPORTS[name].replace("\n", ends).encode(), "export.txt")
    assert all(isinstance(article, Article) for article in found)
    first, second = (article for article in found if isinstance(article, Article))
    assert [first.path, second.path] == ["export.txt#1", "export.txt#2"]
    assert first.text.split("\n\n") == _STORY
    assert second.text == _OTHER
    assert (first.title, second.title) == ("Bridge to close for eighteen months", "Strike ends")
    assert (first.outlet, second.outlet) == ("The Harwick Herald", "Coast Tribune")
    assert (first.authors, second.authors) == (["Dana Whitlock"], [])
    assert [str(article.published_at)[:10] for article in (first, second)] == [
        "2024-03-14", "2024-03-16",
    ]  # fmt: skip
    assert any("Herald" in piece.text for piece in first.removed)


def test_an_article_without_a_header_is_kept() -> None:
    export = (
        f"{_FACTIVA}\n{_BODY}\n\n{_OTHER}\n\n{_OTHER[:60]}.\n\nDocument HARHER0020240317ek3h00002\n"
    )
    found = list(clean(export.encode(), "export.txt"))
    assert len(found) == 3
    assert isinstance(found[2], Article)
    assert _STORY[1] in found[2].text


def test_a_line_that_begins_like_a_field_is_the_story_s() -> None:
    line = "IN the hall nobody clapped. RE the ferry, nobody asked, said those who were there."
    export = _FACTIVA_FIELDS.replace(_STORY[2], f"{line}\n\n{_STORY[2]}")
    first = clean(export.encode(), "export.txt")[0]
    assert isinstance(first, Article)
    assert first.text.split("\n\n") == [*_STORY[:2], line, _STORY[2]]


def test_a_paragraph_that_begins_like_a_label_names_nobody() -> None:
    line = (
        "Author: that is what he calls himself now, and nobody in the town has read a line of his."
    )
    export = _PROQUEST.replace(_STORY[2], f"{line}\n\n{_STORY[2]}")
    first = clean(export.encode(), "export.txt")[0]
    assert isinstance(first, Article)
    assert line in first.text
    assert first.authors == ["Dana Whitlock"]


def test_one_german_article() -> None:
    text = "Die alte Brücke über die Harwick wird für achtzehn Monate gesperrt, hat der Stadtrat beschlossen."
    export = f"""Brücke wird gesperrt

Von Jonas Weiß
312 Wörter
14. März 2024
Elbkurier
ELBKUR
Deutsch
Copyright 2024 Elbkurier Verlag. Alle Rechte vorbehalten.

{text}

Dokument ELBKUR0020240314ek3e0003k
"""
    [found] = clean(export.encode(), "export.txt")
    assert isinstance(found, Article)
    assert (found.path, found.title, found.text) == ("export.txt", "Brücke wird gesperrt", text)
    assert (found.outlet, found.authors) == ("Elbkurier", ["Jonas Weiß"])
    assert str(found.published_at).startswith("2024-03-14")


@pytest.mark.parametrize(
    "line",
    [
        "1 of 2 DOCUMENTS that the council holds was never signed, the report says.",
        "End of Document",
        "Document ABC",
        "Full text: the council's letter, which runs to nine pages, says nothing of the kind.",
    ],
)
def test_other_texts_are_no_exports(line: str) -> None:
    text = "\n\n".join(["Bridge to close", *_STORY[:2], line, _STORY[2]])
    [found] = clean(text.encode(), "bridge.txt")
    assert isinstance(found, Article)
    assert found.title == "Bridge to close"
    assert _STORY[0] in found.text
    assert _STORY[2] in found.text
