"""Leaving in Chromium, Firefox and WebKitGTK alike. Given a visit, when it is left, then …"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from evidence.browser import Browser
from evidence.disk import history, holding
from evidence.host import BEFORE, SITE, Host
from evidence.trace import WATCH, leave, read, walk
from evidence.visit import load_visit
from safe_exit.base.places import OUR_VISIT
from tests.browser.conftest import AWAY, HOME, SECOND, colours

Start = Callable[..., Browser]
ENGINES = ["Chromium", "Firefox", "WebKit"]
WITH_PROFILE = ["Chromium", "Firefox"]
OURS = load_visit(OUR_VISIT)
NUMBERS = HOME + "help/numbers/"


@pytest.mark.parametrize("engine", ENGINES)
def test_back_and_forward_never_lead_to_the_site(start: Start, host: Host, engine: str) -> None:
    """A landing, three links inside (one to a heading), Leave; then Back and Forward five times."""
    tab = start(engine, host).open()
    read(tab, OURS)
    leave(tab, OURS)
    tab.wait_for(AWAY)
    asked = len(host.sent_to(SITE))
    seen = walk(tab, OURS)
    assert set(seen) <= {"about:blank", f"https://{BEFORE}/", AWAY}
    assert seen[0] == f"https://{BEFORE}/"
    assert seen[-1] == AWAY
    assert len(host.sent_to(SITE)) == asked  # nor was any page of it asked for
    listed = tab.listed()
    assert (listed is None) == (engine == "WebKit")
    assert not listed or listed[-2:] == [f"https://{BEFORE}/", AWAY]


def after_a_visit(start: Start, host: Host, engine: str) -> Path:
    """The profile of a browser that has been through a visit and an exit, and has ended."""
    browser = start(engine, host)
    tab = browser.open()
    read(tab, OURS)
    leave(tab, OURS)
    tab.wait_for(AWAY)
    tab.pause(1)  # for the browser to write what it would keep
    browser.close()
    assert browser.profile is not None
    return browser.profile


@pytest.mark.parametrize("engine", WITH_PROFILE)
def test_what_the_disk_holds_after_leaving(start: Start, host: Host, engine: str) -> None:
    """No words of a page; no row on Chromium's history page, quiet titles on Firefox's."""
    profile = after_a_visit(start, host, engine)
    listed = list(history(profile))
    assert AWAY in [address for address, _ in listed]  # the search does find rows
    titles = {title for address, title in listed if SITE in address}
    quiet = {"Information", "Using this site", "Phone numbers", "Weather"}
    assert titles == set() if engine == "Chromium" else (titles and titles <= quiet)
    assert holding(profile, OURS.words) == []
    assert holding(profile, OURS.names)  # the search does find words


@pytest.mark.parametrize("engine", WITH_PROFILE)
def test_without_our_headers_the_text_would_be_on_the_disk(
    start: Start, host: Host, engine: str
) -> None:
    """So what the test above finds missing is missing because of them."""
    host.without = frozenset({"Cache-Control"})
    profile = after_a_visit(start, host, engine)
    assert holding(profile, OURS.words)


@pytest.mark.parametrize("engine", ENGINES)
def test_all_tabs_are_gone_within_a_second(start: Start, host: Host, engine: str) -> None:
    """Three are open, one is left. WebKitGTK may take three seconds on a busy machine."""
    browser = start(engine, host)
    tabs = [browser.open() for _ in range(3)]
    for tab in tabs:
        tab.go(NUMBERS)
    tabs[1].click("#leave")
    seconds = 1
    if engine == "WebKit":  # asked while a page goes, it would answer seconds later
        tabs[1].pause(3)
        seconds = 0
    assert tabs[1].wait(lambda: [tab.address() for tab in tabs] == [AWAY] * 3, seconds)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("neutral", ["hang", "empty"])
def test_covered_within_two_frames_and_for_as_long_as_it_takes(
    start: Start, host: Host, engine: str, neutral: str
) -> None:
    """The neutral pages hang, or answer with nothing; ten seconds later all is as it was."""
    host.neutral = {"*": neutral}
    tab = start(engine, host).open()
    tab.go(NUMBERS)
    tab.run(WATCH)
    assert tab.wait(lambda: colours(tab.picture()) > 10)
    tab.click("#leave")
    assert tab.wait(lambda: colours(tab.picture()) == 1, seconds=1)
    tab.pause(9.5)  # nothing may change, not by the second try after eight seconds either
    assert colours(tab.picture()) == 1
    if neutral == "empty":  # a page that is on its way holds the answers back
        assert tab.run("self.frames") <= 2
        assert tab.run("document.title") == "Weather"
        assert tab.run("document.body.innerText.trim()") == "Leaving"
    tried = [request.host for request in host.sent_elsewhere() if request.path == "/"]
    assert tried[:2] == ["www.metoffice.gov.uk", "www.britannica.com"]


@pytest.mark.parametrize("at_once", [True, False])
def test_webkit_paints_the_cover_however_soon_one_leaves(
    start: Start, host: Host, at_once: bool
) -> None:
    """Right after the page is first seen, when WebKit is still busy with it, and later."""
    host.neutral = {"*": "hang"}
    tab = start("WebKit", host).open()
    tab.go(NUMBERS)
    assert tab.wait(lambda: colours(tab.picture()) > 10)
    tab.pause(0 if at_once else 2)
    tab.click("#leave")
    assert tab.wait(lambda: colours(tab.picture()) == 1, seconds=0.7)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_neutral_page_that_refuses_takes_the_place_of_ours(
    start: Start, host: Host, engine: str
) -> None:
    """The browser says so itself, and Back does not lead to us."""
    host.neutral = {"*": "refuse", BEFORE: "ok"}
    tab = start(engine, host).open()
    tab.go(f"https://{BEFORE}/")
    tab.go(NUMBERS)
    tab.click("#leave")
    # Ours is covered when it asks for another, so what has colours then is the browser's own.
    assert tab.wait(lambda: bool(host.sent_to("www.metoffice.gov.uk")))
    assert tab.wait(lambda: colours(tab.picture()) > 1)
    shown = tab.run("document.body.innerText")
    assert "999" not in shown
    tab.step(-1)
    tab.wait_for(f"https://{BEFORE}/")


@pytest.mark.parametrize("engine", ENGINES)
def test_where_the_first_neutral_page_does_not_come_the_second_does(
    start: Start, host: Host, engine: str
) -> None:
    """After eight seconds, covered all the while."""
    host.neutral["www.metoffice.gov.uk"] = "hang"
    tab = start(engine, host).open()
    tab.go(NUMBERS)
    tab.click("#leave")
    tab.pause(6.5)  # it has to be covered still when the eight seconds are all but over
    assert colours(tab.picture()) == 1
    tab.wait_for(SECOND)


@pytest.mark.parametrize("engine", ENGINES)
def test_a_page_whose_rest_never_arrives_is_seen_and_left(
    start: Start, host: Host, engine: str
) -> None:
    """The first 4,096 bytes are enough for the control to be painted and to work."""
    host.stall_after = 4096
    tab = start(engine, host).open()
    tab.begin(NUMBERS)
    assert tab.wait(lambda: colours(tab.picture()) > 10)
    tab.click("#leave")
    tab.wait_for(AWAY)


@pytest.mark.parametrize("engine", ENGINES)
def test_without_script_the_link_leaves(start: Start, host: Host, engine: str) -> None:
    """And sends no referrer either, which the host of every test looks at."""
    name = "java_script_enabled" if engine == "Chromium" else "script"
    tab = start(engine, host, **{name: False}).open()
    tab.begin(NUMBERS)
    assert tab.wait(lambda: colours(tab.picture()) > 10)
    tab.click("#leave")
    tab.wait_for(AWAY)
    tab.step(-1)
    tab.wait_for(NUMBERS)  # nothing was replaced: script was off indeed
