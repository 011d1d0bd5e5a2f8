"""Real browsers over the frozen site with its real headers."""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from evidence.browser import Browser, BrowserError, MissingBrowserError, Tab
from evidence.chromium import launch
from evidence.host import SITE, Host
from evidence.run import starter
from evidence.screen import Screen

HOME = f"https://{SITE}/"
AWAY = "https://www.metoffice.gov.uk/"
SECOND = "https://www.britannica.com/"
MOMENT = 0.5
"""Seconds before Back: within a few milliseconds Chromium would take it for a reload."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """One driver for all tests."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def host(public: Path) -> Iterator[Host]:
    """The site on a host of its own, for one test."""
    with Host(public) as running:
        yield running
    # Whatever a test does: no other website may hear where a visitor came from.
    assert running.told() == []


def away_and_back(page: Page) -> None:
    """Follow a link to another website, and come back by Back."""
    here = page.url
    page.evaluate(
        """() => { const a = document.createElement("a"); a.href = "https://www.bbc.co.uk/";
        a.textContent = "x"; document.querySelector("main").append(a); a.click(); }"""
    )
    page.wait_for_url("https://www.bbc.co.uk/")
    page.wait_for_timeout(MOMENT * 1000)
    page.evaluate("setTimeout(() => history.back())")
    page.wait_for_function("(here) => location.href == here", arg=here)


def until(page: Page, true: Callable[[], bool], seconds: float = 5) -> bool:
    """Whether something outside a page, or that it cannot be asked now, becomes true in time."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            return False
        page.wait_for_timeout(20)
    return True


def faults(page: Page, **options: Any) -> str:
    """What axe-core finds on a page as it is now, in words; '' where that is nothing.

    Put into a page once, and asked for nothing but what is wrong: the list of all that is
    right would take longer to hand over than to make.
    """
    if not page.evaluate("'axe' in self"):
        page.evaluate(f"{Axe().axe_script}; 0")
    asked = json.dumps({"resultTypes": ["violations"], **options})
    found = page.evaluate(f"axe.run({asked}).then(({{ violations }}) => ({{ violations }}))")
    results = AxeResults(found)
    return str(results.generate_report()) if results.violations_count else ""


def colours(png: bytes) -> int:
    """How many colours are on a picture; that of a cover has one."""
    found = Image.open(io.BytesIO(png)).convert("RGB").getcolors(maxcolors=100_000)
    assert found is not None
    return len(found)


@pytest.fixture
def browse(
    playwright: Playwright, host: Host, tmp_path: Path
) -> Iterator[Callable[..., BrowserContext]]:
    """Start a Chromium with options: ``browse(viewport={…}, java_script_enabled=False)``."""
    started: list[BrowserContext] = []

    def start(**options: Any) -> BrowserContext:
        started.append(launch(playwright, host, tmp_path / f"p{len(started)}", **options))
        return started[-1]

    yield start
    for context in started:
        context.close()


@pytest.fixture
def start(playwright: Playwright, tmp_path: Path) -> Iterator[Callable[..., Browser]]:
    """Start a browser of any engine: ``start("Firefox", host)``; options are the engine's own.

    WebKit is left out where its driver is there and does not start, and the end of the
    run says so; a browser that is missing fails the test.
    """
    started: list[Browser] = []

    def starting(engine: str, host: Host, **options: Any) -> Browser:
        folder = tmp_path / f"{engine}{len(started)}"
        started.append(begin(playwright, engine, host, folder, **options))
        return started[-1]

    yield starting
    for browser in started:
        browser.close()


def begin(playwright: Playwright, engine: str, host: Host, folder: Path, **options: Any) -> Browser:
    """Start a browser with a profile in a folder."""
    if engine == "WebKit" and sys.platform != "linux":
        pytest.skip(f"{UNAVAILABLE}WebKitGTK exists on Linux only")
    try:
        return starter(engine.lower(), playwright, **options)(host, folder)
    except BrowserError as error:
        if engine != "WebKit" or isinstance(error, MissingBrowserError):
            raise
        pytest.skip(f"{UNAVAILABLE}{error}")


UNAVAILABLE = "not tested in WebKit: "


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """A browser that could not be asked is not passed over in silence."""
    skipped = terminalreporter.stats.get("skipped", [])
    # Out of the reports, as the tests were run by other processes than this one.
    reasons = [str(report.longrepr[2]).partition(UNAVAILABLE)[2] for report in skipped]
    if unavailable := [reason for reason in dict.fromkeys(reasons) if reason]:
        terminalreporter.section("NOT TESTED IN WEBKIT", sep="!", red=True, bold=True)
        for what in unavailable:
            terminalreporter.line(what)


def type_letters(tab: Tab, screen: Screen, field: str, letters: str) -> None:
    """Type into a field as a person does, once it takes keys: Firefox drops those of the first
    moments after a page was painted, and does not say when they are over.
    """

    def takes_keys() -> bool:
        screen.press(letters[0])
        return bool(tab.run(f"{field}.value"))

    assert tab.wait(takes_keys)
    tab.run(f"{field}.value = ''")
    for letter in letters:
        screen.press(letter)
    # What was pressed before it took keys may arrive late, and is the first letter again.
    assert tab.wait(lambda: str(tab.run(f"{field}.value")).lstrip(letters[0]) == letters[1:])
