"""What is done to one batch, wherever it runs: pure of Prefect, small arguments in and out."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import orjson

from dedupe.settings import FoldSettings
from dedupe.signatures import sketch
from flows.inputs import Batch, Source
from flows.store import (
    key_of,
    read_articles,
    write_articles,
    write_sketches,
)
from normalize import Article, CleanSettings, Rejected, clean_bytes
from normalize.furniture.learned import Learned, Seen, learn, recurring, strip_learned


@dataclass(frozen=True, slots=True)
class CleanJob:
    """A batch to clean, and where its articles go."""

    batch: Batch
    out: str
    settings: CleanSettings

    @property
    def is_done(self) -> bool:
        """Whether an earlier run left the outcome."""
        return Path(self.out).exists()


@dataclass(frozen=True, slots=True)
class CleanResult:
    """What became of a batch: counts, for people to look at."""

    label: str
    out: str
    articles: int
    rejected: int
    seconds: float
    outlets: dict[str, int]


@dataclass(frozen=True, slots=True)
class FinishJob:
    """A cleaned batch to take learned furniture from and to sketch, and where both go."""

    label: str
    articles: str
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


def clean_job(store: Path, batch: Batch, settings: CleanSettings) -> CleanJob:
    """The job of a batch; its file is named by the content of its files and the settings."""
    parts = [settings.model_dump_json()]
    for source in batch.sources:
        parts += [source.path, source.outlet, source.digest, f"{source.first}-{source.last}"]
    return CleanJob(batch, str(store / f"{key_of(*parts)}.clean.arrow"), settings)


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
    sketches = path.with_name(f"{key_of(*parts)}.sketch.npy")
    return FinishJob(cleaned.label, cleaned.out, own, str(finished), str(sketches), settings)


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
    if not len(often):
        return {}

    def articles() -> Iterator[Seen]:
        for batch, own in zip(batches, keys, strict=True):
            # Only the few that have a recurring line are read.
            told = batch.rows_of_ends(np.isin(own, often))
            columns = batch.table.select(["outlet", "title", "text"]).take(told).columns
            yield from map(Seen, *(column.to_pylist() for column in columns))

    return learn(articles(), totals, often, settings.learn_from)


def _read(source: Source, settings: CleanSettings) -> list[Article | Rejected]:
    try:
        size = Path(source.file).stat().st_size
        if size > settings.max_file_bytes:
            detail = f"{size} bytes, over max_file_bytes {settings.max_file_bytes}"
            return [Rejected(source.path, "too_large", detail)]
        data = Path(source.file).read_bytes()
    except OSError as error:
        return [Rejected(source.path, "unreadable", error.strerror or type(error).__name__)]
    part = (source.first, source.last) if source.last else None
    return list(clean_bytes(data, source.path, source.outlet, settings, part))


def clean_batch(job: CleanJob) -> CleanResult:
    """Clean a batch into the working store, unless it is there already."""
    began = time.perf_counter()
    out = Path(job.out)
    if not out.exists():
        articles: list[Article] = []
        rejected: list[Rejected] = []
        for source in job.batch.sources:
            for record in _read(source, job.settings):
                if isinstance(record, Article):
                    articles.append(record)
                else:
                    rejected.append(record)
        write_articles(out, articles, rejected)
    done = read_articles(out)
    return CleanResult(
        job.batch.label,
        job.out,
        len(done),
        len(done.rejected),
        round(time.perf_counter() - began, 4),
        dict(Counter(done.column("outlet"))),
    )


def finish_batch(job: FinishJob) -> FinishResult:
    """Take learned furniture from a cleaned batch and sketch it, unless both are there already."""
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
