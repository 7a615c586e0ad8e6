"""XML: feeds, NITF, NewsML-G2, Reuters' corpora, and what names its elements as records do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape

from lxml import etree

from normalize.article import Draft, Rejected, RejectedError
from normalize.readers.feeds import Feed
from normalize.readers.records import draft_of
from normalize.readers.xml_records import xml_records
from normalize.readers.xml_tree import first_of, local_name, markup_of, parse_xml, text_of
from normalize.settings import CleanSettings

_FEEDS = ("rss", "feed", "rdf")
#: Documents whose texts are in a markup of their own.
_OTHER_MARKUP = ("mediawiki", "svg", "opml", "plist")
_ITEM_TAGS = ("item", "entry")


def _nitf_record(root: etree._Element) -> dict[str, object]:
    body = first_of(root, "body.content")
    # The New York Times' archive has the first paragraphs twice.
    blocks = [] if body is None else [b for b in body if b.get("class") == "full_text"]
    body = blocks[0] if blocks else body
    headline = first_of(root, "hl1", "title")
    byline, issued = first_of(root, "byline"), first_of(root, "date.issue", "date.release")
    published = first_of(root, "pubdata")
    people = [] if byline is None else [text_of(p) for p in byline if local_name(p) == "person"]
    days = (issued.get("norm") if issued is not None else "", _of(published, "date.publication"))
    captions = [text_of(node) for node in root.iter() if local_name(node) == "media-caption"]
    for media in [node for node in root.iter() if local_name(node) == "media"]:
        if (around := media.getparent()) is not None:
            around.remove(media)
    return {
        "title": text_of(headline),
        "author": people or text_of(byline),
        "html": markup_of(body) if body is not None else "",
        "outlet": text_of(first_of(root, "distributor")) or _of(published, "name"),
        "url": _of(published, "ex-ref"),
        "published_at": next(filter(None, days), ""),
        "captions": captions,
        "tags": [node.get("key") or "" for node in root.iter() if local_name(node) == "keyword"],
    }


def _of(element: etree._Element | None, attribute: str) -> str:
    return (element.get(attribute) or "") if element is not None else ""


def _newsml_record(item: etree._Element) -> dict[str, object]:
    body = first_of(item, "inlineXML", "inlineData")
    inner = first_of(body, "body.content", "body") if body is not None else None
    target = inner if inner is not None else body
    names = [
        text_of(first_of(node, "name")) or node.get("literal") or ""
        for node in item.iter()
        if local_name(node) in ("creator", "contributor")
    ]
    return {
        "title": text_of(first_of(item, "headline", "title")),
        "html": markup_of(target) if target is not None else "",
        "author": [name for name in names if name] or text_of(first_of(item, "by")),
        "published_at": text_of(first_of(item, "firstCreated", "contentCreated", "versionCreated")),
        "modified_at": text_of(first_of(item, "versionCreated")),
        "language": (node.get("tag") or "") if (node := first_of(item, "language")) is not None else "",
        "description": text_of(first_of(item, "description")),
        "outlet": text_of(provider := first_of(item, "provider")) or _of(provider, "literal"),
        "tags": [text_of(node) for node in item.iter() if local_name(node) == "keyword"],
    }  # fmt: skip


def _rcv1_record(root: etree._Element) -> dict[str, object]:
    """An item of Reuters' own corpora, which has the name of NewsML's and none of its elements."""
    text, dateline = first_of(root, "text"), text_of(first_of(root, "dateline"))
    markup = markup_of(text) if text is not None else ""
    return {
        "title": text_of(first_of(root, "headline", "title")),
        "html": markup.replace("<p>", f"<p>{escape(dateline)} - " if dateline else "<p>", 1),
        "author": text_of(first_of(root, "byline")),
        "published_at": root.get("date") or "",
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    }


def read_xml(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of an XML file: a feed's items, or the news items of NITF and NewsML-G2.

    Raises RejectedError "invalid_xml", or "unsupported" for XML of another kind.
    """
    root, encoding = parse_xml(data.lstrip())
    kind = local_name(root).casefold()
    records: list[Callable[[], dict[str, object]]]
    if kind in _FEEDS:
        feed = Feed(root)
        items = [element for element in root.iter() if local_name(element) in _ITEM_TAGS]
        records = [lambda item=item: feed.record(item) for item in items]  # type: ignore[misc]
    elif kind == "nitf":
        records = [lambda: _nitf_record(root)]
    elif kind == "newsitem" and first_of(root, "contentSet", "inlineXML", "inlineData") is None:
        records = [lambda: _rcv1_record(root)]
    elif kind in ("newsitem", "newsmessage"):
        items = [element for element in root.iter() if local_name(element) == "newsItem"]
        records = [lambda item=item: _newsml_record(item) for item in items]  # type: ignore[misc]
    else:
        found = [] if kind in _OTHER_MARKUP else xml_records(root)
        records = [lambda record=record: record for record in found]  # type: ignore[misc]
        if not records:
            raise RejectedError(
                "unsupported",
                f"XML with the root element {kind}, in which no element that is named as a text "
                "is holds prose; known are also RSS, Atom, NITF and NewsML-G2",
            )
    single = kind in ("nitf", "newsitem") or (kind not in _FEEDS and len(records) == 1)
    if not records:
        raise RejectedError("empty", "a feed without items")
    for number, record in enumerate(records, 1):
        name = path if single else f"{path}#{number}"
        try:
            yield draft_of(record(), name, encoding, settings)
        except RejectedError as error:
            yield Rejected(name, error.reason, error.detail)
