"""A whole HTML page to a draft."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from normalize.article import Draft, RejectedError
from normalize.html.blocks import fragment_blocks
from normalize.html.metadata import read_metadata
from normalize.html.subtree import article_node
from normalize.readers.fields import fill
from normalize.repair import mend
from normalize.settings import CleanSettings


def draft_from_page(html: str, path: str, settings: CleanSettings) -> Draft:
    """The article of a page.

    Raises RejectedError "no_text" for a page without prose.
    """
    tree = LexborHTMLParser(html)
    metadata = read_metadata(tree)
    draft = Draft(path)
    fill(draft, metadata.record, settings)
    draft.title, _ = mend(metadata.title)
    draft.headlines = [mend(text)[0] for text in metadata.headlines]
    node = article_node(tree)
    if node is None or node.html is None:
        raise RejectedError("no_text", "the page has no prose")
    # Mojibake is mended before parsing: tags are ASCII and ftfy leaves them alone.
    piece, steps = mend(node.html)
    draft.repairs += [step for step in steps if step not in draft.repairs]
    draft.blocks, headlines = fragment_blocks(piece, settings)
    draft.headlines += headlines
    return draft
