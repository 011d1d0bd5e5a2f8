"""How long the portal takes to open. Run by hand: ``make bench``, on Linux.

Builds the site with a password, types it in Chromium and Firefox, and prints the seconds from
the key until the list of pages is there: as the machine is, and with all of the browser's
processes stopped for three quarters of the time, which is a processor four times slower.
"""

from __future__ import annotations

import datetime
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))

from playwright.sync_api import sync_playwright

from evidence.browser import Tab
from evidence.host import SITE, Host
from evidence.run import starter
from safe_exit.base.places import ROOT
from safe_exit.portal.passwords import Password, new_password
from safe_exit.portal.vault import make_vault
from safe_exit.publish.build import build_site

PORTAL = f"https://{SITE}/professionals/portal/"
ON, OFF = 0.005, 0.015
TRIES = 4

OPEN = """(async (password) => {
    const field = document.getElementById("portal-password");
    field.value = password;
    const began = performance.now();
    document.querySelector("#portal-form button").click();
    while (!document.querySelector("#portal-page h1")) await new Promise((go) => setTimeout(go, 5));
    const took = performance.now() - began;
    document.getElementById("portal-lock").click();
    return took / 1000;
})"""


def processes(folder: Path) -> Iterator[int]:
    """The browser with a profile in a folder, and all that it has started."""
    parents, ours = {}, set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            said = (place / "stat").read_text().rpartition(")")[2].split()
            command = (place / "cmdline").read_bytes()
        except OSError:
            continue  # it has ended
        parents[int(place.name)] = int(said[1])
        if str(folder).encode() in command and int(place.name) != os.getpid():
            ours.add(int(place.name))
    for process in parents:
        above: int | None = process
        while above and above not in ours:
            above = parents.get(above)
        if above:
            yield process


@contextmanager
def slowed(folder: Path) -> Iterator[None]:
    """Let a browser run for a quarter of the time."""
    over, found = threading.Event(), [*processes(folder)]

    def signal_all(which: signal.Signals) -> None:
        for process in found:
            try:
                os.kill(process, which)
            except ProcessLookupError:
                continue

    def run() -> None:
        while not over.is_set():
            signal_all(signal.SIGSTOP)
            time.sleep(OFF)
            signal_all(signal.SIGCONT)
            time.sleep(ON)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def seconds(tab: Tab, passwords: list[Password]) -> str:
    """The middle and the longest of some tries, each with its own password: Firefox keeps
    the last few hashes in its memory."""
    took = [float(tab.run(f"{OPEN}({password.text!r})")) for password in passwords]
    return f"{median(took):.2f} s ({max(took):.2f} at most)"


def main() -> None:
    """Print a line for each browser."""
    passwords = [Password(str(number), new_password()) for number in range(2 * TRIES)]
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        out, vault = Path(place) / "public", make_vault(passwords)
        today = datetime.date(2026, 11, 24)
        build_site(ROOT / "content", out, today, None, lambda _doing, _done, _of: None, vault)
        for engine in ("chromium", "firefox"):
            folder = Path(place) / engine
            with Host(out) as host, starter(engine, playwright)(host, folder) as browser:
                tab = browser.open()
                tab.go(PORTAL)
                print(f"{browser.engine} {browser.version}: {seconds(tab, passwords[:TRIES])}")
                with slowed(folder):
                    print(f"  four times slower: {seconds(tab, passwords[TRIES:])}")


if __name__ == "__main__":
    main()
