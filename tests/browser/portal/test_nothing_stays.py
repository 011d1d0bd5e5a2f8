"""What is left of the portal when it is locked, left or gone back to: nothing."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Playwright, Route, expect

from evidence.disk import holding
from evidence.firefox import Firefox
from evidence.host import Host
from evidence.screen import Screen
from tests.browser.conftest import AWAY, away_and_back, begin, type_letters, until
from tests.browser.portal.conftest import (
    BOTH,
    BOTH_WORKERS,
    FOLDER,
    LIST,
    PORTAL,
    RECORDING,
    RIGHT,
    Browse,
    Start,
    opened,
    shows,
    try_password,
    unlocked,
)


@BOTH
def test_leaving_wipes_the_key_and_all_that_was_open(start: Start, host: Host, engine: str) -> None:
    """The neutral page does not come, so that what is left of ours can be looked at."""
    host.neutral = {"*": "empty"}
    tab = opened(start(engine, host).open(), "#w1")
    tab.click(".portal-film button")
    assert tab.wait(lambda: tab.run("document.querySelector('video').readyState") >= 2)
    tab.run(
        """(self.kept = [document.getElementById("portal-page"), document.querySelector("video"),
        document.getElementById("portal-password")], "")"""
    )
    source = tab.run("kept[1].src")
    tab.click("#leave")
    assert tab.wait(lambda: bool([r for r in host.sent_elsewhere() if r.host in AWAY]))
    assert tab.run("[kept[0].childNodes.length, kept[1].src, kept[2].value]") == [0, "", ""]
    play = f"""new Promise((tell) => {{
        const film = Object.assign(document.createElement("video"), {{
            onerror: () => tell("gone"), onloadedmetadata: () => tell("still there") }});
        film.src = "{source}"; }})"""
    assert tab.run(play) == "gone"


def test_what_was_read_is_not_there_when_the_page_comes_back(browse: Browse) -> None:
    """By Back, after a link of the portal to another website; and in a browser that keeps pages."""
    page = unlocked(browse, "#w3")
    away_and_back(page)
    expect(page.get_by_label("Password", exact=True)).to_be_visible()
    assert page.locator("#portal-page").inner_html() == ""
    page.get_by_label("Password", exact=True).fill(RIGHT)
    page.keyboard.press("Enter")
    expect(page.locator("#portal-page h1")).to_be_visible()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.locator("#portal-page").inner_html() == ""


@BOTH
def test_neither_password_nor_pages_are_on_the_disk(
    playwright: Playwright, host: Host, tmp_path: Path, engine: str
) -> None:
    """Though it was typed with real keys, and shown; what is in another field is kept."""
    with Screen() as screen:
        with begin(playwright, engine, host, tmp_path / "profile", screen=screen) as browser:
            if isinstance(browser, Firefox):  # else it looks at fields every fifteen seconds
                browser.chrome("Services.prefs.setIntPref('browser.sessionstore.interval', 500)")
            tab = browser.open()
            tab.go(PORTAL)
            tab.run(
                """document.querySelector("main").append(
                Object.assign(document.createElement("input"), { id: "other" }))"""
            )
            screen.focus("portal")
            tab.click("#portal-show")
            for field, letters in (("#portal-password", "zyxwvu"), ("#other", "utsrqp")):
                tab.click(field)
                type_letters(tab, screen, f"document.querySelector('{field}')", letters)
            if isinstance(browser, Firefox):
                noted = "SessionStore.getBrowserState().includes('utsrqp')"
                assert tab.wait(lambda: browser.chrome(noted), 30)
            tab.run("location.replace('#w2')")  # Chromium looks at fields when an address changes
            tab.pause(1)  # for it to write what it has seen
            try_password(tab, RIGHT)
            assert shows(tab, "When a case worries you")
            tab.pause(1)  # for the browser to write what it would keep
        assert browser.profile is not None
        words = ["zyxwvu", RIGHT, "When a case worries you", "he has put his hands round"]
        assert holding(browser.profile, words) == []
        assert holding(browser.profile, ["utsrqp"])


def test_what_comes_late_is_let_go_of(browse: Browse) -> None:
    """A recording whose page was left does not sound; the page asked for last is the one shown."""
    page = unlocked(browse, "#w1")
    page.evaluate(
        """() => { const own = URL.createObjectURL; self.made = 0;
        URL.createObjectURL = (blob) => { made++; return own.call(URL, blob); }; }"""
    )
    held: list[Route] = []
    for name in (f"{RECORDING}.bin", "3.bin"):
        page.route(f"**/{name}", lambda route: held.append(route))
    for _ in range(2):  # in a hurry
        page.locator(".portal-at").first.click()
    page.get_by_role("link", name=BOTH_WORKERS).click()
    page.get_by_role("link", name="All pages").click()
    expect(page.locator("#portal-page h1")).to_have_text(LIST)
    assert until(page, lambda: len(held) == 2)
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)  # nothing may come of it
    assert page.locator("#portal-page h1").inner_text() == LIST
    assert page.evaluate("made") == 0


def test_nothing_is_asked_about_the_form(browse: Browse, host: Host) -> None:
    """Chromium asks Google about pages with a field, a second or so after they came."""
    page = unlocked(browse)
    page.wait_for_timeout(1500)
    page.get_by_role("button", name="Lock the portal").click()
    page.wait_for_timeout(1500)
    assert [request.path for request in host.requests] == [f"/{FOLDER}", f"/{FOLDER}0.bin"]
    assert page.evaluate("Object.keys(localStorage).concat(Object.keys(sessionStorage))") == []
    assert page.context.cookies() == []


def test_the_key_cannot_be_read_by_script(browse: Browse) -> None:
    """Every key that is made may only do its one work, and may not be taken out."""
    page = browse().pages[0]
    page.add_init_script(
        """self.keys = [];
        for (const name of ["importKey", "deriveKey", "unwrapKey"]) {
            const own = crypto.subtle[name];
            crypto.subtle[name] = async function () {
                const key = await own.apply(this, arguments);
                keys.push(key);
                return key;
            };
        }"""
    )
    page.goto(PORTAL)
    page.get_by_label("Password", exact=True).fill(RIGHT)
    page.keyboard.press("Enter")
    expect(page.locator("#portal-page h1")).to_have_text(LIST)
    made = page.evaluate("keys.map((key) => [key.extractable, ...key.usages])")
    assert made == [[False, "deriveKey"], [False, "unwrapKey"], [False, "decrypt"]]


def test_only_the_portal_may_fetch_and_play(locked: Path, public: Path) -> None:
    """Every other page's own policy forbids it; a site without the portal knows nothing of it."""
    allowed = [
        path.parent.name
        for path in locked.rglob("*.html")
        if "connect-src 'self'; media-src blob:" in path.read_text()
    ]
    assert allowed == ["portal"]
    assert "connect-src 'self'" in (locked / "_headers").read_text()
    for name in ("_headers", f"{FOLDER}index.html"):
        assert "connect-src" not in (public / name).read_text()
    assert not list(public.rglob("*.bin"))
    assert "needs JavaScript" not in (public / FOLDER / "index.html").read_text()
