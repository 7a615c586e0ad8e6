"""Pairs to groups by union-find, as those do who have pairs and nothing else."""

from __future__ import annotations

from collections.abc import Sequence


def components(n: int, pairs: Sequence[tuple[int, int]]) -> list[str]:
    """The group of each of n items, connected by any chain of pairs."""
    parent = list(range(n))

    def find(x: int) -> int:
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in pairs:
        parent[find(a)] = find(b)
    return [str(find(x)) for x in range(n)]
