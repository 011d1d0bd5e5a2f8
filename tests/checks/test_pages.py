"""What has to be true of all pages together."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from tests.conftest import SITE_TOML, TODAY, Files, Lane, page

Make = Callable[[Files], Lane]
WORDS = SITE_TOML + 'telling_words = ["abus", "victim"]\n'


def test_a_link_to_a_heading_that_is_not_there(lane: Make) -> None:
    """Names the headings that are."""
    site = lane(
        {"a.md": page("## One two\n"), "b.md": page("\n[x](a.md#nope) [y](a.md#one-two)\n")}
    )
    (problem,) = site.problems()
    assert str(problem).startswith("content/b.md:6: the link to 'a.md#nope' names a heading")
    assert "#one-two" in problem.how_to_fix


def test_a_link_within_a_page(lane: Make) -> None:
    """Checked like any other."""
    site = lane({"a.md": page("## One\n\n[x](#one) [y](#two)\n")})
    assert len(site.problems()) == 1


def test_a_skipped_level_is_a_hint(lane: Make) -> None:
    """A gap in the outline is heard by those who jump from heading to heading."""
    (hint,) = lane({"a.md": page("## One\n\n#### Two\n")}).load().hints
    assert "the heading 'Two' skips a level" in hint.what


def test_a_review_that_is_due_is_a_hint(lane: Make) -> None:
    """It stops no build: the page is not worse than yesterday."""
    site = lane({"a.md": page(review_by="2026-05-31")})
    assert "was to be reviewed by 2026-05-31" in site.load(TODAY).hints[0].what
    assert not site.load(datetime.date(2026, 5, 30)).hints


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"q/a.md": page()}, "needs a 'tab_title'"),
        ({"q/a.md": page(tab_title="About ABUSE")}, "'About ABUSE' holds 'abus'"),
        ({"q/my-victims.md": page(tab_title="Info")}, "'/q/my-victims/' holds 'victim'"),
        ({"q/a.md": page("## Is it abuse?\n", tab_title="Info")}, "address '#is-it-abuse'"),
    ],
)
def test_what_browsers_keep_gives_nothing_away(lane: Make, files: Files, told: str) -> None:
    """Tab title and addresses of a survivors' page, by a list that editors extend."""
    front = {"q/index.md": page(audience="survivors", tab_title="Info"), "site.toml": WORDS}
    (problem,) = lane({**front, **files}).problems()
    assert told in problem.what


def test_a_telling_heading_may_have_a_quiet_name(lane: Make) -> None:
    """The page says what it has to say; only its address is quiet."""
    front = page("## Is it abuse? {#part-1}\n", audience="survivors", tab_title="Info")
    site = lane({"q/index.md": front, "site.toml": WORDS})
    assert not site.problems()
    assert '<h2 id="part-1">Is it abuse?</h2>' in site.read("q/index.html")


@pytest.mark.parametrize("title", ["Disabuse", "Information", "Conviction"])
def test_words_count_from_their_beginning(lane: Make, title: str) -> None:
    """A telling word inside another word tells nothing."""
    front = page(audience="survivors", tab_title=title)
    assert not lane({"q/index.md": front, "site.toml": WORDS}).problems()


def test_other_sections_may_say_what_they_are_about(lane: Make) -> None:
    """Professionals search for it."""
    assert not lane({"p/victims.md": page(title="Victims"), "site.toml": WORDS}).problems()


def test_a_content_note_leads_past_what_it_warns_of(lane: Make) -> None:
    """Nobody has to read hard material to reach what they can do."""
    front = page(audience="survivors", tab_title="Information")
    hard = {"tab_title": "Information", "content_note": "What follows is hard."}
    text = "## Hard\n\n## After\n"
    for skip_to, told in (("after", []), ("nope", ["a.md"]), (None, ["a.md"])):
        keys = hard | ({"skip_to": skip_to} if skip_to else {})
        site = lane({"help/index.md": front, "help/a.md": page(text, **keys)})
        assert [problem.path.rpartition("/")[2] for problem in site.problems()] == told
