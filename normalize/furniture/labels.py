"""A label of page words at a line's beginning, and what it leads to: "VIDEO Ten bridges that rust"."""

from __future__ import annotations

import re

from normalize.article import Block
from normalize.furniture.findings import Finding
from normalize.furniture.pagewords import Codes, Reading, is_unspaced, strong_words
from normalize.furniture.words import fold

#: Shares of a label's letters that must be words of the page, and that must be one of a few labels.
_COVERED, _COVERED_WHOLE = 0.6, 0.9
_LABEL = re.compile(
    r"[»>*•▶►\s]*(?:[【\[［〔（(]([^】\]］〕）)]{2,20})[】\]］〕）)]|([^:：|.!?]{2,45}?)(?:\s?[:：»→►▶]|\s\|\s))\s*[»→►▶]?\s*(?=\S)"
)
#: "Video - Ten bridges that rust": a dash tells links alone, since lists have such.
_DASHED = re.compile(r"([^\W\d_][^:：|.!?–—>]{1,30}?)\s[-–—>]\s+(?=\S)")
#: "VIDEO Ten bridges that rust", "EN IMAGES. Ten ...", "FOTO - Ten ...": a label in capitals alone.
_CAPITALS = re.compile(
    r"((?:[^\W\d_a-zà-ÿа-я]{2,12}\s?){1,2}(?<!\s))(?:[.!]|\s[-–—])?\s+(?=[^\W\d_][^\W\d_A-ZÀ-ÞА-Я])"
)
#: A label of three words at the most, and what ends a sentence.
_LINK_LABEL = re.compile(r"[^\W\d_][^:：.!?\s]*(?:\s[^:：.!?\s]+){0,3}\s?[:：]\s*(?=\S)")
_QUESTION = re.compile(r"[^.!?。！？؟]{8,100}[?？؟]")
_ENDED = re.compile(r"[.。।۔]$")
_LONGEST_LINKED = 200
#: A headline is no shorter; "Video: 3 minutes" is no link.
_HEADLINE, _HEADLINE_UNSPACED = 15, 4
#: What stands behind a dash in a list: "Gallery - Mill Street 4", "Watch - Brass, made in Geneva".
_LISTED = re.compile(r"\S+,|\S+(?:\s\S+){0,2}$")


def read_labelled(line: Reading, codes: Codes, text: str, outside: bool) -> Finding | None:
    """A label of page words before a colon or in brackets, and a headline or keywords after it."""
    if not line.worded:
        return None
    for found in (_CAPITALS.match(text), _LABEL.match(text), _DASHED.match(text)):
        if found is not None and (finding := _by_label(line, codes, found, outside)):
            return finding
    return None


def _by_label(line: Reading, codes: Codes, found: re.Match[str], outside: bool) -> Finding | None:
    label = next((group for group in found.groups() if group), "")
    dashed, is_sure = found.re is _DASHED, found.re is _LABEL
    if not label or (found.re is _CAPITALS and not label.isupper()):
        return None
    line = line.part(fold(label), codes)
    tags = line.of("tag_label")
    if outside and tags and is_sure and line.covered(tags) > _COVERED_WHOLE:
        return Finding("navigation", tags[0].rule)
    terms, kind = strong_words(line)
    if terms and is_sure and line.covered(terms + line.of("weak_word")) >= _COVERED:
        return Finding(kind, terms[0].rule)
    rest = found.string[found.end() :]
    polls = line.of("poll_label")
    if polls and line.covered(polls) > _COVERED_WHOLE and _QUESTION.fullmatch(rest):
        return Finding("social", polls[0].rule)  # "Poll: Should the bridge be saved?"
    links = line.of("link_word")
    least = _HEADLINE_UNSPACED if is_unspaced(rest) else _HEADLINE
    if (
        links
        and line.covered(links) > _COVERED_WHOLE
        and len(rest) >= least
        and not rest[0].islower()
        and (not dashed or _LISTED.match(rest) is None)
    ):
        return Finding("navigation", links[0].rule)
    return None


def read_labelled_link(block: Block) -> Finding | None:
    """A paragraph that is a label and a link, in any language: "Soma pia: Madaraja kumi"."""
    text = block.text
    found = _LINK_LABEL.match(text)
    if found is None or block.kind != "paragraph" or len(text) > _LONGEST_LINKED:
        return None
    headline = text[found.end() :]
    least = _HEADLINE_UNSPACED if is_unspaced(headline) else _HEADLINE
    if len(headline) < least or _ENDED.search(headline):
        return None
    if block.linked < (len(headline) - 1) / len(text):
        return None  # several links, with commas between them
    return Finding("navigation", "shape.labelled_link")
