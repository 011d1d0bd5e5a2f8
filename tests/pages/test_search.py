"""The index that the search page carries."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

from safe_exit.base.languages import Language
from safe_exit.base.places import STATIC, TEMPLATES
from safe_exit.content.frontmatter import FrontMatter
from safe_exit.markup.sheet import Rendered
from safe_exit.pages.page import Page
from safe_exit.pages.search import COMMON_FROM, findable, search_index
from tests.conftest import Files, Lane, page

Make = Callable[[Files], Lane]
SEARCH = page("Words.\n", "Search", kind="search")


def rows(lane: Lane) -> dict[str, list[Any]]:
    """The index of a content folder: address → the rest of its row."""
    index = json.loads(search_index(lane.load().pages))
    return {row[0]: row[1:] for row in index["pages"]}


def test_every_heading_of_every_listed_page_is_in_it(lane: Make) -> None:
    """With its address, and with the words below it and no others."""
    site = lane(
        {"a.md": page("Before.\n\n## One *two*\n\nUnder one.\n\n### Three {#x}\n\nDeep.\n")}
    )
    title, section, summary, terms, parts = rows(site)["/a/"]
    assert (title, section, summary, terms) == ("A page", "", "What it is for.", "")
    assert parts == [
        ["", "", "before for is it what"],
        ["one-two", "One two", "one under"],
        ["x", "Three", "deep"],
    ]


def test_a_page_names_its_section_and_the_words_people_look_for(lane: Make) -> None:
    """So that it can be told from others, and found by words it does not use."""
    site = lane({"law/index.md": page(title="Law"), "law/a.md": page(index_terms="[court, judge]")})
    assert rows(site)["/law/a/"][:4] == ["A page", "Law", "What it is for.", "court; judge"]


def test_drafts_and_unlisted_pages_are_never_in_it(lane: Make) -> None:
    """Nor what search itself needs, nor the page for what is not there. In the preview too."""
    site = lane(
        {
            "draft.md": page("Secret.\n", draft="true"),
            "unlisted.md": page("Secret.\n", unlisted="true"),
            "later.md": page("Secret.\n", publish_on="2027-01-01"),
            "search.md": SEARCH,
            "a-z.md": page(kind="a-z"),
        }
    )
    assert list(rows(site)) == ["/"]
    shown = findable(site.load(drafts=True).pages)
    assert [page.address for page in shown] == ["/"]


def test_it_cannot_end_the_script_it_stands_in(lane: Make) -> None:
    """Whatever a heading says."""
    site = lane({"a.md": page("## `</script>` and `<!--`\n", title='"</script>"')})
    text = search_index(site.load().pages)
    assert "<" not in text
    assert rows(site)["/a/"][0] == "</script>"
    assert rows(site)["/a/"][4][1][1] == "</script> and <!--"


def test_same_pages_make_the_same_bytes(lane: Make) -> None:
    """In whatever order words came."""
    files = {f"{name}.md": page(f"{name} zebra apple.\n") for name in "abc"}
    first, second = lane(files).load(), lane(files).load()
    assert search_index(first.pages) == search_index(second.pages)


def test_words_that_tell_nothing_apart_are_named_once(lane: Make) -> None:
    """In any language: they are those of this site, and a small site has none."""
    few = {f"{n}.md": page(f"y cyfan word{n}.\n") for n in range(5)}
    assert json.loads(search_index(lane(few).load().pages))["common"] == ""
    many = {f"{n}.md": page(f"yr holl cyfan word{n}.\n") for n in range(COMMON_FROM)}
    index = json.loads(search_index(lane(many).load().pages))
    assert index["common"] == "cyfan for holl is it what yr"
    assert index["pages"][1][5] == [["", "", "word0"]]


def test_addresses_carry_the_path_of_the_site() -> None:
    """A site may live below the top of its host."""
    home = Page("", "/", FrontMatter(title="A", description="B"))
    assert json.loads(search_index([home], "/lane"))["pages"][0][0] == "/lane/"


def test_in_another_language_its_own_front_page_is_the_top() -> None:
    """A page right below it stands in no section."""
    welsh, meta = Language("cy", "cy"), FrontMatter(title="A", description="B")
    pages = [
        Page("cy/index.md", "/cy/", meta, language=welsh),
        Page(
            "cy/law/index.md", "/cy/law/", FrontMatter(title="L", description="B"), language=welsh
        ),
        Page("cy/law/a.md", "/cy/law/a/", meta, language=welsh),
    ]
    rows = json.loads(search_index(pages))["pages"]
    assert [(row[0], row[2]) for row in rows] == [
        ("/cy/", ""),
        ("/cy/law/", ""),
        ("/cy/law/a/", "L"),
    ]


def test_a_picture_is_passed_over(lane: Make) -> None:
    """The text beside it says the same."""
    meta = FrontMatter(title="A", description="B")
    drawn = Rendered("<p>seen</p><svg><title>hidden</title><text>82</text></svg><p>again</p>")
    index = json.loads(search_index([Page("", "/", meta, rendered=drawn)]))
    assert index["pages"][0][5] == [["", "", "again seen"]]


def test_the_search_page_carries_it_and_says_what_it_weighs(lane: Make) -> None:
    """One response, whatever it weighs; other pages carry neither index nor script."""
    chance = random.Random(1)
    files = {
        f"{n}.md": page(" ".join(f"w{chance.randrange(10**9)}" for _ in range(900)))
        for n in range(4)
    }
    out = lane({**files, "search.md": SEARCH}).build()
    text = (out / "search" / "index.html").read_text(encoding="utf-8")
    assert '<script type="application/json" id="search-index">{"common":' in text
    assert "MiniSearch" in text
    assert "Luca Ongaro" in text
    other = (out / "0" / "index.html").read_text(encoding="utf-8")
    assert "search-index" not in other
    assert "MiniSearch" not in other


def test_a_search_page_of_another_name_is_refused(lane: Make) -> None:
    """Chromium would ask Google about it."""
    (problem,) = lane({"find.md": SEARCH}).problems()
    assert "tell Google" in problem.what
    assert problem.line == 4


def test_an_index_that_grows_too_big_is_hinted_at(lane: Make) -> None:
    """The site is still published."""
    chance = random.Random(1)
    files = {
        f"{n}.md": page(" ".join(f"w{chance.randrange(10**9)}" for _ in range(2000)))
        for n in range(40)
    }
    (hint,) = lane({**files, "search.md": SEARCH}).load().hints
    assert "the index of all pages is" in hint.what
    assert hint.path == "content/search.md"


def test_the_vendored_library_is_the_one_that_was_published() -> None:
    """Byte for byte: its README says which, and its licence stands in the page."""
    folder = STATIC / "search" / "vendor"
    digest = hashlib.sha256((folder / "minisearch.js").read_bytes()).hexdigest()
    assert f"`{digest}`" in (folder / "README.md").read_text()
    licence = (TEMPLATES / "search" / "minisearch.txt").read_text()
    version = licence.splitlines()[0].split()[1]
    assert f"| Version | {version} |" in (folder / "README.md").read_text()
