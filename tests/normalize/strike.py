"""A story of a strike, and what a copy of it makes: for tests of what stands around one."""

from __future__ import annotations

from normalize import Article, clean

STORY = [
    "The strike that would have stopped most trains in the north is off after talks through the night.",
    "The union said that the offer, four per cent more and a guard on all trains, goes to its members.",
    "Passengers whose trains were cancelled will be given their money back within five days.",
]
HEADLINE = "Union calls off strike after talks in the night"
DEK = "Members will vote on the offer, and passengers get their money back within a few days"


def copied(*lines: str) -> Article:
    """The story with lines above it, cleaned."""
    [found] = clean("\n\n".join([*lines, *STORY]))
    assert isinstance(found, Article)
    return found
