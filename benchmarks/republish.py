"""A generator of re-published stories, to measure cleaning and clustering on what is known.

Real bodies are given the changes that desks make: another headline, copy-editing, a cut from the
bottom, an inserted local paragraph, another order, OCR noise. Hard negatives stand beside them:
follow-ups that repeat background, items of one mould with other figures, round-ups.
"""

from __future__ import annotations

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_WORD = re.compile(r"\w+")
#: Words of a run, and the share of the shorter story's runs that make two stories one.
_RUN, _REPRINT = 5, 0.5
#: Copy-editing: what one desk's style writes for another's.
_STYLES = [
    ("percent", "per cent"), ("pct", "percent"), ("colour", "color"), ("labour", "labor"),
    ("organisation", "organization"), ("mln", "million"), ("dlrs", "dollars"), ("govt", "government"),
    ("two", "2"), ("three", "3"), ("four", "4"), ("ten", "10"), ("said", "told reporters"),
    ("Mr ", ""), ("U.S.", "US"), ("last year", "a year ago"), ("also", ""), ("very", ""),
]  # fmt: skip
_LOCAL = [
    "Officials here said the town would be watching closely, and a meeting has been called for Monday.",
    "In our own district the question has been debated for years without an answer from the council.",
    "Readers who remember the last time will find little of this surprising, a local historian said.",
]
_MOULDS = [
    "{name} reported net profit of {a} mln for the quarter against {b} mln a year earlier. Revenue was {c} mln against {d} mln. The board declared a dividend of {e} cents a share, payable {f} June to holders of record {g} May.",
    "Forecast for {name}: highest {a} degrees, lowest {b}, wind {c} kilometres an hour, gusts {d}, rain {e} millimetres. Sunrise at 6.{f}, sunset at 19.{g}. The next forecast is issued in the evening.",
    "{name} closed at {a} points, up {b} from {c} on a volume of {d} million shares. Advancing issues led declining ones {e} to {f}, and {g} were unchanged.",
]  # fmt: skip
_OCR = {"l": "1", "1": "l", "o": "0", "e": "c", "m": "rn", "h": "b", "i": "j", "a": "o", "s": "5", "n": "u"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Item:
    """One published article: `cluster` is its story, `text` its paragraphs joined by blank lines."""

    cluster: str
    outlet: str
    title: str
    text: str


def bodies(data: Path, rng: random.Random, each: int) -> list[tuple[str, list[str]]]:
    """Real stories as (title, paragraphs): at most `each` of every source, of four paragraphs or more."""
    from normalize.paragraphs import split_paragraphs

    found: list[tuple[str, list[str]]] = []
    for name in ("reuters21578.jsonl.gz", "bbc.jsonl.gz"):
        with gzip.open(data / name) as lines:
            source = [json.loads(line) for line in lines]
        picked = [
            (r["title"], split_paragraphs(r["body"]))
            for r in rng.sample(source, min(len(source), each * 4))
        ]
        found += [(t, p) for t, p in picked if len(p) >= 4 and sum(map(len, p)) > 700][:each]
    with (data / "fundus-dev" / "truth.jsonl").open("rb") as lines:
        pages = [json.loads(line) for line in lines]
    found += [
        (r["title"] or "", ps)
        for r in pages
        if len(ps := [p for p in r["body"].split("\n") if p]) >= 4
    ]
    return _told_once(found)


def _told_once(stories: list[tuple[str, list[str]]]) -> list[tuple[str, list[str]]]:
    """The stories without those that are mostly an earlier one.

    The sources have reprints and updates of their own: copies that the labels do not know.
    """
    kept: list[tuple[str, list[str]]] = []
    lengths: list[int] = []
    having: dict[tuple[str, ...], list[int]] = {}
    for title, paragraphs in stories:
        words = _WORD.findall(" ".join(paragraphs).lower())
        runs = set(zip(*(words[at:] for at in range(_RUN)), strict=False))
        shared = Counter(at for run in runs for at in having.get(run, ()))
        if any(n >= _REPRINT * min(lengths[at], len(runs)) for at, n in shared.items()):
            continue
        for run in runs:
            having.setdefault(run, []).append(len(kept))
        lengths.append(len(runs))
        kept.append((title, paragraphs))
    return kept


def _edit(text: str, rng: random.Random) -> str:
    for old, new in rng.sample(_STYLES, 8):
        text = text.replace(old, new)
    words = text.split(" ")
    for _ in range(len(words) // 50):
        at = rng.randrange(len(words))
        words[at : at + 1] = rng.choice(([], [words[at], words[at]][:1], ["reportedly", words[at]]))
    return " ".join(words)


def ocr(text: str, rng: random.Random, rate: float) -> str:
    """Damage characters at a rate, and drop some spaces, as bad scans do."""
    out = []
    for char in text:
        if rng.random() < rate:
            if char == " ":
                continue
            char = _OCR.get(
                char, rng.choice("abcdefghijklmnopqrstuvwxyz") if char.isascii() else ""
            )
        out.append(char)
    return "".join(out)


def _copy(paragraphs: list[str], rng: random.Random, noise: float) -> list[str]:
    out = list(paragraphs)
    kind = rng.random()
    if kind < 0.35:
        out = out[: max(1, round(len(out) * rng.uniform(0.3, 0.8)))]
    elif kind < 0.5:
        out.insert(rng.randrange(1, len(out)), rng.choice(_LOCAL))
    elif kind < 0.6:
        lead, rest = out[:1], out[1:]
        rng.shuffle(rest)
        out = lead + rest
    if rng.random() < 0.6:
        out = [_edit(p, rng) for p in out]
    if noise:
        out = [ocr(p, rng, rng.uniform(0, noise)) for p in out]
    return out


def republish(
    stories: list[tuple[str, list[str]]], rng: random.Random, noise: float = 0.0
) -> Iterator[Item]:
    """Articles of many outlets made of real stories; `noise` is the highest rate of OCR errors."""
    outlets = [f"outlet-{n:02d}" for n in range(24)]
    for number, (title, paragraphs) in enumerate(stories):
        copies = rng.choice((1, 1, 2, 3, 4, 6))
        for outlet in rng.sample(outlets, copies):
            yield Item(f"s{number}", outlet, title, "\n\n".join(_copy(paragraphs, rng, noise)))
        if rng.random() < 0.25 and len(paragraphs) >= 6:
            # A follow-up: another story's paragraphs as the news, this one's as background.
            _, fresh = stories[(number * 7 + 3) % len(stories)]
            news = [_shuffled_words(p, rng) for p in fresh[: rng.randrange(3, 7)]]
            background = paragraphs[2 : 2 + rng.randrange(1, 3)]
            yield Item(
                f"f{number}", rng.choice(outlets), f"Later: {title}", "\n\n".join(news + background)
            )
    for number in range(len(stories) // 3):
        figures = {key: rng.randrange(2, 990) for key in "abcdefg"}
        name = f"{rng.choice('ABCDEFGHKLMNPRST')}{rng.choice(('orvin', 'elmont', 'askey', 'undra', 'illow'))} {rng.choice(('Ltd', 'Corp', 'North', 'Central'))}"
        yield Item(
            f"m{number}",
            rng.choice(outlets),
            name,
            rng.choice(_MOULDS).format(name=name, **figures),
        )
    for number in range(len(stories) // 40):
        parts = [stories[rng.randrange(len(stories))][1][0] for _ in range(5)]
        yield Item(f"r{number}", rng.choice(outlets), "In brief", "\n\n".join(parts))


def _shuffled_words(text: str, rng: random.Random) -> str:
    # Text with the words of its language that no other article shares in this order.
    words = text.split(" ")
    rng.shuffle(words)
    return " ".join(words)
