"""Times of publication as numbers: days, of which a difference tells moulds from copies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def time_of(written: str | None) -> datetime | None:
    """A time as records have it, in ISO 8601; None for none. Raises ValueError for another form."""
    return datetime.fromisoformat(written) if written else None


def days_of(times: Sequence[datetime | None]) -> NDArray[np.float64]:
    """Days since 1970, (n,) float64; NaN for None. A time without an offset is in UTC."""
    return np.array([float("nan") if time is None else _days(time) for time in times], np.float64)


def _days(time: datetime) -> float:
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    return (aware - _EPOCH) / timedelta(days=1)
