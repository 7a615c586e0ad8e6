"""What follows on cleaning: furniture learned from all batches goes, and each batch is sketched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import orjson
from numpy.typing import NDArray

from dedupe.settings import FoldSettings
from flows.cleaning import CleanResult
from flows.sketchfile import write_sketches
from flows.store import Articles, key_of, read_articles, write_articles
from normalize import Article, CleanSettings
from normalize.furniture.learned import Learned, Recurring, learn, recurring, strip_learned


@dataclass(frozen=True, slots=True)
class FinishJob:
    """A cleaned batch to take learned furniture from and to sketch, and where both go."""

    label: str
    articles: str
    count: int
    learned: dict[str, Learned]
    finished: str
    sketches: str
    settings: FoldSettings

    @property
    def is_done(self) -> bool:
        """Whether an earlier run left the outcome."""
        return Path(self.finished).exists() and Path(self.sketches).exists()


@dataclass(frozen=True, slots=True)
class FinishResult:
    """The files of a batch that is ready to be matched."""

    articles: str
    sketches: str


def learn_furniture(cleaned: Sequence[CleanResult], settings: CleanSettings) -> dict[str, Learned]:
    """What all batches together show of each outlet's furniture."""
    if not settings.learn_from:
        return {}
    totals: Counter[str] = Counter()
    for result in cleaned:
        totals.update(result.outlets)
    batches = [read_articles(Path(result.out)) for result in cleaned]
    keys = [batch.ends() for batch in batches]
    often = recurring(np.concatenate([np.empty(0, np.uint64), *keys]), settings.learn_from)
    return learn(_recurring(batches, keys, often), totals, settings.learn_from)


def _recurring(
    batches: Sequence[Articles], keys: Sequence[NDArray[np.uint64]], often: NDArray[np.uint64]
) -> Iterator[Recurring]:
    """What the articles show that have a line of one of the keys `often`, sorted.

    Of the articles only titles are read, and of each line one text.
    """
    titles: list[list[str]] = [[] for _ in often]
    shown: list[tuple[str, str]] = [("", "")] * len(often)
    for batch, own in zip(batches, keys, strict=True):
        chosen = np.isin(own, often)
        rows = batch.rows_of_ends()[chosen]
        having, places = np.unique(rows, return_inverse=True)
        told = batch.table.column("title").take(having).to_pylist()
        lines = np.searchsorted(often, own[chosen])
        for line, row, place in zip(lines.tolist(), rows.tolist(), places.tolist(), strict=True):
            if not titles[line]:
                text = batch.table.column("text")[row].as_py()
                shown[line] = batch.table.column("outlet")[row].as_py(), text
            titles[line].append(told[place])
    for key, (outlet, text), having_it in zip(often.tolist(), shown, titles, strict=True):
        yield Recurring(key, outlet, having_it, text)


def finish_job(
    cleaned: CleanResult, learned: dict[str, Learned], settings: FoldSettings
) -> FinishJob:
    """The job that finishes a cleaned batch, given what was learned of all outlets.

    Only its own outlets' lines are part of its key, so that news of one outlet leaves the
    batches of others as they are. Without any, the cleaned file is the finished one.
    """
    own = {outlet: learned[outlet] for outlet in sorted(cleaned.outlets) if outlet in learned}
    path = Path(cleaned.out)
    finished = path
    if own:
        told = orjson.dumps(own, option=orjson.OPT_SORT_KEYS)
        finished = path.with_name(f"{key_of(path.name, told)}.clean.arrow")
    parts = (finished.name, str(settings.shingle_size), str(settings.num_perm), str(settings.seed))
    sketches = path.with_name(f"{key_of(*parts)}.sketch")
    return FinishJob(
        cleaned.label, cleaned.out, cleaned.articles, own, str(finished), str(sketches), settings
    )


def finish_batch(job: FinishJob) -> FinishResult:
    """Take learned furniture from a cleaned batch and sketch it, unless both are there already."""
    from dedupe.signatures import sketch  # the compiler takes a second to load

    finished, sketches = Path(job.finished), Path(job.sketches)
    if not finished.exists():
        articles = read_articles(Path(job.articles))
        write_articles(
            finished, [_without(a, job.learned) for a in articles.each()], articles.rejected
        )
    if not sketches.exists():
        write_sketches(sketches, sketch(read_articles(finished).texts(), job.settings))
    return FinishResult(job.finished, job.sketches)


def _without(article: Article, learned: dict[str, Learned]) -> Article:
    own = learned.get(article.outlet)
    if own is None:
        return article
    text, removed = strip_learned(article.text, article.removed, own)
    kept = set(text.split("\n\n"))
    subheads = [subhead for subhead in article.subheads if subhead in kept]
    return replace(article, text=text, removed=removed, subheads=subheads)
