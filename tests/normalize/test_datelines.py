"""Datelines in many languages (cases/datelines.toml), and what they tell."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean
from normalize.furniture.datelines import split_dateline

_FOLDER = Path(__file__).parent / "cases"
_CASES: dict[str, Any] = tomllib.loads((_FOLDER / "datelines.toml").read_text("utf-8"))
_STORIES: dict[str, list[str]] = tomllib.loads((_FOLDER / "stories.toml").read_text("utf-8"))


@pytest.mark.parametrize("language", _CASES["datelines"])
def test_a_dateline_goes_and_the_story_stays(language: str) -> None:
    story = _STORIES[language][0]
    for dateline in _CASES["datelines"][language]:
        found = split_dateline(dateline + story, language, capitals=True)
        assert found is not None, dateline
        assert found.rest == story, dateline
        assert all(piece in dateline for piece in found.text.split()), dateline


@pytest.mark.parametrize("language", _CASES["unknown"])
def test_what_only_a_reader_knows_stays(language: str) -> None:
    for dateline in _CASES["unknown"][language]:
        found = split_dateline(dateline + _STORIES[language][0], language, capitals=True)
        assert found is None, f"{dateline} passes now: move it to [datelines]"


@pytest.mark.parametrize("language", ["en", "de", "it", "id", "ar", "hi"])
@pytest.mark.parametrize("text", _CASES["stories"])
def test_what_only_looks_like_a_dateline(text: str, language: str) -> None:
    assert split_dateline(text, language, capitals=True) is None


def test_a_colon_ends_a_dateline_only_where_papers_set_one() -> None:
    text = "ROMA: Totti torna ad allenarsi con i compagni dopo tre mesi di assenza dal campo."
    assert split_dateline(text, "it", capitals=True) is None


def test_a_label_in_capitals_is_none_where_another_paragraph_has_one() -> None:
    story = "The old bridge was closed on Tuesday, and nobody knows when it will open again."
    answer = "It will open in the spring, when the engineers have replaced its supports."
    [place] = clean(f"Harwick closes its bridge\n\nPESHAWAR: {story}\n\n{answer}")
    [speakers] = clean(f"Harwick closes its bridge\n\nFINCH: {story}\n\nODUYA: {answer}")
    assert isinstance(place, Article)
    assert isinstance(speakers, Article)
    assert (place.dateline, place.text) == ("PESHAWAR", f"{story}\n\n{answer}")
    assert speakers.text == f"FINCH: {story}\n\nODUYA: {answer}"


@pytest.mark.parametrize(
    ("text", "dateline", "agencies"),
    [
        ("WASHINGTON (AP) — The dam above the town was opened.", "WASHINGTON (AP)", ["Associated Press"]),
        ("KATHMANDU, April 25 (Reuters) - The dam above the town was opened.", "KATHMANDU, April 25 (Reuters)", ["Reuters"]),
        ("BEIRUT/THE HAGUE, March 7 (Reuters) - The dam above the town was opened.", "BEIRUT/THE HAGUE, March 7 (Reuters)", ["Reuters"]),
        ("SANTA FE, N.M. (AP) — The dam above the town was opened.", "SANTA FE, N.M. (AP)", ["Associated Press"]),
        ("PUTRAJAYA, Nov 22 — The dam above the town was opened.", "PUTRAJAYA, Nov 22", []),
        ("Berlin (dpa) - Der Damm über der Stadt ist eröffnet worden.", "Berlin (dpa)", ["dpa"]),
        ("新华社北京4月24日电（记者周敏）云岭县的茶农今年第一次在山坡上采到了春茶。", "新华社北京4月24日电（记者周敏）", ["Xinhua"]),
        ("(서울=연합뉴스) 김도윤 기자 = 소돌등대가 14년 만에 다시 불을 밝혔다고 해양청이 밝혔다.", "(서울=연합뉴스) 김도윤 기자 =", ["Yonhap"]),
    ],
)  # fmt: skip
def test_dateline(text: str, dateline: str, agencies: list[str]) -> None:
    found = split_dateline(text)
    assert found is not None
    assert found.text == dateline
    assert found.agencies == agencies
    assert text.endswith(found.rest)
