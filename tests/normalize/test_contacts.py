"""Contacts of press releases go, above the story or below it; lines that only look like them stay."""

from __future__ import annotations

import pytest

from normalize import Article, clean

_STORY = [
    "Orrin Foods said on Monday that it will buy Valley Dairy, which makes yoghurt and soft cheese.",
    "The purchase adds three plants and 640 employees, and is expected to close in the autumn.",
    "The name has been one that families here trust for ninety years, said the chief of the firm.",
]
_GERMAN = [
    "Die Orrin Foods AG übernimmt die Molkerei im Tal, die Joghurt und Weichkäse herstellt, im Herbst.",
    "Der Kauf bringt drei Werke und 640 Beschäftigte, teilte das Unternehmen am Montag in Orrin mit.",
    "Den Namen kennen die Familien im Tal seit neunzig Jahren, sagte der Vorsitzende des Vorstands.",
]
_FRENCH = [
    "Orrin Foods achète la laiterie de la vallée, qui fabrique des yaourts et des fromages, cet automne.",
    "L'achat apporte trois usines et 640 salariés, a annoncé lundi le groupe dans un communiqué.",
    "Les familles de la vallée connaissent ce nom depuis quatre-vingt-dix ans, a dit son président.",
]


def _text(*lines: str) -> list[str]:
    [found] = clean("\n\n".join(["Orrin Foods to buy Valley Dairy", *lines]), "a.txt")
    assert isinstance(found, Article)
    return found.text.split("\n\n")


@pytest.mark.parametrize(
    ("story", "contact"),
    [
        (_STORY, ["Contact:", "Lucy Marsh", "Director of Communications", "(555) 010-7788"]),
        (_STORY, ["Media Contacts", "Lucy Marsh, Orrin Foods", "lmarsh@orrin.example"]),
        (_STORY, ["Contact: Lucy Marsh, Orrin Foods, +1 555 010 7788, lmarsh@orrin.example"]),
        (_GERMAN, ["Pressekontakt:", "Orrin Foods AG", "Jonas Weiß", "Telefon: 040 555 01 07"]),
        (
            _GERMAN,
            ["Rückfragehinweis:", "Orrin Foods AG", "Mag. Eva Klein", "presse@orrin.example"],
        ),
        (_FRENCH, ["Contact presse :", "Claire Dumont", "01 55 50 10 77", "presse@orrin.example"]),
    ],
)
def test_a_contact_goes(story: list[str], contact: list[str]) -> None:
    assert _text(*contact, *story) == story
    assert _text(*story, *contact) == story


@pytest.mark.parametrize(
    "line",
    [
        "Contact between the two firms ended in 2011, and nobody had asked for it since.",
        "Contact: nobody answered the telephone at the plant on Monday, or on Tuesday.",
        "For more information, call 555 010 7788.",
        "Contacts he had none, he said, and telephones he hated; he wrote to lmarsh@orrin.example.",
    ],
)
def test_sentences_stay(line: str) -> None:
    assert line in _text(*_STORY, line)


def test_a_label_with_nobody_to_reach_is_no_contact() -> None:
    assert _text(*_STORY, "Contact", "By Octavia Lind", "Reviewed by Mara Reed")[:3] == _STORY
    assert "The last word was hers" in _text("Contact:", "The last word was hers", *_STORY)


def test_a_release_s_tag_is_no_part_of_its_headline() -> None:
    headline = "Orrin Foods to buy Valley Dairy"
    for tag in ("FOR IMMEDIATE RELEASE: ", "PRESS RELEASE - ", "MEDIA RELEASE: "):
        [found] = clean("\n\n".join([f"{tag}{headline}", headline, *_STORY]), "a.txt")
        assert isinstance(found, Article)
        assert found.text.split("\n\n") == _STORY


def _below(line: str, outlet: str, byline: str) -> list[str]:
    [found] = clean(
        "\n\n".join(["Orrin to buy Valley Dairy", byline, *_STORY, line]), "a.txt", outlet
    )
    assert isinstance(found, Article)
    return found.text.split("\n\n")


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Zuschriften nur an dairy@harwick-herald.example", "Harwick Herald"),
        ("Zuschriften nur an dairy@mail.harwickherald.example", "harwick-herald"),
        ("Cartas sobre esto: l.gomezrivas@web.example", "post"),
        ("Cartas sobre esto: lgomezrivas2@web.example", "post"),
    ],
)
def test_an_address_of_the_outlet_or_of_an_author_goes(line: str, outlet: str) -> None:
    assert _below(line, outlet, "By Lucía Gómez-Rivas") == _STORY


@pytest.mark.parametrize(
    "line",
    [
        "Tickets for the fair are at fair@valleydairy.example.",
        "Her cousin's address was gomez@rivas.example.",
        "Letters that Lucía Gómez-Rivas never sent lie @ the mill.",
    ],
)
def test_somebody_else_s_address_stays(line: str) -> None:
    assert _below(line, "Harwick Herald", "By Lucía Gómez-Rivas") == [*_STORY, line]
