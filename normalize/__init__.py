"""Bytes to articles: readers, decoding, HTML, furniture, metadata. Knows nothing of Prefect."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from normalize.article import REASONS, Article, Rejected, Removed
    from normalize.cleaning import clean, clean_bytes
    from normalize.readers.part import Part
    from normalize.settings import CleanSettings

_HOMES = {
    "REASONS": "article",
    "Article": "article",
    "CleanSettings": "settings",
    "Part": "readers.part",
    "Rejected": "article",
    "Removed": "article",
    "clean": "cleaning",
    "clean_bytes": "cleaning",
}

__all__ = [
    "REASONS",
    "Article",
    "CleanSettings",
    "Part",
    "Rejected",
    "Removed",
    "clean",
    "clean_bytes",
]


def __getattr__(name: str) -> Any:
    # Rules and parsers take a third of a second to load: what plans a run does without them.
    if name in _HOMES:
        return getattr(import_module(f"normalize.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'normalize' has no attribute {name!r}")
