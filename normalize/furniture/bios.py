"""What stands below a story of those who wrote it: their offices, their addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise

from normalize.article import Block
from normalize.furniture.agencies import find_agency
from normalize.furniture.findings import MAIL, QUOTE, is_full_name
from normalize.furniture.pagewords import codes_of, is_unspaced, read_words
from normalize.furniture.words import ends_word, fold, load_terms
from normalize.names import looks_like_name

_LONGEST = 500
#: The same of one that tells how an author is reached.
_REACHED = 200
#: What stands before the author's name: "The imam Ada Finch is the founder of ...".
_BEFORE = 40
#: Lines about an author, his name among them; and the most that they are of the whole.
_MOST_BOX, _BOX_SHARE = 4, 0.25
#: Blocks of a story that may have a line about its author above it, with that line.
_LEAST_STORY = 4
#: Authors of whom a story tells below it who they are, at the most.
_MOST_AUTHORS = 20
#: "... Follow her on Twitter @adafinch.", "... ada.finch@tribune.example"
_HANDLE_END = re.compile(r"(?:\s@\w{2,30}|[\w.+-]+@[\w-]+(?:\.\w+)+)\W*$")
#: So many of the last lines may hold a box on who wrote it.
_LABELLED = 30
#: Words of the longest name that a line may begin with.
_NAME_WORDS = 4
#: "Is" says who somebody is before an office or an article: "is a ..."
_COPULAS = frozenset(
    ("is", "ist", "est", "es", "è", "é", "är", "er", "je", "jest", "є", "является")
)
_ARTICLES = frozenset(
    ("a", "an", "un", "une", "una", "um", "uma", "ein", "eine", "een", "en", "et", "ett")
)
#: Characters of the longest "the author".
_NOUN = 24
#: Characters from the verb to the office: "is a political correspondent", "est journaliste".
_OFFICE = 40
#: What may stand between the name and who that is: "Ada Finch (fin), Jahrgang 1990, ist ...".
_ASIDE = re.compile(r"(?<=\w)\s\(\w{1,8}\)|,\s[^\W\d_]+(?:\s[a-zà-ÿ]+)?\s(?:19|20)\d\d,")
#: How to reach somebody: an address, an account, a telephone.
_CONTACT = re.compile(r"[\w.+-]+@[\w-]+\.\w|(?<!\w)@\w{2,30}|\d{3}[-. ]\d{4}\b|\+\d[\d ()-]{7,}\d")


def count_bios(
    blocks: Sequence[Block],
    kept: Sequence[tuple[int, Block]],
    authors: Sequence[str],
    outlet: str,
    language: str,
) -> int:
    """How many of the last blocks of a story speak of its authors or its outlet; 0 where none does.

    `blocks` are all that were read, `kept` those that are left, each with its place among them.
    """
    full = (name for name in authors if " " in name and not find_agency(name))
    named = list(islice(full, _MOST_AUTHORS))
    count = _count_box(blocks, kept, named)
    for _ in range(max(1, len(named))):
        left = len(kept) - count
        if left < 2:
            break
        text = kept[left - 1][1].text
        above = [block.text for _, block in kept[: left - 1] if block.text not in named]
        if len(text) > _LONGEST or not _is_bio(text, named, outlet, above, language):
            break
        count += 1
        if left > 2 and kept[left - 2][1].text in named:
            count += 1  # "Ada Finch", alone above what is said of her
    return count


def labelled_author(blocks: Sequence[Block], language: str) -> list[str]:
    """The name that stands alone below a label near the end: "About the author", "Ada Finch"."""
    labels = _terms("bio_label", codes_of(language))
    for label, below in pairwise(block.text for block in blocks[-_LABELLED:]):
        if len(label) <= _NOUN and fold(label).rstrip(":： ") in labels and is_full_name(below):
            return [below]
    return []


def opens_with_bio(
    kept: Sequence[tuple[int, Block]], authors: Sequence[str], language: str
) -> bool:
    """Whether the first block that is left tells who wrote it: "Ada Finch is a senior reporter."."""
    if len(kept) < _LEAST_STORY or len(kept[0][1].text) > _REACHED:
        return False
    text, codes = kept[0][1].text, codes_of(language)
    name = next((n for n in authors if " " in n and text.startswith(f"{n} ")), None)
    if name is None or any(name.split()[-1] in block.text for _, block in kept[1:]):
        return False
    verb, _, office = fold(text[len(name) :]).partition(" ")
    return _tells_who(verb, codes) and _is_office(office[:_OFFICE], text, codes)


def _count_box(blocks: Sequence[Block], kept: Sequence[tuple[int, Block]], named: list[str]) -> int:
    """How many blocks follow a line near the end that is an author's name alone, if they are short."""
    last = range(len(blocks) - 1, max(0, len(blocks) - 1 - _MOST_BOX * len(named)), -1)
    names = [at for at in last if blocks[at].text in named]
    if not names:
        return 0
    box = [len(block.text) for at, block in kept if at >= min(names)]
    whole = sum(len(block.text) for _, block in kept)
    return len(box) if sum(box) <= _BOX_SHARE * whole else 0


