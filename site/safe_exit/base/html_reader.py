"""HTML as a row of tags and texts: the one place that knows Python's own parser."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import NamedTuple


class Start(NamedTuple):
    """A tag that begins, with its attributes as they are written; one without a value has ''."""

    tag: str
    written: tuple[tuple[str, str], ...]

    @property
    def attributes(self) -> dict[str, str]:
        return dict(self.written)


class End(NamedTuple):
    """A tag that ends."""

    tag: str


class Text(NamedTuple):
    """Words, or a part of them, with characters in place of ``&amp;`` and the like."""

    text: str


class Comment(NamedTuple):
    """What stands between ``<!--`` and ``-->``."""

    text: str


Piece = Start | End | Text | Comment


def read_html(html: str) -> Iterator[Piece]:
    """Everything in a text of HTML, in its order. Nothing is mended, and nothing is refused."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return iter(reader.pieces)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[Piece] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.pieces.append(Start(tag, tuple((name, value or "") for name, value in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self.pieces.append(End(tag))

    def handle_data(self, data: str) -> None:
        self.pieces.append(Text(data))

    def handle_comment(self, data: str) -> None:
        self.pieces.append(Comment(data))
