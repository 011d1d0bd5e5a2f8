"""A phone, no plan and little time: what is seen first, and how many taps away the rest is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from evidence.chromium import launch
from evidence.host import Host
from tests.browser.conftest import HOME
from tests.conftest import real_content

PHONE = {"width": 390, "height": 844}
SURVIVORS = [
    page.address for page in real_content().pages if page.audience == "survivors" and page.path
]

# The edge of the title, and of the first thing to press in the page, above the control.
FIRST = """() => {
    const main = document.querySelector("main");
    const seen = [...main.querySelectorAll("a, button, summary")].filter(
        (e) => e.getClientRects().length && !e.closest(".languages"));
    const edge = document.getElementById("leave").getBoundingClientRect().top;
    const bottom = (e) => e && e.getClientRects()[0].bottom;
    return [edge, bottom(main.querySelector("h1")), bottom(seen[0])]; }"""


@pytest.fixture(scope="module")
def phone(
    playwright: Playwright, public: object, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """One tab on a phone's screen."""
    with Host(public) as host:  # type: ignore[arg-type]
        context: BrowserContext = launch(playwright, host, tmp_path_factory.mktemp("phone"))
        page = context.new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        yield page
        context.close()


@pytest.mark.parametrize("address", [*SURVIVORS, "/"])
def test_the_title_and_what_to_do_are_on_the_first_screen(phone: Page, address: str) -> None:
    """Both whole, and above the control, before anybody scrolls."""
    phone.goto(HOME.rstrip("/") + address)
    edge, title, action = phone.evaluate(FIRST)
    assert title < edge
    assert action is not None
    assert action < edge


# From the front page: what is tapped, and what is then there to be tapped or read.
WAYS = {
    "a number to call": (["tel:08082000247"], 1),
    "999 in sign language": (["/help/now/#sign", "https://999bsl.co.uk/"], 2),
    "a safe place to stay": (["/help/", "/help/home/"], 3),
    "the pack": (["/professionals/", "/packs/core-engagement/"], 2),
    "standards": (["/professionals/", "/professionals/standards/"], 3),
}


@pytest.mark.parametrize("wanted", WAYS)
def test_what_people_come_for_is_a_few_taps_away(phone: Page, wanted: str) -> None:
    """Nothing is typed. Every link that is tapped can be seen, and leads on."""
    taps, most = WAYS[wanted]
    assert len(taps) <= most
    phone.goto(HOME)
    for href in taps:
        link = phone.locator(f'main a[href="{href}"]:visible').first
        link.scroll_into_view_if_needed()
        if href.startswith("/"):
            link.click()
            phone.wait_for_url(HOME.rstrip("/") + href)
        else:  # would leave the site, or ring: it is there to be tapped
            link.click(trial=True)


def test_the_line_beside_the_control_is_one_line(phone: Page) -> None:
    """And the header another. All of the sentence is there for a screen reader."""
    phone.goto(HOME)
    for selector in ("#leave-note", "header.top"):
        height = phone.locator(selector).evaluate("(e) => e.getBoundingClientRect().height")
        assert height <= 56, selector
    assert "may list the pages you saw" in str(phone.locator("#leave-note").text_content())


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_wide_screen_is_used_or_the_page_is_in_its_middle(phone: Page, width: int) -> None:
    """Not a column at the left with nothing beside it."""
    phone.set_viewport_size({"width": width, "height": 900})
    try:
        for address in ("", "help/now/", "help/practised/", "privacy/", "professionals/"):
            phone.goto(HOME + address)
            left, right = phone.locator("main").evaluate(
                "(e) => { const r = e.getBoundingClientRect(); return [r.left, r.right]; }"
            )
            assert abs(left - (width - right)) <= 2, address
    finally:
        phone.set_viewport_size(PHONE)  # type: ignore[arg-type]
