"""The register of all figures: the page it stands on, and the pages each figure is used on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from safe_exit.content.dialect import QUOTATION
from safe_exit.data.charts import Chart
from safe_exit.data.figures import Register, Use


def make_register(pages: Iterable[tuple[Use, str]], charts: Mapping[str, Chart]) -> Register:
    """Look for what every page takes from the data; each is given with its text.

    Of several pages that show all figures, the one nearest to the top is the register:
    a translation lies a folder deeper.
    """
    registers: list[str] = []
    uses: dict[str, dict[Use, None]] = {}
    for page, body in pages:
        for kind, name in QUOTATION.findall(body):
            if (kind, name) == ("figures", "all"):
                registers.append(page.address)
            charted = charts[name].bars if kind == "chart" and name in charts else ()
            for figure in (name,) if kind == "figure" else charted:
                uses.setdefault(figure, {})[page] = None
    registers.sort(key=lambda address: (address.count("/"), address))
    return Register((*registers, "")[0], {name: tuple(used) for name, used in uses.items()})
