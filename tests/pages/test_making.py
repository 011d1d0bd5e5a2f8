"""Files become pages."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Files, Lane, page

Make = Callable[[Files], Lane]


def test_addresses_come_from_paths(lane: Make) -> None:
    """And front pages from index.md."""
    site = lane({"about.md": page(), "help/index.md": page(), "help/Numbers.md": page()})
    pages = {p.path: (p.address, p.is_front) for p in site.load().pages}
    assert pages["index.md"] == ("/", True)
    assert pages["about.md"] == ("/about/", False)
    assert pages["help/index.md"] == ("/help/", True)
    assert pages["help/Numbers.md"] == ("/help/numbers/", False)


def test_a_folder_without_a_front_page_gets_one(lane: Make) -> None:
    """Also above it, and also when nobody wrote a 404 page."""
    site = lane({"long-name/deep/a.md": page()})
    found = {p.address: p.meta.title for p in site.load().pages}
    assert found["/long-name/"] == "Long name"
    assert found["/long-name/deep/"] == "Deep"
    assert found["/404.html"] == "Page not found"


def test_even_the_home_page_can_be_missing(lane: Make) -> None:
    """Any folder of Markdown with a site.toml can be built."""
    site = lane({"a.md": page()})
    (site.content / "index.md").unlink()
    (home,) = (p for p in site.load().pages if p.address == "/")
    assert home.meta.title == "Test Lane"


def test_a_section_for_survivors_is_for_survivors_throughout(lane: Make) -> None:
    """A page inside it cannot opt out of the rules that keep readers safe."""
    quiet = {"tab_title": "Info"}
    site = lane(
        {
            "quiet/index.md": page(audience="survivors", **quiet),
            "quiet/deep/a.md": page(audience="everyone", **quiet),
            "loud/index.md": page(audience="professionals"),
            "loud/b.md": page(),
            "loud/c.md": page(audience="everyone"),
        }
    )
    found = {p.path: p.audience for p in site.load().pages}
    assert found["quiet/deep/a.md"] == "survivors"
    assert found["loud/b.md"] == "professionals"
    assert found["loud/c.md"] == "everyone"
    assert found["index.md"] == "everyone"


def test_aliases_lead_to_the_new_address(lane: Make) -> None:
    """Published addresses are promises."""
    site = lane({"new.md": page(aliases="[/old/, /older]")})
    assert site.load().aliases == {"/old/": "/new/", "/older": "/new/"}
