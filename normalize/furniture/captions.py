"""Captions and credits by their shape: a label and a colon, or a photographer's credit at the end.

What else captions end with is in caption_ends.py.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from normalize.furniture.agencies import (
    attribution,
    find_agency,
    is_picture_house,
    sells_pictures,
)
from normalize.furniture.words import caseless, fold, vocabulary
from normalize.names import looks_like_name

#: Longer than any caption: a paragraph with a label is a paragraph.
LONGEST_CAPTION = 500
LONGEST_CREDIT = 90
#: Vowel signs, of Hindi say, are no letters to `re`.
_NAMEY = re.compile("^[\\w\u064b-\u0652\u0900-\u0dff\u0e00-\u0eff .,'’&/|\\\\()©@*\\-–—·•:]+$")

#: Names in Han, parted by spaces.
_HAN_NAMES = r"\s?[^\s。，（）()]{1,8}(?:\s[^\s。，（）()]{1,8}){0,2}"
#: Credits whose shape needs no language's word: an agency and "Photo", or two houses joined
#: by a slash or "via", in brackets or after a dash, at the very end.
_SHAPES = (
    re.compile(
        r"\((?:AP|AFP|Reuters|EPA|EFE|UPI|PA|AAP|CP)\s?(?:Photo|Images?|Archive)?\s?/\s?[^()]{3,60}\)$"
    ),
    re.compile(
        r"\([^()]{2,50}/(?:AP|AFP|Reuters|EPA|EFE|dpa|PA|AAP|Getty Images|Shutterstock|Alamy|Xinhua|Anadolu|TASS|Yonhap)(?: via [^()]{2,30})?\)$",
        re.I,
    ),
    re.compile(
        r"\([^()]{0,60}\bvia (?:AP|Getty Images|Reuters|AFP|Storyful|Shutterstock)[^()]{0,20}\)$"
    ),
    re.compile(r"\s[\\|]\s?(?=\S)[^\\|.]{2,50}$"),
    re.compile(r"(?<=[.!?…”»\")])\s/\s(?=\S)[^/.]{2,40}$"),
    # "MIA TORRES/Harwick Daily News": a name in capitals, and her paper
    re.compile(
        r"(?<=[.!?…”»\")])\s[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:\s[A-ZÀ-Þ.'’-]+){1,3}/\s?(?=[^/]*[a-zà-ÿ])[A-ZÀ-Þ][^/.!?]{2,40}$"
    ),
    re.compile(r"(?:[—–-]\s?)?©\s?\S(?:[^.]|(?<=\b\w)\.){1,60}$"),
    re.compile(
        r"(?:Getty Images|Shutterstock|iStock|Alamy|Unsplash|Pixabay|Wikimedia Commons|غيتي إيميجز|غيتي)(?:\sfile)?\)?$"
    ),
    re.compile(
        r"[（(【\[][^（）()]{1,24}(?:撮影|摄|攝|社发|社發|社图|社圖|提供|供图|供圖|촬영|제공)[）)】\]]$"
    ),
    re.compile(r"[＝=][^＝=。]{1,24}(?:撮影|提供|写す)$|[＝=](?:共同|ロイター|時事|ＡＰ|AP|AFP)$"),
    re.compile(
        r"(?:(?<=[.!?])\s)?[^\s=.!?]{1,12}=(?:연합뉴스|뉴시스|뉴스1|AP|AFP|로이터|신화통신)$"
    ),
    re.compile(r"\[(?=[^\]/]{2,40}/)[^\[\]]{4,60}\]$"),  # "[Ada Finch/Al Jazeera]"
    # "[독자 제공. 재판매 및 DB 금지]", "[촬영 김하늘]", "[로이터=연합뉴스]", "[게티이미지뱅크]"
    re.compile(
        r"\[(?:[^\[\]]{1,40}재판매\s?및\s?DB\s?금지[^\[\]]{0,10}|(?:촬영|그래픽)\s[^\[\]]{2,20}"
        r"|[^\[\]=]{1,12}=(?:연합뉴스|뉴시스|뉴스1)[^\[\]]{0,40}|[^\[\]]{0,12}이미지뱅크)\]$"
    ),
    re.compile(r"[(（](?:撮影|写真|摄影|攝影|사진)\s?[:：／/]\s?[^()（）]{2,30}[)）]$"),
    re.compile(r"(?:(?<=[.!?])\s[^.!?]{2,40}\s)?(?:hide|toggle) caption$"),
    # "The bridge at dusk.Credit...Ada Finch for The Harwick Times"
    re.compile(r"(?:^|(?<=[.!?”\"’)])\s?|\s)Credit(?:\.{3}|…)\s?[^\W\d_][^!?]{1,60}$"),
    # "... on Friday. REUTERS/Ada Finch Purchase Licensing Rights, opens new tab"
    re.compile(
        r"(?:(?:(?<=[.!?])|(?=\sREUTERS/))\s[^.!?]{2,60})?\s?Purchase Licensing Rights(?:, opens new tab)?$"
    ),
    re.compile(r"\([cC]\)\s?[^\s.。()]{2,30}$"),
    re.compile(
        rf"(?:记者|記者){_HAN_NAMES}\s?(?:[摄攝图圖]|[／/]\s?(?:摄影|攝影|摄|攝))$|(?:摄影|攝影){_HAN_NAMES}\s?[摄攝]?$|[图圖][／/|｜]\s?\S{{2,16}}$"
    ),
    re.compile(
        r"[。」，\s][\u4e00-\u9fff]{2,4}\s[摄攝]$|[。」][\u4e00-\u9fff]{2,8}供[图圖]$|。[\u4e00-\u9fff]{1,2}(?!拍)[\u4e00-\u9fff][摄攝]$"
    ),
    re.compile(r"(?<=[.!?])\s[^.!?]{2,24}\s(?:제공|캡처|갈무리|촬영)$"),
    re.compile(r"\[?(?:사진|자료|이미지|그래픽)\s?(?:출처|제공)?\s?[=:／/]\s?[^\]]{2,30}\]?$"),
)


#: "(Ada Finch/The Herald)"
_PERSON_AND_HOUSE = re.compile(r"[(（]([^()（）/／]{4,30})[/／]([^()（）]{2,40})[)）]$")
#: "[Keystone - Ada Finch]"
_HOUSE_AND_PERSON = re.compile(
    r"[(（\[]([^()（）\[\]]{2,30})\s[-–—]\s([^()（）\[\]]{4,40})[\])）]$"
)
#: Letters of a word that no paper's name writes small, and what begins such a name.
_SMALL = 4
_ARTICLE = re.compile(
    r"(?:The|Der|Die|Das|De|Het|El|La|Los|Las|Le|Les|L['’]|Il|Lo|I|Gli|O|A|Os|As)(?:\s|(?<=['’]))"
)
#: A house of one word, as sites write themselves: "g1", "detikcom".
HOUSE = re.compile(r"[\w.-]{2,20}")
#: Every shape of a credit has one of these; few sentences end with any.
_CREDIT_MARK = re.compile(r"[\\|/©:：=＝\])）】摄攝図圖图]")
_CREDIT_WORDS = (
    "Images", "Shutterstock", "iStock", "Alamy", "Unsplash", "Pixabay", "Commons", "hide caption", "toggle caption",
    "Purchase Licensing Rights", "Credit...", "Credit…", "غيتي", "记者", "記者",
    "제공", "캡처", "갈무리", "촬영",
)  # fmt: skip


#: What ends a label, in Japan another sign.
_COLON = re.compile(r"[:：=＝/]")

#: What stands between the names of a credit.
BETWEEN = re.compile(r"[/|\\,]|\bvia\b|\s(?:and|und|et|y|e|en|i|och|og|ve|и|&)\s")
ENDS = ".!?…。！？؟।"


@cache
def _credit_labels() -> tuple[str, ...]:
    # Folded, the longest first.
    labels = {
        text
        for text, slots in vocabulary().exact.items()
        if ("credit_label" in slots or "photo_label" in slots)
        and (len(text) > 2 or text >= "\u2e80")
    }
    return tuple(sorted(labels, key=lambda text: (-len(text), text)))


@cache
def _ending_label() -> re.Pattern[str]:
    # "... on Friday. Photo: NAME/dpa": a credit label with a colon, then a name to the end.
    labels = "|".join(map(re.escape, _credit_labels()))
    return re.compile(
        rf"(?:^|[\s.(（\[|/–—。-])((?:{labels})\s?[:：=＝/]?\s?)((?:[^.:：\]]|(?<=\b\w)\.){{2,60}})[)）\]]?\.?$",
        re.I,
    )


def _may_end_in_label(tail: str) -> bool:
    """Whether a credit's label stands right before any colon of a text's end."""
    *before, _ = _COLON.split(tail)
    return any(caseless(text.rstrip()).endswith(_credit_labels()) for text in before)


@cache
def _unmarked_labels() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    # "... on Friday. Foto ANP", "... Photo by Ada Finch", "(Foto Ada Finch/ANSA)": a label in
    # capitals after a full stop, or in brackets; behind a comma one that is cut, "Most, fot. ...",
    # which in capitals needs no comma. The last is a label with no mark at all, before a house.
    labels = sorted(
        {
            re.escape(text.capitalize())
            for text, slots in vocabulary().exact.items()
            if ("photo_label" in slots and len(text) > 2 and " " not in text)
            or ("credit_label" in slots and " " in text)
        },
        key=lambda text: (-len(text), text),
    )
    either = "|".join(labels)
    short = [
        re.escape(text)
        for text, slots in sorted(vocabulary().exact.items())
        if text.endswith(".") and ("photo_label" in slots or "credit_label" in slots)
    ]
    phrases = "|".join(label for label in labels if " " in label)
    cut, opening = "|".join(short), "|".join(text.capitalize() for text in short)
    name = r"((?:[^.:：()（）\[\]]|(?<=\b\w)\.|\.(?=\w{2,3}$)){2,50})"
    stop = r"(?:^|[.!?…»”“«\"]\s|\s[–—|-]\s)"
    return (
        re.compile(
            rf"{stop}((?:{either})\.?\s){name}$|[,|/.–—-]\s?((?i:{cut})\s){name}$|\s((?:{opening})\s){name}$"
            rf"|\s/\s((?i:{either})\s){name}$|\s((?:{phrases})\s){name}$"
        ),
        re.compile(rf"[(（\[]((?i:{either})\.?\s){name}[)）\]]$"),
        re.compile(rf"\w\s((?:{either})\s)([^.:：()（）\[\]]{{2,30}})$"),
    )


def may_end_in_credit(text: str) -> bool:
    """Whether the end of a text holds anything that each shape of a credit has."""
    if _CREDIT_MARK.search(text, max(0, len(text) - LONGEST_CREDIT)):
        return True
    tail = text[-LONGEST_CREDIT:]
    for word in _CREDIT_WORDS:  # noqa: SIM110 - asked of every paragraph
        if word in tail:
            return True
    return False


@lru_cache(maxsize=64)  # several rules ask of one line
def ending_credit(text: str) -> tuple[str, str] | None:
    """Split a caption from the credit it ends with; None where the end is no photo credit.

    The credit comes with its label and brackets; the caption may be "".
    """
    if len(text) > LONGEST_CAPTION:
        return None
    marked = may_end_in_credit(text)
    if not marked and text[-1] in ENDS:
        return None
    tail = text[-LONGEST_CREDIT:]
    offset = len(text) - len(tail)
    for shape in _SHAPES if marked else ():
        found = shape.search(tail)
        if found:
            credit = found.group().strip()
            if credit[0] in "\\|/" and not is_house_or_name(credit[1:].strip()):
                continue
            if credit[0] == "|" and "|" in tail[: found.start()] and tail.upper() == tail.lower():
                continue  # a row of buttons, in a script without capitals
            if credit[0] == "[" and "/" in credit and not is_house_or_name(credit[1:-1]):
                continue
            caption = text[: offset + found.start()].strip()
            return caption if any(map(str.isalnum, caption)) else "", credit
    found = _PERSON_AND_HOUSE.search(tail) if text[-1] in ")）" else None
    if found and _are_person_and_house(*found.groups()):
        return text[: offset + found.start()].strip(), found.group()
    found = _HOUSE_AND_PERSON.search(tail) if text[-1] in ")）]" else None
    if found and _are_house_and_person(*found.groups()):
        return text[: offset + found.start()].strip(), found.group()
    if _may_end_in_label(tail):
        found = _ending_label().search(tail)
        if found and any(sign in found.group(1) for sign in ":：=＝/"):
            name = found.group(2).strip(" )）]")
            start = offset + found.start(1)
            # "Photo / Ada Finch" stands behind a caption: alone two words may be a heading.
            is_behind = "/" not in found.group(1) or text[:start].strip()
            if is_behind and is_house_or_name(name):
                return text[:start].rstrip(" (（[|/–—-"), text[
                    start - 1 if start and text[start - 1] in "(（[" else start :
                ]
    if text[-1] not in ENDS:
        after_stop, bracketed, unmarked = _unmarked_labels()
        found = (bracketed if text[-1] in ")）]" else after_stop).search(tail)
        label = found.lastindex - 1 if found and found.lastindex else 0
        # Without a colon, and in a script without capitals, any words might be a name.
        if (
            found
            and (found.group(label + 1)[0].isupper() or text[-1] in ")）]")
            and is_house_or_name(found.group(label + 1).strip(" )）]"))
        ):
            start = offset + found.start(label)
            return text[:start].rstrip(" (（[|/–—-,"), text[start:]
        found = unmarked.search(tail)
        if found and sells_pictures(found.group(2)):
            start = offset + found.start(1)
            return text[:start].rstrip(), text[start:]  # "The old bridge Foto ANP"
    return None


def _are_person_and_house(person: str, house: str) -> bool:
    """Whether two names between brackets and a slash are who took a picture, and for whom.

    "(Bob Bryan/Mike Bryan)" may be a pair that plays tennis.
    """
    if house[0] in '«“„"':
        house = house.strip('«»“”„" ')
    elif len(house.split()) == 2 and not _ARTICLE.match(house):
        return False
    if "," in person or not house:
        return False
    capitals = [word[0].isupper() for word in person.split()]
    is_person = len(capitals) > 1 and capitals[0] and capitals[-1] and is_house_or_name(person)
    # "(Anna Lee/Peter Novak represented the city.)" is a sentence.
    is_name = house[-1].isalnum() and all(len(w) < _SMALL or w[0].isupper() for w in house.split())
    return is_person and is_name and _NAMEY.match(house) is not None and house[0].isupper()


def _are_house_and_person(house: str, person: str) -> bool:
    """Whether two names between brackets and a dash are a house, and who took a picture for it."""
    is_house = find_agency(house) is not None or is_picture_house(house)
    return is_house and looks_like_name(person)


def is_house_or_name(text: str) -> bool:
    """Whether a credit may be this: people, agencies, houses, between slashes, bars and commas."""
    if not text or len(text) > 60 or not _NAMEY.match(text):
        return False
    pieces = text.rsplit("/", 1)
    if len(pieces) > 1 and HOUSE.fullmatch(pieces[1].strip()):
        text = pieces[0]
    return all(
        find_agency(part) is not None
        or looks_like_name(part)
        or attribution(part) is not None
        or _is_handout(part)
        for part in (piece.strip() for piece in BETWEEN.split(text))
        if part
    )


def _is_handout(text: str) -> bool:
    """Whether a credit names no house but where the picture is from: "screengrab", "пресс-служба МЧС"."""
    return any(term.slot == "handout_note" for term in vocabulary().leading(fold(text)))
