"""What stands above a story's first paragraph: topic, headline, standfirst, who wrote it, pictures."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_STORY = [
    "The strike that would have stopped most trains in the north is off after talks through the night.",
    "The union said that the offer, four per cent more and a guard on all trains, goes to its members.",
    "Passengers whose trains were cancelled will be given their money back within five days.",
]
_HEADLINE = "Union calls off strike after talks in the night"
_DEK = "Members will vote on the offer, and passengers get their money back within a few days"


def _of(*lines: str) -> Article:
    [found] = clean("\n\n".join([*lines, *_STORY]))
    assert isinstance(found, Article)
    return found


@pytest.mark.parametrize("topic", ["Trains", "Rail strike", "Transport"])
@pytest.mark.parametrize("signature", [["By Ada Finch"], ["Harwick", "14 March 2024, 18:42"]])
def test_a_topic_above_headline_standfirst_and_signature_is_no_headline(
    topic: str, signature: list[str]
) -> None:
    assert _of(topic, _HEADLINE, _DEK, *signature).title == _HEADLINE


@pytest.mark.parametrize(
    "lines",
    [
        ("Strike off", _DEK, "By Ada Finch"),
        ("Strike off", _HEADLINE, "By Ada Finch", "14 March 2024"),
        ("Saved!", _HEADLINE, _DEK, "By Ada Finch"),
        ("Strike off", _HEADLINE, _DEK),
    ],
)
def test_a_short_headline_stays_one(lines: tuple[str, ...]) -> None:
    assert _of(*lines).title == lines[0]


@pytest.mark.parametrize("topic", ["Science News", "2. Bundesliga", "OPINION", "경제 > 산업"])
@pytest.mark.parametrize(
    "below", [["By Ada Finch"], ["14 March 2024, 18:42"], [_DEK, "By Ada Finch"], ["Share this"]]
)
def test_a_topic_that_the_story_has_not_is_no_headline(topic: str, below: list[str]) -> None:
    assert _of(topic, _HEADLINE, *below).title == _HEADLINE


@pytest.mark.parametrize("title", ["Troubled waters", "After midnight", "Six in the morning"])
def test_a_headline_of_other_words_than_its_story_stays_one_above_a_standfirst(title: str) -> None:
    assert _of(title, _HEADLINE).title == title


@pytest.mark.parametrize(
    ("decks", "lines", "authors"),
    [
        ([_DEK], ["Ada Finch", "Harwick", "14 March 2024, 18:42"], ["Ada Finch"]),
        ([_DEK, "The railway puts on twelve more trains at the weekend"],
         ["Ada Finch", "14 March 2024, 18:42"], ["Ada Finch"]),
        ([_DEK], ["Transport", "Share", "14 March 2024, 18:42"], []),
    ],
)  # fmt: skip
def test_standfirsts_that_are_no_sentences_stay_and_lines_below_them_go(
    decks: list[str], lines: list[str], authors: list[str]
) -> None:
    found = _of(_HEADLINE, *decks, *lines)
    assert found.text.split("\n\n") == [*decks, *_STORY]
    assert found.authors == authors


def test_a_headline_that_is_no_list_of_names_is_no_byline_above_a_day() -> None:
    title = "My Train Has Not Come, and I Know Why"
    found = _of("OPINION", title, "14 March 2024", "By Ada Finch")
    assert (found.title, found.authors) == (title, ["Ada Finch"])


def test_a_wire_behind_by_is_no_author() -> None:
    [found] = clean("\n\n".join([_HEADLINE, *_STORY, "By AFP"]))
    assert isinstance(found, Article)
    assert (found.authors, found.agencies) == ([], ["AFP"])


@pytest.mark.parametrize(("line", "agencies"), [("bor/dpa", ["dpa"]), ("aff/iks", [])])
def test_initials_below_a_story_name_a_wire(line: str, agencies: list[str]) -> None:
    [found] = clean("\n\n".join([_HEADLINE, *_STORY, line]))
    assert isinstance(found, Article)
    assert (found.text.split("\n\n"), found.agencies) == (_STORY, agencies)


def test_who_reported_for_whom_and_when_is_told_below_a_story() -> None:
    line = "Jonas Reuter, NDR, 14.03.2024 18:30 Uhr"
    [found] = clean("\n\n".join([_HEADLINE, *_STORY, line]))
    assert isinstance(found, Article)
    assert (found.text.split("\n\n"), found.authors) == (_STORY, ["Jonas Reuter"])


def test_a_press_contact_below_the_last_paragraph_is_no_list_of_the_story_s() -> None:
    label = ["Contact for the press and all other media:", "Ada Finch", "Phone: 020 7946 0111"]
    [found] = clean("\n\n".join([_HEADLINE, *_STORY, *label]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY


@pytest.mark.parametrize(
    "line",
    ["A crawler at work / photo Reuters", "A crawler at work (GETTY, Ada Finch)"],
)
def test_credits_behind_a_slash_and_in_brackets_above_a_story(line: str) -> None:
    found = _of(_HEADLINE, "14 March 2024", line)
    assert found.text.split("\n\n") == _STORY
    assert found.captions == ["A crawler at work"]


def test_a_sentence_above_a_credit_is_a_caption_below_who_wrote_the_story_and_when() -> None:
    caption = "Passengers wait on a platform in Harwick."
    credit = "Bo Oduya/AFP/Getty Images"
    found = _of(_HEADLINE, "By Ada Finch", "Published 14 March 2024", caption, credit)
    assert found.text.split("\n\n") == _STORY
    assert found.captions == [caption]
    assert found.agencies == []
    assert caption in _of(_HEADLINE, caption, credit).text


@pytest.mark.parametrize(
    ("line", "caption"),
    [
        ("Getty Images A train in the rain", "A train in the rain"),
        ("AFP via Getty Images Travellers at the station", "Travellers at the station"),
        ("PA Media Guards in front of the depot", "Guards in front of the depot"),
        ("Getty Images wins a case in London", ""),
        ("Getty Images Wins Again", ""),
        ("Forum Images On A Screen At Night", ""),
        ("Getty Images A train that nobody took for a week was sold to the town.", ""),
    ],
)
def test_a_picture_behind_the_name_of_who_sells_it(line: str, caption: str) -> None:
    [found] = clean("\n\n".join([_HEADLINE, _STORY[0], line, *_STORY[1:]]))
    assert isinstance(found, Article)
    assert found.captions == ([caption] if caption else [])
    assert (line in found.text) == (not caption)


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (("14 March 2024, 18:42", "Ada Finch", "Harwick"), ["Ada Finch"]),
        (("Updated: 14 March 2024", "Ada Finch and Bo Oduya"), ["Ada Finch", "Bo Oduya"]),
        (("New York", "14 March 2024"), []),
        (("EFE Harwick", "14 March 2024"), []),
        (("नई दिल्ली,", "14 March 2024"), []),
    ],
)
def test_a_name_beside_a_day_is_an_author_s_and_a_town_is_none(
    lines: tuple[str, ...], authors: list[str]
) -> None:
    found = _of(_HEADLINE, _DEK, *lines)
    assert found.authors == authors
    assert found.text.split("\n\n") == [_DEK, *_STORY]


@pytest.mark.parametrize(
    ("lines", "goes"),
    [
        (
            [
                "Newsletter My Town",
                "Get the day's news in your inbox: subscribe to our newsletter.",
            ],
            1,
        ),
        (
            [
                "Why the guards struck",
                "The guards had asked for six per cent and got four of them.",
            ],
            0,
        ),
        (
            [
                "The newsletter of the guards",
                "It was printed in a cellar beside the depot of Harwick.",
            ],
            0,
        ),
    ],
)
def test_what_heads_a_call_goes_and_what_heads_a_paragraph_stays(
    lines: list[str], goes: bool
) -> None:
    [found] = clean("\n\n".join([_HEADLINE, *_STORY[:2], *lines, _STORY[2], *_STORY[:1]]))
    assert isinstance(found, Article)
    assert (lines[0] not in found.text) == goes
    assert (lines[1] not in found.text) == goes


def test_a_link_that_quotes_and_its_day_go_below_a_label_with_a_colon() -> None:
    link = [
        "Related:",
        "“We waited until dawn” What a week without trains was like",
        "13 March 2024",
    ]
    [found] = clean("\n\n".join([_HEADLINE, _STORY[0], *link, *_STORY[1:]]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ada Finch · CBC News · Posted: Mar 14, 2024 6:42 PM EDT | Last Updated: Mar 15, 2024", ["Ada Finch"]),
        ("Ada Finch / TNN / Mar 14, 2024, 18:42 IST", ["Ada Finch"]),
        ("Harbour Herald · Mar 14, 2024, 18:42", []),  # a paper, or somebody
        ("Ada Finch 14-03-24, 18:42 Last update: 21:10", []),
    ],
)  # fmt: skip
def test_who_is_named_before_a_house_and_a_day_wrote_it(line: str, authors: list[str]) -> None:
    found = _of(_HEADLINE, line)
    assert (found.text.split("\n\n"), found.authors) == (_STORY, authors)
    assert found.published_at is not None
    assert found.published_at.startswith("2024-03-14T")


def test_a_byline_in_several_lines_has_a_house_and_buttons_among_its_names() -> None:
    lines = ["By :", "France 24", "Follow us", "|", "Ada FINCH", "Follow us"]
    found = _of(_HEADLINE, "Published: 14 March 2024", *lines)
    assert (found.text.split("\n\n"), found.authors) == (_STORY, ["Ada FINCH"])


def test_a_name_above_an_office_wrote_it() -> None:
    found = _of(_HEADLINE, "Ada Finch", "Staff Writer")
    assert (found.text.split("\n\n"), found.authors) == (_STORY, ["Ada Finch"])


def test_a_headline_twice_below_the_words_of_a_page_s_path_is_no_caption() -> None:
    path = ["Herald", "News", "Travel", _HEADLINE, _HEADLINE]
    found = _of(*path, _DEK, "Reuters", "14.03.2024 18:42")
    assert (found.title, found.captions) == (_HEADLINE, [])


def test_what_a_picture_shows_stands_above_its_credit_below_a_standfirst() -> None:
    deck = (
        "Members will vote on the offer, and passengers get their money back. It took two nights."
    )
    shown = "The crawler beside a ferry in the harbour"
    found = _of(_HEADLINE, "Ada Finch", "14 March 2024", deck, shown, "Photo: Bo Oduya/dpa")
    assert found.text.split("\n\n") == [deck, *_STORY]
    assert shown in found.captions


def test_a_heading_above_a_paragraph_of_the_story_is_no_caption() -> None:
    heading = "Passengers have waited since Friday"
    lines = [_HEADLINE, _STORY[0], heading, *_STORY[1:], "Photo: Bo Oduya/dpa"]
    [found] = clean("\n\n".join(lines))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [_STORY[0], heading, *_STORY[1:]]


def test_a_picture_s_text_above_the_same_with_its_credit_is_one_caption() -> None:
    shown = "The crawler beside a ferry in the harbour."
    found = _of(_HEADLINE, "By Ada Finch", shown, f"{shown} © Bo Oduya")
    assert (found.text.split("\n\n"), set(found.captions)) == (_STORY, {shown})


@pytest.mark.parametrize(
    "line",
    [
        'The crawler "Ada" in the harbour / Bo Oduya / East News',
        "The crawler in the harbour, Thursday (14/3/2024). ANTARA/Bo Oduya/am.",
        "하윅항에 정박한 페리. 보 오두야 제공",
    ],
)
def test_a_caption_ends_in_who_took_it_and_who_sells_it(line: str) -> None:
    found = _of(_HEADLINE, "By Ada Finch", "14 March 2024", line)
    assert found.text.split("\n\n") == _STORY
    assert found.captions


@pytest.mark.parametrize(
    "line",
    ["정부, 무료 점심 제공", "The crawler / the harbour / the town", "Payment date is March 5."],
)
def test_what_looks_like_a_credit_or_a_day_stays(line: str) -> None:
    [found] = clean("\n\n".join([_HEADLINE, _STORY[0], line, *_STORY[1:]]))
    assert isinstance(found, Article)
    assert line in found.text.split("\n\n")


def test_who_wrote_it_may_stand_alone_above_what_is_said_of_her() -> None:
    below = ["About the author", "Ada Finch", "Ada Finch covers the railways for the Herald."]
    [found] = clean("\n\n".join([_HEADLINE, "By Ada Finch", *_STORY, *below, "Read more"]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY


def test_two_topics_above_headline_standfirst_and_signature_are_no_headline() -> None:
    found = _of("Trains", "Other news", _HEADLINE, _DEK, "By Ada Finch", "14 March 2024")
    assert found.title == _HEADLINE


def test_initials_behind_a_label_name_nobody() -> None:
    found = _of(_HEADLINE, "By Ada Finch", "Editor: A.F.")
    assert (found.text.split("\n\n"), found.authors) == (_STORY, ["Ada Finch"])


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
    found = _of(*above, "The hall at night (Bo Oduya/Herald)", "By Ada Finch", "14 March 2024")
    assert found.title == _OTHER_WORDS
    assert found.text.split("\n\n") == [_SAID, *_STORY]


def test_a_headline_of_two_words_of_the_story_is_no_topic_above_a_sentence() -> None:
    found = _of("Strike off", _OTHER_WORDS, _SAID, "By Ada Finch", "14 March 2024")
    assert found.title == "Strike off"


@pytest.mark.parametrize("day", ["14 March 2024", "Published: 14 March 2024", "Thu 14 Mar 2024"])
def test_below_a_day_the_headline_has_other_words_than_its_story(day: str) -> None:
    found = _of(day, "18:42", "Bo Oduya", "A long night, and calm", "By Ada Finch")
    assert found.title == "A long night, and calm"
    assert found.authors == ["Ada Finch"]  # nobody signs above the headline
    assert found.published_at is not None
    assert found.text.split("\n\n") == _STORY


def test_buttons_may_stand_between_a_standfirst_and_who_wrote_it() -> None:
    standfirst = "Passengers get their money back within five days. Members vote on it next."
    buttons = ["Share", "Gift this article", "Print", "12 comments", "Save", "Copy link"]
    found = _of(_HEADLINE, standfirst, *buttons, "14 March 2024, 18:42", "By", "Ada Finch")
    assert found.text.split("\n\n") == [standfirst, *_STORY]
    assert found.authors == ["Ada Finch"]


@pytest.mark.parametrize(
    ("lines", "agencies"),
    [
        (["Source:", "herald.example, PAP"], ["PAP"]),
        (["Source:", "Harbour Herald"], []),
        (["Edited by:", "Ada Finch"], []),
    ],
)
def test_a_label_alone_stands_above_what_it_labels(lines: list[str], agencies: list[str]) -> None:
    found = _of(_HEADLINE, "14 March 2024", *lines)
    assert (found.text.split("\n\n"), found.agencies) == (_STORY, agencies)


@pytest.mark.parametrize("line", ["Source: of all their troubles", "The source of it all:"])
def test_a_line_of_many_words_is_no_source(line: str) -> None:
    said = "nobody knows who sent the first letter"
    assert said in _of(_HEADLINE, "14 March 2024", line, said).text


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to the Big Story newsletter.",
        "Sign up for the Art Weekly newsletter", "Seguir a herald.example en Google",
        "AUDIO: A clock comes home (2 min)",
    ],
)  # fmt: skip
def test_calls_to_follow_by_name_go_among_paragraphs(line: str) -> None:
    assert _of(_HEADLINE, "Prefer the Herald on Google", line).text.split("\n\n") == _STORY
    [found] = clean("\n\n".join([_HEADLINE, _STORY[0], line, *_STORY[1:]]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to the idea that a strike is a promise.", "They read of it in the newsletter.",
        "He signed up for a newsletter about clocks.", "She found the offer on Google.",
        "Audio: one night in the hall, and nobody slept",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_call_stays(line: str) -> None:
    [found] = clean("\n\n".join([_HEADLINE, _STORY[0], line, *_STORY[1:]]))
    assert isinstance(found, Article)
    assert line in found.text


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Ada Finch, da CNN, em Harwick", ["Ada Finch"]),
        ("Autorka/Autor: Ada Finch/adso", ["Ada Finch"]),
        ("［佐藤健一，ITmedia］", ["佐藤健一"]),
        ("海港新闻记者 艾达·芬奇", ["艾达·芬奇"]),
        ("本报记者 王晓明·李建国", ["王晓明", "李建国"]),
    ],
)
def test_houses_initials_and_dots_beside_names(line: str, authors: list[str]) -> None:
    found = _of(_HEADLINE, "14 March 2024", line)
    assert (found.text.split("\n\n"), found.authors) == (_STORY, authors)


@pytest.mark.parametrize("line", ["Follow Author", "Zur Startseite", "الساعة في صندوقها"])
def test_what_only_looks_like_a_name_is_nobody_s(line: str) -> None:
    assert _of(_HEADLINE, line, "14 March 2024").authors == []


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
    found = _of(*above, "Guards win a night of talks on trains", "By Ada Finch", "14 March 2024")
    assert found.title == "Guards win a night of talks on trains"
    assert found.authors == ["Ada Finch"]


@pytest.mark.parametrize(
    "title", ["Opinion | Why the strike in the north is off", "STRIKE IN THE NORTH IS OFF"]
)
def test_a_headline_with_the_story_s_words_stays_one(title: str) -> None:
    found = _of(title, "Guards win a night of talks", "By Ada Finch", "14 March 2024")
    assert found.title == title


@pytest.mark.parametrize(
    ("lines", "authors"),
    [
        (["Portrait of Ada Finch", "By Ada Finch", "14 March 2024"], ["Ada Finch"]),
        (["Ada Finch", "USA TODAY", "14 March 2024"], ["Ada Finch"]),
        (["Ada Finch", "PERIODISTA DE CULTURA", "14 March 2024"], ["Ada Finch"]),
        (["Ada Finch, oprac. / herald.example", "14 March 2024"], ["Ada Finch"]),
        (["di A. F.", "14 March 2024"], []),
    ],
)
def test_who_wrote_it_among_pictures_houses_and_offices(
    lines: list[str], authors: list[str]
) -> None:
    found = _of(_HEADLINE, *lines)
    assert (found.text.split("\n\n"), found.authors) == (_STORY, authors)


def test_a_line_that_ends_with_a_name_stays_where_nobody_of_that_name_signs_below() -> None:
    assert "A portrait of Ada Finch" in _of(_HEADLINE, "A portrait of Ada Finch", "By Bo Vale").text


@pytest.mark.parametrize("line", ["PublishedMar 14 2024", "Published14 March 2024"])
def test_a_label_and_its_day_may_have_no_space_between_them(line: str) -> None:
    found = _of(_HEADLINE, line)
    assert found.text.split("\n\n") == _STORY
    assert (found.published_at or "")[:10] == "2024-03-14"


@pytest.mark.parametrize(
    "line",
    [
        "The hall at night [Bo Oduya/Al Jazeera]", "The hall at night. Photo / Bo Oduya",
        "The hall at night.Bo Oduya / Getty Images file", "밤의 강당. 로이터=연합뉴스",
    ],
)  # fmt: skip
def test_captions_end_in_credits_of_more_houses(line: str) -> None:
    [found] = clean("\n\n".join([_HEADLINE, _STORY[0], line, *_STORY[1:]]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY
    assert found.captions


@pytest.mark.parametrize(
    "line", ["Credits / Thanks", "Either/or [a choice/no choice]", "She earns 4 = four crowns"]
)
def test_a_slash_or_an_equals_sign_is_no_credit(line: str) -> None:
    [found] = clean("\n\n".join([_HEADLINE, _STORY[0], line, *_STORY[1:]]))
    assert isinstance(found, Article)
    assert line in found.text


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
