"""What a whole page that was copied has above its story: a path, the outlet's name, offices, credits."""

from __future__ import annotations

import pytest

from normalize import Article, clean
from normalize.furniture.captions import ending_credit
from tests.normalize.strike import HEADLINE, STORY


def _of(*lines: str) -> Article:
    [found] = clean("\n\n".join(lines))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize(
    "path", ["Home / World / Europe", "Wereld / Europa / Italië", "Welt › Europa › Italien"]
)
def test_a_page_s_path_is_no_headline(path: str) -> None:
    article = _of(path, HEADLINE, *STORY)
    assert (article.title, article.text) == (HEADLINE, "\n\n".join(STORY))


@pytest.mark.parametrize(
    "title",
    ["Union / Rail: strike is off", "Harwick <HWK> gets order <ORD> for new trains", "Yes/no/maybe on trains"],
)  # fmt: skip
def test_a_headline_with_slashes_or_symbols_is_no_path(title: str) -> None:
    assert _of(title, *STORY).title == title


def test_the_entries_of_a_menu_in_a_row_are_no_caption() -> None:
    article = _of("Breaking news | Culture", HEADLINE, *STORY)
    assert (article.title, article.captions) == (HEADLINE, [])


@pytest.mark.parametrize(
    "line", ["Source: The Harwick Herald", "Follow The Harwick Herald on Instagram", HEADLINE]
)
def test_an_outlet_s_name_behind_a_headline_is_none_of_it_where_other_lines_tell(line: str) -> None:
    assert _of(f"{HEADLINE} – The Harwick Herald", *STORY, line).title == HEADLINE


@pytest.mark.parametrize("behind", ["Talks to go on", "Passengers", "trains in the north"])
def test_the_second_half_of_a_headline_stays(behind: str) -> None:
    title = f"{HEADLINE} – {behind}"
    assert _of(title, *STORY, "Share this article").title == title


def test_a_name_that_the_story_has_is_no_outlet_s() -> None:
    title = f"{HEADLINE} – Passengers pleased"
    told = "“Passengers pleased” was what the posters at all of the stations in the north said on Friday."
    assert _of(title, *STORY, told, "Source: Passengers pleased").title == title


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Door Ada Vink, correspondent van De Heraut", ["Ada Vink"]),
        ("作者：艾达·芬奇，先驱报记者", ["艾达·芬奇"]),
        ("بقلم: آدا فنش، مراسلة صحيفة المنادي", ["آدا فنش"]),
        ("लेखक: अदा फिंच, हेराल्ड संवाददाता", ["अदा फिंच"]),
    ],
)
def test_whose_correspondent_somebody_is_is_no_second_author(line: str, authors: list[str]) -> None:
    assert _of(HEADLINE, line, *STORY).authors == authors


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("The clock on its way up.", "(Ada Finch/The Herald)"),
        ("Die Uhr auf dem Weg.", "(Ada Fink/Der Herold)"),
        ("La torre del pueblo.", "(Ana Ruiz/La Voz)"),
        ("Часы на пути в башню.", "(Ада Зяблик/«Вестник»)"),
        ("塔へ運ばれる教会の時計。", "（撮影：佐藤健一／ヘラルド）"),
    ],
)
def test_a_caption_ends_in_a_person_and_a_house(caption: str, credit: str) -> None:
    assert ending_credit(f"{caption} {credit}") == (caption, credit)


@pytest.mark.parametrize(
    "line",
    [
        "They lost to the brothers (Bob Bryan/Mike Bryan)",
        "The coalition of the two parties (CDU/CSU)",
        "He drove on at ninety (56 miles/hour)",
        "Whoever comes first is asked (he/she)",
        "The Simpsons (Twentieth Century Fox, BBC Two/Sky One/Channel 4)",
        "Share on Facebook | Share on Twitter | Email this article",
        "شارك على فيسبوك | شارك على تويتر | أرسل بالبريد الإلكتروني",
    ],
)
def test_what_stands_in_brackets_or_behind_bars_may_be_no_credit(line: str) -> None:
    assert ending_credit(line) is None


def test_a_headline_of_other_words_is_told_by_the_story_s_figure() -> None:
    story = ["The strike that would have stopped 214 trains is off after talks through the night.", *STORY[1:]]  # fmt: skip
    assert _of("Home", "Talks save 214 journeys", *story).title == "Talks save 214 journeys"


@pytest.mark.parametrize("line", ["14.03.2024, 09:15", "Summer 2024", "Read 214 comments"])
def test_a_day_or_a_count_is_no_headline(line: str) -> None:
    story = ["The strike that would have stopped 214 trains is off after talks through the night.", *STORY[1:]]  # fmt: skip
    assert _of("Home", line, HEADLINE, *story).title == HEADLINE


