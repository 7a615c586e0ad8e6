"""Headlines that are repeated in the body, and the headline of a text that marks none."""

from __future__ import annotations

import re

from normalize.furniture.words import caseless
from normalize.hosts import host_of

_WORDS = re.compile(r"\w+")
#: Tags that desks set before a headline that was sent before, or goes with pictures.
_TAGS = (
    "UPDATE", "RPT", "REFILE", "CORRECTED", "WRAPUP", "EXCLUSIVE", "BREAKING", "LIVE", "WATCH",
    "VIDEO", "FOCUS", "UPDATED", "FOR IMMEDIATE RELEASE", "PRESS RELEASE", "MEDIA RELEASE",
    "NEWS RELEASE",
)  # fmt: skip
_UPDATE = re.compile(rf"^\s*(?:(?:{'|'.join(_TAGS)})(?:\s?\d{{1,2}})?\s?[-–—:]\s?)+")
_TAG_INITIALS = frozenset(tag[0] for tag in _TAGS)
#: "Headline | Site" and "Headline - Site": a separator with spaces about it, then a short name.
#: Where words are not spaced, fewer letters are a headline.
_SITE = re.compile(
    r"^(.{12,}?|(?=[^\s|]{0,20}[\u2e80-\u9fff\uac00-\ud7af]).{6,}?)\s+[|–—·»-]\s+([^|–—]{2,40})$"
)
_SEPARATED = re.compile(r"\s[|–—·»-]\s")
#: Not of a headline that ends in a year: "... 1971.", "... 1971 г."
_SENTENCE_END = re.compile(r"(?<![.\d])(?<!\d\s\w)[.。।۔]$|[;,:：，；]$")
_LONGEST = 220
#: The shortest name looked for in an address's host.
_LEAST_DOMAIN = 5
#: So many h1 elements may all be the headline.
_FEW_H1 = 3
#: What a series, or a desk, is called: "【朝の便り】", "[Exclusive]".
_LABEL = re.compile(r"[【\[［〔][^】\]］〕]{1,20}[】\]］〕]\s*(?=\S)")
#: What stands before a headline that is set again: "ÚLTIMA HORA: ...", "Eilmeldung - ...", "【快讯】...".
#: More words in small letters are a headline of their own: "Sensation in the hills: ...".
_BEFORE = re.compile(
    rf"{_LABEL.pattern}|(?=[^:：|–—-]{{2,24}}[:：|–—-])"
    r"(?:[^\W\d_]+|[^\W\d_]+\s[^\W\d_]+|[^.!?:：|\da-zà-öø-ÿа-яё]+)(?:\s?[:：|]\s?|\s[–—-]\s)(?=\S)"
)
#: Where a page stands in its outlet, before its headline: "Home / India / ...", "News > Harwick > ...".
_PATH = re.compile(r"[^.!?]{2,60}(?:\s[/>]\s|[/»›→]\s?)(?=\S)")
_MARKUP = re.compile(r"^#{1,6}\s+|^\*\*|\*\*$|\s=$")


def split_site(title: str) -> tuple[str, str] | None:
    """A headline and the site's name behind it; None where there is none.

    A name that is longer than what stands before it is the second half of a headline.
    """
    found = _SITE.match(title)
    if found is None or len(found.group(2)) > len(found.group(1)):
        return None
    return found.group(1), found.group(2)


def headline_key(text: str) -> str:
    """What two wordings of one headline share: letters and digits, case and desk tags folded."""
    tagged = _UPDATE.match(text)
    return "".join(_WORDS.findall(caseless(text[tagged.end() :] if tagged else text)))


def headline_keys(titles: list[str]) -> frozenset[str]:
    """Keys of the headline candidates, each with and without a site's name and a label in brackets."""
    keys = set()
    for title in titles:
        keys.add(headline_key(title))
        if site := split_site(title):
            keys.add(headline_key(site[0]))
        if label := _LABEL.match(title):
            keys.add(headline_key(title[label.end() :]))
    # A key of a few letters would match labels and names.
    return frozenset(key for key in keys if len(key) >= 6 or (len(key) >= 4 and key[0] > "\u2e80"))


def headlines_among(h1: list[str], titles: list[str]) -> list[str]:
    """Of the texts of a page's h1 elements those that are its headline, and no section's heading.

    `titles` are what the page declares. Where none of several h1 is one of them, few may be the
    headline in other words, or the outlet's name; of many only the first.
    """
    h1 = list(dict.fromkeys(h1))
    keys = headline_keys(titles)
    told = [text for text in h1 if not headline_keys([text]).isdisjoint(keys)]
    return told or (h1 if len(h1) <= _FEW_H1 else h1[:1])


def repeats_headline(text: str, keys: frozenset[str]) -> bool:
    """Whether a block is a headline again, but for case, punctuation, desk tags, site name."""
    if len(text) > _LONGEST or not keys:
        return False
    # A repeat is about as long as one of the headlines: most lines end here.
    length = len(text)
    for key in keys:
        if len(key) <= length <= 2 * len(key) + 60:
            break
    else:
        return False
    first = text[0]
    if first.isalnum() and first not in _TAG_INITIALS:
        initial = caseless(first)[0]
        for key in keys:
            if key[0] == initial:
                break
        else:
            return False  # most others: a headline begins with the letter it began with
    key = headline_key(text)
    if key in keys:
        return True
    site = split_site(text) if _SEPARATED.search(text) else None
    return site is not None and headline_key(site[0]) in keys


def repeats_behind_label(text: str, keys: frozenset[str]) -> bool:
    """Whether a line is a headline again behind a label of any words: "ÚLTIMA HORA: ...", "【快讯】...".

    Or behind the path to its page.
    """
    if len(text) > _LONGEST:
        return False
    labels = (_BEFORE.match(text), _PATH.match(text))
    return any(label and repeats_headline(text[label.end() :], keys) for label in labels)


def is_headline_like(text: str) -> bool:
    """Whether the first line of a text can be its headline: short, and no sentence's end."""
    return len(text) <= _LONGEST and not _SENTENCE_END.search(text.rstrip(' "“”‘’«»'))


def without_site(title: str, outlet: str, url: str = "") -> str:
    """A page's title without the outlet's name after a separator, where it is that name.

    It is one also if the page's address has it: "... - Phoronix" at www.phoronix.com.
    """
    site = _SITE.match(title)
    if site is None:
        return title
    name, own = headline_key(site.group(2)), headline_key(outlet)
    if name and own and (name in own or own in name):
        return site.group(1)
    labels = host_of(url).split(".")
    # "The Harwick Herald" at harwickherald.example, with its end or without.
    named = {headline_key("".join(labels[:end])) for end in range(1, len(labels) + 1)}
    return site.group(1) if len(name) >= _LEAST_DOMAIN and name in named else title


def unmarked(text: str) -> str:
    """A headline line without the marks of plain-text conventions (# and **, dpa's =)."""
    return _MARKUP.sub("", text).strip()
