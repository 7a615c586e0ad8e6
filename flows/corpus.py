"""All cleaned articles of a run as rows: batches in order, columns in memory, texts on disk."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from dedupe.canonical import Claim
from flows.store import Articles, read_articles
from normalize import Rejected


def article_id(path: str) -> str:
    """An article's id: 16 hexadecimal digits of its path, so that it stays from run to run."""
    return hashlib.blake2b(path.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Corpus:
    """n articles in a stable order; row i is the same article in every array of a run."""

    batches: tuple[Articles, ...]
    starts: tuple[int, ...]
    paths: list[str]
    outlets: list[str]
    dates: list[str]
    dirt: list[int]
    rejected: list[Rejected]

    def __len__(self) -> int:
        return len(self.paths)

    @classmethod
    def open(cls, files: Sequence[str]) -> Corpus:
        """Open the working store's batches, in order."""
        batches = tuple(read_articles(Path(file)) for file in files)
        starts = [0]
        for batch in batches:
            starts.append(starts[-1] + len(batch))

        def column(name: str) -> list[Any]:
            return [value for batch in batches for value in batch.column(name)]

        return cls(
            batches,
            tuple(starts),
            column("path"),
            column("outlet"),
            column("published_at"),
            column("dirt"),
            [item for batch in batches for item in batch.rejected],
        )

    def _at(self, row: int) -> tuple[Articles, int]:
        batch = bisect.bisect_right(self.starts, row) - 1
        return self.batches[batch], row - self.starts[batch]

    def record(self, row: int) -> dict[str, Any]:
        """The record of an article, without its text."""
        batch, at = self._at(row)
        record: dict[str, Any] = orjson.loads(batch.table.column("record")[at].as_py())
        return record

    def raw_record(self, row: int) -> bytes:
        """The same as JSON."""
        batch, at = self._at(row)
        raw: bytes = batch.table.column("record")[at].as_py()
        return raw

    def text(self, row: int) -> str:
        """The cleaned text of an article."""
        batch, at = self._at(row)
        text: str = batch.table.column("text")[at].as_py()
        return text

    def claims(self, sizes: Sequence[int]) -> list[Claim]:
        """What each article has to say for being canonical; `sizes` in shingles."""
        return [
            Claim(*values)
            for values in zip(self.outlets, sizes, self.dates, self.dirt, self.paths, strict=True)
        ]
