"""The professionals' portal on the frozen site: who has a password reads it, nobody else does."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Playwright, Route, expect

from evidence.browser import Browser, Tab
from evidence.chromium import ChromiumTab
from evidence.disk import holding
from evidence.firefox import Firefox
from evidence.host import Host
from evidence.screen import Screen
from safe_exit.base.places import ROOT
from safe_exit.portal.passwords import Password
from safe_exit.portal.vault import make_vault
from safe_exit.publish.build import build_site
from tests.browser.conftest import AWAY, HOME, away_and_back, begin, until

Browse = Callable[..., BrowserContext]
Start = Callable[..., Browser]
FOLDER = "professionals/portal/"
PORTAL = HOME + FOLDER
RIGHT = "plank-otter-vanish-mellow-tribune-scarf-hurdle"
OTHER = "gravel-sonnet-pickle-orbit-thimble-walrus-denim"
LIST, TALK, BOTH_WORKERS = "Webinars and guidance", "The first conversation", "Agreements with"
RECORDING, ATTACHMENT = 6, 7
"""Numbers of files; the pages' own are in content/portal/."""

BOTH = pytest.mark.parametrize("engine", ["Chromium", "Firefox"])


def build(out: Path, *passwords: Password) -> Path:
    """The real site, with a portal that passwords open."""
    today = datetime.date(2026, 11, 24)
    vault = make_vault(passwords)
    build_site(ROOT / "content", out, today, None, lambda _doing, _done, _of: None, vault)
    return out


