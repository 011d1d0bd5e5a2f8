"""Opening hours as data, and in words."""

from __future__ import annotations

import pytest

from safe_exit.base.records import validate
from safe_exit.data.hours import Hours, Opening, opening_times, time_of_day


@pytest.mark.parametrize(
    ("days", "opens", "closes", "said"),
    [
        (("mon", "tue", "wed", "thu"), "10:00", "20:30", "Monday to Thursday, 10am to 8.30pm"),
        (("fri",), "09:05", "12:00", "Friday, 9.05am to noon"),
        (("sat", "sun"), "00:00", "24:00", "Saturday and Sunday, midnight to midnight"),
        (("mon", "wed", "fri"), "12:30", "13:00", "Monday, Wednesday and Friday, 12.30pm to 1pm"),
        (("sat",), "22:00", "00:30", "Saturday, 10pm to 12.30am"),
    ],
)
def test_hours_read_like_speech(days: tuple[str, ...], opens: str, closes: str, said: str) -> None:
    """And are data underneath."""
    row = Hours.model_validate({"days": days, "opens": opens, "closes": closes})
    assert opening_times([row]) == said


def test_midnight_is_a_word_at_both_ends_of_a_day() -> None:
    """Nobody has to know what 12am is."""
    assert (time_of_day(0), time_of_day(24 * 60)) == ("midnight", "midnight")


MORNING = {"days": ["mon"], "opens": "09:00", "closes": "12:00"}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"always_open": True, "hours": [MORNING]}, "'hours' and 'always_open' say different"),
        ({"bank_holidays": "closed"}, "'bank_holidays' says nothing without 'hours'"),
        ({"always_open": True, "closures": ["2026-12-24"]}, "'closures' says nothing without"),
        ({"hours": [MORNING | {"closes": "09:00"}]}, "these hours close when they open"),
        ({"hours": [MORNING | {"opens": "24:00"}]}, "these hours close when they open"),
        ({"hours": [MORNING, MORNING]}, "two of the 'hours' overlap on Monday"),
        (
            {"hours": [MORNING, {"days": ["sun"], "opens": "22:00", "closes": "10:00"}]},
            "two of the 'hours' overlap on Monday",
        ),
    ],
)
def test_hours_that_cannot_all_be_true_are_told(row: dict[str, object], told: str) -> None:
    """Each with its own line; see `test_schema`."""
    record, problems = validate(Opening, row, "x.yaml", {})
    assert record is None
    assert [problem.what.startswith(told) for problem in problems] == [True]


def test_hours_that_touch_do_not_overlap() -> None:
    """A night that ends when the day begins, around the end of the week as well."""
    rows = [
        {"days": ["mon"], "opens": "02:00", "closes": "09:00"},
        MORNING,
        {"days": ["sun"], "opens": "20:00", "closes": "02:00"},
    ]
    assert validate(Opening, {"hours": rows}, "x.yaml", {})[1] == []
