"""What a browser was found to show and keep after a visit: one `Trace` an engine."""

from __future__ import annotations

from safe_exit.base.languages import N_
from safe_exit.base.records import Day, Model, OneLine
from safe_exit.data.quoting import Kind, Quoted, Stock, Table

STEPS = 5
"""How often Back, and then Forward, is pressed."""

TABS = 3
"""How many tabs are open when one of them is left."""


class Trace(Model):
    """The tracks of one visit and exit in one browser, with a fresh profile on disk.

    Measured by ``python build.py trace``. None stands where something was not, or
    could not be, looked at.
    """

    engine: OneLine
    version: OneLine
    system: OneLine
    on: Day
    pages: int
    """How many pages were read before leaving."""
    shown: int
    """After how many of the steps Back and Forward a page of the site was there."""
    listed: tuple[OneLine, ...] | None = None
    """Titles of the rows of the site that the browser's own history page lists."""
    known: int | None = None
    """How many addresses of the site the browser's history database holds, listed or not."""
    naming: tuple[OneLine, ...] | None = None
    """Files of the profile in which the name of the site stands."""
    telling: tuple[OneLine, ...] | None = None
    """Files of the profile in which words from its pages stand."""
    told: int
    """How many requests to the neutral site named ours, in any header."""
    tabs: int
    """How many of the open tabs had left within a second."""
    covered: int | None = None
    """Milliseconds from the press to the first frame that showed nothing of the page."""

    @property
    def browser(self) -> str:
        """Its name as people say it: 'Firefox 153.7.0'."""
        return f"{self.engine} {self.version}"


COUNTS = {"steps": STEPS, "tabs": TABS}

QUESTIONS = {
    "shown": N_("Back %(steps)s times, then Forward %(steps)s times: steps that led to the site"),
    "covered": N_("Time from the press until the page was covered"),
    "tabs": N_("Of %(tabs)s open tabs, those that had left within a second"),
    "told": N_("Requests that told the other website where the visitor came from"),
    "listed": N_("Lines of the site on the browser's own history page"),
    "known": N_("Addresses of the site in the browser's history file, listed or not"),
    "telling": N_("Files on the disk with words from the pages"),
    "naming": N_("Files on the disk with the name of the site"),
}
"""What is told of each trace, in this order, by the name of its value. `COUNTS` fills them in."""


def answer(trace: Trace, name: str) -> str:
    """One answer in words: '0', '4: Information, Weather', '26 ms', 'not looked at'."""
    value = getattr(trace, name)
    if name == "covered":
        return N_("never") if value is None else f"{value} ms"
    if value is None:
        return N_("not looked at")
    if isinstance(value, tuple):
        return f"{len(value)}: {', '.join(value)}" if value else "0"
    return str(value)


def _quote(stock: Stock, _name: str, _alone: bool) -> Quoted:
    traces = list(stock.rows(TRACES).values())
    values = {"traces": traces, "questions": QUESTIONS, "counts": COUNTS, "answer": answer}
    return Quoted("traces/traces.html", values)


TRACES: Table[Trace] = Table(
    "traces", Trace, kinds={"traces": Kind(_quote, ("all",))}, classes="traces"
)
