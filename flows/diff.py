"""Showing people at a terminal what was taken out, and how two articles compare."""

from __future__ import annotations

from typing import Any

from rich.console import Console
from rich.markup import escape

from dedupe.explaining import Explanation
from normalize import Article, Rejected
from normalize.article import INLINE_RULES, TRAILER


def show(record: Article | Rejected) -> None:
    """Print an article with its removed pieces where they stood, in colour on a terminal."""
    console = Console(highlight=False, soft_wrap=True)
    if isinstance(record, Rejected):
        console.print(
            f"[bold]{escape(record.path)}[/]: [red]{record.reason}[/]: {escape(record.detail)}"
        )
        return
    console.print(f"[bold]{escape(record.path)}[/]  {escape(record.title)}")
    facts = [record.language, record.encoding, *record.repairs]
    console.print(f"[dim]{escape(', '.join(facts))}[/]")
    kept = record.text.split("\n\n")
    at = 0
    pieces = sorted(record.removed, key=lambda piece: piece.at)
    for piece in pieces:
        # What was taken off a paragraph's end comes after it.
        stands = piece.at - _whole_before(pieces, piece.at) + (piece.rule == TRAILER)
        while at < stands and at < len(kept):
            console.print(f"  {escape(kept[at])}")
            at += 1
        console.print(f"[red]- {escape(piece.text)}[/]  [dim]{piece.kind}: {escape(piece.rule)}[/]")
    for paragraph in kept[at:]:
        console.print(f"  {escape(paragraph)}")


def _whole_before(pieces: list[Any], at: int) -> int:
    """How many whole blocks went before block `at`: datelines and endings leave their block."""
    return len({piece.at for piece in pieces if piece.at < at and piece.rule not in INLINE_RULES})


def show_explanation(first: dict[str, Any], second: dict[str, Any], found: Explanation) -> None:
    """Print the numbers and the passages of two articles."""
    console = Console(highlight=False, soft_wrap=True)
    together = first["story_id"] == second["story_id"]
    console.print(f"A {first['id']}  {escape(first['outlet'])}  {escape(first['path'])}")
    console.print(f"B {second['id']}  {escape(second['outlet'])}  {escape(second['path'])}")
    console.print(f"[bold]{'one story' if together else 'two stories'}[/]: {escape(found.why)}")
    if together != found.match:
        console.print(
            "[dim]other articles of the run put them there: what matches both, or the canonical one[/]"
        )
    console.print(
        f"Jaccard {found.jaccard:.3f}  containment {found.containment:.3f}  "
        f"figures shared {found.figures_shared:.2f}  lead shared {found.lead_shared:.2f}"
    )
    for title, colour, sentences in (
        ("in both", "green", found.shared),
        ("only in A", "yellow", found.only_first),
        ("only in B", "cyan", found.only_second),
    ):
        console.print(f"\n[bold]{title}[/] ({len(sentences)})")
        for sentence in sentences:
            console.print(f"  [{colour}]{escape(sentence)}[/]")
