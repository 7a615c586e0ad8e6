"""Furniture rules on single lines (cases/furniture.toml), and on the joints of whole articles."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean
from normalize.furniture.findings import is_story
from normalize.furniture.stamps import is_stamp
from tests.normalize.dam import BODY, article

_CASES = tomllib.loads((Path(__file__).parent / "cases" / "furniture.toml").read_text("utf-8"))


@pytest.mark.parametrize("case", _CASES["case"], ids=lambda case: case["line"][:40])
def test_line(case: dict[str, Any]) -> None:
    at = {"head": 0, "middle": 4, "foot": len(BODY)}[case["at"]]
    blocks = ["Harwick dam opens", *BODY[:at], case["line"], *BODY[at:]]
    found = article("\n\n".join(blocks))
    removed = [piece for piece in found.removed if piece.text == case["line"]]
    kind = case.get("kind")
    right = (
        [piece.kind for piece in removed] == ([kind] if kind else [])
        and (case["line"] in found.text.split("\n\n")) == (kind is None)
        and [p for p in found.text.split("\n\n") if p != case["line"]] == BODY
    )
    if why := case.get("known_failure"):
        assert not right, "this case passes now: take its known_failure out"
        pytest.xfail(why)
    assert right, (found.removed, found.text)


def test_dateline_is_cut_from_the_first_paragraph() -> None:
    found = article(f"Harwick dam opens\n\nHARWICK (AP) — {BODY[0]}\n\n{BODY[1]} (Reuters)")
    assert found.text == f"{BODY[0]}\n\n{BODY[1]}"
    assert found.dateline == "HARWICK (AP)"
    assert found.agencies == ["Associated Press", "Reuters"]
    assert [(p.kind, p.text) for p in found.removed] == [
        ("headline", "Harwick dam opens"),
        ("dateline", "HARWICK (AP) —"),
        ("agency", "(Reuters)"),
    ]


def test_a_refrain_stays() -> None:
    refrain = "And still the river runs beneath the bridge."
    blocks = ["A song for the bridge", BODY[0], refrain, BODY[1], refrain, BODY[2], refrain]
    assert article("\n\n".join(blocks)).text.count(refrain) == 3


@pytest.mark.parametrize(
    ("last", "goes"),
    [
        ("Ada Finch is a reporter for the Herald. She lives by the river.", True),
        ("Ada Finch writes on rivers. Follow her at @adafinch.", True),
        ("Marta Oduya is a reporter for the Herald. Follow her on Twitter @martaoduya.", True),
        ("Ada Finch is a fellow of the Institute of Rivers in Harwick.", True),
        ("The poet Ada Finch teaches at the University of Harwick.", True),
        ("Reach Ada Finch at 555-0142 or follow her on Twitter @adafinch.", True),
        ("Anyone who saw the car may call Detective Marta Oduya at 555-0142.", False),
        ("Ada Finch would not say on Friday what she thought of it.", False),
        (
            "Marta Oduya, a reporter of the Herald, wrote of it as @martaoduya before she left.",
            False,
        ),
        ("Marta Oduya of the water board can be reached at marta@water.example.", False),
        ("Bo Finch, a reporter who was there, would not say what he thought of it.", False),
        ("“I am a reporter,” said Ada Finch, when they asked her why she was there.", False),
    ],
)
def test_what_is_said_of_the_author_below_the_story_goes(last: str, goes: bool) -> None:
    found = article("\n\n".join(["Harwick dam opens", "By Ada Finch", *BODY, last]))
    assert found.authors == ["Ada Finch"]
    assert found.text.split("\n\n") == (BODY if goes else [*BODY, last])
    assert [p.rule for p in found.removed if p.text == last] == (["shape.bio"] if goes else [])


def test_the_bios_of_several_authors_go_and_a_subject_of_the_story_stays() -> None:
    bios = ["Ada Finch is a fellow of the Institute of Rivers.", "Bo Oduya teaches at Harwick."]
    found = article("\n\n".join(["Dam opens", "By Ada Finch and Bo Oduya", *BODY, *bios]))
    assert found.text.split("\n\n") == BODY
    subject = [
        *BODY,
        "Ms. Finch opened the gates herself, and the valley watched her do it.",
        bios[0],
    ]
    assert (
        article("\n\n".join(["Dam opens", "By Ada Finch", *subject])).text.split("\n\n") == subject
    )


def test_a_korean_paragraph_that_its_reporter_signs_with_an_address_stays() -> None:
    story = [
        "시는 강을 가로지르는 오래된 다리를 화요일부터 열여덟 달 동안 닫기로 했다고 밝혔다.",
        "왼쪽 강변에 사는 주민들은 그동안 나룻배를 타고 강을 건너야 한다고 시는 덧붙였다.",
        "시장은 다리가 내년 봄에는 다시 열릴 것이라고 주민들에게 거듭 약속했다.",
    ]
    signed = f"{story[-1]} [김도윤 기자 kim@daily.example]"
    assert article("\n\n".join(["다리 닫는다", *story[:-1], signed])).text.split("\n\n") == story


def test_a_story_that_is_one_line_is_kept() -> None:
    assert article("The dam above the old town was opened on Friday.").text.startswith("The dam")


@pytest.mark.parametrize("signed", [" (kas)", " / ab", " kas/msh", " – jsh", " [ape]"])
def test_a_last_paragraph_that_is_signed_is_the_storys(signed: str) -> None:
    last = [BODY[3], "The price of steel", BODY[4] + signed]
    blocks = ["Harwick dam opens", *BODY[:3], *last, "Have your say", "12 comments"]
    text = article("\n\n".join(blocks)).text
    assert "The price of steel" in text.split("\n\n")
    assert BODY[4] in text
    assert "comments" not in text


def test_subheads_are_kept_and_listed() -> None:
    blocks = ["Harwick dam opens", BODY[0], "The price of steel", BODY[1], BODY[2]]
    found = article("\n\n".join(blocks))
    assert found.subheads == ["The price of steel"]
    assert "The price of steel" in found.text.split("\n\n")


def test_a_box_about_the_author_goes_with_the_name_above_it() -> None:
    box = ["Ada Finch", "Reporter", "Born in Harwick, she has written on rivers since 2009."]
    found = article("\n\n".join(["Dam opens", "By Ada Finch", *BODY, *box]))
    assert found.text.split("\n\n") == BODY
    # Of somebody else the story may speak under his name.
    other = ["Bo Oduya", "Born in Harwick, he has built bridges and dams since he left school."]
    found = article("\n\n".join(["Dam opens", "By Ada Finch", *BODY[:1], *other, *BODY[1:]]))
    assert found.text.split("\n\n") == [*BODY[:1], *other, *BODY[1:]]


def test_a_story_in_short_sentences_goes_on_below_the_line_that_says_its_source() -> None:
    story = [
        "The council voted on Tuesday to close the old bridge over the river for eighteen months.",
        "The works will cost 42 million, the mayor said.",
        "Two thirds of it will be paid by the state.",
    ]
    blocks = ["Bridge to close", story[0], "Source: Harbour Herald", *story[1:], "Read also: Why bridges rust"]  # fmt: skip
    assert article("\n\n".join(blocks)).text.split("\n\n") == story
    below = ["Bridge to close", *BODY, "Source: Harbour Herald", "It takes a minute to read.", "Read also: Why bridges rust"]  # fmt: skip
    assert article("\n\n".join(below)).text.split("\n\n") == BODY


@pytest.mark.parametrize(
    ("byline", "authors"),
    [
        ("By Ada Finch, Staff Writer", ["Ada Finch"]),
        ("von Ada Finch", ["Ada Finch"]),
        ("Von Ada Finch, MDR SACHSEN", ["Ada Finch"]),
        ("By Ada Finch and Bo Oduya", ["Ada Finch", "Bo Oduya"]),
        ("von Harwick", None),
        ("by night, the river", None),
    ],
)
def test_a_byline_stands_between_a_standfirst_and_the_story(
    byline: str, authors: list[str] | None
) -> None:
    standfirst = (
        "It took ten years, and it cost twice what the valley had been told it would at the start."
    )
    found = article("\n\n".join(["Dam opens", "Updated: 12 March 2024", standfirst, byline, *BODY]))
    kept = [standfirst, *BODY] if authors else [standfirst, byline, *BODY]
    assert found.text.split("\n\n") == kept
    assert found.authors == (authors or [])


def test_a_line_with_the_sign_of_a_picture_goes_wherever_it_stands_and_a_sentence_stays() -> None:
    credit, sentence = "© rivers.example I Herald/Rita Lund", "© is the sign that the law of the valley asks for."  # fmt: skip
    story = [f"{paragraph} It was day {day} of the week." for day in range(4) for paragraph in BODY]
    blocks = ["Dam opens", *story[:5], credit, sentence, *story[5:]]
    assert article("\n\n".join(blocks)).text.split("\n\n") == [*story[:5], sentence, *story[5:]]


@pytest.mark.parametrize(
    ("line", "goes"),
    [
        ("This summary was made by AI and checked by an editor. We would like to hear what you think of it.", True),
        ("The summary of the plan was made by AI, the council admitted on Friday, and nobody had read it before.", False),
        ("“This summary was made by AI,” she said, holding up the plan that the council had passed.", False),
    ],
)  # fmt: skip
def test_what_says_that_a_machine_made_a_part_of_the_copy_goes_near_its_ends(
    line: str, goes: bool
) -> None:
    blocks = ["Dam opens", BODY[0], line, *BODY[1:]]
    kept = BODY if goes else [BODY[0], line, *BODY[1:]]
    assert article("\n\n".join(blocks)).text.split("\n\n") == kept


@pytest.mark.parametrize("line", ["Aus der Einladung:", "Von der Idee zum Produkt", "Aus Liebe:"])
def test_what_begins_as_a_byline_and_names_nobody_stays(line: str) -> None:
    [found] = clean("\n\n".join(["Harwick dam opens", BODY[0], line, *BODY[1:3]]))
    assert isinstance(found, Article)
    assert line in found.text
    assert found.authors == []


def test_a_heading_between_paragraphs_is_no_byline() -> None:
    told = "".join(f"<p>{p}</p>" for p in BODY[1:])
    html = f"<h1>Harwick dam opens</h1><p>{BODY[0]}</p><h2>By Popular Demand</h2>{told}"
    [found] = clean(f"<html><body>{html}</body></html>".encode(), "page.html")
    assert isinstance(found, Article)
    assert found.subheads == ["By Popular Demand"]


_TABLES = [
    ["Name | Price | Shop", "Rustler 800 | 299 Euro | Meyer", "Meteor RC | 249 Euro | Grillhaus"],
    ["Length | 120 metres", "Height | 41 metres", "Cost | 14 million"],
    ["1. | Standing in the Sunset Glow | 20:16", "2. | Decadence | 2:35", "3. | Run Up | 2:34"],
]
_GALLERY = ["The mayor cuts the ribbon | Reuters", "The dam from above | AFP", "The wall | Reuters"]


@pytest.mark.parametrize("rows", _TABLES, ids=lambda rows: rows[0])
@pytest.mark.parametrize("at", [3, 7])
def test_the_rows_of_a_table_are_no_captions(rows: list[str], at: int) -> None:
    blocks = [*BODY[:at], *rows, *BODY[at:]]
    assert article("\n\n".join(["Harwick dam opens", *blocks])).text.split("\n\n") == blocks


def test_captions_one_after_the_other_are_no_table() -> None:
    found = article("\n\n".join(["Harwick dam opens", *BODY[:3], *_GALLERY, *BODY[3:]]))
    assert found.text.split("\n\n") == BODY


@pytest.mark.parametrize(
    "line",
    [
        "Published 12 March 2024 09:30 Updated 12 March 2024 10:05",
        "Erstellt: 12.03.2024, 10:30 Uhr Zuletzt geändert: 12.03.2024",
        "Mis en ligne le 12/03/2024 à 10:30 Mis à jour le 12/03/2024",
        "Creado: 12.03.2024 | 10:30 Actualizado: 12.03.2024 | 11:05",
        "12 marzo 2024 (modifica il 12 marzo 2024 | 11:05)",
        "Gepubliceerd: 12 maart 2024 om 09:30 Laatste update: 10:05",
        "Dodano 12.03.2024 09:30, zmodyfikowano 12.03.2024 10:05",
        "12 марта 2024 в 09:30, изменено в 10:05",
        "Offentliggjort 12. marts 2024 kl. 09.30 Opdateret kl. 10.05",
        "Diterbitkan 12 Maret 2024 09:30 WIB Diperbarui 12 Maret 2024 10:05 WIB",
        "Xuất bản 12/03/2024 09:30 Cập nhật 12/03/2024 10:05",
        "2024-03-12 09:30 编辑于 2024-03-12 10:05",
    ],
)
def test_two_days_of_a_page_are_a_stamp(line: str) -> None:
    assert is_stamp(line)


@pytest.mark.parametrize(
    "line", ["On 12 March 2024 the dam was opened", "Le 12 mars 2024, mise en service", "12 dead"]
)
def test_a_line_that_says_more_is_none(line: str) -> None:
    assert not is_stamp(line)


@pytest.mark.parametrize(
    ("said", "credit"),
    [
        (
            "„Wir haben lange genug gewartet, und nun fließt endlich Wasser“, sagte sie. „Das war's.“",
            "(dpa)",
        ),
        (
            "»Wir haben lange genug gewartet, und nun fließt endlich Wasser«, sagte sie. »Das war's.«",
            "(dpa)",
        ),
        (
            "„Čekali jsme dost dlouho a teď konečně teče voda,“ řekla starostka. „To je všechno.“",
            "(ČTK)",
        ),
    ],
)
def test_a_sentence_ends_in_quotes_of_all_languages(said: str, credit: str) -> None:
    assert is_story(said)
    found = article("\n\n".join(["Harwick dam opens", *BODY, f"{said} {credit}"]))
    assert found.text.split("\n\n")[-1] == said
