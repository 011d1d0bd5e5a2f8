"""Whether somebody is there: the table of examples that the page's script is put to as well."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from safe_exit.data.hours import DAY_NAMES, Opening, time_of_day
from safe_exit.data.timetables import LONDON, State, state_at, timetable

BUILT = datetime.date(2026, 11, 23)
EXAMPLES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "hours.json").read_text())


def sentence(opening: Opening, state: State | None, when: datetime.datetime) -> str:
    """A state in the words of ``templates/helplines/helpline.html``."""
    if state is None:
        return ""
    if state.is_open is None:
        where = "" if len(opening.nations) == 1 else " in the UK or a part of it"
        return f"Today is a bank holiday{where}: hours may differ"
    if state.is_open or state.opens is None:
        return "Open now" if state.is_open else "Closed now"
    day, minute = state.opens
    name = list(DAY_NAMES.values())[day.weekday()]
    today = when.astimezone(LONDON).date()
    return f"Closed now. Opens {'today' if day == today else f'on {name}'} at {time_of_day(minute)}"


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["about"] for example in EXAMPLES])
def test_it_is_right_to_the_minute(example: dict[str, Any]) -> None:
    """Across midnight, on bank holidays of each nation, at both changes of the clock."""
    opening = Opening.model_validate(example["row"])
    hours = timetable(opening, BUILT)
    for moment, said in example["says"].items():
        when = datetime.datetime.fromisoformat(moment)
        assert sentence(opening, state_at(hours, when), when) == said, moment


def test_the_time_zone_of_the_question_does_not_matter() -> None:
    """Ten o'clock in London is the same moment in Auckland."""
    row = {"hours": [{"days": ["mon"], "opens": "10:00", "closes": "11:00"}]}
    hours = timetable(Opening.model_validate(row), BUILT)
    there = datetime.timezone(datetime.timedelta(hours=13))
    assert state_at(hours, datetime.datetime(2026, 11, 23, 23, 0, tzinfo=there)) == State(True)
    assert state_at(hours, datetime.datetime(2026, 11, 24, 0, 0, tzinfo=there)) == State(False)


def test_bank_holidays_are_those_of_the_nations() -> None:
    """As gov.uk has announced them, with the days that stand in for a weekend."""

    def unsure(*nations: str) -> set[str]:
        days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        rows = [{"days": days, "opens": "10:00", "closes": "16:00"}]
        row = Opening.model_validate({"nations": nations, "hours": rows})
        found = timetable(row, datetime.date(2026, 1, 1)).unsure
        return {day.isoformat() for day in found if day.year == 2026}

    everywhere = {"01-01", "04-03", "05-04", "05-25", "12-25", "12-26", "12-28"}
    own = {
        "England": {"04-06", "08-31"},
        "Wales": {"04-06", "08-31"},
        "Scotland": {"01-02", "06-15", "08-03", "11-30"},
        "Northern Ireland": {"03-17", "04-06", "07-12", "07-13", "08-31"},
    }
    for nation, days in own.items():
        assert unsure(nation) == {f"2026-{day}" for day in everywhere | days}
    assert unsure() == unsure(*own) == set.union(*(unsure(nation) for nation in own))
