"""What is said about speed is what was measured."""

from __future__ import annotations

import pytest

from tests.bench.peers.report import BETWEEN, GUIDE, RESULTS, TEXT, Measured, kept, tables


def test_the_tables_are_those_that_were_measured() -> None:
    """Nobody improves a number by hand."""
    made = tables(kept())
    assert "| Full build |" in made
    assert (RESULTS / "speed.md").read_text(encoding="utf-8") == TEXT.format(tables=made)
    shown = BETWEEN.search(GUIDE.read_text(encoding="utf-8"))
    assert shown
    assert shown[0].strip() == f"{shown[1]}\n{made}\n\n{shown[2]}"


@pytest.mark.parametrize("measured", kept(), ids=lambda one: f"{one.pages} pages")
def test_every_program_was_measured_as_often(measured: Measured) -> None:
    """And none is left out of a kind of build."""
    counts = {len(runs) for kinds in measured.runs.values() for runs in kinds.values()}
    assert len(counts) == 1
    assert {tuple(kinds) for kinds in measured.runs.values()} == {("full", "edit", "nothing")}


def test_the_picture_shows_every_program_and_nothing_of_the_day_it_was_drawn() -> None:
    """Letters stay letters in it, so that they can be read and searched."""
    drawn = (RESULTS / "speed.svg").read_text(encoding="utf-8")
    for measured in kept():
        for name in measured.runs:
            assert f">{name}<" in drawn
    assert "dc:date" not in drawn
    assert "../tests/bench/results/speed.svg" in GUIDE.read_text(encoding="utf-8")
