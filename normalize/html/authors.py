"""Who wrote it: what the page declares, and what its bylines say; the outlet itself is no author."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalize.characters import one_line
from normalize.furniture.agencies import find_agency
from normalize.furniture.pagewords import is_label, is_office
from normalize.furniture.stamps import before_stamp
from normalize.furniture.words import after_term, fold, months, vocabulary
from normalize.hosts import host_of
from normalize.html.author_places import MARKED, PLACES, Place, elements_of
from normalize.html.bystanders import Bystanders, is_called_byline
from normalize.names import is_company, looks_like_name, split_names
from normalize.readers.fields import texts

_AUTHOR_NAMES = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "sailthru.author",
    "byl",
    "cxenseparse:author",
    "dcterms.creator",
    "citation_author",
)
#: After a name and a comma, more than another name.
_OFFICE = 30
#: What stands before a country's own ending: "abc.net.au".
_SECOND_LEVEL = frozenset(("ac", "co", "com", "edu", "go", "gob", "gov", "ne", "net", "or", "org"))
_LONGEST = 90
#: So many elements of a place are looked at.
_MOST_NODES = 40
#: A paragraph that is a byline says no more, whatever office it names.
_LONGEST_SIGNED = 120
#: Ancestors that may be the box of several bylines, and how much such a box says.
_NEAR, _LONGEST_BOX = 5, 250
#: Words of elements side by side: but a name's letters may be in several, too.
_JOINED = re.compile("[a-zà-ÿ][A-ZÀ-Þ]|[\u0e00-\u9fff\uac00-\ud7af]")
#: "Ada Finch for the Harbour Herald", in lines that name who wrote it.
_FOR_OUTLET = re.compile(r"\s[Ff]or\s(?:[Tt]he\s)?[A-Z][\w. ]{1,30}$")
#: Names of East Asia, which are written without a space.
_UNSPACED_NAME = re.compile(
    "(?=.*[\u4e00-\u9fff])[\u4e00-\u9fff\u3005\u3040-\u30ff]{2,6}|[\uac00-\ud7af]{2,4}"
)
#: An outlet that signs with its address: "Ada Finch / Milliyet.com.tr".
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)+")
#: Names with more words than this have an office behind them, as a rule.
_LONG_NAME = 3
_TRAILING = re.compile(r"\s*(?:[|•·,]\s*.*|\d.*|\(.*|[-–—]\s.*)$")


def _without_lead(text: str) -> str:
    folded = fold(text)
    for term in vocabulary().leading(folded):
        rest = after_term(text, folded, term)
        if term.slot in ("byline_lead", "byline_label") and rest is not None:
            return rest.lstrip(" :：")
    return text


def page_authors(
    tree: LexborHTMLParser, is_house: Callable[[str], bool], where: tuple[Place, ...]
) -> list[str]:
    """The authors named in the page's byline, in the first place that names any; [] where it names
    none but the house."""
    is_of_others = Bystanders()
    for place, nodes in elements_of(tree, where):
        for node in nodes[:_MOST_NODES]:
            names = [n for n in _names_in(node) if not is_house(n) and not _SITE.fullmatch(n)]
            if not names or not all(map(_is_full_name, names)):
                continue
            if not (_stands_in_paragraph(node) or is_of_others(node)):
                return _with_others(node, place, names, is_house)
    return []


def _stands_in_paragraph(node: LexborNode) -> bool:
    """Whether an element is a link in a paragraph: the article itself may bear its author's name."""
    around = node.parent
    return (
        node.tag == "a"
        and around is not None
        and around.tag == "p"
        and not is_called_byline(around)
        and len(around.text(deep=True)) > _LONGEST_SIGNED
    )


def _names_in(node: LexborNode) -> list[str]:
    """What the text of an element names, without its label, offices and days; [] of a long one."""
    text = one_line(node.text(deep=True))
    if "@" in text or _JOINED.search(text):
        text = one_line(node.text(deep=True, separator=" "))
    if not text or len(text) > _LONGEST:
        return []
    names = _names_of(text)
    if len(names) == 1 and len(names[0].split()) > _LONG_NAME:
        # "Ada Finch" and, in an element of its own, "Senior Staff Writer"
        first = _names_of(next((t for t in map(one_line, _texts(node)) if t), ""))
        if len(first) == 1 and _is_full_name(first[0]):
            return first
    return names


def _names_of(text: str) -> list[str]:
    text = _without_lead(text)
    name = _month_end().sub("", _FOR_OUTLET.sub("", _TRAILING.sub("", text)))
    return split_names(name if name == text else before_stamp(name))


def _texts(node: LexborNode) -> Iterator[str]:
    return (t.text_content or "" for t in node.traverse(include_text=True) if t.tag == "-text")


def is_led(text: str) -> bool:
    """Whether a text begins as bylines do: "By", "Von Ada Finch"."""
    return _without_lead(text) != text


def full_names_in(node: LexborNode) -> list[str]:
    """The names of people in the line of an element; [] where it holds anything else."""
    names = _names_in(node)
    return names if all(_is_full_name(name) and not _is_desk(name) for name in names) else []


def _is_desk(name: str) -> bool:
    """Whether a name is a wire's or an office's: "Reuters Staff"."""
    return find_agency(name) is not None or is_office(name)


