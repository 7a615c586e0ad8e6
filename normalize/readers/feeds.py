"""Feeds: RSS 0.9 to 2.0 and Atom, with the elements that outlets add, and exports in their form."""

from __future__ import annotations

import re
from urllib.parse import urljoin

from lxml import etree

from normalize.article import RejectedError
from normalize.readers.xml_tree import first_of, local_name, markup_of, text_of

#: Local names of the elements that hold a whole text, whatever the namespace, the surest first:
#: content:encoded, Yandex's full-text and turbo:content, Atom's content.
_BODIES = ("encoded", "full-text", "fulltext", "full_text", "content", "body", "text")
_DAYS = ("pubDate", "published", "date", "issued", "updated", "modified")
_TEXTS = ("html", "xhtml", "text", "text/html", "text/plain")
_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_ADDRESS = re.compile(r"https?://", re.I)
#: What exports of a whole site hold beside its articles: WordPress by an item's type, Blogger by a
#: category of its kind.
_NO_ARTICLE = re.compile(
    r"(attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|wp_\w+)"
    r"|.*blogger/2008/kind#(comment|template|settings|page-template)"
)


class Feed:
    """What a feed says of all its items."""

    def __init__(self, root: etree._Element) -> None:
        channel = first_of(root, "channel")
        head = root if channel is None else channel
        self.outlet = next((text_of(c) for c in head if local_name(c) == "title"), "")
        #: of an Atom feed whose entries name nobody
        self.authors = [name for c in head if local_name(c) == "author" for name in _names(c)]
        #: of an export of WordPress: whom its log-ins stand for
        self.people = dict(filter(None, map(_person, head)))
        links = (_link(c) for c in head if local_name(c) == "link")
        self.base = root.get(_BASE) or next(filter(_ADDRESS.match, links), "")

    def record(self, item: etree._Element) -> dict[str, object]:
        """An item's fields. Raises RejectedError "invalid_record" for what is no article of a site."""
        _refuse_parts(item)
        record: dict[str, object] = {"outlet": self.outlet}
        bodies: dict[str, str] = {}
        days: dict[str, str] = {}
        authors: list[str] = []
        tags: list[str] = []
        captions: list[str] = []
        addresses: dict[str, str] = {}
        for child in item:
            name = local_name(child)
            if isinstance(child.tag, str) and child.tag.startswith(_MEDIA):
                captions += _captions(child)
            elif name in _BODIES:
                if child.get("type", "html") in _TEXTS:
                    bodies.setdefault(name, markup_of(child))
            elif name in _DAYS:
                days.setdefault(name, text_of(child))
            else:
                match name:
                    case "description" | "summary":
                        record["description"] = markup_of(child)
                    case "link" | "origLink" | "guid":
                        if address := _link(child):
                            addresses.setdefault(name, address)
                    case "author" | "creator":
                        authors += [self.people.get(name, name) for name in _names(child)]
                    case "category":
                        tags.append(child.get("term") or text_of(child))
                    case "source":
                        record["outlet"] = (
                            text_of(first_of(child, "title")) or text_of(child) or self.outlet
                        )
                    case "title" | "language":
                        record.setdefault(name, text_of(child))
        told = (addresses[name] for name in ("origLink", "link", "guid") if name in addresses)
        record["url"] = urljoin(item.get(_BASE) or self.base, next(told, ""))
        # A feed whose description is the whole text has nothing else.
        record["html"] = next((bodies[n] for n in _BODIES if bodies.get(n)), "") or record.pop(
            "description", ""
        )
        record["published"] = next((days[name] for name in _DAYS if days.get(name)), "")
        record["modified"] = days.get("updated") or days.get("modified") or ""
        return record | {"author": authors or self.authors, "tags": tags, "captions": captions}


def _names(element: etree._Element) -> list[str]:
    """Whom an author's element names."""
    return [text_of(part) for part in element if local_name(part) == "name"] or [text_of(element)]


def _person(element: etree._Element) -> tuple[str, str] | None:
    """The log-in and the name of an author that an export lists; None of other elements."""
    told = {local_name(part): text_of(part) for part in element}
    login, name = told.get("author_login"), told.get("author_display_name")
    return (login, name) if login and name else None


def _link(element: etree._Element) -> str:
    """The address of a page that an element gives; "" where it is another one."""
    if element.get("rel", "alternate") != "alternate" or element.get("isPermaLink") == "false":
        return ""
    address = element.get("href") or text_of(element)
    return address if local_name(element) != "guid" or _ADDRESS.match(address) else ""


def _captions(element: etree._Element) -> list[str]:
    """The captions of pictures (Media RSS)."""
    found = (text_of(part) for part in element.iter() if local_name(part) == "description")
    return [text for text in found if text]


def _refuse_parts(item: etree._Element) -> None:
    for child in item:
        name = local_name(child)
        told = (
            child.get("term")
            if name == "category"
            else text_of(child)
            if name == "post_type"
            else ""
        )
        if told and (found := _NO_ARTICLE.fullmatch(told)):
            kind = found.group(1) or found.group(2)
            raise RejectedError("invalid_record", f"a part of the site that is no article: {kind}")
