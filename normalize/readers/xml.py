"""XML: feeds (RSS, Atom) with full-text items, NITF, NewsML-G2, and what names its elements as records do.

The parser opens nothing outside the bytes: no entities but XML's own five, no DTD, no network,
no tree deeper than libxml2's limit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape

from lxml import etree

from normalize.article import Draft, Rejected, RejectedError
from normalize.decode import decode
from normalize.readers.records import draft_of
from normalize.readers.xml_records import xml_records
from normalize.settings import CleanSettings

_FEEDS = ("rss", "feed", "rdf")
#: Documents whose texts are in a markup of their own.
_OTHER_MARKUP = ("mediawiki", "svg", "opml", "plist")
_ITEM_TAGS = ("item", "entry")


def safe_parser() -> etree.XMLParser:
    """A parser that opens nothing outside the bytes, and reads what it can of a damaged document."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace; "" of a comment."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())


def _markup(element: etree._Element) -> str:
    """What an element holds as HTML: its text where that is escaped markup, else its children."""
    if len(element) == 0:
        return element.text or ""
    inner = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            inner.append(child.tail or "")  # a comment, or an entity that nobody declared
            continue
        copy = etree.fromstring(etree.tostring(child, with_tail=False), safe_parser())
        for node in copy.iter():
            if isinstance(node.tag, str):
                # A recovered document may have names that are none.
                node.tag = name if (name := local_name(node)).isalnum() else "span"
        etree.cleanup_namespaces(copy)
        inner.append(etree.tostring(copy, encoding="unicode", method="html") + (child.tail or ""))
    return "".join(inner)


def _first(root: etree._Element, *names: str) -> etree._Element | None:
    for name in names:
        for element in root.iter():
            if local_name(element) == name:
                return element
    return None


def _feed_title(root: etree._Element) -> str:
    channel = _first(root, "channel")
    for child in channel if channel is not None else root:
        if local_name(child) == "title":
            return _text(child)
    return ""


def _feed_record(item: etree._Element, outlet: str) -> dict[str, object]:
    record: dict[str, object] = {"outlet": outlet}
    authors: list[str] = []
    tags: list[str] = []
    _refuse_parts(item)
    for child in item:
        name = local_name(child)
        match name:
            case "encoded" | "content" if name == "encoded" or not record.get("html"):
                if child.get("type", "html") in ("html", "xhtml", "text", "text/html"):
                    record["html"] = _markup(child)
            case "description" | "summary":
                record["description"] = _markup(child)
            case "link":
                if child.get("rel", "alternate") == "alternate":
                    record["url"] = child.get("href") or _text(child)
            case "author" | "creator":
                names = [_text(part) for part in child if local_name(part) == "name"] or [
                    _text(child)
                ]
                authors += names
            case "category":
                tags.append(child.get("term") or _text(child))
            case "source":
                record["outlet"] = _text(_first(child, "title")) or _text(child) or outlet
            case "title" | "pubDate" | "published" | "updated" | "date" | "language":
                record.setdefault(name, _text(child))
    # A feed whose description is the whole text has nothing else.
    if not record.get("html"):
        record["html"] = record.pop("description", "")
    return record | {"author": authors, "tags": tags}


#: What exports of a whole site hold beside its articles: WordPress by an item's type, Blogger by a
#: category of its kind.
_NO_ARTICLE = re.compile(
    r"(attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|wp_\w+)"
    r"|.*blogger/2008/kind#(comment|template|settings|page-template)"
)


def _refuse_parts(item: etree._Element) -> None:
    """Raises RejectedError "invalid_record" for what is no article of the site."""
    for child in item:
        name = local_name(child)
        told = (
            child.get("term") if name == "category" else _text(child) if name == "post_type" else ""
        )
        if told and (found := _NO_ARTICLE.fullmatch(told)):
            kind = found.group(1) or found.group(2)
            raise RejectedError("invalid_record", f"a part of the site that is no article: {kind}")


def _nitf_record(root: etree._Element) -> dict[str, object]:
    body = _first(root, "body.content")
    headline = _first(root, "hl1", "title")
    byline, issued = _first(root, "byline"), _first(root, "date.issue")
    record: dict[str, object] = {
        "title": _text(headline),
        "author": _text(byline),
        "html": _markup(body) if body is not None else "",
        "outlet": _text(_first(root, "distributor")),
    }
    if issued is not None:
        record["published_at"] = issued.get("norm") or ""
    return record


def _newsml_record(item: etree._Element) -> dict[str, object]:
    body = _first(item, "inlineXML", "inlineData")
    inner = _first(body, "body.content", "body") if body is not None else None
    target = inner if inner is not None else body
    names = [
        _text(_first(node, "name"))
        for node in item.iter()
        if local_name(node) in ("creator", "contributor")
    ]
    return {
        "title": _text(_first(item, "headline", "title")),
        "html": _markup(target) if target is not None else "",
        "author": [name for name in names if name] or _text(_first(item, "by")),
        "published_at": _text(_first(item, "firstCreated", "contentCreated", "versionCreated")),
        "modified_at": _text(_first(item, "versionCreated")),
        "language": (node.get("tag") or "") if (node := _first(item, "language")) is not None else "",
        "description": _text(_first(item, "description")),
        "outlet": _text(_first(item, "provider")),
        "tags": [_text(node) for node in item.iter() if local_name(node) == "keyword"],
    }  # fmt: skip


def _rcv1_record(root: etree._Element) -> dict[str, object]:
    """An item of Reuters' own corpora, which has the name of NewsML's and none of its elements."""
    text, dateline = _first(root, "text"), _text(_first(root, "dateline"))
    markup = _markup(text) if text is not None else ""
    return {
        "title": _text(_first(root, "headline", "title")),
        "html": markup.replace("<p>", f"<p>{escape(dateline)} - " if dateline else "<p>", 1),
        "author": _text(_first(root, "byline")),
        "published_at": root.get("date") or "",
        "language": root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    }


def _root(data: bytes) -> etree._Element:
    """The root of an XML text. Raises RejectedError "invalid_xml"."""
    told = "no element"
    try:
        root = etree.fromstring(data, safe_parser())
        if root is not None:
            return root
    except (etree.XMLSyntaxError, ValueError) as error:
        told = str(error)
    # The declaration may name another encoding than that of the bytes.
    text, _ = decode(data)
    bare = _DECLARATION.sub("", text, count=1)
    try:
        root = etree.fromstring(bare.encode(), safe_parser()) if bare != text else None
    except (etree.XMLSyntaxError, ValueError) as error:
        told = str(error)
        root = None
    if root is None:
        raise RejectedError("invalid_xml", told)
    return root


def read_xml(data: bytes, path: str, settings: CleanSettings) -> Iterator[Draft | Rejected]:
    """The drafts of an XML file: a feed's items, or the news items of NITF and NewsML-G2.

    Raises RejectedError "invalid_xml", or "unsupported" for XML of another kind.
    """
    root = _root(data.lstrip())
    kind = local_name(root).casefold()
    encoding = (root.getroottree().docinfo.encoding or "utf-8").lower()
    records: list[Callable[[], dict[str, object]]]
    if kind in _FEEDS:
        outlet = _feed_title(root)
        items = [element for element in root.iter() if local_name(element) in _ITEM_TAGS]
        records = [lambda item=item: _feed_record(item, outlet) for item in items]  # type: ignore[misc]
    elif kind == "nitf":
        records = [lambda: _nitf_record(root)]
    elif kind == "newsitem" and _first(root, "contentSet", "inlineXML", "inlineData") is None:
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