def _is_full_name(name: str) -> bool:
    full = " " in name or _UNSPACED_NAME.fullmatch(name) is not None
    return full and looks_like_name(name) and _is_person(name) and not is_label(name)


def _with_others(
    node: LexborNode, place: Place, names: list[str], is_house: Callable[[str], bool]
) -> list[str]:
    """A byline's names with those of the other bylines in the same box."""
    box, up = node, node.parent
    for _ in range(_NEAR):
        if up is None or up.tag in ("body", "article", "main"):
            break
        if is_called_byline(up):
            box = up
        up = up.parent
    if len(box.text(deep=True, strip=True)) > _LONGEST_BOX:
        return names
    for other in place.within(box):
        found = _names_in(other)
        if all(_is_full_name(name) and not is_house(name) for name in found):
            names += [name for name in found if name not in names]
    return names


@cache
def _month_end() -> re.Pattern[str]:
    # "Ada Finch June 12, 2024": the day is cut off already
    return re.compile(rf"\s(?:{months()})\.?$", re.I)


class House:
    """Tells whether an author's name is the outlet's own, which stands where no person is named."""

    def __init__(self, names: tuple[str, ...], url: str) -> None:
        self._names = {key for name in names if (key := _key(name))}
        #: "Legal Tribune Online" signs as "LTO"
        self._initials = {"".join(w[0] for w in name.casefold().split()) for name in names}
        host = host_of(url)
        labels = host.split(".")[:-1]
        own = [label for label in labels if label not in _SECOND_LEVEL]
        #: "edition.cnn.com" signs as "CNN", "timesofindia.indiatimes.com" as "Times of India"
        self._sites = {max(own, key=len), own[-1]} if own else set()
        self._hosts = {host, *self._sites}

    def __call__(self, name: str) -> bool:
        own = _key(name)
        if not own:
            return False
        if any(own in other or other in own for other in self._names):
            return True
        if len(own) > 2 and own in self._initials:
            return True
        return any(len(site) > 2 and own.startswith(site) for site in self._sites)

    def is_name(self, text: str) -> bool:
        """Whether a text is the outlet's name, or its host's, and nothing more."""
        own = _key(text)
        return len(own) > 2 and (own in self._names or own in self._hosts)

    def without(self, name: str) -> str:
        """A declared author without the outlet that stands behind a name: "Ada Finch, Herald"."""
        parts = split_names(name)
        people = [part for part in parts if not self(part)]
        return ", ".join(people) if 0 < len(people) < len(parts) else name


def _key(name: str) -> str:
    """A name as hosts have it: "Harbour Herald" is harbourherald.example."""
    return "".join(name.casefold().split())


def _is_account(name: str, names: list[str]) -> bool:
    """Whether a name is what somebody logs in by, beside full names: "ada-finch", "afinch2"."""
    return " " not in name and name.islower() and name.isascii() and any(" " in n for n in names)


def _spoken(name: str) -> str:
    """A name as it is spoken: "Finch, Ada", as libraries write it, is "Ada Finch"."""
    last, comma, first = name.partition(", ")
    inverted = comma and looks_like_name(last) and looks_like_name(first)
    return f"{first} {last}" if inverted and " " not in last and " " not in first else name


def _is_person(name: str) -> bool:
    """Whether a declared author is none of a picture ("Image: Getty Images"), no number, firm, office."""
    return (
        not (" " not in name and is_office(name))
        and not any(mark in name for mark in "():：©")
        and any(map(str.isalpha, name))
        and not is_company(name)
    )


def _people(authors: object, is_house: House) -> list[str]:
    """The names of people among schema.org's authors; organisations and the house are none."""
    found = []
    for author in authors if isinstance(authors, list) else [authors]:
        if isinstance(author, dict) and "Organization" in str(author.get("@type")):
            continue
        for name in texts(author):
            before, comma, rest = name.partition(",")
            # "Ada Finch, professor of history at the university of ..."
            office = (
                comma and len(rest) > _OFFICE and not all(map(looks_like_name, split_names(rest)))
            )
            person = before if office and looks_like_name(before) else name
            person = _FOR_OUTLET.sub("", person)
            # "Ada Finch, Chief Reporter"
            if comma and is_office(rest) and looks_like_name(before):
                person = before
            if _is_person(person) and not is_house(person):
                found.append(person)
    return found


def find_authors(
    tree: LexborHTMLParser, declared: object, meta: dict[str, list[str]], is_house: House
) -> list[str]:
    """The people who wrote a page's article: [] where it names none but the house.

    `declared` is the author of its JSON-LD, `meta` the contents of its meta elements by name.
    """
    named = _people(declared, is_house)
    if not named:
        metas = [name for key in _AUTHOR_NAMES for name in meta.get(key, []) if _is_person(name)]
        named = [_spoken(is_house.without(name)) for name in metas[:4] if not is_house(name)]
    signed = next(iter(meta.get("twitter:data1", [])), "")  # WordPress: "Written by"
    if not named and " " in signed and looks_like_name(signed) and not is_house(signed):
        named = [signed]
    named = [name for name in named if not _is_account(name, named)]
    if len(named) > 1:
        return named
    # A page that names one in its data may show more.
    written = page_authors(tree, is_house, MARKED if named else PLACES)
    return written if set(named) <= set(written) else named
