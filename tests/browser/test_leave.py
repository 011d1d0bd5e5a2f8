"""Leaving, as a visitor does it. Given a page of the site, when they leave, then …"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext, Page, expect

from evidence.host import SITE, Host, Request
from tests.browser.conftest import HOME

Browse = Callable[..., BrowserContext]
AWAY = "https://www.metoffice.gov.uk/"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


def visit(context: BrowserContext, address: str = "help/numbers/") -> Page:
    """A tab with a page of the site, after an empty one."""
    page = context.pages[0]
    page.goto(HOME + address)
    return page


def told(host: Host) -> list[Request]:
    """Requests to other websites in which any header names ours. There has to be a request."""
    sent = host.sent_elsewhere()
    assert sent
    return [request for request in sent if SITE in str(request.headers)]


def press(page: Page, key: str, times: int = 3) -> None:
    """Press a key as a person does."""
    for _ in range(times):
        page.keyboard.press(key)


def test_a_click_leaves(browse: Browse, host: Host) -> None:
    """And the neutral website is not told where the visitor came from."""
    page = visit(browse())
    page.get_by_role("link", name="Leave this site", exact=True).click()
    page.wait_for_url(AWAY)
    assert told(host) == []


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
    assert told(host) == []


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
    page.wait_for_timeout(300)
    assert page.url.startswith(HOME)


def test_a_key_held_down_does_not_leave(browse: Browse) -> None:
    """A held key repeats by itself."""
    page = visit(browse())
    for _ in range(5):
        page.keyboard.down("Shift")
    page.keyboard.up("Shift")
    page.wait_for_timeout(300)
    assert page.url.startswith(HOME)


def test_slow_presses_do_not_leave(browse: Browse) -> None:
    """Three within a second and a half."""
    page = visit(browse())
    for _ in range(3):
        page.keyboard.press("Escape")
        page.wait_for_timeout(800)
    assert page.url.startswith(HOME)


def test_back_does_not_reach_the_site(browse: Browse) -> None:
    """A landing, three links inside (one to a heading), Leave; then Back and Forward five times."""
    page = visit(browse(), "")
    page.get_by_role("link", name="leaving this site safely", exact=True).click()
    page.wait_for_url("**/help/leaving/")
    page.get_by_role("link", name="What you can do", exact=True).click()
    page.wait_for_url("**/help/leaving/#what-you-can-do")
    page.get_by_role("link", name="Phone numbers").first.click()
    page.wait_for_url("**/help/numbers/")
    assert page.evaluate("history.length") == 2  # the empty tab, and one page of the site
    page.get_by_role("link", name="Leave this site", exact=True).click()
    page.wait_for_url(AWAY)
    page.wait_for_load_state()
    listed = page.context.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    assert [entry["url"] for entry in listed] == ["about:blank", AWAY]
    seen = [step(page, way) for way in ["back"] * 5 + ["forward"] * 5]
    assert set(seen) == {"about:blank", AWAY}


def step(page: Page, way: str) -> str:
    """Go back or forward like a visitor, and tell where that led."""
    page.evaluate(f"setTimeout(() => history.{way}())")
    page.wait_for_timeout(400)
    return str(page.evaluate("location.href"))


def test_other_tabs_leave_too(browse: Browse) -> None:
    """One action, wherever the site is open."""
    context = browse()
    pages = [visit(context), context.new_page(), context.new_page()]
    for page in pages[1:]:
        page.goto(HOME + "help/leaving/")
    pages[2].get_by_role("link", name="Leave this site", exact=True).click()
    for page in pages:
        page.wait_for_url(AWAY)


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


def colours(page: Page) -> int:
    """How many colours are on the screen; a cover has one."""
    shot = page.context.new_cdp_session(page).send("Page.captureScreenshot")
    found = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).getcolors(maxcolors=100_000)
    assert found is not None
    return len(found)


@pytest.mark.parametrize("neutral", ["hang", "empty"])
def test_the_page_is_covered_while_the_neutral_one_does_not_come(
    browse: Browse, host: Host, neutral: str
) -> None:
    """Nothing of it can be seen or read, and the tab's title is the neutral one."""
    host.neutral = {"*": neutral}
    page = visit(browse())
    said = watch(page)
    assert colours(page) > 10
    page.get_by_role("link", name="Leave this site", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(500)
    assert colours(page) == 1
    press(page, "Escape", 5)
    page.wait_for_timeout(500)
    assert colours(page) == 1
    assert said[-1] == "Weather|2|Leaving|true"


def test_the_cover_lies_above_an_open_dialog(browse: Browse, host: Host) -> None:
    """A dialog is in the top layer, above any z-index."""
    host.neutral = {"*": "hang"}
    page = visit(browse())
    page.evaluate(
        """() => { const d = document.createElement("dialog"); d.append("private");
        document.body.firstElementChild.after(d); d.showModal(); }"""
    )
    said = watch(page)
    press(page, "Shift")
    page.wait_for_timeout(500)
    assert colours(page) == 1
    assert said[-1] == "Weather|2|Leaving|true"


def test_where_the_first_neutral_page_does_not_come_the_second_is_tried(
    browse: Browse, host: Host
) -> None:
    """After eight seconds, covered all the while."""
    host.neutral["www.metoffice.gov.uk"] = "hang"
    page = visit(browse())
    page.get_by_role("link", name="Leave this site", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(7_000)
    assert colours(page) == 1
    page.wait_for_url("https://www.britannica.com/")


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
    assert told(host) == []


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
