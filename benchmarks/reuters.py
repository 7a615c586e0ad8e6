"""Times as Reuters-21578 writes them."""

from __future__ import annotations

from datetime import UTC, datetime


def time_of(written: str | None) -> datetime | None:
    """A time such as "26-FEB-1987 15:01:01.79", to the second; None if it is none."""
    try:
        read = datetime.strptime((written or "").strip().split(".")[0], "%d-%b-%Y %H:%M:%S")
    except ValueError:
        return None
    return read.replace(tzinfo=UTC)
