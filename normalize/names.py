"""People's names in bylines and author fields."""

from __future__ import annotations

import re

from normalize.characters import one_line

_SPLIT = re.compile(
    r"\s*(?:[,;/|·、，،]|&|\band\b|\bund\b|\by\b|\bet\b|\be\b|\ben\b|\bi\b|\bи\b|\bта\b|\bog\b|\boch\b|\bja\b|\ba\b|\bve\b|\bdan\b|\bși\b|\bşi\b|\bés\b|\bκαι\b|\bvà\b|\bو\b)\s*"
)
#: A dot parts a foreigner's names in Han, "艾达·芬奇", and may part people, who have as a rule one of the
#: hundred or so commonest surnames, here in both scripts.
_DOTTED = re.compile("[\u4e00-\u9fff]{1,5}(?:·[\u4e00-\u9fff]{1,5})+")
_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭田董袁潘于蒋蔣蔡余杜"
    "叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鍾谭譚陆陸汪范石廖贾賈韦韋夏付方白邹鄒孟熊秦邱江尹薛闫閻段雷侯龙龍史陶黎贺賀顾顧毛郝龚龔邵万萬"
    "钱錢严嚴覃武戴莫孔向汤湯"
)
_WITHIN = "\0"
#: The sides of an address of mail have bounds (RFC 5321, 4.5.3.1); without them a search through a
#: long word takes the square of its length.
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[^\s@]{1,64}@[^\s@]{1,255}\.\S+|(?<!\w)@\w+")
_TITLE_LIKE = re.compile(r"\d")
#: Letters of scripts without case: no capital to look for.
_CASELESS = re.compile(
    "[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1100-\u11ff\u3040-\u9fff\uac00-\ud7af]"
)
_DASHES = frozenset("-–—")
_INITIALS = re.compile(r"(?:[^\W\d_][./-]\s?){1,4}[^\W\d_]?")
#: How a Korean sentence ends that speaks to readers: "기사를 읽어드립니다".
_SPOKEN = re.compile("(?:니다|세요|어요|아요)$")
#: Small words inside names: of, particles of nobility and kinship.
PARTICLES = frozenset(
    ("de", "da", "do", "dos", "das", "del", "della", "di", "du", "la", "le", "van", "von", "der",
     "den", "ten", "ter", "zu", "zum", "zur", "bin", "bint", "ibn", "al", "el", "y", "e", "af",
     "av", "wa", "binti", "abu", "dei", "degli", "dalla", "vom", "auf", "ap", "op", "mac", "nic",
     "bte")
)  # fmt: skip
#: Those that begin no name: "der Einladung".
_NEVER_FIRST = frozenset(
    ("der", "den", "das", "zu", "zum", "zur", "y", "e", "Der", "Das", "Zum", "Zur")
)
#: Small words of scripts without capitals, which stand in no name: in, of, from, on, with, for.
_NO_NAMES = frozenset(
    ("في", "من", "على", "إلى", "عن", "مع", "در", "از", "به", "با", "را", "که", "برای",
     "में", "का", "की", "के", "से", "को", "ने", "पर", "और")
)  # fmt: skip
#: Words of a name in Hangul, at most: a Korean one is a word or two.
_HANGUL, _HANGUL_WORDS = re.compile("[\uac00-\ud7af]"), 2
#: What a byline says of whom it names: "Inès Carrel (Historienne)", "Ada Finch (Reuters, Rome)".
#: Not "Robert (Bob) Vale".
_ASIDE = re.compile(r"(?<=\w)\s?[(（][^()（）]*(?:[)）](?!\s[A-ZÀ-ÞА-Я])|$)")
#: What stands behind a bracket that was opened before the names: "(Author: Ada Finch) Back".
_CLOSED = re.compile(r"^([^(（]*?)[)）].*$")
#: The shortest name that a page shows twice.
_LEAST_TWICE = 4
#: Where somebody writes from: "in Rome", "à Rome", "at the Old Bailey".
_PLACE = r"(?:in|at|from|à|au|en|desde|a|em|te|w|we|из|в|у|i|aus|uit|IN|AT|FROM|AUS|DESDE)\s(?:the\s)?[A-ZÀ-ÞА-ЯЁІЇЄ][\w .'’-]{2,30}$"
_FROM_PLACE = re.compile(rf"(?:da\s[A-Z][\w .'’-]{{2,30}}$|{_PLACE})")
#: A name of two words at least, "Maria da Silva", and the place behind it.
_AND_PLACE = re.compile(rf"(\S+(?:\s\S+){{1,4}}?)\s{_PLACE}")

