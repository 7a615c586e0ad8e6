"""XML to a tree: what outlets serve as XML, which often is none, mended before it is given up.

The parser opens nothing outside the bytes: no entities but XML's own five, no DTD, no network, no
tree deeper than libxml2's limit. HTML's entities, bare ampersands, control characters and another
encoding than the declared one are mended where a document is not well-formed.
"""

from __future__ import annotations

import re
from html import unescape
from html.entities import html5

from lxml import etree

from normalize.article import RejectedError
from normalize.decode import decode

_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
#: XML's own.
_ENTITIES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{0,31});")
_BARE = re.compile(r"&(?!(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_CDATA = re.compile(r"(<!\[CDATA\[.*?\]\]>)", re.S)
#: A DTD is not read, so that the entities it would declare are none: they are mended as well.
_DOCTYPE, _HEAD = b"<!DOCTYPE", 1024
#: Tags that were escaped twice.
_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|a|b|i|em|strong|h[1-6]|ul|ol|li|img|span)\b", re.I)


def safe_parser(*, recover: bool = True) -> etree.XMLParser:
    """A parser that opens nothing outside the bytes, and reads what it can of a damaged document."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=recover,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip


def parse_xml(data: bytes) -> tuple[etree._Element, str]:
    """The root of an XML text and its encoding. Raises RejectedError "invalid_xml"."""
    told = "no element"
    if _DOCTYPE not in data[:_HEAD]:
        try:
            root = etree.fromstring(data, safe_parser(recover=False))
            return root, (root.getroottree().docinfo.encoding or "utf-8").lower()
        except (etree.XMLSyntaxError, ValueError) as error:
            told = str(error)
    # The declaration may name another encoding than that of the bytes.
    text, encoding = decode(data)
    try:
        root = etree.fromstring(
            _mended(_DECLARATION.sub("", text, count=1)).encode(), safe_parser()
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RejectedError("invalid_xml", str(error)) from None
    if root is None:
        raise RejectedError("invalid_xml", told)
    return root, encoding


def _mended(text: str) -> str:
    text = _CONTROL.sub("", text)
    if "&" not in text:
        return text
    # Within CDATA sections an ampersand is one.
    parts = _CDATA.split(text)
    parts[::2] = [_BARE.sub("&amp;", _NAMED.sub(_character, part)) for part in parts[::2]]
    return "".join(parts)


def _character(found: re.Match[str]) -> str:
    if found.group(1) in _ENTITIES:
        return found.group()
    return html5.get(f"{found.group(1)};", found.group())


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace, declared or not; "" of a comment."""
    tag = element.tag
    return tag.rsplit("}", 1)[-1].rsplit(":", 1)[-1] if isinstance(tag, str) else ""


def text_of(element: etree._Element | None) -> str:
    """The text that an element holds, as one line; "" of none."""
    return "" if element is None else " ".join("".join(element.itertext()).split())


def first_of(root: etree._Element, *names: str) -> etree._Element | None:
    """The first element of the first of some local names that there is."""
    for name in names:
        for element in root.iter():
            if local_name(element) == name:
                return element
    return None


def markup_of(element: etree._Element) -> str:
    """What an element holds as HTML: its text where that is escaped markup, else its children."""
    if len(element) == 0:
        text = element.text or ""
        return unescape(text) if "<" not in text and _ESCAPED.search(text) else text
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
