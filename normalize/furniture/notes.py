"""Phrases inside a line near either end: rights, who contributed, how long reading takes."""

from __future__ import annotations

import re

from normalize.furniture.agencies import attribution, find_agency, strip_brackets
from normalize.furniture.findings import QUOTE, SENTENCE_END, Finding, Place, is_story
from normalize.furniture.notices import quotes_words, without_names
from normalize.furniture.pagewords import is_unspaced
from normalize.furniture.words import Term, fold, vocabulary
from normalize.names import list_of_names, looks_like_name, split_names

#: Longest block in which these phrases are looked for.
LONGEST_NOTE = 400
_LONGEST_SIGN, _LONGEST_CREDIT, _LONGEST_READ, _LONGEST_UNENDED = 200, 250, 60, 120
_COPYRIGHT = re.compile(
    r"^\s*(?:©|ⓒ|(?:\([cC]\)|Copyright|COPYRIGHT)\s*(?:©|\(c\))?\s*(?:\d{4}|[A-Z]\w+\s\d{4}|by\s[A-Z])|\([cC]\)\s?[^\s\d.]{2,20}$)"
)
_SIGN = re.compile(r"©|ⓒ|\([cC]\)")
_SENTENCES = re.compile(r"(?<=[a-z])\.\s*")
#: What stands between a wire's name and the word before it: "avec l'AFP", "com informações da Lusa".
_ARTICLE = re.compile(
    r"^(?:(?:the|la|le|les|der|dem|die|da|do|de|das|dos|a|o|el|il|lo|van)\s|l['’])", re.I
)
_MARKS = " *_-–—:,;()（）[]."
#: Who is named before "with files from": a reporter, a desk, an outlet.
_BEFORE_WORDS = 3
#: Characters of the sentences before a formula: "What do you think?"
_MOST_BEFORE, _STOP = 60, re.compile(r"[.!?…。！？؟।]+[\s\"“”‘’«»]*")
#: Letters of a legal phrase, where no space parts its words.
_PHRASE_UNSPACED = 4
_COUNT = re.compile(r"\W*(?:\w{1,6}\W+)?\d")
#: Words quoted within a sentence, and the words that tell of them before: "under the sign “All rights reserved”".
_WITHIN, _TELLING = re.compile('[“„«"「『]([^“”„«»"「」『』]{4,})[“”»"」』]'), 4
_CLOSING = {'"': '"', "“": "”", "«": "»", "„": "“", "「": "」", "『": "』"}


def read_note(text: str, folded: str, place: Place) -> Finding | None:
    """What note near either end of a copy a line is; None for a piece of the story.

    `folded` is the text as terms are compared (see words.py).
    """
    if len(text) > LONGEST_NOTE:
        return None
    words = vocabulary()
    if text[0] not in QUOTE and _COPYRIGHT.match(text) and len(text) <= _LONGEST_SIGN:
        return Finding("copyright", "copyright.sign")
    if (
        (term := words.containing(folded, "rights_phrase"))
        and not _is_quoted(text, term)
        and not _tells_before(folded, term)
    ) or (term := _rights(text, folded, place)):
        return Finding("copyright", term.rule)
    if (
        len(text) <= _LONGEST_READ
        and any(char.isdigit() for char in text)
        and (term := words.containing(folded, "read_time"))
        and (not SENTENCE_END.search(text) or _counts(folded, term))
    ):
        return Finding("other", term.rule)
    if term := _boilerplate(text, folded, place):
        return Finding("other", term.rule)
    if not place.tail or len(text) > _LONGEST_CREDIT:
        return None
    if term := words.containing(folded, "contributed"):
        return Finding("byline", term.rule)
    if (term := words.containing(folded, "reported_from")) and _tells_places(text):
        return Finding("byline", term.rule)
    return _wired(text) if words.containing(folded, "wire_lead") else None


def _counts(folded: str, term: Term) -> bool:
    """Whether a number stands beside a term, but for a word such as about: "Lesezeit: ca. 3 Min."."""
    before, _, after = folded.partition(term.text)
    return _COUNT.match(after) is not None or before.rstrip()[-1:].isdigit()


def _is_quoted(text: str, term: Term) -> bool:
    """Whether somebody says it, and a story tells of that: "Opinions are the author's own," she says."""
    said, closing, told = text[1:].partition(_CLOSING.get(text[0], "\n"))
    if closing and term.text in fold(said) and told.strip(" .,"):
        return True
    within = next((q for q in _WITHIN.finditer(text) if term.text in fold(q.group(1))), None)
    return within is not None and len(text[: within.start()].split()) >= _TELLING


