"""How long it takes to cover a page, for any control: a heavy page on a slow machine, and a
page whose neutral page never answers.

Under load it is measured from the click's own timestamp in two ways, neither of which knows
how a control covers: Chromium's Event Timing (to the frame that was shown after the click's
handlers, in steps of 8 ms), and the first frame after which none of nine points of the screen
shows what stood there before (`evidence.trace.WATCH`). Both controls cover within the click's
handler, so that the two ways have to agree but for the last step to the screen.
"""

from __future__ import annotations

import datetime
import statistics
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Playwright

from evidence.chromium import Chromium
from evidence.host import Host
from evidence.trace import WATCH, Start
from evidence.visit import Visit
from safe_exit.publish.build import build_site
from tests.bench.generated import WORDS

RUNS = 9
SLOWER = 6
ITEMS = 2_950
"""Each is two elements: with the frame of a page it makes about 6,000."""
ADDRESS = "/long/"
PAUSES = (0, 1)
"""Seconds between a page and the press, where the neutral page never answers."""
TRIES = 5
PATIENCE = 2
"""Seconds after which it is seen whether such a page was covered."""

LISTEN = """(() => { self.shown = null;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries())
            if (entry.name == "click") self.shown = entry.duration;
    }).observe({ type: "event", durationThreshold: 16 });
    return true; })()"""


@dataclass(frozen=True)
class Covered:
    """Milliseconds from one click to the covered page, and how many elements the page had."""

    shown: float
    """By Event Timing; 16, its threshold, where it was less."""
    framed: float
    """By what nine points of the screen show."""
    elements: int


def build_long(place: Path, base_url: str) -> Path:
    """Write a page with a long list below ``place``, freeze it as any page, return the folder."""
    content, out = place / "long", place / "long-public"
    content.mkdir()
    settings = f'name = "Generated"\nbase_url = "{base_url}"\n'
    (content / "site.toml").write_text(settings, encoding="utf-8")
    words = [WORDS[number % len(WORDS)] for number in range(ITEMS + 2)]
    lines = (f"- **{words[n]}** {words[n + 1]} {words[n + 2]}" for n in range(ITEMS))
    for name, text in {"index": "A page.", "long": "\n".join(lines)}.items():
        matter = f"---\ntitle: {name.title()}\ndescription: Made to be measured.\n---\n"
        (content / f"{name}.md").write_text(f"{matter}{text}\n", encoding="utf-8")
    build_site(content, out, datetime.date.today(), None, lambda _doing, _done, _of: None)
    return out


def cover(browser: Chromium, visit: Visit, ready: str) -> Covered:
    """Open the long page in a new tab, press the control with the mouse, and tell.

    The neutral page has to answer with nothing, so that the page can be asked afterwards.
    ``ready`` is an expression that is true when the control's script has run.
    """
    tab = browser.open()
    page = tab.page
    try:
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        tab.go(visit.home + ADDRESS)
        if not tab.wait(lambda: tab.run(ready) is True):
            raise TimeoutError(f"the control of {visit.name} did not start")
        elements = int(tab.run("document.querySelectorAll('*').length"))
        tab.run(WATCH)
        tab.run(LISTEN)
        box = page.locator(visit.leave).bounding_box()
        if box is None:
            raise TimeoutError(f"the control of {visit.name} is not on the screen")
        # Not locator.click: it asks the page questions of its own during the click.
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        page.mouse.move(x, y)
        tab.pause(1)
        page.mouse.click(x, y)
        tab.pause(2)
        framed, shown = tab.run("self.covered"), tab.run("self.shown")
        if framed is None:
            raise TimeoutError(f"{visit.name} did not cover the page")
        return Covered(16 if shown is None else shown, framed, elements)
    finally:
        page.close()


def in_turn(
    playwright: Playwright, sides: list[tuple[Visit, Path, str]], place: Path
) -> tuple[list[list[Covered]], list[list[str]]]:
    """For each side the times of its runs, and what the page made its browser ask for.

    A side is a visit, the folder with its long page, and the expression that tells when
    it is ready. They take turns, so that what else the machine does meets all alike.
    """
    runs: list[list[Covered]] = [[] for _ in sides]
    with ExitStack() as stack:
        hosts, browsers = [], []
        for number, (visit, folder, _) in enumerate(sides):
            host = Host(folder, site=visit.host, neutral={"*": "empty"})
            hosts.append(stack.enter_context(host))
            browsers.append(Chromium(playwright, host, place / f"profile-{number}"))
            stack.enter_context(browsers[-1])
            browsers[-1].open()  # so that it does not end with the first page that is closed
        for _ in range(RUNS):
            for browser, (visit, _, ready), times in zip(browsers, sides, runs, strict=True):
                times.append(cover(browser, visit, ready))
    asked = [
        sorted({request.path for request in host.sent_to(visit.host)} - {ADDRESS})
        for host, (visit, *_) in zip(hosts, sides, strict=True)
    ]
    return runs, asked


def medians(runs: list[list[Covered]], name: str) -> list[float]:
    """The middle of each side's times, by one way to measure."""
    return [statistics.median(getattr(run, name) for run in side) for side in runs]


def waiting(start: Start, visit: Visit, folder: Path, profile: Path) -> dict[int, list[float]]:
    """When the page was covered while the neutral page never answers.

    For each of `PAUSES` the times of those of `TRIES` presses that covered it in `PATIENCE`
    seconds. Not for Chromium, which answers no question meanwhile.
    """
    times: dict[int, list[float]] = {pause: [] for pause in PAUSES}
    host = Host(folder, site=visit.host, neutral={"*": "hang"})
    with host, start(host, profile) as browser:
        tab = browser.open()
        for number, pause in enumerate(PAUSES * TRIES):
            # Another address each time, so that it is seen when the new page is there.
            tab.go(f"{visit.home}{visit.start}?{number}")
            tab.run(WATCH)
            tab.pause(pause)
            tab.click(visit.leave)
            tab.pause(PATIENCE)
            if (covered := tab.run("self.covered")) is not None:
                times[pause].append(float(covered))
    return times


def waiting_rows(
    browser: str, start: Start, sides: list[tuple[Visit, Path]], place: Path
) -> list[list[str]]:
    """For each pause, and each visit with its folder: how many presses covered, and when."""
    waited = [
        waiting(start, visit, folder, Path(tempfile.mkdtemp(dir=place)) / "profile")
        for visit, folder in sides
    ]
    rows: list[list[str]] = []
    for pause in PAUSES:
        when = f"{pause} s after the page has loaded" if pause else "as soon as the page has loaded"
        rows.append(["" if rows else browser, when])
        for times in (side[pause] for side in waited):
            median = f", after {statistics.median(times):.0f} ms" if times else ""
            rows[-1].append(f"{len(times)} of {TRIES}{median}")
    return rows


def times_rows(runs: list[list[Covered]]) -> list[list[str]]:
    """For both ways to measure: each side's median and range, and the ratio of the first two."""
    rows = []
    for name, what in (("shown", "Event Timing"), ("framed", "Nine points of the screen")):
        middle = medians(runs, name)
        cells = []
        for median, side in zip(middle, runs, strict=True):
            times = [getattr(run, name) for run in side]
            cells.append(f"{median:.0f} ms ({min(times):.0f} to {max(times):.0f})")
        rows.append([what, *cells, f"{middle[0] / middle[1]:.2f}"])
    return rows
