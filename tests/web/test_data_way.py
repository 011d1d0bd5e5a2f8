"""What goes from room to room: whole values, which say what they were made from."""

from __future__ import annotations

import pickle
from collections.abc import Callable

from safe_exit.base.places import ROOT, TEMPLATES
from safe_exit.content.folder import read_folder
from safe_exit.markup.rendering import Kept
from safe_exit.web.content import load
from safe_exit.web.reading import read_all
from tests.conftest import BUILT_ON, TODAY, Files, Lane, page, real_content
from tests.data.test_tables import FIGURE, HELPLINE

Make = Callable[[Files], Lane]


def test_a_text_says_what_it_asked_for(lane: Make) -> None:
    """Rows and whole tables, pages, files and names: what a build has to look at again."""
    body = """[[figure: one]] and [a page](../b.md#part), [a file](c.pdf), ![x](d.svg).

[[link: there | There]] [[figure: one]]

[[helplines: all]]
"""
    site = lane(
        {
            "site.toml": 'name = "L"\nbase_url = "https://l.example/"\n[links]\n'
            'there = "https://t.example/"\n',
            "data/figures.yaml": FIGURE.format(name="one", next="2027-01-01"),
            "data/helplines.yaml": HELPLINE.format(name="a").replace("group: help", "group: all"),
            "a/x.md": page(body),
            "b.md": page("## Part\n"),
            "a/c.pdf": b"%PDF-",
            "a/d.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        }
    )
    asked = {each.path: each.rendered.asked for each in site.load().pages}
    assert asked["b.md"] == frozenset()
    assert asked["a/x.md"] == {
        ("row", "figures", "one"),
        ("made", "Register"),
        ("table", "helplines"),
        ("page", "b.md"),
        ("file", "a/c.pdf"),
        ("file", "a/d.svg"),
        ("name", "there"),
    }


def test_pages_can_be_pickled() -> None:
    """With their sources, their languages and what was rendered: for hands that work beside."""
    content = real_content()
    assert pickle.loads(pickle.dumps(content.pages)) == content.pages
    reading = read_all(read_folder(ROOT / "content"), (TEMPLATES,), BUILT_ON, None, drafts=False)
    assert pickle.loads(pickle.dumps(reading.sources)) == reading.sources
    welsh = content.languages["cy"]
    words = pickle.loads(pickle.dumps(welsh)).words
    assert words.gettext("Home") == welsh.words.gettext("Home")


def test_a_second_reading_of_the_same_renders_nothing(lane: Make) -> None:
    """What was rendered is kept by all that it was made from, and is the same value."""
    site = lane({"a.md": page("Some words.\n")})
    kept: Kept = {}
    first, again = (load(site.content, TODAY, kept=kept).pages for _ in range(2))
    one, two = ({page.path: page.rendered for page in pages}["a.md"] for pages in (first, again))
    assert one is two


def test_words_nobody_has_saved_can_be_looked_at(lane: Make) -> None:
    """A folder is a value: another text in it changes nothing on the disk."""
    site = lane({"a.md": page("Old.\n")})
    folder = read_folder(site.content)
    changed = folder.with_text("a.md", page("New.\n"))
    assert (folder.text("a.md")[0], changed.text("a.md")[0]) == (page("Old.\n"), page("New.\n"))
