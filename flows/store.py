"""The working store of a run: `OUT/.newsfold/`, columnar files between the stages.

A file is named by the key of the batch it holds: what went in and by which settings. A batch
that is there is done; nothing in here is read by users, and all of it can be deleted.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, cast

import numpy as np
import orjson
import pyarrow as pa
from numpy.typing import NDArray

from dedupe.days import days_of, time_of
from dedupe.texts import Texts
from normalize import Article, Rejected, Removed
from normalize.furniture.learned import end_keys

#: Part of every key: raise it when what a stage writes changes.
FORMAT = 40

_SCHEMA = pa.schema(
    [
        ("path", pa.string()),
        ("outlet", pa.string()),
        ("title", pa.string()),
        # days since 1970, NaN for an article without a date
        ("published", pa.float64()),
        ("dirt", pa.int32()),
        # keys of the lines at its ends, which learning counts
        ("ends", pa.list_(pa.uint64())),
        # of all that is in the record and the text: what has the same one has not changed
        ("key", pa.uint64()),
        ("text", pa.large_string()),
        # the rest of the article's record, as JSON without text
        ("record", pa.large_binary()),
    ]
)


def key_of(*parts: bytes | str) -> str:
    """A file name from what a batch is made of."""
    digest = hashlib.blake2b(digest_size=16)
    for part in (str(FORMAT), *parts):
        data = part.encode("utf-8", "surrogateescape") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "little") + data)
    return digest.hexdigest()


def row_key(record: bytes, text: str) -> int:
    """What tells an article, with all that is known of it, from any other: 64 bits."""
    digest = hashlib.blake2b(record, digest_size=8)
    digest.update(text.encode("utf-8", "surrogatepass"))
    return int.from_bytes(digest.digest())


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """A temporary file beside `path` that takes its name when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Articles:
    """A batch of cleaned articles, read from its file; the texts stay in the mapped file."""

    table: pa.Table
    rejected: list[Rejected]

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def column(self, name: str) -> list[Any]:
        return self.table.column(name).to_pylist()  # type: ignore[no-any-return]

    def each(self) -> Iterator[Article]:
        """The articles as values again."""
        for record, text in zip(self.column("record"), self.column("text"), strict=True):
            fields = orjson.loads(record)
            fields["removed"] = [Removed(**piece) for piece in fields["removed"]]
            yield Article(text=text, **fields)

    def ends(self) -> NDArray[np.uint64]:
        """The keys of all articles' end lines, one after the other."""
        flat: NDArray[np.uint64] = self.table.column("ends").combine_chunks().flatten().to_numpy()
        return flat

    def rows_of_ends(self) -> NDArray[np.int64]:
        """The article that each of these keys belongs to."""
        begins = self.table.column("ends").combine_chunks().offsets.to_numpy()
        return np.repeat(np.arange(len(self)), np.diff(begins))

    def texts(self) -> Texts:
        """The texts as one buffer, without a copy."""
        chunked = self.table.column("text").combine_chunks()
        array = chunked.chunk(0) if isinstance(chunked, pa.ChunkedArray) else chunked
        if not len(array):
            return Texts.of([])
        _, offsets, data = array.buffers()
        ends: NDArray[np.int64] = np.frombuffer(offsets, np.int64)[array.offset :][: len(array) + 1]
        buffer = np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8)
        return Texts(buffer, ends)


class Rows(NamedTuple):
    """Rows of a batch that is there, from the first to the one before `stop`."""

    table: pa.Table
    first: int
    stop: int

    def joined(self, others: Rows) -> Rows | None:
        """These and others that follow them at once; None where those do not."""
        if self.table is not others.table or self.stop != others.first:
            return None
        return self._replace(stop=others.stop)


@dataclass(frozen=True, slots=True)
class Piece:
    """What one source of a batch gave; by its key (content and settings) it is found again."""

    key: str
    articles: Sequence[Article] | Rows
    rejected: Sequence[Rejected]

    @property
    def count(self) -> int:
        """How many articles it has."""
        found = self.articles
        return found.stop - found.first if isinstance(found, Rows) else len(found)


def _table_of(articles: Sequence[Article]) -> pa.Table:
    """Articles as the columns of a batch."""
    records = [
        orjson.dumps({name: getattr(article, name) for name in RECORD_FIELDS})
        for article in articles
    ]
    texts = [article.text for article in articles]
    columns = [
        [article.path for article in articles],
        [article.outlet for article in articles],
        [article.title for article in articles],
        days_of([time_of(article.published_at) for article in articles]),
        [len(article.removed) + 4 * len(article.repairs) for article in articles],
        [end_keys(article.outlet, article.text) for article in articles],
        [row_key(record, text) for record, text in zip(records, texts, strict=True)],
        texts,
        records,
    ]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)]
    return pa.Table.from_arrays(arrays, schema=_SCHEMA)


