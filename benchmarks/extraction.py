"""Body and metadata of real news pages: newsfold beside trafilatura and others, in one run.

    python benchmarks/extraction.py PAGES [--worst N] [--only newsfold]

PAGES is a directory of pages (`*.html.gz`) with a `truth.jsonl`: a line a page with id, title,
authors, date, body (paragraphs joined by newlines) and captions. Figures are as the public
article-extraction benchmark defines them: precision and recall of the multiset of word
4-shingles of each page, averaged over pages, F1 of the two averages. Pages are decoded and
parsed by each tool itself; times are of one process on one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans("‘’‚‛“”„‟«»", '\'\'\'\'""""""')


@dataclass
class Extracted:
    """What a tool found on a page; None where it has no such field."""

    body: str = ""
    title: str | None = None
    authors: list[str] | None = None
    date: str | None = None
    captions: list[str] | None = None


@dataclass
class Tally:
    precision: list[float] = field(default_factory=list)
    recall: list[float] = field(default_factory=list)
    exact: int = 0
    title: int = 0
    authors: list[float] = field(default_factory=list)
    date: int = 0
    captions_found: int = 0
    captions: int = 0
    leaked: int = 0
    headline: int = 0
    seconds: float = 0.0
    worst: list[tuple[float, str]] = field(default_factory=list)


def plain(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    return " ".join(text.translate(_QUOTES).replace("\u00ad", "").replace("\u200b", "").split())


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(plain(text))  # invisible characters split no word
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def newsfold(data: bytes) -> Extracted:
    from normalize import Article, clean

    found = clean(data, "page.html")[0]
    if not isinstance(found, Article):
        return Extracted()
    return Extracted(
        found.text, found.title, found.authors, found.published_at or "", found.captions
    )


def trafilatura(data: bytes) -> Extracted:
    import trafilatura

    found = trafilatura.bare_extraction(data, with_metadata=True, include_comments=False)
    if found is None:
        return Extracted()
    authors = [name.strip() for name in (found.author or "").split(";") if name.strip()]
    return Extracted(found.text or "", found.title, authors, found.date or "")


def newspaper4k(data: bytes) -> Extracted:
    import newspaper

    page = newspaper.Article("https://page.example/", fetch_images=False)
    try:
        page.download(input_html=data.decode("utf-8", "replace"))
        page.parse()
    except Exception:
        return Extracted()
    date = page.publish_date.isoformat() if page.publish_date else ""
    return Extracted(page.text, page.title, list(page.authors), date)


def readability(data: bytes) -> Extracted:
    import lxml.html
    from readability import Document

    document = Document(data.decode("utf-8", "replace"))
    try:
        body = lxml.html.fromstring(document.summary())
    except Exception:
        return Extracted()
    return Extracted("\n".join(body.itertext()), document.short_title())


def resiliparse(data: bytes) -> Extracted:
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(
        data.decode("utf-8", "replace"), main_content=True, alt_texts=False, links=False
    )
    return Extracted(text)


TOOLS: dict[str, Callable[[bytes], Extracted]] = {
    tool.__name__: tool for tool in (newsfold, trafilatura, readability, newspaper4k, resiliparse)
}


def judge(tally: Tally, found: Extracted, truth: dict[str, Any]) -> None:
    """Add one page to a tool's tally."""
    mine, theirs = shingles(found.body), shingles(truth["body"])
    common = sum((mine & theirs).values())
    precision = common / sum(mine.values()) if mine else float(not theirs)
    recall = common / sum(theirs.values()) if theirs else 1.0
    tally.precision.append(precision)
    tally.recall.append(recall)
    total = precision + recall
    tally.worst.append((2 * precision * recall / total if total else 0.0, truth["id"]))
    body, gold = plain(found.body), plain(truth["body"])
    tally.exact += body == gold
    title = plain(truth["title"] or "")
    tally.title += plain(found.title or "") == title
    names, gold_names = (
        {plain(n) for n in group} for group in (found.authors or [], truth["authors"])
    )
    both = len(names) + len(gold_names)
    tally.authors.append(2 * len(names & gold_names) / both if both else 1.0)
    tally.date += (found.date or "")[:10] == (truth["date"] or "")[:10]
    leaked = False
    for caption in map(plain, truth["captions"] or []):
        if len(caption) < 25:
            continue
        tally.captions += 1
        kept = [plain(c) for c in found.captions or []]
        tally.captions_found += any(caption[:40] in c or (c and c[:40] in caption) for c in kept)
        leaked |= caption in body and caption not in gold
    tally.leaked += leaked
    first = plain(found.body.strip().split("\n")[0]) if found.body.strip() else ""
    tally.headline += bool(title) and first.casefold() == title.casefold()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages", type=Path)
    parser.add_argument("--only", nargs="*", choices=list(TOOLS))
    parser.add_argument("--worst", type=int, default=0, help="list each tool's worst pages")
    parser.add_argument("--repeat", type=int, default=3, help="timed passes; the median counts")
    arguments = parser.parse_args()
    truth = [json.loads(line) for line in (arguments.pages / "truth.jsonl").open("rb")]
    files = [arguments.pages / t["id"].replace("/", "__") for t in truth]
    pages = [gzip.decompress(file.read_bytes()) for file in files]
    print(
        "| tool | F1 | precision | recall | exact | title | authors | day | captions | leaked | headline | pages/s |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name in arguments.only or TOOLS:
        tool, tally, passes = TOOLS[name], Tally(), []
        tool(pages[0])
        for number in range(arguments.repeat):
            began = time.process_time()
            results = [tool(page) for page in pages]
            passes.append(time.process_time() - began)
            if not number:
                for found, gold in zip(results, truth, strict=True):
                    judge(tally, found, gold)
        n = len(truth)
        p, r = sum(tally.precision) / n, sum(tally.recall) / n
        print(
            f"| {name} | {2 * p * r / (p + r):.4f} | {p:.4f} | {r:.4f} | {tally.exact / n:.2f} "
            f"| {tally.title / n:.3f} | {sum(tally.authors) / n:.3f} | {tally.date / n:.3f} "
            f"| {tally.captions_found / max(1, tally.captions):.2f} | {tally.leaked} "
            f"| {tally.headline} | {n / sorted(passes)[len(passes) // 2]:.1f} |",
            flush=True,
        )
        for score, page in sorted(tally.worst)[: arguments.worst]:
            print(f"    {score:.3f} {page}")


if __name__ == "__main__":
    main()
