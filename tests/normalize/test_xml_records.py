"""XML of no standard, as archives, databases and tools write it: elements named as fields are."""

from __future__ import annotations

import pytest

from normalize import Article, Rejected, clean

_STORY = (
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone "
    "was laid and three years later than planned.",
    "The reservoir will hold 40 million cubic metres of water, said Marta Oduya, who heads the river "
    "authority.",
)
_TEXT = "\n\n".join(_STORY)
_MARKUP = "".join(f"<p>{paragraph}</p>" for paragraph in _STORY)
_DAY, _ADDRESS = "2024-06-18T00:00:00+00:00", "https://post.example/dam"
_TEI = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Dam opens</title>"
    "<author>Ada Finch</author></titleStmt><publicationStmt><date when='2024-06-18'/></publicationStmt>"
    "</fileDesc></teiHeader><text><body><head>Dam opens</head>@p</body></text></TEI>"
)
_NEWSML_1 = (
    "<NewsML><NewsItem><NewsManagement><FirstCreated>20240618T000000Z</FirstCreated></NewsManagement>"
    "<NewsComponent><NewsLines><HeadLine>Dam opens</HeadLine><ByLine>By Ada Finch</ByLine></NewsLines>"
    "<ContentItem><DataContent>@d</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
)
_NITF = "<nitf><body><body.head><hedline><hl1>Dam opens</hl1></hedline></body.head><body.content>@p</body.content></body></nitf>"
#: Documents, and which of title, authors, day and address they tell.
_DOCUMENTS = {
    "markup": ("<article><title>Dam opens</title><author>Ada Finch</author><date>2024-06-18</date><body>@p</body></article>", "tad"),
    "text": ("<news><item><title>Dam opens</title><author>Ada Finch</author><text>@t</text></item></news>", "ta"),
    "rows": ("<root><row><Headline>Dam opens</Headline><BodyText>@t</BodyText><PubDate>2024-06-18</PubDate></row></root>", "td"),
    "attributes": ("<doc id='1' title='Dam opens' date='2024-06-18' url='https://post.example/dam'>@t</doc>", "tdu"),
    "escaped": ("<items><item><title><![CDATA[Dam opens]]></title><content><![CDATA[@p]]></content><link>https://post.example/dam</link></item></items>", "tu"),
    "Solr": ("<add><doc><field name='title'>Dam opens</field><field name='text'>@t</field><field name='date'>2024-06-18T00:00:00Z</field></doc></add>", "td"),
    "NewsML 1": (_NEWSML_1.replace("@d", "@p"), "tad"),
    "NITF in NewsML 1": (_NEWSML_1.replace("@d", _NITF), "tad"),
    "TEI": (_TEI, "tad"),
    "trafilatura": ("<doc title='Dam opens' author='Ada Finch' date='2024-06-18' source='https://post.example/dam'><main>@p</main><comments/></doc>", "tadu"),
    "JATS": ("<article><front><article-meta><title-group><article-title>Dam opens</article-title></title-group></article-meta></front><body>@p</body></article>", "t"),
    "Atom's entry": ("<entry xmlns='http://www.w3.org/2005/Atom'><title>Dam opens</title><published>2024-06-18T00:00:00Z</published><author><name>Ada Finch</name></author><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>@p</div></content></entry>", "tad"),
    "paragraphs": ("<story><headline>Dam opens</headline><byline>Ada Finch</byline><paragraph>@1</paragraph><paragraph>@2</paragraph></story>", "ta"),
    "German": ("<artikel><titel>Dam opens</titel><autor>Ada Finch</autor><datum>18.06.2024</datum><inhalt>@t</inhalt></artikel>", "tad"),
    "ProQuest": ("<RECORD><Title>Dam opens</Title><AlphaPubDate>Jun 18, 2024</AlphaPubDate><NumericPubDate>20240618</NumericPubDate><Contributor><OriginalForm>Ada Finch</OriginalForm></Contributor><FullText>@t</FullText></RECORD>", "tad"),
    "twice": ("<article><title>Dam opens</title><content>@p</content><text>@t</text></article>", "t"),
}  # fmt: skip


def _filled(document: str) -> bytes:
    for mark, story in (("@p", _MARKUP), ("@t", _TEXT), ("@1", _STORY[0]), ("@2", _STORY[1])):
        document = document.replace(mark, story)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{document}'.encode()


@pytest.mark.parametrize("kind", _DOCUMENTS)
def test_elements_named_as_fields_are_read(kind: str) -> None:
    document, told = _DOCUMENTS[kind]
    [found] = clean(_filled(document), "a.xml")
    assert isinstance(found, Article), found
    assert found.text == _TEXT
    assert found.title == "Dam opens"
    assert found.authors == (["Ada Finch"] if "a" in told else [])
    assert found.published_at == (_DAY if "d" in told else None)
    assert found.url == (_ADDRESS if "u" in told else None)


def test_a_document_may_hold_many() -> None:
    items = "".join(
        f"<article n='{n}'><title>Dam {n} opens</title><text>@t</text></article>" for n in range(5)
    )
    found = clean(
        _filled(f"<export><made>2024</made><articles>{items}</articles></export>"), "a.xml"
    )
    assert [one.path for one in found] == [f"a.xml#{n}" for n in range(1, 6)]
    assert [isinstance(one, Article) and one.title for one in found] == [
        f"Dam {n} opens" for n in range(5)
    ]


@pytest.mark.parametrize(
    "document",
    [
        "<svg><text>@1</text></svg>", "<opml><body><outline text='@1'/></body></opml>",
        "<mediawiki><page><title>Dam</title><text>@1</text></page></mediawiki>",
        "<urlset><url><loc>https://post.example/dam</loc></url></urlset>",
        "<config><name>dam</name><text>on</text><value>7</value></config>", "<a/>",
    ],
)  # fmt: skip
def test_other_documents_are_told_so(document: str) -> None:
    [found] = clean(_filled(document), "a.xml")
    assert isinstance(found, Rejected)
    assert found.reason == "unsupported"
    assert "root element" in found.detail
