"""A visit as a whole: what stops, what is covered, what is said. Given …, when …, then …"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from evidence.browser import Browser
from evidence.host import BEFORE, Host
from tests.browser.conftest import AWAY, HOME, MOMENT, colours, faults, until

Start = Callable[..., Browser]
Browse = Callable[..., BrowserContext]
ENGINES = ["Chromium", "Firefox", "WebKit"]
NUMBERS = HOME + "help/numbers/"
BEFORE_US = f"https://{BEFORE}/"


def visit(browse: Browse, **options: object) -> Page:
    page = browse(**options).pages[0]
    page.goto(NUMBERS)
    return page


STAGE = """() => {
    const silence = "data:audio/wav;base64,UklGRiQAAABXQVZFZm10IBAAAAABAAEARKwAAIhYAQ"
        + "ACABAAZGF0YQAAAAA=";
    const film = Object.assign(document.createElement("audio"), { src: silence, loop: true });
    const word = Object.assign(document.createElement("input"), { type: "password", value: "p" });
    const text = Object.assign(document.createElement("textarea"), { value: "t" });
    document.querySelector("main").append(film, word, text);
    Object.assign(self, { film, word, text, silenced: 0 });
    speechSynthesis.cancel = () => { self.silenced++; };
}"""


def test_leaving_empties_fields_and_stops_sound_and_speech(browse: Browse, host: Host) -> None:
    """Nothing that was typed stays, and nothing goes on speaking behind the cover."""
    host.neutral = {"*": "empty"}
    host.without = frozenset({"Permissions-Policy", "Content-Security-Policy"})
    page = visit(browse, bypass_csp=True)
    page.evaluate(STAGE)
    assert page.evaluate("film.play().then(() => !film.paused, () => !film.paused)") is not None
    page.get_by_role("link", name="Leave this site", exact=True).click(no_wait_after=True)
    page.wait_for_function("silenced")
    found = page.evaluate("[word.value, text.value, film.isConnected, film.paused, silenced]")
    assert found == ["", "", False, True, 1]


@pytest.mark.parametrize("what", ["dialog", "popover", "fullscreen"])
def test_the_cover_lies_above_the_whole_top_layer(browse: Browse, host: Host, what: str) -> None:
    """A dialog, a popover and a page that fills the screen: one colour remains of each."""
    host.neutral = {"*": "empty"}
    host.without = frozenset({"Permissions-Policy"})
    page = visit(browse)
    page.evaluate(
        """(what) => {
            const box = document.createElement(what == "dialog" ? "dialog" : "div");
            box.id = "box";
            box.append("private");
            if (what == "popover") box.popover = "manual";
            document.querySelector("main").append(box);
            if (what == "dialog") box.showModal();
            if (what == "popover") box.showPopover();
            if (what == "fullscreen") document.querySelector("h1").onclick =
                () => box.requestFullscreen();
        }""",
        what,
    )
    if what == "fullscreen":
        page.locator("h1").click()
        assert until(page, lambda: page.evaluate("!!document.fullscreenElement"))
    for _ in range(3):
        page.keyboard.press("Shift")
    # Not by Playwright's own waiting: where the answer is no at first, our policy forbids it.
    gone = "!document.fullscreenElement && !document.getElementById('box')"
    assert until(page, lambda: page.evaluate(gone))
    assert until(page, lambda: colours(page.screenshot()) == 1, seconds=1)


def test_presses_that_are_left_are_said_and_shown(browse: Browse) -> None:
    """In a live region that is there from the beginning, and gone again when nothing follows."""
    page = visit(browse)
    said = page.locator("#leave-said")
    expect(said).to_have_text("")
    assert page.locator("#leave-said").bounding_box()["height"] == 0  # type: ignore[index]
    page.keyboard.press("Shift")
    expect(said).to_have_text("2 more to leave")
    page.keyboard.press("Shift")
    expect(said).to_have_text("1 more to leave")
    expect(said).to_be_in_viewport()
    expect(said).to_have_text("", timeout=2500)
    page.keyboard.press("Escape")
    expect(said).to_have_text("2 more to leave")
    page.keyboard.press("a")
    expect(said).to_have_text("")


def test_leaving_is_said(browse: Browse, host: Host) -> None:
    """What a screen reader hears when it starts."""
    host.neutral = {"*": "empty"}
    page = visit(browse)
    page.get_by_role("link", name="Leave this site", exact=True).click(no_wait_after=True)
    expect(page.locator("#leave-said")).to_have_text("Leaving")


@pytest.mark.parametrize("engine", ENGINES)
def test_practice_leads_to_a_page_of_ours_and_back_to_where_one_came_from(
    start: Start, host: Host, engine: str
) -> None:
    """All as in earnest, but for the address."""
    tab = start(engine, host).open()
    tab.go(BEFORE_US)
    tab.go(HOME + "help/practise/")
    tab.click("a[data-leave]")
    tab.wait_for(HOME + "help/practised/")
    tab.pause(MOMENT)
    assert tab.run("document.getElementById('leave-cover').hidden")
    tab.step(-1)
    tab.wait_for(BEFORE_US)


def test_the_real_control_is_real_on_the_practice_page(browse: Browse) -> None:
    """Someone may come in while it is being practised."""
    page = browse().pages[0]
    for act in ("click", "keys"):
        page.goto(HOME + "help/practise/")
        if act == "click":
            page.get_by_role("link", name="Leave this site", exact=True).click()
        else:
            for _ in range(3):
                page.keyboard.press("Shift")
        page.wait_for_url(AWAY)


def test_a_page_that_was_reloaded_is_still_there(browse: Browse) -> None:
    """The browser's own reload button works, and lists the page again (finding 1b)."""
    page = visit(browse)
    page.reload()
    page.wait_for_timeout(300)  # it may not leave
    expect(page).to_have_url(re.compile("help/numbers"))
    expect(page.locator("h1")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_in_any_state(
    browse: Browse, host: Host, scheme: str, width: int
) -> None:
    """Here, in focus, counting, and left but not yet gone; also in forced colours."""
    host.neutral = {"*": "empty"}
    page = visit(browse, color_scheme=scheme, viewport={"width": width, "height": 640})
    control = page.get_by_role("link", name="Leave this site", exact=True)
    for forced in ("none", "active"):
        page.emulate_media(forced_colors=forced)
        page.keyboard.press("Tab")
        expect(control).to_be_focused()
        page.keyboard.press("Shift")
        expect(page.locator("#leave-said")).to_have_text("2 more to leave")
        for state in ("counting", "focus"):
            # axe reads the colours we wrote, which the browser has replaced by its own there.
            contrast = {"rules": {"color-contrast": {"enabled": forced == "none"}}}
            assert faults(page, **contrast) == "", (state, forced)
            expect(page.locator("#leave-said")).to_have_text("", timeout=3000)
        page.reload()
    control.click(no_wait_after=True)
    expect(page.locator("#leave-said")).to_have_text("Leaving")
    expect(page.locator("main")).to_have_count(0)  # the last thing that is done
    assert faults(page) == "", "left"
