"""What a table of the data folder says of itself: its rows, and how a text quotes them.

A text writes ``[[kind: name]]``. Each room of this folder describes one `Table`; nothing else
has to know of it but `safe_exit.data.tables`, which lists them all.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar, cast

from safe_exit.base.plain_yaml import KeyPath, Lines
from safe_exit.base.problems import AuthorError, Fault
from safe_exit.base.records import Model

R = TypeVar("R", bound=Model)
T = TypeVar("T")

Asked = tuple[str, ...]
"""One thing that a text asked for: ('row', 'helplines', 'refuge'), ('page', 'help/now.md')."""


class Quoted(NamedTuple):
    """What stands in place of a quotation: a template, and what it is given."""

    template: str
    values: Mapping[str, object]


class Notes(NamedTuple):
    """A list below a text, of what is quoted inside its sentences, under a heading of its own."""

    id: str
    heading: str
    quoted: Quoted


@dataclass(frozen=True)
class Kind:
    """One way to quote a table. ``quote`` is given all there is, the name, and whether the
    quotation is a paragraph of its own. It raises `AuthorError` where there is nothing to quote.
    """

    quote: Callable[[Stock, str, bool], Quoted]
    names: tuple[str, ...] = ()
    """What can be named, where that is no row."""
    apart: bool = False
    """Has to be a paragraph of its own, and is on a page once: a picture, or a whole table."""
    notes: Callable[[Stock, Iterable[str], Callable[[str], str]], Notes] | None = None
    """Where a quotation inside a sentence is a note: the list of those of a page, by their names,
    with its heading translated by the function given last."""


@dataclass(frozen=True)
class Table(Generic[R]):
    """A file of the data folder."""

    name: str
    """Of the file, without .yaml, and of the folders of its templates and its style."""
    row: type[R]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    classes: str = ""
    """A pattern for the class names that its templates write."""
    due: Callable[[str, R, datetime.date], Fault | None] = lambda _name, _row, _today: None
    """What an editor should look at again by a day, for a row and its name."""
    needs: tuple[Table[Any], Callable[[R], Iterable[str]]] | None = None
    """Another table, and the names of its rows that a row is made of."""
    misfits: Callable[[str, R, Data], Iterator[tuple[KeyPath, Fault]]] = lambda *_: iter(())
    """What is wrong with a row beside the rows of other tables: where below it, and what."""

    @property
    def file(self) -> str:
        return f"{self.name}.yaml"


@dataclass(frozen=True)
class Data:
    """All rows of all tables, by table and name, with the line each of their keys stands on."""

    tables: Mapping[str, Mapping[str, Model]] = field(default_factory=dict)
    lines: Mapping[str, Lines] = field(default_factory=dict)
    unsound: frozenset[str] = frozenset()
    """Tables with a mistake in them: what they lack may only be what could not be read."""

    def rows(self, table: Table[R]) -> Mapping[str, R]:
        """The rows of a table, in the order of its file."""
        return cast(Mapping[str, R], self.tables.get(table.name, {}))

    def line(self, table: Table[R], *key: str | int) -> int:
        """The line of a row, or of a key of it; 0 where it stands in no file."""
        return self.lines.get(table.name, {}).get(key, 0)


@dataclass(frozen=True)
class Stock:
    """All that texts can quote: the tables, what is worked out of them, and the site's links."""

    data: Data
    today: datetime.date
    links: Mapping[str, str] = field(default_factory=dict)
    """``[links]`` of site.toml."""
    worked_out: tuple[object, ...] = ()
    """What needs all pages to be known, like the register of figures: one of each type."""
    asked: set[Asked] = field(default_factory=set, compare=False)
    """Filled with what was asked for: each text has its own set."""

    def rows(self, table: Table[R]) -> Mapping[str, R]:
        """All rows of a table."""
        self.asked.add(("table", table.name))
        return self.data.rows(table)

    def row(self, table: Table[R], name: str) -> R:
        """One row. Raises `AuthorError` where there is none of this name."""
        self.asked.add(("row", table.name, name))
        rows = self.data.rows(table)
        if name not in rows:
            kind = table.row.__name__.lower()
            fix = f"Add it to data/{table.file}"
            raise AuthorError(f"there is no {kind} called '{name}'", fix)
        return rows[name]

    def link(self, name: str) -> str | None:
        """An address of the site's by its name; '' where it is not confirmed, None without one."""
        self.asked.add(("name", name))
        return self.links.get(name)

    def made(self, kind: type[T]) -> T:
        """What is worked out, by its type; an empty one where there is none."""
        self.asked.add(("made", kind.__name__))
        return next((each for each in self.worked_out if isinstance(each, kind)), None) or kind()
