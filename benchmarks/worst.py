"""What takes longest: articles of a megabyte that are made to be slow, and how many seconds each takes.

    python benchmarks/worst.py [--rounds 40] [--seed 1] [--show 12]

The articles are of lines, sentences and elements of many shapes, of drawn words and of the words
and labels that the rules look for, alone and mixed at random; as many as fill a megabyte, and as
many as an article may have (`max_blocks`). Prints the slowest, in processor's seconds, and what
became of each: how much of it was kept, or for what it was rejected.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

from normalize import Rejected, clean
from normalize.furniture.words import languages, load_terms
from normalize.settings import CleanSettings

_PROSE = (
    "The old bridge over the Harwick will be closed for eighteen months so that rusted piers can "
    "be replaced, the council said on Tuesday."
)
_MEGABYTE = 1_000_000
_MOST = CleanSettings().max_blocks - 10  # type: ignore[call-arg]
_LETTERS = "abcdefghijklmnoprstuvw"


class Draw:
    """Words at random: invented ones, capitalised ones, and terms of all vocabularies."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self._words = ["".join(self.rng.choices(_LETTERS, k=3 + n % 7)) for n in range(3000)]
        terms = (term.text.rstrip("*") for code in languages() for term in load_terms(code))
        self._terms = sorted(set(terms))

    def word(self) -> str:
        """An invented word."""
        return self.rng.choice(self._words)

    def name(self) -> str:
        """An invented word with a capital."""
        return self.word().capitalize()

    def term(self) -> str:
        """A term of some language."""
        return self.rng.choice(self._terms)

    def words(self, count: int) -> str:
        """Invented words, the first with a capital."""
        return " ".join([self.name(), *(self.word() for _ in range(count - 1))])

    def terms(self, count: int) -> str:
        """Terms of any languages."""
        return " ".join(self.term() for _ in range(count))


#: What a line of an article may be.
LINES: dict[str, Callable[[Draw], str]] = {
    "a word": lambda d: d.name(),
    "two words": lambda d: d.words(2),
    "six words": lambda d: d.words(6),
    "a name": lambda d: f"{d.name()} {d.name()}",
    "a number": lambda d: str(d.rng.randrange(10**6)),
    "a sentence": lambda d: f"{d.words(6)}.",
    "a long sentence": lambda d: f"{d.words(30)}.",
    "a long line": lambda d: d.words(40),
    "a question": lambda d: f"{d.words(4)}?",
    "a byline": lambda d: f"By {d.name()} {d.name()}",
    "a day": lambda d: f"{1 + d.rng.randrange(28)} March {1900 + d.rng.randrange(120)} {d.name()}",
    "a label": lambda d: f"{d.name()}: {d.words(2)}",
    "a lead": lambda d: f"Read more: {d.words(3)}",
    "a call": lambda d: f"Follow our {d.word()} channel {d.word()}.",
    "the outlet's things": lambda d: f"our our newsletter app channel our {d.word()}",
    "a credit": lambda d: f"A {d.word()} in {d.name()} {d.word()} Getty Images",
    "a quote": lambda d: f"“{d.words(3)},” {d.name()} said.",
    "cells": lambda d: f"{d.name()} | {d.word()} | {d.name()}",
    "capitals": lambda d: d.words(3).upper(),
    "a term": lambda d: d.term(),
    "four terms": lambda d: d.terms(4),
    "terms in a sentence": lambda d: f"{d.terms(12)[:110]}.",
    "terms in a long sentence": lambda d: f"{d.terms(20)[:180]}.",
    "a term in a sentence": lambda d: f"The {d.word()} {d.term()} was {d.word()} on Tuesday.",
    "Chinese": lambda d: "".join(chr(0x4E00 + d.rng.randrange(3000)) for _ in range(9)),
    "Russian": lambda d: "".join(chr(0x430 + d.rng.randrange(32)) for _ in range(7)).title(),
    "mojibake": lambda d: f"Itâ€™s {d.word()} cafÃ© {d.word()}, â€œ{d.word()}â€\x9d.",
}
#: What a page may be made of, beside a story's paragraphs.
ELEMENTS: dict[str, Callable[[Draw], str]] = {
    "links": lambda d: f'<a href="/{d.word()}">{d.words(2)}</a> ',
    "list of links": lambda d: f'<li><a href="/{d.word()}">{d.words(2)}</a></li>',
    "items": lambda d: f"<li>{d.words(3)}</li>",
    "figures": lambda d: (
        f"<figure><img src=a><figcaption>{d.words(2)} Photo: {d.name()} {d.name()}</figcaption></figure>"
    ),
    "pictures": lambda d: f'<img src=a alt="{d.words(2)}"><p>{d.words(2)}.</p>',
    "times": lambda d: f'<time datetime="2024-03-14T10:00">{d.rng.randrange(60)} March</time>',
    "authors": lambda d: f'<span class="author">{d.name()} {d.name()}</span>',
    "author links": lambda d: f'<a href="/author/{d.word()}">{d.name()} {d.name()}</a>',
    "headings": lambda d: f"<h2>{d.words(3)}</h2>",
    "headlines": lambda d: f"<h1>{d.words(3)}</h1>",
    "sections": lambda d: f"<h2>{d.words(2)} 3 comments</h2><p>{_PROSE}</p>",
    "articles": lambda d: f"<article><h2>{d.words(2)}</h2><p>{_PROSE}</p></article>",
    "comments": lambda d: (
        f'<div class="comment"><b>{d.name()}</b><p>{_PROSE}</p><a>Reply</a></div>'
    ),
    "rows": lambda d: f"<tr><td>{d.name()}</td><td>{d.word()}</td></tr>",
    "tables": lambda d: f"<table><tr><td>{d.name()}</td><td>{d.word()}</td></tr></table>",
    "boxes": lambda d: f'<div class="{d.word()} {d.term()}">{d.words(2)}</div>',
    "asides": lambda d: f"<aside><p>{d.words(3)}</p></aside><p>{_PROSE}</p>",
    "quotes": lambda d: f"<blockquote><p>{d.words(3)}</p></blockquote>",
    "bold words": lambda d: f"<b>{d.word()}</b> ",
    "lines in a paragraph": lambda d: f"{d.words(2)}<br>",
    "unclosed paragraphs": lambda d: f"<p>{d.word()}",
    "metadata": lambda d: f'<meta name="author" content="{d.name()} {d.name()}">',
    "JSON-LD": lambda d: (
        '<script type="application/ld+json">'
        + json.dumps({"@type": "NewsArticle", "headline": d.words(3), "author": d.name()})
        + "</script>"
    ),
}


