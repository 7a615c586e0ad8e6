"""Story ids from run to run: a story keeps its id as it gains members; what changed is told."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import orjson


@dataclass(frozen=True, slots=True)
class Change:
    """A line of changes.jsonl: `into` is the story that took a merged one's members."""

    id: str
    change: Literal["created", "updated", "merged", "split"]
    into: str | None = None


def earlier_stories(out: Path) -> dict[str, str]:
    """Story id by article id, as the last run into `out` left it; {} for none."""
    found: dict[str, str] = {}
    try:
        with (out / "articles.jsonl").open("rb") as lines:
            for line in lines:
                record = orjson.loads(line)
                found[record["id"]] = record["story_id"]
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return found


def record_digest(line: bytes) -> bytes:
    """What tells a line of a file from any other."""
    return hashlib.blake2b(line, digest_size=16).digest()


def record_digests(canonical: Path) -> dict[str, bytes]:
    """A digest of each story's record by its id; {} where the file is not there."""
    found: dict[str, bytes] = {}
    try:
        with canonical.open("rb") as lines:
            for line in lines:
                found[orjson.loads(line)["id"]] = record_digest(line)
    except (FileNotFoundError, NotADirectoryError):
        return {}
    return found


def _fresh_id(member: str, taken: set[str]) -> str:
    for salt in range(1 << 16):
        digest = hashlib.blake2b(f"{member}/{salt}".encode(), digest_size=8).hexdigest()
        if digest not in taken:
            return digest
    raise AssertionError("no free id in 65536 tries")


def name_stories(
    stories: Sequence[Sequence[str]], earlier: Mapping[str, str], others: Set[str] = frozenset()
) -> list[str]:
    """An id for each story, given as its members' article ids.

    `earlier` is the story id of each article before, `others` ids that other stories keep.

    A story keeps the id that most of its members had (the smaller id of two equals); of two
    stories that would keep the same one, that with more of its members does. Others get an id
    made from their first member in order of ids.
    """
    votes = [Counter(earlier[m] for m in story if m in earlier) for story in stories]
    bids = sorted(
        ((-count, identity, min(stories[at]), at)
         for at, counter in enumerate(votes) for identity, count in counter.items())
    )  # fmt: skip
    names: dict[int, str] = {}
    taken: set[str] = set()
    for _, identity, _, at in bids:
        if at not in names and identity not in taken:
            names[at] = identity
            taken.add(identity)
    taken |= {*earlier.values(), *others}
    for at in sorted(range(len(stories)), key=lambda at: min(stories[at])):
        if at not in names:
            names[at] = _fresh_id(min(stories[at]), taken)
            taken.add(names[at])
    return [names[at] for at in range(len(stories))]


def changes(
    stories: Iterable[tuple[str, Sequence[str]]],
    earlier: Mapping[str, str],
    edited: Iterable[str],
) -> list[Change]:
    """What a run changed, in order of ids.

    `stories` are (id, member article ids) now, `earlier` the story of each article before,
    `edited` ids of stories whose record differs. A story whose articles are all gone is told
    of by its absence from canonical.jsonl alone.
    """
    before: dict[str, set[str]] = {}
    for member, identity in earlier.items():
        before.setdefault(identity, set()).add(member)
    now = {identity: set(members) for identity, members in stories}
    home = {member: identity for identity, members in now.items() for member in members}
    differing = set(edited)
    out: list[Change] = []
    for identity in sorted(now):
        if identity not in before:
            origins = {earlier[m] for m in now[identity] if m in earlier}
            out.append(Change(identity, "split" if origins & now.keys() else "created"))
        elif now[identity] != before[identity] or identity in differing:
            out.append(Change(identity, "updated"))
    for identity in sorted(before.keys() - now.keys()):
        heirs = Counter(home[m] for m in before[identity] if m in home)
        if heirs:
            into = min(heirs, key=lambda heir: (-heirs[heir], heir))
            out.append(Change(identity, "merged", into))
    return out
