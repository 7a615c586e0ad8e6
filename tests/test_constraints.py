"""The tested versions are such that every Python that newsfold promises to run on can have."""

from __future__ import annotations

import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

_ROOT = Path(__file__).parent.parent


def test_the_tested_versions_run_on_the_oldest_python() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    [oldest] = SpecifierSet(project["requires-python"])
    first = f"{oldest.version}.0"  # of a minor version systems keep an early patch for years
    asked = 0
    for line in (_ROOT / "constraints.txt").read_text().splitlines():
        pin = Requirement(line)
        try:
            found = metadata(pin.name)
        except PackageNotFoundError:
            continue  # of an extra that is not installed
        assert pin.specifier.contains(found["Version"], prereleases=True), line
        asked += 1
        needs = SpecifierSet(found.get("Requires-Python", ""))
        assert needs.contains(first), f"{line} needs Python {needs}"
    assert asked
