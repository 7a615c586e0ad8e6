"""What a run leaves to the next one: `OUT/.newsfold/state.sqlite`, a SQLite database.

People may query it: the tables `articles` and `stories` say which article is in which story. The
next run reads its arrays: which batches there were, which pairs were close, where each line of
the published files ends. The published files are the truth. A database that is not of them (a
run was killed in between, a file was replaced by hand) is passed over and made anew.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import orjson
from numpy.typing import NDArray

if TYPE_CHECKING:
    from dedupe.pairs import Pairs

FILE = "state.sqlite"
#: What is in the tables; raised when an older version could not read it.
SCHEMA_VERSION = 1
_PUBLISHED = ("articles.jsonl", "canonical.jsonl")
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE articles (
    id TEXT PRIMARY KEY, path TEXT NOT NULL, outlet TEXT NOT NULL, story_id TEXT NOT NULL,
    relation TEXT NOT NULL, similarity REAL NOT NULL, containment REAL NOT NULL
) WITHOUT ROWID;
CREATE TABLE stories (id TEXT PRIMARY KEY, size INTEGER NOT NULL, canonical_id TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE arrays (name TEXT PRIMARY KEY, dtype TEXT NOT NULL, data BLOB NOT NULL) WITHOUT ROWID;
"""


class StateError(OSError):
    """The database cannot be used; the message names it and the way out."""


@dataclass(frozen=True)
class Arrays:
    """The last run's n articles, row by row, and its s stories, number by number.

    keys          (n,) uint64, see `flows.store.row_key`
    ids           (n,) S16, the articles' ids
    pairs         close pairs of rows, see `dedupe.clustering.close_pairs`
    canonical     (n,) int64, similarity and containment (n,) float64: of its Clustering
    story_of      (n,) int64, the story of each row
    names         (s,) S16, the stories' ids
    article_ends  (n,) int64, where the line of each article ends in articles.jsonl, in bytes
    story_ends    (s,) int64, the same of canonical.jsonl
    """

    keys: NDArray[np.uint64]
    ids: NDArray[np.bytes_]
    pairs: Pairs
    canonical: NDArray[np.int64]
    similarity: NDArray[np.float64]
    containment: NDArray[np.float64]
    story_of: NDArray[np.int64]
    names: NDArray[np.bytes_]
    article_ends: NDArray[np.int64]
    story_ends: NDArray[np.int64]


@dataclass(frozen=True)
class Earlier:
    """The last run into OUT; `settings` are those that its outcome depends on, and the version."""

    settings: str
    arrays: Arrays


#: id, path, outlet, story_id, relation, similarity, containment
ArticleRow = tuple[str, str, str, str, str, float, float]
#: id, size, canonical_id
StoryRow = tuple[str, int, str]


@dataclass(frozen=True)
class Update:
    """What a run changes in the tables: what goes, by id, and then rows that come.

    `fresh` says that the tables are emptied first.
    """

    fresh: bool
    articles: Iterator[ArticleRow]
    stories: Iterator[StoryRow]
    gone_articles: Sequence[str]
    gone_stories: Sequence[str]


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    # Memory-mapped pages are shared with the system's cache.
    connection.execute("PRAGMA mmap_size = 1073741824")
    return connection


def _version(connection: sqlite3.Connection, path: Path) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise StateError(
            f"{path}: written by a newer newsfold (schema {version}; this one knows {SCHEMA_VERSION}): "
            "upgrade newsfold, or run with --fresh to begin anew"
        )
    return version


def _fingerprint(out: Path) -> str:
    """What tells the published files from any others, without reading them."""
    found = []
    for name in _PUBLISHED:
        try:
            stat = (out / name).stat()
        except FileNotFoundError:
            return ""
        found.append(f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ino}")
    return ", ".join(found)


def check(store: Path) -> str:
    """Look at the database before a run: "" if all is well or there is none, or what is wrong.

    A damaged one is put aside, since all in it can be made anew. Raises StateError for one of a
    newer version.
    """
    path = store / FILE
    if not path.exists():
        return ""
    try:
        with closing(_connect(path)) as connection:
            if _version(connection, path) == SCHEMA_VERSION:
                connection.execute("SELECT count(*) FROM meta").fetchone()
        return ""
    except sqlite3.DatabaseError as error:
        aside = path.with_suffix(".damaged")
        path.replace(aside)
        return f"{path}: {error}; it was put aside as {aside.name}, and this run makes all anew"


def load(out: Path, store: Path) -> Earlier | None:
    """The last run, or None where there is none or the published files are not its own."""
    path = store / FILE
    if not path.exists():
        return None
    try:
        with closing(_connect(path)) as connection:
            if _version(connection, path) != SCHEMA_VERSION:
                return None
            meta = dict(connection.execute("SELECT key, value FROM meta"))
            if not meta.get("published") or meta["published"] != _fingerprint(out):
                return None
            found = {
                name: np.frombuffer(bytearray(data), np.dtype(dtype))
                for name, dtype, data in connection.execute("SELECT name, dtype, data FROM arrays")
            }
            arrays = Arrays(**{field.name: found[field.name] for field in fields(Arrays)})
            return Earlier(meta["settings"], arrays)
    except (sqlite3.DatabaseError, KeyError, TypeError, ValueError):
        return None  # `check` has told of damage; what is left is made anew


def save(
    out: Path,
    store: Path,
    settings: str,
    arrays: Iterable[tuple[str, NDArray[Any]]],
    update: Update,
    versions: Mapping[str, str],
) -> None:
    """Make a run what the next one finds, in one transaction. Raises StateError.

    `settings` and `arrays`, those of `Arrays` by name, are as of `Earlier`. When the last array is
    there, the files are published.
    """
    path = store / FILE
    try:
        with closing(_connect(path)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            fresh = update.fresh or _version(connection, path) != SCHEMA_VERSION
            if fresh:
                for (name,) in connection.execute(
                    "SELECT name FROM sqlite_master WHERE type = 'table'"
                ).fetchall():
                    connection.execute(f'DROP TABLE "{name}"')
                for statement in _TABLES.split(";"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            for table, gone in (
                ("articles", update.gone_articles),
                ("stories", update.gone_stories),
            ):
                connection.executemany(
                    f"DELETE FROM {table} WHERE id = ?", ((identity,) for identity in gone)
                )
            connection.executemany(
                "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?)", update.articles
            )
            connection.executemany("INSERT INTO stories VALUES (?, ?, ?)", update.stories)
            for name, array in arrays:
                told = np.ascontiguousarray(array)
                connection.execute(
                    "INSERT OR REPLACE INTO arrays VALUES (?, ?, ?)",
                    (name, told.dtype.str, told.data),
                )
            meta = {
                "settings": settings,
                "published": _fingerprint(out),
                "versions": orjson.dumps(versions).decode(),
            }
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        raise StateError(f"{path}: cannot be written: {error}") from error
