"""A sourced number, as `figures.yaml` holds it, and numbers that have no source."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from safe_exit.base.problems import Fault
from safe_exit.base.records import Day, Https, Model, OneLine
from safe_exit.data.quoting import Kind, Notes, Quoted, Stock, Table


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
    topic: OneLine | None = None
    """The group it stands in, in the register of all figures."""

    @property
    def share(self) -> Decimal | None:
        """81 of '81%', which can be drawn; None of 'under 1%', '4,644' and 'six years'."""
        match = re.fullmatch(r"(\d+(?:\.\d+)?)\s?%", self.value)
        share = Decimal(match[1]) if match else None
        return share if share is not None and share <= 100 else None


_DIGITS = r"\d[\d.,]*"

_WORDS = r"\w*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty|hundred)"

# %20 and the like belong to addresses.
_SIGN = r"(?:\s|&nbsp;)?[%\uff05\u066a](?![0-9a-f]{2})"

_PERCENTAGE = re.compile(
    rf"\b{_DIGITS}{_SIGN}|\b(?:{_DIGITS}|{_WORDS})[\s-]*(?:&nbsp;)?per[\s-]?cent(?:age points?)?\b",
    re.IGNORECASE,
)


# What any of them holds. It is looked for first, which takes a hundredth of the time.
_PER_CENT = re.compile(r"[%\uff05\u066a]|per[\s-]?cent", re.IGNORECASE)


def percentages(text: str) -> Iterator[tuple[int, str]]:
    """Each percentage that is typed in a text, in digits or in words, with its place in it."""
    if not _PER_CENT.search(text):
        return
    for match in _PERCENTAGE.finditer(text):
        yield match.start(), " ".join(match[0].split())


class Use(NamedTuple):
    """A page that shows a figure."""

    address: str
    title: str


@dataclass(frozen=True)
class Register:
    """Where all figures are listed, '' where no page does so, and which pages use a figure."""

    address: str = ""
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)

    def entry(self, name: str) -> str:
        """The address of a figure's entry, '' where there is no register."""
        return f"{self.address}#figure-{name}" if self.address else ""


def by_topic(figures: Mapping[str, Figure]) -> dict[str, dict[str, Figure]]:
    """All figures, grouped by topic in the order of the file; those without one, under '', last."""
    topics: dict[str, dict[str, Figure]] = {}
    for name, figure in sorted(figures.items(), key=lambda row: row[1].topic is None):
        topics.setdefault(figure.topic or "", {})[name] = figure
    return topics


def _one(stock: Stock, name: str, alone: bool) -> Quoted:
    figure, entry = stock.row(FIGURES, name), stock.made(Register).entry
    template = "figures/figure.html" if alone else "figures/inline.html"
    return Quoted(template, {"name": name, "figure": figure, "entry": entry})


def _all(stock: Stock, _name: str, _alone: bool) -> Quoted:
    topics, uses = by_topic(stock.rows(FIGURES)), stock.made(Register).uses
    return Quoted("figures/register.html", {"topics": topics, "uses": uses})


def _sources(stock: Stock, names: Iterable[str], gettext: Callable[[str], str]) -> Notes:
    figures = {name: stock.row(FIGURES, name) for name in names}
    values = {"figures": figures, "entry": stock.made(Register).entry}
    heading = gettext("Where the numbers come from")
    return Notes("sources", heading, Quoted("figures/sources.html", values))


def _due(name: str, figure: Figure, today: datetime.date) -> Fault | None:
    if figure.next_check > today:
        return None
    what = f"the figure '{name}' was to be checked again by {figure.next_check}"
    return Fault(what, "Look at its source, then set checked_on and next_check")


FIGURES: Table[Figure] = Table(
    "figures",
    Figure,
    kinds={"figure": Kind(_one, notes=_sources), "figures": Kind(_all, ("all",), apart=True)},
    classes=r"figure|figure-(value|says|source|caveat|link)|register|register-\w+|sources",
    due=_due,
)
