"""What is done to one batch, wherever it runs: pure of Prefect, small arguments in and out."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class CleanJob:
    """A batch to clean, and where its articles go."""

    batch: Batch
    out: str
    settings: CleanSettings


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
class SketchJob:
    """A cleaned batch to sketch, and where the sketches go."""

    label: str
    articles: str
    out: str
    settings: FoldSettings


def clean_job(store: Path, batch: Batch, settings: CleanSettings) -> CleanJob:
    """The job of a batch; its file is named by the content of its files and the settings."""
    parts = [settings.model_dump_json()]
    for source in batch.sources:
        parts += [source.path, source.outlet, source.digest, f"{source.first}-{source.last}"]
    return CleanJob(batch, str(store / f"{key_of(*parts)}.clean.arrow"), settings)


def sketch_job(cleaned: CleanResult, settings: FoldSettings) -> SketchJob:
    """The job that sketches a cleaned batch."""
    path = Path(cleaned.out)
    parts = (path.name, str(settings.shingle_size), str(settings.num_perm), str(settings.seed))
    return SketchJob(
        cleaned.label, cleaned.out, str(path.with_name(f"{key_of(*parts)}.sketch.npy")), settings
    )


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


def sketch_batch(job: SketchJob) -> str:
    """Sketch a cleaned batch into the working store; returns the file's name."""
    out = Path(job.out)
    if not out.exists():
        write_sketches(out, sketch(read_articles(Path(job.articles)).texts(), job.settings))
    return job.out
