"""Lines around a short story that are told by those beside them, or by where they stand."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_BODY = [
    "The old bridge over the Harwick will be closed for eighteen months so that rusted piers can be replaced.",
    "Engineers had found cracks in two of its piers, and a flood could bring down the span, they say.",
    "Residents on the northern bank said that the detour would cost them an hour every day.",
]


def _of(above: list[str], among: list[str], below: list[str]) -> Article:
    """A page pasted as text, with lines around the story's paragraphs."""
    lines = ["Harwick bridge to close", *above, _BODY[0], *among, *_BODY[1:], *below]
    [found] = clean("\n\n".join(lines))
    assert isinstance(found, Article)
    return found


def test_one_line_below_a_label_of_links_may_be_a_heading() -> None:
    heading = "Why the bridges of the whole valley rust faster than anybody thought"
    other = "What the ferry costs"
    story = [
        *_BODY,
        other,
        "A ferry with room for twelve cars will cross the river until midnight, at three euros a car.",
    ]
    [found] = clean(
        "\n\n".join(["Harwick bridge to close", story[0], "Read also", heading, *story[1:]])
    )
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [story[0], heading, *story[1:]]


@pytest.mark.parametrize("label", ["Read also", "RELATED", "Lees ook", "Leggi anche"])
def test_one_line_below_a_label_of_links_is_one_where_the_story_has_no_headings(label: str) -> None:
    link = "Fire in the harbour put out after eleven hours"
    assert _of([], [label, link], []).text.split("\n\n") == _BODY
    assert (
        "It burned"
        in _of([], [label, "It burned for eleven hours in the harbour of Harwick."], []).text
    )
    assert "Eleven hours" in _of([], [label, "Eleven hours"], []).text
    assert _of([], [f"{label}:", "Fire in the harbour"], []).text.split("\n\n") == _BODY
    assert "Eleven hours" in _of([], [f"{label}:", "Eleven hours"], []).text


@pytest.mark.parametrize(
    ("line", "goes"),
    [("By Harwick desk", True), ("Por g1 SC", True), ("By the river, at last.", False)],
)
def test_who_is_named_behind_by_above_a_day_need_not_be_a_person(line: str, goes: bool) -> None:
    found = _of([line, "14 March 2024, 10:12"], [], [])
    assert (line not in found.text) == goes
    assert found.authors == []


def test_labels_beside_a_day_name_an_author() -> None:
    story = "老城上方的水坝经过十年施工于周五正式启用。省长表示，坝后的水库预计将在四月底前蓄满。"
    [found] = clean(f"水坝启用\n\n2024-03-14 18:42 来源：海港晚报 作者：王晓明\n\n{story}")
    assert isinstance(found, Article)
    assert (found.authors, found.text) == (["王晓明"], story)


@pytest.mark.parametrize("between", [[], ["Photo: Conrad Vale / AFP"]])
def test_a_line_that_stands_twice_above_a_story_is_a_caption(between: list[str]) -> None:
    twins = ["The old bridge, this Tuesday", *between, "The old bridge, this Tuesday"]
    found = _of(["By Ada Finch", *twins, "Inès Carrel"], [], [])
    assert found.text == "\n\n".join(_BODY)
    assert found.captions[0] == "The old bridge, this Tuesday"
    assert found.authors == ["Ada Finch"]


def test_a_refrain_above_a_story_stays() -> None:
    song = [
        "They sang it at the bridge on Tuesday:", "Rust never sleeps", "It gnaws at night",
        "Rust never sleeps", "It gnaws by day", "And in the rain",
    ]  # fmt: skip
    assert _of(song, [], []).text.split("\n\n")[: len(song)] == song


def test_a_line_that_stands_twice_in_a_story_stays() -> None:
    refrain = ["Rust never sleeps", "Rust never sleeps"]
    assert _of([], refrain, []).text.split("\n\n")[1:3] == refrain


def test_topics_below_a_label_go_and_results_without_one_stay() -> None:
    assert _of([], [], ["Read more about:", "Bridges", "Harwick"]).text == "\n\n".join(_BODY)
    results = ["Finch 3", "Carrel 2", "Vale 1", "Oduya 0"]
    assert _of([], [], results).text.split("\n\n")[3:] == results


