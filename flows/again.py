"""Folding again and again in one process that stays: what it has loaded serves every fold."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from flows.engine import EngineError
from flows.inputs import InputError, listings
from flows.lock import LockedError
from flows.outdir import OutputError
from flows.place import standing
from normalize import Rejected

Done = TypeVar("Done")

#: Nanoseconds for which no file may have changed before a fold begins: what is being written is
#: waited for, and no two changes have the same time by then (FAT: two seconds).
_STILL = 2 * 10**9
#: How often a fold is put off for files that change all the time.
_PATIENCE = 5
#: What may be over by the next time: a disk that is full or not there, another run.
_PASSING = (InputError, OutputError, LockedError, EngineError, OSError)


@dataclass(frozen=True)
class _Sight:
    """INPUT at one moment: a digest of its paths and stamps, and when the last change was (ns).

    The digest is empty where there is no file.
    """

    digest: bytes
    changed: int

    def is_still(self) -> bool:
        # A time stamp that lies in the future says nothing.
        return not 0 <= time.time_ns() - self.changed < _STILL


def _look(inputs: Sequence[Path]) -> _Sight:
    digest = hashlib.blake2b(digest_size=16)
    changed = count = 0
    for files in listings(inputs):
        for found in files:
            count += 1
            if isinstance(found, Rejected):
                digest.update(f"{found}\n".encode())
                continue
            digest.update(f"{found.path} {found.stamp}\n".encode())
            changed = max(changed, *found.stamp[3:])
    return _Sight(digest.digest() if count else b"", changed)


def _settled(inputs: Sequence[Path], sight: _Sight) -> _Sight:
    """INPUT, seen so, once it is still, or has not become so for a while."""
    for _ in range(_PATIENCE):
        if sight.is_still():
            break
        time.sleep(_STILL / 1e9)
        sight = _look(inputs)
    return sight


class Folding(Generic[Done]):
    """Folds INPUT whenever it has changed, looking each `every` seconds, and tells of each fold."""

    def __init__(
        self,
        fold: Callable[[], Done],
        tell: Callable[[Done], None],
        inputs: Sequence[Path],
        every: float,
    ) -> None:
        self._fold = fold
        self._tell = tell
        self._inputs = inputs
        self._every = every
        self._folded = b""
        self._said = ""
        self._is_at_it = False

    def go_on(self) -> None:
        """Fold now, and on changes, until interrupted.

        Returns where it is interrupted between two folds; within one, KeyboardInterrupt is raised.
        What keeps the first fold from being made is raised, unless it is that there are no files
        yet. What keeps a later one from it is told, once, and tried again, but for a StateError.
        """
        with standing():
            try:
                while True:
                    self._say(self._once())
                    time.sleep(self._every)
            except KeyboardInterrupt:
                if self._is_at_it:
                    raise

    def _once(self) -> str:
        """Fold if there is something to fold; returns what kept it from it, if anything."""
        try:
            sight = _look(self._inputs)
            if not sight.digest:
                return f"{', '.join(map(str, self._inputs))}: no files; waiting for some"
            if sight.digest != self._folded:
                sight = _settled(self._inputs, sight)
                self._is_at_it = True
                done = self._fold()
                self._is_at_it = False  # whoever hears of a fold may end this process
                self._folded = sight.digest
                self._tell(done)
        except _PASSING as error:
            if not self._folded:
                raise
            self._is_at_it = False
            return f"{error}; trying again each {self._every:g} s"
        return ""

    def _say(self, trouble: str) -> None:
        if trouble and trouble != self._said:
            print(f"newsfold: {trouble}", file=sys.stderr)
        self._said = trouble
