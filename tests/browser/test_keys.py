"""Leaving by real keys, in a browser with a window: what it does with a key itself counts too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Playwright

from evidence.browser import Browser, Tab
from evidence.host import Host
from evidence.screen import Screen
from tests.browser.conftest import AWAY, HOME, begin

WITH_PROFILE = ["Chromium", "Firefox"]
NUMBERS = HOME + "help/numbers/"


class Desk:
    """A browser with a window, and the keyboard in front of it."""

    def __init__(self, browser: Browser, screen: Screen, host: Host) -> None:
        self.browser, self.screen, self.host = browser, screen, host

    def open(self) -> Tab:
        """A page of the site, with the keyboard in it."""
        self.host.stall_after = None
        self.host.neutral = {"*": "ok"}
        tab = self.browser.open()
        tab.go(NUMBERS)

        def ready() -> bool:
            # A window can show a page before the page is given the keyboard.
            self.screen.focus("Phone numbers")
            tab.click("h1")
            self.screen.press("Control_L")
            return bool(tab.run("self.typed"))

        tab.run("addEventListener('keydown', () => { self.typed = 1; }, { once: true })")
        assert tab.wait(ready)
        return tab


@pytest.fixture(scope="module", params=WITH_PROFILE)
def desk(
    request: pytest.FixtureRequest,
    playwright: Playwright,
    public: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Desk]:
    """One browser with a window for all tests of keys: only there Esc stops a load."""
    folder = tmp_path_factory.mktemp("desk") / "profile"
    with Host(public) as host, Screen() as screen:
        with begin(playwright, request.param, host, folder, screen=screen) as browser:
            yield Desk(browser, screen, host)
        assert host.told() == []


KEYS = ["Shift_L", "Escape"]
FIELD = """(() => { const f = document.createElement("input");
    document.querySelector("main").prepend(f); f.focus(); return 1; })()"""
DIALOG = """(() => { const d = document.createElement("dialog");
    d.append(document.createElement("input")); document.body.append(d); d.showModal();
    return 1; })()"""


def test_one_escape_stops_a_load_here(desk: Desk) -> None:
    """So the keys in these tests do what they do under a visitor's hands."""
    tab = desk.open()
    desk.host.neutral = {"*": 3}
    before = len(desk.host.sent_to("www.britannica.com"))
    tab.run("(setTimeout(() => { location.href = 'https://www.britannica.com/' }, 100), 1)")
    assert tab.wait(lambda: len(desk.host.sent_to("www.britannica.com")) > before)
    desk.screen.press("Escape")
    tab.pause(3.5)  # it would have come by now
    assert tab.address() == NUMBERS


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("where", ["1", FIELD, DIALOG], ids=["page", "field", "dialog"])
def test_three_presses_leave_from_anywhere(desk: Desk, key: str, where: str) -> None:
    """From the page, from a text field, from a dialog that Esc closes."""
    tab = desk.open()
    tab.run(where)
    desk.screen.press(key, 3)
    tab.wait_for(AWAY)


@pytest.mark.parametrize("key", KEYS)
def test_three_presses_leave_while_the_page_is_loading(desk: Desk, key: str) -> None:
    """Esc stops the rest of the page from coming, and still counts."""
    tab = desk.open()
    desk.host.stall_after = 4096
    tab.begin(HOME + "help/leaving/")
    assert tab.wait(lambda: tab.address() == HOME + "help/leaving/")
    # Nobody is quicker. Firefox lets a key fall that comes as soon as the page has been painted,
    # and does not tell when it would take one.
    tab.pause(0.5)
    desk.screen.press(key, 3)
    tab.wait_for(AWAY)


def test_escape_hammered_on_still_leaves(desk: Desk) -> None:
    """Three times a second, while the neutral page takes six seconds to come."""
    tab = desk.open()
    desk.host.neutral = {"*": 6}
    desk.screen.press("Escape", 24, apart=0.25)
    tab.wait_for(AWAY, seconds=15)


def test_history_databases_are_those_of_the_browsers(desk: Desk) -> None:
    """The search in them looks at the tables that these versions really have."""
    profile = desk.browser.profile
    assert profile is not None
    files = profile / "Default/History", profile / "places.sqlite"
    tab = desk.open()  # a visit, so that there is one
    assert tab.wait(lambda: any(path.is_file() for path in files))
    file = next(path for path in files if path.is_file())

    def tables() -> set[str]:
        with closing(sqlite3.connect(f"file:{file}?mode=ro&immutable=1", uri=True)) as database:
            return {row[0] for row in database.execute("SELECT name FROM sqlite_master")}

    assert tab.wait(lambda: bool(tables() & {"visits", "moz_historyvisits"}))
