"""A sourced number, as `figures.yaml` holds it, and numbers that have no source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from safe_exit.base.records import Day, Https, Model, OneLine


class Figure(Model):
    """A number with all that is needed to read it rightly: it never stands alone."""

    value: OneLine
    says: OneLine
    """What the number is of; reads on from the value: '81% of … thought …'."""
    counted: OneLine
    """Who was counted."""
    when: OneLine
    publisher: OneLine
    publication: OneLine | None = None
    source: Https
    caveat: OneLine
    checked_on: Day
    next_check: Day
    topic: OneLine | None = None
    """The group it stands in, in the register of all figures."""

    @property
    def share(self) -> Decimal | None:
        """81 of '81%', which can be drawn; None of 'under 1%', '4,644' and 'six years'."""
        found = re.fullmatch(r"(\d+(?:\.\d+)?)\s?%", self.value)
        share = Decimal(found[1]) if found else None
        return share if share is not None and share <= 100 else None


_DIGITS = r"\d[\d.,]*"

_WORDS = r"\w*(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|teen|ty|hundred)"

# %20 and the like belong to addresses.
_SIGN = r"(?:\s|&nbsp;)?[%\uff05\u066a](?![0-9a-f]{2})"

_PERCENTAGE = re.compile(
    rf"\b{_DIGITS}{_SIGN}|\b(?:{_DIGITS}|{_WORDS})[\s-]*(?:&nbsp;)?per[\s-]?cent(?:age points?)?\b",
    re.IGNORECASE,
)


# What any of them holds. It is looked for first, which takes a hundredth of the time.
_PER_CENT = re.compile(r"[%\uff05\u066a]|per[\s-]?cent", re.IGNORECASE)


def percentages(text: str) -> Iterator[tuple[int, str]]:
    """Each percentage that is typed in a text, in digits or in words, with its place in it."""
    if not _PER_CENT.search(text):
        return
    for match in _PERCENTAGE.finditer(text):
        yield match.start(), " ".join(match[0].split())
