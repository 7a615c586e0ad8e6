"""report.html: one self-contained page about a run, to look at."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import resources
from string import Template
from typing import Any

import numpy as np

from flows.compose import Fold
from normalize import Rejected

_LARGEST = 20
_REJECTED = 100
_BAR_WIDTH = 420


def _cell(value: object) -> str:
    return html.escape(f"{value:,}" if isinstance(value, int) else str(value))


def _table(rows: Sequence[dict[str, object]]) -> str:
    if not rows:
        return "<p>None.</p>"

    def row_of(tag: str, row: dict[str, object], shown: Iterable[object]) -> str:
        # A column of figures stands to the right, its heading above it.
        kinds = ("n" if isinstance(value, int) else "t" for value in row.values())
        cells = zip(kinds, shown, strict=True)
        return "".join(f'<{tag} class="{kind}">{_cell(value)}</{tag}>' for kind, value in cells)

    head = row_of("th", rows[0], rows[0])
    body = "".join(f"<tr>{row_of('td', row, row.values())}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _bars(counts: Sequence[tuple[str, int]], what: str) -> str:
    """A horizontal bar chart as SVG, its values written out."""
    if not counts:
        return "<p>None.</p>"
    most = max(count for _, count in counts) or 1
    height = 26 * len(counts) + 4
    bars = []
    for at, (label, count) in enumerate(counts):
        y = 26 * at + 4
        width = max(2, round(_BAR_WIDTH * count / most))
        bars.append(
            f'<text x="150" y="{y + 15}" text-anchor="end">{html.escape(label)}</text>'
            f'<rect x="160" y="{y}" width="{width}" height="20" rx="3"/>'
            f'<text x="{168 + width}" y="{y + 15}">{count:,}</text>'
        )
    return f'<svg viewBox="0 0 680 {height}" role="img" aria-label="{html.escape(what)}">{"".join(bars)}</svg>'


def _size_label(size: int) -> str:
    for low, high in ((1, 1), (2, 2), (3, 3), (4, 5), (6, 10), (11, 20), (21, 50)):
        if low <= size <= high:
            return str(low) if low == high else f"{low}–{high}"
    return "over 50"


def _largest(fold: Fold) -> str:
    chosen = np.argsort(-fold.stories.sizes, kind="stable")
    parts = []
    for at in chosen[:_LARGEST].tolist():
        rows = fold.stories[at]
        if len(rows) < 2:
            break
        record = fold.corpus.record(rows[0])
        members = "".join(
            f"<li><b>{html.escape(fold.corpus.outlet(row) or '(no outlet)')}</b> "
            f"<span>{fold.relation_of(row)}</span> {fold.clustering.similarity[row]:.2f} "
            f"<code>{html.escape(fold.corpus.path(row))}</code></li>"
            for row in rows[:50]
        )
        title = html.escape(record["title"] or fold.corpus.text(rows[0])[:90])
        parts.append(
            f'<details><summary dir="auto">{title} <span>{len(rows)} copies</span></summary>'
            f"<ol>{members}</ol></details>"
        )
    return "".join(parts) or "<p>No article has a copy.</p>"


def render(
    summary: dict[str, Any],
    outlets: Sequence[dict[str, object]],
    fold: Fold,
    rejected: Sequence[Rejected],
) -> str:
    """The page, as HTML with nothing to load and no script; every text of the input is escaped."""
    sizes: Counter[str] = Counter()
    for size, count in zip(*np.unique(fold.stories.sizes, return_counts=True), strict=True):
        sizes[_size_label(int(size))] += int(count)
    order = ["1", "2", "3", "4–5", "6–10", "11–20", "21–50", "over 50"]
    relations = [(name, summary["relations"][name]) for name in summary["relations"]]
    tiles = "".join(
        f"<div><b>{summary[name]:,}</b>{label}</div>"
        for name, label in (
            ("articles", "articles"), ("stories", "stories"),
            ("stories_with_copies", "stories with copies"), ("largest_story", "articles in the largest"),
            ("outlets", "outlets"), ("rejected", "rejected"),
        )
    )  # fmt: skip
    refused: list[dict[str, object]] = [
        {"path": item.path, "reason": item.reason, "detail": item.detail}
        for item in sorted(rejected, key=lambda item: item.path)[:_REJECTED]
    ]
    more = (
        f"<p>{len(rejected) - _REJECTED:,} more in rejected.jsonl.</p>"
        if len(rejected) > _REJECTED
        else ""
    )
    page = Template((resources.files("flows") / "report.html").read_text("utf-8"))
    return page.substitute(
        tiles=tiles,
        sizes=_bars(
            [(label, sizes[label]) for label in order if sizes[label]],
            "stories by number of articles",
        ),
        relations=_bars(relations, "articles by relation"),
        outlets=_table(outlets),
        largest=_largest(fold),
        rejected=_table(refused) + more,
    )
