"""Which element of a page is the article: the lowest one that holds most of its prose."""

from __future__ import annotations

from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from normalize.characters import one_line
from normalize.furniture.announcements import announces_comments, heads_comments
from normalize.furniture.headlines import headline_keys, repeats_headline
from normalize.html.linklists import is_announced
from normalize.html.markup import markup, means_story
from normalize.html.prose import Prose
from normalize.html.tree import chain

#: How much of its parent's prose a child must hold to be gone into.
_SHARE = 0.72
#: An element that declares itself the body is taken if it holds this much of the page's prose.
_DECLARED_SHARE = 0.6
#: How much of the page's prose is left at the end of the way down, whatever is lost in a step.
_LEAST_OF_ALL = 0.5
#: A headline that is a link, as teasers have; what only the story itself has.
CARD_LINK = "h2 a, h3 a, h4 a, h5 a, a h2, a h3, a h4, a h5"
_STORY = "h1, [itemprop=articleBody]"
_ARTICLE = "article h1, article [itemprop=articleBody], article p + p"
_OTHERS = f"h1, header, {CARD_LINK}"
#: Teasers, at least so many, have no more prose each; and an article beside them no less.
_LEAST_TEASERS, _LONGEST_TEASER, _LEAST_BESIDE = 3, 400, 200
#: A part of a story that is split has no less prose; one that is called so, a sentence's.
_LEAST_PART, _LEAST_NAMED = 200, 60
#: Paragraphs have so much prose, and parts of a story that are not called so hold little else.
_PARAGRAPH, _MOST_BOXED = 100.0, 0.4
_LONGEST_PARAGRAPH = 1200.0
#: Paragraphs beside a box belong to the story in it if they have so much.
_LEAST_BESIDE_PART = 300
#: An article above others in full has no less prose.
_LEAST_OWN = 400
_ENDS = ("p", "span", "blockquote")
_MAY_LAY_OUT = ("table", "ul", "ol", "li")


def article_node(body: LexborNode, prose: Prose) -> LexborNode | None:
    """The element that holds the article; None for a page without prose."""
    node = _most_prose(body, prose)
    if node is not None and (_is_teasers(node, prose) or _is_of_readers(node)):
        # A short article beside a long list of others, each with its first sentences, or above
        # what many readers wrote.
        prose.disregard(node)
        other = _most_prose(body, prose)
        if other is not None and prose.of(other) >= _LEAST_BESIDE and not _is_teasers(other, prose):
            node = other
    inline = markup().inline
    while node is not None and node.tag in inline and node.parent is not None:
        node = node.parent  # paragraphs inside <b> or <font>: bold is no place of its own
    return node


def under_headline(
    node: LexborNode, h1s: Sequence[LexborNode], headlines: Sequence[str], prose: Prose
) -> LexborNode:
    """The element of a page's own article, where other articles in full stand below it.

    `node` is the element with most prose. The page's own has the headline that the page declares,
    and the others have theirs, as the posts of a live report have not.
    """
    if len(h1s) < 2 or node.css_first("h1") is None:
        return node
    keys = headline_keys(list(headlines))
    around = chain(node)
    for h1 in h1s:
        if not repeats_headline(one_line(h1.text(deep=True)), keys):
            continue
        above = chain(h1)
        own = h1.parent
        while own is not None and own.tag != "article":
            own = own.parent
        if own is None or own.mem_id in around or node.mem_id in above:
            return node
        return (_most_prose(own, prose) if prose.of(own) >= _LEAST_OWN else None) or node
    return node


def _is_teasers(node: LexborNode, prose: Prose) -> bool:
    """Whether an element's prose is that of teasers, built alike, each with a headline that is a link."""
    if node.css_first(_STORY) is not None:
        return False
    up: LexborNode | None = node
    while up is not None:
        if up.tag in ("article", "main"):
            return False
        up = up.parent
    cards = [
        child
        for child in node.iter()
        if prose.of(child) < _LONGEST_TEASER and child.css_first(CARD_LINK) is not None
    ]
    held = sum(map(prose.of, cards))
    return len(cards) >= _LEAST_TEASERS and held >= _SHARE * prose.of(node)


def _is_of_readers(node: LexborNode) -> bool:
    """Whether an element begins with a heading that says that readers' comments follow."""
    heading = node.css_first("h2, h3, h4, h5")
    if heading is None:
        return False
    text = one_line(heading.text(deep=True))
    if not (announces_comments(text) or heads_comments(text)):
        return False
    return node.css_first("h1") is None and one_line(node.text(deep=True)).startswith(text)


