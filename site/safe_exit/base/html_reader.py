"""Reads HTML piece by piece: the one place that knows Python's own parser."""

from __future__ import annotations

from html.parser import HTMLParser


class HtmlReader(HTMLParser):
    """Tells of each piece of a text of HTML, in its order, to whoever overrides these methods.

    Nothing is mended, and nothing is refused.
    """

    def read(self, html: str) -> None:
        """Go through a whole text once."""
        self.feed(html)
        self.close()

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        """A tag begins. An attribute without a value has ''; of two of a name the last counts."""

    def end(self, tag: str) -> None:
        """A tag ends."""

    def text(self, text: str) -> None:
        """Words, or a part of them, with characters in place of ``&amp;`` and the like."""

    def comment(self, text: str) -> None:
        """What stands between ``<!--`` and ``-->``."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.begin(tag, {name: value or "" for name, value in attrs})

    def handle_endtag(self, tag: str) -> None:
        self.end(tag)

    def handle_data(self, data: str) -> None:
        self.text(data)

    def handle_comment(self, data: str) -> None:
        self.comment(data)
