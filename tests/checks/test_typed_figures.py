"""A percentage in a page comes from the data, or the build says how to mend it."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Files, Lane, page
from tests.data.test_tables import FIGURE

Make = Callable[[Files], Lane]
DATA = {"data/figures.yaml": FIGURE.format(name="share", next="2027-01-01")}


def test_a_typed_figure_is_refused_with_its_name_in_the_data(lane: Make) -> None:
    """File, line, and what to write instead."""
    (problem,) = lane({**DATA, "a.md": page("One.\n\nOf them 81 % agreed.\n")}).problems()
    assert str(problem) == (
        "content/a.md:7: '81 %' is a figure typed by hand. Write [[figure: share]]."
    )


def test_a_typed_figure_that_nobody_knows_needs_a_source(lane: Make) -> None:
    """All of them at once, each on its own line."""
    problems = lane({"a.md": page("12%\n\n> [!note] Half\n> fifty per cent\n")}).problems()
    assert [problem.line for problem in problems] == [5, 8]
    assert "Add it to data/figures.yaml with its source" in problems[0].how_to_fix


def test_front_matter_holds_no_figure(lane: Make) -> None:
    """It could not show a source, and search results would show the number alone."""
    (problem,) = lane({**DATA, "a.md": page(summary="About 81% agree.")}).problems()
    assert (problem.line, problem.path) == (4, "content/a.md")
    assert "Say it without the number" in problem.how_to_fix


def test_code_may_show_a_percentage(lane: Make) -> None:
    """It is an example and no statement."""
    assert not lane({"a.md": page("`81%`\n\n```\n12 per cent\n```\n")}).problems()


def test_a_figure_taken_by_name_is_no_typed_one(lane: Make) -> None:
    """What the embed brings is sourced."""
    assert not lane({**DATA, "a.md": page("[[figure: share]] agreed.\n")}).problems()
