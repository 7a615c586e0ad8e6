"""All cleaned articles of a run as rows: batches in order, columns as arrays, texts on disk."""

from __future__ import annotations

import bisect
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dedupe.canonical import Claims
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
    rejected: list[Rejected]

    def __len__(self) -> int:
        return self.starts[-1]

    @classmethod
    def open(cls, files: Sequence[str]) -> Corpus:
        """Open the working store's batches, in order."""
        batches = tuple(read_articles(Path(file)) for file in files)
        starts = [0]
        for batch in batches:
            starts.append(starts[-1] + len(batch))
        return cls(batches, tuple(starts), [item for batch in batches for item in batch.rejected])

    def column(self, name: str) -> pa.ChunkedArray:
        """A column of all articles, (n,), in the batches' files."""
        return pa.chunked_array(
            [chunk for batch in self.batches for chunk in batch.table.column(name).chunks],
            self.batches[0].table.schema.field(name).type if self.batches else pa.string(),
        )

    def _at(self, row: int) -> tuple[Articles, int]:
        batch = bisect.bisect_right(self.starts, row) - 1
        return self.batches[batch], row - self.starts[batch]

    def record(self, row: int) -> dict[str, Any]:
        """The record of an article, without its text."""
        record: dict[str, Any] = orjson.loads(self.raw_record(row))
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

    def path(self, row: int) -> str:
        """The path of an article, which its id is made of."""
        batch, at = self._at(row)
        path: str = batch.table.column("path")[at].as_py()
        return path

    def identity(self, row: int) -> str:
        """The id of an article."""
        return article_id(self.path(row))

    @cached_property
    def outlets(self) -> tuple[list[str], NDArray[np.int64]]:
        """The names of all outlets, sorted, and the place of each article's, (n,)."""
        return _coded(self.column("outlet"))

    @cached_property
    def published(self) -> NDArray[np.float64]:
        """When articles were published, in days since 1970, (n,); NaN where that is not known."""
        days: NDArray[np.float64] = self.column("published").to_numpy()
        return days

    @cached_property
    def dates(self) -> NDArray[np.int64]:
        """The place of each article in order of publication, (n,); undated ones alike, and last."""
        _, places = np.unique(self.published, return_inverse=True)
        return places

    def keys(self) -> NDArray[np.uint64]:
        """What tells each article from all others, and from its former self, (n,)."""
        keys: NDArray[np.uint64] = self.column("key").to_numpy().astype(np.uint64)
        return keys

    def outlet(self, row: int) -> str:
        """The outlet of an article, "" for none."""
        names, of = self.outlets
        return names[int(of[row])]

    def claims(self, sizes: NDArray[np.int64], preferred: Sequence[str]) -> Claims:
        """What each article has to say for being canonical; `sizes` in shingles."""
        names, outlets = self.outlets
        places = {outlet: place for place, outlet in enumerate(preferred)}
        preference = np.array([places.get(name, len(places)) for name in names], np.int64)
        by_path = pc.sort_indices(self.column("path")).to_numpy()
        order = np.empty(len(self), np.int64)
        order[by_path] = np.arange(len(self))
        dirt = self.column("dirt").to_numpy().astype(np.int64)
        return Claims(preference[outlets], sizes, self.dates, dirt, order)


def _coded(column: pa.ChunkedArray) -> tuple[list[str], NDArray[np.int64]]:
    """The distinct values of a column, sorted, and the place of each row's among them."""
    encoded = column.dictionary_encode().combine_chunks()
    names: list[str] = encoded.dictionary.to_pylist()
    order = sorted(range(len(names)), key=names.__getitem__)
    places = np.empty(len(names), np.int64)
    places[order] = np.arange(len(names))
    return [names[at] for at in order], places[encoded.indices.to_numpy()]
