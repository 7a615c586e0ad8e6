"""One run at a time into one OUT: a lock that the system lets go of when its holder dies."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

#: The lock's file in the working store; it holds the number of the process that has it.
NAME = "lock"


class LockedError(OSError):
    """Another run works into the same directory; the message says which process."""


@contextmanager
def locked(store: Path, out: Path) -> Iterator[None]:
    """Hold the lock of a working store for the length of a block. Raises LockedError."""
    with (store / NAME).open("a+") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            stream.seek(0)
            holder = stream.read(20).strip()
            which = f" (process {holder})" if holder else ""
            raise LockedError(
                f"{out}: another run works into it{which}; wait for it, or name another directory"
            ) from None
        stream.truncate(0)
        stream.write(str(os.getpid()))
        stream.flush()
        yield
