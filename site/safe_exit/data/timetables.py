"""Whether somebody is there at a moment: opening hours, bank holidays and UK clocks.

`static/helplines/hours.js` answers the same in a page; one table of examples,
`tests/hours.json`, is put to both.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache
from zoneinfo import ZoneInfo

from holidays import country_holidays

from safe_exit.data.hours import MINUTES, Nation, Opening, spans

CODES: dict[Nation, str] = {
    "England": "ENG",
    "Wales": "WLS",
    "Scotland": "SCT",
    "Northern Ireland": "NIR",
}

LONDON = ZoneInfo("Europe/London")

DAY = datetime.timedelta(days=1)

# For how long after it was built a page knows the bank holidays.
KNOWN = 400 * DAY


@dataclass(frozen=True)
class Timetable:
    """Opening hours with their exceptions, as far ahead as they are known."""

    spans: tuple[tuple[int, int, int], ...]
    closed: frozenset[datetime.date]
    unsure: frozenset[datetime.date]
    """Bank holidays on which the hours may differ. Only days that have hours are here."""
    first: datetime.date
    last: datetime.date

    def on(self, day: datetime.date) -> list[tuple[int, int]]:
        """The hours that begin on a day."""
        if day in self.closed:
            return []
        return [(opens, closes) for at, opens, closes in self.spans if at == day.weekday()]


@dataclass(frozen=True)
class State:
    """Whether somebody is there, and if not, when next: on which day, at which minute of it."""

    is_open: bool | None
    """None on a bank holiday, when the hours may differ."""
    opens: tuple[datetime.date, int] | None = None
    """None where it cannot be promised, or is a week away."""


def timetable(opening: Opening, today: datetime.date) -> Timetable:
    """Hours as a page that is built today carries them."""
    last = today + KNOWN
    week = tuple(sorted(spans(opening.hours)))
    weekdays = {weekday for weekday, _, _ in week}
    # From the day before: its hours may go on past midnight.
    days = [today + DAY * ahead for ahead in range(-1, KNOWN.days + 1)]
    days = [day for day in days if day.weekday() in weekdays]
    closed = frozenset(day for day in days if _is_closed(opening, day))
    odd = days if opening.bank_holidays != "open" else []
    unsure = frozenset(day for day in odd if _resting(opening, day)) - closed
    return Timetable(week, closed, unsure, today, last)


def state_at(hours: Timetable, when: datetime.datetime) -> State | None:
    """Whether somebody is there at a moment, in whatever time zone it is told.

    None where that is not known: before the timetable begins and after it ends, and past
    midnight while yesterday was a bank holiday.
    """
    here = when.astimezone(LONDON)
    # In October an hour comes twice. What closed in its first round stays closed in the second.
    minute = here.hour * 60 + (59 if here.fold else here.minute)
    today = here.date()
    if not hours.first <= today <= hours.last:
        return None
    began = [
        day
        for day, past in ((today, 0), (today - DAY, MINUTES))
        if any(opens <= minute + past < closes for opens, closes in hours.on(day))
    ]
    if any(day not in hours.unsure for day in began):
        return State(is_open=True)
    if today in hours.unsure:
        return State(is_open=None)
    if began:
        return None
    return State(False, _next(hours, today, minute))


def _next(hours: Timetable, today: datetime.date, minute: int) -> tuple[datetime.date, int] | None:
    for ahead in range(7):
        day = today + DAY * ahead
        for opens, _ in hours.on(day):
            if ahead or opens > minute:
                sure = day <= hours.last and day not in hours.unsure
                return (day, opens) if sure else None
    return None


def _is_closed(opening: Opening, day: datetime.date) -> bool:
    """Closed for certain. A bank holiday of some of its nations alone leaves it open which."""
    nations = opening.nations or tuple(CODES)
    everywhere = len(_resting(opening, day)) == len(nations)
    return day in opening.closures or (opening.bank_holidays == "closed" and everywhere)


def _resting(opening: Opening, day: datetime.date) -> list[Nation]:
    """Those of its nations that have a bank holiday; all four where its nations are not known."""
    nations = opening.nations or tuple(CODES)
    return [nation for nation in nations if day in _bank_holidays(nation, day.year)]


@cache
def _bank_holidays(nation: Nation, year: int) -> frozenset[datetime.date]:
    return frozenset(country_holidays("GB", subdiv=CODES[nation], years=year))
