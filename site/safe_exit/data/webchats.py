"""A webchat of somebody else's, as `webchats.yaml` holds it."""

from __future__ import annotations

from safe_exit.base.records import Day, Https, OneLine
from safe_exit.data.hours import Opening


class Webchat(Opening):
    """A chat that opens on its provider's website; nothing of it is ever part of a page.

    Where its hours are not known, the page says so.
    """

    name: OneLine
    who_for: OneLine
    link: OneLine
    """The name of the provider's address under [links] in site.toml; empty there, the chat
    is not confirmed and nothing leads to it."""
    asked: tuple[OneLine, ...] = ()
    """What its provider is known to ask."""
    kept: OneLine | None = None
    """What its provider is known to keep."""
    checked_on: Day
    source: Https