def _is_split(part: LexborNode, around: LexborNode, prose: Prose) -> bool:
    """Whether an element is one of several parts of a story: what stands between parts them.

    Parts are built alike, or they are its sections; where they are not called a story's, each is
    paragraphs. Other stories beside one would have headlines. Or a story begins with paragraphs
    that stand in no box, and goes on in one.
    """
    named = part.attributes.get("class")
    story = means_story(named or "")
    alike = any(
        prose.of(other) >= (_LEAST_NAMED if story else _LEAST_PART)
        and other.tag == part.tag
        and (other.attributes.get("class") == named or _is_plain_section(other, prose))
        and other.mem_id != part.mem_id
        and other.css_first(_OTHERS) is None
        and (story or (_is_told(other, prose) and _is_told(part, prose)))
        for other in around.iter()
    )
    if alike:
        return True
    beside = ((child, prose.of(child)) for child in around.iter())
    told = (told for child, told in beside if told >= _PARAGRAPH and _is_text(child))
    return sum(told) >= _LEAST_BESIDE_PART


def _is_text(node: LexborNode) -> bool:
    """Whether an element is a paragraph, be it called a box: words and what dresses them."""
    if node.tag != "div":
        return node.tag == "p"
    inline = markup().inline
    return all(child.tag == "span" or child.tag in inline for child in node.iter())


def _is_plain_section(node: LexborNode, prose: Prose) -> bool:
    return node.tag == "section" and not prose.is_called_apart(node)


def _is_told(node: LexborNode, prose: Prose) -> bool:
    """Whether an element's prose is its own paragraphs, or text with line breaks; a row's, a cell's."""
    if node.tag == "tr":
        node = max(node.iter(), key=prose.of, default=node)
    boxed = sum(prose.of(child) for child in node.iter() if child.tag != "p")
    return boxed <= _MOST_BOXED * prose.of(node)


def _is_layout(node: LexborNode, prose: Prose) -> bool:
    """Whether a table or a list lays a page out: one of its cells, or items, holds most of its prose.

    Such an item holds boxes, or several paragraphs.
    """
    if node.tag == "table":
        most = max(map(prose.of, node.css("td")), default=0.0)
        return most >= _SHARE * prose.of(node)
    item = node if node.tag == "li" else max(node.iter(), key=prose.of, default=node)
    return prose.of(item) >= _SHARE * prose.of(node) and item.css_first("p + p, div p") is not None


def _beside_furniture(node: LexborNode, prose: Prose, story: str) -> LexborNode | None:
    """The part of an element that shows the page's story, where the others are all furniture.

    A sidebar with a day's news in full may hold more than a short story does. `story` is what
    only the story has (a CSS selector).
    """
    parts = [part for part in node.iter() if prose.of(part)]
    left = [part for part in parts if not _is_furniture(part, prose)]
    if len(left) == len(parts):
        return None
    best = max(left, key=prose.of, default=None)
    if best is None or prose.of(best) < max(_LEAST_BESIDE, _SHARE * sum(map(prose.of, left))):
        return None
    return best if best.tag == "article" or best.css_first(story) is not None else None


def _is_furniture(part: LexborNode, prose: Prose) -> bool:
    """Whether a part of a page is called furniture, or is a box of links with words that announce them."""
    return prose.is_called_apart(part) or (
        part.tag in ("div", "section") and is_announced(part, prose)
    )


def _lower(node: LexborNode, prose: Prose) -> LexborNode | None:
    """The child to go into: the one with nearly all of an element's prose, or with the story
    beside furniture; None where there is neither."""
    best = max(node.iter(), key=prose.of, default=None)
    if best is not None and prose.noted_rule_of(best):
        told = (child for child in node.iter() if not prose.noted_rule_of(child))
        best = max(told, key=prose.of, default=None)
    if best is None:
        return None
    if prose.of(best) < _SHARE * prose.of(node):
        return _beside_furniture(node, prose, _STORY)
    if prose.is_called_apart(best):
        return _beside_furniture(node, prose, _ARTICLE) or best
    return best


def _is_paragraph(node: LexborNode, around: LexborNode, prose: Prose) -> bool:
    """Whether a box is a paragraph: some text and no box in it, beside others that are alike."""
    if prose.of(node) > _LONGEST_PARAGRAPH:
        return False
    inline = markup().inline
    if any(child.tag == "br" or child.tag not in inline for child in node.iter()):
        return False
    named = node.attributes.get("class")
    return any(
        other.mem_id != node.mem_id
        and other.tag == node.tag
        and other.attributes.get("class") == named
        and other.text(deep=True, strip=True) != ""
        for other in around.iter()
    )


def _most_prose(body: LexborNode, prose: Prose) -> LexborNode | None:
    total = prose.of(body)
    if not total:
        return None
    declared = max(body.css("[itemprop=articleBody]"), key=prose.of, default=None)
    if declared is not None and prose.of(declared) > _DECLARED_SHARE * total:
        return declared
    node = body
    while True:
        best = _lower(node, prose)
        if best is None or best.tag in _ENDS:
            break
        if prose.of(best) < _SHARE * prose.of(node):
            total = prose.of(best)  # what is left above it is furniture
        if prose.of(best) < _LEAST_OF_ALL * total:
            break  # many small losses: tags that nobody closed
        if _is_split(best, node, prose):
            break
        if best.tag in _MAY_LAY_OUT and not _is_layout(best, prose):
            break
        if _is_paragraph(best, node, prose):
            break
        node = best
    return node