def test_buttons_are_no_author_s_name() -> None:
    [found] = clean(
        "\n\n".join([
            "Brücke wird gesperrt", "12.03.2024, 10.42 Uhr", "Alle Optionen zum Teilen",
            "Die alte Brücke über die Harwick wird vom April an für achtzehn Monate gesperrt, beschloss der Stadtrat.",
            "Ein Gutachten hatte Risse an zwei Pfeilern festgestellt; ein Hochwasser könne die Brücke einstürzen lassen.",
        ])
    )  # fmt: skip
    assert isinstance(found, Article)
    assert found.authors == []


def test_a_byline_in_several_lines() -> None:
    found = _of(["By", "Ada Finch", "and Inès Carrel", "March 12, 2024"], [], [])
    assert found.text == "\n\n".join(_BODY)
    assert found.authors == ["Ada Finch", "Inès Carrel"]


@pytest.mark.parametrize("line", ["ROMA, 12 MAR", "ROTTERDAM -", "KIEL, 12.03.2024 (dpa)"])
def test_a_dateline_in_a_line_of_its_own_goes(line: str) -> None:
    found = _of([line], [], [])
    assert found.text == "\n\n".join(_BODY)
    assert found.dateline == line
    assert found.agencies == (["dpa"] if "dpa" in line else [])


@pytest.mark.parametrize(
    "line", ["Rust and ruin", "Two piers -", "Ada Finch:", "March 12: the vote"]
)
def test_another_line_right_above_a_story_is_no_dateline(line: str) -> None:
    assert "dateline" not in {piece.kind for piece in _of([line], [], []).removed}


@pytest.mark.parametrize(
    ("line", "place"),
    [("CONRAD VALE FOR THE TIMES", 0), ("The bridge will close in April LP/Conrad Vale", 0),
     ("The old bridge. / The news at one / 21 sec. / 12 March 2024", 0), ("fin mit dpa", 2),
     ("12 mrt. 2024 in Binnenland", 0),],
)  # fmt: skip
def test_what_outlets_set_around_a_story_goes(line: str, place: int) -> None:
    around: list[list[str]] = [[], [], []]
    around[place] = [line]
    assert _of(*around).text == "\n\n".join(_BODY)


@pytest.mark.parametrize(
    "line",
    ["VOTE FOR THE BRIDGE", "He walked with Reuters", "met AFP", "The bridge / the river / the town / the rust",
     "It took 21 sec. / no more", "Goals: 12 min / 45 min / 80 min", "12 dead in Binnenland"],
)  # fmt: skip
def test_what_looks_like_that_stays(line: str) -> None:
    assert line in _of([], [line], []).text


@pytest.mark.parametrize(
    "lines",
    [
        ["By Ada Finch", "HRW -1.20%"],
        ["By Ada Finch", "In This Article:", "HRW +0.4%"],
        ["Ada Finch", "da CNN", ", em Roma", "12/03/2024 às 18:20"],
        ["By Ada Finch", "Listen to the article", "(02:14 minutes)"],
        ["Author Ada Finch", "The council has closed it. LP/Conrad Vale"],
    ],
)
def test_what_houses_set_below_a_headline_goes(lines: list[str]) -> None:
    found = _of(lines, [], [])
    assert found.text.split("\n\n") == _BODY
    assert found.authors == ["Ada Finch"]


@pytest.mark.parametrize(
    "line", ["HRW fell 1.20%", "The bridge, in Rome", "At 02:14 the ferry left"]
)
def test_lines_that_look_like_those_stay(line: str) -> None:
    other = "What the ferry costs"
    assert line in _of([], [other, _BODY[1] + " Again.", line], []).text


def test_a_section_is_no_title_above_a_headline_with_a_dateline_below() -> None:
    found = clean(
        "\n\n".join(
            [
                "Verkehr",
                "Stadtrat sperrt die alte Brücke",
                "KIEL (dpa) -",
                "Der Stadtrat hat am Mittwoch beschlossen, die alte Brücke für achtzehn Monate zu sperren.",
                "Ingenieure hatten Risse in zwei Pfeilern der Brücke gefunden, wie die Stadt mitteilte.",
            ]
        )
    )[0]
    assert isinstance(found, Article)
    assert found.title == "Stadtrat sperrt die alte Brücke"
    assert found.text.startswith("Der Stadtrat")


