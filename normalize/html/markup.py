"""Class names, ids and roles: what an element is called, and what furniture that makes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import Literal

import tomli

from normalize.article import RemovedKind

Strength = Literal["certain", "strong", "weak", "caption"]

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SUBJECTS = ("tag-", "category-")
#: What Drupal calls every field whose label is, or is not, shown above it.
_FIELDS = ("field--label", "field-label-")
_BESIDE = frozenset(("with", "has", "no", "without", "overflow"))
#: Longer names are made by style generators; they say nothing.
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Meaning:
    """The furniture that a name means: its kind, the rule's id, and how sure the name is.

    `readers` tells the names of what readers write. Of the elements `unless` the name means nothing,
    and with `linked` of those that are not links for the most part. Where it is `shared`, what
    bears the name beside paragraphs that do is as much the story's as they are.
    """

    kind: RemovedKind
    rule: str
    strength: Strength
    readers: bool = False
    linked: bool = False
    shared: bool = False
    unless: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Markup:
    """What `markup.toml` holds.

    `tags` are dropped whole, `apart` unless most prose is there, `inline` unwrapped; `words` are
    what names may hold, `standfirst` what those of the paragraph below the headline may, `gallery`
    what those of galleries may, `story` what those of the story and its parts may.
    """

    tags: tuple[str, ...]
    apart: frozenset[str]
    inline: tuple[str, ...]
    words: dict[str, Meaning]
    standfirst: frozenset[str]
    gallery: frozenset[str]
    story: frozenset[str]


@cache
def markup() -> Markup:
    """The table `markup.toml`, read once."""
    table = tomli.loads((resources.files("normalize.html") / "markup.toml").read_text("utf-8"))
    words: dict[str, Meaning] = {}
    for entry in table["words"]:
        for name in entry["names"]:
            words[name] = Meaning(
                entry["kind"],
                f"markup.{name}",
                entry["strength"],
                readers=entry.get("readers", False),
                linked=entry.get("linked", False),
                shared=entry.get("shared", False),
                unless=frozenset(entry.get("unless", ())),
            )
    return Markup(
        tuple(table["tags"]["names"]),
        frozenset(table["apart"]["names"]),
        tuple(table["inline"]["names"]),
        words,
        frozenset(table["standfirst"]["names"]),
        frozenset(table["gallery"]["names"]),
        frozenset(table["story"]["names"]),
    )


_SURE = {"certain": 0, "strong": 1, "caption": 2, "weak": 3}


@lru_cache(maxsize=65536)
def meaning_of_names(names: str) -> Meaning | None:
    """The furniture that an element's names (class, id, role, between spaces) mean, if any.

    Of several meanings the surest counts, and of equal ones the first that holds of any element.

    >>> meaning_of_names("box newsletter-signup__inner").rule
    'markup.newsletter'
    """
    words = markup().words
    best: Meaning | None = None
    for part in _parts(names):
        found = words.get(part)
        if found and (best is None or _rank(found) < _rank(best)):
            best = found
    return best


def _rank(meaning: Meaning) -> tuple[int, bool]:
    return _SURE[meaning.strength], bool(meaning.unless)


def _parts(names: str) -> Iterator[str]:
    """What an element's names are made of: pairs of neighbouring words, then single ones.

    A word behind "with" or "no" names what an element has beside it, or has not, and one behind
    "overflow" what becomes of long lines. A post of WordPress has its tags and categories among
    its names: what it is about, not what it is; one of Drupal's fields what becomes of its label.
    """
    is_post = "hentry" in names or "type-post" in names
    for name in names.split():
        if len(name) <= _LONGEST_NAME and not name.startswith(_SUBJECTS if is_post else _FIELDS):
            parts = [part.lower() for part in _PARTS.findall(name)]
            yield from (first + second for first, second in pairwise(parts))
            yield from (p for at, p in enumerate(parts) if not at or parts[at - 1] not in _BESIDE)


@lru_cache(maxsize=4096)
def means_standfirst(names: str) -> bool:
    """Whether an element is called what outlets call a standfirst.

    >>> means_standfirst("article__sub-title"), means_standfirst("article-body")
    (True, False)
    """
    return not markup().standfirst.isdisjoint(_parts(names))


@lru_cache(maxsize=4096)
def means_gallery(names: str) -> bool:
    """Whether an element is called what galleries of pictures are.

    >>> means_gallery("photo-gallery"), means_gallery("art-galleries")
    (True, False)
    """
    return not markup().gallery.isdisjoint(_parts(names))


def means_story(names: str) -> bool:
    """Whether an element is called what outlets call the place of a story, or of a part of it.

    >>> means_story("story-body story-body-2"), means_story("row mt-5")
    (True, False)
    """
    return not markup().story.isdisjoint(_parts(names))