#: What the names of companies end in, or begin with, by the law of their country. Two capitals
#: behind one name may be a person's initials: "Prakash KG".
_COMPANY = re.compile(
    r"[\s,](?:Ltd|Limited|Inc|Corp|LLC|LLP|PLC|plc|Pty|GmbH|Kft|Zrt|A/S|ApS|ASA|N\.V|B\.V|S\.A|SARL|Ltda"
    r"|S\.?r\.?l|S\.?p\.?A|Sp\. ?z ?o\. ?o|[sS]\.? ?r\.? ?o|a\.s|Bhd|Tbk)\.?$"
    r"|\S\s+\S+\s(?:AG|KG|SE|AB|Oy|NV|BV|SA|SAS)$|& Co\.?$"
    r"|^(?:PT|ООО|ОАО|ЗАО|ПАО|АО|ТОО|ТОВ) |(?:株式会社|有限公司|주식회사)"
)


def is_company(text: str) -> bool:
    """Whether a name is a company's in full.

    >>> is_company("Harbour Media Ltd."), is_company("Ana de Sá")
    (True, False)
    """
    return _COMPANY.search(text) is not None


def looks_like_name(text: str) -> bool:
    """Whether every word could belong to a person's name: capitals, particles, no digits."""
    words = text.split()
    if not words or len(words) > 6 or len(text) > 60 or _TITLE_LIKE.search(text):
        return False
    if not _DASHES.isdisjoint(words):
        return False
    if _CASELESS.search(text):
        if _SPOKEN.search(text):
            return False
        if not _NO_NAMES.isdisjoint(words) or (len(words) > _HANGUL_WORDS and _HANGUL.search(text)):
            return False
        # Two Arabic words with articles are a noun and what it is like.
        return len(text) <= 24 and not (len(words) == 2 and all(w.startswith("ال") for w in words))
    for word in words:
        bare = word.strip(".'’()-")
        if bare in PARTICLES or not bare:
            continue
        if not bare[0].isupper():
            return False
    if words[0] in _NEVER_FIRST:
        return False
    return words[0].strip("'’(")[:1].isupper() or words[0] in PARTICLES


def is_initials(name: str) -> bool:
    """Whether a name is what an editor signs with, and nobody is called.

    >>> is_initials("A.F."), is_initials("di A. F."), is_initials("J.K. Rowling")
    (True, True, False)
    """
    first, _, rest = name.partition(" ")
    return _INITIALS.fullmatch(rest if first.lower() in PARTICLES else name) is not None


def split_names(text: str) -> list[str]:
    """The names that a byline or author field lists, without addresses, in order, each once.

    >>> split_names("Ada Finch (Reuters, Rome) and Robert (Bob) Vale")
    ['Ada Finch', 'Robert (Bob) Vale']
    >>> split_names("艾达·芬奇"), split_names("王晓明·李建国")
    (['艾达·芬奇'], ['王晓明', '李建国'])
    """
    if "@" in text or "www." in text or "://" in text:
        text = _ADDRESS.sub("", text)
    text = one_line(text)
    if any(bracket in text for bracket in "(（)）"):
        text = _CLOSED.sub(r"\1", _ASIDE.sub("", text))
    if "·" in text:
        text = _DOTTED.sub(_joined, text)
    parts = (part.strip(' .,:;|-–—()"“”') for part in _SPLIT.split(text))
    names = (_told_once(name.replace(_WITHIN, "·")) for name in parts if name)
    return list(dict.fromkeys(names))


def _joined(found: re.Match[str]) -> str:
    """Han between dots, the dots marked as none that part names where it is one foreigner's."""
    parts = found.group().split("·")
    are_people = all(part[0] in _SURNAMES and len(part) in (2, 3) for part in parts)
    return found.group() if are_people else _WITHIN.join(parts)


def _told_once(name: str) -> str:
    """A name that a page shows twice, once: "Ada Finch Ada Finch"."""
    half = len(name) // 2
    twice = half >= _LEAST_TWICE and name[half] == " " and name[:half] == name[half + 1 :]
    return name[:half] if twice else name


def is_place(text: str) -> bool:
    """Whether a part of a byline says where somebody writes from: "in Rome", "at the Old Bailey"."""
    return _FROM_PLACE.match(text) is not None


def without_place(name: str) -> str:
    """A person's name without where they write from.

    >>> without_place("Ada Finch in Rome"), without_place("João da Silva"), without_place("Dam in Rome")
    ('Ada Finch', 'João da Silva', 'Dam in Rome')
    """
    placed = _AND_PLACE.match(name)
    return placed.group(1) if placed and looks_like_name(placed.group(1)) else name


def list_of_names(text: str) -> list[str]:
    """The names that a text is a list of; none of any other text.

    >>> list_of_names("Ada Finch, Inès Carrel"), list_of_names("Ada Finch won")
    (['Ada Finch', 'Inès Carrel'], [])
    """
    names = split_names(text)
    return names if all(map(looks_like_name, names)) else []
