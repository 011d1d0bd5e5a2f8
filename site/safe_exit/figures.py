"""A sourced number, as `figures.yaml` holds it."""

from __future__ import annotations

from safe_exit.schema import Day, Https, Model, OneLine


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
