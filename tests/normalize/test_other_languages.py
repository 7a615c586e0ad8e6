"""Languages without a vocabulary: what structure, days and agencies tell by themselves."""

from __future__ import annotations

import pytest

from normalize import Article, clean
from normalize.calendars import gregorian
from normalize.shown_dates import read_date

#: title, paragraphs; a day, a label and the headline of another story, a label and an agency
_CASES = {
    "hu": (
        "Újjáépül a kikötő fala",
        ["Harwick városi tanácsa kedden úgy döntött, hogy újjáépíti a régi kikötőfalat, amelyet januárban egy vihar ledöntött.",
         "Ada Finch polgármester a szavazás után azt mondta, a város nem várhatott még egy telet."],
        "2024. március 12. 09:30", ("Kapcsolódó cikkek", "Tíz rozsdásodó híd a völgyben"), "Forrás: MTI",
    ),
    "sr": (
        "Лучки зид биће поново сазидан",
        ["Градско веће Харвика одлучило је у уторак да поново сазида стари лучки зид, који је олуја срушила у јануару.",
         "Градоначелница Ада Финч рекла је после гласања да град није могао да чека још једну зиму."],
        "12. март 2024. 09:30", ("Прочитајте још", "Десет мостова који рђају"), "Извор: Танјуг",
    ),
    "sw": (
        "Ukuta wa bandari utajengwa upya",
        ["Baraza la mji wa Harwick liliamua Jumanne kujenga upya ukuta wa zamani wa bandari, ambao dhoruba iliuvunja mwezi wa Januari.",
         "Meya Ada Finch alisema baada ya kura kwamba mji haungeweza kusubiri majira mengine ya baridi."],
        "12 Machi 2024, 09:30", ("Soma pia", "Madaraja kumi yanayopata kutu"), "Chanzo: Reuters",
    ),
    "bn": (
        "বন্দরের দেয়াল আবার গড়া হবে",
        ["হারউইকের নগর পরিষদ মঙ্গলবার পুরোনো বন্দরের দেয়াল আবার গড়ার সিদ্ধান্ত নিয়েছে, জানুয়ারিতে ঝড়ে যা ভেঙে গিয়েছিল।",
         "মেয়র আদা ফিঞ্চ ভোটের পর বলেন, শহর আরেকটি শীতের জন্য অপেক্ষা করতে পারত না।"],
        "১২ মার্চ ২০২৪, ০৯:৩০", ("আরও পড়ুন", "মরিচা ধরা দশ সেতুর গল্প"), "সূত্র: রয়টার্স",
    ),
    "th": (
        "กำแพงท่าเรือจะสร้างใหม่",
        ["สภาเมืองฮาร์วิกมีมติเมื่อวันอังคารให้สร้างกำแพงท่าเรือเก่าขึ้นใหม่ หลังจากพายุพัดพังเมื่อเดือนมกราคม",
         "นางเอดา ฟินช์ นายกเทศมนตรี กล่าวหลังการลงมติว่าเมืองไม่อาจรอฤดูหนาวอีกครั้งได้"],
        "12 มี.ค. 2567 09:30 น.", ("ข่าวที่เกี่ยวข้อง", "สะพานสิบแห่งขึ้นสนิม"), "ที่มา: รอยเตอร์",
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", _CASES)
def test_a_label_before_a_link_and_one_before_an_agency_go(language: str) -> None:
    title, story, _, (label, headline), source = _CASES[language]
    link = f'<p><b>{label}: </b><a href="/b">{headline}</a></p>'
    page = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{story[0]}</p>{link}<p>{story[1]}</p><p>{source}</p></main></body></html>"
    [found] = clean(page.encode(), "page.html")
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == story
    assert len(found.agencies) == 1


@pytest.mark.parametrize("language", [code for code in _CASES if code != "th"])
def test_a_day_above_a_story_goes_and_is_read(language: str) -> None:
    title, story, day, _, _ = _CASES[language]
    [found] = clean("\n\n".join([title, day, *story]), "a.txt")
    assert isinstance(found, Article)
    assert found.text.split("\n\n") == story
    assert found.published_at is not None
    assert found.published_at[:10] == "2024-03-12"


def test_a_sentence_with_a_link_and_a_label_before_words_stay() -> None:
    title, story, *_ = _CASES["sw"]
    kept = [
        ("Meya alisema: <a href='/b'>mji haungeweza kusubiri</a> tena.", "Meya alisema: mji haungeweza kusubiri tena."),
        ("Tovuti: <a href='/b'>bandari</a>", "Tovuti: bandari"),
        ("Mmiliki: Ada Finch", "Mmiliki: Ada Finch"),
    ]  # fmt: skip
    for markup, text in kept:
        page = f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><p>{story[0]}</p><p>{markup}</p><p>{story[1]}</p></main></body></html>"
        [found] = clean(page.encode(), "page.html")
        assert isinstance(found, Article)
        assert found.text.split("\n\n") == [story[0], text, story[1]]


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("سه‌شنبه / ۲۲ اسفند ۱۴۰۲ / ۰۹:۳۰", "fa", "2024-03-12T09:30:00+00:00"),
        ("۱۴۰۲/۱۲/۲۲ - ۰۹:۳۰", "fa", "2024-03-12T09:30:00+00:00"),
        ("1402-12-22", "fa", "2024-03-12T00:00:00+00:00"),
        ("۱۲ حمل ۱۴۰۳", "fa", "2024-03-31T00:00:00+00:00"),
        ("۱۲ مارس ۲۰۲۴", "fa", "2024-03-12T00:00:00+00:00"),
        ("12 มี.ค. 2567 09:30 น.", "th", "2024-03-12T09:30:00+00:00"),
        ("๑๒ มีนาคม ๒๕๖๗", "th", "2024-03-12T00:00:00+00:00"),
        ("12 آذار 2024", "ar", "2024-03-12T00:00:00+00:00"),
        ("12 كانون الثاني 2024", "ar", "2024-01-12T00:00:00+00:00"),
        ("12 جويلية 2024", "ar", "2024-07-12T00:00:00+00:00"),
        ("الثلاثاء 12 مارس/آذار 2024 09:30", "ar", "2024-03-12T09:30:00+00:00"),
        ("٢٠٢٤/٠٣/١٢", "ar", "2024-03-12T00:00:00+00:00"),
        ("令和6年3月12日 9時30分", "ja", "2024-03-12T09:30:00+00:00"),
        ("令和元年5月1日", "ja", "2019-05-01T00:00:00+00:00"),
        ("民國113年3月12日", "zh-TW", "2024-03-12T00:00:00+00:00"),
    ],
)
def test_days_of_other_calendars(text: str, language: str, day: str) -> None:
    assert read_date(text, language, "+00:00") == day


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("۳۱ اسفند ۱۴۰۲", "fa"),  # it had 29 days
        ("1402/13/22", "fa"), ("2024-03-12", "fa"), ("1402-12-22", "en"), ("2567 มีนาคม", "th"),
    ],
)  # fmt: skip
def test_what_is_no_day_of_another_calendar_stays(text: str, language: str) -> None:
    assert gregorian(text, language).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")) == (
        text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    )
