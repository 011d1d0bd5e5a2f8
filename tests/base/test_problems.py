"""Problems say where, what and how; errors hold all of them."""

import pytest

from safe_exit.base.problems import ContentError, Problem


def test_a_problem_reads_as_one_line() -> None:
    """File, line, what is wrong, how to mend it: full sentences."""
    problem = Problem("content/a.md", 12, "there is no title", "Add one")
    assert str(problem) == "content/a.md:12: there is no title. Add one."


def test_no_line_means_no_number() -> None:
    """A whole file can be to blame."""
    assert str(Problem("public", 0, "no room", "Free some!")) == "public: no room. Free some!"


def test_a_hint_is_marked() -> None:
    """Editors can tell what stops the build from what does not."""
    assert "note: " in str(Problem("a.md", 1, "old", "Look", hint=True))


def test_an_error_sorts_its_problems_and_tells_each_once() -> None:
    """Reading down the list is reading down the files."""
    second, first = Problem("b.md", 1, "x", "y"), Problem("a.md", 9, "x", "y")
    assert ContentError([second, first, second]).problems == (first, second)


def test_an_error_without_problems_is_a_bug() -> None:
    """Nobody can mend nothing."""
    with pytest.raises(ValueError, match="at least one"):
        ContentError([])
