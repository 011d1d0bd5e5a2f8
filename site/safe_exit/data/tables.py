"""What is written once and used on many pages: the tables of the data folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from safe_exit.base.places import DATA_FOLDER
from safe_exit.base.plain_yaml import read_yaml
from safe_exit.base.problems import Problem
from safe_exit.base.records import Model, validate
from safe_exit.content.folder import Folder
from safe_exit.data.charts import Chart, unfit
from safe_exit.data.figures import Figure
from safe_exit.data.helplines import Helpline
from safe_exit.data.resources import Resource
from safe_exit.data.traces import Trace
from safe_exit.data.webchats import Webchat

# A file of the data folder → what each of its rows is.
TABLES: dict[str, type[Model]] = {
    "charts.yaml": Chart,
    "figures.yaml": Figure,
    "helplines.yaml": Helpline,
    "resources.yaml": Resource,
    "traces.yaml": Trace,
    "webchats.yaml": Webchat,
}


@dataclass(frozen=True)
class Data:
    """All rows, by name, with the line each of their keys stands on."""

    figures: Mapping[str, Figure] = field(default_factory=dict)
    helplines: Mapping[str, Helpline] = field(default_factory=dict)
    resources: Mapping[str, Resource] = field(default_factory=dict)
    traces: Mapping[str, Trace] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)
    webchats: Mapping[str, Webchat] = field(default_factory=dict)
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)
    """(file, name, key …) → line, for what is found later."""
    unsound: frozenset[str] = frozenset()
    """Files with a mistake in them: what they lack may only be what could not be read."""

    @property
    def emergency(self) -> Helpline | None:
        """The line for danger right now."""
        rows = self.helplines.values()
        return next((row for row in rows if row.emergency and row.number), None)


def load_data(folder: Folder) -> tuple[Data, list[Problem]]:
    """Read ``data/*.yaml`` of a content folder, which need not be there.

    Returns what could be read, and every problem.
    """
    problems: list[Problem] = []
    lines: dict[tuple[str | int, ...], int] = {}
    names = [path.removeprefix(f"{DATA_FOLDER}/") for path in folder.below(DATA_FOLDER)]
    for name in names:
        if name not in TABLES and "/" not in name:
            where = folder.where(f"{DATA_FOLDER}/{name}")
            what = "nothing reads this file"
            fix = f"The data folder holds only {' and '.join(TABLES)}; move the file elsewhere"
            problems.append(Problem(where, 0, what, fix))
    rows: dict[str, Any] = {
        name.removesuffix(".yaml"): dict(
            _rows(model, name, folder, lines, problems) if name in names else ()
        )
        for name, model in TABLES.items()
    }
    unsound = {problem.path.rpartition("/")[2] for problem in problems}
    charts, figures = rows["charts"], rows["figures"]
    if "figures.yaml" in unsound:
        # What they name may only be what could not be read.
        known = {name: row for name, row in charts.items() if figures.keys() >= set(row.bars)}
        unsound |= {"charts.yaml"} if charts != known else set()
        charts = known
    rows["charts"], found = _drawable(charts, figures, folder.shown, lines)
    unsound |= {"charts.yaml"} if found else set()
    return Data(**rows, lines=lines, unsound=frozenset(unsound)), problems + found


def _rows(
    model: type[Model],
    name: str,
    folder: Folder,
    lines: dict[tuple[str | int, ...], int],
    problems: list[Problem],
) -> Iterator[tuple[str, Model]]:
    path = f"{DATA_FOLDER}/{name}"
    where = folder.where(path)
    text, unreadable = folder.text(path)
    value, key_lines, found = read_yaml(text, where)
    problems += unreadable or found
    if value is None:
        return
    if not isinstance(value, Mapping):
        fix = "Begin each row with its name and a colon, its keys indented below"
        problems.append(Problem(where, 1, "the file is not a list of named rows", fix))
        return
    lines.update({(name, *at): line for at, line in key_lines.items()})
    for key, row in value.items():
        record, found = validate(model, row, where, key_lines, (str(key),))
        problems += found
        if record:
            yield str(key), record


def _drawable(
    charts: Mapping[str, Chart],
    figures: Mapping[str, Figure],
    shown: str,
    lines: Mapping[tuple[str | int, ...], int],
) -> tuple[dict[str, Chart], list[Problem]]:
    """The charts that can be drawn, and why the others cannot."""
    where = f"{shown}/{DATA_FOLDER}/charts.yaml"
    own = {at[1:]: line for at, line in lines.items() if at[0] == "charts.yaml"}
    found = {name: list(unfit(name, chart, figures, where, own)) for name, chart in charts.items()}
    problems = [problem for faults in found.values() for problem in faults]
    return {name: chart for name, chart in charts.items() if not found[name]}, problems
