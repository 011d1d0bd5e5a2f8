"""Paths become addresses; what cannot is an error that names both files."""

from __future__ import annotations

import pytest

from safe_exit.content.addresses import address_of, alias_problems, clashes, parent


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", "/"),
        ("about.md", "/about/"),
        ("help/index.md", "/help/"),
        ("help/Phone Numbers.md", "/help/phone-numbers/"),
        ("Help/Ünïcode & more!.md", "/help/unicode-more/"),
        ("a/b/c_d.md", "/a/b/c_d/"),
        ("page-2.md", "/page-2/"),
        ("404.md", "/404.html"),
    ],
)
def test_addresses_are_lower_case_and_end_with_a_slash(path: str, address: str) -> None:
    """Plain letters, so that they can be read out over the telephone."""
    assert address_of(path) == address


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("a..b.md", "'..'"),
        ("../x.md", "'..'"),
        ("☂.md", "without any letter"),
        ("_private/x.md", "reserved"),
        ("data/x.md", "reserved"),
        ("sitemap.xml/x.md", "reserved"),
        ("404/x.md", "reserved"),
    ],
)
def test_some_names_cannot_be_addresses(path: str, told: str) -> None:
    """They would leave the folder, or take a place the site needs."""
    with pytest.raises(ValueError, match=told):
        address_of(path)


@pytest.mark.parametrize(
    ("address", "above"), [("/a/b/", "/a/"), ("/a/", "/"), ("/", "/"), ("/404.html", "/")]
)
def test_what_lies_above_an_address(address: str, above: str) -> None:
    """Home lies above everything."""
    assert parent(address) == above


def test_two_files_for_one_address_name_each_other() -> None:
    """Also where they differ only in case, which some disks cannot even tell apart."""
    found = clashes([("a.md", "/a/"), ("a/index.md", "/a/"), ("A.md", "/a/")], "content")
    assert [problem.what for problem in found] == [
        "a/index.md and a.md have the same address /a/",
        "A.md and a.md differ only in capital letters and have the same address /a/",
    ]


@pytest.mark.parametrize(
    ("alias", "told"),
    [
        ("old", "must begin with a slash"),
        ("/a/../b/", "may not hold .."),
        ("/a b/", "must begin with a slash and hold no space"),
        ("/sitemap.xml", "the site itself uses"),
        ("/now/", "already an address of now.md"),
        ("/now", "already an address of now.md"),
    ],
)
def test_an_old_address_has_to_be_free_and_plain(alias: str, told: str) -> None:
    """It ends up in a file that hosts read line by line."""
    found = alias_problems([("page.md", 3, alias)], {"/now/": "now.md"}, "content")
    assert told in str(found[0])
    assert str(found[0]).startswith("content/page.md:3: ")


def test_two_pages_cannot_claim_one_old_address() -> None:
    """The message names both."""
    found = alias_problems([("a.md", 1, "/old/"), ("b.md", 1, "/old")], {}, "content")
    assert "of b.md is already an address of a.md" in found[0].what
