"""What stands beside pictures: captions and credits that the markup does not name, galleries."""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborNode

from normalize.article import Block
from normalize.characters import one_line
from normalize.furniture.findings import Place
from normalize.furniture.lines import read_line
from normalize.html.markup import means_gallery
from normalize.html.pieces import MARK_OPEN, Pruned
from normalize.html.prose import Prose, names_of

#: A caption has no larger part of the article's prose, and is no longer beside its picture.
MOST_CAPTION, LONGEST_BESIDE = 0.25, 400
_LEAST_ALT = 15
#: A gallery has no fewer pictures, and no more paragraphs beside those of its pictures.
_LEAST_PICTURES, _BESIDE_PICTURES = 3, 2
_CAPTIONS = "figcaption, [class*=caption], [class*=Caption]"
_TEXTUAL = "h1, h2, h3, h4, h5, table, blockquote, ul, ol, p + p"


def is_gallery(node: LexborNode) -> bool:
    """Whether a box is called a gallery and has a picture for each of its paragraphs, or nearly.

    One with captions that are marked as such is none: they are taken one by one.
    """
    if not means_gallery(names_of(node)):
        return False
    pictures = len(node.css("img"))
    return (
        pictures >= _LEAST_PICTURES
        and len(node.css("p")) <= pictures + _BESIDE_PICTURES
        and node.css_first(_CAPTIONS) is None
    )


def take_beside_pictures(pruned: Pruned, root: LexborNode, prose: Prose) -> None:
    """Take what stands in a box with a picture and little else: captions without a name."""
    seen, textless = {root.mem_id}, set[int]()
    for picture in root.css("img"):
        box = picture.parent
        while box is not None and box.mem_id not in seen:
            if box.mem_id not in textless and box.text(deep=True, strip=True):
                break
            textless.add(box.mem_id)
            box = box.parent
        if box is not None and box.tag == "a" and box.parent is not None:
            box = box.parent  # "Enlarge", on the picture
        if box is None or box.mem_id in seen:
            continue
        seen.add(box.mem_id)
        if box.tag in ("p", "a", "li", "td", "span", "body", "article", "main", "blockquote"):
            continue
        text = box.text(deep=True, strip=True)
        if MARK_OPEN in text or len(text) > LONGEST_BESIDE:
            continue
        if box.css_first(_TEXTUAL) is not None and not _ends_in_credit(box):
            continue
        if prose.of(box) <= MOST_CAPTION * max(prose.of(root), 1.0):
            pruned.take(box, "caption", "markup.beside_picture")


def _ends_in_credit(box: LexborNode) -> bool:
    """Whether a box with a picture is two paragraphs: its caption and its credit."""
    if box.css_first("h1, h2, h3, h4, h5, table, blockquote, ul, ol") is not None:
        return False
    lines = [one_line(p.text(deep=True)) for p in box.css("p")]
    if len(lines) != 2:
        return False
    found = read_line(Block(lines[1]), Place(head=True, tail=True)) if lines[1] else None
    return found is not None and found.kind in ("caption", "credit")


def picture_texts(images: Iterable[LexborNode]) -> frozenset[str]:
    """What pictures are described by: their alternative texts."""
    return _texts(image.attributes.get("alt") for image in images)


def caption_texts(captions: Iterable[LexborNode]) -> frozenset[str]:
    """The captions that are marked as such."""
    return _texts(caption.text(deep=True) for caption in captions)


def _texts(texts: Iterable[str | None]) -> frozenset[str]:
    return frozenset(one_line(text) for text in texts if text and len(text) >= _LEAST_ALT)
