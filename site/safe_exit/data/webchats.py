"""A webchat of somebody else's, as `webchats.yaml` holds it."""

from __future__ import annotations

from safe_exit.base.problems import AuthorError
from safe_exit.base.records import Day, Https, OneLine
from safe_exit.data.helplines import clocks
from safe_exit.data.hours import Opening, week_in_words
from safe_exit.data.quoting import Kind, Quoted, Stock, Table


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


def _quote(stock: Stock, name: str, _alone: bool) -> Quoted:
    chat = stock.row(WEBCHATS, name)
    address = stock.link(chat.link)
    if address is None:
        what = f"the webchat '{name}' has no address called '{chat.link}'"
        raise AuthorError(what, "Add it under [links] in site.toml; it may be empty")
    values = {"chat": chat, "address": address, "week": week_in_words, **clocks(stock)}
    return Quoted("webchats/webchat.html", values)


WEBCHATS: Table[Webchat] = Table("webchats", Webchat, kinds={"webchat": Kind(_quote)})
