"""A whole HTML page, or the HTML of a record's body, to a draft's blocks."""

from __future__ import annotations

import re
from dataclasses import replace

from selectolax.lexbor import LexborNode

from normalize.article import Block, Draft, RejectedError
from normalize.characters import one_line
from normalize.furniture.captions import ending_credit
from normalize.furniture.headlines import headlines_among
from normalize.html.blocks import element_blocks
from normalize.html.elements import Elements
from normalize.html.headline import headline_node
from normalize.html.lede import find_lede
from normalize.html.metadata import read_metadata
from normalize.html.parse import parse
from normalize.html.pictures import caption_texts, picture_texts
from normalize.html.prose import Prose
from normalize.html.prune import prune
from normalize.html.signed import signed_below
from normalize.html.stamps import page_stamps
from normalize.html.state import article_in_scripts
from normalize.html.subtree import article_node, under_headline
from normalize.readers.fields import fill
from normalize.readers.records import body_blocks
from normalize.repair import mend
from normalize.settings import CleanSettings

#: A declared text that is so much longer than what a page shows, and of which it has not even
#: so many characters from the beginning, is not on the page.
_TIMES_LONGER, _BEGINNING = 3, 30
#: Letters of what a page shows where its article may be in a script.
_LITTLE = 400
_SEARCHED, _TAG = 2000, re.compile(r"<[^<>]*>")


def draft_from_page(html: bytes, path: str, settings: CleanSettings) -> Draft:
    """The article of a page, in UTF-8.

    Raises RejectedError "no_text" for a page without prose, "too_deep" past settings.max_depth.
    """
    tree = parse(html, settings.max_depth)
    elements = Elements(tree)
    metadata = read_metadata(tree, elements)
    draft = Draft(path, is_page=True)
    fill(draft, metadata.record, settings)
    draft.house_authors = draft.house_authors or metadata.house_authors
    draft.title, _ = mend(metadata.title)
    draft.headlines = [mend(text)[0] for text in metadata.headlines]
    elements.drop()
    body = tree.body
    prose = Prose(body, elements, settings.max_depth) if body is not None else None
    node = article_node(body, prose) if body is not None and prose is not None else None
    declared = metadata.body
    if not declared and (node is None or prose is None or prose.of(node) < _LITTLE):
        declared = _of_scripts(html, draft, node is not None, settings)
    if node is None or prose is None or _is_elsewhere(declared, node, prose):
        if not declared:
            raise RejectedError("no_text", "the page has no prose")
        draft.is_page = False  # a text like a record's
        draft.blocks = body_blocks(declared, draft, settings)
        return draft
    marked = elements.named("figcaption")
    node = under_headline(node, elements.named("h1"), metadata.headlines, prose)
    draft.captions += _captions_around(node, marked, prose)
    lede: list[Block] = []
    captions: frozenset[str] = frozenset()
    if body is not None:
        headline = headline_node(body, elements.named("h1"), node, metadata.headlines)
        if headline is not None:
            lede = find_lede(headline, node, prose, metadata.descriptions)
        draft.picture_texts = metadata.picture_texts | picture_texts(elements.named("img"))
        captions = caption_texts(marked)
        if not draft.published_at:
            draft.stamps = page_stamps(body, node, headline)
        if not draft.authors:
            draft.signed = signed_below(body, node, headline, metadata.is_house)
    pruned = prune(node, prose, metadata.headlines)
    if not pruned.is_gallery:
        draft.picture_texts |= captions
    blocks, _ = element_blocks(node, settings.max_depth, pruned.pieces)
    draft.blocks = mend_blocks(lede + blocks, draft)
    draft.lede = len(lede)
    return draft


def _of_scripts(html: bytes, draft: Draft, is_shown: bool, settings: CleanSettings) -> str:
    """The body that scripts are to show, "" for none; what it says of the article is filled in."""
    draft.headlines = [text for text in dict.fromkeys((draft.title, *draft.headlines)) if text]
    found = article_in_scripts(html, draft.headlines, is_shown, settings)
    if found is None:
        return ""
    record, body = found
    told = Draft(draft.path)
    fill(told, record, settings)
    draft.title = told.title or draft.title  # the page's own may have the outlet's name behind it
    draft.authors = draft.authors or told.authors
    draft.published_at = draft.published_at or told.published_at
    draft.modified_at = draft.modified_at or told.modified_at
    return body


def _is_elsewhere(declared: str, node: LexborNode, prose: Prose) -> bool:
    """Whether a page shows another text than its article, which a script is to put there.

    What is shown is short then (of cookies, of JavaScript) and has nothing of the declared text;
    of an article behind a paywall the page shows the beginning.
    """
    if len(declared) < _TIMES_LONGER * prose.of(node):
        return False
    shown = "".join(node.text(deep=True).split())
    begins = _TAG.sub("", declared[:_SEARCHED])
    return "".join(begins.split())[:_BEGINNING] not in shown


def _captions_around(node: LexborNode, marked: list[LexborNode], prose: Prose) -> list[str]:
    """Captions of the article's pictures that stand outside its prose, above it as a rule.

    `marked` are all of the page's.
    """
    if not marked:
        return []
    around = node
    while around.parent is not None and around.tag not in ("article", "main", "body"):
        around = around.parent
    if around.tag == "body" or around.mem_id == node.mem_id:
        return []
    within = {caption.mem_id for caption in node.css("figcaption")}
    found = []
    for caption in around.css("figcaption"):
        if caption.mem_id in within or prose.is_apart(caption):
            continue
        text = one_line(caption.text(deep=True, separator=" "))
        ended = ending_credit(text) if text else None
        found.append(ended[0] if ended else text)
    return [text for text in dict.fromkeys(found) if text]


def body_from_html(html: str, draft: Draft, settings: CleanSettings) -> list[Block]:
    """The blocks of a record's HTML body; its h1 texts become headlines of the draft."""
    tree = parse(html.encode("utf-8", "replace"), settings.max_depth)
    elements = Elements(tree)
    elements.drop()
    body = tree.body
    if body is None:
        return []
    pruned = prune(body, Prose(body, elements, settings.max_depth), ())
    blocks, headlines = element_blocks(body, settings.max_depth, pruned.pieces)
    draft.headlines += headlines_among(headlines, [draft.title, *draft.headlines])
    return mend_blocks(blocks, draft)


def mend_blocks(blocks: list[Block], draft: Draft) -> list[Block]:
    """Mend the encoding of blocks' texts, all at once: ftfy judges line by line anyway."""
    text = "\n".join(block.text for block in blocks)
    mended, steps = mend(text)
    if mended == text:
        return blocks
    draft.repairs += [step for step in steps if step not in draft.repairs]
    lines = mended.split("\n")
    if len(lines) != len(blocks):  # a mended line end: then block by block
        lines = [" ".join(mend(block.text)[0].split("\n")) for block in blocks]
    return [
        replace(block, text=line.strip())
        for line, block in zip(lines, blocks, strict=True)
        if line.strip()
    ]
