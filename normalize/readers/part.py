"""Which records of a file to read."""

from __future__ import annotations

import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """The records of a file to read, from the `first` to the `last`, both from 1.

    `begins` is the number of the first record in the bytes that are given: they may be a part of
    the file themselves.
    """

    first: int = 1
    last: int = sys.maxsize
    begins: int = 1
