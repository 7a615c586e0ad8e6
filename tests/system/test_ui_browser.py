"""The Prefect page and the report in a real browser: what a person sees of a run."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.conftest import ARTICLES, newsfold

pytestmark = pytest.mark.system

_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--window-size=1400,1000",
)  # fmt: skip


@pytest.fixture
def browser(tmp_path: Path) -> Iterator[webdriver.Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    assert chromium, "these tests need Chromium (Debian: apt-get install chromium)"
    assert driver, "these tests need ChromeDriver (Debian: apt-get install chromium-driver)"
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for flag in (*_FLAGS, f"--user-data-dir={tmp_path / 'profile'}"):
        options.add_argument(flag)
    opened = webdriver.Chrome(options, Service(driver))
    yield opened
    opened.quit()


def _wait_for(browser: webdriver.Chrome, *texts: str) -> None:
    def shown(driver: webdriver.Chrome) -> bool:
        body = driver.find_element(By.TAG_NAME, "body").text
        return all(text in body for text in texts)

    WebDriverWait(browser, 60).until(shown, f"the page shows no {texts}")


def test_the_pages_of_a_run_name_it_and_its_work(
    browser: webdriver.Chrome, prefect_server: str, prefect_home: Path, tmp_path: Path
) -> None:
    done = newsfold(
        "run", ARTICLES, "--out", tmp_path / "seen",
        PREFECT_API_URL=f"{prefect_server}/api", PREFECT_HOME=str(prefect_home),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    browser.get(f"{prefect_server}/runs")
    _wait_for(browser, "fold articles into seen")
    browser.find_element(By.LINK_TEXT, "fold articles into seen").click()
    _wait_for(browser, "Completed", "Artifacts", "publish: done")


def test_the_report_reads_well_and_runs_nothing(browser: webdriver.Chrome, demo: Path) -> None:
    browser.get((demo / "report.html").as_uri())
    _wait_for(browser, "stories with copies", "What the articles are to their story", "Daybook")
    assert browser.find_elements(By.TAG_NAME, "script") == []
    # Every bar of the charts has its value beside it.
    assert len(browser.find_elements(By.TAG_NAME, "rect")) == 8
