"""What cleaning does to one batch, wherever it runs: small arguments in and out.

A worker imports this and no more: neither the compiler nor Prefect. What plans the batches
imports it too, and does without the cleaner.
"""

from __future__ import annotations

import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from flows.batches import Batch
from flows.limits import Limits, Watch, limit_memory
from flows.sources import Source
from flows.store import (
    Piece,
    held_pieces,
    key_of,
    read_articles,
    read_pieces,
    write_pieces,
)
from normalize import Article, CleanSettings, Part, Rejected


@dataclass(frozen=True, slots=True)
class CleanJob:
    """A batch to clean, and where its articles go."""

    batch: Batch
    out: str
    settings: CleanSettings
    limits: Limits
    #: batches of the store that may hold some of the sources
    held: tuple[str, ...] = ()

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


def _keys(batch: Batch, settings: CleanSettings) -> list[str]:
    """The key of each source's piece: of what makes it, and the settings."""
    told = settings.model_dump_json()
    return [key_of(told, source.identity) for source in batch.sources]


def clean_job(store: Path, batch: Batch, settings: CleanSettings, limits: Limits) -> CleanJob:
    """The job of a batch; its file is named by the content of its files and the settings.

    The limits have no part in that: they say when to give up, not what to make of an article.
    """
    told = settings.model_dump_json()
    former = (_place(store, told, digest) for digest in batch.former)
    held = sorted(str(place) for place in former if place.exists())
    return CleanJob(batch, str(_place(store, told, batch.digest)), settings, limits, tuple(held))


def _place(store: Path, settings: str, digest: str) -> Path:
    """Where the articles of a batch go."""
    return store / f"{key_of(settings, digest)}.clean.arrow"


def with_held(
    jobs: Sequence[CleanJob], store: Path, begun: Callable[[CleanJob], bool]
) -> list[CleanJob]:
    """Jobs that know which of their sources an earlier run has cleaned, in whatever batches.

    Those that are done, or begun, are left as they are.
    """
    known = {job.out for job in jobs if begun(job) or job.is_done}
    if len(known) == len(jobs):
        return list(jobs)
    # A source is in one batch of a run: what a batch that is done holds is no other's.
    held = held_pieces(store, known)
    return [job if job.out in known else _with(job, held) for job in jobs]


def _with(job: CleanJob, held: Mapping[str, str]) -> CleanJob:
    places = {held[key] for key in _keys(job.batch, job.settings) if key in held}
    return replace(job, held=tuple(sorted(places)))


def _read(source: Source, settings: CleanSettings, watch: Watch) -> list[Article | Rejected]:
    watch.begin()
    try:
        size = Path(source.file).stat().st_size
        if size > settings.max_file_bytes:
            detail = f"{size} bytes, over max_file_bytes {settings.max_file_bytes}"
            return [Rejected(source.path, "too_large", detail)]
        with Path(source.file).open("rb") as stream:
            stream.seek(source.begin)
            data = stream.read(source.end - source.begin if source.end else -1)
    except OSError as error:
        return [Rejected(source.path, "unreadable", error.strerror or type(error).__name__)]
    except MemoryError:
        return [Rejected(source.path, "out_of_memory", "no memory was left to read it")]
    part = None
    if source.last:
        part = Part(source.first, source.last, source.first if source.end else 1)
    from normalize import clean_bytes

    found = []
    for record in clean_bytes(data, source.path, source.outlet, settings, part):
        found.append(record)
        watch.begin()
    return found


def _pieces(job: CleanJob, watch: Watch) -> Iterator[Piece]:
    """What each source of a batch gives: read, or taken from where it is held."""
    taken = {piece.key: piece for path in job.held for piece in read_pieces(Path(path))}
    for key, source in zip(_keys(job.batch, job.settings), job.batch.sources, strict=True):
        if key in taken:
            yield taken[key]
            continue
        records = _read(source, job.settings, watch)
        articles = [record for record in records if isinstance(record, Article)]
        rejected = [record for record in records if isinstance(record, Rejected)]
        yield Piece(key, articles, rejected)


def clean_batch(job: CleanJob) -> CleanResult:
    """Clean a batch into the working store, unless it is there already."""
    began = time.perf_counter()
    out = Path(job.out)
    if not out.exists():
        if multiprocessing.parent_process() is not None:
            limit_memory(job.limits.memory)
        watch = Watch(job.limits)
        with watch.on():
            pieces = list(_pieces(job, watch))
        write_pieces(out, pieces)
    done = read_articles(out)
    return CleanResult(
        job.batch.label,
        job.out,
        len(done),
        len(done.rejected),
        round(time.perf_counter() - began, 4),
        dict(Counter(done.column("outlet"))),
    )
