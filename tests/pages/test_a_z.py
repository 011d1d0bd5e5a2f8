"""The A to Z: every page by its title and by other words."""

from __future__ import annotations

from collections.abc import Callable

from safe_exit.pages.a_z import DIGITS, letters
from tests.conftest import Files, Lane, page

Make = Callable[[Files], Lane]


def listed(lane: Lane) -> dict[str, list[tuple[str, str]]]:
    """Letter → what stands under it, and where it leads."""
    return {
        letter.name: [(entry.words, entry.page.address) for entry in letter.entries]
        for letter in letters(lane.load().pages)
    }


def test_pages_stand_under_their_title_and_their_index_terms(lane: Make) -> None:
    """In the order of the alphabet, whatever the capitals; a page may stand there often."""
    site = lane(
        {
            "law.md": page(title="The law", index_terms="[Injunction, law]"),
            "b.md": page(title="leaving"),
            "numbers.md": page(title="Phone numbers", index_terms='["999"]'),
        }
    )
    assert listed(site) == {
        DIGITS: [("999", "/numbers/")],
        "H": [("Home", "/")],
        "I": [("Injunction", "/law/")],
        "L": [("The law", "/law/"), ("law", "/law/"), ("leaving", "/b/")],
        "P": [("Phone numbers", "/numbers/")],
    }


def test_accents_and_quotes_change_nothing(lane: Make) -> None:
    """É stands under E."""
    site = lane({"a.md": page(title="Étude"), "b.md": page(title='"“Echo”"')})
    assert listed(site)["E"] == [("“Echo”", "/b/"), ("Étude", "/a/")]


def test_drafts_and_unlisted_pages_are_not_in_it(lane: Make) -> None:
    """Nor the A to Z itself."""
    site = lane(
        {
            "a.md": page(draft="true"),
            "b.md": page(unlisted="true"),
            "a-z.md": page(kind="a-z"),
        }
    )
    assert listed(site) == {"H": [("Home", "/")]}


def test_it_stands_on_its_page_with_a_way_to_each_letter(lane: Make) -> None:
    """The audit follows the links."""
    site = lane({"a-z.md": page("Words.\n", kind="a-z"), "b.md": page(title="Bread")})
    site.build()
    text = site.read("a-z/index.html")
    assert '<a href="#letter-b">B</a>' in text
    assert '<a href="/b/">Bread</a>' in text
