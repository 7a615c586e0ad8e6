"""Prefect as this project runs it: no call home, no noise. Import before prefect."""

from __future__ import annotations

import logging
import os

#: Set only where the user has not: Prefect reads them when it is imported.
_DEFAULTS = {
    # no telemetry, from the client and from a server that it starts
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # a local SQLite that several services write to needs patience, not an error
    "PREFECT_SERVER_DATABASE_TIMEOUT": "60",
    # what a short-lived local server logs at start and stop is nothing to act on
    "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
}


def set_defaults() -> None:
    """Put the defaults into the environment, so that processes started from here have them too."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)


def silence_console() -> None:
    """Keep Prefect's log lines off the terminal; its API still gets them. Before its import."""
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    os.environ.setdefault("PREFECT_LOGGING_INTERNAL_LEVEL", "CRITICAL")
    # what of the log an API does not take is lost, and nothing to read about
    logging.raiseExceptions = False
    # an API that is gone, or does nothing, is told of by us, after a few tries
    os.environ.setdefault("PREFECT_CLIENT_MAX_RETRIES", "2")
    os.environ.setdefault("PREFECT_API_REQUEST_TIMEOUT", "15")
