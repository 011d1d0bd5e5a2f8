"""Opening hours as data, and in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from safe_exit.base.problems import Fault
from safe_exit.base.records import Check, Day, Model, OneLine

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

Nation = Literal["England", "Wales", "Scotland", "Northern Ireland"]

DAY_NAMES = {
    "mon": "Monday",
    "tue": "Tuesday",
    "wed": "Wednesday",
    "thu": "Thursday",
    "fri": "Friday",
    "sat": "Saturday",
    "sun": "Sunday",
}

WEEK = tuple(DAY_NAMES)

MINUTES = 24 * 60


def _clock(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", value):
        raise ValueError("must be a time of day like 09:30")
    return value


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("must name at least one day")
    return value


Clock = Annotated[OneLine, Check(_clock)]


class Hours(Model):
    """Days on which a service opens, and from when to when, in UK time.

    Closing earlier than opening means the next day.
    """

    days: Annotated[tuple[Weekday, ...], Check(_some)]
    opens: Clock
    closes: Clock


class Opening(Model):
    """When a service can be reached: day and night, at certain hours, or not known."""

    nations: tuple[Nation, ...] = ()
    """Where it helps; empty where its source does not say."""
    always_open: bool = False
    hours: tuple[Hours, ...] = ()
    bank_holidays: Literal["open", "closed", "unknown"] = "unknown"
    """What becomes of the hours on a bank holiday of its nations."""
    closures: tuple[Day, ...] = ()
    """Further days on which nobody is there."""

    def odds(self) -> Iterator[Fault]:
        if self.always_open and self.hours:
            fix = "Keep one: a service that is open day and night has no hours"
            yield Fault("'hours' and 'always_open' say different things", fix, "hours")
        for key in ("bank_holidays", "closures"):
            if key in self.model_fields_set and not self.hours:
                yield Fault(f"'{key}' says nothing without 'hours'", "Add hours, or delete it", key)
        week = sorted(spans(self.hours))
        # The week is a circle: Sunday's last hours may run into Monday's first.
        following = [*week[1:], *((day + 7, begins, 0) for day, begins, _ in week[:1])]
        for (weekday, opens, closes), (after, begins, _) in zip(week, following, strict=True):
            if opens in (closes, MINUTES):
                fix = "For a whole day write 00:00 and 24:00"
                yield Fault("these hours close when they open", fix, "hours")
            elif (after - weekday) * MINUTES + begins < closes:
                what = f"two of the 'hours' overlap on {DAY_NAMES[WEEK[after % 7]]}"
                yield Fault(what, "Say each hour once", "hours")


def spans(rows: Iterable[Hours]) -> Iterator[tuple[int, int, int]]:
    """Each opening: its weekday (Monday is 0), and from and until which minute of that day.

    What closes on the next day closes after more minutes than a day has.
    """
    for row in rows:
        opens, closes = _minute(row.opens), _minute(row.closes)
        for day in row.days:
            yield WEEK.index(day), opens, closes + (MINUTES if closes < opens else 0)


def _minute(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def opening_times(rows: Iterable[Hours]) -> str:
    """Opening hours in words: 'Monday to Thursday, 10am to 8.30pm; Friday, 10am to 4pm'."""
    return "; ".join(
        f"{_days(row)}, {time_of_day(_minute(row.opens))} to {time_of_day(_minute(row.closes))}"
        for row in rows
    )


def week_in_words(rows: Iterable[Hours]) -> list[tuple[str, str]]:
    """The week as a table has it: each day, and its hours or ''."""
    openings = sorted(spans(rows))
    return [
        (
            name,
            ", ".join(
                f"{time_of_day(opens)} to {time_of_day(closes % MINUTES or MINUTES)}"
                for at, opens, closes in openings
                if at == weekday
            ),
        )
        for weekday, name in enumerate(DAY_NAMES.values())
    ]


def _days(row: Hours) -> str:
    names = [DAY_NAMES[day] for day in row.days]
    week = list(DAY_NAMES.values())
    first = week.index(names[0])
    if len(names) > 2 and names == week[first : first + len(names)]:
        return f"{names[0]} to {names[-1]}"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def time_of_day(minute: int) -> str:
    """A minute of the day as people say it: 10am, 8.30pm, noon, midnight."""
    hour, past = divmod(minute, 60)
    if past == 0 and hour in (0, 12, 24):
        return "noon" if hour == 12 else "midnight"
    return f"{(hour - 1) % 12 + 1}{f'.{past:02}' if past else ''}{'am' if hour < 12 else 'pm'}"
