"""A second generator of re-published stories, harsher than republish.py and made apart from it.

Several desks change each story at once: cuts, left-out paragraphs, revisions with other figures,
edits, OCR noise. Some stories are briefs of one paragraph. Items of a dozen moulds (`moulds.toml`) have copies of their own, and
follow-ups begin with news of their own. What is fitted on one generator is judged on the other.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from republish import Item

_TABLE: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "moulds.toml").read_text(encoding="utf-8")
)
_PLACE = re.compile(r"\{(\w+?)(\d?)\}")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: One item of a mould for so many stories; one round-up; one story of its first paragraph alone.
_MOULD_SHARE, _ROUND_UPS, _BRIEFS = 2, 30, 5
#: What has more of the story before it than this is as well a revision of it: no label is sure.
_MOST_TOLD_BEFORE = 2 / 3

_Value = Callable[[random.Random], str]
_VALUES: dict[str, _Value] = {
    "company": lambda rng: f"{rng.choice(_TABLE['companies'])} {rng.choice(_TABLE['kinds'])}",
    "person": lambda rng: str(rng.choice(_TABLE["companies"])),
    "town": lambda rng: str(rng.choice(_TABLE["towns"])),
    "team": lambda rng: f"{rng.choice(_TABLE['towns'])} {rng.choice(_TABLE['clubs'])}",
    "day": lambda rng: str(rng.choice(_TABLE["days"])),
    "month": lambda rng: str(rng.choice(_TABLE["months"])),
    "way": lambda rng: str(rng.choice(_TABLE["ways"])),
    "unit": lambda rng: str(rng.randrange(6)),
    "tens": lambda rng: str(rng.randrange(1, 60)),
    "hundreds": lambda rng: f"{rng.uniform(10, 900):.1f}",
    "share": lambda rng: f"{rng.uniform(0.1, 9.9):.1f}",
    "crowd": lambda rng: f"{rng.randrange(3, 60)},{rng.randrange(100, 999)}",
}


def _item(rng: random.Random) -> str:
    """An item of one of the moulds; a place that is named twice has one value."""
    values: dict[str, str] = {}

    def fill(match: re.Match[str]) -> str:
        return values.setdefault(match[0], _VALUES[match[1]](rng))

    return _PLACE.sub(fill, rng.choice(_TABLE["moulds"]))


def scanned(text: str, rng: random.Random, rate: float) -> str:
    """Take characters for others at a rate, and drop some, spaces most often, as scans do."""
    out = []
    for char in text:
        if rng.random() < rate:
            kind = rng.random()
            if kind < 0.8 if char == " " else 0.65 <= kind < 0.8:
                continue
            if char in _TABLE["scanned"] and kind < 0.65:
                char = rng.choice(_TABLE["scanned"][char])
            elif char.isascii() and char.isalpha():
                char = rng.choice(_LETTERS)
        out.append(char)
    return "".join(out)


def _edited(text: str, rng: random.Random) -> str:
    for old, new in rng.sample(_TABLE["styles"], 14):
        text = text.replace(old, new)
    words = text.split(" ")
    for _ in range(len(words) // 40):
        at, kind = rng.randrange(len(words)), rng.random()
        if kind < 0.4:
            words[at] = ""
        elif kind < 0.7:
            words.insert(at, rng.choice(_TABLE["inserted"]))
        elif at:
            words[at - 1], words[at] = words[at], words[at - 1]
    return " ".join(word for word in words if word)


def _revised(text: str, rng: random.Random) -> str:
    return re.sub(r"\b\d{1,5}\b", lambda found: str(int(found[0]) + rng.randrange(1, 9)), text)


def _copy(paragraphs: list[str], rng: random.Random, noise: float) -> list[str]:
    out = list(paragraphs)
    kind = rng.random()
    if 0.15 <= kind < 0.35:
        out = out[: max(1, round(len(out) * rng.uniform(0.25, 0.85)))]
    elif kind < 0.45:
        out = out[: rng.choice((1, 2, 2, 3))] if kind >= 0.35 else out
    elif kind < 0.6:
        out.insert(rng.randrange(1, len(out) + 1), rng.choice(_TABLE["local"]))
    elif kind < 0.7:
        rest = out[1:]
        rng.shuffle(rest)
        out = out[:1] + rest
    elif kind < 0.8:
        out = [p for at, p in enumerate(out) if at == 0 or rng.random() > 0.25]
    else:
        at = rng.randrange(len(out))
        out[at] = _revised(out[at], rng)
        out.insert(1, rng.choice(_TABLE["local"]))
    if rng.random() < 0.65:
        out = [_edited(p, rng) for p in out]
    rate = rng.uniform(0, noise)
    return [p for p in (scanned(p, rng, rate) for p in out) if p] or paragraphs[:1]


def reprints(
    stories: list[tuple[str, list[str]]], rng: random.Random, noise: float = 0.0
) -> Iterator[Item]:
    """Articles of many outlets made of real stories; `noise` is the highest rate of OCR errors."""
    cut = len(stories) - len(stories) // _BRIEFS
    stories, briefs = stories[:cut], stories[cut:]
    for number, (title, paragraphs) in enumerate(stories):
        for copy in range(rng.choice((1, 1, 2, 2, 3, 4, 5, 8))):
            text = "\n\n".join(_copy(paragraphs, rng, noise))
            yield Item(f"s{number}", f"outlet-{copy}", title, text)
        if rng.random() < 0.3 and len(paragraphs) >= 6:
            # Another story's words (of none twice), backwards, so that no article has them in this order.
            _, fresh = stories[(number + len(stories) // 3) % len(stories)]
            news = [" ".join(reversed(p.split(" "))) for p in fresh[: rng.randrange(2, 6)]]
            background = paragraphs[-rng.randrange(1, 4) :]
            told_before = sum(map(len, background)) / sum(map(len, news + background))
            if told_before <= _MOST_TOLD_BEFORE:
                later = "\n\n".join(news + background)
                yield Item(f"f{number}", "outlet-0", f"Later: {title}", later)
    for number, (title, paragraphs) in enumerate(briefs):
        for copy in range(rng.choice((1, 2, 2, 3))):
            text = paragraphs[0]
            if copy and rng.random() < 0.25:
                text = _revised(text, rng)
            if rng.random() < 0.65:
                text = _edited(text, rng)
            text = scanned(text, rng, rng.uniform(0, noise))
            yield Item(f"b{number}", f"outlet-{copy}", title, text)
    for number in range(len(stories) // _MOULD_SHARE):
        item = _item(rng)
        for copy in range(rng.choice((1, 1, 1, 2, 3))):
            text = _edited(item, rng) if copy and rng.random() < 0.5 else item
            text = scanned(text, rng, rng.uniform(0, noise))
            yield Item(f"m{number}", f"outlet-{copy}", "", text)
    for number in range(len(stories) // _ROUND_UPS):
        parts = [rng.choice(stories)[1][0] for _ in range(rng.randrange(3, 7))]
        yield Item(f"r{number}", "outlet-0", "In brief", "\n\n".join(parts))
