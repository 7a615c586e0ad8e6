"""What the commands share: settings, failing with one line, any letters, periods of time."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from flows.settings import Settings

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def fail(message: str, status: int = 1) -> NoReturn:
    """End the process with one line on stderr."""
    click.echo(f"newsfold: {message}", err=True)
    sys.exit(status)


def show_all_letters() -> None:
    """Let stdout take any text: letters that its encoding lacks are shown by their numbers.

    JSON goes there as bytes, and is UTF-8 whatever the encoding.
    """
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def settings_of(config: Path | None, **tables: dict[str, Any]) -> Settings:
    """The settings of a file, by default newsfold.toml, with what the command line says on top."""
    from flows.settings import SettingsError, load_settings

    if config is None and Path("newsfold.toml").is_file():
        config = Path("newsfold.toml")
    try:
        return load_settings(config, **tables)
    except SettingsError as error:
        fail(str(error), 2)


def period(text: str) -> int:
    """A period such as 15m in seconds. Raises click.BadParameter."""
    number, unit = text[:-1], text[-1:]
    if unit in _SECONDS and number.isascii() and number.isdigit() and int(number):
        return int(number) * _SECONDS[unit]
    raise click.BadParameter(f"{text}: give a number and s, m, h or d, such as 15m")
