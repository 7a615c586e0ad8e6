"""What posts of networks and players leave behind where a page was copied as text."""

from __future__ import annotations

import re

from normalize.furniture.findings import Finding
from normalize.furniture.stamps import is_stamp

#: "A post shared by Ada Finch (@adafinch)", "— Ada Finch (@adafinch) March 12, 2024": no sentence, and
#: nothing that anybody said. Turkish goes on: "Ada Finch (@adafinch)'in paylaştığı bir gönderi".
_POSTED = re.compile(r"[^“”„«»\"!?…]{2,100}\(@[\w.]{2,30}\)(?P<rest>.{0,40})")
_ENDING = re.compile(r"['’]\w{1,4} \w+")
_PICTURE = re.compile(r"(?:https?://)?(?:pic\.(?:twitter|x)\.com|t\.co)/\w+")
#: Where a player stands: "0:00 / 2:31"
_PLAYED = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d\d\s*/\s*-?(?:\d{1,2}:)?\d{1,2}:\d\d")


def read_embed(text: str) -> Finding | None:
    """What a line of a post or a player is; None for anything else."""
    if text[-1].isdigit() and _PLAYED.fullmatch(text):
        return Finding("other", "shape.player")
    if "(@" in text and (posted := _POSTED.fullmatch(text)):
        rest = posted["rest"].strip(" ·–—-")
        if not rest or is_stamp(rest) or _ENDING.match(rest):
            return Finding("social", "shape.post")
    if _PICTURE.fullmatch(text):
        return Finding("social", "shape.post")
    return None
