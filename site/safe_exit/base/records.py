"""Typed data from YAML: the one place that knows pydantic and PyYAML.

Other rooms describe what they expect by subclassing `Model` and hand in text;
they get typed, frozen values back, or problems with real line numbers in plain
English.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from safe_exit.base.plain_yaml import KeyPath, Lines
from safe_exit.base.problems import Fault, Problem


class Model(BaseModel):
    """A frozen record that refuses keys it does not know."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    def odds(self) -> Iterator[Fault]:
        """What cannot be true together, though each key alone is fine; each names a key."""
        return iter(())


M = TypeVar("M", bound=Model)


def _one_line(value: str) -> str:
    if not value:
        raise ValueError("is empty")
    if "\n" in value:
        raise ValueError("must fit on one line")
    return value


def _https(value: str) -> str:
    if not re.fullmatch(r"https://[a-z0-9.-]+\.[a-z]{2,}(:\d+)?(/\S*)?", value, re.IGNORECASE):
        raise ValueError("must be a whole address that begins with https://")
    return value


def _maybe_link(value: str) -> str:
    if value and not re.fullmatch(r"(https://|mailto:)\S+", value):
        raise ValueError("must begin with https:// or mailto:, or be empty")
    return value


def _day(value: object) -> object:
    """Only ``2026-05-31`` is a date: pydantic alone would also read a number as seconds."""
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value.strip())
        except ValueError:
            pass
    if isinstance(value, datetime.date):
        return value
    raise ValueError("is not a date; write it like 2026-05-31")


def _part_date(value: object) -> object:
    """'2020', '2020-01' or '2020-01-21', as exactly as it is known, and a date that exists."""
    text = str(value).strip()
    if re.fullmatch(r"[12]\d{3}(-\d\d){0,2}", text):
        try:
            datetime.date.fromisoformat((text + "-01-01")[:10])
        except ValueError:
            pass
        else:
            return text
    raise ValueError("is not a date; write it like 2026, 2026-05 or 2026-05-31")


Check = AfterValidator
"""A function that returns a value or raises ValueError with the end of a sentence."""

OneLine = Annotated[str, AfterValidator(_one_line)]

Https = Annotated[str, AfterValidator(_one_line), AfterValidator(_https)]

MaybeLink = Annotated[str, AfterValidator(_maybe_link)]

Day = Annotated[datetime.date, BeforeValidator(_day)]

PartDate = Annotated[str, BeforeValidator(_part_date)]
"""A year, a month or a day, as text: no more of a date than its source gives."""


def validate(
    model: type[M], value: object, path: str, lines: Lines, at: KeyPath = ()
) -> tuple[M | None, list[Problem]]:
    """Make a ``model`` of a plain value, or say in plain English why it cannot be one.

    ``at`` is where the value stands in the document that ``lines`` describes.
    Returns ``(record or None, problems)``, all problems at once.
    """
    if not isinstance(value, Mapping):
        what = "there should be 'key: value' lines here"
        fix = f"Write at least: {', '.join(_required(model)) or 'one key'}"
        return None, [Problem(path, line_of(lines, at), what, fix)]
    try:
        record = model.model_validate({str(key): item for key, item in value.items()})
    except ValidationError as error:
        return None, [_explain(model, detail, path, lines, at) for detail in error.errors()]
    odds = [fault.at(path, line_of(lines, (*at, fault.key))) for fault in record.odds()]
    return (None if odds else record), odds


def _required(model: type[Model]) -> list[str]:
    return [name for name, field in model.model_fields.items() if field.is_required()]


def line_of(lines: Lines, at: KeyPath) -> int:
    """The line of a key, or of the nearest thing around it."""
    while at and at not in lines:
        at = at[:-1]
    return lines.get(at, 1)


def _explain(
    model: type[Model], detail: ErrorDetails, path: str, lines: Lines, at: KeyPath
) -> Problem:
    place = (*at, *detail["loc"])
    line = line_of(lines, place)
    name = str(detail["loc"][-1]) if detail["loc"] else "this"
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            what = f"'{name}' is missing"
            fix = f"Add a line '{name}: …'"
        case "extra_forbidden":
            what = f"'{name}' is not a key that is known here"
            known = list(model.model_fields) if len(detail["loc"]) == 1 else []
            near = difflib.get_close_matches(name, known, n=1)
            fix = f"Did you mean '{near[0]}'?" if near else "Remove it, or check its spelling"
        case "string_type":
            what = f"'{name}' must be text"
            fix = "Put it between double quotes"
        case "literal_error":
            what = f"'{name}' cannot be '{detail['input']}'"
            fix = f"Write {context.get('expected', 'one of the known words')}"
        case "int_parsing" | "int_type" | "int_from_float":
            what = f"'{name}' must be a whole number"
            fix = "Write it in digits, like 20"
        case "bool_parsing" | "bool_type":
            what = f"'{name}' must be true or false"
            fix = "Write true or false"
        case "value_error":
            what = f"'{name}' {context.get('error', detail['msg'])}"
            fix = "Change the value"
        case _:
            what = f"'{name}': {detail['msg'].lower()}"
            fix = "Change the value"
    return Problem(path, line, what, fix)
