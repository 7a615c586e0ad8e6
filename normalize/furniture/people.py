"""Who the lines around a story name, where the rule that told such a line does not say."""

from __future__ import annotations

import re
from functools import cache

from normalize.furniture.agencies import find_agency
from normalize.furniture.counters import without_button
from normalize.furniture.pagewords import is_office, is_unspaced
from normalize.furniture.stamps import before_stamp, beside_stamp
from normalize.furniture.towns import is_town
from normalize.furniture.words import Term, after_term, fold, languages, load_terms, vocabulary
from normalize.late import LatePattern
from normalize.names import PARTICLES, looks_like_name, split_names, without_place

#: What parts a byline.
PARTS = re.compile(r"\s*[,，、|·•;；]\s*|\s+[–—/-]\s+|(?<=[^\W\d_])/(?=[^\W\d_])")
#: "avec AFP", "mit dpa", "with the AP"
WITH_WIRE = re.compile(
    r"\s(?:avec|with|mit|con|com|met|med|oraz|z|и|с|ve)\s(?:l['’]|la |the )?([A-Z][\w. ]{1,20})$"
)
_BEFORE_BRACKETS = re.compile(r"([^()（）]{4,40}?)\s?[（(][^()（）]+[)）]")
_ASIDE = re.compile(r"\s?[()（）]\s?")
_MOST, _INITIALS = 4, 2
#: What may stand beside an author's name: "Ada Finch ·"
_AROUND_NAME = " ·|•,:–—-"
_BRACKETS = "()（）[]【】〔〕* ."
#: What begins the rest of an office: "PERIODISTA DE CULTURA".
_OF = frozenset(("de", "da", "do", "dos", "das", "del", "della", "dello", "di", "du", "des"))
#: "Le Nouvelliste"
_PAPER = re.compile(r"(?i:The|Der|Die|Das|Het|El|La|Los|Las|Le|Les|Il)\s[^\W\d_]\S+")
_BETWEEN = re.compile(r"[、，,・\s]+")
#: A name in Han, a foreigner's with dots in it.
_HAN = "(?:[\u4e00-\u9fff]{1,5}(?:·[\u4e00-\u9fff]{1,5}){1,2}|[\u3005\u4e00-\u9fff·]{2,4})"
_HAN_NAMES = rf"{_HAN}(?:\s?[、，,・\s]\s?{_HAN}){{0,4}}?"
#: What else a byline says; a paragraph behind it is the story's: "〔記者王曉明／台北報導〕...".
_REST = "[^。！？；，,〕】）)］]{0,24}"
#: "文／王晓明 图／李建国", "本报记者 王晓明 李建国", "記者王曉明／台北報導", "佐藤健一記者", "王晓明 北京报道"
_EASTERN = tuple(
    LatePattern(pattern.replace("NAMES", f"(?P<names>{_HAN_NAMES})").replace("REST", _REST))
    for pattern in (
        r"(?:文|文字|撰文|采写|採寫|采访|採訪|取材|構成|聞き手|取材[・･](?:文|構成))\s?[/／:：・･＝=]\s?NAMES(?:$|[\s/／(（]REST)",
        r"[\u4e00-\u9fff]{0,8}(?:记者|記者|通讯员)[\s:：/／]\s?NAMES\s[\u4e00-\u9fff]{2,4}(?:报道|報道|报导|報導)",
        r"[\u4e00-\u9fff]{0,8}(?:记者|記者|通讯员)[\s:：/／]\s?NAMES(?:$|[/／]REST)",
        r"(?:[\u4e00-\u9fff]{2,6}[/／]\s?)?(?:本报|本報)?(?:记者|記者)NAMES[/／]REST",
        r"[\u4e00-\u9fff]{0,6}[社报報网網台刊](?:记者|記者)NAMES",
        r"NAMES(?:記者|編集委員|論説委員|特派員)",
        r"NAMES[\s/／]\s?[\u4e00-\u9fff]{2,4}(?:报道|報道|报导|報導)",
        r"(?P<names>[\u3005\u4e00-\u9fff]{3,5})[＝=][\u4e00-\u9fff\u30a0-\u30ff]{2,8}",
    )
)
#: In a dateline, before what ends or parts it: "（记者 王晓明）", "【王曉明╱台北報導】".
_IN_DATELINE = LatePattern(
    r"(?:记者|記者)\s?([\u4e00-\u9fff]{2,3})(?=[／/╱）)\]】〕]|$)|^[^\s]{0,6}【([\u4e00-\u9fff]{2,3})(?=[╱／/])"
    r"|[＝=]([\u4e00-\u9fff\u3005]{2,5})(?=[】］)])|([\uac00-\ud7af]{2,4})\s(?:기자|특파원)"
)
#: "김철수·이영희 기자", "글 김철수 기자"
_HANGUL = LatePattern(
    r"(?:글\s)?(?P<names>[\uac00-\ud7af]{2,4}(?:[·,\s]\s?[\uac00-\ud7af]{2,4}){0,4}?)\s?(?:인턴기자|선임기자|기자|특파원)"
)
#: "Ada Finch inviata a Roma": a name of two words, and what she is
_AND_OFFICE = re.compile(r"([^\W\d_][\w'’-]+\s[^\W\d_][\w'’-]+)\s(?=[a-zà-ÿа-яё])(\S+)")


