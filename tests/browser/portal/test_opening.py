"""The professionals' portal on the frozen site: who has a password reads it, nobody else does."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from evidence.browser import Browser, Tab
from evidence.chromium import ChromiumTab
from evidence.firefox import Firefox
from evidence.host import Host
from safe_exit.base.places import ROOT
from safe_exit.portal.passwords import Password
from tests.browser.conftest import faults
from tests.browser.portal.conftest import (
    ATTACHMENT,
    BOTH,
    BOTH_WORKERS,
    FOLDER,
    LIST,
    OTHER,
    PORTAL,
    RECORDING,
    RIGHT,
    TALK,
    Browse,
    Start,
    build,
    heading,
    note_violations,
    nothing_is_open,
    opened,
    says,
    shows,
    try_password,
)
from tests.conftest import once


def saved(browser: Browser, tab: Tab, folder: Path, link: str) -> Path:
    """The file that a link makes the browser save."""
    if isinstance(tab, ChromiumTab):
        with tab.page.expect_download() as download:
            tab.click(link)
        return Path(shutil.copy(download.value.path(), folder / download.value.suggested_filename))
    assert isinstance(browser, Firefox)
    browser.chrome("Services.prefs.setIntPref('browser.download.folderList', 2)")
    browser.chrome(f"Services.prefs.setStringPref('browser.download.dir', '{folder}')")
    tab.click(link)
    # Its name is taken by an empty file at first, and what comes is kept beside it in a .part.

    def there() -> list[Path]:
        found = [*folder.iterdir()]
        return [p for p in found if len(found) == 1 and p.suffix != ".part" and p.stat().st_size]

    assert tab.wait(lambda: bool(there()))
    return there()[0]


@BOTH
def test_the_right_password_opens_pages_recording_and_attachment(
    start: Start, host: Host, tmp_path: Path, engine: str
) -> None:
    """Either of two; nothing is asked of anyone else, and the policy has nothing to complain of."""
    browser = start(engine, host)
    tab = browser.open()
    tab.go(PORTAL)
    note_violations(tab)
    try_password(tab, OTHER)
    assert shows(tab, LIST)
    tab.click("#portal-page a[href='#w1']")
    assert shows(tab, TALK)
    tab.click(".portal-film button")
    assert tab.wait(lambda: tab.run("document.querySelector('video').readyState") >= 2)
    assert round(tab.run("document.querySelector('video').duration")) == 106
    assert tab.run("document.querySelector('video').videoWidth") == 1280
    tab.click(".portal-at[data-at='35']")
    assert tab.wait(lambda: tab.run("document.querySelector('video').currentTime") > 35.7)
    shown = "[...document.querySelector('video').textTracks[0].activeCues].map((c) => c.text)"
    assert tab.wait(lambda: "Begin with why you are\nthere" in "".join(tab.run(shown)))
    top = "document.querySelector('video').getBoundingClientRect().bottom"
    assert tab.wait(lambda: 0 < tab.run(top) < tab.run("innerHeight"))
    (tmp_path / "saved").mkdir()
    file = saved(browser, tab, tmp_path / "saved", f"#portal-page a[href='#f{ATTACHMENT}']")
    assert file.name == "supervision-questions.txt"
    assert file.read_bytes() == (ROOT / "content/portal" / file.name).read_bytes()
    tab.click("#portal-page a[href^='#w3-']")
    assert shows(tab, BOTH_WORKERS)
    focused = "document.activeElement.textContent"
    assert tab.wait(lambda: tab.run(focused) == "What never passes")
    assert tab.run("violations") == []
    asked = [request.path.removeprefix(f"/{FOLDER}") for request in host.sent_to(host.site)]
    assert host.sent_elsewhere() == []
    files = [0, 1, RECORDING, 5, ATTACHMENT, 3]
    assert [name for name in asked if name != "/robots.txt"] == ["", *(f"{n}.bin" for n in files)]


# Everything that the page says, as a screen reader hears it.
SAID = "document.getElementById('portal-said')"
HEARD = f"self.heard.push({SAID}.textContent)"
ALL = "{ childList: true, characterData: true, subtree: true }"


@BOTH
def test_a_wrong_password_opens_nothing(start: Start, host: Host, engine: str) -> None:
    """Nor does none; the next try can be the right one. Not one file is asked for before."""
    tab = start(engine, host).open()
    tab.go(PORTAL)
    try_password(tab, "")
    assert says(tab, "Please type the password")
    tab.run(f"self.heard = [], new MutationObserver(() => {HEARD}).observe({SAID}, {ALL}), 1")
    for wrong in (RIGHT[:-1], RIGHT.upper(), "x" * 2000):
        try_password(tab, wrong)
        assert says(tab, "This password does not open the portal")
        # It may be there for a moment alone, where the computer is quick.
        assert [words for words in tab.run("self.heard.splice(0)") if "Opening" in words]
        assert tab.run("document.activeElement.id") == "portal-password"
        assert nothing_is_open(tab)
    assert not [request for request in host.requests if request.path.endswith(".bin")]
    try_password(tab, f" {RIGHT} ")  # as copied out of a letter
    assert shows(tab, LIST)


@pytest.fixture(scope="session")
def revoked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next build, for which one of the two passwords was taken back."""
    return once(tmp_path_factory, "revoked", lambda out: build(out, Password("spring", OTHER)))


