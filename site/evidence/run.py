"""Traces of one visit in several browsers, each with a fresh profile that is thrown away."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright, sync_playwright

from evidence.chromium import Chromium
from evidence.firefox import Firefox, find_firefox
from evidence.host import Host
from evidence.trace import Start, trace
from evidence.visit import Visit
from evidence.webkit import WebKit
from safe_exit.data.traces import Trace
from safe_exit.publish.build import build_site

ENGINES = ("chromium", "firefox", "webkit")


def run(
    visit: Visit,
    place: Path,
    engines: Iterable[str],
    today: datetime.date,
    say: Callable[[str], None],
) -> dict[str, Trace]:
    """Trace a visit whose file lies in ``place``; ``say`` is told what begins.

    Raises `SiteError` where the site cannot be built or a browser is missing or does
    not start.
    """
    traces = {}
    with sync_playwright() as playwright, site(visit, place, today) as folder:
        for engine in engines:
            say(f"{visit.name} in {engine} …")
            with (
                tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profiles,
                Host(folder, site=visit.host) as host,
            ):
                start = starter(engine, playwright)
                traces[engine] = trace(start, host, visit, Path(profiles), today)
    return traces


def starter(engine: str, playwright: Playwright, **options: Any) -> Start:
    """How to start a browser of one of `ENGINES`; ``options`` are those of its class."""
    match engine:
        case "chromium":
            return lambda host, profile: Chromium(playwright, host, profile, **options)
        case "firefox":
            return lambda host, profile: Firefox(find_firefox(playwright), host, profile, **options)
        case "webkit":
            return lambda host, _profile: WebKit(host, **options)
    raise ValueError(f"no engine is called {engine}")


@contextmanager
def site(visit: Visit, place: Path, today: datetime.date) -> Iterator[Path]:
    """The folder with the files of a visit's site, built first where it has to be."""
    if visit.folder is not None:
        yield place / visit.folder
        return
    with tempfile.TemporaryDirectory() as made:
        out = Path(made) / "public"
        content = place / str(visit.content)
        build_site(content, out, today, f"https://{visit.host}/", lambda _doing, _done, _of: None)
        yield out
