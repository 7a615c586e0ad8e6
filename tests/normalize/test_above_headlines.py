"""Which line above a story is its headline, beside topics, standfirsts and buttons."""

from __future__ import annotations

import pytest

from normalize import Article, clean
from tests.normalize.strike import DEK, HEADLINE, STORY, copied


@pytest.mark.parametrize("topic", ["Trains", "Rail strike", "Transport"])
@pytest.mark.parametrize("signature", [["By Ada Finch"], ["Harwick", "14 March 2024, 18:42"]])
def test_a_topic_above_headline_standfirst_and_signature_is_no_headline(
    topic: str, signature: list[str]
) -> None:
    assert copied(topic, HEADLINE, DEK, *signature).title == HEADLINE


@pytest.mark.parametrize(
    "lines",
    [
        ("Strike off", DEK, "By Ada Finch"),
        ("Strike off", HEADLINE, "By Ada Finch", "14 March 2024"),
        ("Saved!", HEADLINE, DEK, "By Ada Finch"),
        ("Strike off", HEADLINE, DEK),
    ],
)
def test_a_short_headline_stays_one(lines: tuple[str, ...]) -> None:
    assert copied(*lines).title == lines[0]


@pytest.mark.parametrize("topic", ["Science News", "2. Bundesliga", "OPINION", "경제 > 산업"])
@pytest.mark.parametrize(
    "below", [["By Ada Finch"], ["14 March 2024, 18:42"], [DEK, "By Ada Finch"], ["Share this"]]
)
def test_a_topic_that_the_story_has_not_is_no_headline(topic: str, below: list[str]) -> None:
    assert copied(topic, HEADLINE, *below).title == HEADLINE


@pytest.mark.parametrize("title", ["Troubled waters", "After midnight", "Six in the morning"])
def test_a_headline_of_other_words_than_its_story_stays_one_above_a_standfirst(title: str) -> None:
    assert copied(title, HEADLINE).title == title


@pytest.mark.parametrize(
    ("decks", "lines", "authors"),
    [
        ([DEK], ["Ada Finch", "Harwick", "14 March 2024, 18:42"], ["Ada Finch"]),
        ([DEK, "The railway puts on twelve more trains at the weekend"],
         ["Ada Finch", "14 March 2024, 18:42"], ["Ada Finch"]),
        ([DEK], ["Transport", "Share", "14 March 2024, 18:42"], []),
    ],
)  # fmt: skip
def test_standfirsts_that_are_no_sentences_stay_and_lines_below_them_go(
    decks: list[str], lines: list[str], authors: list[str]
) -> None:
    found = copied(HEADLINE, *decks, *lines)
    assert found.text.split("\n\n") == [*decks, *STORY]
    assert found.authors == authors


def test_two_topics_above_headline_standfirst_and_signature_are_no_headline() -> None:
    found = copied("Trains", "Other news", HEADLINE, DEK, "By Ada Finch", "14 March 2024")
    assert found.title == HEADLINE


def test_a_headline_without_spaces_is_no_topic() -> None:
    title = "铁路罢工在通宵谈判后取消，北方列车周五恢复运行"
    story = [
        "3月14日，工会与铁路公司在通宵谈判后取消了原定周末举行的罢工，北方大部分列车将照常运行。",
        "工会表示，加薪百分之四以及所有列车配备乘务员的方案将交由会员表决，结果将在下周公布。",
    ]
    lines = [
        title,
        "旅客将在五天内拿到退款，工会会员下周表决",
        "列车照常运行，车站秩序恢复正常",
        "2024-03-14 18:42",
    ]
    [found] = clean("\n\n".join([*lines, *story]))
    assert isinstance(found, Article)
    assert found.title == title


