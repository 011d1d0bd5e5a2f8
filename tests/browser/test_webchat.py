"""A chat of somebody else's, in a real browser."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from evidence.host import SITE, Host
from safe_exit.publish.build import build_site
from tests.browser.conftest import HOME
from tests.conftest import write
from tests.data.test_webchats import KNOWN, files

TODAY = datetime.date(2026, 11, 23)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site with a chat that is open on Mondays and Wednesdays, half past nine to five."""
    place = tmp_path_factory.mktemp("webchat")
    site = KNOWN.replace("https://test-lane.example/", HOME)
    folder = write(place / "content", files(toml=site))
    build_site(folder, place / "public", TODAY, None, lambda _doing, _done, _of: None)
    return place / "public"


@pytest.fixture
def host(built: Path) -> Iterator[Host]:
    """That site on a host of its own, for one test."""
    with Host(built) as running:
        yield running
    assert running.told() == []


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2026-11-23T09:29:00Z", "Closed now. Opens today at 9.30am"),
        ("2026-11-23T09:30:00Z", "Open now"),
        ("2026-11-23T17:00:00Z", "Closed now. Opens on Wednesday at 9.30am"),
        ("2027-06-02T08:30:00Z", "Open now"),  # summer time: half past nine in the UK
        ("2026-12-28T10:00:00Z", "Closed now. Opens on Wednesday at 9.30am"),  # bank holiday
    ],
)
def test_open_or_closed_is_said_by_the_clock_of_the_uk(
    browse: Callable[..., BrowserContext], now: str, said: str
) -> None:
    """Wherever the computer is."""
    page = browse(timezone_id="Pacific/Auckland").pages[0]
    page.clock.set_fixed_time(now)
    page.goto(HOME + "a/")
    expect(page.locator(".helpline-state")).to_have_text(said)


def test_the_provider_hears_nothing_before_the_link_is_followed(
    browse: Callable[..., BrowserContext], host: Host
) -> None:
    """And then not from where."""
    page = browse().pages[0]
    page.goto(HOME + "a/")
    page.mouse.move(200, 200)
    link = page.get_by_role("link", name="Open the chat on chat.example")
    link.hover()
    page.wait_for_timeout(500)  # nothing may be asked
    assert {request.host for request in host.requests} == {SITE}
    link.click()
    page.wait_for_url("https://chat.example/room")
    (asked, *_) = host.sent_to("chat.example")
    assert "referer" not in {name.lower() for name in asked.headers}
