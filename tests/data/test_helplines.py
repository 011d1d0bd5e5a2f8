"""A service people can turn to."""

from __future__ import annotations

import pytest

from safe_exit.base.records import validate
from safe_exit.data.helplines import Helpline, choices

ROW: dict[str, object] = {
    "name": "A line",
    "who_for": "Anyone.",
    "helps": ["anyone"],
    "group": "all",
    "number": "0808 000 0000",
    "checked_on": "2026-01-01",
    "source": "https://l.example/",
}


def line(**keys: object) -> Helpline:
    """A service that differs from the plain one in some keys."""
    return Helpline.model_validate(ROW | keys)


def test_ways_are_worked_out_from_what_is_there() -> None:
    """Nobody has to say twice that a service with a number can be called."""
    assert line().ways == {"call"}
    assert line(text_number="07860 077333", email="a@b.example").ways == {"call", "text", "write"}
    assert line(number=None, webchat=True, website="https://w.example/").ways == {"write"}
    assert line(sign="With an interpreter").ways == {"call", "sign"}


def test_anyone_is_not_everyone() -> None:
    """Who asks as a child, for another, about themselves or at work finds what says so."""
    assert line().people == {"women", "men", "lgbt", "older"}
    assert line(helps=["anyone", "professionals"]).people == line().people | {"professionals"}
    assert line(helps=["honour"]).people == {"honour"}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"helps": []}, "'helps' names nobody"),
        ({"helps": ["anyone", "men"]}, "'anyone' holds men already"),
        ({"number": None}, "there is no way to reach this service"),
        ({"webchat": True}, "there is a web chat, but no website"),
        ({"number": None, "email": "a@b.example", "free": True}, "'free' is about calls"),
        ({"number": None, "email": "a@b.example", "on_bill": "no"}, "'on_bill' is about calls"),
        ({"bank_holidays": "open"}, "'bank_holidays' says nothing without 'hours'"),
    ],
)
def test_rows_that_contradict_themselves_are_told(keys: dict[str, object], told: str) -> None:
    """Before a visitor meets them."""
    record, problems = validate(Helpline, ROW | keys, "x.yaml", {})
    assert record is None
    assert [problem.what.startswith(told) for problem in problems] == [True]
    assert problems[0].how_to_fix


def test_choices_are_those_that_make_a_difference() -> None:
    """In the order in which they are listed, whatever the order of the services."""
    found = choices([line(nations=["Wales"]), line(nations=["England"], helps=["men"])])
    assert found.nations == ("England", "Wales")
    assert found.people == ("men",)
    assert found.ways == ("call",)
