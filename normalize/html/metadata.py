"""What a page says of its article: JSON-LD, meta elements, microdata and the page itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from normalize.characters import one_line
from normalize.html.authors import House, find_authors
from normalize.html.elements import Elements
from normalize.html.jsonld import read_json_ld
from normalize.html.title import find_title
from normalize.readers.fields import texts

_DATE_NAMES = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "pubdate", "publishdate", "publish-date", "sailthru.date",
    "parsely-pub-date", "article.published", "cxenseparse:recs:publishtime", "og:published_time",
    "publication_date", "citation_publication_date", "citation_online_date", "citation_date",
    "dcterms.issued", "dcterms.date", "last-modified",
)  # fmt: skip
#: A shorter text of a picture may be a subject or a name.
_LEAST_SHOWN = 30
_JSON_LD = "application/ld+json"
_TITLE_NAMES = (
    "og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "citation_title",
    "sailthru.title",
)  # fmt: skip


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

    ld, shown = read_json_ld(scripts)
    out = Metadata()
    metas = [one_line(unescape(meta[name][0])) for name in _TITLE_NAMES if name in meta]
    record = out.record
    # An address that lacks the host tells no outlet: "/news/123.html".
    addresses = [address for address in (href, first("og:url"), ld.get("url")) if address]
    record["url"] = next((a for a in addresses if "://" in str(a)), next(iter(addresses), ""))
    publisher = texts(ld.get("publisher"))
    house = first("og:site_name") or next(iter(publisher), "")
    outlet = out.is_house = House((house, *publisher), str(record["url"]))
    out.title, out.headlines = find_title(tree, elements, ld.get("headline"), metas, outlet.is_name)
    described = {one_line(unescape(text)) for text in shown}
    out.picture_texts = frozenset(t for t in described - {*out.headlines} if len(t) >= _LEAST_SHOWN)
    body = ld.get("articleBody")
    out.body = body.strip() if isinstance(body, str) else ""
    record["author"] = find_authors(tree, ld.get("author"), meta, outlet)
    out.house_authors = [name for name in texts(ld.get("author")) if "://" not in name]
    record["datePublished"] = (
        ld.get("datePublished")
        or first(*_DATE_NAMES)
        or _marked_date(tree)
        or ld.get("dateCreated")
    )
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


def _marked_date(tree: LexborHTMLParser) -> str:
    """The date of an element that is marked as that of publication."""
    for node in tree.css('[itemprop~="datePublished"], [property~="datePublished"], time[pubdate]'):
        attributes = node.attributes
        value = attributes.get("content") or attributes.get("datetime")
        if node.tag == "abbr":
            value = value or attributes.get("title")  # microformats, as Blogger writes them
        if value := value or one_line(node.text(deep=True, separator=" ")):
            return value
    return ""
