"""What posts of networks and players leave behind where a page was copied as text."""

from __future__ import annotations

import re

from normalize.furniture.findings import SENTENCE_END, Finding
from normalize.furniture.stamps import is_stamp
from normalize.furniture.words import after_term, fold, vocabulary

_POST = Finding("social", "shape.post")
#: No name, handle and day are longer together.
_LONGEST = 160
#: "A post shared by Ada Finch (@adafinch)", "— Ada Finch (@adafinch) March 12, 2024": no sentence, and
#: nothing that anybody said. Turkish goes on: "Ada Finch (@adafinch)'in paylaştığı bir gönderi".
_POSTED = re.compile(r"[^“”„«»\"!?…]{2,100}[(（]@[\w.]{2,30}[)）](?P<rest>.{0,40})")
_ENDING = re.compile(r"['’]\w{1,4} \w+")
#: Bluesky's and Mastodon's time of a post.
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)")
_HANDLES = re.compile(r"@[\w.]{2,30}(?:(?:,| and| &)? @[\w.]{2,30})*")
#: X's line of who and when, "@adafinch · Mar 12", and its line of when, "10:42 AM · Mar 12, 2024".
_WHOSE = re.compile(r"@[\w.]{2,30}\s?[·•]\s?(?P<when>.{2,16})")
_WHEN = re.compile(r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?\s?m\.?)?\s?[·•]\s?(?P<day>[^·•]{6,30})(?:[·•].{2,40})?", re.I)  # fmt: skip
#: Counts under a post: "1.2K Retweets 300 Likes".
_COUNTS = re.compile(
    r"(?:\d[\d.,]*\s?[KkMm]?\s(?:retweets?|reposts?|quotes?|quote tweets|likes?|replies|bookmarks|views|comments|shares)\b[\s·•,]*){2,5}",
    re.I,
)
#: What plays under a clip on TikTok: "@adafinch ♬ original sound - Ada Finch".
_SOUND = re.compile(r"@[\w.]{2,30}\s♬\s.{3,80}")
#: Behind what networks begin with: a name, or what plays: "original sound - Ada Finch".
_NAMED = re.compile(r"[-–—]\s?\w.{1,60}")
_YEAR = re.compile(r"\b(?:19|20)\d\d$")
_PICTURE = re.compile(r"(?:https?://)?(?:pic\.(?:twitter|x)\.com|t\.co)/\w+")
#: What a list of links is read out as: "list 1 of 4 The bridge that nobody built".
_ENTRY = re.compile(r"list \d{1,2} of \d{1,2} \S.{8,}")
#: Where a player stands: "0:00 / 2:31"
_PLAYED = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d\s*/\s*-?(?:\d{1,2}:)?\d{1,2}:\d\d")


def read_embed(text: str, folded: str) -> Finding | None:
    """What a line of a post or a player is; None for anything else. `folded` as of `words.fold`."""
    if text[-1].isdigit() and _PLAYED.fullmatch(text):
        return Finding("other", "shape.player")
    if len(text) > _LONGEST:
        return None
    if _ENTRY.fullmatch(text):
        return Finding("navigation", "shape.list_entry")
    if _is_attributed(text) or _is_dated(text) or _is_led(text, folded):
        return _POST
    if _PICTURE.fullmatch(text) or _COUNTS.fullmatch(text) or _SOUND.fullmatch(text):
        return _POST
    return None


def _is_attributed(text: str) -> bool:
    """Whether a line says whose post it is: "Ada Finch (@adafinch)", and at the most when."""
    posted = _POSTED.fullmatch(text) if "(@" in text or "（@" in text else None
    if posted is None:
        return False
    rest = posted["rest"].strip(" ·–—-")
    if not rest or is_stamp(rest) or _INSTANT.fullmatch(rest) or _ENDING.match(rest):
        return True
    return "post_end" in vocabulary().exact.get(fold(rest), {})


def _is_dated(text: str) -> bool:
    """Whether a line says when a post was made, and at the most by whom."""
    if "·" not in text and "•" not in text:
        return False
    if whose := _WHOSE.fullmatch(text):
        return any(char.isdigit() for char in whose["when"])
    when = _WHEN.fullmatch(text)
    return when is not None and is_stamp(when["day"].strip())


def _is_led(text: str, folded: str) -> bool:
    """Whether a line begins as networks do, "Replying to", "Posted by", and goes on as they do."""
    if SENTENCE_END.search(text):
        return False
    for term in vocabulary().leading(folded):
        if term.slot == "post_lead":
            rest = (after_term(text, folded, term) or "").strip(" :")
            return any((_HANDLES.fullmatch(rest), _NAMED.fullmatch(rest), _YEAR.search(rest)))
    return False
