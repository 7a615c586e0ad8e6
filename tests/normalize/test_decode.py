"""Bytes to text in the encodings of newsrooms, with the declared one right, absent or wrong."""

from __future__ import annotations

import pytest

from normalize.article import RejectedError
from normalize.decode import decode, to_utf8

_RUSSIAN = (
    "Ледокол вывел в четверг на чистую воду караван из шести судов, которые стояли во льдах. "
)
_TEXTS = {
    "windows-1251": _RUSSIAN,
    "koi8-r": _RUSSIAN,
    "gb18030": "滨海市地铁四号线昨日上午六时正式开通试运营，首班列车从东港站准点发出，全线长三十二公里。",
    "big5": "濱海市地鐵四號線昨日上午六時正式開通試營運，首班列車從東港站準點發出，全線長三十二公里。",
    "shift_jis": "港町の市立図書館が今月から始めた、夜だけ開く部屋が人気を集めている。午後八時から読むことができる。",
    "euc-jp": "港町の市立図書館が今月から始めた、夜だけ開く部屋が人気を集めている。午後八時から読むことができる。",
    "euc-kr": "동해안의 소돌등대가 다시 불을 밝혔다. 해양청은 지난 토요일 저녁 점등식을 열었다고 밝혔다.",
    "windows-1256": "استقبل ميناء رأس النخيل صباح الأحد أول سفينة شحن منذ أن دمرت العاصفة أرصفته قبل أربع سنوات.",
    "iso-8859-1": "Les premiers sécateurs ont claqué dès le 12 août, avec près de trois semaines d'avance à la vallée.",
    "windows-1252": "Die Brücke über die Elbe bleibt „bis zum Herbst“ gesperrt – das trifft uns mitten in der Ernte.",
    "iso-8859-2": "Most přes řeku zůstane zavřený nejméně do podzimu, řekl starosta. Objížďka vede přes vesnici.",
    "iso-8859-9": "Köprü sonbahara kadar kapalı kalacak, dedi belediye başkanı. Şehirde yağmur bekleniyor, ırmak yükseliyor.",
    "utf-8": _RUSSIAN,
    "utf-16-le": _RUSSIAN,
    "utf-16-be": "Crews of the island ferries stopped work at midnight after talks broke down.",
}  # fmt: skip


@pytest.mark.parametrize("encoding", _TEXTS)
@pytest.mark.parametrize("label", ["right", "absent", "wrong"])
def test_round_trip(encoding: str, label: str) -> None:
    text = _TEXTS[encoding]
    declared = {"right": encoding, "absent": None, "wrong": "utf-8"}[label]
    assert decode(text.encode(encoding), declared)[0] == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_mark_is_dropped(encoding: str) -> None:
    assert decode(_RUSSIAN.encode(encoding))[0] == _RUSSIAN


def test_meta_charset_is_believed_where_it_decodes() -> None:
    page = f'<meta charset="iso-8859-5"><p>{_RUSSIAN}</p>'
    assert decode(page.encode("iso-8859-5")) == (page, "iso8859-5")


def test_meta_charset_that_lies_is_not() -> None:
    page = f'<meta charset="ascii-ish"><p>{_RUSSIAN}</p>'
    assert decode(page.encode("windows-1251"))[0] == page


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 rest", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 4, b"\x7fELF\x02\x01"]
)
def test_binary_is_refused(data: bytes) -> None:
    with pytest.raises(RejectedError) as refused:
        decode(data)
    assert refused.value.reason == "binary"


def test_utf8_cut_within_a_character_is_still_utf8() -> None:
    assert decode(_RUSSIAN.encode()[:-2])[1] == "utf-8"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("古い橋が4月2日から閉鎖される、と市議会が決めた。", "iso2022_jp"),
        ("ﾊｰｳｨｯｸの古い橋が閉鎖される。", "iso2022_jp_ext"),
        ("낡은 다리가 4월 2일부터 폐쇄된다.", "iso2022_kr"),
    ],
)
def test_characters_announced_by_escapes(text: str, encoding: str) -> None:
    data = text.encode(encoding)
    assert data.isascii()
    assert decode(data)[0] == text
    page, _ = to_utf8(b"<p>" + data + b"</p>")
    assert page.decode() == f"<p>{text}</p>"


def test_escapes_of_a_terminal_announce_nothing() -> None:
    text = "\x1b[31mThe dam\x1b[0m was opened; \x1b$ is no character set."
    assert decode(text.encode()) == (text, "utf-8")