def test_paragraphs_of_thai_which_end_in_no_mark_stay_whole() -> None:
    more = "อ่านข่าวเพิ่มเติม"
    story = [
        "ลูกเรือของเรือข้ามฟากช่วยนักพาย 14 คนขึ้นจากทะเลสาบเมื่อวันพฤหัสบดี หลังลมกระโชกทำให้เรือพลิกคว่ำ",
        more,
        "นักพายสามคนได้รับการดูแลในร้านเบเกอรีข้างท่าเรือ",
        "การแข่งขันจะจัดขึ้นใหม่ในเดือนเมษายน",
    ]
    [found] = clean("\n\n".join(["เรือข้ามฟากช่วยนักพาย", "ภาพ: โบ โอดูยา", *story]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [line for line in story if line != more]


_OTHER_WORDS = "Guards win: no quiet platforms this weekend"


_SAID = "Passengers get their money back."


@pytest.mark.parametrize(
    "above",
    [
        ["Society", _OTHER_WORDS, _SAID],
        ["Society", _OTHER_WORDS, "For subscribers only", _SAID],
        ["Trains", "Society", _OTHER_WORDS, _SAID],
    ],
)
def test_a_headline_that_says_it_in_other_words_stands_above_a_sentence(above: list[str]) -> None:
    found = copied(*above, "The hall at night (Bo Oduya/Herald)", "By Ada Finch", "14 March 2024")
    assert found.title == _OTHER_WORDS
    assert found.text.split("\n\n") == [_SAID, *STORY]


def test_a_headline_of_two_words_of_the_story_is_no_topic_above_a_sentence() -> None:
    found = copied("Strike off", _OTHER_WORDS, _SAID, "By Ada Finch", "14 March 2024")
    assert found.title == "Strike off"


@pytest.mark.parametrize("day", ["14 March 2024", "Published: 14 March 2024", "Thu 14 Mar 2024"])
def test_below_a_day_the_headline_has_other_words_than_its_story(day: str) -> None:
    found = copied(day, "18:42", "Bo Oduya", "A long night, and calm", "By Ada Finch")
    assert found.title == "A long night, and calm"
    assert found.authors == ["Ada Finch"]  # nobody signs above the headline
    assert found.published_at is not None
    assert found.text.split("\n\n") == STORY


def test_buttons_may_stand_between_a_standfirst_and_who_wrote_it() -> None:
    standfirst = "Passengers get their money back within five days. Members vote on it next."
    buttons = ["Share", "Gift this article", "Print", "12 comments", "Save", "Copy link"]
    found = copied(HEADLINE, standfirst, *buttons, "14 March 2024, 18:42", "By", "Ada Finch")
    assert found.text.split("\n\n") == [standfirst, *STORY]
    assert found.authors == ["Ada Finch"]


@pytest.mark.parametrize(
    "above",
    [
        ["Transport"], ["NOBODY SLEPT A WINK"], ["Transport", "Harwick Station", "Add Topic"],
        ["Culture | A long night"], ["News|Trains and ferries"],
    ],
)  # fmt: skip
def test_what_stands_above_a_headline_is_told_by_its_words_and_its_capitals(
    above: list[str],
) -> None:
    found = copied(*above, "Guards win a night of talks on trains", "By Ada Finch", "14 March 2024")
    assert found.title == "Guards win a night of talks on trains"
    assert found.authors == ["Ada Finch"]


@pytest.mark.parametrize(
    "title", ["Opinion | Why the strike in the north is off", "STRIKE IN THE NORTH IS OFF"]
)
def test_a_headline_with_the_story_s_words_stays_one(title: str) -> None:
    found = copied(title, "Guards win a night of talks", "By Ada Finch", "14 March 2024")
    assert found.title == title


def test_a_short_headline_without_spaces_is_no_word_above_a_standfirst() -> None:
    story = [
        "3月14日，工会与铁路公司在通宵谈判后取消了原定周末举行的罢工，北方大部分列车将照常运行。",
        "工会表示，加薪百分之四以及所有列车配备乘务员的方案将交由会员表决，结果将在下周公布。",
        "铁路公司表示，周末停运的列车已经恢复，受影响的旅客将在五天之内收到全部退款。",
    ]
    lines = ["北方罢工取消", "旅客五天内拿到退款，会员下周表决方案", "2024-03-14 18:42"]
    [found] = clean("\n\n".join([*lines, *story]))
    assert isinstance(found, Article)
    assert found.title == lines[0]
