"""The portal as its editors write it, and every mistake with its file and line."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

import pytest

from safe_exit.base.places import TEMPLATES
from safe_exit.base.templates import Templates
from safe_exit.portal.passwords import Password
from safe_exit.portal.vault import make_vault
from safe_exit.portal.views import portal_views
from tests.conftest import TODAY, Files, Lane, page
from tests.sites.portal import DOOR, GUIDE, PORTAL, TALK, VTT

Make = Callable[[Files], Lane]


def test_every_page_and_file_has_a_number(lane: Make) -> None:
    """Pages the one that they are given, files the next free ones; the newest webinar is first."""
    portal = lane(PORTAL).load().portal
    assert [(p.page.address, p.meta.title) for p in portal.pages] == [
        ("#w1", "Talk"),
        ("#w2", "Guide"),
    ]
    assert {n: file.path for n, file in portal.files.items()} == {
        3: "portal/talk.pdf",
        4: "portal/talk.vtt",
        5: "portal/talk.webm",
        6: "portal/x.xyz",
    }
    talk = portal.pages[0]
    assert (talk.recording, talk.captions, talk.slides) == (5, 4, 3)
    assert [(p.chapter and p.chapter.title, p.paragraphs) for p in talk.parts] == [
        ("Begin", (("", "First."),)),
        ("Go on", (("", "Then."),)),
    ]


def test_links_lead_by_numbers_alone(lane: Make) -> None:
    """Headings have numbers too: addresses are kept by browsers."""
    html = lane(PORTAL).load().portal.pages[1].page.rendered.html
    assert re.findall(r'href="([^"]*)"', html) == ["#w1-1", "#w2-1", "/a/", "#f6"]
    assert 'id="w2-1"' in html
    assert 'id="more"' not in html


def test_no_page_of_the_site_knows_of_it(lane: Make) -> None:
    """Nor any list of the site's pages, files and words."""
    content = lane(PORTAL).load()
    assert {p.path for p in content.pages} <= {"index.md", "404.md", "door.md", "a.md"}
    assert content.attachments == ()
    assert "Guide" not in repr(content)


def test_what_is_not_published_is_not_in_it(lane: Make) -> None:
    """Drafts, and what is for another day; the preview has all."""
    made = lane(
        {
            **PORTAL,
            "portal/guide.md": page(number="2", draft="true"),
            "portal/later.md": page(number="7", publish_on="2026-06-01"),
            "portal/gone.md": page(number="8", retire_on="2026-05-01"),
        }
    )
    assert [p.meta.number for p in made.load().portal.pages] == [1]
    later = made.load(datetime.date(2026, 6, 2)).portal.pages
    assert [p.meta.number for p in later] == [1, 7]
    assert len(made.load(TODAY, drafts=True).portal.pages) == 4
    # Whoever has the address of a page keeps it, whatever else is published beside it.
    assert {p.path for p in made.load().portal.files.values()} == {
        f"portal/talk.{suffix}" for suffix in ("pdf", "vtt", "webm")
    }


def test_a_view_for_each_and_nothing_else(lane: Make) -> None:
    """Below the door; the list is number nought."""
    content = lane(PORTAL).load()
    vault = make_vault([Password("x", "y")], 1)
    templates = Templates((TEMPLATES,))
    views = portal_views(content.portal, content.languages[""], "/door/", vault, templates)
    assert sorted(views) == [f"/door/{n}.bin" for n in range(7)]