@pytest.fixture(scope="module")
def locked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as it is published, for two courses."""
    out = tmp_path_factory.mktemp("locked") / "public"
    return build(out, Password("autumn", RIGHT), Password("spring", OTHER))


@pytest.fixture
def host(locked: Path) -> Iterator[Host]:
    """The site with its portal."""
    with Host(locked) as running:
        yield running
    assert running.told() == []


def said(tab: Tab) -> str:
    """What the page says of itself, to everyone who sees or hears it."""
    return str(tab.run("document.getElementById('portal-said').textContent"))


def says(tab: Tab, words: str) -> bool:
    """Whether the page comes to say something."""
    return tab.wait(lambda: words in said(tab))


def heading(tab: Tab) -> str:
    """The title of what is open; '' where nothing is."""
    return str(tab.run("(document.querySelector('#portal-page h1') || {}).textContent || ''"))


def shows(tab: Tab, title: str) -> bool:
    """Whether a page of the portal comes up."""
    return tab.wait(lambda: title in heading(tab))


def nothing_is_open(tab: Tab) -> bool:
    """Whether not a word of the portal stands in the page."""
    return bool(tab.run("!document.getElementById('portal-page').childNodes.length"))


def try_password(tab: Tab, password: str) -> None:
    """Put a password into the field, as a password manager does, and send the form."""
    assert tab.wait(lambda: bool(tab.run("!document.getElementById('portal-form').hidden")))
    tab.run(f"document.getElementById('portal-password').value = '{password}'")
    tab.click("#portal-form button")


def opened(tab: Tab, at: str = "", password: str = RIGHT) -> Tab:
    """The portal, opened where an address leads."""
    tab.go(PORTAL + at)
    try_password(tab, password)
    assert tab.wait(lambda: bool(heading(tab))), said(tab)
    return tab


def note_violations(tab: Tab) -> None:
    """Note every violation of the policy from now on in ``violations``."""
    tab.run(
        """(self.violations = [], addEventListener("securitypolicyviolation",
        (e) => violations.push(e.violatedDirective + " " + e.blockedURI)), "")"""
    )


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


@BOTH
def test_a_wrong_password_opens_nothing(start: Start, host: Host, engine: str) -> None:
    """Nor does none; the next try can be the right one. Not one file is asked for before."""
    tab = start(engine, host).open()
    tab.go(PORTAL)
    try_password(tab, "")
    assert says(tab, "Please type the password")
    for wrong in (RIGHT[:-1], RIGHT.upper(), "x" * 2000):
        try_password(tab, wrong)
        assert says(tab, "Opening")
        assert says(tab, "This password does not open the portal")
        assert tab.run("document.activeElement.id") == "portal-password"
        assert nothing_is_open(tab)
    assert not [request for request in host.requests if request.path.endswith(".bin")]
    try_password(tab, f" {RIGHT} ")  # as copied out of a letter
    assert shows(tab, LIST)


def flipped(content: bytes, at: int) -> bytes:
    """The same with one bit changed."""
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.fixture
def damaged(locked: Path, tmp_path: Path) -> Iterator[Callable[..., Host]]:
    """The site with changed files: ``damaged({number: change})``."""
    hosts: list[Host] = []

    def change(changes: dict[int, Callable[[Path], bytes | None]]) -> Host:
        copy = tmp_path / "damaged"
        shutil.copytree(locked, copy)
        for number, make in changes.items():
            file = copy / FOLDER / f"{number}.bin"
            if (content := make(file)) is None:
                file.unlink()
            else:
                file.write_bytes(content)
        hosts.append(Host(copy))
        hosts[-1].start()
        return hosts[-1]

    yield change
    for host in hosts:
        host.stop()


@BOTH
def test_what_was_damaged_or_swapped_is_not_shown(
    start: Start, damaged: Callable[..., Host], engine: str
) -> None:
    """A clear message and nothing else, and the rest of the portal goes on working."""
    changes = {
        3: lambda file: file.with_name("2.bin").read_bytes(),
        2: lambda file: file.read_bytes()[:-1],
        RECORDING: lambda file: flipped(file.read_bytes(), 100_000),
        ATTACHMENT: lambda _: None,
    }
    tab = opened(start(engine, damaged(changes)).open())
    for page in (2, 3):
        tab.click(f"#portal-page a[href='#w{page}']")
        assert says(tab, "has not arrived as it was published")
        assert nothing_is_open(tab)
        tab.click(".portal-bar a")
        assert shows(tab, LIST)
        assert said(tab) == ""
    tab.click("#portal-page a[href='#w1']")
    assert shows(tab, TALK)
    tab.click(".portal-film button")
    assert says(tab, "has not arrived as it was published")
    assert tab.run("document.querySelector('video').hidden")
    tab.click(f"#portal-page a[href='#f{ATTACHMENT}']")
    assert says(tab, "could not be fetched")


@BOTH
@pytest.mark.parametrize(
    ("how", "said_then"),
    [
        ("swapped", "has not arrived as it was published"),
        ("cut short in its header", "has not arrived as it was published"),
        ("empty", "has not arrived as it was published"),
        ("gone", "could not be fetched"),
    ],
)
def test_each_way_to_break_a_file_is_told(
    start: Start, damaged: Callable[..., Host], engine: str, how: str, said_then: str
) -> None:
    """The list itself, so that nothing at all is shown; locking works all the same."""
    ways: dict[str, Callable[[Path], bytes | None]] = {
        "swapped": lambda file: file.with_name("1.bin").read_bytes(),
        "cut short in its header": lambda file: file.read_bytes()[:20],
        "empty": lambda _: b"",
        "gone": lambda _: None,
    }
    tab = start(engine, damaged({0: ways[how]})).open()
    tab.go(PORTAL)
    try_password(tab, RIGHT)
    assert says(tab, said_then)
    assert nothing_is_open(tab)
    tab.click("#portal-lock")
    assert says(tab, "The portal is locked")


@BOTH
def test_a_revoked_password_does_not_open_a_new_build(
    start: Start, tmp_path: Path, engine: str
) -> None:
    """The one that stays does."""
    with Host(build(tmp_path / "next", Password("spring", OTHER))) as host:
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


def unlocked(browse: Browse, at: str = "") -> Page:
    """The same in Chromium, with all that Playwright knows."""
    page = browse().pages[0]
    page.goto(PORTAL + at)
    page.get_by_label("Password", exact=True).fill(RIGHT)
    page.keyboard.press("Enter")
    expect(page.locator("#portal-page h1")).to_be_visible()
    return page


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
                for letter in letters:
                    screen.press(letter)
            assert tab.wait(lambda: tab.run("document.getElementById('other').value") == "utsrqp")
            assert tab.run("document.getElementById('portal-password').value") == "zyxwvu"
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
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
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
