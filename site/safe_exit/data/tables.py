"""What is written once and used on many pages: the tables of the data folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from safe_exit.base.places import DATA_FOLDER
from safe_exit.base.plain_yaml import Lines, read_yaml
from safe_exit.base.problems import Problem
from safe_exit.base.records import Model, line_of, validate
from safe_exit.content.folder import Folder
from safe_exit.data import charts, figures, helplines, resources, traces, webchats
from safe_exit.data.quoting import Data, Table

# Each comes after those whose rows it is made of.
TABLES: tuple[Table[Any], ...] = (
    figures.FIGURES,
    charts.CHARTS,
    helplines.HELPLINES,
    resources.RESOURCES,
    traces.TRACES,
    webchats.WEBCHATS,
)


def load_data(folder: Folder) -> tuple[Data, list[Problem]]:
    """Read ``data/*.yaml`` of a content folder, which need not be there.

    Returns what could be read, and every problem.
    """
    problems = list(_unknown_files(folder))
    data = Data()
    for table in TABLES:
        rows, lines, faults = _read(table, folder)
        unsound = bool(faults)
        if table.needs and table.needs[0].name in data.unsound:
            # What they name may only be what could not be read.
            other, names = table.needs
            known = {key: row for key, row in rows.items() if {*names(row)} <= {*data.rows(other)}}
            unsound |= known != rows
            rows = known
        rows, misfits = _fitting(table, rows, data, lines, folder)
        problems += [*faults, *misfits]
        data = Data(
            {**data.tables, table.name: rows},
            {**data.lines, table.name: lines},
            data.unsound | ({table.name} if unsound or misfits else set()),
        )
    return data, problems


def _unknown_files(folder: Folder) -> Iterator[Problem]:
    known = [table.file for table in TABLES]
    for path in folder.below(DATA_FOLDER):
        name = path.removeprefix(f"{DATA_FOLDER}/")
        if name not in known and "/" not in name:
            fix = f"The data folder holds only {' and '.join(sorted(known))}; move it elsewhere"
            yield Problem(folder.where(path), 0, "nothing reads this file", fix)


def _read(table: Table[Any], folder: Folder) -> tuple[dict[str, Model], Lines, list[Problem]]:
    path = f"{DATA_FOLDER}/{table.file}"
    where = folder.where(path)
    if path not in folder.files:
        return {}, {}, []
    text, problems = folder.text(path)
    value, lines, mistakes = read_yaml(text, where)
    problems += mistakes
    if value is not None and not isinstance(value, Mapping):
        fix = "Begin each row with its name and a colon, its keys indented below"
        problems.append(Problem(where, 1, "the file is not a list of named rows", fix))
        return {}, {}, problems
    rows: dict[str, Model] = {}
    for key, row in (value or {}).items():
        record, mistakes = validate(table.row, row, where, lines, (str(key),))
        problems += mistakes
        if record:
            rows[str(key)] = record
    return rows, lines, problems


def _fitting(
    table: Table[Any], rows: Mapping[str, Model], data: Data, lines: Lines, folder: Folder
) -> tuple[dict[str, Model], list[Problem]]:
    """The rows that can be used beside those of other tables, and why others cannot."""
    where = folder.where(f"{DATA_FOLDER}/{table.file}")
    misfits = {name: list(table.misfits(name, row, data)) for name, row in rows.items()}
    problems = [
        fault.at(where, line_of(lines, (name, *key)))
        for name, faults in misfits.items()
        for key, fault in faults
    ]
    return {name: row for name, row in rows.items() if not misfits[name]}, problems
