"""A story of a dam, and its cleaning: for tests of what stands around and within it."""

from __future__ import annotations

from normalize import Article, clean

BODY = [
    "The new dam above the old town of Harwick was opened on Friday, ten years after the first stone.",
    "The reservoir will hold 41 million cubic metres of water and supply the households of the valley.",
    "Engineers expect it to be full by the end of April if the winter brings its usual rain.",
    "Auditors blamed a landslide in the second year, which buried a tunnel and killed a worker.",
    "Fourteen farms had to make way for the water, and most of their owners have moved away.",
    "Two families are still in court over what they were paid for their orchards and their houses.",
    "The river authority says that a fish ladder and a path will be finished by the summer.",
]


def article(text: str) -> Article:
    [found] = clean(text)
    assert isinstance(found, Article)
    return found
