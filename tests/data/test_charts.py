"""Pictures of figures: what is drawn is what is sourced, and is said in words beside it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from safe_exit.data.charts import Chart, line_of, span
from tests.conftest import Files, Lane, page
from tests.data.test_tables import FIGURE

Make = Callable[[Files], Lane]
FIGURES = (
    FIGURE.format(name="most", next="2027-01-01")
    + FIGURE.format(name="few", next="2027-01-01").replace("81%", "2.5%")
    + FIGURE.format(name="many", next="2027-01-01").replace("81%", "4,644")
)
SOURCES = "  sources:\n    - {name: S, address: https://s.example/}\n"
BARS = "pair:\n  title: Both\n  bars:\n    - most\n    - few\n"
DATES = (
    "since:\n  title: Since then\n  dates:\n"
    '    - {when: "2015", what: It begins.}\n'
    "    - {when: April 2016 to 2019, what: It runs.}\n"
    "    - {when: January 2020, what: It is told.}\n"
) + SOURCES
MONTHS = (
    "case:\n  title: One case\n  months:\n"
    "    - {when: Before, what: Records., begins: -6, ends: 0}\n"
    "    - {when: In it, what: Work., begins: 0, ends: 10, or_ends: 12}\n"
) + SOURCES
ROLES = """who:
  title: Who does what
  roles:
    workers:
      - {who: Idva, does: supports, beside: One person}
      - {who: Manager, does: challenges, beside: The other}
    meeting: {who: Marac, does: meets}
    agencies:
      - {who: Police, does: respond}
