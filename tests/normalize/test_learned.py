"""Furniture learned from an outlet itself, in a language that has no rules: Swahili."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from normalize.article import Removed
from normalize.furniture.learned import (
    Learned,
    Recurring,
    at_least,
    end_keys,
    recurring,
    strip_learned,
)
from normalize.furniture.learned import learn as learn_of
from tests.conftest import newsfold, records

_STORIES = [
    ("Bwawa jipya lafunguliwa Harwick", "Bwawa jipya juu ya mji mkongwe lilifunguliwa siku ya Ijumaa baada ya miaka kumi ya kazi.", "Wahandisi wanatarajia ziwa lijae mwishoni mwa mwezi wa nne."),
    ("Wavuvi wagoma bandarini", "Wavuvi wa kisiwa waligoma usiku wa manane baada ya mazungumzo kuvunjika kwa mara ya tatu.", "Safari kumi na moja zilifutwa kabla ya asubuhi."),
    ("Shule yapata maktaba mpya", "Wanafunzi wa kijiji cha mlimani wamepata vitabu elfu nne kwa msaada wa wazazi wao.", "Mwalimu mkuu alisema furaha yao haina kipimo."),
    ("Mvua kubwa yaharibu daraja", "Daraja la zamani lilisombwa na maji ya mto baada ya mvua ya siku tatu mfululizo.", "Wakazi sasa wanavuka kwa mashua ndogo."),
    ("Mkulima avuna chai milimani", "Mkulima mmoja amevuna chai kwa mara ya kwanza kwenye mteremko wa juu kabisa wa wilaya.", "Bei ya sokoni imepanda mara mbili."),
    ("Timu yashinda kombe", "Timu ya vijana ilishinda fainali kwa mabao matatu mbele ya umati mkubwa wa mashabiki.", "Kocha aliwasifu wachezaji wake wote."),
]  # fmt: skip
_HEAD = "Habari za leo kutoka kila kona ya nchi"
_FOOT = ["Jiunge nasi kwa habari motomoto kila siku", "Haki zote zimehifadhiwa na kampuni yetu"]


class _Seen(NamedTuple):
    outlet: str
    title: str
    text: str


def _seen(title: str, paragraphs: list[str]) -> _Seen:
    return _Seen("sauti", title, "\n\n".join(paragraphs))


def _outlet() -> list[_Seen]:
    return [_seen(title, [_HEAD, *body, *_FOOT]) for title, *body in _STORIES]


def learn(seen: Sequence[_Seen]) -> dict[str, Learned]:
    having: dict[int, list[_Seen]] = {}
    for article in seen:
        for key in end_keys(article.outlet, article.text):
            having.setdefault(key, []).append(article)
    keys = [key for key, articles in having.items() for _ in articles]
    often = recurring(np.array(keys, np.uint64), 4).tolist()
    lines = [
        Recurring(key, having[key][0].outlet, [a.title for a in having[key]], having[key][0].text)
        for key in often
    ]
    return learn_of(lines, Counter(article.outlet for article in seen), 4)


def test_lines_that_recur_in_unrelated_stories_are_furniture() -> None:
    seen = _outlet()
    learned = learn(seen)["sauti"]
    assert set(learned.head) == {_HEAD.casefold()}
    assert set(learned.foot) == {line.casefold() for line in _FOOT}
    for article, (_, *body) in zip(seen, _STORIES, strict=True):
        text, removed = strip_learned(article.text, [], learned)
        assert text == "\n\n".join(body)
        assert [(piece.text, piece.at) for piece in removed] == [
            (_HEAD, 0),
            (_FOOT[0], 3),
            (_FOOT[1], 4),
        ]
        assert removed[0].rule == "learned.head 6 of 6"


def test_order_changes_nothing() -> None:
    seen = _outlet()
    assert learn(seen[::-1]) == learn(seen)


def test_background_of_one_running_story_stays() -> None:
    background = "Mradi uligharimu karibu mara mbili ya makadirio ya kwanza, na wakaguzi walilaumu maporomoko."
    seen = [
        _seen(f"Bwawa la Harwick: {title}", [first, second, background])
        for title, first, second in _STORIES
    ]
    assert learn(seen) == {}


def test_evidence_changes_seldom() -> None:
    told = [at_least(count) for count in range(1, 3000)]
    assert told[:9] == list(range(1, 10))
    assert sorted(set(told[9:])) == [10, 20, 50, 100, 200, 500, 1000, 2000]
    assert all(step <= count for count, step in enumerate(told, 1))
    _, removed = strip_learned(
        "A story of some length.\n\nFoot line", [], Learned({}, {"foot line": 20}, 50)
    )
    assert [piece.rule for piece in removed] == ["learned.foot 20+ of 50+"]


def test_few_articles_teach_nothing() -> None:
    seen = _outlet()[:3]
    assert learn(seen) == {}


def test_facts_with_figures_stay() -> None:
    # One pay day in four of forty items is no furniture.
    seen = [
        _seen(title + " " + "abcdefgh"[n], [first, second, "Malipo tarehe 15 Aprili" if n < 1 else f"Malipo ya {n} {title}"])
        for n in range(7)
        for title, first, second in _STORIES
    ]  # fmt: skip
    assert learn(seen) == {}


def test_something_of_a_text_always_stays() -> None:
    learned = Learned({}, {"a line": 9}, 9)
    assert strip_learned("A line", [], learned) == ("A line", [])
    assert strip_learned("A line\n\nA line", [], learned)[0] == "A line"


def test_places_count_the_blocks_that_were_read() -> None:
    removed = [
        Removed("headline", "T", "headline.repeated", 0),
        Removed("dateline", "X —", "dateline", 1),
    ]
    learned = Learned({}, {"foot line": 9}, 9)
    _, pieces = strip_learned("First.\n\nSecond.\n\nFoot line", removed, learned)
    assert pieces[-1].at == 3


def test_a_run_learns_over_all_batches(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "sauti"
    folder.mkdir(parents=True)
    for number, (title, *body) in enumerate(_STORIES):
        (folder / f"{number}.txt").write_text("\n\n".join([title, _HEAD, *body, *_FOOT]))
    config = tmp_path / "n.toml"
    config.write_text("[run]\nbatch_articles = 2\n")
    assert (
        newsfold("run", tmp_path / "in", "--out", tmp_path / "out", "--config", config).returncode
        == 0
    )
    lines = records(tmp_path / "out" / "articles.jsonl")
    assert [line["text"] for line in lines] == ["\n\n".join(body) for _, *body in _STORIES]
    assert all(len(line["removed"]) == 4 for line in lines)
    config.write_text("[clean]\nlearn_from = 0\n")
    assert (
        newsfold("run", tmp_path / "in", "--out", tmp_path / "out", "--config", config).returncode
        == 0
    )
    assert (
        json.loads((tmp_path / "out" / "run.json").read_text())["settings"]["clean"]["learn_from"]
        == 0
    )
    assert _HEAD in records(tmp_path / "out" / "articles.jsonl")[0]["text"]