def byline_lead(folded: str) -> Term | None:
    """What a folded line begins with that leads to its author's name ("by", "von"); None of others."""
    return next((t for t in vocabulary().leading(folded) if t.slot == "byline_lead"), None)


def behind_lead(text: str) -> str | None:
    """What stands behind the lead of a byline: "Ada Finch" in "By: Ada Finch"; None where there is none."""
    folded = fold(text)
    lead = byline_lead(folded)
    behind = after_term(text, folded, lead) if lead is not None else None
    return None if behind is None else behind.lstrip(" :")


def people_in(text: str) -> list[str]:
    """The people that a line names of which it is known that it credits somebody; [] if it does not say.

    >>> people_in("Von Ada Finch und Bo Oduya, dpa"), people_in("文／王晓明"), people_in("Web desk")
    (['Ada Finch', 'Bo Oduya'], ['王晓明'], [])
    """
    rest = beside_stamp(text)
    bare = (without_button(rest) if rest else text).strip(_BRACKETS)
    if is_unspaced(bare):
        return eastern_people(bare)
    behind = behind_lead(bare)
    if behind is None and begins_with_office(bare):
        return []
    names: list[str] = []
    is_told = behind is not None
    bare = bare if behind is None else behind
    for part in _parts(bare):
        with_office = _AND_OFFICE.match(part)
        if with_office is not None and is_office(with_office.group(2)):
            names.append(with_office.group(1))
            is_told = True
            continue
        if find_agency(part) or is_office(part):
            is_told = True
            names += beside_office(part)
            continue
        found = [without_place(name) for name in split_names(part)]
        names += [name for name in found if is_person(name)]
    return [name for name in dict.fromkeys(names) if is_person(name)][:_MOST] if is_told else []


def begins_with_office(text: str) -> bool:
    """Whether a byline is an office and where that is, without who has it.

    >>> begins_with_office("Environment correspondent, South Yorkshire")
    True
    """
    first, comma, place = text.partition(",")
    named = bool(comma) and all(word[0].isupper() for word in place.split())
    return (
        named and looks_like_name(place.strip()) and is_office(first) and not beside_office(first)
    )


def beside_office(part: str) -> list[str]:
    """The people in a piece of a byline that names an office or a wire too.

    >>> beside_office("Ada Finch and agencies"), beside_office("Ada Finch Chief Reporter")
    (['Ada Finch'], ['Ada Finch'])
    >>> beside_office("Redazione Treviso Oggi"), beside_office("Redazione: Ada Finch")
    ([], ['Ada Finch'])
    >>> beside_office("PERIODISTA DE CULTURA"), beside_office("Abu Hassan Staff Reporter")
    ([], ['Abu Hassan'])
    """
    if ":" not in part and any(t.slot == "newsroom" for t in vocabulary().leading(fold(part))):
        return []
    found = []
    for told in map(without_place, split_names(part)):
        name = _without_office(told)
        is_rest = not told.startswith(name) and name.split()[0].lower() in _OF
        if is_person(name) and not name.startswith("The ") and not is_rest:
            found.append(name)
    return found


