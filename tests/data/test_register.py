"""The register of all figures, and the ways to it and from it."""

from __future__ import annotations

from collections.abc import Callable

from safe_exit.data.figures import Use
from safe_exit.data.register import make_register
from tests.conftest import Files, Lane, page
from tests.data.test_tables import FIGURE

Make = Callable[[Files], Lane]
ONE = FIGURE.format(name="one", next="2027-01-01")
TWO = FIGURE.format(name="two", next="2027-01-01").replace("81%", "2.5%") + "  topic: First\n"
CHART = "both:\n  title: Both\n  bars: [one, two]\n"
DATA = {"data/figures.yaml": ONE + TWO, "data/charts.yaml": CHART}


def test_every_figure_has_an_entry_with_all_that_is_needed_to_read_it(lane: Make) -> None:
    """Also one that no page uses; those without a topic come last."""
    site = lane({**DATA, "all.md": page("[[figures: all]]\n")})
    site.build()
    html = site.read("all/index.html")
    first, others = html.index('<h2 id="topic-1">First<'), html.index(">Other figures</h2>")
    assert first < html.index('id="figure-two"') < others < html.index('id="figure-one"')
    entry = html[html.index('id="figure-one"') :]
    for part in ("81%", "of those asked", "people asked", "https://p.example/", "April 2018"):
        assert part in entry
    for part in ("few were asked.", "1 January 2026", "next check by 1 January 2027"):
        assert part in entry
    assert "Used on" not in entry


def test_a_figure_leads_to_its_entry_and_the_entry_to_its_pages(lane: Make) -> None:
    """Large, in a sentence or drawn: wherever it stands."""
    site = lane(
        {
            **DATA,
            "all.md": page("[[figures: all]]\n"),
            "card.md": page("[[figure: one]]\n", title="A card"),
            "line.md": page("It was [[figure: one]].\n\n`[[figure: two]]`\n", title="A line"),
            "drawn.md": page("[[chart: both]]\n", title="A drawing"),
        }
    )
    site.build()
    for name in ("card", "line", "drawn"):
        assert 'href="/all/#figure-one"' in site.read(f"{name}/index.html")
    entries = site.read("all/index.html").partition('id="figure-one"')
    for title in ("A card", "A line", "A drawing"):
        assert title in entries[2]
    assert "A drawing" in entries[0]
    assert "A line" not in entries[0]


def test_without_a_register_nothing_leads_to_one(lane: Make) -> None:
    """A small site needs none."""
    site = lane({**DATA, "a.md": page("[[figure: one]]\n\nIt was [[figure: one]].\n")})
    site.build()
    assert "#figure-" not in site.read("a/index.html")


def test_of_two_registers_the_one_nearest_to_the_top_counts() -> None:
    """A translation lies in its language's folder."""
    pages = [(Use("/cy/a/b/", "B"), "[[figures: all]]"), (Use("/p/b/", "B"), "[[ figures: all ]]")]
    assert make_register(pages, {}).entry("x") == "/p/b/#figure-x"


def test_the_register_is_asked_for_as_a_whole(lane: Make) -> None:
    """There is no register of some figures."""
    (problem,) = lane({**DATA, "a.md": page("[[figures: some]]\n")}).problems()
    assert problem.line == 5
    assert "Write [[figures: all]]" in problem.how_to_fix
