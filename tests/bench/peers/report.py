"""What was measured, kept as numbers, and the tables that are made of them."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from safe_exit.base.places import ROOT

RESULTS = ROOT / "tests" / "bench" / "results"
GUIDE = ROOT / "docs" / "speed.md"
BETWEEN = re.compile(r"(<!-- measured -->\n).*(<!-- /measured -->)", re.DOTALL)

HEADS = {"full": "Full build", "edit": "One page edited", "nothing": "Nothing changed"}
PARTS = ("CPU, s", "Wall, s", "Memory, MB")


@dataclass(frozen=True)
class Measured:
    """All runs with one number of pages: of each program and kind of build, CPU, wall, memory."""

    pages: int
    day: str
    machine: str
    load: float
    """How many processes wanted to run on the machine just before."""
    versions: list[str]
    runs: dict[str, dict[str, list[list[float]]]]


def kept() -> list[Measured]:
    """What is kept, by number of pages."""
    path = RESULTS / "speed.json"
    found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    return [Measured(**one) for one in found]


def keep(measured: Measured) -> None:
    """Keep what was measured, in place of what was kept for as many pages."""
    others = [one for one in kept() if one.pages != measured.pages]
    every = sorted([*others, measured], key=lambda one: one.pages)
    text = json.dumps([asdict(one) for one in every], indent=1)
    short = re.sub(r"\[\s+([\d.]+),\s+([\d.]+),\s+([\d.]+)\s+\]", r"[\1, \2, \3]", text)
    (RESULTS / "speed.json").write_text(f"{short}\n", encoding="utf-8")


def tables(every: list[Measured]) -> str:
    """A table for each number of pages and each kind of build."""
    return "\n\n".join(_size(one) for one in every)


def _size(measured: Measured) -> str:
    year, month, day = (int(part) for part in measured.day.split("-"))
    months = "January February March April May June July August September October November December"
    when = f"{day} {months.split()[month - 1]} {year}"
    runs = len(next(iter(measured.runs.values()))["full"])
    turns = f"medians of {runs} runs in turn" if runs > 1 else "one run"
    said = f"{when}; {measured.machine}; {turns}. Load before it: {measured.load}."
    parts = [f"### {measured.pages:,} pages", said, _table(measured)]
    return "\n\n".join([*parts, f"{', '.join(measured.versions)}."])


def _table(measured: Measured) -> str:
    """A line for each program and kind; a cell is the median, and how much of ours that is."""
    lines = [["Build", "Program", *PARTS], ["---", "---", *["--:"] * len(PARTS)]]
    first = next(iter(measured.runs.values()))
    for kind, head in HEADS.items():
        base = medians(first[kind])
        for number, (name, runs) in enumerate(measured.runs.items()):
            cells = [
                f"{_figure(value)} ({_figure(value / one)})" if one else "not measured"
                for value, one in zip(medians(runs[kind]), base, strict=True)
            ]
            lines.append(["" if number else head, name, *cells])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def medians(runs: list[list[float]]) -> list[float]:
    """The middle of each part of some runs."""
    return [median(part) for part in zip(*runs, strict=True)]


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


TEXT = """# Our build beside those of others

Written by `tests/bench/peers/compare.py --write` from `speed.json`. Do not edit: run it again.

What was measured, and what these numbers do not say, stands in
[How fast it is](../../../docs/speed.md). In brackets: the ratio to ours with one process.

![Seconds and memory of a full build against the number of pages](speed.svg)

{tables}
"""


def write(every: list[Measured]) -> None:
    """Write the tables where they are shown."""
    made = tables(every)
    (RESULTS / "speed.md").write_text(TEXT.format(tables=made), encoding="utf-8")
    guide = GUIDE.read_text(encoding="utf-8")
    shown = BETWEEN.sub(lambda found: f"{found[1]}\n{made}\n\n{found[2]}", guide)
    Path(GUIDE).write_text(shown, encoding="utf-8")
