"""Every real sheet to print: made for everyone, and silent about what it is for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pikepdf import Pdf

from safe_exit.content.neutral_pages import telling_word
from safe_exit.pages.page import Page
from safe_exit.pages.sheets import sheet_address
from tests.conftest import real_content
from tests.readers.pdf_ua import findings
from tests.readers.test_pdf_ua import FONTS

CONTENT = real_content()
SHEETS = [page for page in CONTENT.pages if page.meta.kind == "sheet"]


def test_there_are_a_plan_a_card_and_four_letters() -> None:
    """So that what follows is about something; and one page leads to all of them."""
    names = {page.path for page in SHEETS}
    wanted = ("plan", "card", "letter-school", "letter-doctor", "letter-work", "letter-council")
    assert names == {f"help/{name}.md" for name in wanted}
    (paper,) = [page for page in CONTENT.pages if page.path == "help/paper.md"]
    assert names <= {link.page for link in paper.rendered.links}


@pytest.mark.parametrize("page", SHEETS, ids=lambda page: page.path)
def test_a_sheet_is_whole_and_tells_a_finder_nothing(public: Path, page: Page) -> None:
    """PDF/UA as far as it can be checked here, our fonts alone, one side; its name, its title
    and all it says of itself are quiet, and no link, day, author or subject is in it.
    """
    path = public / sheet_address(page).lstrip("/")
    raw = path.read_bytes()
    assert findings(raw, FONTS) == []
    with Pdf.open(path) as pdf:
        assert len(pdf.pages) == 1
        assert {*pdf.docinfo} <= {"/Title", "/Producer"}
        told = [path.name, str(pdf.docinfo["/Title"])]
        with pdf.open_metadata() as metadata:
            told += [str(value) for value in metadata.values()]
            assert not [name for name in metadata if re.search(r"creator|subject|date", name, re.I)]
        assert all("/Annots" not in side for side in pdf.pages)
    assert not [words for words in told if telling_word(words, CONTENT.config.telling_words)]
    assert b"harbour-lane" not in raw