MISTAKES: dict[str, tuple[Files, str, str]] = {
    "no number": ({"portal/guide.md": page()}, "guide.md:2", "number"),
    "number nought": ({"portal/guide.md": page(number="0")}, "guide.md:4", "not one from 1 to 999"),
    "number too high": ({"portal/guide.md": page(number="1000")}, "guide.md:4", "from 1 to 999"),
    "number taken": (
        {"portal/guide.md": page(number="1")},
        "talk.md:4",
        "1 is the number of portal/guide.md too",
    ),
    "unknown key": ({"portal/guide.md": page(number="2", colour="x")}, "guide.md:5", "colour"),
    "no door": ({"door.md": page()}, "content/portal:", "no page of the site opens the portal"),
    "two doors": ({"other.md": DOOR}, "other.md:4", "opens the portal already"),
    "recording without captions": (
        {"portal/guide.md": page(number="2", recording="talk.webm", date="2026-05-01")},
        "guide.md:5",
        "a recording needs 'captions'",
    ),
    "recording without date": (
        {"portal/guide.md": page(number="2", recording="talk.webm", captions="talk.vtt")},
        "guide.md:5",
        "a recording needs 'date'",
    ),
    "captions without recording": (
        {"portal/guide.md": page(number="2", captions="talk.vtt")},
        "guide.md:5",
        "no 'recording'",
    ),
    "recording missing": (
        {"portal/talk.md": TALK.replace("talk.webm", "tlak.webm")},
        "talk.md:7",
        "there is no file 'portal/tlak.webm'",
    ),
    "slides outside": (
        {"portal/talk.md": TALK.replace("talk.pdf", "../../x.pdf")},
        "talk.md:9",
        "",
    ),
    "not played": (
        {"portal/talk.md": TALK.replace("talk.webm", "talk.avi"), "portal/talk.avi": b"x"},
        "talk.md:7",
        "browsers do not play files ending in '.avi'",
    ),
    "captions broken": (
        {"portal/talk.vtt": VTT.replace("00:02.000", "00:02,000")},
        "talk.vtt:6",
        "is not a time that browsers read",
    ),
    "silent chapter": (
        {"portal/talk.md": TALK.replace("0:02", "0:30")},
        "talk.md:10",
        "nothing is said in the chapter at 0:30",
    ),
    "chapters out of order": (
        {"portal/talk.md": TALK.replace("0:00", "0:09")},
        "talk.md:10",
        "the chapter at 0:02 is not after the one at 0:09",
    ),
    "link to nothing": (
        {"portal/guide.md": GUIDE.replace("talk.md#more", "tlak.md")},
        "guide.md:6",
        "there is no page or file 'portal/tlak.md'",
    ),
    "link to no heading": (
        {"portal/guide.md": GUIDE.replace("talk.md#more", "talk.md#less")},
        "guide.md:6",
        "names a heading that is not in portal/talk.md",
    ),
    "link to no heading of the site": (
        {"portal/guide.md": GUIDE.replace("../a.md", "../a.md#less")},
        "guide.md:6",
        "names a heading that is not in a.md",
    ),
    "link into it": (
        {"a.md": page("[x](portal/guide.md)")},
        "a.md:5",
        "lies behind the portal's password",
    ),
    "link to a file in it": ({"a.md": page("[x](portal/talk.pdf)")}, "a.md:5", "portal/talk.pdf"),
    "another folder of that name": (
        {"help/portal/x.md": page()},
        "help/portal/x.md:",
        "would be published for everyone",
    ),
    "other letters": ({"Portal2/x.md": page(), "PORTAL/x.md": page()}, "PORTAL/x.md:", "everyone"),
    "raw HTML": ({"portal/guide.md": page("<script>x</script>", number="2")}, "guide.md:6", ""),
    "number typed by hand": (
        {"portal/guide.md": page("It is 12% of all.", number="2")},
        "guide.md:6",
        "12%",
    ),
    **{
        f"the key {key}": (
            {"portal/guide.md": page(number="2", **{key: value})},
            "guide.md:5",
            f"'{key}' does nothing on a page of the portal",
        )
        for key, value in {
            "tab_title": "x",
            "unlisted": "true",
            "aliases": "[/x/]",
            "index_terms": "[x]",
            "kind": "search",
        }.items()
    },
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_has_a_file_and_a_line(lane: Make, mistake: str) -> None:
    """Whether or not there are passwords; nothing is published."""
    files, where, what = MISTAKES[mistake]
    made = lane({**PORTAL, **files})
    found = made.problems()
    assert [p for p in found if where in str(p) and what in p.what], [str(p) for p in found]
    assert all(problem.how_to_fix for problem in found)
    assert not made.out.exists()


def test_what_no_page_offers_and_what_is_large_is_noted(lane: Make) -> None:
    """It is not published; neither stops anything."""
    made = lane({**PORTAL, "portal/old.pdf": b"x", "portal/x.xyz": bytes(24_000_001)})
    hints = {hint.path: hint.what for hint in made.load().hints if "portal" in hint.path}
    assert hints["content/portal/old.pdf"] == "no page of the portal offers this file"
    assert hints["content/portal/x.xyz"] == "the file has 24 MB"
    assert made.problems() == []


def test_a_site_without_a_portal_needs_no_door(lane: Make) -> None:
    """And one with a door and nothing behind it says so to its visitors."""
    made = lane({"door.md": DOOR})
    assert made.problems() == []
    assert "are not part of this copy of the site" in made.read("door/index.html")
