"""What every page promises, read from the built page itself."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from safe_exit.base.places import STATIC
from safe_exit.publish.audit import audit_folder
from safe_exit.web.assets import load_inline
from tests.conftest import Files, Lane, page

Make = Callable[[Files], Lane]
INLINE = load_inline((STATIC,))
ALLOWED = frozenset((*INLINE.style_hashes, *INLINE.script_hashes))
NEUTRAL = "https://www.metoffice.gov.uk/"


def faults(folder: Path, name: str = "a/index.html") -> list[str]:
    """What the audit says of one file of a built folder."""
    problems = audit_folder(folder, {name: name}, NEUTRAL, ALLOWED, "").problems
    return [problem.what for problem in problems if problem.path == name]


@pytest.fixture
def built(lane: Make) -> Path:
    """A good built folder, to be spoiled."""
    return lane({"a.md": page("## One\n\n[home](index.md)\n")}).build()


def test_a_good_folder_has_nothing_to_say(built: Path) -> None:
    """The pages as they are built."""
    assert not audit_folder(built, {}, NEUTRAL, ALLOWED, "").problems


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("<h1>", "<h1>x</h1><h1>", "the page has 2 main headings"),
        ("<h1>A page</h1>", "", "the page has 0 main headings"),
        ("<title>A page</title>", "<title> </title>", "the page has no title"),
        ('<html lang="en-GB">', "<html>", "the page does not say its language"),
        ('<a id="leave"', '<b>x</b><a id="leave"', "the Leave control is not the first thing"),
        ("<section", "<p>x</p><section", "the Leave control is not the first thing"),
        (f'href="{NEUTRAL}"', 'href="/exit/"', "the Leave control leads to /exit/"),
        ("noreferrer noopener", "noopener", "the Leave control could tell the neutral page"),
        ("</main>", "<script>x()</script></main>", "an inline script is not in the policy"),
        ("</main>", "<style>p{}</style></main>", "an inline style is not in the policy"),
        (
            "</main>",
            '<script src="/x.js"></script></main>',
            '<script src="/x.js"> would be fetched',
        ),
        ("</main>", '<img src="/x.png" alt=""></main>', '<img src="/x.png"> would be fetched'),
        ("</main>", '<iframe src="https://a.example/"></iframe></main>', "<iframe src="),
        ("</main>", '<video poster="/x.png"></video></main>', "<video"),
        ("</head>", '<link rel="stylesheet" href="/x.css"></head>', '<link href="/x.css">'),
        ("</head>", '<link rel="preconnect" href="https://a.example"></head>', "<link href="),
        ("</main>", '<p onclick="x()">a</p></main>', "the attribute 'onclick' is blocked"),
        ("</main>", '<p style="color:red">a</p></main>', "the attribute 'style' is blocked"),
        ("</main>", '<p id="main">a</p></main>', "the id 'main' stands on the page twice"),
        ("</main>", '<a href="/nowhere/">a</a></main>', "the link to '/nowhere/' leads to a page"),
        ("</main>", '<a href="#nowhere">a</a></main>', "the link to '#nowhere' names nothing"),
        ("</main>", '<a href="//a.example/">a</a></main>', "leaves the site without saying so"),
        ("<body", f"<!-- {'x' * 4096} --><body", "the Leave control is ready only after"),
    ],
)
def test_a_broken_promise_is_told(built: Path, old: str, new: str, told: str) -> None:
    """One spoiled place, one complaint."""
    path = built / "a" / "index.html"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(told in fault for fault in faults(built)), faults(built)


def test_a_page_too_heavy_for_one_round_trip_is_told(lane: Make) -> None:
    """And names its Markdown file, and nothing is published."""
    chance = random.Random(1)
    noise = " ".join(f"{chance.randrange(10**9)}" for _ in range(4000))
    site = lane({"a.md": page(noise)})
    (problem,) = site.problems()
    assert not site.out.exists()
    assert not list(Path().glob(".public*"))
    assert problem.path == "content/a.md"
    assert "more than 14,000" in problem.what


def test_a_description_that_pushes_the_control_back_is_told(lane: Make) -> None:
    """The control has to work from the first 4 KB."""
    text = f"---\ntitle: A\ndescription: {'long ' * 200}\n---\n"
    (problem,) = lane({"a.md": text}).problems()
    assert "the Leave control is ready only after" in problem.what
    assert "Shorten the page's description" in problem.how_to_fix


def test_the_search_page_alone_may_be_heavy(built: Path) -> None:
    """It carries the index of all pages, as data that needs no hash."""
    path = built / "a" / "index.html"
    chance = random.Random(1)
    noise = " ".join(f"{chance.randrange(10**9)}" for _ in range(4000))
    data = f'<script type="application/json">"{noise}"</script></main>'
    path.write_text(path.read_text("utf-8").replace("</main>", data), encoding="utf-8")
    (fault,) = faults(built)
    assert "more than 14,000" in fault
    assert not audit_folder(built, {}, NEUTRAL, ALLOWED, "", frozenset({"a/index.html"})).problems
