"""Bytes to articles: readers, decoding, HTML, furniture, metadata. Knows nothing of Prefect."""

from normalize.article import REASONS, Article, Rejected, Removed
from normalize.clean import clean, clean_bytes
from normalize.readers.records import Part
from normalize.settings import CleanSettings

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
