"""Many lines in many languages (cases/lines.toml), and every term of the vocabulary in a sentence."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from normalize import Article, clean
from normalize.furniture.pagewords import WORD_SLOTS, find_words, is_unspaced
from normalize.furniture.words import Term, languages, load_terms

_FOLDER = Path(__file__).parent / "cases"
_LINES: dict[str, dict[str, list[str]]] = tomllib.loads((_FOLDER / "lines.toml").read_text("utf-8"))
_STORIES: dict[str, list[str]] = tomllib.loads((_FOLDER / "stories.toml").read_text("utf-8"))
_TITLE = "Xyz abc"
#: Where a line stands among a story's four paragraphs.
_AT = {"head": 0, "middle": 2, "foot": 4, "first": 0, "among": 1, "last": 4}
#: Formulas that nobody writes but the outlets themselves.
_FORMULAS = ("contributed", "rights_phrase", "boilerplate")
#: Terms of other slots that say by themselves that an outlet speaks of its own copy.
_SPEAKING = {
    "dieser artikel wird laufend aktualisiert", "this story has been updated",
    "this article has been updated", "this story will be updated",
    "this article was originally published by", "this article first appeared in",
    "this article first appeared on", "this story originally appeared on",
    "this story originally appeared in", "contributed reporting from",
    "berita ini akan diperbarui", "artikel ini akan diperbarui",
    "dit bericht wordt aangevuld", "dit artikel wordt aangevuld",
    "diese meldung wird laufend aktualisiert", "dieser beitrag wird laufend aktualisiert",
    "die meldung wird laufend aktualisiert", "dieser artikel wird aktualisiert",
    "this story is developing and will be updated", "this story is being updated",
    "esta noticia está en desarrollo y será actualizada", "cet article sera mis à jour",
    "이 기사는 계속 업데이트됩니다", "dit bericht wordt nog aangevuld",
    "dit artikel wordt nog aangevuld", "dit bericht wordt bijgewerkt",
    "esta notícia está em desenvolvimento e será atualizada", "bu haber güncellenmektedir",
    "bu haber güncelleniyor", "本文将持续更新", "本文仅代表", "本文僅代表", "本文来自", "本文來自",
}  # fmt: skip


def _left(paragraphs: list[str]) -> list[str]:
    [found] = clean("\n\n".join([_TITLE, *paragraphs]))
    assert isinstance(found, Article)
    return found.text.split("\n\n")


def _stays(paragraph: str, left: list[str]) -> bool:
    # A dateline may go, the paragraph that it opens may not.
    return paragraph in left or any(
        paragraph.endswith(piece) and len(piece) > 0.6 * len(paragraph) for piece in left
    )


def _judged(language: str, places: tuple[str, ...]) -> Iterator[tuple[str, bool]]:
    """Each line of some places with whether it stayed; no paragraph around it may be lost."""
    story = _STORIES[language]
    for place in places:
        for line in _LINES[language].get(place, []):
            at = _AT[place]
            left = _left([*story[:at], line, *story[at:]])
            assert [p for p in story if not _stays(p, left)] == [], line
            yield line, _stays(line, left)


@pytest.mark.parametrize("language", _LINES)
def test_lines_around_a_story_go(language: str) -> None:
    judged = list(_judged(language, ("head", "middle", "foot")))
    stayed = [line for line, stays in judged if stays]
    assert len(judged) > 40
    assert len(stayed) <= 0.06 * len(judged), stayed


def _long(language: str) -> list[str]:
    """A story of thrice the paragraphs, so that its middle is near neither end."""
    story = _STORIES[language]
    return [
        *story,
        *(
            f"{a} {b}"
            for step in (1, 2)
            for a, b in zip(story, story[step:] + story[:step], strict=True)
        ),
    ]


def test_lines_far_from_both_ends_go() -> None:
    stayed: list[str] = []
    count = 0
    for language, lines in _LINES.items():
        story = _long(language)
        at = len(story) // 2
        for line in lines.get("middle", []):
            left = _left([*story[:at], line, *story[at:]])
            assert [p for p in story if p not in left] == [], line
            count += 1
            stayed += [line] if _stays(line, left) else []
    assert count > 2000
    assert len(stayed) <= 0.08 * count, stayed


@pytest.mark.parametrize("language", _LINES)
def test_sentences_that_look_like_them_stay(language: str) -> None:
    assert [
        line for line, stays in _judged(language, ("first", "among", "last")) if not stays
    ] == []


@pytest.mark.parametrize("language", _LINES)
def test_such_sentences_stay_far_from_both_ends(language: str) -> None:
    story = _long(language)
    at = len(story) // 2
    lines = _LINES[language].get("among", [])
    assert [
        line for line in lines if not _stays(line, _left([*story[:at], line, *story[at:]]))
    ] == []


def _within(term: Term, sentence: str) -> str:
    """A sentence of a story with a term in it, further on than its beginning."""
    text = unicodedata.normalize("NFC", term.text.rstrip("*").strip())  # folding parts "ΐ"
    if is_unspaced(sentence) and " " not in sentence:
        return sentence[:6] + text + sentence[6:]
    words = sentence.split()
    return " ".join([*words[:5], text, *words[5:]])


@pytest.mark.parametrize("language", languages())
def test_each_word_of_the_page_is_found_in_itself(language: str) -> None:
    terms = [term for term in load_terms(language) if term.slot in WORD_SLOTS]
    unfound = []
    for term in terms:
        text = term.text.rstrip("*")
        whole = text if text == term.text else f"{text}a"
        found = {(hit.term.slot, hit.term.text.rstrip("*")) for hit in find_words(whole)}
        unfound += [] if (term.slot, text) in found else [term]
    assert terms
    assert unfound == []


@pytest.mark.parametrize("language", languages())
def test_a_term_within_a_sentence_takes_nothing(language: str) -> None:
    story = _STORIES[language]
    formulas = [term.text for term in load_terms(language) if term.slot in _FORMULAS]
    lost: dict[str, str] = {}
    for term in load_terms(language):
        sentence = _within(term, story[1])
        formula = term.text in _SPEAKING or any(told in term.text for told in formulas)
        if not formula and sentence not in _left([story[0], *story[2:], sentence]):
            lost[term.text] = term.slot
    assert not lost


@pytest.mark.parametrize("extension", ["html", "txt"])
@pytest.mark.parametrize(
    "call",
    ["Return to home page >>", "Back to top", "Read more on our home page", "Share this story"],
)
def test_a_last_sentence_with_a_call_behind_it_stays(call: str, extension: str) -> None:
    body = [
        "The city council voted on Tuesday to close the old bridge over the river for a year.",
        "Residents of the northern bank fear that the detour will cost them an hour every day.",
        f"The mayor said that there was no other way. {call}",
    ]
    text = "\n\n".join(["Bridge to close", *body])
    html = "<h1>Bridge to close</h1><div>" + "".join(f"<p>{p}</p>" for p in body) + "</div>"
    [found] = clean((html if extension == "html" else text).encode(), f"a.{extension}")
    assert isinstance(found, Article)
    assert "The mayor said that there was no other way." in found.text


def test_a_last_paragraph_that_a_link_ends_in_han() -> None:
    last = "新桥何时动工，还没有人说得清。眼下能够肯定的是，渡船要一直开到明年春天。返回首页>>"
    body = [
        "市议会周二投票决定关闭河上的老桥十八个月，以便工程师更换锈蚀的桥墩。",
        "北岸居民担心绕行每天会多花一个小时，商店老板们说生意已经下滑，市长对此表示理解。",
    ]
    html = "<h1>老桥将关闭</h1>" + "".join(f"<p>{p}</p>" for p in [*body, last])
    [found] = clean(f"<html lang=zh><body><div>{html}</div></body></html>".encode(), "a.html")
    assert isinstance(found, Article)
    assert "渡船要一直开到明年春天" in found.text
