"""What a page says of its article: JSON-LD, meta elements, microdata and the page itself."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html import unescape

import orjson
from selectolax.lexbor import LexborHTMLParser, LexborNode

from normalize.characters import columns, one_line
from normalize.furniture.headlines import headlines_among
from normalize.html.authors import House, find_authors
from normalize.html.elements import Elements
from normalize.html.headline import leads_home
from normalize.readers.fields import texts

_ARTICLE_TYPES = re.compile(
    r"(?:News|Report|Opinion|Analysis|Review|Satirical|Scholarly|Tech)?\w*(?:Article|BlogPosting|LiveBlogPosting)$|^(?:Report|SocialMediaPosting)$"
)
_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "sailthru.date",
    "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime", "og:published_time",
    "publication_date", "last-modified",
)  # fmt: skip
#: A shorter text of a picture may be a subject or a name.
_LEAST_SHOWN = 30
#: A shorter h1 may be the outlet's name or a section's; in scripts without spaces, the second.
_LEAST_HEADLINE, _LEAST_UNSPACED = 20, 9
#: What outlets set between a headline and their name; a headline is no shorter (columns).
_TITLE_PARTS, _LEAST_PART = re.compile(r"\s[|\-–—·»]\s|[｜|_]"), 14
_UNSPACED = re.compile("[\u0e00-\u0eff\u2e80-\u9fff\uac00-\ud7af]")
_PARTED = re.compile(r"\0(?=[:;,.!?…)])")
_JSON_LD = "application/ld+json"
#: What stands for a headline where nobody wrote one: "harbour-bridge-test-2024".
_FILE_NAME = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){2,}")
_TITLE_NAMES = ("og:title", "twitter:title", "parsely-title", "dc.title", "sailthru.title")


@dataclass(slots=True)
class Metadata:
    """What was declared; empty where nothing was."""

    title: str = ""
    headlines: list[str] = field(default_factory=list)
    #: whom the page declares as the author where no person is named: the outlet, as a rule
    house_authors: list[str] = field(default_factory=list)
    #: tells whether a name is the outlet's own
    is_house: Callable[[str], bool] = field(default=House((), ""))
    #: captions of its pictures, as far as they could not be anything else
    picture_texts: frozenset[str] = frozenset()
    #: the whole text as the JSON-LD has it: often cut, or without paragraphs
    body: str = ""
    #: what the page says the article is about, in whichever places
    descriptions: list[str] = field(default_factory=list)
    record: dict[str, object] = field(default_factory=dict)


def _objects(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart", "itemListElement"):
            if key in value:
                yield from _objects(value[key], depth + 1)


def _json_ld(scripts: list[LexborNode]) -> tuple[dict[str, object], list[str]]:
    """The article object of a page's JSON-LD ({} where there is none), and what its images show."""
    found: list[dict[str, object]] = []
    for script in scripts:
        raw = script.text(deep=True).strip().removesuffix(";")
        try:
            value = orjson.loads(raw)
        except orjson.JSONDecodeError:
            try:
                value = json.loads(raw, strict=False)
            except (ValueError, RecursionError):
                continue
        found += list(_objects(value))
    articles = []
    for item in found:
        kinds = item.get("@type")
        names = kinds if isinstance(kinds, list) else [kinds]
        if any(isinstance(name, str) and _ARTICLE_TYPES.search(name) for name in names):
            articles.append(item)
    article = max(
        articles, key=lambda item: ("headline" in item) + ("datePublished" in item), default={}
    )
    images = [item for item in found if item.get("@type") == "ImageObject"]
    for value in (article.get("image"), article.get("associatedMedia")):
        images += [
            item
            for item in (value if isinstance(value, list) else [value])
            if isinstance(item, dict)
        ]
    shown = [
        text
        for image in images
        for key in ("caption", "description", "name")
        for text in texts(image.get(key))
    ]
    return article, shown


