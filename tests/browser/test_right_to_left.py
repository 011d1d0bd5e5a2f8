"""A site in Arabic letters, built and served: everything stands the other way round."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, Playwright

from evidence.chromium import launch
from evidence.host import Host
from safe_exit.publish.build import build_site
from tests.browser.conftest import HOME, faults
from tests.conftest import TODAY, write
from tests.sites.languages import ARABIC_SITE

NUMBERS = HOME + "ar/help/numbers/"

# Where the characters of the first number in the text stand, from the left.
PLACES = """() => { const text = document.querySelector("main .tel").firstChild;
    return [...text.data].map((_, at) => { const range = document.createRange();
        range.setStart(text, at); range.setEnd(text, at + 1);
        return range.getBoundingClientRect().left; }); }"""

# Lines of the sentence beside the control that the control covers.
COVERED = """() => { const control = document.getElementById("leave").getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(document.getElementById("leave-note"));
    return [...range.getClientRects()].filter((r) => r.left < control.right
        && r.right > control.left && r.top < control.bottom && r.bottom > control.top).length; }"""


@pytest.fixture(scope="module")
def page(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """One tab for all tests."""
    place = tmp_path_factory.mktemp("arabic")
    content = write(place / "content", ARABIC_SITE)
    build_site(content, place / "public", TODAY, None, lambda _doing, _done, _of: None)
    with Host(place / "public") as host:
        opened = launch(playwright, host, place / "profile")
        yield opened.pages[0]
        opened.close()


@pytest.mark.parametrize("address", ["ar/", "ar/help/", "ar/help/numbers/"])
def test_nothing_scrolls_sideways_on_a_narrow_screen(page: Page, address: str) -> None:
    """320 pixels: what is put out of sight is so on the side where nothing scrolls."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.goto(HOME + address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("scrollBy(-99, 0)")
    assert page.evaluate("scrollX") == 0


@pytest.mark.parametrize(("size", "scheme"), [((320, 640), "light"), ((1280, 900), "dark")])
def test_axe_finds_nothing(page: Page, size: tuple[int, int], scheme: str) -> None:
    """On a page with every kind of thing a text can hold."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(NUMBERS)
    assert faults(page) == ""


def test_the_control_is_where_lines_end(page: Page) -> None:
    """In the top left corner, and it covers nothing of the sentence beside it."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(NUMBERS)
    box = page.locator("#leave").bounding_box()
    assert box is not None
    assert (box["x"], box["y"]) < (40, 40)
    assert page.evaluate(COVERED) == 0


def test_a_telephone_number_reads_from_left_to_right(page: Page) -> None:
    """0808 first, wherever it stands."""
    page.goto(NUMBERS)
    places = page.evaluate(PLACES)
    assert len(places) == len("0808 2000 247")
    assert places == sorted(places)
