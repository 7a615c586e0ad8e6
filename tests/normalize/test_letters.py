"""Newsletters as mails (cases/letters.toml): their frame goes, what they tell stays."""

from __future__ import annotations

import tomllib
from email.message import EmailMessage
from html import escape
from pathlib import Path
from typing import Any

import pytest

from normalize import Article, clean

_FOLDER = Path(__file__).parent / "cases"
_LETTERS: list[dict[str, Any]] = tomllib.loads((_FOLDER / "letters.toml").read_text("utf-8"))[
    "letter"
]
_STORY = [
    "The old bridge over the Harwick will close for eighteen months from April 2, the council decided.",
    "Engineers had found cracks in two of its piers, and a flood could bring it down, they wrote.",
    "The work will cost 14 million dollars, of which the state pays two thirds, said the mayor.",
]


def _mail(subject: str, sender: str, paragraphs: list[str], kind: str = "plain") -> Article:
    message = EmailMessage()
    message["Subject"], message["From"] = subject, sender
    message["Date"] = "Thu, 14 Mar 2024 06:02:11 -0400"
    if kind == "plain":
        message.set_content("\n\n".join(paragraphs))
    else:
        # Tables in tables, a row a paragraph, as programs that send newsletters write them.
        rows = (
            f"<tr><td><p>{escape(p).replace(chr(10), '<br>')}</p></td></tr>" for p in paragraphs
        )
        table = "".join(f'<tr><td><table width="600">{row}</table></td></tr>' for row in rows)
        message.set_content(f"<html><body><table>{table}</table></body></html>", subtype="html")
    [found] = clean(message.as_bytes(), "letter.eml")
    assert isinstance(found, Article)
    return found


def _letter(*lines: str) -> Article:
    return _mail("A bridge closes", "The Valley Post <news@valleypost.example>", list(lines))


@pytest.mark.parametrize("kind", ["plain", "html"])
@pytest.mark.parametrize("letter", _LETTERS, ids=lambda letter: letter["subject"])
def test_the_frame_goes_and_the_story_stays(letter: dict[str, Any], kind: str) -> None:
    lines = [*letter["above"], *letter["story"], *letter["below"]]
    found = _mail(letter["subject"], letter["sender"], lines, kind)
    assert found.text.split("\n\n") == letter["story"]
    assert found.title == letter["subject"]


#: Of texts nothing tells the outlet, nor what the letter is called; a report in Czech is a message too;
#: and a sentence on the law below the frame is a paragraph.
_NOT_AS_TEXT = ("Die Lage am Morgen", "Buenos días", "Ranní přehled", "La matinale")


@pytest.mark.parametrize("letter", _LETTERS, ids=lambda letter: letter["subject"])
def test_the_frame_goes_of_letters_kept_as_texts_too(letter: dict[str, Any]) -> None:
    lines = [*letter["above"], *letter["story"], *letter["below"]]
    [found] = clean("\n\n".join([letter["subject"], *lines]), "letter.txt")
    assert isinstance(found, Article)
    if letter["subject"].startswith(_NOT_AS_TEXT):
        assert set(letter["story"]) <= set(found.text.split("\n\n"))
        return
    assert found.text.split("\n\n") == letter["story"]


@pytest.mark.parametrize(
    "last",
    [
        "Anyone who has received this email should forward it to the council, the police said.",
        "If you have received this email, do not click on the link, and forward it to the police.",
    ],
)
def test_a_text_about_mails_keeps_its_last_sentence(last: str) -> None:
    story = [
        "The council warned residents on Monday of emails that claim to come from its tax office.",
        "The messages carry its crest and a link to a page that looks like its own, it said.",
        last,
    ]
    [found] = clean("\n\n".join(["Scam warning", *story, "Advertisement"]), "scam.txt")
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == story