def _tells_before(folded: str, term: Term) -> bool:
    """Whether a paragraph of the story has a formula of rights behind it: the paragraph stays."""
    stops = (stop.end() for stop in _STOP.finditer(folded, 0, folded.find(term.text)))
    before = folded[: max(stops, default=0)].rstrip()
    return (
        is_story(before)
        and not _SIGN.search(before)
        and vocabulary().containing(before, "rights_word") is None
        and vocabulary().containing(before, "rights_phrase") is None
    )


def _boilerplate(text: str, folded: str, place: Place) -> Term | None:
    """A formula of outlets in a line outside the story, with no sentence of the story before it."""
    if not (place.before or place.after) or len(text) > _LONGEST_CREDIT:
        return None
    term = vocabulary().containing(folded, "boilerplate")
    if term is None or quotes_words(text) or term.text not in fold(without_names(text)):
        return None
    stops = (stop.end() for stop in _STOP.finditer(folded, 0, folded.find(term.text)))
    return term if max(stops, default=0) <= _MOST_BEFORE else None


def _rights(text: str, folded: str, place: Place) -> Term | None:
    """A legal term of a line that holds two of them, outside the story, or that is no sentence."""
    if not (place.before or place.after):
        return None
    found = list(vocabulary().all_containing(folded, "rights_word"))
    if not found:
        return None
    spans = ((folded.find(term.text), -len(term.text)) for term in found)
    reached = count = 0
    for start, less in sorted(spans):  # of two that begin alike the longer
        if start >= reached:
            count, reached = count + 1, start - less
    if count > 1:
        return found[0]
    term = found[0]
    unended = not SENTENCE_END.search(text) and len(text) <= _LONGEST_UNENDED
    told = term.is_phrase or (not term.text.isascii() and len(term.text) >= _PHRASE_UNSPACED)
    return term if unended and told else None


def _tells_places(text: str) -> bool:
    """Whether all sentences say who reported from where: "Ada Finch reported from Rome."."""
    first = ""
    for sentence in filter(None, _SENTENCES.split(text)):
        term = vocabulary().containing(fold(sentence), "reported_from")
        sides = re.split(re.escape(term.text), sentence, flags=re.I) if term is not None else []
        if len(sides) != 2 or not looks_like_name(sides[1].strip(" .,")):
            return False
        names = list_of_names(sides[0])
        if not names:
            return False
        first = first or names[0]
    return " " in first


def _wired(text: str) -> Finding | None:
    """What a copy is made with: "With files from Reuters", "J. M. avec AFP", "(Mit Material der dpa)".

    What follows the words must be names; a sentence must begin with them too.
    """
    inner, bracketed = strip_brackets(text.strip("* "))
    folded = fold(inner)
    if len(folded) != len(inner) or len(inner) > _LONGEST_UNENDED:
        return None
    sentence = not bracketed and SENTENCE_END.search(inner) is not None
    for term in vocabulary().all_containing(folded, "wire_lead"):
        at = folded.find(term.text)
        before = inner[:at].strip(_MARKS)
        after = _ARTICLE.sub("", inner[at + len(term.text) :].lstrip(_MARKS)).strip(_MARKS)
        told_before = before and find_agency(before) is None  # "Ouest-France avec Reuters."
        if (after and not _are_names(after)) or (sentence and (told_before or not after)):
            continue
        # "avec AFP" is a term of its own.
        known = attribution(after or inner[at : at + len(term.text)].split()[-1]) or ()
        if not (known or before or term.is_phrase):
            continue  # a film's cast: "Avec Ada Finch"
        if not before or looks_like_name(before) or _is_short(before):
            return Finding("byline", term.rule, agencies=tuple(known))
    return None


def _are_names(text: str) -> bool:
    names = [_ARTICLE.sub("", name) for name in split_names(text)]
    known = any(find_agency(name) is not None for name in names)
    # Without capitals anything short could be a name.
    named = known or (text.upper() != text.lower() and not is_unspaced(text))
    return named and all(find_agency(name) is not None or looks_like_name(name) for name in names)


def _is_short(text: str) -> bool:
    return len(text.split()) <= _BEFORE_WORDS and len(text) <= 20
