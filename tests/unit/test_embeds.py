"""Rows of the data as HTML in a page's text."""

from __future__ import annotations

import datetime

import pytest

from safe_exit.builder import TEMPLATES
from safe_exit.data import Data
from safe_exit.embeds import Embeds, opening_times
from safe_exit.errors import AuthorError
from safe_exit.figures import Figure
from safe_exit.helplines import Helpline, Hours

DAY = datetime.date(2026, 1, 1)
FIGURE = Figure(
    value="<81%>",
    says="of those asked",
    counted="people asked",
    when="April 2018",
    publisher="P",
    source="https://p.example/",
    caveat="few were asked.",
    checked_on=DAY,
    next_check=DAY,
)
LINE = Helpline(
    name="A line",
    who_for="Anyone.",
    group="all",
    number="0808 2000 247",
    website="https://www.line.example/",
    checked_on=DAY,
    source="https://l.example/",
)
EMBEDS = Embeds(Data({"one": FIGURE}, {"line": LINE}), TEMPLATES)


def test_a_figure_alone_carries_all_that_is_needed_to_read_it() -> None:
    """Who was counted, when, who published it, its limit. And what editors type is text."""
    html = EMBEDS.render("figure", "one", alone=True)
    for part in ("&lt;81%&gt;", "people asked", "April 2018", "https://p.example/", "few were"):
        assert part in html


def test_a_figure_in_a_sentence_leads_to_its_source() -> None:
    """The same page ends with the list of sources."""
    assert 'href="#source-one"' in EMBEDS.render("figure", "one", alone=False)
    assert 'id="source-one"' in EMBEDS.sources(["one"])
    assert EMBEDS.sources([]) == ""


def test_a_phone_number_can_be_dialled() -> None:
    """Digits for the phone, spaces for the eye."""
    assert EMBEDS.render("phone", "line", alone=False) == (
        '<a class="tel" href="tel:08082000247">0808\xa02000\xa0247</a>'
    )


def test_a_service_without_hours_sends_the_reader_to_its_website() -> None:
    """Hours that sources disagree about are not printed."""
    html = EMBEDS.render("helplines", "all", alone=True)
    assert "For opening hours, see its website." in html
    assert ">line.example</a>" in html
    assert 'rel="noreferrer"' in html
    assert "l.example/" not in html.replace("line.example", "")


@pytest.mark.parametrize(
    ("kind", "name", "told"),
    [
        ("figure", "two", "there is no figure called 'two'"),
        ("phone", "two", "there is no helpline called 'two'"),
        ("text", "line", "the helpline 'line' has no number to text"),
        ("helplines", "none", "no helpline is in the group 'none'"),
        ("movie", "x", "'[[movie: …]]' is not known"),
    ],
)
def test_what_is_not_there_is_told(kind: str, name: str, told: str) -> None:
    """With the way to mend it."""
    with pytest.raises(AuthorError) as caught:
        EMBEDS.render(kind, name, alone=True)
    assert caught.value.what == told
    assert caught.value.how_to_fix


@pytest.mark.parametrize(
    ("days", "opens", "closes", "said"),
    [
        (("mon", "tue", "wed", "thu"), "10:00", "20:30", "Monday to Thursday, 10am to 8.30pm"),
        (("fri",), "09:05", "12:00", "Friday, 9.05am to noon"),
        (("sat", "sun"), "00:00", "24:00", "Saturday and Sunday, midnight to midnight"),
        (("mon", "wed", "fri"), "12:30", "13:00", "Monday, Wednesday and Friday, 12.30pm to 1pm"),
    ],
)
def test_hours_read_like_speech(days: tuple[str, ...], opens: str, closes: str, said: str) -> None:
    """And are data underneath."""
    row = Hours.model_validate({"days": days, "opens": opens, "closes": closes})
    assert opening_times([row]) == said
