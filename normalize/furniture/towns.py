"""Towns whose name alone is a dateline, in the papers of some languages (`towns.toml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

import tomli

from normalize.furniture.words import fold

#: Between two towns: "Berlin/Kiel".
_BETWEEN = re.compile(r"\s*[/,،]\s*")
_DASHES = ("-", "--", "–", "—", "―")


@dataclass(frozen=True, slots=True)
class Towns:
    """The towns of a language, folded, and the marks that end a dateline of one; "-" is any dash."""

    names: frozenset[str]
    ends: str

    def are_in(self, label: str) -> bool:
        """Whether a label is a town, or several: "Berlin/Kiel"."""
        return all(fold(name) in self.names for name in _BETWEEN.split(label))

    def end_with(self, mark: str) -> bool:
        """Whether a mark, without the spaces around it, ends a dateline."""
        return ("-" if mark in _DASHES else mark) in self.ends and mark != ""


@cache
def towns(language: str) -> Towns:
    """The towns of a language (BCP 47): none where its papers have other datelines."""
    entry = _table().get(language.split("-")[0], {})
    return Towns(frozenset(map(fold, entry.get("towns", ()))), str(entry.get("ends", "")))


def is_town(name: str) -> bool:
    """Whether a name is that of a town in the papers of any language.

    >>> is_town("नई दिल्ली"), is_town("Ada Finch")
    (True, False)
    """
    return fold(name.strip(" ,،")) in _all_towns()


@cache
def _all_towns() -> frozenset[str]:
    return frozenset(fold(name) for entry in _table().values() for name in entry["towns"])


@cache
def _table() -> dict[str, dict[str, list[str] | str]]:
    text = (resources.files("normalize.furniture") / "towns.toml").read_text("utf-8")
    return tomli.loads(text)
