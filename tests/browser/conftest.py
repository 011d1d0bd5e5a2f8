"""A real Chromium over the frozen site with its real headers."""

from __future__ import annotations

import datetime
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from safe_exit.builder import ROOT, build_site
from tests.browser.server import SITE, Host

HOME = f"https://{SITE}/"
Open = Callable[..., Page]


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


@pytest.fixture(scope="session")
def chromium(playwright: Playwright) -> str:
    """The browser's program: the system's, else the one Playwright has installed."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    found = found or playwright.chromium.executable_path
    if not Path(found).exists():
        pytest.fail("There is no Chromium to test with. Install one with: make browser")
    return found


@pytest.fixture(scope="session")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, frozen."""
    out = tmp_path_factory.mktemp("frozen") / "public"
    today = datetime.date(2026, 11, 23)
    build_site(ROOT / "content", out, today, None, lambda _doing, _done, _of: None)
    return out


@pytest.fixture
def host(public: Path) -> Iterator[Host]:
    """The site on a host of its own, for one test."""
    running = Host(public)
    running.start()
    yield running
    running.stop()


@contextmanager
def profile(
    playwright: Playwright, chromium: str, host: Host, folder: Path, **options: Any
) -> Iterator[BrowserContext]:
    """A browser with a real profile on disk and its back/forward cache switched on.

    Playwright switches that cache off by default, which would hide exactly what
    these tests are about. Every name leads to ``host``, and nothing leaves this machine.
    """
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=chromium,
        ignore_default_args=["--disable-back-forward-cache"],
        args=[
            f"--host-resolver-rules=MAP * 127.0.0.1:{host.port}",
            f"--ignore-certificate-errors-spki-list={host.key_hash}",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-quic",
            "--disable-sync",
            "--no-first-run",
        ],
        chromium_sandbox=os.geteuid() != 0,
        **options,
    )
    context.set_default_timeout(10_000)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def browse(
    playwright: Playwright, chromium: str, host: Host, tmp_path: Path
) -> Iterator[Callable[..., BrowserContext]]:
    """Start a browser with options: ``browse(viewport={…}, java_script_enabled=False)``."""
    started: list[Any] = []

    def start(**options: Any) -> BrowserContext:
        opened = profile(playwright, chromium, host, tmp_path / f"p{len(started)}", **options)
        started.append(opened)
        return opened.__enter__()

    yield start
    for opened in started:
        opened.__exit__(None, None, None)
