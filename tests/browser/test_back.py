"""What comes back by Back and Forward, in three engines: only what was asked for."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import pytest
from PIL import Image
from playwright.sync_api import BrowserContext

from evidence.browser import Browser
from evidence.host import BEFORE, SITE, Host
from tests.browser.conftest import AWAY, HOME, MOMENT, until

Start = Callable[..., Browser]
Browse = Callable[..., BrowserContext]
ENGINES = ["Chromium", "Firefox", "WebKit"]
NUMBERS = HOME + "help/numbers/"
BEFORE_US = f"https://{BEFORE}/"
HELPLINE = "https://www.nationaldahelpline.org.uk/"

# Soft red of the control in the light scheme: wherever our page is seen, this is.
CONTROL = (134, 32, 47)


@pytest.mark.parametrize("engine", ENGINES)
def test_back_from_an_address_that_was_typed_leaves_again(
    start: Start, host: Host, engine: str
) -> None:
    """Who leaves by typing another address has left too."""
    tab = start(engine, host).open()
    tab.go(BEFORE_US)
    tab.go(NUMBERS)
    tab.go("https://www.britannica.com/")
    tab.pause(MOMENT)
    tab.step(-1)
    tab.wait_for(AWAY)
    if engine != "WebKit":  # Chromium and Firefox have dropped the copy they keep for Back
        assert len(host.sent_to(SITE)) == 2
    tab.step(-1)
    tab.wait_for(BEFORE_US)


@pytest.mark.parametrize("engine", ENGINES)
def test_our_address_typed_again_in_the_same_tab_is_covered_too(
    start: Start, host: Host, engine: str
) -> None:
    """Two visits that follow each other leave two steps; neither shows the site any more."""
    tab = start(engine, host).open()
    tab.go(BEFORE_US)
    tab.go(HOME)
    tab.go(NUMBERS)
    tab.click("#leave")
    tab.wait_for(AWAY)
    tab.step(-1)
    tab.pause(1)  # it is there before and after: time for ours to come, and then to leave
    tab.wait_for(AWAY)
    tab.step(-1)
    tab.wait_for(BEFORE_US)
    tab.step(1)
    tab.pause(1)
    tab.wait_for(AWAY)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_second_visit_after_leaving_is_left_like_the_first(
    start: Start, host: Host, engine: str
) -> None:
    """Nothing remembers that one has left, so nothing stands in the way of coming back."""
    tab = start(engine, host).open()
    for _ in range(2):
        tab.go(NUMBERS)
        assert tab.run("document.querySelector('h1').innerText") == "Phone numbers"
        tab.click("#leave")
        tab.wait_for(AWAY)
    for _ in range(3):
        tab.step(-1)
        tab.pause(0.6)  # time for ours to come, and then to leave
        assert tab.wait(lambda: SITE not in tab.address())


@pytest.mark.parametrize("engine", ENGINES)
def test_back_from_a_link_to_another_website_shows_the_page(
    start: Start, host: Host, engine: str
) -> None:
    """Someone reads a helpline's own page and comes back for the next number."""
    tab = start(engine, host).open()
    tab.go(NUMBERS)
    tab.click(f"a[href='{HELPLINE}']")
    tab.wait_for(HELPLINE)
    tab.pause(MOMENT)
    tab.step(-1)
    tab.wait_for(NUMBERS)
    tab.pause(1)  # it may not leave again
    assert tab.address() == NUMBERS
    assert tab.run("document.getElementById('leave-cover').hidden")


@pytest.mark.parametrize("engine", ENGINES)
def test_half_an_hour_later_it_does_not(start: Start, host: Host, engine: str) -> None:
    """Back may be pressed by somebody else by then."""
    tab = start(engine, host).open()
    tab.go(NUMBERS)
    tab.run(
        """((now) => { Date.now = () => { Date.now = now; return now.call(Date) - 18e5 - 1; };
        return 1; })(Date.now)"""
    )
    tab.click(f"a[href='{HELPLINE}']")
    tab.wait_for(HELPLINE)
    tab.pause(MOMENT)
    tab.step(-1)
    tab.wait_for(AWAY)


@pytest.mark.parametrize("where", ["its own tab", "another tab"])
def test_what_comes_back_is_not_seen(browse: Browse, where: str) -> None:
    """No frame on the screen holds our control, whether the page was gone from or left."""
    page = browse().pages[0]
    page.goto(NUMBERS)
    page.goto("https://www.britannica.com/")
    if where == "another tab":
        other = page.context.new_page()
        other.goto(NUMBERS)
        other.get_by_role("link", name="Leave this site", exact=True).click()
        other.wait_for_url(AWAY)
        page.bring_to_front()
    page.wait_for_timeout(MOMENT * 1000)
    session = page.context.new_cdp_session(page)
    frames: list[bytes] = []

    def keep(frame: dict[str, str]) -> None:
        frames.append(base64.b64decode(frame["data"]))
        session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

    session.on("Page.screencastFrame", keep)
    session.send("Page.startScreencast", {"format": "png", "everyNthFrame": 1})
    page.evaluate("setTimeout(() => history.back())")
    page.wait_for_url(AWAY)
    page.wait_for_timeout(500)  # frames arrive late, and none of them may hold it
    assert frames
    assert not any(shows_control(frame) for frame in frames)
    page.goto(NUMBERS)
    assert until(page, lambda: shows_control(frames[-1]))  # such a frame would be noticed


def shows_control(png: bytes) -> bool:
    """Whether the colour of our control is on a picture."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    found = picture.getcolors(maxcolors=1_000_000)
    assert found is not None
    return sum(count for count, colour in found if colour == CONTROL) > 500
