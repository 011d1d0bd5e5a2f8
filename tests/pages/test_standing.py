"""Who stands behind a page, a pack and the whole site: said to readers, and to editors."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import SITE_TOML, Files, Lane, page

Make = Callable[[Files], Lane]

NOT_YET = "No survivor, practitioner or lawyer has checked this page yet."
CHECKED = "[{role: survivor, on: 2026-05-02}, {role: lawyer, on: 2026-05-03}]"
QUIET = {"tab_title": "Information"}


def test_a_page_says_who_has_checked_it_or_that_nobody_has(lane: Make) -> None:
    """For survivors, on the front page and on the one about the site; others say nothing."""
    site = lane(
        {
            "about.md": page(kind="about"),
            "other.md": page(),
            "q/index.md": page(audience="survivors", **QUIET),
            "q/a.md": page(reviewed_by=CHECKED, reviewed_on="2026-05-01", **QUIET),
            "q/b.md": page(reviewed_on="2026-05-01", **QUIET),
        }
    )
    site.build()
    for name in ("index.html", "about/index.html", "q/index.html", "q/b/index.html"):
        assert NOT_YET in site.read(name), name
    assert NOT_YET not in site.read("other/index.html")
    read = site.read("q/a/index.html")
    assert "Checked by: a survivor (2 May 2026), a lawyer (3 May 2026)." in read
    assert NOT_YET not in read
    assert "1 of the 3 pages for people who are harmed" in site.read("about/index.html")


def test_editors_are_told_by_owner(lane: Make) -> None:
    """Which pages nobody has checked, and whose they are."""
    site = lane(
        {
            "q/index.md": page(audience="survivors", owner="Ana", **QUIET),
            "q/a.md": page(reviewed_by=CHECKED, **QUIET),
            "q/b.md": page(owner="Ana", **QUIET),
            "other.md": page(),
        }
    )
    told = site.run("check").output
    assert "other reader yet (reviewed_by): 3" in told
    assert "  (no owner): index.md\n" in told
    assert "  Ana: q/b.md, q/index.md\n" in told


def test_a_site_without_a_name_behind_it_says_so_loudly(lane: Make) -> None:
    """At every build and check, and on the page about the site; with both it is quiet."""
    site = lane({"about.md": page(kind="about")})
    for command in ("build", "check"):
        assert "NOT SIGNED" in site.run(command).output
    assert "Nobody has put their name to this site yet." in site.read("about/index.html")
    assert "There is no address to write to yet." in site.read("about/index.html")
    signed = 'owner = "A Charity"\n' + SITE_TOML + '[links]\ncontact = "mailto:us@example.org"\n'
    site = lane({"site.toml": signed, "about.md": page(kind="about")})
    for command in ("build", "check"):
        assert "NOT SIGNED" not in site.run(command).output
    assert "A Charity" in site.read("about/index.html")
    assert 'href="mailto:us@example.org"' in site.read("about/index.html")


def test_a_role_that_nobody_knows_is_a_mistake(lane: Make) -> None:
    """Readers have to understand what it stands for."""
    site = lane({"a.md": page(reviewed_by="[{role: expert, on: 2026-05-02}]")})
    (problem,) = site.problems()
    assert (problem.path, problem.line) == ("content/a.md", 4)
    assert "survivor" in f"{problem.what} {problem.how_to_fix}"
