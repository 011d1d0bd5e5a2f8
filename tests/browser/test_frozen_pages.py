"""Every page of the frozen site, in a real browser, as it would be served."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from evidence.chromium import launch
from evidence.host import SITE, Host, read_headers
from tests.browser.conftest import HOME, faults
from tests.conftest import real_content

MOVED = real_content().aliases
ADDRESSES = [
    address
    for address in (Path(__file__).parents[1] / "real" / "addresses.txt").read_text().split()
    if address.endswith(("/", ".html")) and address not in MOVED
]
SCREENS = ((320, 640), (1280, 900))

# Rectangles of whatever has the focus and of the control, as [left, top, right, bottom].
RECTANGLES = """() => [document.activeElement, document.getElementById("leave")].map((e) => {
    const r = e.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom]; })"""


@pytest.fixture(scope="module")
def served(public: Path) -> Iterator[Host]:
    """One host for all pages."""
    with Host(public) as running:
        yield running


@pytest.fixture(scope="module")
def context(
    playwright: Playwright, served: Host, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BrowserContext]:
    """One browser for all pages."""
    opened = launch(playwright, served, tmp_path_factory.mktemp("all"))
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab of its own."""
    opened = context.new_page()
    yield opened
    opened.close()


@dataclass(frozen=True)
class Opened:
    """A page of the site that was opened once for the tests of every page."""

    page: Page
    address: str
    headers: dict[str, str]
    said: list[str]
    """What came up on its console, and what went wrong in it."""


@pytest.fixture(scope="module", params=ADDRESSES)
def opened(
    request: pytest.FixtureRequest, context: BrowserContext, served: Host
) -> Iterator[Opened]:
    """Each page in turn, through all the tests that ask for it."""
    page = context.new_page()
    served.requests.clear()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    answer = page.goto(HOME.rstrip("/") + request.param)
    assert answer is not None
    yield Opened(page, request.param, answer.all_headers(), said)
    page.close()


def test_axe_finds_nothing(opened: Opened) -> None:
    """The rules of axe-core that stand for WCAG 2.2 A and AA, and its best practices.

    On a narrow and on a wide screen, light and dark, of one load: only the style differs.
    """
    for (width, height), scheme in product(SCREENS, ("light", "dark")):
        opened.page.set_viewport_size({"width": width, "height": height})
        opened.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert faults(opened.page) == "", (width, scheme)


def test_nothing_scrolls_sideways_on_a_narrow_screen(opened: Opened) -> None:
    """320 pixels, which is also a wide screen at 400 % zoom."""
    opened.page.set_viewport_size({"width": 320, "height": 256})
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_page_is_one_request_and_breaks_no_rule(opened: Opened, served: Host) -> None:
    """No console message of any kind, so no violation of the policy; no request but its own.

    The last of the three, as it waits until half a second has passed without a request, which it
    mostly has by then.
    """
    opened.page.wait_for_load_state("networkidle")
    assert opened.said == []
    assert [(sent.host, sent.path) for sent in served.requests] == [(SITE, opened.address)]
    for name, value in read_headers(served.folder).items():
        assert opened.headers[name.lower()] == value


@pytest.mark.parametrize("size", [(320, 256), (320, 640), (390, 844), (768, 1024), (1280, 900)])
def test_the_control_is_on_screen_and_never_over_what_has_focus(
    page: Page, size: tuple[int, int]
) -> None:
    """At every width, wherever the keyboard goes; 48 pixels high at least."""
    width, height = size
    page.set_viewport_size({"width": width, "height": height})
    page.goto(HOME + "help/numbers/")
    # What is closed is opened, so that the choices are walked through as well.
    page.locator("details").evaluate_all("all => all.forEach((each) => { each.open = true; })")
    links = page.locator("a, summary, [tabindex='0'], :checked").count()
    for step in range(links):
        page.keyboard.press("Tab")
        focus, control = page.evaluate(RECTANGLES)
        left, top, right, bottom = control
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
        assert bottom - top >= 48
        if step > 0:  # the first stop is the control itself
            covered = focus[0] < right and focus[2] > left and focus[1] < bottom
            assert not (covered and focus[3] > top), f"stop {step}: {focus} under {control}"


def test_the_control_comes_first_and_says_what_it_does(page: Page) -> None:
    """Before the skip link, with its keys told once."""
    page.goto(HOME + "help/numbers/")
    page.keyboard.press("Tab")
    control = page.locator(":focus")
    assert control.inner_text() == "Leave this site"
    assert control.get_attribute("aria-keyshortcuts") == "Escape"
    described = page.locator(f"#{control.get_attribute('aria-describedby')}").inner_text()
    assert "Shift three times" in described
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the page"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.evaluate("history.length") == 2


def test_on_paper_there_is_no_control(page: Page) -> None:
    """And no menus: only the text."""
    page.goto(HOME + "professionals/responding-to-perpetrators/")
    page.emulate_media(media="print")
    for selector in ("#leave", "#leave-note", ".top nav", ".bottom"):
        assert not page.locator(selector).is_visible()
    assert page.locator("h1").is_visible()


def test_in_forced_colours_the_control_keeps_an_edge(page: Page) -> None:
    """Its background is taken away there, so a border has to show where it is."""
    page.emulate_media(forced_colors="active")
    page.goto(HOME)
    style = "getComputedStyle(document.getElementById('leave'))"
    assert page.evaluate(f"{style}.borderTopWidth") == "2px"
    assert page.evaluate(f"{style}.borderTopColor != {style}.backgroundColor")


def test_a_missing_page_is_told_kindly_and_can_be_left(page: Page) -> None:
    """With the whole policy, like every other answer."""
    answer = page.goto(HOME + "nowhere/at/all/")
    assert answer is not None
    assert answer.status == 404
    assert page.get_by_role("heading", level=1).inner_text() == "This page is not here"
    assert page.get_by_role("link", name="Leave this site", exact=True).is_visible()
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("address", ["/", "/help/numbers/"])
def test_without_script_all_the_text_is_there(
    page: Page, browse: Callable[..., BrowserContext], address: str
) -> None:
    """Word for word what a browser with script shows, but for who is there now."""
    page.goto(HOME.rstrip("/") + address)
    page.evaluate("document.querySelectorAll('[data-hours]').forEach((e) => { e.hidden = true })")
    with_script = page.inner_text("body")
    plain = browse(java_script_enabled=False).pages[0]
    plain.goto(HOME.rstrip("/") + address)
    assert plain.inner_text("body") == with_script