def _tables(pieces: Sequence[Piece]) -> Iterator[pa.Table]:
    """The articles of pieces, in order, each stretch of what stands together as one table."""
    stretch: list[Article] | Rows = []
    for piece in pieces:
        more = piece.articles
        if isinstance(more, Rows) != isinstance(stretch, Rows):
            yield _as_table(stretch)
            stretch = more if isinstance(more, Rows) else [*more]
        elif not isinstance(more, Rows):
            cast(list[Article], stretch).extend(more)
        elif (joined := cast(Rows, stretch).joined(more)) is not None:
            stretch = joined
        else:
            yield _as_table(stretch)
            stretch = more
    yield _as_table(stretch)


def _as_table(articles: list[Article] | Rows) -> pa.Table:
    if isinstance(articles, Rows):
        table, first, stop = articles
        return table.slice(first, stop - first).replace_schema_metadata(None)
    return _table_of(articles)


def write_pieces(path: Path, pieces: Sequence[Piece]) -> None:
    """Write one batch."""
    table = pa.concat_tables(_tables(pieces)).combine_chunks()
    held = [(piece.key, piece.count, len(piece.rejected)) for piece in pieces]
    rejected = [item for piece in pieces for item in piece.rejected]
    told = {"pieces": orjson.dumps(held), "rejected": orjson.dumps(rejected)}
    table = table.replace_schema_metadata(told)
    with (
        written_whole(path) as temporary,
        pa.OSFile(os.fsencode(temporary), "wb") as sink,
        pa.ipc.new_file(sink, table.schema) as writer,
    ):
        writer.write_table(table)


def write_articles(path: Path, articles: Sequence[Article], rejected: Sequence[Rejected]) -> None:
    """Write one batch whose pieces nobody asks for again."""
    write_pieces(path, [Piece("", articles, rejected)])


#: Fields of a record in `articles.jsonl`, in its order, but those that folding adds and the text.
RECORD_FIELDS = (
    "path", "outlet", "url", "title", "authors", "published_at", "language", "dateline",
    "agencies", "captions", "subheads", "description", "modified_at", "tags", "removed",
    "repairs", "encoding",
)  # fmt: skip


def _held(schema: pa.Schema) -> list[tuple[str, int, int]]:
    """The key of each piece, and how many articles and rejections it has."""
    return orjson.loads(schema.metadata[b"pieces"])  # type: ignore[no-any-return]


def _rejected(schema: pa.Schema) -> list[Rejected]:
    return [Rejected(**item) for item in orjson.loads(schema.metadata[b"rejected"])]


#: Batches that stay open: each is one of the mappings that a process may have.
_OPEN = 4096


@contextmanager
def reading() -> Iterator[None]:
    """Keep no batch open when the block ends: a file that is deleted takes its place till then."""
    try:
        yield
    finally:
        read_articles.cache_clear()


@lru_cache(_OPEN)
def read_articles(path: Path) -> Articles:
    """Read one batch, mapped, not copied; its name says what is in it, so that once is enough."""
    table = _opened(path).read_all()
    return Articles(table, _rejected(table.schema))


def rejected_in(path: Path) -> list[Rejected]:
    """What was rejected in a batch."""
    return _rejected(_opened(path).schema)


def read_pieces(path: Path) -> Iterator[Piece]:
    """The pieces of a batch, mapped, in order."""
    table = _opened(path).read_all()
    rejected = iter(_rejected(table.schema))
    begin = 0
    for key, count, rejections in _held(table.schema):
        rows = Rows(table, begin, begin + count)
        yield Piece(key, rows, list(islice(rejected, rejections)))
        begin += count


def held_pieces(store: Path, but: Set[str]) -> dict[str, str]:
    """In which batch of the store each piece is, by the piece's key; some batches are not asked."""
    found: dict[str, str] = {}
    for path in sorted(store.glob("*.clean.arrow")):
        if str(path) not in but:
            found.update((key, str(path)) for key, _, _ in _held(_opened(path).schema) if key)
    return found


def mapped(path: Path) -> pa.Buffer:
    """A file's bytes, not copied; unlike those of `mmap`, they hold no open file, of which a process
    may have few. Raises OSError, and ValueError where it is empty."""
    with pa.memory_map(os.fsencode(path)) as source:
        return source.read_buffer()


def _opened(path: Path) -> pa.RecordBatchFileReader:
    # Out of a buffer: a file that is a file of Arrow's own is opened in twice the time.
    return pa.ipc.open_file(mapped(path))
