"""Lines that count or place: readers ("1,024 views"), a gallery's pictures, the path to the page."""

from __future__ import annotations

import re

from normalize.furniture.words import fold, vocabulary

_LONGEST = 40
_AROUND = ":：!…▼►→ "
#: "1,024 views", "Просмотров: 1 024", "1.2K shares", "阅读(12)", "12 тыс. просмотров"
_NUMBER = r"\d[\d.,\s]*(?:[kKmM](?![^\W\d_])|[万萬만]|:\d\d|(?:тыс|млн|тис|tys|tis|mln|mil|bin|rb|jt)\b\.?)?\+?"
_COUNT = re.compile(rf"^\W*{_NUMBER}\)?\s*(?=\D)|\s*[:：]?\s*\(?(?<![a-z])[a-z]?{_NUMBER}\)?$")
#: Readers or comments alone; four digits may be a year.
_BARE = re.compile(r"\d{1,3}|\d{5,9}|\d{1,3}(?:[.,\s]\d{3})+|\d[\d.,]*\s?[kKmM]")
#: How a share of a company that the story is on does: "HRW -1.20%"
_TICKER = re.compile(r"[A-Z][A-Z.]{0,5}\s[+−–-]?\d{1,3}(?:[.,]\d{1,2})?\s?%")
#: What press databases write before a number of words, in capitals: "LENGTH: 432 words"
_LENGTH = re.compile(r"^[A-ZÀ-Þ]{5,12}:\s(?=\d)")
#: Where a copy stood in print: "第3版", "A03版", "朝刊3面", "지면 A12"
_IN_PRINT = re.compile(
    r"\W*(?:第|朝刊|夕刊|지면)?\s?[A-Z]?\d{1,3}\s?(?:版|面|면)(?:\s?[:：]\s?\S{1,8})?\W*|지면\s[A-Z]?\d{1,3}"
)
#: "1/5", "Bild 1 von 5", "Photo 3 of 12"; "第3张，共12张"
_OF = re.compile(
    r"\W*(?:([^\W\d_]\S{1,11})\s)?\d{1,3}\s?"
    r"(?:/|of|von|sur|de|di|van|av|af|dari|trên|z|ze|из|з|من|از)\s?\d{1,3}\W*"
)
_OF_UNSPACED = re.compile(
    r"\W*第?\d{1,3}(?P<unit>[张張页頁枚])目?[，,/／\s]*[共全]?\d{1,3}(?P=unit)\W*"
)
#: "Gallery (12 images)", "图集（12张）"
_GALLERY = re.compile(r"[^\W\d_][\w' -]{1,24}\s?[(（]\d{1,3}\s?([^\W\d_][\w'’]{0,12})[)）]")
_SHEETS = ("张", "張", "枚", "장")
#: "1 2 3 Next"
_PAGES = re.compile(r"\W*(?:\d{1,3}\s+){2,}(\D{2,20})")
#: Times and shares between the words of a player.
_PLAYED, _LONGEST_PLAYER = re.compile(r"[\s:：/]*[-−–]?\d[\d:.,]*\s?%?[\s/]*"), 100
#: Parts of what tells of a piece that was on the air, how long it was, and when.
_BROADCAST, _YEAR = 3, re.compile(r"(?:19|20)\d\d")
_DURATION = re.compile(r"\d{1,3}\s?(?:sec|sek|min|h)\b\.?(?:\s\d{1,2}\s?(?:sec|sek)?\.?)?")
_TIMED = re.compile(r"\d:\d\d|\d\s?%")


def is_counter(text: str, above: bool) -> bool:
    """Whether a line counts who read or shared the page, or the pictures of a gallery.

    Below the story "4/5" may be what a critic gives; `above` it, it is a picture's number.

    >>> is_counter("Bildergalerie (12 Bilder)", True), is_counter("Ada Finch (12 goals)", True)
    (True, False)
    """
    if len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return False
    if above and (_BARE.fullmatch(text) or _TICKER.fullmatch(text)):
        return True
    gallery = _GALLERY.fullmatch(text)
    if gallery is not None and _are_pictures(gallery.group(1)):
        return True
    if counts(_LENGTH.sub("", text), "count_label") or _IN_PRINT.fullmatch(text):
        return True
    folded = fold(text)
    if pages := _PAGES.fullmatch(folded):
        return vocabulary().term(pages.group(1).strip(" »›>→"), "navigation_line") is not None
    found = _OF.fullmatch(text)
    return is_picture_number(text) or (above and found is not None and found.group(1) is None)


def _are_pictures(word: str) -> bool:
    return word in _SHEETS or vocabulary().term(fold(word), "photo_label") is not None


#: "AUDIO: A clock comes home (2 min)"
_LISTEN = re.compile(r"(?:audio|video)\s?:\s.{3,90}\(\d{1,3}\s?min\.?\)", re.I)


def is_picture_number(text: str) -> bool:
    """Whether a line is a word for pictures or pages, and a number of several: "Bild 1 von 5"."""
    if len(text) > _LONGEST:
        return False
    if _OF_UNSPACED.fullmatch(text):
        return True
    found = _OF.fullmatch(text)
    if found is None or found.group(1) is None:
        return False
    entries = vocabulary().exact.get(fold(found.group(1)), {})
    return not entries.keys().isdisjoint(("photo_label", "count_label"))


def is_player(text: str) -> bool:
    """Whether a line is what a player of videos shows: "Current Time 0:00 / Duration 1:23 Loaded: 0%".

    >>> is_player("Aktueller Zeitpunkt 0:00"), is_player("Dauer der Arbeiten: 3 Jahre")
    (True, False)
    """
    if len(text) > _LONGEST_PLAYER:
        return False
    if len(parts := text.split(" / ")) >= _BROADCAST and _YEAR.search(parts[-1]):
        # "The old bridge. / The news at one / 21 sec. / 12 March 2024"
        return any(map(_DURATION.fullmatch, parts))
    if _LISTEN.fullmatch(text):
        return True
    if not _TIMED.search(text):
        return False
    labels = [part for part in _PLAYED.split(fold(text)) if part]
    return bool(labels) and all(vocabulary().term(part, "player_label") for part in labels)


def without_button(text: str) -> str:
    """A line without the button or the count of comments that it ends with.

    >>> without_button("By Wim Leave a comment"), without_button("By Wim 3 Comments")
    ('By Wim', 'By Wim')
    """
    words = text.split()
    for at in range(1, len(words)):
        rest = " ".join(words[at:])
        entries = vocabulary().exact.get(fold(rest).strip(_AROUND), {})
        if "social_lead" in entries or counts(rest, "comments_label"):
            return " ".join(words[:at])
    return text


def counts(text: str, slot: str) -> bool:
    """Whether a line is a number and a term of a slot: "12 comments", "Kommentare (3)"."""
    folded = fold(text).strip(_AROUND)
    bare = _COUNT.sub("", folded).strip(_AROUND + ".")
    return bare != folded and vocabulary().term(bare, slot) is not None