@pytest.mark.parametrize(
    ("sender", "outlet", "authors"),
    [
        ("Mara Lind from Tidewater Notes", "Tidewater Notes", ["Mara Lind"]),
        ("Owen Hart at The Valley Post", "The Valley Post", ["Owen Hart"]),
        ("News from Harwick", "News from Harwick", []),
        ("El Faro de Vigo", "El Faro de Vigo", []),
    ],
)
def test_who_sends_is_the_outlet_or_a_person_of_it(
    sender: str, outlet: str, authors: list[str]
) -> None:
    found = _mail("A bridge closes", f"{sender} <a@b.example>", _STORY)
    assert (found.outlet, found.authors) == (outlet, authors)


def test_what_stands_below_the_frame_is_its_own() -> None:
    found = _letter(
        *_STORY,
        "You received this email because you signed up at valleypost.example.",
        "Unsubscribe from this list, or change how you receive these emails.",
        "Valley Post Media is registered in Orrin under the number 12345 and supervised by the board.",
        "400 Mill Road, Orrin",
    )
    assert found.text.split("\n\n") == _STORY
    assert [piece.rule for piece in found.removed] == [
        "letter.frame", "letter.frame", "letter.below_frame", "letter.below_frame",
    ]  # fmt: skip


def test_a_call_among_the_paragraphs_ends_no_letter() -> None:
    calls = [
        "Did someone forward you this email? Sign up for it here.",
        "You can unsubscribe from it.",
    ]
    found = _letter(*_STORY[:1], *calls, *_STORY[1:])
    assert set(_STORY) <= set(found.text.split("\n\n"))
    assert _STORY[2] in _letter(*_STORY[:2], calls[0], _STORY[2]).text
    [text] = clean(
        "\n\n".join(["A bridge closes", *_STORY[:2], *calls, _STORY[2], "Advertisement"])
    )
    assert isinstance(text, Article)
    assert _STORY[2] in text.text


def test_a_letter_speaks_of_itself_by_its_name() -> None:
    subject, sender = "Evening Edition | A bridge closes", "The Valley Post <a@b.example>"
    call = "Enjoying the Evening Edition? Forward it to someone who might like it too."
    lines = ["EVENING EDITION", "Tuesday 19 March", "Good evening,", *_STORY, "Until tomorrow,"]
    assert _mail(subject, sender, [*lines, call]).text.split("\n\n") == _STORY
    last = "Washington will not change its view, and nobody there has replied, the mayor said."
    found = _mail("Washington: A bridge closes", sender, [*_STORY, last])
    assert found.text.split("\n\n") == [*_STORY, last]


def test_a_postscript_below_a_call_stays() -> None:
    call, postscript = (
        "Did someone forward you this email? Sign up here.",
        "P.S. The ferry is free.",
    )
    assert _letter(*_STORY, call, postscript).text.split("\n\n") == [*_STORY, postscript]


def test_a_story_goes_on_below_a_frame_that_stands_above_it() -> None:
    found = _letter(
        "Good morning. Here is what the valley wakes up to, and what it will be talking about today.",
        "You are receiving this email because you signed up for the Morning Briefing.",
        *_STORY,
    )
    assert found.text.split("\n\n")[-3:] == _STORY


@pytest.mark.parametrize(
    "sentence",
    [
        "If you have received this email, do not click on the link, the council's spokeswoman said.",
        "Anyone who got this message and replied should call the bank, the police in Orrin said.",
    ],
)
def test_a_story_about_mails_stays_whole(sentence: str) -> None:
    story = [
        "The council warned residents on Monday of emails that claim to come from its tax office.",
        "The messages carry its crest and a link to a page that looks like its own, it said.",
        "More than 300 people have reported them since Friday, and eleven of them have paid.",
        sentence,
        "The council never asks for money by email; bills are sent by post, and paid at the hall.",
    ]
    frame = "You received this alert because you subscribed to Valley Post alerts."
    assert _letter(*story, frame, "Unsubscribe").text.split("\n\n") == story