class Case(NamedTuple):
    """An article: what it is of, the name of its file, and its text."""

    name: str
    file: str
    text: str


class Taken(NamedTuple):
    """What an article took: processor's seconds, its bytes, what became of it."""

    seconds: float
    name: str
    size: int
    outcome: str


def _filled(shape: Callable[[Draw], str], draw: Draw, most: int = _MEGABYTE) -> list[str]:
    """As many pieces of a shape as fill a megabyte, or an article."""
    pieces: list[str] = []
    size = 0
    while size < _MEGABYTE and len(pieces) < most:
        pieces.append(shape(draw))
        size += len(pieces[-1].encode()) + 2
    return pieces


def _page(inside: str) -> str:
    return f"<html><head><title>Harwick bridge to close</title></head><body>{inside}</body></html>"


def _cases(draw: Draw, rounds: int) -> Iterator[Case]:
    story = [_PROSE] * 3
    for name, line in LINES.items():
        lines = _filled(line, draw, _MOST)
        yield Case(name, "a.txt", "\n\n".join(["Harwick bridge to close", *lines, *story]))
        yield Case(
            f"{name}, below", "a.txt", "\n".join(["Harwick bridge to close", *story, *lines])
        )
        yield Case(
            f"{name}, in p", "a.html", _page("".join(f"<p>{x}</p>" for x in [*lines, *story]))
        )
        whole = " ".join(_filled(line, draw))
        yield Case(f"{name}, in one line", "a.txt", f"Harwick bridge to close\n\n{whole}")
    prose = "".join(f"<p>{x}</p>" for x in story)
    for name, element in ELEMENTS.items():
        inside = "".join(_filled(element, draw))
        yield Case(
            f"{name} beside", "a.html", _page(f"<article><h1>Harwick</h1>{prose}</article>{inside}")
        )
        yield Case(
            f"{name} within", "a.html", _page(f"<article><h1>Harwick</h1>{inside}{prose}</article>")
        )
    deep = "<div>" * 190
    yield Case(
        "deep boxes",
        "a.html",
        _page(deep + "".join(_filled(lambda d: f"<div><p>{d.words(3)}</div>", draw))),
    )
    for number in range(rounds):
        yield _mixed(draw, number, story)


def _mixed(draw: Draw, number: int, story: list[str]) -> Case:
    """Lines of a few shapes, some common and some rare."""
    shapes = draw.rng.sample(list(LINES.values()), 4)
    weights = [draw.rng.choice((1, 5, 50, 500)) for _ in shapes]
    lines = _filled(lambda d: d.rng.choices(shapes, weights)[0](d), draw, _MOST)
    for _ in range(draw.rng.choice((0, 1, 3, 30))):
        lines.insert(draw.rng.randrange(len(lines)), story[0])
    if number % 2:
        return Case(f"mixed {number}", "a.html", _page("".join(f"<p>{x}</p>" for x in lines)))
    return Case(f"mixed {number}", "a.txt", "\n\n".join(lines))


def _take(case: Case) -> Taken:
    data = case.text.encode()
    began = time.process_time()
    [record] = clean(data, case.file)
    seconds = time.process_time() - began
    outcome = record.reason if isinstance(record, Rejected) else f"{len(record.text)} characters"
    return Taken(seconds, case.name, len(data), outcome)


def main() -> None:
    """Print the slowest."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=40, help="articles of several shapes")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=12, help="how many of the slowest to print")
    arguments = parser.parse_args()
    draw = Draw(arguments.seed)
    clean("Dam opens\n\nThe dam was opened on 14 March 2024.", "a.txt")  # loads what is loaded late
    taken = sorted(map(_take, _cases(draw, arguments.rounds)), reverse=True)
    print(f"{len(taken)} articles; the slowest:\n")
    print("| article | KB | seconds | outcome |\n| --- | --- | --- | --- |")
    for one in taken[: arguments.show]:
        print(f"| {one.name} | {one.size // 1000} | {one.seconds:.2f} | {one.outcome} |")


if __name__ == "__main__":
    main()
