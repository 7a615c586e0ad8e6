"""Reading what a run wrote: articles by id or path, gold labels, scores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from dedupe.score import Scores, score_clusters


class ResultsError(ValueError):
    """A directory or file that is no run's output; the message names it and the way out."""


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON Lines file. Raises ResultsError."""
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        record = orjson.loads(line)
                    except orjson.JSONDecodeError as error:
                        raise ResultsError(f"{path}:{number}: no valid JSON: {error}") from None
                    if not isinstance(record, dict):
                        raise ResultsError(f"{path}:{number}: a JSON object is needed")
                    yield record
    except OSError as error:
        raise ResultsError(
            f"{path}: {error.strerror}; name the directory that newsfold run wrote into"
        ) from None


def find_article(out: Path, wanted: str) -> dict[str, Any]:
    """An article of a run by its id (or the start of it) or its path. Raises ResultsError."""
    found = [
        record
        for record in read_lines(out / "articles.jsonl")
        if record["path"] == wanted or record["id"].startswith(wanted)
    ]
    if not found:
        raise ResultsError(f"{out}: no article with the id or path {wanted}")
    if len(found) > 1:
        raise ResultsError(f"{out}: {len(found)} articles begin with {wanted}; give more of the id")
    return found[0]


def score_run(out: Path, gold: Path) -> tuple[Scores, list[str], list[dict[str, Any]]]:
    """Score a run against {"path", "cluster"} lines.

    Returns the scores, the gold paths that the run has no article for, and the worst errors:
    gold clusters torn apart and stories that mix clusters, most articles first. Articles
    without a label do not count. Raises ResultsError.
    """
    labels: dict[str, str] = {}
    for number, record in enumerate(read_lines(gold), 1):
        if "path" not in record or "cluster" not in record:
            raise ResultsError(f'{gold}:{number}: a line needs "path" and "cluster"')
        labels[str(record["path"])] = str(record["cluster"])
    stories = {
        record["path"]: record["story_id"]
        for record in read_lines(out / "articles.jsonl")
        if record["path"] in labels
    }
    paths = sorted(stories)
    if not paths:
        raise ResultsError(f"{gold}: none of its paths is an article of {out}")
    scores = score_clusters([stories[p] for p in paths], [labels[p] for p in paths])
    return scores, sorted(labels.keys() - stories.keys()), _errors(paths, stories, labels)


def _errors(
    paths: list[str], stories: dict[str, str], labels: dict[str, str], most: int = 10
) -> list[dict[str, Any]]:
    by_label: dict[str, dict[str, list[str]]] = {}
    by_story: dict[str, dict[str, list[str]]] = {}
    for path in paths:
        by_label.setdefault(labels[path], {}).setdefault(stories[path], []).append(path)
        by_story.setdefault(stories[path], {}).setdefault(labels[path], []).append(path)
    found = [
        {
            "error": error,
            "cluster" if error == "torn" else "story": name,
            "parts": list(parts.values()),
        }
        for error, groups in (("torn", by_label), ("mixed", by_story))
        for name, parts in groups.items()
        if len(parts) > 1
    ]
    found.sort(key=lambda item: (-sum(map(len, item["parts"])), str(item)))
    return found[:most]
