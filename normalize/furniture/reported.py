"""What somebody is reported to have said: a story tells it, furniture speaks for itself.

"Download the app before you travel, the railway advised", "The publisher says that all rights are
reserved": the words are furniture's, the sentence is not.
"""

from __future__ import annotations

import re
from functools import cache

from normalize.furniture.findings import SENTENCE_END, Finding
from normalize.furniture.pagewords import Codes, is_unspaced
from normalize.furniture.words import fold, load_terms

#: Slots whose words may stand in a sentence of the story: who says it decides. What leads to
#: another article has that one's headline behind it, and a caption may tell what somebody said.
_SPOKEN = frozenset(
    (
        "rights_phrase", "rights_word", "boilerplate", "promotion_lead", "promotion_word", "social_lead",
        "social_word", "self_reference", "self_verb", "meter_phrase", "navigation_word", "report_phrase",
        "consent_word", "error_word", "content_reference", "this_part", "version_phrase",
        "machine_word", "affiliate_word", "call_phrase", "question_phrase",
        "medium_word", "our_thing", "own_thing", "us_phrase", "paid_word",
    )
)  # fmt: skip
#: Languages in which who said it may stand before the verb, and the words between a comma and the
#: verb there: ", the national railway advised"; no clause with a word of its own in front is one.
_SUBJECT_FIRST = frozenset(("en", "vi"))
_SUBJECT = r"(?:(?!(?:which|who|where|what|that|and|or|if|unless|as|we|you)\b)[\w'’-]+\s){0,5}"
#: Elsewhere to whom it was said may: "Hazte socio, le decía su padre".
_TO_WHOM = r"(?:(?:les?|me|te|nos|se|lui|leur|nous|vous|gli|ci|mi|ti|lhes?|mu|jej|im)\s)?"
#: Scripts whose sentences need no comma for it.
_NO_COMMA = re.compile("[\u0600-\u06ff\u0900-\u097f]")


def is_reported(text: str, found: Finding, codes: Codes) -> bool:
    """Whether a line that was found to be furniture is a sentence on what somebody said.

    Verbs are looked for in the languages `codes` (see pagewords.py) and in that of the rule.
    """
    language, _, slot = found.rule.partition(".")
    if slot not in _SPOKEN or not SENTENCE_END.search(text):
        return False
    # "An earlier version of this article said that ...": the copy itself says it.
    by_copy = found.kind == "correction" and (
        slot == "version_phrase" or not (is_unspaced(text) or _NO_COMMA.search(text))
    )
    pattern = _pattern((codes or frozenset()) | {language}, by_copy)
    return pattern.search(fold(text)) is not None


@cache
def _pattern(codes: frozenset[str], at_ends: bool) -> re.Pattern[str]:
    """Who said it, in some languages; with `at_ends` only behind a comma: "..., he said"."""
    found: list[str] = []
    for code in sorted(codes):
        terms = load_terms(code)
        verbs = [term.text for term in terms if term.slot == "said_verb"]
        thats = [term.text for term in terms if term.slot == "that_word"]
        said = "|".join(_of_term(verb) for verb in verbs)
        if not verbs:
            continue
        if at_ends and (is_unspaced(verbs[0]) or _NO_COMMA.search(verbs[0])):
            continue
        if is_unspaced(verbs[0]):
            found.append(said)
        elif _NO_COMMA.search(verbs[0]):
            found.append(rf"(?<!\w)(?:{said})(?!\w)")
        else:
            subject = _SUBJECT if code in _SUBJECT_FIRST else _TO_WHOM
            found.append(rf",\s{subject}(?:{said})(?!\w)")
            if thats and not at_ends:
                opens = "|".join(map(re.escape, thats))
                found.append(rf"(?<!\w)(?:{said})\s(?:{opens})(?:(?<=')|(?!\w))")
    return re.compile("|".join(found) or "(?!)")


def _of_term(verb: str) -> str:
    return re.escape(verb.removesuffix("*")) + (r"\w*" if verb.endswith("*") else "")