def _without_office(name: str) -> str:
    """A name without the words of an office before or behind it."""
    words = name.split()
    for end in (-1, 0):
        while words and (fold(words[end]) in _office_parts() or is_office(words[end])):
            del words[end]
    while words and words[-1] in PARTICLES:
        del words[-1]  # "Tip de redactie"
    return " ".join(words)


@cache
def _office_parts() -> frozenset[str]:
    terms = (term for code in languages() for term in load_terms(code))
    return frozenset(term.text for term in terms if term.slot == "office_part")


def signed_before_wires(text: str) -> list[str]:
    """Who signs a line that names agencies in brackets behind.

    >>> signed_before_wires("Ada Finch (Theo AFP, Reuters)"), signed_before_wires("Reuters (London)")
    (['Ada Finch'], [])
    """
    found = _BEFORE_BRACKETS.fullmatch(text.strip())
    return [found.group(1)] if found is not None and is_person(found.group(1)) else []


def wires_in(text: str) -> list[str]:
    """The agencies that a byline names beside people, in their usual form.

    >>> wires_in("Par Ada Finch à Rome, avec l'AFP"), wires_in("Ada Finch (dpa)"), wires_in("Ada Finch")
    (['AFP'], ['dpa'], [])
    """
    found = map(find_agency, _parts(text.strip(". *")))
    return list(dict.fromkeys(agency.name for agency in found if agency is not None))


def _parts(text: str) -> list[str]:
    parts = []
    for part in PARTS.split(_ASIDE.sub(", ", before_stamp(text))):
        with_wire = WITH_WIRE.search(f" {part}")
        parts += [part] if with_wire is None else [part[: with_wire.start()], with_wire.group(1)]
    return [part for part in parts if part.strip()]


def eastern_people(text: str) -> list[str]:
    """The people that a byline in Chinese, Japanese or Korean names; [] of any other line."""
    for pattern in (*_EASTERN, _HANGUL):
        if found := pattern.fullmatch(text):
            parts = _BETWEEN.split(found["names"])
            # "记者 王晓明 通讯员 李建国": the second of them is what the third is.
            return [name for part in parts for name in split_names(part) if not is_office(name)]
    return []


def reporters_in(dateline: str) -> list[str]:
    """The reporters whom a dateline of East Asia names in full, set apart from the town.

    >>> reporters_in("〔記者王曉明／台北報導〕"), reporters_in("【ロンドン=佐藤健一】"), reporters_in("[서울=뉴시스] 김민수 기자 =")
    (['王曉明'], ['佐藤健一'], ['김민수'])
    """
    named = (next(filter(None, found.groups())) for found in _IN_DATELINE.finditer(dateline))
    return [name for name in dict.fromkeys(named) if find_agency(name) is None]


def name_key(text: str) -> str:
    """What a line that is a name shares with the name: no case, no marks beside it.

    >>> name_key("ADA FINCH ·") == name_key("Ada Finch")
    True
    """
    return text.strip(_AROUND_NAME).casefold()


def is_of_house(name: str) -> bool:
    """Whether a name is a house behind a particle: "da CNN", "Do UOL"."""
    first, _, rest = name.partition(" ")
    return first.lower() in PARTICLES and find_agency(rest) is not None


def _is_wire_first(name: str) -> bool:
    """Whether a wire's capitals stand before a town, "EFE Madrid", or a script without them; two may be initials."""
    first = name.split()[0]
    return len(first) > _INITIALS and first == first.upper() and find_agency(first) is not None


def is_paper(name: str) -> bool:
    """Whether a byline's name is an article and a word, as papers are called.

    >>> is_paper("Le Nouvelliste"), is_paper("El Mehdi Alaoui"), is_paper("Marine Le Pen")
    (True, False, False)
    """
    return _PAPER.fullmatch(name) is not None


def is_person(name: str) -> bool:
    """Whether a name may be somebody's in full: of two words to four, no wire's, no office's."""
    return (
        2 <= len(name.split()) <= 4
        and looks_like_name(name)
        and ":" not in name
        and find_agency(name) is None
        and not _is_wire_first(name)
        and not is_of_house(name)
        and not is_office(name)
        and not is_town(name)
    )
