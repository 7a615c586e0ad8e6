"""The working store of a run: `OUT/.newsfold/`, columnar files between the stages.

A file is named by the key of the batch it holds: what went in and by which settings. A batch
that is there is done; nothing in here is read by users, and all of it can be deleted.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from dedupe.signatures import Sketches, Texts
from normalize import Article, Rejected, Removed
from normalize.furniture.learned import end_keys

#: Part of every key: raise it when what a stage writes changes.
FORMAT = 7

_SCHEMA = pa.schema(
    [
        ("path", pa.string()),
        ("outlet", pa.string()),
        ("title", pa.string()),
        ("published_at", pa.string()),
        ("dirt", pa.int32()),
        # keys of the lines at its ends, which learning counts
        ("ends", pa.list_(pa.uint64())),
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

    def rows_of_ends(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        """The articles, in order, that the chosen ones of these keys belong to."""
        lengths = pc.list_value_length(self.table.column("ends")).to_numpy()
        return np.unique(np.repeat(np.arange(len(self)), lengths)[chosen])

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


def write_articles(path: Path, articles: Sequence[Article], rejected: Sequence[Rejected]) -> None:
    """Write one batch of the cleaning stage."""
    records = []
    for article in articles:
        record = {name: getattr(article, name) for name in RECORD_FIELDS}
        records.append(orjson.dumps(record))
    columns = [
        [article.path for article in articles],
        [article.outlet for article in articles],
        [article.title for article in articles],
        [article.published_at or "" for article in articles],
        [len(article.removed) + 4 * len(article.repairs) for article in articles],
        [end_keys(article.outlet, article.text) for article in articles],
        [article.text for article in articles],
        records,
    ]
    arrays = [pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)]
    table = pa.Table.from_arrays(arrays, schema=_SCHEMA).replace_schema_metadata(
        {"rejected": orjson.dumps(list(rejected))}
    )
    with (
        written_whole(path) as temporary,
        pa.OSFile(str(temporary), "wb") as sink,
        pa.ipc.new_file(sink, table.schema) as writer,
    ):
        writer.write_table(table)


#: Fields of a record in `articles.jsonl`, in its order, but those that folding adds and the text.
RECORD_FIELDS = (
    "path", "outlet", "url", "title", "authors", "published_at", "language", "dateline",
    "agencies", "captions", "subheads", "description", "modified_at", "tags", "removed",
    "repairs", "encoding",
)  # fmt: skip


def read_articles(path: Path) -> Articles:
    """Read one batch of the cleaning stage, mapped, not copied."""
    with pa.memory_map(str(path)) as source:
        table = pa.ipc.open_file(source).read_all()
    rejected = orjson.loads((table.schema.metadata or {}).get(b"rejected", b"[]"))
    return Articles(table, [Rejected(**item) for item in rejected])


_ARRAYS = (
    "signatures", "shingles", "starts", "figures", "figure_starts",
    "names", "name_starts", "ordered", "ordered_starts", "digests",
)  # fmt: skip


def write_sketches(path: Path, sketches: Sketches) -> None:
    """Write the sketches of one batch."""
    with written_whole(path) as temporary, temporary.open("wb") as stream:
        for name in _ARRAYS:
            np.save(stream, getattr(sketches, name), allow_pickle=False)


def read_sketches(path: Path) -> Sketches:
    """Read the sketches of one batch."""
    with path.open("rb") as stream:
        return Sketches(*(np.load(stream, allow_pickle=False) for _ in _ARRAYS))
