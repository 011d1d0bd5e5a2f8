"""What is written once and used on many pages: figures, helplines, and how Leave was tested."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal

from safe_exit.errors import Problem
from safe_exit.files import read_text
from safe_exit.schema import Check, Day, Https, M, Model, OneLine, read_yaml, validate
from safe_exit.traces import Trace

DATA_FOLDER = "data"

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Nation = Literal["England", "Wales", "Scotland", "Northern Ireland"]


def _phone(value: str) -> str:
    if not re.fullmatch(r"\d[\d ]*\d", value):
        raise ValueError("must be a phone number of digits and spaces")
    return value


def _clock(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", value):
        raise ValueError("must be a time of day like 09:30")
    return value


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("must name at least one day")
    return value


Phone = Annotated[OneLine, Check(_phone)]
Clock = Annotated[OneLine, Check(_clock)]


class Figure(Model):
    """A number with all that is needed to read it rightly: it never stands alone."""

    value: OneLine
    says: OneLine
    """What the number is of; reads on from the value: '81% of … thought …'."""
    counted: OneLine
    """Who was counted."""
    when: OneLine
    publisher: OneLine
    publication: OneLine | None = None
    source: Https
    caveat: OneLine
    checked_on: Day
    next_check: Day


class Hours(Model):
    """Days on which a line is open, and from when to when, in UK time."""

    days: Annotated[tuple[Weekday, ...], Check(_some)]
    opens: Clock
    closes: Clock


class Helpline(Model):
    """One service people can turn to.

    A service whose hours differ between sources has none here: its website says.
    ``checked_on`` is the day the row was compared with its source; ``phoned_on`` the
    day somebody rang it. Neither is shown to readers.
    """

    name: OneLine
    who_for: OneLine
    group: OneLine
    nations: tuple[Nation, ...] = ()
    """Where it helps; empty where its source does not say."""
    number: Phone | None = None
    text_number: Phone | None = None
    email: OneLine | None = None
    webchat: bool = False
    website: Https | None = None
    always_open: bool = False
    hours: tuple[Hours, ...] = ()
    free: bool = False
    note: OneLine | None = None
    emergency: bool = False
    """For danger right now: the first stands at the foot of every page, and nobody rings
    one to test it."""
    checked_on: Day
    phoned_on: Day | None = None
    source: Https


@dataclass(frozen=True)
class Data:
    """All rows, by name, with the line each of them begins on."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    helplines: Mapping[str, Helpline] = field(default_factory=dict)
    traces: Mapping[str, Trace] = field(default_factory=dict)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """(file, name) → line, for what is found later."""
    unsound: frozenset[str] = frozenset()
    """Files with a mistake in them: what they lack may only be what could not be read."""

    @property
    def emergency(self) -> Helpline | None:
        """The line for danger right now."""
        rows = self.helplines.values()
        return next((row for row in rows if row.emergency and row.number), None)


def load_data(content: Path, shown: str) -> tuple[Data, list[Problem]]:
    """Read ``data/*.yaml`` of a content folder; the folder may be missing.

    ``shown`` is the content folder's name in messages. Returns what could be read
    and every problem.
    """
    problems: list[Problem] = []
    lines: dict[tuple[str, str], int] = {}
    files = {
        path.name: path for path in sorted((content / DATA_FOLDER).glob("*")) if path.is_file()
    }
    tables: dict[str, Path | None] = {
        name: files.pop(name, None) for name in ("figures.yaml", "helplines.yaml", "traces.yaml")
    }
    for name in files:
        if not name.startswith("."):
            where = f"{shown}/{DATA_FOLDER}/{name}"
            what = "nothing reads this file"
            fix = f"The data folder holds only {' and '.join(tables)}; move the file elsewhere"
            problems.append(Problem(where, 0, what, fix))
    figures = dict(_rows(Figure, tables["figures.yaml"], shown, lines, problems))
    helplines = dict(_rows(Helpline, tables["helplines.yaml"], shown, lines, problems))
    traces = dict(_rows(Trace, tables["traces.yaml"], shown, lines, problems))
    unsound = frozenset(problem.path.rpartition("/")[2] for problem in problems)
    return Data(figures, helplines, traces, lines, unsound), problems


def _rows(
    model: type[M],
    path: Path | None,
    shown: str,
    lines: dict[tuple[str, str], int],
    problems: list[Problem],
) -> Iterator[tuple[str, M]]:
    if path is None:
        return
    where = f"{shown}/{DATA_FOLDER}/{path.name}"
    text, unreadable = read_text(path, where)
    value, key_lines, found = read_yaml(text, where)
    problems += unreadable or found
    if value is None:
        return
    if not isinstance(value, Mapping):
        fix = "Begin each row with its name and a colon, its keys indented below"
        problems.append(Problem(where, 1, "the file is not a list of named rows", fix))
        return
    for name, row in value.items():
        record, found = validate(model, row, where, key_lines, (str(name),))
        problems += found
        lines[(path.name, str(name))] = key_lines.get((str(name),), 1)
        if record:
            yield str(name), record


def overdue(data: Data, shown: str, today: datetime.date) -> Iterator[Problem]:
    """Hints for editors: figures to check again and helplines nobody has rung."""
    for name, figure in data.figures.items():
        if figure.next_check <= today:
            where = f"{shown}/{DATA_FOLDER}/figures.yaml"
            what = f"the figure '{name}' was to be checked again by {figure.next_check}"
            fix = "Look at its source, then set checked_on and next_check"
            yield Problem(where, data.lines[("figures.yaml", name)], what, fix, hint=True)
    for name, helpline in data.helplines.items():
        if helpline.phoned_on is None and not helpline.emergency:
            where = f"{shown}/{DATA_FOLDER}/helplines.yaml"
            what = f"nobody has rung '{name}' yet"
            fix = "Ring it, compare the row with what you hear, then set phoned_on"
            yield Problem(where, data.lines[("helplines.yaml", name)], what, fix, hint=True)
