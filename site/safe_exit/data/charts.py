"""Pictures of sourced figures, as `charts.yaml` holds them, and where their lines are drawn.

A chart names figures and never holds a number of one, so what is drawn is what is
sourced. All places are in percent of the picture's width: it is never shrunk, so its
words stay as large as the page's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from safe_exit.base.plain_yaml import KeyPath
from safe_exit.base.problems import Fault
from safe_exit.base.records import Check, Https, Model, OneLine
from safe_exit.data.figures import FIGURES, Register, percentages
from safe_exit.data.quoting import Data, Kind, Quoted, Stock, Table

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

_MOMENT = re.compile(rf"(?:({'|'.join(MONTHS)}) )?(\d{{4}})")

KINDS = ("bars", "dates", "months", "roles")


def _unsourced(value: str) -> str:
    for _, typed in percentages(value):
        raise ValueError(f"holds '{typed}', typed by hand: a chart takes it from a figure")
    return value


def _dated(value: str) -> str:
    span(value)
    return value


Words = Annotated[OneLine, Check(_unsourced)]


class Source(Model):
    """Where something that is no figure of ours can be read."""

    name: Words
    address: Https


class Dated(Model):
    """What happened at a date, or from one date to another."""

    when: Annotated[OneLine, Check(_dated)]
    what: Words


class Stretch(Model):
    """A part of a case, in months from its start; ``or_ends``: where it may end later."""

    when: Words
    what: Words
    begins: int
    ends: int
    or_ends: int | None = None


class Part(Model):
    """Who does what; ``beside`` names the person a worker stands beside."""

    who: Words
    does: Words
    beside: Words | None = None


class Roles(Model):
    """Two people and their workers, where all meet, and the agencies that do."""

    workers: tuple[Part, Part]
    meeting: Part
    agencies: tuple[Part, ...]


class Chart(Model):
    """One picture, of one of the `KINDS`."""

    title: Words
    bars: tuple[OneLine, ...] = ()
    """Names of figures that are percentages: each is drawn against the same full length."""
    dates: tuple[Dated, ...] = ()
    months: tuple[Stretch, ...] = ()
    roles: Roles | None = None
    caveat: Words | None = None
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Strip:
    """One row on a line of time: from where it certainly lasts, and may last."""

    begins: float
    wide: float
    sure_begins: float
    sure_wide: float

    @property
    def point(self) -> float | None:
        """The middle of what is too short to be seen as a stretch."""
        return round(self.begins + self.wide / 2, 2) if self.wide < 2 else None


@dataclass(frozen=True)
class Line:
    """A line of time: its ends in words, lines to read it by, words under some, and rows."""

    ends: tuple[str, str]
    grid: tuple[float, ...]
    words: tuple[tuple[float, str], ...]
    strips: tuple[Strip, ...]


def span(when: str) -> tuple[int, int, int, int]:
    """'April 2016 to 2019' as months: earliest, surely from, surely until, latest.

    Where only the year is known, the whole year is possible and nothing of it sure.
    Raises ValueError.
    """
    first, _, last = when.partition(" to ")
    a, b = (_MOMENT.fullmatch(part) for part in (first, last or first))
    if not a or not b:
        raise ValueError("must be like 2016, April 2016, or April 2016 to 2019")
    begins, ends = (int(moment[2]) * 12 for moment in (a, b))
    begins += MONTHS.index(a[1]) if a[1] else 0
    ends += MONTHS.index(b[1]) + 1 if b[1] else 12
    if ends <= begins:
        raise ValueError("ends before it begins")
    return begins, begins if a[1] else begins + 12, ends if b[1] else ends - 12, ends


def line_of(chart: Chart) -> Line:
    """The line of time of a chart of dates or months."""
    if chart.dates:
        rows = [span(row.when) for row in chart.dates]
        unit = 12
    else:
        rows = [(row.begins, row.begins, row.ends, row.or_ends or row.ends) for row in chart.months]
        unit = 6
    first = min(row[0] for row in rows) // unit * unit
    last = -(-max(row[3] for row in rows) // unit) * unit

    def part(months: int) -> float:
        share = round(months * 100 / (last - first), 2)
        return int(share) if share.is_integer() else share

    def at(month: int) -> float:
        return part(month - first)

    strips = tuple(
        Strip(at(earliest), part(latest - earliest), at(since), part(max(until - since, 0)))
        for earliest, since, until, latest in rows
    )
    marks = range(first, last + 1, unit)
    every = unit * 5 if len(marks) > 6 else unit
    names = {mark: _name(mark, bool(chart.dates)) for mark in marks}
    ends = names[first], _name(last - 1, True) if chart.dates else names[last]
    words = tuple((at(mark), names[mark]) for mark in marks if mark % every == 0)
    return Line(ends, tuple(map(at, marks)), words, strips)


def _name(month: int, dated: bool) -> str:
    return str(month // 12 if dated else month).replace("-", "\N{MINUS SIGN}")


def _misfits(name: str, chart: Chart, data: Data) -> Iterator[tuple[KeyPath, Fault]]:
    """Why a chart cannot be drawn."""
    kinds, figures = [kind for kind in KINDS if getattr(chart, kind)], data.rows(FIGURES)
    if len(kinds) != 1:
        what = f"the chart '{name}' has {' and '.join(kinds) or 'nothing'} to draw"
        yield (), Fault(what, f"Give it one of: {', '.join(KINDS)}")
    elif kinds != ["bars"] and not chart.sources:
        what = f"the chart '{name}' has no sources"
        yield (), Fault(what, "Add 'sources:' with a name and address each")
    for index, bar in enumerate(chart.bars):
        if bar not in figures:
            fault = Fault(f"there is no figure called '{bar}'", f"Add it to data/{FIGURES.file}")
            yield ("bars", index), fault
        elif figures[bar].share is None:
            what = f"the figure '{bar}' is '{figures[bar].value}', which is no length"
            yield ("bars", index), Fault(what, "Draw only figures from 0% to 100%")
        if bar in chart.bars[:index]:
            yield (
                ("bars", index),
                Fault(f"the figure '{bar}' is drawn twice", "Keep one of the two"),
            )
    for index, row in enumerate(chart.months):
        if not row.begins < row.ends < (row.or_ends or row.ends + 1):
            fix = "Write a larger number after a smaller one: begins, ends, or_ends"
            yield ("months", index), Fault(f"'{row.when}' ends before it begins", fix)


def _quote(stock: Stock, name: str, _alone: bool) -> Quoted:
    chart = stock.row(CHARTS, name)
    values = {
        "name": name,
        "chart": chart,
        "figures": {bar: stock.row(FIGURES, bar) for bar in chart.bars},
        "line": line_of(chart) if chart.dates or chart.months else None,
        "entry": stock.made(Register).entry,
    }
    return Quoted("charts/chart.html", values)


CHARTS: Table[Chart] = Table(
    "charts",
    Chart,
    kinds={"chart": Kind(_quote, apart=True)},
    classes=r"chart|chart-\w+",
    needs=(FIGURES, lambda chart: chart.bars),
    misfits=_misfits,
)
