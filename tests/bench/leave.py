"""Our Leave control beside GOV.UK Frontend's 'Exit this page'. Run by hand: ``make bench``.

One host, one visit, one run: the same pages with the same text, addresses, titles and
links, once as we publish them and once with GOV.UK's control and without our headers.
Prints what three browsers show and keep afterwards, how long a heavy page takes to be
covered, and what each control weighs. ``--write`` keeps it in ``tests/bench/results/leave.md``.
"""

from __future__ import annotations

import argparse
import datetime
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "site"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from playwright.sync_api import Playwright, sync_playwright

from evidence.host import Host
from evidence.run import ENGINES, site, starter
from evidence.trace import system, trace
from evidence.visit import Visit, load_visit
from safe_exit.base.places import OUR_VISIT
from safe_exit.base.problems import SiteError
from safe_exit.data.traces import COUNTS, QUESTIONS, Trace, answer
from tests.bench import govuk
from tests.bench.cover import (
    ITEMS,
    PATIENCE,
    RUNS,
    SLOWER,
    build_long,
    in_turn,
    medians,
    times_rows,
    waiting_rows,
)
from tests.bench.weight import weigh

HERE = Path(__file__).resolve().parent
RESULT = HERE / "results" / "leave.md"
TARGET = 0.6
TODAY = datetime.date.today()
ASKED = ("shown", "listed", "telling", "naming", "known", "told", "tabs", "covered")
HEADERS = "/*\n  Cache-Control: no-store\n  Referrer-Policy: no-referrer\n"
SIDES = ("Ours", "GOV.UK", "GOV.UK with two of our headers")


@dataclass(frozen=True)
class Result:
    """What one visit in one browser has shown."""

    trace: Trace
    sent: tuple[str, ...]
    """The headers in which the site was named to another."""


def trace_all(
    playwright: Playwright, sides: list[tuple[Visit, Path]], place: Path
) -> list[list[Result]]:
    """For each engine, the result of each visit; ``sides`` are visits with their folders."""
    results = []
    for engine in ENGINES:
        start = starter(engine, playwright)
        results.append(list[Result]())
        for visit, folder in sides:
            print(f"{visit.name} in {engine} …", file=sys.stderr, flush=True)
            profiles = Path(tempfile.mkdtemp(dir=place))
            with Host(folder, site=visit.host) as host:
                made = trace(start, host, visit, profiles, TODAY)
            headers = {
                f"{name}: {value}"
                for request in host.sent_elsewhere()
                for name, value in request.headers.items()
                if visit.host in value
            }
            results[-1].append(Result(made, tuple(sorted(headers))))
    return results


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table."""
    heads = list(heads)
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def traces_table(results: list[list[Result]]) -> str:
    """A block for each question, a line for each browser, a column for each side."""
    rows = []
    for name in ASKED:
        for number, sides in enumerate(results):
            cells = [_answer(result, name) for result in sides]
            rows.append(
                ["" if number else QUESTIONS[name] % COUNTS, sides[0].trace.browser, *cells]
            )
    return table(("", "Browser", *SIDES), rows)


def _answer(result: Result, name: str) -> str:
    value = getattr(result.trace, name)
    if name == "told" and result.sent:
        return f"{value}: {', '.join(f'`{header}`' for header in result.sent)}"
    return str(len(value)) if isinstance(value, tuple) else answer(result.trace, name)


def report(place: Path) -> str:
    """Make everything, measure everything, and write it up."""
    package = govuk.fetch(place)
    ours = load_visit(OUR_VISIT)
    theirs = ours.model_copy(update={"name": "GOV.UK", "leave": govuk.CONTROL})
    long = build_long(place, f"{ours.home}/")
    govuk.make_site(package, long, place / "long-govuk")
    with sync_playwright() as playwright, site(ours, OUR_VISIT.parent, TODAY) as public:
        print(f"Covering a heavy page {RUNS} times each …", file=sys.stderr, flush=True)
        heavy = [(ours, long, "true"), (theirs, place / "long-govuk", govuk.READY)]
        runs, asked = in_turn(playwright, heavy, place)
        govuk.make_site(package, public, place / "govuk")
        shutil.copytree(place / "govuk", place / "govuk-headers")
        (place / "govuk-headers" / "_headers").write_text(HEADERS, encoding="utf-8")
        sides = [
            (ours, public),
            (theirs, place / "govuk"),
            (theirs, place / "govuk-headers"),
        ]
        results = trace_all(playwright, sides, place)
        waited = []
        for engine, (result, *_) in zip(ENGINES, results, strict=True):
            if engine != "chromium":
                start = starter(engine, playwright)
                waited += waiting_rows(result.trace.browser, start, sides[:2], place)
    ratio = medians(runs, "shown")
    return TEXT.format(
        package=govuk.PACKAGE,
        day=f"{TODAY:%-d %B %Y}",
        machine=f"{system()}, {os.cpu_count()} cores",
        engines=", ".join(sides[0].trace.browser for sides in results),
        pages=results[0][0].trace.pages,
        traces=traces_table(results),
        runs=RUNS,
        slower=SLOWER,
        items=ITEMS,
        elements=" and ".join(f"{side[0].elements:,}" for side in runs),
        patience=PATIENCE,
        waited=table(("Browser", "Pressed", *SIDES[:2]), waited),
        times=table(("Measured by", *SIDES[:2], "Ours / GOV.UK"), times_rows(runs)),
        target=TARGET,
        met="met" if ratio[0] <= TARGET * ratio[1] else "**not met**",
        sizes=table(("After gzip -9", "Ours", "GOV.UK"), weigh(package, asked, place)),
    )


TEXT = """# Our Leave control beside GOV.UK's 'Exit this page'

