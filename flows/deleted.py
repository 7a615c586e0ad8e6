"""Articles that are gone from INPUT and stay in OUT, where the user wants it so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import orjson

from flows.corpus import article_id
from flows.finishing import FinishJob, FinishResult, finish_batch
from flows.settings import Settings
from flows.store import RECORD_FIELDS, key_of, read_articles, write_articles
from normalize import Article, Rejected, Removed

#: A line of articles.jsonl begins with {"id":" and 16 digits.
_ID = slice(7, 23)


def keep_deleted(
    finished: Sequence[FinishResult],
    rejected: Sequence[Rejected],
    out: Path,
    store: Path,
    settings: Settings,
) -> list[FinishResult]:
    """A batch of the articles that the last run had and this one has not; none where there are none.

    A record that this run rejects replaces its former self as an article does.
    """
    present = {article_id(item.path) for item in rejected}
    for result in finished:
        batch = read_articles(Path(result.articles))
        present.update(map(article_id, batch.column("path")))
        present.update(article_id(item.path) for item in batch.rejected)
    lines = list(_gone(out / "articles.jsonl", present))
    if not lines:
        return []
    batch_file = store / f"{key_of('deleted', *lines)}.clean.arrow"
    if not batch_file.exists():
        write_articles(batch_file, [_article(line) for line in lines], [])
    sketches = batch_file.with_name(f"{key_of(batch_file.name, settings.fold.model_dump_json())}.sketch")  # fmt: skip
    job = FinishJob(
        "deleted", str(batch_file), len(lines), {}, str(batch_file), str(sketches), settings.fold
    )
    return [finish_batch(job)]


def _gone(published: Path, present: Collection[str]) -> Iterator[bytes]:
    try:
        with published.open("rb") as lines:
            for line in lines:
                if line[_ID].decode("ascii", "replace") not in present:
                    yield line
    except (FileNotFoundError, NotADirectoryError):
        return


def _article(line: bytes) -> Article:
    record = orjson.loads(line)
    fields = {name: record[name] for name in RECORD_FIELDS}
    fields["removed"] = [Removed(**piece) for piece in fields["removed"]]
    return Article(text=record["text"], **fields)
