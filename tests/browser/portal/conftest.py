"""The real site with its portal, and how it is opened."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evidence.browser import Browser, Tab
from evidence.host import Host
from safe_exit.base.places import ROOT
from safe_exit.portal.passwords import Password
from safe_exit.portal.vault import make_vault
from safe_exit.publish.build import build_site
from tests.browser.conftest import HOME
from tests.conftest import once

Browse = Callable[..., BrowserContext]
Start = Callable[..., Browser]
FOLDER = "professionals/portal/"
PORTAL = HOME + FOLDER
RIGHT = "plank-otter-vanish-mellow-tribune-scarf-hurdle"
OTHER = "gravel-sonnet-pickle-orbit-thimble-walrus-denim"
LIST, TALK, BOTH_WORKERS = "Webinars and guidance", "The first conversation", "Agreements with"
RECORDING, ATTACHMENT = 6, 7
"""Numbers of files; the pages' own are in content/portal/."""
BOTH = pytest.mark.parametrize("engine", ["Chromium", "Firefox"])


def build(out: Path, *passwords: Password) -> Path:
    """The real site, with a portal that passwords open."""
    today = datetime.date(2026, 11, 24)
    vault = make_vault(passwords)
    build_site(ROOT / "content", out, today, None, lambda _doing, _done, _of: None, vault)
    return out


@pytest.fixture(scope="session")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is published, for two courses: they read it and change nothing in it."""
    passwords = Password("autumn", RIGHT), Password("spring", OTHER)
    return once(tmp_path_factory, "locked", lambda out: build(out, *passwords))


@pytest.fixture
def host(locked: Path) -> Iterator[Host]:
    """The site with its portal."""
    with Host(locked) as running:
        yield running
    assert running.told() == []


def said(tab: Tab) -> str:
    """What the page says of itself, to everyone who sees or hears it."""
    return str(tab.run("document.getElementById('portal-said').textContent"))


def says(tab: Tab, words: str) -> bool:
    """Whether the page comes to say something."""
    return tab.wait(lambda: words in said(tab))


def heading(tab: Tab) -> str:
    """The title of what is open; '' where nothing is."""
    return str(tab.run("(document.querySelector('#portal-page h1') || {}).textContent || ''"))


def shows(tab: Tab, title: str) -> bool:
    """Whether a page of the portal comes up."""
    return tab.wait(lambda: title in heading(tab))


def nothing_is_open(tab: Tab) -> bool:
    """Whether not a word of the portal stands in the page."""
    return bool(tab.run("!document.getElementById('portal-page').childNodes.length"))


def try_password(tab: Tab, password: str) -> None:
    """Put a password into the field, as a password manager does, and send the form."""
    assert tab.wait(lambda: bool(tab.run("!document.getElementById('portal-form').hidden")))
    tab.run(f"document.getElementById('portal-password').value = '{password}'")
    tab.click("#portal-form button")


def opened(tab: Tab, at: str = "", password: str = RIGHT) -> Tab:
    """The portal, opened where an address leads."""
    tab.go(PORTAL + at)
    try_password(tab, password)
    assert tab.wait(lambda: bool(heading(tab))), said(tab)
    return tab


def note_violations(tab: Tab) -> None:
    """Note every violation of the policy from now on in ``violations``."""
    tab.run(
        """(self.violations = [], addEventListener("securitypolicyviolation",
        (e) => violations.push(e.violatedDirective + " " + e.blockedURI)), "")"""
    )


def unlocked(browse: Browse, at: str = "") -> Page:
    """The same in Chromium, with all that Playwright knows."""
    page = browse().pages[0]
    page.goto(PORTAL + at)
    page.get_by_label("Password", exact=True).fill(RIGHT)
    page.keyboard.press("Enter")
    expect(page.locator("#portal-page h1")).to_be_visible()
    return page