Written by `python tests/bench/leave.py --write`. Do not edit: run it again.

{day}; {machine}; {engines}.
The other control is that of `{package}`, fetched from npm for this run. Both are served by
the same host on loopback. Safari, phones and real hosts were not looked at.

## What stays behind

The same visit for both: from another website to a page of the site, then three links, one of
them to a heading of the same page ({pages} pages), then the control, by mouse. Addresses, titles,
text and links are the same. Ours has the headers it is published with. GOV.UK's has none, as its
documentation asks for none; the last column adds the two that matter here, `Cache-Control:
no-store` and `Referrer-Policy: no-referrer`, to tell what is the control's doing and what the
headers'. The neutral page is each one's own. In the last block it answers with nothing (204): one
press each, so these times are rough. WebKitGTK keeps no profile on the disk when it is driven.

{traces}

## When the neutral page does not answer

How many presses had covered the page after {patience} s, and the median time of those. Chromium
answers no questions meanwhile.

{waited}

## Covering a heavy page on a slow machine

Chromium, CPU slowed {slower} times, a page with a list of {items:,} lines ({elements} elements),
a real press of the mouse, {runs} runs each in turn, each in a new tab; the neutral page answers
with 204, so that the page can be asked afterwards. Median, and from the least to the most.

{times}

Both ways begin at the click's timestamp and know nothing of how a control covers. Event Timing ends
with the frame shown after the click's handlers, in steps of 8 ms. The other is done after the first
frame in which none of nine points of the screen shows what stood there before. Our target, at most
{target} of GOV.UK's time, is {met}.

## Weight

{sizes}

Ours stands inside every page. Of GOV.UK's, the script is the component's own bundle in its
package; the style is what names the component in the compiled sheet, for there is no sheet of it
alone, without the button and the skip link it borrows. What shrinks our scripts keeps long names
in theirs; a bundler that shortens them too brings GOV.UK's to about 3,500 bytes (esbuild 0.28,
tried once). The fonts are for GOV.UK's own services; other sites take them out. Markup is not
counted.
"""


def main() -> None:
    """Print the comparison, and keep it where that is asked for."""
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument(
        "--write", action="store_true", help="keep it in tests/bench/results/leave.md"
    )
    write = options.parse_args().write
    try:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
            text = report(Path(place))
    except SiteError as error:
        sys.exit(str(error))
    print(text)
    if write:
        RESULT.parent.mkdir(exist_ok=True)
        RESULT.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
