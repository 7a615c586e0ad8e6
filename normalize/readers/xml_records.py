"""XML of no standard: elements and attributes that are named as the fields of records are."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from copy import deepcopy
from html import escape
from itertools import islice

from lxml import etree

from normalize.furniture.findings import is_story
from normalize.readers.fields import BODY, field_of
from normalize.readers.xml_tree import local_name, text_of

#: Elements of texts, as TEI, DocBook and others call them, by what HTML calls them.
_HTML = {
    "para": "p", "paragraph": "p", "par": "p", "absatz": "p", "abs": "p", "head": "h2",
    "subhead": "h2", "hl2": "h2", "list": "ul", "item": "li", "quote": "blockquote", "lb": "br",
    "hi": "em", "emph": "em", "ref": "a",
}  # fmt: skip
_PARAGRAPHS = ("p", "para", "paragraph", "par", "absatz", "abs")
#: Elements that are named by an attribute: Solr's and MySQL's fields.
_NAMING = ("field", "property", "column", "str", "attribute", "meta")
#: Attributes that hold the value of an element without text: TEI's, HTML's.
_VALUES = ("when", "value", "content", "datetime", "norm")
_MOST_ATTRIBUTES = 50
#: Markup that is escaped, or in a CDATA section.
_TAG = re.compile(r"<[^<>]{1,500}>")
#: What says that an element is a whole article, and not its text.
_OF_ARTICLES = frozenset(("title", "published_at", "authors", "url", *BODY))


def xml_records(root: etree._Element) -> list[dict[str, object]]:
    """The records of a document, in order; [] where no element holds prose as a body.

    A record is what stands around one body and around no other.
    """
    bodies = list(_bodies(root))
    # How many bodies stand in each element.
    within = Counter(ancestor for body in bodies for ancestor in body.iterancestors())
    return [_record(_scope(body, within), body) for body in bodies]


def _name(element: etree._Element) -> str:
    name = local_name(element)
    # A dot goes into an object in the names of records.
    return (element.get("name") or name if name in _NAMING else name).replace(".", "_")


def _is_paragraph(element: etree._Element) -> bool:
    return _name(element).casefold() in _PARAGRAPHS


def _bodies(element: etree._Element) -> Iterator[etree._Element]:
    """The elements that hold a body, the outermost of each, and the first of several in one article."""
    if _is_body(element):
        yield element
        return
    first = ""
    for child in element:
        found = list(_bodies(child))
        if found == [child]:
            first = first or _name(child)
            if _name(child) != first:
                continue  # the same, in another format
        yield from found


def _is_body(element: etree._Element) -> bool:
    if any(_is_paragraph(child) and is_story(text_of(child)) for child in element):
        return True
    if field_of(_name(element)) not in BODY:
        # <doc title="..." date="...">The dam opened ...</doc>
        return (
            not len(element)
            and any(map(field_of, element.keys()[:_MOST_ATTRIBUTES]))
            and _is_prose(element)
        )
    inner = (field_of(_name(within)) for within in _outside_paragraphs(element))
    return _OF_ARTICLES.isdisjoint(inner) and _is_prose(element)


def _is_prose(element: etree._Element) -> bool:
    text = _TAG.sub("\n", "".join(element.itertext()))
    return any(is_story(line.strip()) for line in text.split("\n")) or is_story(text_of(element))


def _outside_paragraphs(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if not _is_paragraph(child):
            yield child
            yield from _outside_paragraphs(child)


def _scope(body: etree._Element, within: Counter[etree._Element]) -> etree._Element:
    """The outermost element around a body that is around no other."""
    scope = body
    for ancestor in body.iterancestors():
        if within[ancestor] > 1:
            break
        scope = ancestor
    return scope


def _record(scope: etree._Element, body: etree._Element) -> dict[str, object]:
    """The fields of what stands around a body, the outer ones first, and the body."""
    found: dict[str, list[str]] = {}
    waiting = deque([scope])
    while waiting:
        element = waiting.popleft()
        for key, value in islice(element.attrib.items(), _MOST_ATTRIBUTES):
            name = str(key).rsplit("}", 1)[-1]
            if field_of(name) not in BODY:
                found.setdefault(name, []).append(str(value))
        for child in element:
            name = _name(child)
            known = field_of(name)
            if known and known not in BODY:
                found.setdefault(name, []).append(_value(child))
            elif element is not body:
                waiting.append(child)
    fields = {name: [value for value in values if value] for name, values in found.items()}
    return {**{name: values for name, values in fields.items() if values}, "html": _markup(body)}


def _value(element: etree._Element) -> str:
    """What an element says: the name in it, its text, or the attribute that holds it."""
    named = next((inner for inner in element if _name(inner) in ("name", "value")), element)
    return text_of(named) or next((str(v) for key in _VALUES if (v := element.get(key))), "")


def _markup(body: etree._Element) -> str:
    """A body as HTML, or as text where it has no elements; fields of the article are left out."""
    if not len(body):
        return body.text or ""
    copy = deepcopy(body)
    for child in list(copy):
        if field_of(_name(child)) and not _is_paragraph(child):
            copy.remove(child)
    for node in copy.iter():
        if isinstance(node.tag, str):
            name = local_name(node).casefold()
            # A recovered document may have names that are none.
            node.tag = _HTML.get(name, name) if name.isalnum() else "span"
            node.attrib.clear()
    etree.cleanup_namespaces(copy)
    return escape(copy.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in copy
    )
