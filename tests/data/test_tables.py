"""Figures and helplines: rows written once."""

from __future__ import annotations

from pathlib import Path

from safe_exit.checks.reviews import check_due
from safe_exit.content.folder import read_folder
from safe_exit.data.figures import FIGURES
from safe_exit.data.helplines import HELPLINES, emergency
from safe_exit.data.quoting import Data
from safe_exit.data.tables import TABLES, load_data
from tests.conftest import TODAY

FIGURE = """{name}:
  value: "81%"
  says: of those asked
  counted: people asked
  when: April 2018
  publisher: P
  source: https://p.example/
  caveat: few were asked.
  checked_on: 2026-01-01
  next_check: {next}
"""
RESOURCE = """{name}:
  title: A report
  what: What it is.
  topics: [Drive]
  kind: Report
  publisher: P
  added_on: 2026-01-01
  checked_on: 2026-01-01
  review_by: {next}
"""
HELPLINE = """{name}:
  name: A line
  who_for: Anyone.
  helps: [anyone]
  group: all
  number: 0808 000 0000
  checked_on: 2026-01-01
  source: https://l.example/
"""


def read(tmp_path: Path, **files: str) -> tuple[Data, list[str]]:
    """Load data files given as name=text."""
    (tmp_path / "data").mkdir()
    for name, text in files.items():
        (tmp_path / "data" / f"{name}.yaml").write_text(text, encoding="utf-8")
    data, problems = load_data(read_folder(tmp_path, "content"))
    return data, [str(problem) for problem in problems]


def test_no_data_is_no_problem(tmp_path: Path) -> None:
    """A small site needs neither figures nor helplines."""
    assert load_data(read_folder(tmp_path, "content")) == (
        Data({table.name: {} for table in TABLES}, {table.name: {} for table in TABLES}),
        [],
    )


def test_rows_are_found_by_name_and_line(tmp_path: Path) -> None:
    """Later checks can point at a row."""
    text = FIGURE.format(name="one", next="2027-01-01") + FIGURE.format(
        name="two", next="2027-01-01"
    )
    data, problems = read(tmp_path, figures=text)
    assert not problems
    assert list(data.rows(FIGURES)) == ["one", "two"]
    assert data.line(FIGURES, "two") == 11


def test_a_figure_without_source_is_refused(tmp_path: Path) -> None:
    """A number never stands alone."""
    text = FIGURE.format(name="one", next="2027-01-01").replace(
        "  source: https://p.example/\n", ""
    )
    data, problems = read(tmp_path, figures=text)
    assert not data.rows(FIGURES)
    assert problems == ["content/data/figures.yaml:1: 'source' is missing. Add a line 'source: …'."]


def test_mistakes_inside_a_row_have_their_own_line(tmp_path: Path) -> None:
    """Not the line of the row."""
    text = HELPLINE.format(name="a").replace("0808 000 0000", "call us")
    text += "  hours:\n    - { days: [mon], opens: noon, closes: '17:00' }\n"
    _, problems = read(tmp_path, helplines=text)
    assert problems[1].startswith("content/data/helplines.yaml:6: 'number' must be a phone number")
    assert problems[0].startswith("content/data/helplines.yaml:10: 'opens' must be a time of day")


def test_keys_that_contradict_each_other_have_their_own_line(tmp_path: Path) -> None:
    """And a row with such a mistake is not used."""
    text = HELPLINE.format(name="a") + "  webchat: true\n  always_open: true\n"
    text += "  hours:\n    - { days: [mon], opens: '09:00', closes: '17:00' }\n"
    data, problems = read(tmp_path, helplines=text)
    assert not data.rows(HELPLINES)
    assert [problem.partition(". ")[0] for problem in problems] == [
        "content/data/helplines.yaml:11: 'hours' and 'always_open' say different things",
        "content/data/helplines.yaml:9: there is a web chat, but no website",
    ]


def test_a_data_file_nobody_reads_is_told(tmp_path: Path) -> None:
    """A misspelt file name would otherwise lose all its rows in silence."""
    _, problems = read(tmp_path, figure="x: 1")
    assert "figure.yaml: nothing reads this file" in problems[0]


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    """Broken at the top level."""
    _, problems = read(tmp_path, figures="- a\n- b\n")
    assert "not a list of named rows" in problems[0]


def test_editors_are_reminded(tmp_path: Path) -> None:
    """Of figures and resources to check again, and helplines nobody has rung; never to ring 999."""
    lines = HELPLINE.format(name="a") + HELPLINE.format(name="b") + "  emergency: true\n"
    figures = FIGURE.format(name="old", next="2026-05-31") + FIGURE.format(
        name="new", next="2027-01-01"
    )
    resources = RESOURCE.format(name="stale", next="2026-05-31") + RESOURCE.format(
        name="fresh", next="2026-06-01"
    )
    data, _ = read(tmp_path, figures=figures, helplines=lines, resources=resources)
    hints = list(check_due(data, "content", TODAY))
    assert all(hint.hint for hint in hints)
    assert [hint.what for hint in hints] == [
        "the figure 'old' was to be checked again by 2026-05-31",
        "nobody has rung 'a' yet",
        "the resource 'stale' was to be reviewed by 2026-05-31",
    ]


def test_the_first_emergency_line_is_the_one_for_every_page(tmp_path: Path) -> None:
    """Shown at the foot of each page."""
    text = HELPLINE.format(name="a") + HELPLINE.format(name="b") + "  emergency: true\n"
    data, _ = read(tmp_path, helplines=text)
    assert emergency(data) is data.rows(HELPLINES)["b"]
