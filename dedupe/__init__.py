"""Texts to stories: shingles, signatures, candidates, verification, stars.

Knows of texts, and of the days they appeared on.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dedupe.clustering import cluster
    from dedupe.explaining import explain
    from dedupe.score import Scores, score_clusters
    from dedupe.settings import FoldSettings
    from dedupe.signatures import minhash
    from dedupe.stories import Clustering

_HOMES = {
    "Clustering": "stories",
    "FoldSettings": "settings",
    "Scores": "score",
    "cluster": "clustering",
    "explain": "explaining",
    "minhash": "signatures",
    "score_clusters": "score",
}

__all__ = [
    "Clustering",
    "FoldSettings",
    "Scores",
    "cluster",
    "explain",
    "minhash",
    "score_clusters",
]


def __getattr__(name: str) -> Any:
    # The compiler takes most of a second to import: settings and --help do without it.
    if name in _HOMES:
        return getattr(import_module(f"dedupe.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'dedupe' has no attribute {name!r}")