def test_topics_at_the_foot_go_though_a_call_stands_below_them() -> None:
    call = "Get an email notification whenever someone contributes to the discussion."
    assert _of([], [], ["Tags", "Bridge", "Harwick", "Council", call]).text.split("\n\n") == _BODY


@pytest.mark.parametrize(
    "credit", ["© Harwick Post / Conrad Vale", "Foto: Conrad Vale", "Conrad Vale/Reuters"]
)
def test_a_short_line_above_a_credit_is_a_caption_below_lines_of_the_page(credit: str) -> None:
    found = _of(["By Ada Finch", "Share", "The old bridge in Harwick", credit], [], [])
    assert found.text.split("\n\n") == _BODY
    standfirst = "Two of its piers have rusted"
    assert standfirst in _of([standfirst, credit], [], []).text


def test_equal_lines_with_lines_of_the_page_between_are_captions() -> None:
    shown = "The old bridge stands empty on Tuesday"
    assert _of([], [shown, "+3", "View gallery", shown], []).text.split("\n\n") == _BODY
    refrain = "And the river ran below them"
    assert _of([], [refrain, _BODY[1] + " Again.", refrain], []).text.count(refrain) == 2
    assert _of([], [refrain, refrain], []).text.count(refrain) == 2


def test_for_whom_somebody_wrote_is_no_part_of_a_name_in_capitals() -> None:
    assert _of(["By ADA FINCH FOR HARWICK ONLINE"], [], []).authors == ["ADA FINCH"]
    assert _of(["The Harwick Bureau"], [], []).authors == []


def test_a_page_without_classes_is_read_as_its_text_is() -> None:
    link = "Fire in the harbour put out after eleven hours"
    lines = [_BODY[0], "Read also", link, *_BODY[1:]]
    inner = "".join(f"<p>{line}</p>" for line in lines)
    [found] = clean(
        f"<html><body><div><h1>Harwick bridge to close</h1>{inner}</div></body></html>", "p.html"
    )
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _BODY
    inner = inner.replace(f"<p>{link}</p>", f"<h2>{link}</h2>")
    [found] = clean(
        f"<html><body><div><h1>Harwick bridge to close</h1>{inner}<h2>What next</h2><p>{_BODY[1]} So.</p></div></body></html>",
        "p.html",
    )
    assert isinstance(found, Article)
    assert link in found.text


@pytest.mark.parametrize(
    "line",
    [
        "Ada Finch / Ritzau Scanpix",
        "(ANSA/Ada Finch)",
        "The old bridge on Tuesday (Ada Finch/Keystone)",
        "The old bridge on Tuesday. (ADA FINCH / AFP)",
        "The old bridge on Tuesday. CONRAD VALE",
        "PHOTO CONRAD VALE, ARCHIVES THE POST",
        "Divulgação/Prefeitura de Harwick",
        "Stary most we wtorek Fot. Konrad Wal / Wyborcza.pl",
    ],
)
def test_a_credit_among_paragraphs_goes_with_its_caption(line: str) -> None:
    found = _of([], [line], [])
    assert found.text.split("\n\n") == _BODY


@pytest.mark.parametrize(
    "line",
    [
        "Ana Silva/Marta Lopes",
        "He read what was written there. KEEP OUT",
        "PHOTO FINISH, AGAIN",
        "Ferries (day/night)",
    ],
)
def test_lines_that_look_like_credits_stay_among_paragraphs(line: str) -> None:
    assert line in _of([], [line], []).text


def test_a_paragraph_that_is_signed_stays() -> None:
    signed = f"{_BODY[2]} (Ada Finch/AFP)"
    [found] = clean("\n\n".join(["Harwick bridge to close", *_BODY[:2], signed]))
    assert isinstance(found, Article)
    assert "cost them an hour" in found.text