def test_an_essay_about_its_newsletter_stays_whole() -> None:
    essay = [
        "I began this newsletter four years ago because I could not sleep. It went to eleven people.",
        "Since then I have received some six thousand replies, most of them about herring.",
        "A reply that arrives at four in the morning from a man who mends nets is worth a prize.",
        "So this week there is no argument. There is only thanks, and a picture of the quay.",
    ]
    frame = "If someone sent you this email, you can subscribe to the newsletter here."
    assert _letter(*essay, frame).text.split("\n\n") == essay


@pytest.mark.parametrize(
    "line",
    [
        "“Good morning,” she said, and that was all anybody heard of her that day.",
        "1. The bridge closes",
        "Harwick, the day after",
    ],
)
def test_first_lines_that_greet_nobody_stay(line: str) -> None:
    assert _letter(line, *_STORY).text.split("\n\n")[0] == line


def _raw(headers: str, body: bytes) -> Article:
    head = f"From: Post <a@post.example>\nSubject: A bridge\n{headers}\n".encode()
    [found] = clean(head + body, "letter.eml")
    assert isinstance(found, Article)
    return found


_WRAPPED = """\
The old bridge over the Harwick will close for eighteen months from
April 2, the council decided on Wednesday night by five votes to four.

Engineers had found cracks in two of its piers in January, and a flood
could bring it down, they wrote in their report. The mayor said that she
had no choice.

Valley Post Media
400 Mill Road
Orrin
"""


def test_lines_that_the_sender_s_program_cut_are_paragraphs_and_others_lines() -> None:
    lines = _raw("", _WRAPPED.encode()).text.split("\n\n")
    assert lines[0].endswith("on Wednesday night by five votes to four.")
    assert lines[1].endswith("The mayor said that she had no choice.")
    assert "400 Mill Road" not in lines[1]


def test_flowed_text_is_read_as_it_was_written() -> None:
    flowed = (
        "The bridge \nwill close for eighteen months, the council of the town decided on Friday.\n"
        "A ferry\nwill run, it is said, from seven in the morning until midnight every day.\n-- \nAda\n"
    )
    found = _raw("Content-Type: text/plain; format=flowed\n", flowed.encode()).text
    assert "The bridge will close for eighteen months" in found
    assert "A ferry will" not in found
    delsp = "古い橋が \n閉鎖される。市議会が水曜日の夜に決めた。工事費は十四億円である。\n"
    found = _raw("Content-Type: text/plain; format=flowed; delsp=yes\n", delsp.encode()).text
    assert "古い橋が閉鎖される" in found


@pytest.mark.parametrize(
    ("headers", "encoding"),
    [
        ("", "utf-8"),
        ("", "cp1252"),
        ("Content-Type: text/plain; charset=us-ascii\n", "utf-8"),
        ("Content-Type: text/plain; charset=iso-8859-1\n", "utf-8"),
        ("Content-Type: text/plain; charset=nothing-known\n", "cp1252"),
    ],
)
def test_a_charset_that_is_wrong_or_missing_is_no_loss(headers: str, encoding: str) -> None:
    text = "Die alte Brücke über die Harwick wird für achtzehn Monate gesperrt, sagte die Bürgermeisterin."
    found = _raw(headers, text.encode(encoding))
    assert found.text == text


def test_a_header_in_bytes_that_nothing_declares_is_read() -> None:
    mail = "Subject: Brücke über die Harwick gesperrt\nFrom: Bürgerbote <a@b.example>\n\nDie Brücke wird gesperrt.\n"
    for encoding in ("utf-8", "cp1252"):
        [found] = clean(mail.encode(encoding), "letter.eml")
        assert isinstance(found, Article)
        assert (found.title, found.outlet) == ("Brücke über die Harwick gesperrt", "Bürgerbote")


