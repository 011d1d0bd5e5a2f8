"""Files are read, each with what is wrong with it."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from safe_exit.base.problems import ContentError
from tests.conftest import TODAY, Files, Lane, page

Make = Callable[[Files], Lane]


@pytest.mark.parametrize(
    ("key", "value", "published"),
    [
        ("draft", "true", False),
        ("publish_on", "2026-06-01", False),
        ("publish_on", "2026-05-31", True),
        ("retire_on", "2026-05-31", False),
        ("retire_on", "2026-06-01", True),
    ],
)
def test_dates_and_drafts(lane: Make, key: str, value: str, published: bool) -> None:
    """Compared with the day given to the build; the preview shows all."""
    site = lane({"a.md": page(**{key: value})})
    assert ("/a/" in {p.address for p in site.load(TODAY).pages}) == published
    assert "/a/" in {p.address for p in site.load(TODAY, drafts=True).pages}


def test_a_link_to_a_page_that_is_not_published_says_why(lane: Make) -> None:
    """Otherwise it would lead to nothing."""
    site = lane({"a.md": page(draft="true"), "b.md": page("[a](a.md)\n")})
    assert "leads to a page that is a draft" in str(site.problems()[0])


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"a.md": page(section="help")}, "content/a.md:4: 'section' says 'help', but the file"),
        ({"a.exe": "x"}, "content/a.exe: files ending in '.exe' cannot be published"),
        (
            {"help/portal-passwords.txt": "a=b"},
            "content/help/portal-passwords.txt: this file holds the portal's passwords",
        ),
        (
            {"portal/portal-passwords.txt": "a=b"},
            "content/portal/portal-passwords.txt: this file holds the portal's passwords",
        ),
        ({"robots.txt": "x"}, "content/robots.txt: the build makes a file of this name itself"),
        ({"data/x.md": page()}, "content/data/x.md: nothing reads this file"),
    ],
)
def test_files_in_the_wrong_place_are_told(lane: Make, files: Files, told: str) -> None:
    """With what to do instead."""
    assert str(lane(files).problems()[0]).startswith(told)


def test_a_link_out_of_the_folder_is_refused(lane: Make) -> None:
    """A symbolic link could publish any file of the machine."""
    site = lane({})
    (site.content / "secret.md").symlink_to("/etc/hostname")
    assert "link to a file outside" in str(site.problems()[0])


def test_hidden_files_are_left_alone(lane: Make) -> None:
    """Editors and systems leave them everywhere."""
    site = lane({".DS_Store": b"\x00", ".git/x.md": "nothing", "a/.x.md.swp": b"\xff"})
    assert not site.problems()


def test_a_file_nobody_offers_is_not_published(lane: Make) -> None:
    """A note left beside the pages stays private; editors are told."""
    site = lane({"pack.pdf": b"%PDF", "notes.docx": b"x", "a.md": page("[Pack](pack.pdf)\n")})
    content = site.load()
    assert [file.path for file in content.attachments] == ["pack.pdf"]
    assert "notes.docx: note: no page offers this file" in str(content.hints[0])


def test_problems_of_all_files_are_told_in_one_run(lane: Make) -> None:
    """Configuration, data, front matter and text together."""
    site = lane(
        {
            "site.toml": 'name = "x"\n',
            "data/figures.yaml": "a: 1\n",
            "a.md": "no front matter",
            "b.md": page("[x](nowhere.md)\n"),
        }
    )
    with pytest.raises(ContentError) as caught:
        site.load(datetime.date(2026, 1, 1))
    assert [p.path for p in caught.value.problems] == [
        "content/a.md",
        "content/b.md",
        "content/data/figures.yaml",
        "content/site.toml",
    ]


@pytest.mark.parametrize("name", ["templates/about.md", "static/leave/about.md"])
def test_a_page_among_templates_or_styles_is_not_passed_over(lane: Make, name: str) -> None:
    """What lies there is the site's own look, and no page is lost there in silence."""
    (problem,) = lane({name: page()}).problems()
    assert str(problem).startswith(f"content/{name}: this folder holds the site's own look")
