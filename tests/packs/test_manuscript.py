"""A pack's pages as chapters of one text."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from safe_exit.packs.manuscript import Chapter, make_manuscript
from tests.conftest import Files, Lane, page
from tests.sites.packs import PACK

Make = Callable[[Files], Lane]
BASE = "https://test-lane.example/"


@pytest.fixture
def chapters(lane: Make) -> dict[str, Chapter]:
    """Of the small pack, by their page's name."""
    (pack,) = lane(PACK).load().packs
    made = make_manuscript(pack, BASE, "")
    return {chapter.page.address.split("/")[-2]: chapter for chapter in made}


def test_links_lead_inside_the_book_where_they_can(chapters: dict[str, Chapter]) -> None:
    """To the website where not, with the address in sight: nobody can follow it on paper."""
    talk = chapters["talk"].html
    assert 'href="#chapter-sheet--sheet" class="chapter-link">the sheet</a>' in talk
    assert 'href="#chapter-talk--more">below</a>' in talk
    home = 'href="https://test-lane.example/">home</a><span class="address"> (test-lane.example)'
    assert home in talk
    assert '<span class="address"> (www.example.org/page)</span>' in talk
    assert 'href="#chapter-sheet" class="chapter-link"' in chapters["small"].html


def test_every_link_and_every_name_fits(chapters: dict[str, Chapter]) -> None:
    """Ids are unique over the whole book, and each link inside it leads to one."""
    book = "".join(f'<h1 id="{c.id}">' + c.html for c in chapters.values())
    ids = re.findall(r' id="([^"]*)"', book)
    assert len(ids) == len(set(ids)) >= 8
    assert set(re.findall(r' href="#([^"]*)"', book)) <= set(ids)


def test_what_is_for_screens_stays_out(chapters: dict[str, Chapter]) -> None:
    """Frames that scroll, ways back from notes, icons, and words for browsers."""
    book = "".join(chapter.html for chapter in chapters.values())
    for word in ("svg", "tabindex", "role=", "rel=", "footnote-backref", "scroll", "download"):
        assert word not in book


def test_empty_cells_make_a_worksheet(chapters: dict[str, Chapter]) -> None:
    """Each is known by what stands before it and above it; what comes after begins a page."""
    sheet = chapters["sheet"]
    (worksheet,) = sheet.worksheets
    assert (worksheet.id, worksheet.title) == ("chapter-sheet--sheet", "The sheet")
    assert re.search(r'<h2 id="chapter-sheet--sheet" class="worksheet">', sheet.html)
    assert re.search(r'<h2 id="[^"]*" class="after-worksheet">For the worker', sheet.html)
    assert sheet.html.count('<td class="blank"></td>') == 4
    assert '<th scope="row">What I do</th>' in sheet.html
    assert '<table class="form">' in sheet.html
    assert chapters["talk"].worksheets == ()
    assert "form" not in chapters["talk"].html


def test_the_heading_of_the_list_of_chapters_is_no_part_of_it(chapters: dict[str, Chapter]) -> None:
    """It stands above a list that only the website has."""
    assert "Chapters" not in chapters["small"].html


def test_a_site_below_a_path(lane: Make) -> None:
    """Links inside the site have the path in front of them."""
    toml = 'name = "Test Lane"\nbase_url = "https://test-lane.example/a/"\n'
    (pack,) = lane({**PACK, "site.toml": toml}).load().packs
    talk = make_manuscript(pack, "https://test-lane.example/a/", "/a")[1].html
    assert 'href="#chapter-sheet--sheet"' in talk
    assert 'href="https://test-lane.example/a/">home</a>' in talk


def test_a_table_of_words_beside_one_to_fill_in(lane: Make) -> None:
    """Two worksheets of one page, and an answer that stands first in its row."""
    head = "| a | b |\n|---|---|\n"
    sheet = page(f"## One {{#sheet}}\n\n{head}| | x |\n\n## Two\n\n{head}| y | |\n", "Sheet")
    (pack,) = lane({**PACK, "packs/small/sheet.md": sheet}).load().packs
    (chapter,) = (c for c in make_manuscript(pack, BASE, "") if "sheet" in c.id)
    assert [worksheet.title for worksheet in chapter.worksheets] == ["One", "Two"]
    assert "<td>x</td>" in chapter.html
    assert '<th scope="row">y</th>' in chapter.html
