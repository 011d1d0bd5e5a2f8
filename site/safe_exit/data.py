"""What is written once and used on many pages: the tables of the data folder."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from safe_exit.errors import Problem
from safe_exit.figures import Figure
from safe_exit.files import read_text
from safe_exit.helplines import Helpline
from safe_exit.resources import Resource
from safe_exit.schema import Model, read_yaml, validate
from safe_exit.traces import Trace

DATA_FOLDER = "data"

# A file of the data folder → what each of its rows is.
TABLES: dict[str, type[Model]] = {
    "figures.yaml": Figure,
    "helplines.yaml": Helpline,
    "resources.yaml": Resource,
    "traces.yaml": Trace,
}


@dataclass(frozen=True)
class Data:
    """All rows, by name, with the line each of them begins on."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    helplines: Mapping[str, Helpline] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)
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
    for name in sorted(files.keys() - TABLES.keys()):
        if not name.startswith("."):
            where = f"{shown}/{DATA_FOLDER}/{name}"
            what = "nothing reads this file"
            fix = f"The data folder holds only {' and '.join(TABLES)}; move the file elsewhere"
            problems.append(Problem(where, 0, what, fix))
    rows: dict[str, Any] = {
        name.removesuffix(".yaml"): dict(_rows(model, files.get(name), shown, lines, problems))
        for name, model in TABLES.items()
    }
    unsound = frozenset(problem.path.rpartition("/")[2] for problem in problems)
    return Data(**rows, lines=lines, unsound=unsound), problems


def _rows(
    model: type[Model],
    path: Path | None,
    shown: str,
    lines: dict[tuple[str, str], int],
    problems: list[Problem],
) -> Iterator[tuple[str, Model]]:
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
    """Hints for editors: figures and resources to check again, helplines nobody has rung."""
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
    for name, resource in data.resources.items():
        if resource.review_by <= today:
            where = f"{shown}/{DATA_FOLDER}/resources.yaml"
            what = f"the resource '{name}' was to be reviewed by {resource.review_by}"
            fix = "Look whether it is still there and still true, then set checked_on and review_by"
            yield Problem(where, data.lines[("resources.yaml", name)], what, fix, hint=True)
