"""Sourced numbers, and those that have lost their source."""

from __future__ import annotations

from decimal import Decimal

import pytest

from safe_exit.data.figures import percentages
from tests.markup.test_embeds import FIGURE


@pytest.mark.parametrize(
    ("value", "share"),
    [
        ("81%", "81"),
        ("2.5%", "2.5"),
        ("82 %", "82"),
        ("100%", "100"),
        ("101%", None),
        ("under 1%", None),
        ("4,644", None),
        ("six years", None),
    ],
)
def test_only_a_plain_percentage_can_be_drawn(value: str, share: str | None) -> None:
    """'Under 1%' has no length, and nothing is longer than all."""
    figure = FIGURE.model_copy(update={"value": value})
    assert figure.share == (Decimal(share) if share else None)


@pytest.mark.parametrize(
    "text",
    [
        *("12%", "12 %", "12\xa0%", "12&nbsp;%", "2.5%", "1,000%", "12 per cent", "12 percent"),
        *("12 per-cent", "12 percentage points", "Twelve percent", "twenty-five per cent", "12\n%"),
    ],
)
def test_a_typed_percentage_is_found(text: str) -> None:
    """In digits or in words, whatever stands between the number and the sign."""
    ((place, typed),) = percentages(f"About {text} of them.")
    assert place == 6 or text.startswith("twenty")
    assert typed in f"About {text.replace(chr(10), ' ')}".replace("\xa0", " ")


@pytest.mark.parametrize(
    "text",
    [
        "Percentages are given by name: [[figure: share]].",
        "[a file](some%20place/part2%20of%203.md)",
        "What per cent is meant?",
        "In 2016, 12 people came.",
    ],
)
def test_what_is_no_percentage_is_left_alone(text: str) -> None:
    """Addresses, and words about percentages."""
    assert not list(percentages(text))
