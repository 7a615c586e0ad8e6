"""What earlier runs read of each file: what the system says is the same is not read again.

A file is the same if it is the same inode with the same size and the same times of change, of
its content and of the inode itself; the latter no program can set. It is what git and restic go
by, with git's rule for times that are too recent to tell two changes apart.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from flows.store import written_whole

_NAME = "files.json"
#: Nanoseconds within which two changes may have the same time (FAT: two seconds).
_RECENT = 2 * 10**9
#: Where the inode's time is that of its making, a change may leave no trace.
_TELLS = os.name == "posix"

Stamp = tuple[int, int, int, int, int]
"""Device, inode, size, and the times (ns) at which content and inode were changed."""


def stamp_of(told: os.stat_result) -> Stamp:
    """What of the system's word on a file says whether it is the same."""
    return told.st_dev, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


@dataclass(frozen=True)
class Known:
    """What was read, by the paths of the files: their stamps, when, and what it came to.

    `key` is of whatever else has a part in that. What the store holds already is `stored`.
    """

    key: str
    files: dict[str, list[Any]] = field(default_factory=dict)
    stored: bool = False

    def told(self, path: str, stamp: Stamp) -> Any:
        """What the file came to, if it is the same; else None."""
        if not _TELLS or path not in self.files:
            return None
        before, read_at, told = self.files[path]
        same = tuple(before) == stamp and max(stamp[3:]) < read_at - _RECENT
        return told if same else None

    def now(self, files: dict[str, list[Any]]) -> Known:
        """What is known once these are."""
        return self if files == self.files else Known(self.key, files)


def read_known(store: Path, key: str) -> Known:
    """What is known in a working store, nothing where it is of another key or damaged."""
    try:
        held = orjson.loads((store / _NAME).read_bytes())
        if held["key"] == key:
            return Known(key, dict(held["files"]), stored=True)
    except (OSError, ValueError, TypeError, KeyError):
        pass
    return Known(key)


def write_known(store: Path, known: Known) -> None:
    """Leave to the next run what is known."""
    if not known.stored:
        with written_whole(store / _NAME) as temporary:
            temporary.write_bytes(orjson.dumps({"key": known.key, "files": known.files}))
