"""Real pages without the hints of their markup: what is left of each tool when a page gives none.

    python benchmarks/hints.py PAGES [--tools newsfold trafilatura]

PAGES is as for extraction.py, whose figures these are. Each row takes something off all pages: the
names that people chose (classes, ids, roles become meaningless), the elements that say what they
hold (article, aside, figure ... become div), headings, paragraphs (div instead of h1 to h6, of p),
what is declared (JSON-LD and meta elements), or all but the paragraphs and headings. The last two
keep the hints and set all paragraphs in italics, or the whole page in the cell of a table.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import lxml.html
from extraction import TOOLS, Tally, judge

_MEANING = frozenset(
    ("article", "main", "aside", "nav", "footer", "header", "section", "figure", "figcaption",
     "address", "blockquote")
)  # fmt: skip
_NAMING = frozenset(("role", "aria-label", "itemprop", "itemtype", "itemscope"))


def _hidden(name: str) -> str:
    return "c" + hashlib.md5(name.encode(), usedforsecurity=False).hexdigest()[:7]


def without_names(tree: lxml.html.HtmlElement) -> None:
    """Make classes and ids meaningless, and drop what else names an element."""
    for element in tree.iter(lxml.etree.Element):
        for key in list(element.attrib):
            if key in ("class", "id"):
                element.set(key, " ".join(map(_hidden, element.get(key).split())))
            elif key.startswith("data-") or (key in _NAMING and element.tag != "meta"):
                del element.attrib[key]


def _as_boxes(*tags: str) -> Callable[[lxml.html.HtmlElement], None]:
    def change(tree: lxml.html.HtmlElement) -> None:
        for element in list(tree.iter(*tags)):
            element.tag = "div"

    return change


def without_data(tree: lxml.html.HtmlElement) -> None:
    """Drop JSON-LD and the meta elements that declare something."""
    for element in tree.xpath("//script[contains(@type, 'json')] | //meta[@property or @name]"):
        element.drop_tree()


def in_italics(tree: lxml.html.HtmlElement) -> None:
    """Set the text of each paragraph in an element that only dresses it."""
    for paragraph in list(tree.iter("p")):
        _move_into(lxml.html.Element("em"), paragraph)


def in_a_table(tree: lxml.html.HtmlElement) -> None:
    """Set the page in the one cell of a table, as old pages are laid out."""
    cell = lxml.html.Element("td")
    _move_into(cell, tree.body)
    tree.body.remove(cell)
    table, row = lxml.html.Element("table"), lxml.html.Element("tr")
    row.append(cell)
    table.append(row)
    tree.body.append(table)


def _move_into(inner: lxml.html.HtmlElement, outer: lxml.html.HtmlElement) -> None:
    """Put all that an element holds into another, and that into it."""
    inner.text, outer.text = outer.text, None
    for child in list(outer):
        inner.append(child)
    outer.append(inner)


_elements = _as_boxes(*_MEANING)
_VARIANTS: dict[str, tuple[Callable[[lxml.html.HtmlElement], None], ...]] = {
    "nothing": (),
    "names": (without_names,),
    "elements": (_elements,),
    "headings": (_as_boxes("h1", "h2", "h3", "h4", "h5", "h6"),),
    "paragraphs": (_as_boxes("p"),),
    "declared data": (without_data,),
    "names, elements, data": (without_names, _elements, without_data),
    "nothing, in italics": (in_italics,),
    "nothing, in a table": (in_a_table,),
}


def _changed(page: bytes, changes: tuple[Callable[[lxml.html.HtmlElement], None], ...]) -> bytes:
    if not changes:
        return page
    try:
        text = page.decode("utf-8")
    except UnicodeDecodeError:
        text = page.decode("latin-1")
    tree = lxml.html.document_fromstring(text, parser=lxml.html.HTMLParser(huge_tree=True))
    for change in changes:
        change(tree)
    return bytes(lxml.html.tostring(tree, encoding="utf-8", doctype="<!DOCTYPE html>"))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument(
        "--tools", nargs="*", choices=list(TOOLS), default=["newsfold", "trafilatura"]
    )
    arguments = parser.parse_args()
    truth = [json.loads(line) for line in (arguments.pages / "truth.jsonl").open("rb")]
    files = [arguments.pages / t["id"].replace("/", "__") for t in truth]
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    print("| without | tool | F1 | precision | recall | exact | title | authors | day |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, changes in _VARIANTS.items():
        changed = [_changed(page, changes) for page in pages]
        for tool in arguments.tools:
            tally = Tally()
            for page, gold in zip(changed, truth, strict=True):
                judge(tally, TOOLS[tool](page), gold)
            n = len(truth)
            p, r = sum(tally.precision) / n, sum(tally.recall) / n
            print(
                f"| {name} | {tool} | {2 * p * r / (p + r):.3f} | {p:.3f} | {r:.3f} "
                f"| {tally.exact / n:.2f} | {tally.title / n:.2f} "
                f"| {sum(tally.authors) / n:.2f} | {tally.date / n:.2f} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