def read_metadata(tree: LexborHTMLParser, elements: Elements) -> Metadata:
    """Read a page's metadata, as fields with schema.org's names. Call before tags are cut."""
    meta: dict[str, list[str]] = {}
    for node in elements.named("meta"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        content = attributes.get("content")
        if name and content and content.strip():
            meta.setdefault(name.strip().lower(), []).append(content.strip())
    scripts = [node for node in elements.named("script") if node.attributes.get("type") == _JSON_LD]
    links = (node.attributes for node in elements.named("link"))
    hrefs = (link.get("href") for link in links if link.get("rel") == "canonical")
    href = next((href for href in hrefs if href), "")

    def first(*names: str) -> str:
        return next((meta[name][0] for name in names if name in meta), "")

    ld, shown = _json_ld(scripts)
    out = Metadata()
    headline = ld.get("headline")
    declared_title = one_line(unescape(headline)) if isinstance(headline, str) else ""
    titles = [declared_title] if declared_title else []
    h1 = [text for text in map(_headline, elements.named("h1")) if text]
    metas = [one_line(unescape(meta[name][0])) for name in _TITLE_NAMES if name in meta]
    titles += [title for title in metas if not _FILE_NAME.fullmatch(title)]
    page_title = tree.css_first("title")
    if page_title is not None:
        titles.append(one_line(page_title.text(deep=True)))
    own = headlines_among(h1, titles)
    searched = one_line(page_title.text(deep=True)) if page_title is not None else ""
    out.title = _choose(tree, declared_title, titles, _without_logo(elements, h1), searched)
    out.headlines = list(dict.fromkeys(text for text in (*titles, *own, out.title) if text))
    described = {one_line(unescape(text)) for text in shown}
    out.picture_texts = frozenset(t for t in described - {*out.headlines} if len(t) >= _LEAST_SHOWN)
    body = ld.get("articleBody")
    out.body = body.strip() if isinstance(body, str) else ""
    record = out.record
    record["url"] = href or first("og:url") or ld.get("url") or ""
    publisher = texts(ld.get("publisher"))
    house = first("og:site_name") or next(iter(publisher), "")
    out.is_house = House((house, *publisher), str(record["url"]))
    record["author"] = find_authors(tree, ld.get("author"), meta, out.is_house)
    out.house_authors = [name for name in texts(ld.get("author")) if "://" not in name]
    record["datePublished"] = ld.get("datePublished") or first(*_DATE_NAMES) or _marked_date(tree)
    record["dateModified"] = ld.get("dateModified") or first(
        "article:modified_time", "og:updated_time"
    )
    html = tree.css_first("html")
    declared = (html.attributes.get("lang") if html is not None else "") or first(
        "og:locale", "language", "content-language"
    )
    record["inLanguage"] = declared or ld.get("inLanguage") or ""
    record["publisher"] = house or first("application-name")
    summaries = [first("og:description"), first("description"), first("twitter:description")]
    summaries += texts(ld.get("description"))
    out.descriptions = [text for text in map(one_line, map(unescape, summaries)) if text]
    record["description"] = out.descriptions[0] if out.descriptions else ""
    record["keywords"] = (
        ld.get("keywords") or meta.get("article:tag") or first("keywords", "news_keywords")
    )
    return out


def _without_logo(elements: Elements, h1: list[str]) -> list[str]:
    """The texts of a page's h1 elements but for the outlet's name, where there is another."""
    if len(h1) < 2:
        return h1
    logos = {_headline(node) for node in elements.named("h1") if leads_home(node)}
    return [text for text in h1 if text not in logos] or h1


def _headline(node: LexborNode) -> str:
    """The text of a headline; its parts are parted, but for a mark that ends the one before."""
    return one_line(_PARTED.sub("", node.text(deep=True, separator="\0")).replace("\0", " "))


def _choose(
    tree: LexborHTMLParser, declared: str, titles: list[str], h1: list[str], searched: str
) -> str:
    """The headline of the JSON-LD; else the page's own h1 where a title backs it; else a title.

    `searched` is what the `<title>` says, to search engines first. Where the JSON-LD repeats it
    and the page shows another headline, which its metadata back, readers know the story by that
    one.
    """
    if not declared:
        return _shown(tree, titles, h1, searched)
    for text in h1:
        # A kicker is set before the headline that the page shows: "Crime: Nordmann dømt".
        if text in titles and declared not in titles[1:] and declared.endswith(text):
            return text
    shown = next((text for text in h1 if text in titles and text != declared), "")
    if shown and declared not in h1 and searched.casefold().startswith(declared.casefold()):
        return shown
    return declared


def _shown(tree: LexborHTMLParser, titles: list[str], h1: list[str], searched: str) -> str:
    """The headline of a page that declares none: an h1 that a title backs, another heading, a title."""
    backed = [text for text in h1 if columns(text) > 8 and _is_in(text, titles)]
    for text in backed:
        if 2 * columns(text) >= columns(searched) or (
            titles[0] != searched and _is_in(text, titles[:1])
        ):
            return text
    # A short h1 may be the outlet's name, which a title has beside the headline.
    if titles[:1] == [searched]:
        headings = [_headline(node) for node in tree.css("h2, h3, h4")]
        for text in headings:
            if 2 * columns(text) >= columns(searched) and _is_in(text, titles):
                return text
    elif backed and _is_in(titles[0], [searched]):
        return titles[0]
    if backed:
        return backed[0]
    if titles[:1] == [searched] and (part := _shown_part(tree, searched)):
        return part
    least = _LEAST_UNSPACED if _UNSPACED.search("".join(h1)) else _LEAST_HEADLINE
    if len(h1) == 1 and titles == [searched] and len(h1[0]) >= least:
        return h1[0]  # what a `<title>` alone says otherwise is for search engines
    return titles[0] if titles else h1[0] if h1 else ""


def _shown_part(tree: LexborHTMLParser, title: str) -> str:
    """The part of a title, beside the outlet's name, that the page shows in a line of its own.

    Without a heading the headline may stand in any element: `<font size="4">`, a box. Before a
    colon stands the outlet's name, or else a kicker, which the page shows as well.
    """
    outlet, _, headline = title.partition(": ")
    parts = {*map(str.strip, _TITLE_PARTS.split(title)), headline} - {title}
    sought = {part for part in parts if columns(part) >= _LEAST_PART}
    if not sought or tree.body is None:
        return ""
    shown: list[str] = []
    for node in tree.body.traverse(include_text=True):
        text = one_line(node.text_content or "") if node.tag == "-text" else ""
        parent = node.parent
        if parent is not None and parent.tag not in ("a", "option", "button"):
            if text == outlet:
                sought.discard(headline)
            if text in sought:
                shown.append(text)
    return next((text for text in shown if text in sought), "")


def _is_in(text: str, titles: list[str]) -> bool:
    return any(text.casefold() in title.casefold() for title in titles)


def _marked_date(tree: LexborHTMLParser) -> str:
    """The date of an element that is marked as that of publication."""
    for node in tree.css('[itemprop~="datePublished"], time[pubdate]'):
        attributes = node.attributes
        value = attributes.get("content") or attributes.get("datetime")
        if node.tag == "abbr":
            value = value or attributes.get("title")  # microformats, as Blogger writes them
        if value := value or one_line(node.text(deep=True, separator=" ")):
            return value
    return ""
