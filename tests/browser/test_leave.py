"""Leaving, as a visitor does it. Given a page of the site, when they leave, then …"""

from __future__ import annotations

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evidence.host import SITE, Host
from tests.browser.conftest import AWAY, HOME, colours, until

Browse = Callable[..., BrowserContext]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def visit(context: BrowserContext, address: str = "help/numbers/") -> Page:
    """A tab with a page of the site, after an empty one."""
    page = context.pages[0]
    page.goto(HOME + address)
    return page


def press(page: Page, key: str, times: int = 3) -> None:
    """Press a key as a person does."""
    for _ in range(times):
        page.keyboard.press(key)


def test_a_click_leaves(browse: Browse, host: Host) -> None:
    """And the neutral website is not told where the visitor came from."""
    page = visit(browse())
    page.get_by_role("link", name="Leave this site", exact=True).click()
    page.wait_for_url(AWAY)
    assert host.sent_elsewhere()
    assert host.told() == []


def test_a_tap_leaves(browse: Browse) -> None:
    """On a phone, at the bottom of the screen."""
    page = visit(browse(**PHONE))
    page.get_by_role("link", name="Leave this site", exact=True).tap()
    page.wait_for_url(AWAY)


def test_without_script_the_link_leaves(browse: Browse, host: Host) -> None:
    """And sends no referrer either."""
    page = visit(browse(java_script_enabled=False))
    page.get_by_role("link", name="Leave this site", exact=True).click()
    page.wait_for_url(AWAY)
    assert host.sent_elsewhere()
    assert host.told() == []


@pytest.mark.parametrize("script", [True, False])
def test_a_page_whose_rest_never_arrives_can_be_left(
    browse: Browse, host: Host, script: bool
) -> None:
    """The first 4 KB are enough, with script and without."""
    host.stall_after = 4096
    page = browse(java_script_enabled=script).pages[0]
    page.goto(HOME + "help/numbers/", wait_until="commit")
    control = page.get_by_role("link", name="Leave this site", exact=True)
    expect(control).to_be_visible()
    expect(control).to_be_in_viewport()
    control.click(no_wait_after=True)
    page.wait_for_url(AWAY)


def test_keys_leave_a_page_whose_rest_never_arrives(browse: Browse, host: Host) -> None:
    """The script is in the first 4 KB too."""
    host.stall_after = 4096
    page = browse().pages[0]
    page.goto(HOME + "help/numbers/", wait_until="commit")
    expect(page.get_by_role("link", name="Leave this site", exact=True)).to_be_visible()
    press(page, "Shift")
    page.wait_for_url(AWAY)


@pytest.mark.parametrize("key", ["Shift", "Escape"])
def test_a_key_three_times_leaves(browse: Browse, key: str) -> None:
    """From anywhere on the page."""
    page = visit(browse())
    press(page, key)
    page.wait_for_url(AWAY)


@pytest.mark.parametrize("key", ["Shift", "Escape"])
def test_keys_leave_from_a_field_and_from_a_dialog(browse: Browse, key: str) -> None:
    """Later pages may have them, so the control is ready for them."""
    page = visit(browse())
    page.evaluate(
        """() => { const d = document.createElement("dialog");
        d.append(document.createElement("input")); document.body.append(d); d.showModal(); }"""
    )
    page.locator("dialog input").focus()
    press(page, key)
    page.wait_for_url(AWAY)


@pytest.mark.parametrize(
    "keys",
    [
        ["Shift", "Shift"],
        ["Shift", "Shift", "a", "Shift"],
        ["Shift", "Escape", "Shift", "Escape"],
        ["Shift+A", "Shift+B", "Shift+C", "Shift+D"],
        ["Control+Shift", "Control+Shift", "Control+Shift"],
        ["Alt+Shift", "Alt+Shift", "Alt+Shift"],
    ],
)
def test_other_keys_do_not_leave(browse: Browse, keys: list[str]) -> None:
    """Typing capital letters or changing the keyboard layout is not leaving."""
    page = visit(browse())
    for key in keys:
        page.keyboard.press(key)
    page.wait_for_timeout(300)  # a page that is left is gone within a fifth of a second
    assert page.url.startswith(HOME)


def test_a_key_held_down_does_not_leave(browse: Browse) -> None:
    """A held key repeats by itself."""
    page = visit(browse())
    for _ in range(5):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    page.wait_for_timeout(300)  # a page that is left is gone within a fifth of a second
    assert page.url.startswith(HOME)


def test_slow_presses_do_not_leave(browse: Browse) -> None:
    """Three within a second and a half."""
    page = visit(browse())
    for _ in range(3):
        page.keyboard.press("Escape")
        page.wait_for_timeout(800)  # the first is over a second and a half before the third
    assert page.url.startswith(HOME)


def watch(page: Page) -> list[str]:
    """Let the page say every 100 ms what is left of it.

    While a navigation is pending Chromium answers no question from outside, but it
    still passes on what the page itself writes to the console.
    """
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.evaluate(
        """() => setInterval(() => console.log([document.title, document.body.children.length,
        document.body.innerText.trim(), document.querySelector("#leave-cover").matches(
        ":popover-open")].join("|")), 100)"""
    )
    return said


@pytest.mark.parametrize("neutral", ["hang", "empty"])
def test_the_page_is_covered_while_the_neutral_one_does_not_come(
    browse: Browse, host: Host, neutral: str
) -> None:
    """Nothing of it can be seen or read, and the tab's title is the neutral one."""
    host.neutral = {"*": neutral}
    page = visit(browse())
    said = watch(page)
    # Made now: while a page is on its way Chromium opens no new line to this one.
    session = page.context.new_cdp_session(page)

    def seen() -> int:
        shot = session.send("Page.captureScreenshot")["data"]
        return colours(base64.b64decode(shot))

    assert seen() > 10
    page.get_by_role("link", name="Leave this site", exact=True).click(no_wait_after=True)
    assert until(page, lambda: seen() == 1, seconds=0.5)
    press(page, "Escape", 5)
    page.wait_for_timeout(500)  # nothing may change; the page tells of itself meanwhile
    assert seen() == 1
    assert said[-1] == "Weather|2|Leaving|true"


def test_links_inside_replace_and_others_do_not(browse: Browse) -> None:
    """A new tab, another website and the telephone are left to the browser."""
    context = browse()
    page = visit(context)
    with context.expect_page() as opened:
        page.get_by_role("link", name="About this site").click(modifiers=["Control"])
    assert opened.value.url == HOME + "about/"
    assert page.url == HOME + "help/numbers/"
    page.get_by_role("link", name="nationaldahelpline.org.uk").click()
    page.wait_for_url("https://www.nationaldahelpline.org.uk/")
    page.go_back(wait_until="commit")
    assert page.url == HOME + "help/numbers/"


def test_another_website_is_not_told_which_page_was_read(browse: Browse, host: Host) -> None:
    """Neither by a link nor by script."""
    page = visit(browse())
    page.get_by_role("link", name="nationaldahelpline.org.uk").click()
    page.wait_for_url(re.compile("nationaldahelpline"))
    assert host.sent_elsewhere()
    assert host.told() == []


def test_nothing_is_stored(browse: Browse, host: Host) -> None:
    """No cookie, no storage, no cache, no worker; and none is asked for."""
    context = browse()
    page = visit(context)
    found = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, document.cookie,
        (await indexedDB.databases()).length, (await caches.keys()).length,
        (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert found == [0, 0, "", 0, 0, 0]
    assert context.cookies() == []
    assert {request.path for request in host.sent_to(SITE)} == {"/help/numbers/"}