@BOTH
def test_a_revoked_password_does_not_open_a_new_build(
    start: Start, revoked: Path, engine: str
) -> None:
    """The one that stays does."""
    with Host(revoked) as host:
        tab = start(engine, host).open()
        tab.go(PORTAL)
        try_password(tab, RIGHT)
        assert says(tab, "This password does not open the portal")
        assert nothing_is_open(tab)
        try_password(tab, OTHER)
        assert shows(tab, LIST)


@BOTH
def test_a_link_to_a_page_leads_there_once_it_is_open(
    start: Start, host: Host, engine: str
) -> None:
    """To a part of it too; and nothing of the visit can be gone back to."""
    tab = opened(start(engine, host).open(), "#w2")
    assert heading(tab) == "When a case worries you between meetings"
    tab.click("#portal-lock")
    assert says(tab, "The portal is locked")
    assert nothing_is_open(tab)
    try_password(tab, RIGHT)
    assert shows(tab, "When a case worries you")
    assert tab.address() == f"{PORTAL}#w2"
    tab.click("#portal-room .portal-bar a")
    assert shows(tab, LIST)
    listed = tab.listed()
    assert listed is not None
    assert [address for address in listed if "portal" in address] == [f"{PORTAL}#w0"]


def test_the_field_can_be_used_by_everyone(browse: Browse) -> None:
    """Label, name for password managers, pasting, and the password shown on request."""
    page = browse(permissions=["clipboard-read", "clipboard-write"]).pages[0]
    page.goto(PORTAL)
    field = page.get_by_label("Password", exact=True)
    expect(field).to_have_attribute("type", "password")
    expect(field).to_have_attribute("autocomplete", "current-password")
    page.keyboard.press("Tab")
    field.focus()
    page.evaluate(f"document.execCommand('insertText', false, '{RIGHT}')")
    page.keyboard.press("Control+a")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Show the password")).to_be_focused()
    page.keyboard.press("Space")
    expect(field).to_have_attribute("type", "text")
    expect(field).to_have_value(RIGHT)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Open the portal")).to_be_focused()
    page.keyboard.press("Enter")
    # The heading of what is open gets the focus: it is read out, and Tab goes on from it.
    expect(page.get_by_role("heading", level=1, name=LIST)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=TALK)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=TALK)).to_be_focused()


def test_axe_finds_nothing_in_any_state(browse: Browse) -> None:
    """Locked, wrong, the list, the talk with its recording, a page; narrow, light and dark."""
    page = browse(viewport={"width": 320, "height": 640}).pages[0]
    page.goto(PORTAL)

    def look() -> None:
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert faults(page) == ""
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

    look()
    field = page.get_by_label("Password", exact=True)
    field.fill("wrong")
    page.keyboard.press("Enter")
    expect(page.locator("#portal-said")).to_contain_text("does not open")
    expect(field).to_be_in_viewport()
    look()
    field.fill(RIGHT)
    page.keyboard.press("Enter")
    for title in (TALK, BOTH_WORKERS):
        page.get_by_role("link", name=title).click()
        expect(page.locator("#portal-page h1")).to_contain_text(title)
        if title == TALK:
            page.get_by_role("button", name="Get the recording").click()
            expect(page.locator("video")).to_be_visible()
        look()
        page.get_by_role("link", name="All pages").click()
        expect(page.locator("#portal-page h1")).to_have_text(LIST)
    look()


def test_without_script_it_says_what_is_needed(browse: Browse) -> None:
    """No field that does nothing."""
    page = browse(java_script_enabled=False).pages[0]
    page.goto(PORTAL)
    expect(page.get_by_text("The portal needs JavaScript")).to_be_visible()
    assert page.get_by_label("Password", exact=True).is_hidden()


def test_a_browser_that_cannot_decrypt_is_told_so(browse: Browse) -> None:
    """As over an address without TLS."""
    page = browse().pages[0]
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto(PORTAL)
    expect(page.get_by_text("This browser cannot open the portal")).to_be_visible()
    assert page.get_by_label("Password", exact=True).is_hidden()
