"""Calls and links that people copy with a story; what only looks like one stays."""

from __future__ import annotations

import pytest

from normalize import Article, clean
from tests.normalize.strike import HEADLINE, STORY, copied


def test_a_press_contact_below_the_last_paragraph_is_no_list_of_the_story_s() -> None:
    label = ["Contact for the press and all other media:", "Ada Finch", "Phone: 020 7946 0111"]
    [found] = clean("\n\n".join([HEADLINE, *STORY, *label]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == STORY


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
    [found] = clean("\n\n".join([HEADLINE, *STORY[:2], *lines, STORY[2], *STORY[:1]]))
    assert isinstance(found, Article)
    assert (lines[0] not in found.text) == goes
    assert (lines[1] not in found.text) == goes


def test_a_link_that_quotes_and_its_day_go_below_a_label_with_a_colon() -> None:
    link = [
        "Related:",
        "“We waited until dawn” What a week without trains was like",
        "13 March 2024",
    ]
    [found] = clean("\n\n".join([HEADLINE, STORY[0], *link, *STORY[1:]]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to the Big Story newsletter.",
        "Sign up for the Art Weekly newsletter", "Seguir a herald.example en Google",
        "AUDIO: A clock comes home (2 min)",
    ],
)  # fmt: skip
def test_calls_to_follow_by_name_go_among_paragraphs(line: str) -> None:
    assert copied(HEADLINE, "Prefer the Herald on Google", line).text.split("\n\n") == STORY
    [found] = clean("\n\n".join([HEADLINE, STORY[0], line, *STORY[1:]]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to the idea that a strike is a promise.", "They read of it in the newsletter.",
        "He signed up for a newsletter about clocks.", "She found the offer on Google.",
        "Audio: one night in the hall, and nobody slept",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_call_stays(line: str) -> None:
    [found] = clean("\n\n".join([HEADLINE, STORY[0], line, *STORY[1:]]))
    assert isinstance(found, Article)
    assert line in found.text


@pytest.mark.parametrize(
    "call",
    [
        "Follow BBC Norfolk on BBC Sounds, Facebook, Instagram and X.",
        "Follow the Harbour Herald on Facebook and Instagram",
        "Suivez Le Courrier sur Facebook, Instagram et X.",
    ],
)
def test_calls_to_follow_by_name_on_several_networks_go(call: str) -> None:
    [found] = clean("\n\n".join([HEADLINE, *STORY, call]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == STORY


@pytest.mark.parametrize(
    "line",
    [
        "Follow the money on Facebook, Instagram and their owners' islands.",
        "Followers of Harwick Town fought on Facebook, Instagram and X.",
    ],
)
def test_what_is_said_of_several_networks_stays(line: str) -> None:
    [found] = clean("\n\n".join([HEADLINE, *STORY, line]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [*STORY, line]


@pytest.mark.parametrize(
    "line", ["مادة اعلانية", "اقرأ ايضا: خمسة أسئلة عن الجسر", "اخر تحديث: 12/03/2024"]
)
def test_arabic_without_the_signs_on_its_alefs_is_the_same(line: str) -> None:
    story = [
        "وافق المجلس البلدي يوم الثلاثاء على بناء جسر ثان على النهر، منهيا خلافا استمر أكثر من عشر سنوات.",
        "وصوت اثنا عشر عضوا لصالح المقترح مقابل خمسة أعضاء ضده، ومن المقرر أن تبدأ الأعمال في الربيع.",
    ]
    [found] = clean("\n\n".join(["المجلس البلدي يوافق على بناء جسر", line, *story]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == story


_OF_ITSELF = "Our team walks the streets of the county every single day so that nothing that matters here goes unseen."
_FOOT = [
    "© Harbour Herald 2024",
    "Topics",
    "Trains",
    "Strikes",
    "Most read in Business",
    "Comments (12)",
]


def test_lines_above_what_an_outlet_says_of_itself_are_a_foot_all_the_same() -> None:
    [found] = clean("\n\n".join([HEADLINE, *STORY, *_FOOT, _OF_ITSELF]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == [*STORY, _OF_ITSELF]  # it may be the story's


@pytest.mark.parametrize("heading", [[], ["What comes next"]])
def test_a_last_paragraph_below_a_box_stays_and_its_heading(heading: list[str]) -> None:
    box = [
        "Advertisement",
        "Read more: Ten strikes that changed the railways",
        "Sign up for our newsletter",
    ]
    last = "The vote of the members begins on Monday and ends at the beginning of the month after next."
    [found] = clean("\n\n".join([HEADLINE, *STORY, *STORY[::-1], *box, *heading, last]))
    assert isinstance(found, Article)
    assert found.text.split("\n\n")[-1 - len(heading) :] == [*heading, last]
