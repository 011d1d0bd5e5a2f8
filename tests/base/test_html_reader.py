"""One reader of HTML for all who ask what stands in it."""

from __future__ import annotations

from safe_exit.base.html_reader import HtmlReader


class Everything(HtmlReader):
    """All that comes by."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pieces: list[tuple[str, object]] = []
        self.read(html)

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        self.pieces.append((f"<{tag}", attributes))

    def end(self, tag: str) -> None:
        self.pieces.append((">", tag))

    def text(self, text: str) -> None:
        self.pieces.append(("text", text))

    def comment(self, text: str) -> None:
        self.pieces.append(("comment", text))


def test_everything_comes_by_in_its_order() -> None:
    """Tags in small letters, attributes with '' for no value, entities as characters."""
    assert Everything('<P id="a" hidden>x &amp; y<br><!-- z --></p>').pieces == [
        ("<p", {"id": "a", "hidden": ""}),
        ("text", "x & y"),
        ("<br", {}),
        ("comment", " z "),
        (">", "p"),
    ]


def test_what_is_broken_stops_nothing() -> None:
    """The audit has to read whatever a template wrote."""
    pieces = Everything("<p><b>x</p").pieces
    assert pieces[:2] == [("<p", {}), ("<b", {})]


def test_nobody_has_to_listen_to_all_of_it() -> None:
    """What is not asked for goes by."""
    HtmlReader().read("<p>x<!-- y --></p>")
