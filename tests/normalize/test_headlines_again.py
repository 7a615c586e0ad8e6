"""Headlines that a copy repeats, and what it says of its own earlier states; what looks like either stays."""

from __future__ import annotations

import pytest

from normalize.furniture.headlines import headline_keys, repeats_headline
from tests.normalize.dam import BODY, article


@pytest.mark.parametrize(
    "again",
    ["HARWICK DAM OPENS", "Harwick dam opens.", "UPDATE 2-Harwick dam opens", "Harwick dam opens | Coast Tribune"],
)  # fmt: skip
def test_headline_with_small_differences_is_a_repeat(again: str) -> None:
    found = article("\n\n".join(["Harwick dam opens", *BODY[:3], again, *BODY[3:]]))
    assert found.text == "\n\n".join(BODY)


@pytest.mark.parametrize(
    "label", ["ÚLTIMA HORA: ", "Eilmeldung: ", "ALERTE INFO - ", "Breaking news | ", "【快讯】", "СРОЧНО: "]
)  # fmt: skip
def test_a_headline_behind_a_label_is_a_repeat(label: str) -> None:
    again = f"{label}Harwick dam opens"
    found = article("\n\n".join(["Harwick dam opens", again, *BODY]))
    assert found.text == "\n\n".join(BODY)
    found = article("\n\n".join(["Harwick dam opens", *BODY[:3], again, *BODY[3:]]))
    assert found.text == "\n\n".join(BODY)


def test_a_headline_behind_another_one_or_a_speaker_is_no_repeat() -> None:
    for line in (
        "A feast in the hills below the town: Harwick dam opens",
        "“It is done: Harwick dam opens,” she said.",
    ):
        found = article("\n\n".join(["Harwick dam opens", *BODY[:3], line, *BODY[3:]]))
        assert line in found.text


@pytest.mark.parametrize(
    "note",
    [
        "Clarification (March 5, 2024): The article has been amended to make clear that the gates open in spring.",
        "Correction, 5 March 2024: The dam holds 40 million litres, not 40 thousand.",
        "An earlier version of this article said that the dam was built in 1968.",
        "In una versione precedente di questo articolo si diceva che la diga era del 1968.",
        "In een eerdere versie van dit artikel stond dat de dam van 1968 was.",
        "В предыдущей версии статьи говорилось, что плотина построена в 1968 году.",
    ],
)
def test_what_a_copy_says_of_its_earlier_state_goes(note: str) -> None:
    found = article("\n\n".join(["Harwick dam opens", *BODY, note]))
    assert found.text == "\n\n".join(BODY)


@pytest.mark.parametrize(
    "line",
    [
        "An earlier version of this article was better, said the mayor.",
        "Суд вернулся к прежней версии статьи 228.",
        "An earlier version of the dam stood further up the valley.",
        "Corrections to the river's bed took 5 years.",
    ],
)
def test_what_somebody_says_of_an_earlier_state_stays(line: str) -> None:
    found = article("\n\n".join(["Harwick dam opens", *BODY, line]))
    assert found.text.endswith(line)


def test_the_other_half_of_a_headline_is_no_site_and_what_begins_alike_no_repeat() -> None:
    keys = headline_keys(["The Harwick Dam - what households should know"])
    assert not repeats_headline("The Harwick Dam – a new way to store rain", keys)
    keys = headline_keys(["The Harwick Dam Opens - Valley Post"])
    assert repeats_headline("The Harwick Dam opens | The Herald", keys)


@pytest.mark.parametrize("label", ["[Exclusive] ", "【朝の便り】", "[단독]", "〔獨家〕"])
def test_a_label_in_brackets_is_no_part_of_a_headline(label: str) -> None:
    keys = headline_keys([f"{label}Harwick Dam opens"])
    assert repeats_headline("■Harwick Dam opens", keys)
    assert not repeats_headline(label, keys)


@pytest.mark.parametrize(
    "headline",
    ["İzmir'de tren seferleri ertelendi", "Über den Dammbau wird gestritten", "ЁЛКИ подешевели вдвое",
     "３駅で始発から運転見合わせ", "Updated maps of the valley are out"],
)  # fmt: skip
def test_headline_in_other_case_is_a_repeat_whatever_it_begins_with(headline: str) -> None:
    keys = headline_keys([headline])
    for again in (headline.upper(), headline.lower(), f"“{headline}”", f"UPDATE 2-{headline}"):
        assert repeats_headline(again, keys)
    assert not repeats_headline("X" + headline[1:], keys)
