"""Articles of a page beside its own: teasers, or the next ones of an endless page."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from normalize.characters import one_line
from normalize.furniture.headlines import headline_keys, repeats_headline
from normalize.html.prose import Prose

#: Of several articles on a page, one with this share of the prose is the page's own.
_MAIN_ARTICLE = 0.45
#: Articles whose headlines are no h1 are stories if most have so much prose: a live report's posts
#: have less.
_STORY, _MOST = 1000, 0.5


def other_articles(root: LexborNode, prose: Prose, headlines: Sequence[str]) -> list[LexborNode]:
    """Articles beside the main one: teasers, or the next ones of an endless page.

    Where none holds nearly half of the prose they are parts of one story, as in a live blog.
    `headlines` are what the page declares as such.
    """
    found = [node for node in root.css("article") if node.mem_id != root.mem_id]
    if len(found) < 2:
        return []
    main = max(found, key=prose.of)
    titled = [node for node in found if node.css_first("h1") is not None]
    if titled and prose.of(titled[0]) > 0.25 * prose.of(main):
        main = titled[0]
    own = _with_headline(found, prose, headlines) if not titled else None
    main = own or main
    # An endless page has a headline for each article; a live blog has one for all its posts.
    if prose.of(main) < _MAIN_ARTICLE * prose.of(root) and len(titled) < 2 and own is None:
        return []
    kept = {node.mem_id for node in main.css("article")} | {main.mem_id} | _around(main)
    others = {node.mem_id: node for node in found if node.mem_id not in kept}
    # The outermost of those that lie in each other takes the rest with it.
    return [node for node in others.values() if not any(key in others for key in _around(node))]


def _with_headline(
    articles: list[LexborNode], prose: Prose, headlines: Sequence[str]
) -> LexborNode | None:
    """The only one of several stories in full that has the page's headline above it."""
    told = [article for article in articles if prose.of(article) >= _STORY]
    if len(told) < 2 or len(told) < _MOST * len(articles):
        return None
    keys = headline_keys(list(headlines))
    found = [
        article
        for article in told
        if any(repeats_headline(one_line(h.text(deep=True)), keys) for h in article.css("h2, h3"))
    ]
    return found[0] if len(found) == 1 else None


def _around(node: LexborNode) -> set[int]:
    """The elements that hold one, by their ids."""
    found = set()
    up = node.parent
    while up is not None:
        found.add(up.mem_id)
        up = up.parent
    return found
