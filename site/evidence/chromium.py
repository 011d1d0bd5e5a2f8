"""Chromium, driven by Playwright, with a profile on disk and its back/forward cache on."""

from __future__ import annotations

import base64
import os
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Error, Page, Playwright

from evidence.browser import Browser, Tab, find
from evidence.host import Host
from evidence.screen import Screen

NOT_NOW = ("Not attached to an active page", "Unable to capture screenshot")
"""What Chromium answers while one page is giving way to another."""


def find_chromium(playwright: Playwright) -> str:
    """The browser's program: the system's, else the one Playwright has installed."""
    return find("chromium", "chromium-browser", otherwise=playwright.chromium.executable_path)


def launch(
    playwright: Playwright, host: Host, folder: Path, screen: Screen | None = None, **options: Any
) -> BrowserContext:
    """Start Chromium with a profile in ``folder``; ``host`` is every website for it.

    Playwright switches the back/forward cache off by default, which would hide exactly
    what is asked here (finding 21). Without a ``screen`` there is no window. ``options``
    are Playwright's, like ``viewport``.
    """
    if screen:
        options |= {"headless": False, "env": screen.environment, "no_viewport": True}
    context = playwright.chromium.launch_persistent_context(
        folder,
        executable_path=find_chromium(playwright),
        ignore_default_args=["--disable-back-forward-cache"],
        args=[
            f"--ignore-certificate-errors-spki-list={host.key_hashes}",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-quic",
            "--disable-sync",
            "--no-first-run",
        ],
        proxy={"server": f"http://127.0.0.1:{host.port}"},
        chromium_sandbox=os.geteuid() != 0,
        **options,
    )
    context.set_default_timeout(10_000)
    return context


class Chromium(Browser):
    """A Chromium with a profile in ``folder``, for which ``host`` is every website."""

    engine = "Chromium"

    def __init__(self, playwright: Playwright, host: Host, folder: Path, **options: Any) -> None:
        self.profile = folder
        self.context = launch(playwright, host, folder, **options)
        page = self.context.pages[0]
        version = self.context.new_cdp_session(page).send("Browser.getVersion")["product"]
        self.version = str(version).rpartition("/")[2]
        self._used = False

    def open(self) -> ChromiumTab:
        page = self.context.new_page() if self._used else self.context.pages[0]
        self._used = True
        return ChromiumTab(page)

    def close(self) -> None:
        self.context.close()


class ChromiumTab(Tab):
    """A tab of Chromium. ``page`` is Playwright's."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page)

    def go(self, address: str) -> None:
        self.page.goto(address)

    def begin(self, address: str) -> None:
        self.page.goto(address, wait_until="commit")

    def address(self) -> str:
        # Not page.url: it is a step behind when a page comes back from the cache.
        listed = self._history()
        return str(listed["entries"][listed["currentIndex"]]["url"])

    def run(self, script: str) -> Any:
        return self.page.evaluate(f"() => ({script})")

    def click(self, selector: str) -> None:
        self.page.locator(selector).first.click(no_wait_after=True)

    def step(self, by: int) -> None:
        listed = self._history()
        at = listed["currentIndex"] + by
        if 0 <= at < len(listed["entries"]):
            entry = listed["entries"][at]["id"]
            self._ask("Page.navigateToHistoryEntry", entryId=entry)

    def picture(self) -> bytes:
        return base64.b64decode(self._ask("Page.captureScreenshot")["data"])

    def pause(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1000)

    def listed(self) -> list[str]:
        return [str(entry["url"]) for entry in self._history()["entries"]]

    def _history(self) -> dict[str, Any]:
        return self._ask("Page.getNavigationHistory")

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        for _ in range(50):
            try:
                return dict(self._session.send(method, params))
            except Error as error:
                if not any(reason in error.message for reason in NOT_NOW):
                    raise
                self.pause(0.02)
        raise TimeoutError(f"Chromium does not answer {method}")
