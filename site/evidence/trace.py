"""One visit and one exit in one browser, and everything that can be found of it afterwards."""

from __future__ import annotations

import datetime
import json
import platform
from collections.abc import Callable
from pathlib import Path
from typing import Any

from evidence.browser import Browser, Tab
from evidence.disk import addresses, history, holding
from evidence.host import BEFORE, Host
from evidence.visit import Visit
from safe_exit.data.traces import STEPS, TABS, Trace

Start = Callable[[Host, Path], Browser]

# Notes when none of nine points of the screen shows what stood there at the press, and a
# frame with it has been painted. Works for any way to cover or to empty a page.
WATCH = """(() => {
    const parts = [.2, .5, .8], points = parts.flatMap((x) => parts.map((y) => [x, y]));
    const at = ([x, y]) => document.elementFromPoint(x * innerWidth, y * innerHeight);
    const before = points.map(at), bare = [document.documentElement, document.body];
    const after = new MessageChannel();
    after.port1.onmessage = () => { self.covered = performance.now() - self.pressed; };
    self.pressed = self.covered = null;
    self.frames = 0;
    const look = () => {
        self.frames++;
        const now = points.map(at);
        const gone = now.every((x, i) => x != before[i] || bare.includes(x));
        if (gone && now.some((x, i) => x != before[i])) after.port2.postMessage(0);
        else requestAnimationFrame(look);
    };
    addEventListener("click", (e) => {
        self.pressed = e.timeStamp;
        requestAnimationFrame(look);
    }, true);
    return true; })()"""


def trace(start: Start, host: Host, visit: Visit, folder: Path, today: datetime.date) -> Trace:
    """Make the visit in fresh profiles below ``folder`` and tell what was found.

    ``start(host, profile)`` starts a browser. Three profiles are used: one for the
    visit itself, one with several tabs, one whose neutral page answers with nothing,
    so that the cover stays.
    """
    covered = _cover(start, host, visit, folder / "cover")
    tabs = _tabs(start, host, visit, folder / "tabs")
    profile = folder / "visit"
    with start(host, profile) as browser:
        engine, version, kept = browser.engine, browser.version, browser.profile
        host.requests.clear()
        shown = _visit(browser.open(), host, visit)
    kept_on_disk: dict[str, Any] = {}
    if kept is not None:
        ours = [row for row in history(kept) if visit.host in row[0]]
        kept_on_disk = {
            "listed": tuple(title or "(no title)" for _, title in ours),
            "known": len({address for address in addresses(kept) if visit.host in address}),
            "naming": tuple(holding(kept, visit.names)),
            "telling": tuple(holding(kept, visit.words)),
        }
    return Trace(
        engine=engine,
        version=version,
        system=system(),
        on=today,
        pages=1 + len(visit.links),
        shown=shown,
        told=len(host.told()),
        tabs=tabs,
        covered=covered,
        **kept_on_disk,
    )


def system() -> str:
    """The operating system as people say it: 'Debian GNU/Linux 12 (bookworm)'."""
    try:
        return platform.freedesktop_os_release()["PRETTY_NAME"]
    except OSError:
        return f"{platform.system()} {platform.release()}"


def read(tab: Tab, visit: Visit) -> None:
    """Come from another website, land on the site, and follow its links."""
    tab.go(f"https://{BEFORE}/")
    tab.go(visit.home + visit.start)
    for link in visit.links:
        before = tab.address()
        tab.click(f"a[href={json.dumps(link)}]")
        aim = before.partition("#")[0] + link if link.startswith("#") else visit.home + link
        tab.wait_for(aim)
        tab.wait(lambda: tab.run("document.readyState") == "complete")


def leave(tab: Tab, visit: Visit) -> None:
    """Press the control, and wait for the neutral page."""
    tab.click(visit.leave)
    if not tab.wait(lambda: visit.host not in tab.address()):
        raise TimeoutError(f"{visit.name} was not left; {tab.address()} is there")


def walk(tab: Tab, visit: Visit) -> list[str]:
    """Press Back and then Forward, and tell which page was there after each step."""
    seen = []
    for by in [-1] * STEPS + [1] * STEPS:
        tab.step(by)
        tab.pause(0.6)  # what was not asked for may come late
        seen.append(tab.address())
    return seen


def _visit(tab: Tab, host: Host, visit: Visit) -> int:
    read(tab, visit)
    leave(tab, visit)
    tab.pause(0.5)  # Back within milliseconds may be taken for a reload
    return sum(visit.host in address for address in walk(tab, visit))


def _tabs(start: Start, host: Host, visit: Visit, profile: Path) -> int:
    with start(host, profile) as browser:
        tabs = [browser.open() for _ in range(TABS)]
        for tab in tabs:
            tab.go(visit.home + visit.start)
        tabs[-1].click(visit.leave)
        tabs[-1].pause(1)  # how many go within a second is what is measured
        return sum(visit.host not in tab.address() for tab in tabs)


def _cover(start: Start, host: Host, visit: Visit, profile: Path) -> int | None:
    usual, host.neutral = host.neutral, {"*": "empty", BEFORE: "ok"}
    try:
        with start(host, profile) as browser:
            tab = browser.open()
            tab.go(visit.home + visit.start)
            tab.run(WATCH)
            tab.click(visit.leave)
            tab.pause(1.5)  # a question meanwhile would cost the page time
            covered = tab.run("self.covered")
            return None if covered is None else round(covered)
    finally:
        host.neutral = usual
