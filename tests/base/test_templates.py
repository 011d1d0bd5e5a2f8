"""One environment for all templates: whose turn it is, is told to it each time."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from safe_exit.base.languages import ENGLISH, Language
from safe_exit.base.templates import Templates

WELSH = Language("cy", "cy")
DAY = datetime.date(2026, 11, 4)


def templates(place: Path, **files: str) -> Templates:
    """Templates given as name=text."""
    for name, text in files.items():
        (place / f"{name}.html").write_text(text, encoding="utf-8")
    return Templates((place,), known={"site": "Lane"})


def test_a_language_is_told_with_each_page(tmp_path: Path) -> None:
    """So that no page can be left in the language of another."""
    made = templates(
        tmp_path, a="{{ site }} {{ on|day }} {{ '2020-01'|part_date }} {{ '2020'|part_date }}"
    )
    for _ in range(2):
        assert made.render("a.html", WELSH, {"on": DAY}) == "Lane 4 Tachwedd 2026 Ionawr 2020 2020"
        assert (
            made.render("a.html", ENGLISH, {"on": DAY}) == "Lane 4 November 2026 January 2020 2020"
        )


def test_words_of_the_site_say_which_language_they_are_in(tmp_path: Path) -> None:
    """On a page in another one, where no catalogue has them."""
    made = templates(tmp_path, a="{{ words|say }}")
    assert made.render("a.html", ENGLISH, {"words": "<b>"}) == "&lt;b&gt;"
    said = made.render("a.html", WELSH, {"words": "<b>"})
    assert said == '<span lang="en-GB" dir="ltr">&lt;b&gt;</span>'


def test_a_macro_that_speaks_needs_to_know_the_page(tmp_path: Path) -> None:
    """Without it there would be English in the middle of a page in Welsh."""
    made = templates(
        tmp_path,
        m="{% macro on(day) %}{{ day|day }}{% endmacro %}",
        a='{% from "m.html" import on %}{{ on(day) }}',
        b='{% from "m.html" import on with context %}{{ on(day) }}',
    )
    with pytest.raises(KeyError, match="language"):
        made.render("a.html", ENGLISH, {"day": DAY})
    assert made.render("b.html", WELSH, {"day": DAY}) == "4 Tachwedd 2026"


def test_a_value_that_is_not_there_is_a_bug(tmp_path: Path) -> None:
    """Never an empty place on a page."""
    with pytest.raises(UndefinedError):
        templates(tmp_path, a="{{ nothing }}").render("a.html", ENGLISH)
