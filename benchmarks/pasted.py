"""Stories out of the text of whole pages: what is left of menus, lists of others and pages' feet.

    python benchmarks/pasted.py PAGES [--worst N]

PAGES is a directory as for extraction.py. Of each page the text is taken whole, a line a block, as
a browser copies it and as a crawl keeps it (Common Crawl's WET files); newsfold gets it as plain
text. Figures are those of extraction.py, beside those of the text as it is.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path

from extraction import Extracted, Tally, judge
from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Elements that end a line, and those whose text is not shown.
_BLOCKS = frozenset(
    ("address", "article", "aside", "blockquote", "body", "br", "button", "dd", "details", "div",
     "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "hr", "li", "main", "nav", "ol", "option", "p", "pre", "section", "select",
     "summary", "table", "td", "th", "tr", "ul", "video")
)  # fmt: skip
_UNSHOWN = frozenset(
    ("script", "style", "noscript", "template", "svg", "head", "iframe", "textarea")
)


def text_of(page: bytes) -> str:
    """The text of a page, a line a block; what it hides by a style of its own is left out."""
    lines: list[str] = []
    parts: list[str] = []

    def end() -> None:
        if line := " ".join("".join(parts).split()):
            lines.append(line)
        parts.clear()

    def read(node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                parts.append(child.text_content or "")
                continue
            style = (child.attributes.get("style") or "").replace(" ", "")
            if child.tag in _UNSHOWN or "display:none" in style or "hidden" in child.attributes:
                continue
            if is_block := child.tag in _BLOCKS:
                end()
            read(child)
            if is_block:
                end()

    body = LexborHTMLParser(page).body
    if body is not None:
        read(body)
        end()
    return "\n".join(lines)


def newsfold(text: str) -> Extracted:
    """What newsfold leaves of a text."""
    from normalize import Article, clean

    found = clean(text.encode(), "page.txt")[0]
    if not isinstance(found, Article):
        return Extracted()
    return Extracted(found.text, found.title, found.authors, found.published_at, found.captions)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--worst", type=int, default=0, help="list the worst pages")
    arguments = parser.parse_args()
    print(
        "| | F1 | precision | recall | title | authors | day |\n| --- | --- | --- | --- | --- | --- | --- |"
    )
    told, raw = Tally(), Tally()
    with (arguments.pages / "truth.jsonl").open("rb") as lines:
        truth = [json.loads(line) for line in lines]
    for page in truth:
        text = text_of(
            gzip.decompress((arguments.pages / page["id"].replace("/", "__")).read_bytes())
        )
        judge(raw, Extracted(text), page)
        judge(told, newsfold(text), page)
    n = len(truth)
    for name, tally in (("the text as it is", raw), ("newsfold", told)):
        p, r = sum(tally.precision) / n, sum(tally.recall) / n
        print(
            f"| {name} | {2 * p * r / (p + r):.4f} | {p:.4f} | {r:.4f} | {tally.title / n:.3f} "
            f"| {sum(tally.authors) / n:.3f} | {tally.date / n:.3f} |"
        )
    for score, page_id in sorted(told.worst)[: arguments.worst]:
        print(f"    {score:.3f} {page_id}")


if __name__ == "__main__":
    main()
