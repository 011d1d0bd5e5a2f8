"""How pages hang together."""

from __future__ import annotations

from collections.abc import Callable

from safe_exit.content.frontmatter import FrontMatter
from safe_exit.pages.page import Page
from safe_exit.pages.sections import COLUMN_LENGTH, LISTING_LENGTH, MENU_LENGTH, Sections
from tests.conftest import Files, Lane, page


def made(path: str, title: str = "", order: int | None = None) -> Page:
    """A page without text."""
    stem = path.removesuffix(".md")
    address = "/" + ("" if stem == "index" else stem.removesuffix("/index") + "/")
    meta = FrontMatter(title=title or stem, description="x", order=order)
    return Page(path, address, meta)


def test_stated_order_comes_first_then_the_title() -> None:
    """So that an editor orders what matters and leaves the rest."""
    pages = [made("index.md"), made("a/index.md"), made("a/z.md", "B"), made("a/y.md", "a")]
    pages += [made("a/x.md", "Z", order=2), made("a/w.md", "Z", order=1)]
    assert [p.path for p in Sections(pages).children("/a/")] == [
        "a/w.md",
        "a/x.md",
        "a/y.md",
        "a/z.md",
    ]


def test_breadcrumbs_lead_from_home_to_the_page() -> None:
    """Back leaves the site, so every page says where it stands."""
    pages = [made("index.md"), made("a/index.md"), made("a/b/index.md"), made("a/b/c.md")]
    crumbs = Sections(pages).crumbs(pages[-1])
    assert [p.address for p in crumbs] == ["/", "/a/", "/a/b/"]


def test_the_next_page_is_of_the_same_section() -> None:
    """The last one leads nowhere."""
    pages = [made("index.md"), made("a/index.md"), made("a/b.md"), made("a/c.md")]
    sections = Sections(pages)
    assert sections.next(pages[2]) == pages[3]
    assert sections.next(pages[3]) is None
    assert sections.next(pages[1]) is None


def test_next_never_leads_out_of_a_section() -> None:
    """Neither into a section below it nor, from a page at the top, into any section."""
    pages = [made("index.md"), made("about.md", order=1), made("a/index.md", order=1)]
    pages += [made("a/b.md", order=1), made("a/deep/index.md", order=2), made("a/c.md", order=3)]
    sections = Sections(pages)
    assert sections.next(pages[1]) is None
    assert sections.next(pages[3]) == pages[5]


def test_menus_never_grow_with_the_site() -> None:
    """A page carries the same amount of navigation in a site of ten pages or ten thousand."""
    pages = [made("index.md")]
    for number in range(20):
        pages += [made(f"s{number}/index.md"), made(f"top{number}.md", order=number)]
        pages += [made(f"s{number}/p{other}.md") for other in range(20)]
    sections = Sections(pages)
    assert len(sections.menu) == MENU_LENGTH
    assert len(sections.about) == COLUMN_LENGTH
    assert all(len(sections.column(front)) == COLUMN_LENGTH for front in sections.menu)


def test_pages_at_the_top_are_in_the_foot_only_if_they_say_where() -> None:
    """A thousand loose pages do not flood it."""
    pages = [made("index.md"), made("about.md", order=1), made("loose.md")]
    assert [p.path for p in Sections(pages).about] == ["about.md"]


def test_a_long_section_is_listed_on_several_screens() -> None:
    """Each within the weight of a page, and linked both ways."""
    pages = [made("index.md"), made("a/index.md")]
    pages += [made(f"a/p{number:03}.md") for number in range(LISTING_LENGTH * 2 + 1)]
    first, second, third = Sections(pages).listings(pages[1])
    assert (first.address, second.address, third.address) == ("/a/", "/a/list-2/", "/a/list-3/")
    assert (first.previous, first.next) == (None, "/a/list-2/")
    assert (third.previous, third.next) == ("/a/list-2/", None)
    assert len(third.pages) == 1


def test_an_address_needed_for_a_list_cannot_be_a_page() -> None:
    """Neither may silently win."""
    pages = [made("index.md"), made("a/index.md"), made("a/list-2.md")]
    pages += [made(f"a/p{number}.md") for number in range(LISTING_LENGTH)]
    (problem,) = Sections(pages).problems()
    assert "/a/list-2/ is needed" in problem.what


def test_a_written_home_page_lists_nothing() -> None:
    """It says in its own words where to go; one that was made lists all there is."""
    about = made("about.md")
    assert Sections([made("index.md"), about]).listings(made("index.md")) == ()
    home = Page("", "/", FrontMatter(title="x", description="x"))
    assert Sections([home, about]).listings(home)[0].pages == (about,)


def test_an_unlisted_page_is_reached_by_a_link_alone(lane: Callable[[Files], Lane]) -> None:
    """In no menu, list or sitemap, and not found by search; it still says where it is."""
    site = lane({"a/index.md": page(title="Part"), "a/b.md": page(unlisted="true", title="Quiet")})
    site.build()
    for name in ("index.html", "a/index.html", "sitemap.xml"):
        assert "Quiet" not in site.read(name)
        assert "/a/b/" not in site.read(name)
    made = site.read("a/b/index.html")
    assert '<meta name="robots" content="noindex">' in made
    assert '<a href="/a/">Part</a>' in made
