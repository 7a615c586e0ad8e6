"""What becomes of a batch whose worker died: it is tried again in halves, each in its own process.

A parser that crashes, or an article that takes all memory, kills the process it is in, and may
kill it again. The halves find which article it is: it alone is rejected, the rest is cleaned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path

from flows.batches import Batch
from flows.cleaning import CleanJob, CleanResult
from flows.sources import count_lines
from flows.store import read_articles, write_articles
from flows.workers import NotStartedError, new_pool, submit_apart
from normalize import Article, Rejected
from normalize.article import RejectedError
from normalize.readers import LINE_SUFFIXES
from normalize.readers.kinds import suffixes

Clean = Callable[[CleanJob], CleanResult]

#: How often a process is started for a batch where what starts them dies.
_TRIES = 3
_DETAIL = "the process that read it died: out of memory, or a crash in a parser"


def rescue(clean: Clean, job: CleanJob) -> CleanResult:
    """Clean a batch whose worker died, article by article if it must be.

    `clean` is the stage's own function. The result is as of an undisturbed worker, but that
    what kills a process by itself is rejected with the reason "crashed".
    """
    articles: list[Article] = []
    rejected: list[Rejected] = []
    out = Path(job.out)
    for part in _parts(clean, job, out.with_name(f"{out.stem}.part")):
        if isinstance(part, Rejected):
            rejected.append(part)
            continue
        done = read_articles(part)
        articles += done.each()
        rejected += done.rejected
    write_articles(out, articles, rejected)
    for leftover in out.parent.glob(f"{out.stem}.part*"):
        leftover.unlink(missing_ok=True)
    return clean(job)  # it is there: this reads what came of it


def _parts(clean: Clean, job: CleanJob, stem: Path) -> Iterator[Path | Rejected]:
    """The files of a batch's parts, and what could not be read, in order."""
    part = replace(job, out=f"{stem}.arrow")
    told = _death(clean, part)
    if told is None:
        yield Path(part.out)
        return
    halves = _halves(job.batch)
    if halves:
        for side, batch in enumerate(halves):
            yield from _parts(clean, replace(job, batch=batch), Path(f"{stem}{side}"))
        return
    [source] = job.batch.sources
    number = f"#{source.first}" if source.last else ""
    yield Rejected(f"{source.path}{number}", *told)


def _death(clean: Clean, job: CleanJob) -> tuple[str, str] | None:
    """Why a process of its own cannot clean a batch, as reason and detail; None where it can."""
    for _ in range(_TRIES):
        with new_pool(1) as pool:
            try:
                submit_apart(pool, clean, job).result()
            except NotStartedError:
                continue  # no article had a part in that
            except (BrokenProcessPool, MemoryError):
                return "crashed", _DETAIL
            except RejectedError as error:
                return error.reason, error.detail
        return None
    return "crashed", _DETAIL


def _halves(batch: Batch) -> tuple[Batch, Batch] | None:
    """A batch in two: its files, or the records of its only file; None if it is one record."""
    files, digests, spans = batch.files, batch.digests, batch.spans
    if len(files) > 1:
        at = len(files) // 2
        return (
            Batch.of(files[:at], digests[:at], spans[: 4 * at]),
            Batch.of(files[at:], digests[at:], spans[4 * at :]),
        )
    [source] = batch.sources
    suffix, packed = suffixes(source.path)
    if suffix not in LINE_SUFFIXES or packed not in ("", ".gz"):
        return None
    last = source.last or count_lines(source.file, packed)
    if last <= source.first:
        return None
    middle = (source.first + last) // 2
    # By their numbers alone: where the bytes of a half begin is not known.
    return (
        Batch.of(files, digests, [source.first, middle, 0, 0]),
        Batch.of(files, digests, [middle + 1, last, 0, 0]),
    )
