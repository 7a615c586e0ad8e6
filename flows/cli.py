"""The command line: `newsfold COMMAND`. Each command is a thin layer over a function."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

import click
import orjson

from flows.cli_look import clean, explain, schema, score
from flows.interrupt import hear_interrupts, stops
from flows.terminal import fail, period, settings_of, show_all_letters
from flows.tune import tune
from flows.workers import begin_loading

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 96}


@click.group(context_settings=_CONTEXT)
@click.version_option(package_name="newsfold", message="newsfold %(version)s")
def main() -> None:
    """Folds the many copies of a news story into one.

    \b
    newsfold run articles --out folded     fold a directory
    newsfold clean page.html --diff        see what the cleaner takes out
    newsfold ui                            watch runs in the browser
    """
    show_all_letters()


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
@click.option(
    "--every",
    type=period,
    metavar="PERIOD",
    help="Stay, look so often (30s, 5m, 6h), and fold what is new.",
)
@click.option("--fresh", is_flag=True, help="Forget earlier runs into the same directory.")
@click.option("--strict", is_flag=True, help="Exit with 3 if anything was rejected.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
@stops("stopped; the files in OUT are those of the last whole run")
def run(
    inputs: tuple[Path, ...],
    out: Path,
    threshold: float | None,
    workers: int | None,
    engine: str | None,
    scheduler: str | None,
    config: Path | None,
    every: int | None,
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

    Read are .txt .md .docx .odt .rtf .html .mhtml .json .jsonl .xml .rss .atom .nitf .csv .tsv
    .xlsx .parquet .arrow .sqlite .eml .mbox .sgml .warc .arc .wacz .zip .tar, each also with
    .gz, .bz2, .xz or .zst. With PREFECT_API_URL set, or `newsfold ui` running, the run shows up
    in Prefect.

    \b
    A directory that grows all day is kept folded by a process that stays until Ctrl-C:
      newsfold run articles --out folded --every 1m
    """
    if scheduler and engine == "local":
        fail("--scheduler goes with --engine dask", 2)
    if strict and every:
        fail("--strict is for a run that ends: leave out --every", 2)
    tune()
    if engine != "dask" and not scheduler:
        begin_loading()  # it takes as long as all that comes before there is something to clean
    settings = settings_of(
        config,
        fold={"threshold": threshold},
        run={"workers": workers, "engine": "dask" if scheduler else engine, "scheduler": scheduler},
    )
    from flows.again import Folding
    from flows.engine import EngineError
    from flows.inputs import InputError
    from flows.launch import launch, leave
    from flows.lock import LockedError
    from flows.outdir import OutputError
    from flows.state import StateError

    is_first = True

    def fold() -> dict[str, Any]:
        nonlocal fresh
        began = time.monotonic()
        summary = launch(inputs, out, settings, fresh=fresh, quiet=quiet or as_json)
        fresh = False
        return {**summary, "seconds": round(time.monotonic() - began, 2)}

    def tell(summary: dict[str, Any]) -> None:
        nonlocal is_first
        if as_json:
            click.echo(orjson.dumps(summary))
        elif not quiet:
            text = _sentence(summary, out / "rejected.jsonl")
            click.echo(f"{time.strftime('%H:%M:%S')}  {text}" if every else text, err=True)
            if is_first:
                click.echo(f"{out / 'canonical.jsonl'}\n{out / 'report.html'}", err=True)
        is_first = False

    rejected = 0
    try:
        if every:
            Folding(fold, tell, inputs, every).go_on()
        else:
            summary = fold()
            tell(summary)
            rejected = summary["rejected"]
        leave(3 if strict and rejected else 0)
    except InputError as error:
        fail(str(error), 2)
    except (OutputError, StateError, EngineError, LockedError) as error:
        fail(str(error))
    except OSError as error:
        # The working store: a full disk, as a rule.
        fail(f"{out}: cannot be written: {error.strerror or error}")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"


def _sentence(summary: dict[str, Any], rejected: Path) -> str:
    articles = _counted(summary["articles"], "article", "articles")
    stories = _counted(summary["stories"], "story", "stories")
    copies = _counted(summary["articles"] - summary["stories"], "copy", "copies")
    text = f"{articles} -> {stories} ({copies} folded) in {summary['seconds']:,.1f} s"
    if summary["rejected"]:
        text += f", {summary['rejected']:,} rejected (see {rejected})"
    return text


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

    hear_interrupts()  # the server ends with this process
    try:
        sys.exit(serve_ui(host, port))
    except ServerError as error:
        fail(str(error))


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
@click.option(
    "--every", type=period, default="15m", show_default=True, help="How often: 90s, 15m, 6h, 1d."
)
@click.option("--config", type=click.Path(path_type=Path), help="Settings, as for run.")
def serve(inputs: tuple[Path, ...], out: Path, every: int, config: Path | None) -> None:
    """Fold INPUT again and again, as a Prefect deployment on a schedule.

    Needs a Prefect server: `newsfold ui` in another terminal, or PREFECT_API_URL.
    """
    from flows.launch import serve_schedule
    from flows.server import ServerError

    settings_of(config)
    try:
        serve_schedule(inputs, out, every, config)
    except ServerError as error:
        fail(str(error))
    except KeyboardInterrupt:
        pass


for command in (clean, explain, score, schema):
    main.add_command(command)


if __name__ == "__main__":
    main()
