"""Articles that were given up on, for time or memory, are tried again once they may have more."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import orjson

from flows.limits import Limits
from flows.store import rejected_in, written_whole

_NAME = "limits.json"
#: Reasons that say as much of the limits as of the article.
_GIVEN_UP = frozenset({"too_slow", "out_of_memory", "crashed"})


def forget_given_up(store: Path, limits: Limits) -> None:
    """Delete the batches in which an article was given up on, if the limits have been raised since.

    They are cleaned anew then. What the limits are is left to the next run.
    """
    former = _read(store)
    if former == limits:
        return
    if former is not None and _is_more(limits, former):
        again = [
            batch
            for batch in store.glob("*.clean.arrow")
            if any(item.reason in _GIVEN_UP for item in rejected_in(batch))
        ]
        # Sketches go first: they would be taken for those of what is made anew.
        for file in [*store.glob("*.sketch"), *again] if again else []:
            file.unlink()
    with written_whole(store / _NAME) as temporary:
        temporary.write_bytes(orjson.dumps(asdict(limits)))


def _read(store: Path) -> Limits | None:
    try:
        return Limits(**orjson.loads((store / _NAME).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _is_more(limits: Limits, former: Limits) -> bool:
    def room(memory: int) -> float:
        return memory or float("inf")  # 0: the system's own limit

    return limits.seconds > former.seconds or room(limits.memory) > room(former.memory)