@pytest.mark.parametrize(
    "line",
    [
        "Photo courtesy of the Harwick Museum.",
        "Fotografía cedida por el Museo de Harwick.",
        "Fot. Muzeum w Harwick",
        "[FILE PHOTO] The museum's main hall in 2019.",
        "[FOTO DE ARCHIVO] La sala principal del museo en 2019.",
    ],
)
def test_whose_picture_it_was_goes_above_a_story(line: str) -> None:
    article = _of(HEADLINE, line, *STORY)
    assert (article.text, article.authors) == ("\n\n".join(STORY), [])


@pytest.mark.parametrize(
    "line",
    [
        "Foto cedida por error a un periódico de la ciudad.",
        "Photo courtesy of nobody, the union said.",
        "(File) under things that nobody at the union wanted to say in the night.",
    ],
)
def test_a_sentence_of_pictures_stays(line: str) -> None:
    assert line in _of(HEADLINE, *STORY[:2], line, STORY[2]).text
    assert line in _of(HEADLINE, *STORY, line).text


@pytest.mark.parametrize(
    ("line", "authors"),
    [("记者 王晓明 冷水报道", ["王晓明"]), ("佐藤健一＝ロンドン", ["佐藤健一"])],
)
def test_where_a_reporter_is_is_no_second_one(line: str, authors: list[str]) -> None:
    story = ["冷水镇的博物馆星期四把一座教堂的大钟还给了布伦穆尔村，那是一百一十二年前为集市借走的。", "钟表匠从秋天起就在找它的摆锤，后来在地窖里找到两个，正用来顶着门。"]  # fmt: skip
    assert _of("村庄老钟112年后重归故里", line, *story).authors == authors


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("FILE - The clock tower in June 2019. (Herald archive)", "The clock tower in June 2019. (Herald archive)"),
        ("ARCHIVO - La torre, en junio de 2019.", "La torre, en junio de 2019."),
        ("АРХИВ - Башня в июне 2019 года. (Ада Зяблик/«Вестник»)", "Башня в июне 2019 года."),
    ],
)  # fmt: skip
def test_what_an_old_picture_shows_stands_behind_a_dash(line: str, caption: str) -> None:
    article = _of(HEADLINE, line, *STORY)
    assert (article.captions, article.text) == ([caption], "\n\n".join(STORY))
    assert _of(HEADLINE, *STORY[:2], line, STORY[2]).captions == [caption]


@pytest.mark.parametrize(
    "line",
    [
        "Archives - where nothing is ever thrown away",
        "Whoever saw the train is asked to write to police@harwick.example.",
        "The editor of the Herald, who can be reached at letters@herald.example, said that no letter of"
        " the union had reached her before the talks began, and none after that.",
        "This story is developing into a farce, the union said.",
    ],
)
def test_what_only_looks_like_a_note_of_the_outlet_stays(line: str) -> None:
    assert line in _of(HEADLINE, *STORY[:2], line, STORY[2]).text


@pytest.mark.parametrize("address", ["police@harwick.example", "tips@bureau.example"])
def test_a_police_appeal_below_a_story_stays(address: str) -> None:
    line = f"Who saw the train? Please write to {address}."
    assert line in _of(HEADLINE, *STORY, line).text


@pytest.mark.parametrize(
    "line",
    [
        "Got something to say? Write to letters@herald.example",
        "Haben Sie etwas zu sagen? Schreiben Sie an leserbriefe@herold.example",
        "Danke, dass Sie den Herold lesen. Sie haben diesen Monat noch 3 kostenlose Artikel.",
        "Заметили неточность? Пишите на redaction@vestnik.example",
    ],
)
def test_calls_to_write_to_the_newsroom_go_below_a_story(line: str) -> None:
    assert _of(HEADLINE, *STORY, line).text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "line",
    [
        "Agents could receive a commission for each of the trains, the union said.",
        "Los agentes pueden recibir una comisión por cada venta.",
        "Das Museum bekommt eine Provision für jede verkaufte Karte.",
        "Our journalism is free, the editor told the union, because nobody pays for it.",
        "Hágase socio de mi empresa, le dijo el alcalde.",
        "Fans must turn on notifications to hear of tickets, the club said on Friday.",
        "成为会员之前，他在那里工作了十年。",
    ],
)
def test_sentences_with_the_words_of_calls_stay(line: str) -> None:
    assert line in _of(HEADLINE, *STORY[:2], line, STORY[2]).text
    assert line in _of(HEADLINE, *STORY, line).text


@pytest.mark.parametrize(
    "line",
    [
        "Was this helpful? Yes / No",
        "War dieser Artikel hilfreich? Ja/Nein",
        "¿Le ha resultado útil este artículo? Sí / No",
        "Text size: A- A A+",
    ],
)
def test_buttons_behind_what_a_page_asks_go_with_it(line: str) -> None:
    assert _of(HEADLINE, *STORY, line).text == "\n\n".join(STORY)


@pytest.mark.parametrize(
    "line", ["Was it worth it? Yes / No", "Vielen Dank, dass Sie sich Zeit genommen haben."]
)
def test_a_question_and_thanks_within_a_story_stay(line: str) -> None:
    assert line in _of(HEADLINE, *STORY[:2], line, STORY[2]).text
