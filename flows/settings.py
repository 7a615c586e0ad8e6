"""Settings of a run: one frozen, validated model, from newsfold.toml and the command line."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

import tomli
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from dedupe.settings import FoldSettings
from flows.limits import Limits
from normalize.settings import CleanSettings


class SettingsError(ValueError):
    """Settings that cannot be used; the message names the file and the setting."""


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class RunSettings(BaseModel):
    """Where and how work runs; none of it changes what a record says."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    workers: int = Field(default_factory=_cores, ge=1, description="processes; default: the cores")
    engine: Literal["local", "dask"] = Field("local", description="where batches are worked on")
    scheduler: str = Field("", description="address of a running Dask scheduler, tcp://host:port")
    batch_articles: int = Field(512, ge=1, description="records a batch holds at most")
    max_seconds: float = Field(
        60.0, gt=0, description="an article that takes longer to read is rejected"
    )
    max_memory: int = Field(
        4 * 2**30,
        ge=2**28,
        description="bytes of memory of a worker process; an article that takes more is rejected",
    )
    deleted: Literal["drop", "keep"] = Field(
        "drop", description="articles of earlier runs whose file is gone from INPUT"
    )
    reread: bool = Field(
        False,
        description="read every file again, also those that size, inode and times say are the same",
    )
    batch_bytes: int = Field(32 * 2**20, ge=1, description="bytes of files a batch holds at most")

    @property
    def limits(self) -> Limits:
        """What a worker may take; a cluster's workers have a limit of memory of their own."""
        return Limits(self.max_seconds, self.max_memory if self.engine == "local" else 0)


class Settings(BaseModel):
    """All settings, by the tables of newsfold.toml: [run], [clean], [fold]."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    run: RunSettings = Field(default_factory=RunSettings)
    clean: CleanSettings = Field(default_factory=CleanSettings)
    fold: FoldSettings = Field(default_factory=FoldSettings)


def load_settings(config: Path | None = None, **overrides: dict[str, Any]) -> Settings:
    """Settings from a TOML file, with values of the command line over it.

    `overrides` are tables by name; None values in them count as not given. Raises SettingsError.
    """
    tables: dict[str, Any] = {}
    where = str(config) if config else "settings"
    if config is not None:
        try:
            tables = tomli.loads(config.read_text("utf-8"))
        except OSError as error:
            raise SettingsError(f"{config}: {error.strerror}") from None
        except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"{config}: no valid TOML: {error}") from None
    for table, values in overrides.items():
        given = {key: value for key, value in values.items() if value is not None}
        if given:
            tables[table] = {**tables.get(table, {}), **given}
    try:
        return Settings.model_validate(tables)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{where}: {name}: {first['msg']}") from None
