"""One reader of HTML for all who ask what stands in it."""

from __future__ import annotations

from safe_exit.base.html_reader import Comment, End, Start, Text, read_html


def test_everything_comes_by_in_its_order() -> None:
    """Attributes as they are written, twice where they stand twice; entities as characters."""
    assert list(read_html('<p id="a" ID=b hidden>x &amp; y<br><!-- z --></p>')) == [
        Start("p", (("id", "a"), ("id", "b"), ("hidden", ""))),
        Text("x & y"),
        Start("br", ()),
        Comment(" z "),
        End("p"),
    ]


def test_what_is_broken_stops_nothing() -> None:
    """The audit has to read whatever a template wrote."""
    assert [piece for piece in read_html("<p><b>x</p") if isinstance(piece, Start)] == [
        Start("p", ()),
        Start("b", ()),
    ]