def _is_bio(text: str, named: list[str], outlet: str, above: list[str], language: str) -> bool:
    """Whether a paragraph is of an author, or of the outlet.

    It says who he is, while the story above never names him; or begins with his name, by which
    no author calls himself, and tells his office or address; or tells how he is reached. Where
    it ends with where to follow whom it begins with, that is the author who is not named
    elsewhere.
    """
    if len(text) <= _REACHED and any(name in text for name in named) and _CONTACT.search(text):
        return True
    codes = codes_of(language)
    text = _ASIDE.sub("", text.lstrip("* "), count=2)
    label, colon, rest = text.replace("：", ":", 1).partition(":")
    if colon and rest and len(label) <= _NOUN and fold(label.strip()) in _terms("bio_label", codes):
        return True
    if _is_of_newsroom(text, above, codes) or _is_of_author(text, above, codes):
        return True
    if outlet and not outlet.islower() and text.removeprefix("The ").startswith(outlet):
        named = [*named, outlet]
    for name in named:
        before, _, after = text.partition(name)
        if after and len(before) <= _BEFORE and not before.startswith(tuple(QUOTE)):
            surname, verb = name.split()[-1], fold(after).partition(" ")[0]
            if _tells_who(verb, codes) and not any(surname in piece for piece in above):
                return True
    begins = any(text.startswith(name) for name in named)
    first = " ".join(text.split(" ", 2)[:2])
    # Without capitals any two words could be a name.
    followed = (
        _HANDLE_END.search(text) and first.upper() != first.lower() and looks_like_name(first)
    )
    if not (begins or followed):
        return False
    return bool((begins and "@" in text) or read_words(text, codes).of("role_word"))


def _is_of_newsroom(text: str, above: list[str], codes: frozenset[str]) -> bool:
    """Whether a line is of a colleague whom no byline names, and no line above.

    "Ada Finch is a political correspondent at ...", "Ada Finch can be reached at ada.finch@...".
    """
    if len(text) > _REACHED or text.upper() == text.lower():
        return False
    mail = MAIL.search(text) if "@" in text else None
    words = text.split()
    for count in range(2, min(_NAME_WORDS + 1, len(words))):
        name = " ".join(words[:count])
        if not looks_like_name(name):
            return False
        surname = words[count - 1].casefold()
        if any(surname in piece.casefold() for piece in above):
            continue
        if mail is not None and surname in mail.group(1).casefold():
            return True
        behind = fold(" ".join(words[count:])[:_OFFICE])
        verb, _, office = behind.partition(" ")
        if any(behind.startswith(f"{told} ") for told in _terms("office_verb", codes)) or (
            _tells_who(verb, codes) and _is_office(office, text, codes)
        ):
            return words[0] != "The"  # a paper
        if not (_has_verbs(codes) or is_unspaced(text)) and _is_office(
            fold(words[-1]), text, codes
        ):
            return True  # "... muhabiridir."
    return False


def _is_of_author(text: str, above: list[str], codes: frozenset[str]) -> bool:
    """Whether a line says who "the author" is, of a story that speaks of none.

    It tells an office, or what else she does: "The author is dead" is a story's.
    """
    if len(text) > _REACHED:
        return False
    head = fold(text[:_NOUN])
    for term in _terms("author_noun", codes):
        if not head.startswith(term) or not ends_word(head, len(term)):
            continue
        noun = term.split()[-1]
        if any(noun in fold(piece) for piece in above):
            return False
        rest = fold(text)[len(term) :]
        words = rest.split()
        has_office = _is_office(rest, text, codes)
        if not _has_verbs(codes):
            return has_office
        if len(words) < 2 or not _tells_who(words[0], codes):
            return False
        return has_office or words[0] not in _COPULAS or words[1] in _ARTICLES
    return False


def _is_office(folded: str, line: str, codes: frozenset[str]) -> bool:
    """Whether a folded piece of a line names an office: of a newsroom, or of whom it asks for a column.

    The latter tells of an author alone where no more is told: "is a researcher who lives by the
    bridge, and ..." goes on.
    """
    if read_words(folded, codes).of("role_word"):
        return True
    if "," in line:
        return False
    words = folded.split()
    pairs = {f"{one} {other}".strip(".,") for one, other in pairwise(words)}
    told = pairs.union(word.strip(".,") for word in words)
    return not told.isdisjoint(_terms("bio_office", codes))


def _has_verbs(codes: frozenset[str]) -> bool:
    """Whether a verb before an office says who somebody is; elsewhere it ends the sentence, or is left out."""
    return bool(_terms("bio_verb", codes - {"en"} or codes))


def _tells_who(word: str, codes: frozenset[str]) -> bool:
    """Whether a word says who somebody is: a verb of a few, or a dash in its place."""
    return word in ("—", "–") or word in _terms("bio_verb", codes)


@cache
def _terms(slot: str, codes: frozenset[str]) -> frozenset[str]:
    return frozenset(t.text for code in codes for t in load_terms(code) if t.slot == slot)