@pytest.mark.parametrize(("charset", "codec"), [("iso-2022-jp", "iso2022_jp"), ("", "iso2022_jp")])
def test_japanese_mails_of_seven_bits(charset: str, codec: str) -> None:
    text = "ハーウィック川にかかる古い橋が、4月2日から1年半にわたって通行止めになる。"
    headers = f"Content-Type: text/plain; charset={charset}\n" if charset else ""
    assert _raw(headers, text.encode(codec)).text == text


_GMAIL = """For the file.

---------- Forwarded message ---------
From: The Harwick Herald <news@herald.example>
Date: Thu, Mar 14, 2024 at 6:02 AM
Subject: A bridge closes
To: <reader@mail.example>
"""
_OUTLOOK = """-----Ursprüngliche Nachricht-----
Von: The Harwick Herald <news@herald.example>
Gesendet: Donnerstag, 14. März 2024 05:47
An: leser@mail.example
Betreff: A bridge closes
"""
_BARE = """From: The Harwick Herald [mailto:news@herald.example]
Sent: Thursday, March 14, 2024 6:02 AM
To: Reader
Subject: A bridge closes
"""
_APPLE = """Début du message réexpédié :

De: The Harwick Herald <news@herald.example>
Objet: A bridge closes
Date: 14 mars 2024 à 06:30:00 UTC+1
À: lecteur@mail.example
"""
_PAGE = (
    '<div class="gmail_attr">---------- Forwarded message ---------<br>From: <b>The Harwick Herald</b>'
    ' &lt;<a href="mailto:news@herald.example">news@herald.example</a>&gt;<br>Date: Thu, Mar 14, 2024'
    " at 6:02 AM<br>Subject: A bridge closes<br>To: &lt;reader@mail.example&gt;<br></div>"
)


@pytest.mark.parametrize("prefix", ["Fwd: ", "FW: ", "WG: ", "TR : ", "Re: Fwd: ", "转发："])
@pytest.mark.parametrize("above", [_GMAIL, _OUTLOOK, _BARE, _APPLE, _PAGE])
def test_a_letter_that_was_passed_on_is_its_sender_s(prefix: str, above: str) -> None:
    message = EmailMessage()
    message["Subject"], message["From"] = f"{prefix}A bridge closes", "Reader <reader@mail.example>"
    message["Date"] = "Mon, 18 Mar 2024 06:02:11 -0400"
    if above == _PAGE:
        story = "".join(f"<p>{line}</p>" for line in _STORY)
        message.set_content(f"<div>{above}<br>{story}</div>", subtype="html")
    else:
        message.set_content("\n\n".join([above, *_STORY]))
    [found] = clean(message.as_bytes(), "letter.eml")
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == _STORY
    assert (found.title, found.outlet) == ("A bridge closes", "The Harwick Herald")
    # A day is read in the letter's language, which is not always that of who passed it on.
    day = "2024-03-14" if above in (_GMAIL, _BARE, _PAGE) else "2024-03-18"
    assert str(found.published_at).startswith(day)


def test_a_letter_whose_day_cannot_be_read_has_that_of_passing_it_on() -> None:
    above = _GMAIL.replace("Thu, Mar 14, 2024 at 6:02 AM", "some day in spring")
    assert _letter(*above.splitlines(), *_STORY).published_at == "2024-03-14T06:02:11-04:00"


def test_what_the_one_who_passes_it_on_has_to_tell_stays() -> None:
    found = _letter(_STORY[0], *_GMAIL.splitlines()[2:], *_STORY[1:])
    assert found.text.startswith(_STORY[0])
    assert found.outlet == "The Valley Post"


@pytest.mark.parametrize(
    "line",
    [
        "What they say: nothing. What they want: money. Where to write: press@council.example, it said.",
        "Reading: nobody came. Writing: few did.",
    ],
)
def test_sentences_with_colons_are_no_header(line: str) -> None:
    assert line in _letter(line, *_STORY).text
