"""A service people can turn to, as `helplines.yaml` holds it."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from safe_exit.schema import Check, Day, Https, Model, OneLine

Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Nation = Literal["England", "Wales", "Scotland", "Northern Ireland"]


def _phone(value: str) -> str:
    if not re.fullmatch(r"\d[\d ]*\d", value):
        raise ValueError("must be a phone number of digits and spaces")
    return value


def _clock(value: str) -> str:
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d|24:00", value):
        raise ValueError("must be a time of day like 09:30")
    return value


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("must name at least one day")
    return value


Phone = Annotated[OneLine, Check(_phone)]
Clock = Annotated[OneLine, Check(_clock)]


class Hours(Model):
    """Days on which a line is open, and from when to when, in UK time."""

    days: Annotated[tuple[Weekday, ...], Check(_some)]
    opens: Clock
    closes: Clock


class Helpline(Model):
    """One service people can turn to.

    A service whose hours differ between sources has none here: its website says.
    ``checked_on`` is the day the row was compared with its source; ``phoned_on`` the
    day somebody rang it. Neither is shown to readers.
    """

    name: OneLine
    who_for: OneLine
    group: OneLine
    nations: tuple[Nation, ...] = ()
    """Where it helps; empty where its source does not say."""
    number: Phone | None = None
    text_number: Phone | None = None
    email: OneLine | None = None
    webchat: bool = False
    website: Https | None = None
    always_open: bool = False
    hours: tuple[Hours, ...] = ()
    free: bool = False
    note: OneLine | None = None
    emergency: bool = False
    """For danger right now: the first stands at the foot of every page, and nobody rings
    one to test it."""
    checked_on: Day
    phoned_on: Day | None = None
    source: Https
