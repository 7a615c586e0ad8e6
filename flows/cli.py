"""The command line: `newsfold COMMAND`. Each command is a thin layer over a function."""

from __future__ import annotations

import signal
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

import click
import orjson

from flows.settings import Settings, SettingsError, load_settings

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


def _fail(message: str, status: int = 1) -> NoReturn:
    click.echo(f"newsfold: {message}", err=True)
    sys.exit(status)


def _settings(config: Path | None, **tables: dict[str, Any]) -> Settings:
    if config is None and Path("newsfold.toml").is_file():
        config = Path("newsfold.toml")
    try:
        return load_settings(config, **tables)
    except SettingsError as error:
        _fail(str(error), 2)


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="newsfold", message="newsfold %(version)s")
def main() -> None:
    """Folds the many copies of a news story into one.

    \b
    newsfold run articles --out folded     fold a directory
    newsfold clean page.html --diff        see what the cleaner takes out
    newsfold ui                            watch runs in the browser
    """


@main.command()
@click.argument(
    "inputs", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="INPUT..."
)
@click.option(
    "--out", "-o", required=True, type=click.Path(path_type=Path), help="Directory to write into."
)
@click.option(
    "--threshold", type=float, help="Least Jaccard similarity of two copies. [default: 0.3]"
)
@click.option("--workers", type=int, help="Processes. [default: the cores]")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    help="Where batches are worked on. [default: local]",
)
@click.option(
    "--scheduler",
    metavar="tcp://HOST:PORT",
    help="A running Dask scheduler; implies --engine dask.",
)
@click.option(
    "--config",
    type=click.Path(path_type=Path),
    help="Settings. [default: newsfold.toml, if there is one]",
)
@click.option("--fresh", is_flag=True, help="Forget earlier runs into the same directory.")
@click.option("--strict", is_flag=True, help="Exit with 3 if anything was rejected.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
def run(
    inputs: tuple[Path, ...],
    out: Path,
    threshold: float | None,
    workers: int | None,
    engine: str | None,
    scheduler: str | None,
    config: Path | None,
    fresh: bool,
    strict: bool,
    quiet: bool,
    as_json: bool,
) -> None:
    """Fold INPUT, files or directories of articles, into a directory.

    The first directory below INPUT is the outlet, unless a record names its own:

    \b
      articles/herald/2024-06-18.txt
      articles/tribune/feed.jsonl.gz
      newsfold run articles --out folded

    \b
    Written are canonical.jsonl (a story a line, its copies under it), articles.jsonl,
    rejected.jsonl, changes.jsonl, run.json and report.html. A second run into the same
    directory works on new and changed files only; one that was stopped is taken up again.

    Read are .txt .md .html .json .jsonl .xml .rss .atom .nitf .csv .tsv .parquet .eml .mbox
    .warc .zip .tar, each also with .gz, .bz2, .xz or .zst. With PREFECT_API_URL set, or
    `newsfold ui` running, the run shows up in Prefect.
    """
    if scheduler and engine == "local":
        _fail("--scheduler goes with --engine dask", 2)
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C
    settings = _settings(
        config,
        fold={"threshold": threshold},
        run={"workers": workers, "engine": "dask" if scheduler else engine, "scheduler": scheduler},
    )
    from flows.engine import EngineError
    from flows.inputs import InputError
    from flows.launch import launch, leave
    from flows.lock import LockedError
    from flows.outdir import OutputError
    from flows.state import StateError

    try:
        summary = launch(inputs, out, settings, fresh=fresh, quiet=quiet or as_json)
    except InputError as error:
        _fail(str(error), 2)
    except (OutputError, StateError, EngineError, LockedError) as error:
        _fail(str(error))
    except OSError as error:
        # The working store: a full disk, as a rule.
        _fail(f"{out}: cannot be written: {error.strerror or error}")
    except KeyboardInterrupt:
        _fail("stopped; the files in OUT are those of the last whole run", 130)
    if as_json:
        click.echo(orjson.dumps(summary).decode())
    elif not quiet:
        click.echo(_sentence(summary, out), err=True)
    leave(3 if strict and summary["rejected"] else 0)


def _sentence(summary: dict[str, Any], out: Path) -> str:
    copies = summary["articles"] - summary["stories"]
    text = f"{summary['articles']:,} articles -> {summary['stories']:,} stories ({copies:,} copies folded)"
    if summary["rejected"]:
        text += f", {summary['rejected']:,} rejected (see {out / 'rejected.jsonl'})"
    return f"{text}\n{out / 'canonical.jsonl'}\n{out / 'report.html'}"


@main.command()
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
    settings = _settings(config)
    from flows.diff import show
    from normalize import Rejected
    from normalize import clean as clean_file

    failed = False
    for file in files:
        try:
            records = clean_file(file, str(file), settings=settings.clean)
        except OSError as error:
            _fail(f"{file}: {error.strerror}", 2)
        for record in records:
            failed |= isinstance(record, Rejected)
            if diff:
                show(record)
            else:
                click.echo(orjson.dumps(asdict(record)).decode())
    sys.exit(1 if failed else 0)


@main.command()
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.argument("first", metavar="ID")
@click.argument("second", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings, as for run.")
def explain(directory: Path, first: str, second: str, as_json: bool, config: Path | None) -> None:
    """Say why two articles of a run are, or are not, one story.

    DIR is what a run wrote into; an ID is an article's id (its first digits will do) or path.
    """
    settings = _settings(config)
    from dedupe import explain as explain_texts
    from dedupe.days import time_of
    from flows.diff import show_explanation
    from flows.results import ResultsError, find_article

    try:
        articles = [find_article(directory, wanted) for wanted in (first, second)]
    except ResultsError as error:
        _fail(str(error), 2)
    one, other = articles
    published = time_of(one["published_at"]), time_of(other["published_at"])
    found = explain_texts(one["text"], other["text"], settings.fold, published)
    if as_json:
        one_story = articles[0]["story_id"] == articles[1]["story_id"]
        ids = {"first": articles[0]["id"], "second": articles[1]["id"], "one_story": one_story}
        click.echo(orjson.dumps({**ids, **asdict(found)}).decode())
    else:
        show_explanation(articles[0], articles[1], found)


@main.command()
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
        _fail(str(error), 2)
    if as_json:
        click.echo(
            orjson.dumps({**scores.as_dict(), "missing": missing, "errors": errors}).decode()
        )
        return
    for name, value in scores.as_dict().items():
        click.echo(f"{name:<18} {value:>8}" if name == "items" else f"{name:<18} {value:8.4f}")
    if missing:
        click.echo(f"missing            {len(missing):>8}  {', '.join(missing[:5])}")
    for wrong in errors:
        click.echo(
            f"{wrong['error']}: " + "  |  ".join(", ".join(part[:4]) for part in wrong["parts"][:4])
        )


@main.command()
@click.argument("record", type=click.Choice(["article", "story", "rejected"]), default="story")
def schema(record: str) -> None:
    """Print the JSON Schema of a record: of articles.jsonl, canonical.jsonl or rejected.jsonl."""
    from flows.schema import SCHEMAS

    click.echo(orjson.dumps(SCHEMAS[record], option=orjson.OPT_INDENT_2).decode())


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port",
    default=4200,
    show_default=True,
    type=click.IntRange(1, 65535),
    help="Port of the page.",
)
def ui(host: str, port: int) -> None:
    """Start a local Prefect server and say where to open its page.

    While it runs, `newsfold run` on this machine reports to it.
    """
    from flows.server import ServerError, serve_ui

    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the server ends with it
    try:
        sys.exit(serve_ui(host, port))
    except ServerError as error:
        _fail(str(error))


@main.command()
@click.argument(
    "inputs",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="INPUT...",
)
@click.option(
    "--out", "-o", required=True, type=click.Path(path_type=Path), help="Directory to write into."
)
@click.option("--every", default="15m", show_default=True, help="How often: 90s, 15m, 6h, 1d.")
@click.option("--config", type=click.Path(path_type=Path), help="Settings, as for run.")
def serve(inputs: tuple[Path, ...], out: Path, every: str, config: Path | None) -> None:
    """Fold INPUT again and again, as a Prefect deployment on a schedule.

    Needs a Prefect server: `newsfold ui` in another terminal, or PREFECT_API_URL.
    """
    from flows.launch import serve_schedule
    from flows.server import ServerError

    units = {"s": 1, "m": 60, "h": 3600, "d": 86400}
    if not every[:-1].isdigit() or every[-1:] not in units or not int(every[:-1]):
        _fail(f"--every {every}: give a number and s, m, h or d, such as 15m", 2)
    _settings(config)
    try:
        serve_schedule(inputs, out, int(every[:-1]) * units[every[-1]], config)
    except ServerError as error:
        _fail(str(error))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
