"""The commands that look: at what the cleaner does to a file, at what a run has made."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path

import click
import orjson

from flows.terminal import fail, settings_of


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE..."
)
@click.option(
    "--diff", is_flag=True, help="Show what was taken out, and by which rule, for people."
)
@click.option("--config", type=click.Path(path_type=Path), help="Settings, as for run.")
def clean(files: tuple[Path, ...], diff: bool, config: Path | None) -> None:
    """Clean articles and print them as JSON lines, as the cleaner alone sees them.

    What gives no article is printed as {"path", "reason", "detail"}, and the exit status is 1.
    """
    settings = settings_of(config)
    from flows.diff import show
    from flows.walk import shown
    from normalize import Rejected
    from normalize import clean as clean_file

    failed = False
    for file in files:
        try:
            records = clean_file(file, shown(str(file)), settings=settings.clean)
        except OSError as error:
            fail(f"{file}: {error.strerror}", 2)
        for record in records:
            failed |= isinstance(record, Rejected)
            if diff:
                show(record)
            else:
                click.echo(orjson.dumps(asdict(record)))
    sys.exit(1 if failed else 0)


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("first", metavar="ID")
@click.argument("second", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings, as for run.")
def explain(directory: Path, first: str, second: str, as_json: bool, config: Path | None) -> None:
    """Say why two articles of a run are, or are not, one story.

    DIR is what a run wrote into; an ID is an article's id (its first digits will do) or path.
    """
    settings = settings_of(config)
    from dedupe import explain as explain_texts
    from dedupe.days import time_of
    from flows.diff import show_explanation
    from flows.results import ResultsError, find_article

    try:
        articles = [find_article(directory, wanted) for wanted in (first, second)]
    except ResultsError as error:
        fail(str(error), 2)
    one, other = articles
    published = time_of(one["published_at"]), time_of(other["published_at"])
    found = explain_texts(one["text"], other["text"], settings.fold, published)
    if as_json:
        one_story = articles[0]["story_id"] == articles[1]["story_id"]
        ids = {"first": articles[0]["id"], "second": articles[1]["id"], "one_story": one_story}
        click.echo(orjson.dumps({**ids, **asdict(found)}))
    else:
        show_explanation(articles[0], articles[1], found)


@click.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD.jsonl")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def score(directory: Path, gold: Path, as_json: bool) -> None:
    """Score the stories of a run against labels.

    GOLD.jsonl has a line {"path": ..., "cluster": ...} for each labelled article; articles
    without a label do not count.
    """
    from flows.results import ResultsError, score_run

    try:
        scores, missing, errors = score_run(directory, gold)
    except ResultsError as error:
        fail(str(error), 2)
    if as_json:
        click.echo(orjson.dumps({**scores.as_dict(), "missing": missing, "errors": errors}))
        return
    for name, value in scores.as_dict().items():
        click.echo(f"{name:<18} {value:>8}" if name == "items" else f"{name:<18} {value:8.4f}")
    if missing:
        click.echo(f"missing            {len(missing):>8}  {', '.join(missing[:5])}")
    for wrong in errors:
        click.echo(
            f"{wrong['error']}: " + "  |  ".join(", ".join(part[:4]) for part in wrong["parts"][:4])
        )


@click.command()
@click.argument("record", type=click.Choice(["article", "story", "rejected"]), default="story")
def schema(record: str) -> None:
    """Print the JSON Schema of a record: of articles.jsonl, canonical.jsonl or rejected.jsonl."""
    from flows.schema import SCHEMAS

    click.echo(orjson.dumps(SCHEMAS[record], option=orjson.OPT_INDENT_2))
