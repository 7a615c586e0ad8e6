"""Class names, ids and roles: what an element is called, and what furniture that makes it."""

from __future__ import annotations

import itertools
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from normalize.article import RemovedKind

_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


@dataclass(frozen=True, slots=True)
class Markup:
    """`tags` are dropped whole; `words` give a kind to elements with such a word in their name."""

    tags: tuple[str, ...]
    words: dict[str, RemovedKind]


@cache
def markup() -> Markup:
    """The table `markup.toml`, read once."""
    table = tomllib.loads((resources.files("normalize.html") / "markup.toml").read_text("utf-8"))
    words: dict[str, RemovedKind] = {}
    for entry in table["words"]:
        for name in entry["names"]:
            words.setdefault(name, entry["kind"])
    return Markup(tuple(table["tags"]["names"]), words)


@cache
def kind_of_name(name: str) -> tuple[RemovedKind, str] | None:
    """The furniture that one class name or id means, with its rule; None for other names.

    >>> kind_of_name("newsletter-signup__box")
    ('promotion', 'markup.newsletter')
    """
    words = markup().words
    parts = [part.lower() for part in _PARTS.findall(name)]
    for part in (*parts, "".join(parts)):
        if part in words:
            return words[part], f"markup.{part}"
    # Two words written as one: "read-more", "sr-only".
    for first, second in itertools.pairwise(parts):
        if first + second in words:
            return words[first + second], f"markup.{first + second}"
    return None


def kind_of_element(names: str) -> tuple[RemovedKind, str] | None:
    """The furniture that an element's names (class and id, between spaces) mean, if any."""
    for name in names.split():
        if len(name) < 60 and (found := kind_of_name(name)):
            return found
    return None