"""
ALL = BARS + DATES + MONTHS + ROLES + SOURCES
ON_ONE_PAGE = page("[[chart: pair]]\n\n[[chart: since]]\n\n[[chart: case]]\n\n[[chart: who]]\n")


def make(lane: Make, charts: str, **pages: str) -> Lane:
    """A site with these charts."""
    files = {f"{name}.md": text for name, text in pages.items()}
    return lane({"data/figures.yaml": FIGURES, "data/charts.yaml": charts, **files})


def test_bars_are_as_long_as_their_figures_and_say_them(lane: Make) -> None:
    """Against one full length, with the number, what it is of, and its limit in words."""
    site = make(lane, BARS, a=page("[[chart: pair]]\n"))
    site.build()
    html = site.read("a/index.html")
    assert re.findall(r'<rect width="([\d.]+%)"', html) == ["100%", "81%", "100%", "2.5%"]
    words = re.sub(r"<svg.*?</svg>", "", html)
    for part in ("81%", "2.5%", "of those asked", "people asked", "few were asked."):
        assert part in words
    assert 'role="img" aria-label="A bar of 2.5%"' in html


def test_every_kind_of_picture_is_drawn_and_said(lane: Make) -> None:
    """Its ids are its own, and there is a name for each picture that words do not stand beside."""
    site = make(lane, ALL, a=ON_ONE_PAGE)
    site.build()
    html = site.read("a/index.html")
    charts = re.findall(r"<figure class=\"chart\".*?</figure>", html, re.DOTALL)
    assert len(charts) == 4
    for chart in charts:
        (name,) = re.findall('aria-labelledby="(.*?)"', chart)
        assert all(made.startswith(name) for made in re.findall(' id="(.*?)"', chart))
        assert '<svg role="img"' in chart or 'class="chart-axis" role="img"' in chart
        assert "example/" in chart
    words = re.sub(r"<svg.*?</svg>", "", html)
    for part in ("April 2016 to 2019", "It runs.", "Before", "Work.", "One person", "challenges"):
        assert part in words


def test_two_builds_draw_the_same(lane: Make) -> None:
    """Byte for byte."""
    site = make(lane, ALL, a=ON_ONE_PAGE)
    site.build()
    before = site.digests()
    site.build()
    assert site.digests() == before


def test_dates_stand_in_proportion_and_a_year_alone_is_never_sure() -> None:
    """2015 to the end of 2020 is the line: a month of it is 100/72 long."""
    rows = [{"when": when, "what": "x"} for when in ("2015", "April 2016 to 2019", "January 2020")]
    line = line_of(Chart.model_validate({"title": "T", "dates": rows}))
    year, pilot, told = line.strips
    assert (year.begins, year.wide, year.sure_wide) == (0, 16.67, 0)
    assert (pilot.begins, pilot.wide) == (20.83, 62.5)
    assert (pilot.sure_begins, pilot.sure_wide) == (20.83, 45.83)
    assert told.point == 84.02
    assert line.ends == ("2015", "2020")
    assert line.words == ((0, "2015"), (83.33, "2020"))


def test_months_are_counted_from_the_start() -> None:
    """What may last longer is told from what lasts at least so long."""
    rows = [{"when": "x", "what": "x", "begins": -6, "ends": 0}]
    rows += [{"when": "x", "what": "x", "begins": 0, "ends": 9, "or_ends": 12}]
    line = line_of(Chart.model_validate({"title": "T", "months": rows}))
    before, work = line.strips
    assert (before.begins, before.wide) == (0, 33.33)
    assert (work.begins, work.wide, work.sure_wide) == (33.33, 66.67, 50)
    assert [word for _, word in line.words] == ["\N{MINUS SIGN}6", "0", "6", "12"]


@pytest.mark.parametrize("when", ["April", "4/2016", "2019 to 2016", "Spring 2020", "2016-2019"])
def test_what_is_no_date_has_no_place(when: str) -> None:
    """It is told to the author by the reader of the file."""
    with pytest.raises(ValueError, match=r"must be like|ends before"):
        span(when)


@pytest.mark.parametrize(
    ("charts", "line", "told"),
    [
        (BARS.replace("- few", "- fw"), 5, "there is no figure called 'fw'"),
        (BARS.replace("- few", "- many"), 5, "the figure 'many' is '4,644', which is no length"),
        (BARS.replace("- few", "- most"), 5, "the figure 'most' is drawn twice"),
        (BARS.replace("Both", "Only 12%"), 2, "'title' holds '12%', typed by hand"),
        (BARS + BARS, 6, "'pair' is written twice"),
        ("pair:\n  title: Both\n", 1, "the chart 'pair' has nothing to draw"),
        (BARS + DATES[DATES.index("  dates") :], 1, "the chart 'pair' has bars and dates to draw"),
        (DATES.replace(SOURCES, ""), 1, "the chart 'since' has no sources"),
        (DATES.replace("January", "Januar"), 6, "'when' must be like 2016, April 2016"),
        (MONTHS.replace("begins: 0", "begins: 11"), 5, "'In it' ends before it begins"),
        (ROLES.replace("does: respond", "") + SOURCES, 9, "'does' is missing"),
    ],
)
def test_what_cannot_be_drawn_is_told_with_its_line(
    lane: Make, charts: str, line: int, told: str
) -> None:
    """And nothing else is said about a page that shows it."""
    name = charts.partition(":")[0]
    (problem,) = make(lane, charts, a=page(f"[[chart: {name}]]\n")).problems()
    assert (problem.path, problem.line) == ("content/data/charts.yaml", line)
    assert told in problem.what


def test_a_mistake_in_a_figure_is_not_told_twice(lane: Make) -> None:
    """The chart that waits for it is left out until it is mended."""
    figures = FIGURES.replace("source: https://p.example/", "source: none", 1)
    files = {"data/figures.yaml": figures, "data/charts.yaml": BARS}
    (problem,) = lane({**files, "a.md": page("[[chart: pair]]\n")}).problems()
    assert problem.path == "content/data/figures.yaml"


@pytest.mark.parametrize(
    ("body", "line", "told"),
    [
        ("[[chart: nobody]]\n", 5, "there is no chart called 'nobody'"),
        ("[[chart: pair]]\n\n[[chart: pair]]\n", 7, "[[chart: pair]] is on the page twice"),
        ("See [[chart: pair]] here.\n", 5, "[[chart: pair]] stands inside a sentence"),
    ],
)
def test_a_chart_is_on_a_page_once_and_by_itself(
    lane: Make, body: str, line: int, told: str
) -> None:
    """Its ids have to be the only ones of their name."""
    problems = make(lane, BARS, a=page(body)).problems()
    assert (problems[0].line, problems[0].what) == (line, told)
