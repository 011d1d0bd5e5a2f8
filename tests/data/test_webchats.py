"""A chat of somebody else's: what the page says of it, and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from safe_exit.data.hours import Hours, week_in_words
from tests.conftest import SITE_TOML, Files, Lane, page

Make = Callable[[Files], Lane]
ROW = """\
one:
  name: A chat
  who_for: Professionals.
  link: chat
  checked_on: 2026-05-01
  source: https://source.example/
"""
HOURS = """\
  hours: [{days: [mon, wed], opens: "09:30", closes: "17:00"}]
  bank_holidays: closed
  closures: [2026-12-24]
"""
KNOWN = SITE_TOML + '[links]\nchat = "https://chat.example/room"\n'


def files(row: str = ROW + HOURS, toml: str = KNOWN) -> dict[str, str | bytes]:
    """A site with one chat on one page."""
    return {"site.toml": toml, "data/webchats.yaml": row, "a.md": page("[[webchat: one]]\n")}


def test_a_plain_link_leads_to_it_and_tells_nobody_from_where(lane: Make) -> None:
    """Opened as a page of its provider's, never inside ours."""
    html = lane(files()).build().joinpath("a/index.html").read_text("utf-8")
    assert 'class="button" href="https://chat.example/room" rel="noreferrer"' in html
    assert html.count("chat.example") == 2  # the address, and its name for the reader
    assert "<iframe" not in html


def test_the_hours_are_there_without_script(lane: Make) -> None:
    """As a table of the week; whether it is open now is for the script to say."""
    html = lane(files()).build().joinpath("a/index.html").read_text("utf-8")
    assert '<th scope="row">Monday</th><td>9.30am to 5pm</td>' in html
    assert '<th scope="row">Tuesday</th><td>Closed</td>' in html
    assert "Closed on bank holidays." in html
    assert "24 December 2026" in html
    assert 'hidden data-hours="0 570 1020' in html


def test_without_an_address_nothing_leads_anywhere(lane: Make) -> None:
    """An address nobody has confirmed is not offered, nor are hours for it."""
    html = lane(files(toml=SITE_TOML + '[links]\nchat = ""\n')).build()
    text = html.joinpath("a/index.html").read_text("utf-8")
    assert "not been able to confirm where this chat is now" in text
    assert "9.30am" not in text


def test_without_hours_the_page_says_where_to_look(lane: Make) -> None:
    """It makes none up."""
    html = lane(files(ROW)).build().joinpath("a/index.html").read_text("utf-8")
    assert "For opening hours, see its website" in html
    assert "data-hours" not in html


@pytest.mark.parametrize(
    ("row", "toml", "told"),
    [
        (ROW + HOURS, SITE_TOML, "the webchat 'one' has no address called 'chat'"),
        (ROW + HOURS + "  always_open: true\n", KNOWN, "'hours' and 'always_open'"),
        (ROW.replace("one:", "two:"), KNOWN, "there is no webchat called 'one'"),
    ],
)
def test_mistakes_are_told(lane: Make, row: str, toml: str, told: str) -> None:
    """With what to mend."""
    assert told in lane(files(row, toml)).problems()[0].what


def test_a_day_with_two_openings_says_both() -> None:
    """In the order of the day; one that closes at midnight says so."""
    rows = [
        Hours(days=("sun",), opens="18:00", closes="24:00"),
        Hours(days=("sun",), opens="09:00", closes="12:00"),
    ]
    assert week_in_words(rows)[-1] == ("Sunday", "9am to noon, 6pm to midnight")
    assert week_in_words(rows)[0] == ("Monday", "")
