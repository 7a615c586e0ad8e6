"""A page's headline: of what it declares, its `<title>` and its headings, what readers see."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalize.characters import columns, one_line
from normalize.furniture.headlines import headlines_among
from normalize.html.elements import Elements
from normalize.html.headline import leads_home

#: A shorter h1 may be the outlet's name or a section's; in scripts without spaces, the second.
_LEAST_HEADLINE, _LEAST_UNSPACED = 20, 9
#: What outlets set between a headline and their name; a headline is no shorter (columns).
_TITLE_PARTS, _LEAST_PART = re.compile(r"\s[|\-–—·»]\s|[｜|_]"), 14
#: A part of a title that is no longer may be the outlet's name, where a longer h1 is shown.
_LEAST_PLAIN = 24
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
_PARTED = re.compile(r"\0(?=[:;,.!?…)])")
#: What stands for a headline where nobody wrote one: "harbour-bridge-test-2024".
_FILE_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")
_TAG = re.compile(r"</?[a-z][^<>]{0,60}>", re.I)
#: What a headline that was cut ends with, and what is left of it at least.
_CUT, _LEAST_CUT = re.compile(r"\s?(?:\.\.\.|…)$"), 10


def find_title(
    tree: LexborHTMLParser,
    elements: Elements,
    headline: object,
    metas: Sequence[str],
    is_outlet: Callable[[str], bool],
) -> tuple[str, list[str]]:
    """The headline of a page's article, and all that the page shows or declares as such.

    `headline` is the one of the JSON-LD, `metas` those of the meta elements, the surest first;
    `is_outlet` tells the outlet's name, which is no headline.
    """
    h1 = [text for text in map(_headline, elements.named("h1")) if text]
    page_title = tree.css_first("title")
    searched = one_line(page_title.text(deep=True)) if page_title is not None else ""
    named = [*metas, searched] if page_title is not None else metas
    titles = [t for t in named if not (_FILE_NAME.fullmatch(t) or is_outlet(t))]
    titles = titles or [title for title in named[-1:] if title]
    declared = _in_full(_declared(headline), (*h1, *titles))
    titles = [declared, *titles] if declared else titles
    own = headlines_among(h1, titles)
    shown = [text for text in _without_logo(elements, h1) if not is_outlet(text)]
    title = _choose(tree, declared, titles, shown, searched)
    return title, list(dict.fromkeys(text for text in (*titles, *own, title) if text))


def _declared(headline: object) -> str:
    return one_line(_TAG.sub("", unescape(headline))) if isinstance(headline, str) else ""


def _in_full(declared: str, others: Sequence[str]) -> str:
    """A declared headline as the page has it elsewhere, where it is cut or all in capitals."""
    begun = _CUT.sub("", declared)
    if begun != declared and len(begun) >= _LEAST_CUT:
        return next(
            (text for text in others if text.startswith(begun) and text != declared), declared
        )
    if declared.isupper():
        key = declared.casefold()
        return next((text for text in others if text.casefold() == key), declared)
    return declared


def _without_logo(elements: Elements, h1: list[str]) -> list[str]:
    """The texts of a page's h1 elements but for the outlet's name, where there is another."""
    if len(h1) < 2:
        return h1
    logos = {_headline(node) for node in elements.named("h1") if leads_home(node)}
    return [text for text in h1 if text not in logos] or h1


def _headline(node: LexborNode) -> str:
    """The text of a headline; its parts are parted, but for a mark that ends the one before."""
    return one_line(_PARTED.sub("", node.text(deep=True, separator="\0")).replace("\0", " "))


def _choose(
    tree: LexborHTMLParser, declared: str, titles: list[str], h1: list[str], searched: str
) -> str:
    """The headline of the JSON-LD; else the page's own h1 where a title backs it; else a title.

    `searched` is what the `<title>` says, to search engines first. Where the JSON-LD repeats it
    and the page shows another headline, which its metadata back, readers know the story by that
    one.
    """
    if not declared:
        return _shown(tree, titles, h1, searched)
    for text in h1:
        # A kicker is set before the headline that the page shows: "Crime: Nordmann dømt".
        if text in titles and declared not in titles[1:] and declared.endswith(text):
            return text
    shown = next((text for text in h1 if text in titles and text != declared), "")
    if shown and declared not in h1 and searched.casefold().startswith(declared.casefold()):
        return shown
    return declared


def _shown(tree: LexborHTMLParser, titles: list[str], h1: list[str], searched: str) -> str:
    """The headline of a page that declares none: an h1 that a title backs, another heading, a title."""
    backed = [text for text in h1 if columns(text) > 8 and _is_in(text, titles)]
    for text in backed:
        if 2 * columns(text) >= columns(searched) or (
            titles[0] != searched and _is_in(text, titles[:1])
        ):
            return text
    # A short h1 may be the outlet's name, which a title has beside the headline.
    if titles[:1] == [searched]:
        headings = [_headline(node) for node in tree.css("h2, h3, h4")]
        for text in headings:
            if 2 * columns(text) >= columns(searched) and _is_in(text, titles):
                return text
    elif backed and _is_in(titles[0], [searched]):
        return titles[0]
    if backed:
        return backed[0]
    if titles[:1] == [searched] and (part := _shown_part(tree, searched)):
        # "Dam opens - Harbour Herald": what the page shows is the outlet's name, and its h1.
        named = len(h1) == 1 and columns(part) < _LEAST_PLAIN and columns(h1[0]) >= _LEAST_PLAIN
        return h1[0] if named else part
    if titles == [searched] and (part := _part_within(h1, searched)):
        return part
    least = _LEAST_UNSPACED if _UNSPACED.search("".join(h1)) else _LEAST_HEADLINE
    if len(h1) == 1 and titles == [searched] and len(h1[0]) >= least:
        return h1[0]  # what a `<title>` alone says otherwise is for search engines
    return titles[0] if titles else h1[0] if h1 else ""


def _part_within(h1: Sequence[str], title: str) -> str:
    """A title without the outlet's name, which a heading shows behind a kicker: "Coast Dam opens"."""
    part = _TITLE_PARTS.split(title)[0].strip()
    least = columns(part) >= _LEAST_PART
    return part if least and any(text.endswith(f" {part}") for text in h1) else ""


def _shown_part(tree: LexborHTMLParser, title: str) -> str:
    """The part of a title, beside the outlet's name, that the page shows in a line of its own.

    Without a heading the headline may stand in any element: `<font size="4">`, a box. Before a
    colon stands the outlet's name, or else a kicker, which the page shows as well.
    """
    outlet, _, headline = title.partition(": ")
    parts = {*map(str.strip, _TITLE_PARTS.split(title)), headline} - {title}
    sought = {part for part in parts if columns(part) >= _LEAST_PART}
    if not sought or tree.body is None:
        return ""
    shown: list[str] = []
    for node in tree.body.traverse(include_text=True):
        text = one_line(node.text_content or "") if node.tag == "-text" else ""
        parent = node.parent
        if parent is not None and parent.tag not in ("a", "option", "button"):
            if text == outlet:
                sought.discard(headline)
            if text in sought:
                shown.append(text)
    return next((text for text in shown if text in sought), "")


def _is_in(text: str, titles: list[str]) -> bool:
    return any(text.casefold() in title.casefold() for title in titles)
