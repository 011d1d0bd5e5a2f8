"""The register of all figures: the page it stands on, and the pages each figure is used on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from safe_exit.data.charts import Chart
from safe_exit.data.figures import Figure

OTHERS = "Other figures"

_EMBED = re.compile(r"\[\[\s*(figures?|chart)\s*:\s*([^\]|]+?)\s*\]\]")


class Use(NamedTuple):
    """A page that shows a figure."""

    address: str
    title: str


@dataclass(frozen=True)
class Register:
    """Where the register is, '' where no page shows it, and which pages use a figure."""

    address: str = ""
    uses: Mapping[str, tuple[Use, ...]] = field(default_factory=dict)

    def entry(self, name: str) -> str:
        """The address of a figure's entry, '' where there is no register."""
        return f"{self.address}#figure-{name}" if self.address else ""


def make_register(pages: Iterable[tuple[Use, str]], charts: Mapping[str, Chart]) -> Register:
    """Look for what every page takes from the data; each is given with its text.

    Of several pages that show all figures, the one nearest to the top is the register:
    a translation lies a folder deeper.
    """
    registers: list[str] = []
    uses: dict[str, dict[Use, None]] = {}
    for page, body in pages:
        for kind, name in _EMBED.findall(body):
            if (kind, name) == ("figures", "all"):
                registers.append(page.address)
            charted = charts[name].bars if kind == "chart" and name in charts else ()
            for figure in (name,) if kind == "figure" else charted:
                uses.setdefault(figure, {})[page] = None
    registers.sort(key=lambda address: (address.count("/"), address))
    return Register((*registers, "")[0], {name: tuple(used) for name, used in uses.items()})


def by_topic(figures: Mapping[str, Figure]) -> dict[str, dict[str, Figure]]:
    """All figures, grouped by topic in the order of the file; those without one come last."""
    topics: dict[str, dict[str, Figure]] = {}
    for name, figure in sorted(figures.items(), key=lambda row: row[1].topic is None):
        topics.setdefault(figure.topic or OTHERS, {})[name] = figure
    return topics
