"""The Prefect page in a real browser: what a person sees of a run."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ARTICLES, newsfold

pytestmark = pytest.mark.system

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--virtual-time-budget=20000",
)  # fmt: skip


def _dom(url: str, profile: Path) -> str:
    browser = shutil.which("chromium") or shutil.which("chromium-browser")
    assert browser, "these tests need Chromium (Debian: apt-get install chromium)"
    done = subprocess.run(
        [browser, *_FLAGS, f"--user-data-dir={profile}", "--dump-dom", url],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    return done.stdout


def test_the_runs_page_names_the_run(
    prefect_server: str, prefect_home: Path, tmp_path: Path
) -> None:
    done = newsfold(
        "run", ARTICLES, "--out", tmp_path / "seen",
        PREFECT_API_URL=f"{prefect_server}/api", PREFECT_HOME=str(prefect_home),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    page = _dom(f"{prefect_server}/runs", tmp_path / "profile")
    assert "fold articles into seen" in page


def test_the_report_reads_well_and_runs_nothing(demo: Path, tmp_path: Path) -> None:
    page = _dom((demo / "report.html").as_uri(), tmp_path / "profile")
    assert "stories with copies" in page
    assert "<script" not in page
