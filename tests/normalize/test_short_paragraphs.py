"""Texts of short paragraphs alone: a story is told in them, or they are a list, a table, a poem."""

from __future__ import annotations

import pytest

from normalize import Article, clean


def _left(paragraphs: list[str]) -> list[str]:
    [found] = clean("\n\n".join(paragraphs))
    assert isinstance(found, Article)
    return found.text.split("\n\n")


@pytest.mark.parametrize(
    ("above", "story", "below"),
    [
        (["Як село відбудувало міст за літо", "Олена Гук"],
         ["Міст через Ворсклу зник у лютому. Навесні його не було.",
          "«Ми не чекали дозволу», — каже староста Микола Бондар.",
          "Гроші збирали всім селом: хто гривню, хто корову."],
         ["Фото: Ірина Лис", "Підписуйтеся на наш Telegram-канал"]),
        (["Sabah vapuru", "Mehmet Arslan", "arslan@deniz.example"],
         ["Her sabah aynı vapura biniyorum. Aynı çay, aynı martı.",
          "Dün martı gelmedi. Çaycıya sordum, gülümsedi.", "Gülmek için geç kalmışız hepimiz."],
         ["Yazarın diğer yazıları"]),
        (["Varför får barnen inga cykelvägar?", "DEBATT"],
         ["Kommunen lovade tre nya cykelvägar före valet. I dag finns ingen.",
          "Min dotter är nio år och cyklar längs riksvägen.", "Det borde skämma er alla."],
         ["Det här är en debattartikel. Åsikterna är skribentens egna."]),
        (["„Nie umiem odpoczywać”. Rozmowa z Anną Lis"],
         ["Anna Lis od trzydziestu lat prowadzi schronisko w Bieszczadach.", "Kiedy miała pani wolne?",
          "W listopadzie, dwa dni. Padał śnieg i nikt nie przyszedł.",
          "Malowałam okna. Od dawna się prosiły."],
         ["Rozmawiał Jan Kot", "Fot. archiwum prywatne"]),
    ],
)  # fmt: skip
def test_lines_around_a_story_in_short_paragraphs_go(
    above: list[str], story: list[str], below: list[str]
) -> None:
    assert _left([*above, *story, *below]) == story


@pytest.mark.parametrize(
    "text",
    [
        ["Evening", "The old pond at dusk.", "A frog jumps into the dark.", "The sound of water."],
        ["Two men on a bench", '"Is it cold?" asked the first.', '"It is November," said the other.',
         '"I asked if it is cold."', "Nobody spoke for a while.", "Then the bus came.",
         "They did not get on."],
        ["News in brief", "Harwick: The library is closed on Monday.",
         "Otley: A cow was found on the railway line.", "Whitby: The pier is open again."],
        ["Results", "Rovers 2 Athletic 1", "Town 0 United 0", "County 4 Villa 3",
         "The cup final is on Saturday at noon.", "Tickets are sold at the gate.", "The gates open at ten."],
        ["Five questions for the mayor", "Do you sleep well?", "Like a stone.", "What do you read?",
         "The budget, mostly. It is short this year.", "Coffee or tea?", "Tea.",
         "Ask me after the budget is through."],
        ["What to bring", "The walk starts at nine and takes three hours.", "Water", "A hat", "Good shoes",
         "Dogs must be kept on a lead.", "The bus back leaves at one."],
        ["Ticker: Rathaus", "10.05 Uhr: Die Sitzung beginnt mit Verspätung.",
         "10.20 Uhr: Der Kämmerer legt Zahlen vor.", "11.00 Uhr: Pause.",
         "11.30 Uhr: Die Grünen beantragen Vertagung."],
        ["朝の市場にて", "朝が早い。", "店は六時に開く。", "「安いよ」と声が飛ぶ。", "魚はすぐに売り切れた。", "また来よう。"],
        ["After the vote", '"We lost," said Ada Finch.', '"We won," said Bo Oduya.',
         "Both went to the same bar.", "Photo opportunities were refused.",
         "Read more books, the mayor said."],
    ],
)  # fmt: skip
def test_short_lines_that_are_all_the_story_s_stay(text: list[str]) -> None:
    assert _left(text) == text[1:]


@pytest.mark.parametrize(
    ("story", "line"),
    [
        (["Tre frazioni sono rimaste isolate nella notte per una frana che ha invaso la provinciale 28 a Pontelungo.",
          "«La strada non riaprirà prima di sabato», ha detto il sindaco.",
          "La Provincia ha stanziato 80mila euro per i lavori."],
         "Il vecchio mulino trova un compratore"),
        (["The harbour wall of Harwick will be mended before the winter, said the mayor after a meeting with fishermen.",
          "“We cannot wait for another year,” she said.", "The work costs nine million."],
         "The old mill finds a buyer"),
    ],
)  # fmt: skip
def test_a_line_below_short_last_sentences_goes(story: list[str], line: str) -> None:
    assert _left(["Harwick", *story, line]) == story


def test_a_list_below_short_last_sentences_stays() -> None:
    facts = ["Kick-off at noon", "Gates at ten", "No dogs"]
    story = [
        "The harbour wall of Harwick will be mended before the winter, said the mayor after a meeting with fishermen.",
        "Before that the town has a match to play.",
        "It is the last one of the year.",
    ]
    assert _left(["Harwick", *story, *facts]) == [*story, *facts]
