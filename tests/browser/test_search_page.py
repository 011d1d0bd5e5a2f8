"""Search and the A to Z on the frozen site: all is found, and nobody is told what was typed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, expect

from evidence.disk import holding
from evidence.firefox import Firefox
from evidence.host import Host
from evidence.screen import Screen
from safe_exit.pages.search import findable
from tests.browser.conftest import AWAY, HOME, away_and_back, begin, faults, type_letters, until
from tests.conftest import real_content

Browse = Callable[..., BrowserContext]
SEARCH = HOME + "search/"
SHOWN = 20

# What is found for each of many queries, as addresses: typed as a person would, only faster.
FIND = """(queries) => queries.map((query) => {
    const field = document.getElementById("search-field");
    field.value = query;
    field.dispatchEvent(new Event("input"));
    return [...document.querySelectorAll("#search-found > li > a")].map((a) => a.pathname);
})"""


def visit(browse: Browse, **options: object) -> Page:
    """The search page, ready to be typed in."""
    page = browse(**options).pages[0]
    page.goto(SEARCH)
    expect(page.get_by_role("searchbox", name="What are you looking for?")).to_be_visible()
    # What is typed before everything can be found is looked for again when it can.
    expect(page.locator("#search-found")).not_to_have_attribute("aria-busy", "true")
    return page


def typing(page: Page, words: str) -> None:
    """Type letter by letter."""
    page.get_by_role("searchbox").click()
    page.keyboard.type(words)


def test_every_page_is_found_by_its_title_and_by_its_headings(browse: Browse) -> None:
    """Among the first three; by a heading that several pages share, among all that are shown.

    Of one that more share than are shown, like "What you can do next", nothing is asked.
    """
    pages = findable(real_content().pages)
    shared = Counter(
        heading.text
        for page in pages
        for heading in {h.text: h for h in page.rendered.headings}.values()
    )
    wanted: list[tuple[str, str, int | None]] = [
        (page.meta.title, page.address, 3) for page in pages
    ]
    wanted += [
        (heading.text, page.address, 3 if shared[heading.text] < 3 else None)
        for page in pages
        for heading in page.rendered.headings
        if shared[heading.text] <= SHOWN
    ]
    found = visit(browse).evaluate(FIND, [words for words, _, _ in wanted])
    missed = [
        (words, address, addresses[:3])
        for (words, address, first), addresses in zip(wanted, found, strict=True)
        if address not in addresses[:first]
    ]
    assert missed == []


def test_words_of_the_text_are_found_in_their_part_of_the_page(browse: Browse) -> None:
    """Begun, in capitals, or with a slip of the finger; the link leads to the heading."""
    page = visit(browse)
    for typed in ("samaritans", "SAMARIT", "samaratans"):
        page.get_by_role("searchbox").fill(typed)
        result = page.locator("#search-found > li", has_text="Phone numbers")
        part = result.get_by_role("link", name="Find a service")
        expect(part).to_have_attribute("href", re.compile("^/help/numbers/#"))


def test_nothing_is_asked_and_the_address_stays(browse: Browse, host: Host) -> None:
    """Neither while typing nor by Enter; and the console is silent."""
    page = browse().pages[0]
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(SEARCH)
    typing(page, "phone numbers")
    page.keyboard.press("Enter")
    expect(page.locator("#search-said")).to_have_text(re.compile(r"Pages found: \d|\d pages found"))
    # Chromium asks Google about pages with a field, a second or so after they came.
    page.wait_for_timeout(1500)
    assert page.url == SEARCH
    assert page.evaluate("[history.length, history.state]") == [2, None]
    assert [request.path for request in host.requests] == ["/search/"]
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert said == []
    page.context.set_offline(True)
    page.keyboard.type(" police")
    expect(page.locator("#search-found > li").first).to_be_visible()
    assert len(host.requests) == 1


def test_a_result_takes_the_place_of_the_search_page(browse: Browse) -> None:
    """Like every link inside the site; Back does not lead to what was typed."""
    page = visit(browse)
    typing(page, "phone numbers")
    page.locator("#search-found > li > a").first.click()
    page.wait_for_url(HOME + "help/numbers/")
    assert page.evaluate("history.length") == 2


def test_typing_capitals_does_not_leave(browse: Browse) -> None:
    """With Shift pressed anew for each letter, and with Shift held."""
    page = visit(browse)
    page.get_by_role("searchbox").click()
    for key in ("Shift+A", "Shift+B", "Shift+C", "Shift+D"):
        page.keyboard.press(key)
    page.keyboard.down("Shift")
    for key in "EFGH":
        page.keyboard.press(key)
    page.keyboard.up("Shift")
    page.wait_for_timeout(300)  # a page that is left is gone within a fifth of a second
    assert page.url == SEARCH
    assert page.get_by_role("searchbox").input_value() == "ABCDEFGH"


@pytest.mark.parametrize("key", ["Shift", "Escape"])
def test_leave_works_from_the_field(browse: Browse, host: Host, key: str) -> None:
    """Three presses; what was typed and what was found go with the page."""
    host.neutral = {"*": "empty"}
    page = visit(browse)
    typing(page, "police")
    expect(page.locator("#search-found > li").first).to_be_visible()
    page.evaluate("self.kept = [...document.querySelectorAll('#search-field, #search-found')]")
    for _ in range(3):
        page.keyboard.press(key)
    assert until(page, lambda: bool(host.sent_elsewhere()))
    assert [request.host for request in host.sent_elsewhere()] == [AWAY.split("/")[2]]
    assert page.evaluate("[kept[0].value, kept[1].children.length]") == ["", 0]


def test_a_page_that_is_gone_from_keeps_nothing(browse: Browse) -> None:
    """Back after a link to another website shows the page, and an empty field."""
    page = visit(browse)
    typing(page, "police")
    expect(page.locator("#search-found > li").first).to_be_visible()
    away_and_back(page)
    expect(page.get_by_role("searchbox")).to_have_value("")
    assert page.locator("#search-found > li").count() == 0


def test_without_script_the_way_leads_to_the_a_to_z(browse: Browse) -> None:
    """No field that does nothing; every page stands under its letter."""
    page = browse(java_script_enabled=False).pages[0]
    page.goto(SEARCH)
    assert not page.locator("#search-field").is_visible()
    expect(page.get_by_text("Searching needs JavaScript")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="A to Z").first.click()
    page.wait_for_url(HOME + "a-z/")
    listed = page.evaluate("[...document.querySelectorAll('.letter a')].map((a) => a.pathname)")
    pages = real_content().pages
    assert set(listed) == {page.address for page in findable(pages)}


@pytest.mark.parametrize("engine", ["Chromium", "Firefox"])
def test_what_was_typed_is_not_on_the_disk(
    playwright: Playwright, host: Host, tmp_path: Path, engine: str
) -> None:
    """Though Firefox keeps what is in a field that does not ask to be left out."""
    with Screen() as screen:
        with begin(playwright, engine, host, tmp_path / "profile", screen=screen) as browser:
            if isinstance(browser, Firefox):  # else it looks at fields every fifteen seconds
                browser.chrome("Services.prefs.setIntPref('browser.sessionstore.interval', 500)")
            tab = browser.open()
            tab.go(SEARCH)
            assert tab.wait(lambda: not tab.run("document.getElementById('search-box').hidden"))
            tab.run(
                """((field) => document.querySelector("main").append(field))(
                Object.assign(document.createElement("input"), { id: "other" }))"""
            )
            screen.focus("Search")
            for field, letters in (("#search-field", "zyxwvu"), ("#other", "utsrqp")):
                tab.click(field)
                type_letters(tab, screen, f"document.querySelector('{field}')", letters)
            if isinstance(browser, Firefox):
                noted = "SessionStore.getBrowserState().includes('utsrqp')"
                assert tab.wait(lambda: browser.chrome(noted), 30)
        assert browser.profile is not None
        assert holding(browser.profile, ["zyxwvu"]) == []
        assert bool(holding(browser.profile, ["utsrqp"])) == (engine == "Firefox")


def test_axe_finds_nothing_in_results(browse: Browse) -> None:
    """On a narrow screen, in light and dark, with results and with none."""
    page = visit(browse, viewport={"width": 320, "height": 640})
    results, none = ("samaritans", "Pages found: "), ("qqqq", "No page found")
    for scheme, (typed, said) in (("light", results), ("dark", results), ("dark", none)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.get_by_role("searchbox").fill(typed)
        expect(page.locator("#search-said")).to_contain_text(said)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        assert faults(page) == ""


def test_only_the_search_page_may_run_it(public: Path) -> None:
    """Each page's own policy allows the scripts and styles it carries, and no page another's;
    the header has to know them all.
    """
    allowed = {}
    for path in public.rglob("*.html"):
        policy = re.search(
            r'http-equiv="Content-Security-Policy" content="([^"]*)"', path.read_text()
        )
        assert policy is not None
        allowed[path.parent.name] = set(re.findall(r"sha256-[^']*", policy[1]))
    script, style = allowed["search"] - allowed["help"]
    for extra in (script, style):
        assert [name for name, hashes in allowed.items() if extra in hashes] == ["search"]
        assert extra in (public / "_headers").read_text()
