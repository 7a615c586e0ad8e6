"""Lines of a page's menu: its entries in a row, "Breaking news | Culture", and a page's path."""

from __future__ import annotations

import re

from normalize.furniture.words import fold, vocabulary

#: Slots of what stands in a menu, and marks around it.
_MENU = frozenset(
    ("navigation_line", "social_lead", "promotion_lead", "advertisement_line", "section_name")
)
_MARKS = "!…:：.|<>»« "
_STEP = re.compile(r"\s*[>›→]\s*|\s»\s")
_LONGEST_STEP, _LONGEST_PATH = 30, 120
#: So many steps are a path whatever they are called, of so few words where a slash parts them; of
#: fewer the first must be the home page.
_STEPS, _SLASH, _WORDS = 3, " / ", 2


def is_menu(text: str) -> bool:
    """Whether a line is an entry of a menu, or several between bars.

    >>> is_menu("Home"), is_menu("Breaking news | Culture"), is_menu("Dam opens | Culture")
    (True, True, False)
    """
    parts = (fold(part).strip(_MARKS) for part in text.split("|"))
    return all(not _MENU.isdisjoint(vocabulary().exact.get(part, {})) for part in parts)


def is_path(text: str, first: bool = False) -> bool:
    """Whether a line is the way from the home page to this one: "Home > News", "Home / News".

    The `first` line of a page also where a slash parts words that no home page is called by: below
    a headline they may be who wrote it.

    >>> is_path("Home / News"), is_path("Wereld / Europa / Italië"), is_path("<IDXX> gets order")
    (True, False, False)
    >>> is_path("Wereld / Europa / Italië", first=True)
    True
    """
    if len(text) > _LONGEST_PATH or text[-1] in ".!?…" or "«" in text or "<" in text:
        return False
    steps = [step for step in _STEP.split(text) if step]
    is_slashed = len(steps) < 2
    steps = text.split(_SLASH) if is_slashed else steps
    if len(steps) < 2 or any(len(step) > _LONGEST_STEP for step in steps):
        return False
    if vocabulary().term(fold(steps[0]), "navigation_line") is not None:
        return True
    if not is_slashed and vocabulary().term(fold(steps[-1]), "section_name") is not None:
        return _STEP.match(text) is None  # "The Courier > Sport"
    if len(steps) < _STEPS or _STEP.match(text) is not None:
        return False
    return not is_slashed or (first and all(len(step.split()) <= _WORDS for step in steps))
