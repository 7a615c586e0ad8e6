"""The gate passes no block that a rule would take, whatever it is made of and wherever it stands."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize import Article, clean
from normalize.article import Block
from normalize.furniture.findings import Place
from normalize.furniture.gate import Gate
from normalize.furniture.lines import read_line
from normalize.furniture.outside import read_page_line
from normalize.furniture.pagewords import codes_of
from normalize.furniture.words import languages, load_terms

_TERMS = sorted({t.text.rstrip("*") for code in languages() for t in load_terms(code)})
_FILLER = [
    "The", "council", "said", "on Friday", "that", "12", "of", "its", "members", "Reuters", "AFP",
    "Ada Finch", "and", "der", "Wahl", "в", "Москве", "le", "maire", "2024", "photo", "/", "©", "|",
    "(AP)", ":", "»", "quoted", "which", "had", "been", "told", "where", "nobody", "went",
]  # fmt: skip
_PLACES = [
    Place(head, tail, before, after, top)
    for head, tail, before, after, top in product((False, True), repeat=5)
    if not (before and after)
]

_words = st.lists(st.sampled_from(_FILLER) | st.sampled_from(_TERMS), min_size=6, max_size=40)
_end = st.sampled_from([".", "!", "?", "…", ".”", '."', ".)", " (Reuters).", ""])


@given(_words, _end, st.sampled_from(languages()), st.sampled_from(_PLACES))
@settings(max_examples=5000, deadline=None, derandomize=True)
def test_what_the_gate_passes_no_rule_takes(
    words: list[str], end: str, language: str, place: Place
) -> None:
    text = " ".join(words)
    text = text[0].upper() + text[1:] + end
    outside, near_end = place.before or place.after, place.head or place.tail
    if not Gate([text], codes_of(language)).may_be_furniture(0, outside, near_end):
        block = Block(text)
        assert read_line(block, place) is None
        assert read_page_line(block, place, codes_of(language)) is None


@given(
    st.lists(st.sampled_from(_FILLER) | st.sampled_from(_TERMS), min_size=1, max_size=8),
    st.sampled_from(languages()),
    st.sampled_from(_PLACES),
)
@settings(max_examples=5000, deadline=None, derandomize=True)
def test_a_line_without_a_word_of_the_page_is_read_alike_without_looking_for_one(
    words: list[str], language: str, place: Place
) -> None:
    text, codes = " ".join(words), codes_of(language)
    if not Gate([text], codes).holds_page_word(0):
        block = Block(text)
        assert read_page_line(block, place, codes, worded=False) == read_page_line(
            block, place, codes
        )


def test_the_gate_passes_sentences_of_a_story() -> None:
    sentence = (
        "The dam above the old town was opened on Friday after ten years of delays and disputes."
    )
    gate = Gate([sentence, sentence], codes_of("en"))
    assert not any(gate.may_be_furniture(at, False, False) for at in (0, 1))


def test_equal_blocks_of_a_long_text_are_read_as_each_is(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = random.Random(7)
    said = "The old bridge over the Harwick will be closed for eighteen months, the council said."
    lines = [rng.choice((said, " ".join(rng.choices(_FILLER, k=3)), *rng.choices(_TERMS, k=3))) for _ in range(60)]  # fmt: skip
    text = "\n\n".join(["Bridge to close", *rng.choices(lines, k=700)])
    found = clean(text)
    monkeypatch.setattr("normalize.furniture.surroundings._MANY", 10_000)
    assert clean(text) == found
    [article] = found
    assert isinstance(article, Article)
    assert len(article.removed) > 20


def test_among_thousands_of_texts_the_gate_passes_no_more() -> None:
    rng = random.Random(5)
    texts = [
        f"The {rng.choice(_TERMS)} of {' '.join(rng.choices(_FILLER, k=6))} {rng.choice(_TERMS)}."
        for _ in range(3000)
    ]
    codes = codes_of("de")
    crowd = Gate(texts, codes)
    for at, text in enumerate(texts):
        alone = Gate([text], codes)
        for outside, near_end in product((False, True), repeat=2):
            if alone.may_be_furniture(0, outside, near_end):
                assert crowd.may_be_furniture(at, outside, near_end), text
        assert crowd.holds_page_word(at) or not alone.holds_page_word(0), text
