"""Texts to stories: shingles, signatures, candidates, verification, stars. Knows of texts alone."""

from dedupe.cluster import cluster
from dedupe.explain import explain
from dedupe.score import Scores, score_clusters
from dedupe.settings import FoldSettings
from dedupe.signatures import minhash
from dedupe.stories import Clustering

__all__ = [
    "Clustering",
    "FoldSettings",
    "Scores",
    "cluster",
    "explain",
    "minhash",
    "score_clusters",
]
