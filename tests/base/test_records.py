"""YAML and validation: plain values, real line numbers, plain English."""

from __future__ import annotations

import datetime
from typing import Literal

import pytest

from safe_exit.base.plain_yaml import read_yaml
from safe_exit.base.records import Day, Https, MaybeLink, Model, OneLine, validate


class Row(Model):
    name: OneLine
    when: Day | None = None
    link: Https | None = None
    maybe: MaybeLink = ""
    count: int | None = None
    on: bool = False
    kind: Literal["big", "small"] = "big"


def problems(text: str) -> list[str]:
    """What is wrong with a row written in YAML, as 'line: what. how.'"""
    value, lines, found = read_yaml(text, "f.yaml")
    if not found:
        _, found = validate(Row, value, "f.yaml", lines)
    return [str(problem).removeprefix("f.yaml:") for problem in found]


def test_a_good_row_becomes_a_frozen_record() -> None:
    """Typed values come back, and cannot be changed."""
    value, lines, found = read_yaml("name: A\nwhen: 2026-05-31\non: true\ncount: 3", "f.yaml")
    row, more = validate(Row, value, "f.yaml", lines)
    assert not found
    assert not more
    assert row is not None
    assert (row.when, row.on, row.count) == (datetime.date(2026, 5, 31), True, 3)
    with pytest.raises(ValueError, match="frozen"):
        row.name = "B"


def test_yaml_keeps_text_as_it_is_typed() -> None:
    """10:30 is no number in base 60, 0808 keeps its zero, and no is not False."""
    value, _, _ = read_yaml("a: 10:30\nb: 0808\nc: no\nd: 2026-05-31\ne: 1_000", "f.yaml")
    assert value == {"a": "10:30", "b": "0808", "c": "no", "d": "2026-05-31", "e": "1_000"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when: 2026-05-31", "1: 'name' is missing. Add a line 'name: …'."),
        ("name: A\nnaem: B", "2: 'naem' is not a key that is known here. Did you mean 'name'?"),
        ("name: A\nzzz: B", "2: 'zzz' is not a key that is known here. Remove it"),
        ("name: 12", "1: 'name' must be text. Put it between double quotes."),
        ("name: ''", "1: 'name' is empty"),
        ("name: |\n  a\n  b", "1: 'name' must fit on one line"),
        ("name: A\nwhen: 31 May 2026", "2: 'when' is not a date; write it like 2026-05-31"),
        ("name: A\nwhen: 2026-02-30", "2: 'when' is not a date"),
        ("name: A\nwhen: 20260531", "2: 'when' is not a date"),
        ("name: A\ncount: many", "2: 'count' must be a whole number"),
        ("name: A\non: perhaps", "2: 'on' must be true or false"),
        ("name: A\nkind: huge", "2: 'kind' cannot be 'huge'. Write 'big' or 'small'."),
        ("name: A\nlink: http://a.example", "2: 'link' must be a whole address that begins"),
        ("name: A\nlink: https://nowhere", "2: 'link' must be a whole address"),
        ("name: A\nmaybe: javascript:x", "2: 'maybe' must begin with https:// or mailto:"),
        ("name: A: B", "1: this is not valid YAML (mapping values are not allowed here)."),
        ("name: 'A", "1: this is not valid YAML"),
        ("name: *bold*", "1: this is not valid YAML"),
        ("name: &a\nlink: *a", "2: this is not valid YAML (text that begins with *)"),
        ("name: A\n\tx: B", "2: this is not valid YAML"),
        ("name: A\nname: B", "2: 'name' is written twice, on lines 1 and 2. Keep one"),
        ("name: A\x00", "1: there is a character here that YAML does not allow"),
        ("- a\n- b", "1: there should be 'key: value' lines here. Write at least: name."),
        ("", "1: there should be 'key: value' lines here"),
    ],
)
def test_mistakes_are_told_in_plain_words_with_their_line(text: str, told: str) -> None:
    """Every kind of mistake an editor makes in YAML."""
    assert problems(text)[0].startswith(told)


def test_all_mistakes_are_told_at_once() -> None:
    """One run, the whole list."""
    assert len(problems("naem: A\nwhen: soon\ncount: x")) == 4
