"""How long a build takes, and where the time goes. Run by hand: ``make bench``.

Prints a table for sites of several sizes, in milliseconds a page: reading and
rendering the text, making the page from its template, what the freeze adds to
that, and the audit.
"""

from __future__ import annotations

import datetime
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from safe_exit.base.places import STATIC, TEMPLATES
from safe_exit.markup.rendering import Kept
from safe_exit.publish.audit import audit_folder
from safe_exit.publish.build import build_site
from safe_exit.publish.freeze import freeze_site
from safe_exit.web.app import create_app
from safe_exit.web.assets import load_inline
from safe_exit.web.content import load
from tests.bench.generated import write_content

TODAY = datetime.date(2026, 1, 1)
SIZES = (10, 100, 1_000)


T = TypeVar("T")


def timed(action: Callable[[], T]) -> tuple[float, T]:
    """Seconds that an action takes, and what it returns."""
    began = time.perf_counter()
    result = action()
    return time.perf_counter() - began, result


def quiet(_doing: str, _done: int, _of: int) -> None:
    """No progress shown: it would be measured too."""


def measure(pages: int, place: Path) -> list[float]:
    """Milliseconds a page for each part of a build of a generated site."""
    content, out = place / "content", place / "public"
    write_content(content, pages)
    kept: Kept = {}
    loading, loaded = timed(lambda: load(content, TODAY, kept=kept))
    again, _ = timed(lambda: load(content, TODAY, kept=kept))
    inline = load_inline((STATIC,))
    site = create_app(loaded, inline, (TEMPLATES,))
    views = site.views

    def render_all() -> None:
        for view in views.values():
            view()

    rendering, _ = timed(render_all)
    url = "https://generated.example/"
    freezing, _ = timed(lambda: freeze_site(site, out, url, quiet))
    allowed = frozenset((*inline.style_hashes, *inline.script_hashes))
    auditing, _ = timed(lambda: audit_folder(out, {}, "https://www.metoffice.gov.uk/", allowed, ""))
    whole, _ = timed(lambda: build_site(content, place / "built", TODAY, None, quiet))
    parts = (loading, again, rendering, freezing - rendering, auditing, whole)
    return [part * 1_000 / len(views) for part in parts]


def main() -> None:
    """Print the table."""
    heads = (
        "pages",
        "read+check",
        "again, kept",
        "template",
        "freeze adds",
        "audit",
        "whole build",
    )
    print("Milliseconds a page:")
    print("".join(head.rjust(13) for head in heads))
    for pages in SIZES:
        with tempfile.TemporaryDirectory() as place:
            row = measure(pages, Path(place))
        print(f"{pages:13,}" + "".join(f"{part:13.2f}" for part in row))


if __name__ == "__main__":
    main()
