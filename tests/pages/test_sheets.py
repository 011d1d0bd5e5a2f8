"""Sheets to print: what is on them, what may not be, and what their files say of themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pikepdf import Pdf

from tests.conftest import SITE_TOML, Files, Lane, page

Make = Callable[[Files], Lane]

TOML = SITE_TOML + 'telling_words = ["abus", "safe"]\n'
KEYS = {"kind": "sheet", "tab_title": "Numbers", "summary": "To print."}
BODY = """Abuse is spoken of here, on the screen alone.

## Numbers

| For | Number |
|---|---|
| A [friend](index.md) | |

## Next {#next}

- Stay safe: [home](index.md)
"""


def site(lane: Make, body: str = BODY) -> Lane:
    """A site with one sheet."""
    front = page(audience="survivors", tab_title="Information")
    return lane({"site.toml": TOML, "q/index.md": front, "q/card.md": page(body, **KEYS)})


def test_the_part_that_is_printed_is_a_file_that_says_nothing_of_itself(lane: Make) -> None:
    """One side, a quiet title, no author, no subject, no day, no link; the same bytes again."""
    made = site(lane)
    path = made.build() / "q" / "card" / "card.pdf"
    with Pdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        info = {name: str(value) for name, value in pdf.docinfo.items()}
        assert info.pop("/Producer").startswith("WeasyPrint")
        assert info == {"/Title": "Numbers"}
        assert "/Annots" not in pdf.pages[0]
    before = path.read_bytes()
    assert (made.build() / "q" / "card" / "card.pdf").read_bytes() == before


def test_the_page_warns_before_it_offers_the_file(lane: Make) -> None:
    """And what is not to be printed is marked."""
    made = site(lane)
    made.build()
    html = made.read("q/card/index.html")
    warned, offered = html.index("Who might find this?"), html.index('href="/q/card/card.pdf"')
    printed, after = html.index('id="numbers"'), html.index('id="next"')
    assert warned < offered < printed < after
    assert "screen" in html[html.rindex("<div", 0, after) : after]
    assert "one side of paper, " in html[offered:printed]


@pytest.mark.parametrize(
    ("body", "line", "what"),
    [
        (BODY.replace("A [friend]", "A safe [friend]"), 14, "holds 'safe'"),
        (BODY.replace("## Numbers", "## If you are abused {#one}"), 10, "holds 'abus'"),
        ("", 0, "nothing would be printed"),
        (BODY.replace("| |\n", "| |\n\n" + "A line.\n\n" * 60), 0, "takes 3 sides"),
    ],
)
def test_what_must_not_be_on_paper_is_told(lane: Make, body: str, line: int, what: str) -> None:
    """With its line; a sheet is one side, so that nothing is left in the printer."""
    found = [problem for problem in site(lane, body).problems() if what in problem.what]
    assert [(problem.path, problem.line) for problem in found] == [("content/q/card.md", line)]
