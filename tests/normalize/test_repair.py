"""The gate before ftfy: its result equals ftfy's own on any text."""

from __future__ import annotations

import ftfy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from normalize.repair import mend

_CONFIG = ftfy.TextFixerConfig(
    unescape_html=False, uncurl_quotes=False, fix_latin_ligatures=False, fix_character_width=False
)
_DAMAGED = [
    "The MayorÃ¢â‚¬â„¢s office", "schÃ¶n und groÃŸ", "l\u2019Humanitﾃｩ", "voilÃ le travail", "sÃ³",
    "Ð\x9fÐ»Ð¾ÑÐ¸Ð½Ð° Ð¾ÑÐºÑÑÑÐ°", "æ»¨æµ·å¸‚åœ°é“", "a\u2028b", "x\r\ny", "\x1b[31mred\x1b[0m", "\ufeffmark",
    "e\u0301te\u0301", "\ud800 alone", "\x85dots\x85", "AHÅ™, the new sofa", "cafÃ©\x00", "ﬁne “quotes” １２",
    "&lt;b&gt; &eacute; &amp;amp; &notanentity;", "L&AMP;AMP;ATILDE;&AMP;SUP3;PEZ",
]  # fmt: skip
_PIECES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(_DAMAGED),
    st.text(max_size=12).map(lambda t: t.encode("utf-8", "replace").decode("latin-1")),
    st.text(alphabet="абвгдежз éèüß “”’—", max_size=20).map(lambda t: t.encode().decode("cp1252", "replace")),
    st.sampled_from(["\n", "\r\n", " ", "&amp;", "\xa0", "Â", "â€™"]),
    st.integers(30, 130).map(lambda n: ("Words of a long line; most are plain. " * 4)[:n]),
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(_PIECES, max_size=8).map("".join), st.booleans())
def test_equals_ftfy(text: str, unescape: bool) -> None:
    expected = ftfy.fix_text(text, _CONFIG._replace(unescape_html=unescape))
    assert mend(text, unescape=unescape)[0] == expected


@pytest.mark.parametrize("text", _DAMAGED)
def test_each_kind_of_damage_equals_ftfy(text: str) -> None:
    assert mend(f"before\n{text}\nafter")[0] == ftfy.fix_text(f"before\n{text}\nafter", _CONFIG)


@pytest.mark.parametrize(
    "text",
    [
        "“Typographic” quotes — and dashes… stay", "ﬁne ligatures and Ｗidth stay，", "«Guillemets» 「鉤括弧」",
        "Ледокол «Полярная звезда» вывел караван", "滨海市地铁四号线昨日正式开通，首班列车。", "Âge, Ãgua, œuvre, Ŝajno",
    ],
)  # fmt: skip
def test_good_text_is_left_alone(text: str) -> None:
    assert mend(text) == (text, [])


def test_repairs_are_named() -> None:
    text, steps = mend("Die BrÃ¼cke\n\ngut\n\nwird geÃ¶ffnet")
    assert text == "Die Brücke\n\ngut\n\nwird geöffnet"
    assert steps == ["encode latin-1", "decode utf-8"]
