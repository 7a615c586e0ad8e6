"""Files, in order, to the pieces of work that a task takes."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from flows.known import Chunk, Told
from flows.settings import RunSettings
from flows.sources import Source
from flows.walk import Found

#: A batch ends after a file whose name says so, once in so many files: then a new file changes
#: the batch it falls into and no other (content-defined chunking, as in rsync and restic).
_CUT_EVERY = 128


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources that one task works on, in order: n columns, made to sources when those are asked for.

    Most batches of most runs are done already, and nobody asks.

    files    n, not all of them different
    digests  n, of what each source is
    spans    4 n, each source's first, last, begin and end
    digest   of all names and contents
    former   the digests of the batches that some of the sources were in when they were last read
    """

    files: Sequence[Found]
    digests: Sequence[str]
    spans: Sequence[int]
    digest: str
    former: frozenset[str] = field(default=frozenset(), compare=False)

    @classmethod
    def of(cls, files: Sequence[Found], digests: Sequence[str], spans: Sequence[int]) -> Batch:
        """A batch whose digest is still to be made."""
        digest = hashlib.blake2b(digest_size=16)
        for source in (batch := cls(files, digests, spans, "")).sources:
            digest.update(source.identity.encode("utf-8", "surrogateescape") + b"\n")
        return replace(batch, digest=digest.hexdigest())

    @property
    def sources(self) -> list[Source]:
        """What is to be read."""
        return [
            Source(file.path, file.file, file.outlet, digest, *self.spans[4 * at : 4 * at + 4])
            for at, (file, digest) in enumerate(zip(self.files, self.digests, strict=True))
        ]

    @property
    def label(self) -> str:
        """What the batch is called where people look: "reuters/feed.jsonl#1-512"."""
        first, last = self.files[0].path, self.files[-1].path
        if len(self.files) == 1:
            return f"{first}#{self.spans[0]}-{self.spans[1]}" if self.spans[1] else first
        return f"{first} … {last} ({len(self.files)} files)"


def _ends_batch(path: str) -> bool:
    """Whether a batch ends after the file of this name, however small it is."""
    cut = hashlib.blake2b(path.encode(), digest_size=2).digest()
    return int.from_bytes(cut) % _CUT_EVERY == 0


class _Pending:
    """Files that wait for the end of their batch: the columns of their sources."""

    def __init__(self) -> None:
        self.files: list[Found] = []
        self.digests: list[str] = []
        self.spans: list[int] = []
        #: of files, whatever they give, and bytes of those that are read
        self.count = self.size = 0
        self.former: set[str] = set()

    def add(self, found: Found, told: Told, former: str = "") -> None:
        self.count += 1
        if former:
            self.former.add(former)
        if told.is_read:
            self.files += [found] * len(told.digests)
            self.digests += told.digests
            self.spans += told.spans
            self.size += found.stamp[2]

    def pieces(self) -> list[tuple[Sequence[Found], Sequence[str], Sequence[int]]]:
        """The columns of each batch: the sources of several files, each of those of a single one."""
        if self.count > 1:
            return [(self.files, self.digests, self.spans)] if self.files else []
        return [
            ([found], [digest], self.spans[4 * at : 4 * at + 4])
            for at, (found, digest) in enumerate(zip(self.files, self.digests, strict=True))
        ]


class Cutter:
    """Cuts files into batches, and keeps what is to be known of them.

    A large file, and one that has several sources, is alone in its batches.

    `begin` is told of batches that were no known chunk as soon as they are cut, while most files
    are known: then what is not is new, and not the same with another stamp, as in a directory
    that was copied.
    """

    def __init__(self, settings: RunSettings, begin: Callable[[Batch], None] | None = None) -> None:
        self.batches: list[Batch] = []
        self.chunks: list[Chunk] = []
        #: paths of the files that nothing reads
        self.unread: list[str] = []
        #: of the others
        self.bytes = 0
        self._settings = settings
        self._begin = begin
        self._chunk, self._pending = Chunk(), _Pending()
        #: files that are known, less those that are not
        self._balance = 0

    @property
    def is_between(self) -> bool:
        """Whether what comes next begins a batch."""
        return not self._pending.count

    def take(self, chunk: Chunk, files: Sequence[Found]) -> None:
        """Put files that are a known chunk at the end, between two batches."""
        self.chunks.append(chunk)
        self._balance += len(files)
        if len(files) > 1 and "" not in chunk.digests:
            # As is; most chunks of a directory of many files are such.
            [digest] = chunk.batches
            self.batches.append(Batch(files, chunk.digests, chunk.spans, digest))
            self.bytes += sum(chunk.stamps[2::5])
            return
        pending = _Pending()
        for at, found in enumerate(files):
            told = chunk.told(at)
            pending.add(found, told)
            self._note(found, told)
        for columns, digest in zip(pending.pieces(), chunk.batches, strict=True):
            self.batches.append(Batch(*columns, digest))

    def add(self, found: Found, told: Told, is_settled: bool, former: str) -> None:
        """Put a file at the end; `is_settled` says that it may be known by its stamp.

        `former` is the digest of the batch that it was in, "" for a file that is not known.
        """
        limit = self._settings.batch_bytes
        large = told.is_read and (told.spans[1] > 0 or found.stamp[2] >= limit)
        if large:
            self.close()
        if is_settled:
            self._chunk.add(found.path, found.stamp, told)
        self._pending.add(found, told, former)
        self._balance += 1 if former else -1
        self._note(found, told)
        if (
            large
            or len(self._pending.files) >= self._settings.batch_articles
            or self._pending.size >= limit
            or _ends_batch(found.path)
        ):
            self.close(ends=True)

    def close(self, ends: bool = False) -> None:
        """End a batch here; `ends` says that it ends here whatever may follow."""
        former = frozenset(self._pending.former)
        made = [replace(Batch.of(*columns), former=former) for columns in self._pending.pieces()]
        self.batches += made
        if self._begin is not None and self._balance > 0:
            for batch in made:
                self._begin(batch)
        chunk = self._chunk
        chunk.ends = ends and len(chunk.paths) == self._pending.count
        chunk.batches = [batch.digest for batch in made]
        if chunk.paths:
            self.chunks.append(chunk)
        self._chunk, self._pending = Chunk(), _Pending()

    def _note(self, found: Found, told: Told) -> None:
        if told.is_read:
            self.bytes += found.stamp[2]
        else:
            self.unread.append(found.path)
