"""A service people can turn to, as `helplines.yaml` holds it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal, get_args

from safe_exit.base.problems import AuthorError, Fault
from safe_exit.base.records import Check, Day, Https, OneLine
from safe_exit.data.hours import Nation, Opening, opening_times, time_of_day
from safe_exit.data.quoting import Data, Kind, Quoted, Stock, Table
from safe_exit.data.timetables import timetable

People = Literal[
    "women",
    "men",
    "lgbt",
    "young",
    "older",
    "honour",
    "concerned",
    "own-behaviour",
    "professionals",
]

Way = Literal["call", "text", "write", "sign"]

# Whom "anyone" stands for: grown-ups who seek help for themselves.
ANYONE: tuple[People, ...] = ("women", "men", "lgbt", "older")


def _phone(value: str) -> str:
    if not re.fullmatch(r"\d[\d ]*\d", value):
        raise ValueError("must be a phone number of digits and spaces")
    return value


Phone = Annotated[OneLine, Check(_phone)]


class Helpline(Opening):
    """One service people can turn to.

    A service whose hours differ between sources has none here: its website says.
    ``checked_on`` is the day the row was compared with its source; ``phoned_on`` the
    day somebody rang it. Neither is shown to readers.
    """

    name: OneLine
    who_for: OneLine
    helps: tuple[Literal["anyone"] | People, ...]
    """Under which choices of "Who it is for" it is found."""
    group: OneLine
    number: Phone | None = None
    text_number: Phone | None = None
    email: OneLine | None = None
    webchat: bool = False
    """There is one on its website."""
    website: Https | None = None
    sign: OneLine | None = None
    """British Sign Language: its address, or a sentence on how and when."""
    languages: OneLine | None = None
    """A sentence on languages and interpreters."""
    free: bool = False
    """To call."""
    on_bill: Literal["yes", "no", "unknown"] = "unknown"
    """Whether a call shows on the phone bill; nothing is said where it is not known."""
    note: OneLine | None = None
    emergency: bool = False
    """For danger right now: the first stands at the foot of every page, and nobody rings
    one to test it."""
    checked_on: Day
    phoned_on: Day | None = None
    source: Https

    @property
    def people(self) -> frozenset[People]:
        """Whom it helps, "anyone" spelt out."""
        named = {group for group in self.helps if group != "anyone"}
        return frozenset(named | set(ANYONE) if "anyone" in self.helps else named)

    @property
    def ways(self) -> frozenset[Way]:
        """How it can be reached."""
        there: dict[Way, object] = {
            "call": self.number,
            "text": self.text_number,
            "write": self.webchat or self.email,
            "sign": self.sign,
        }
        return frozenset(way for way, means in there.items() if means)

    def odds(self) -> Iterator[Fault]:
        yield from super().odds()
        if not self.helps:
            yield Fault("'helps' names nobody", "Write [anyone], or who it is for", "helps")
        if not self.ways and not self.website:
            fix = "Give it a number, text_number, email, sign or website"
            yield Fault("there is no way to reach this service", fix, "name")
        if self.webchat and not self.website:
            yield Fault("there is a web chat, but no website", "Add its website", "webchat")
        for key in ("free", "on_bill"):
            if key in self.model_fields_set and not self.number:
                yield Fault(f"'{key}' is about calls, and there is no number", "Delete it", key)
        if "anyone" in self.helps and (twice := set(self.helps) & set(ANYONE)):
            what = f"'anyone' holds {' and '.join(sorted(twice))} already"
            yield Fault(what, "Keep 'anyone', or name each group it is for", "helps")


@dataclass(frozen=True)
class Choices:
    """What a list of services can be narrowed to: only what some of them offer."""

    nations: tuple[Nation, ...]
    people: tuple[People, ...]
    ways: tuple[Way, ...]


def choices(lines: Iterable[Helpline]) -> Choices:
    """The choices that make a difference among these services, in a fixed order."""
    lines = tuple(lines)
    return Choices(
        tuple(one for one in get_args(Nation) if any(one in line.nations for line in lines)),
        tuple(one for one in get_args(People) if any(one in line.helps for line in lines)),
        tuple(one for one in get_args(Way) if any(one in line.ways for line in lines)),
    )


def emergency(data: Data) -> Helpline | None:
    """The line for danger right now."""
    rows = data.rows(HELPLINES).values()
    return next((row for row in rows if row.emergency and row.number), None)


def clocks(stock: Stock) -> dict[str, object]:
    """What templates say opening hours with."""
    return {
        "hours": opening_times,
        "clock": time_of_day,
        "timetable": partial(timetable, today=stock.today),
    }


def _number(kind: str, stock: Stock, name: str, _alone: bool) -> Quoted:
    line = stock.row(HELPLINES, name)
    number = line.number if kind == "phone" else line.text_number
    if number is None:
        what = f"the helpline '{name}' has no number to {kind}"
        raise AuthorError(what, f"Give it one in {HELPLINES.file}, or use another")
    return Quoted("helplines/number.html", {"kind": kind, "number": number})


def _one(stock: Stock, name: str, _alone: bool) -> Quoted:
    row = stock.row(HELPLINES, name)
    return Quoted("helplines/helplines.html", {"helplines": [row], **clocks(stock)})


def _group(stock: Stock, name: str, _alone: bool) -> Quoted:
    all_rows = stock.rows(HELPLINES).values()
    rows = [row for row in all_rows if row.group == name]
    if not rows:
        groups = sorted({row.group for row in all_rows})
        what = f"no helpline is in the group '{name}'"
        raise AuthorError(what, f"The groups are: {', '.join(groups) or 'none'}")
    return Quoted("helplines/helplines.html", {"helplines": rows, **clocks(stock)})


def _finder(stock: Stock, _name: str, _alone: bool) -> Quoted:
    rows = [row for row in stock.rows(HELPLINES).values() if not row.emergency]
    values = {"helplines": rows, "choices": choices(rows), **clocks(stock)}
    return Quoted("helplines/finder.html", values)


def _due(name: str, helpline: Helpline, _today: datetime.date) -> Fault | None:
    if helpline.phoned_on or helpline.emergency:
        return None
    fix = "Ring it, compare the row with what you hear, then set phoned_on"
    return Fault(f"nobody has rung '{name}' yet", fix)


HELPLINES: Table[Helpline] = Table(
    "helplines",
    Helpline,
    kinds={
        "phone": Kind(partial(_number, "phone")),
        "text": Kind(partial(_number, "text")),
        "helpline": Kind(_one),
        "helplines": Kind(_group),
        "finder": Kind(_finder, ("helplines",)),
    },
    classes=r"helplines?|helpline-\w+",
    due=_due,
)
