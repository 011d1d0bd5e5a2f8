"""Entries of the library: where each leads, and what is told of it."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

import pytest

from safe_exit.base.problems import ContentError
from safe_exit.content.dialect import reading_minutes
from tests.conftest import SITE_TOML, Files, Lane, page

Make = Callable[[Files], Lane]
ATOM = "{http://www.w3.org/2005/Atom}"
LIBRARY = {"professionals/library.md": page("[[resources: all]]\n", "Library")}


def row(name: str, *lines: str, added: str = "2026-01-01") -> str:
    """A resource with what is always needed, and further lines as they are written."""
    needed = (
        f"title: The {name}",
        "what: What it is.",
        "topics: [Drive, Risk]",
        "kind: Report",
        f"added_on: {added}",
        "checked_on: 2026-01-01",
        "review_by: 2027-01-01",
    )
    return "\n  ".join((f"{name}:", *needed, *lines)) + "\n"


def shelf(*rows: str) -> Files:
    """A site whose library holds these rows."""
    return {**LIBRARY, "data/resources.yaml": "".join(rows)}


def item(site: Lane, name: str) -> str:
    """An entry as it stands on the library's page."""
    found = next(one for one in site.load().pages if one.path == "professionals/library.md")
    match = re.search(rf'<li id="resource-{name}".*?</li>', found.rendered.html, re.DOTALL)
    assert match
    return match.group()


def told(site: Lane) -> str:
    """What is wrong with a site, in one text."""
    with pytest.raises(ContentError) as caught:
        site.load()
    return str(caught.value)


def test_an_outside_entry_says_who_and_when_and_where_its_link_leads(lane: Make) -> None:
    """And following it tells the other website nothing."""
    html = item(
        lane(
            shelf(
                row(
                    "paper",
                    "publisher: A journal",
                    "date: 2025-01-21",
                    "format: PDF",
                    "roles: [Policy, Social work]",
                    "address: https://www.journal.example/paper",
                )
            )
        ),
        "paper",
    )
    assert 'data-a="2 5" data-b="5" data-c="4 6"' in html
    assert '<a href="https://www.journal.example/paper" rel="noreferrer">The paper</a>' in html
    assert "on journal.example" in html
    assert "Report. A journal, 21 January 2025. PDF. For: policy, social work." in html


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("date: 2020", "P, 2020."),
        ("date: 2020-02", "P, February 2020."),
        ("date: 2020-02-29", "P, 29 February 2020."),
        ("", "P. No date given."),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(lane: Make, written: str, said: str) -> None:
    """A day is never made up for a month."""
    assert said in item(lane(shelf(row("it", "publisher: P", written))), "it")


@pytest.mark.parametrize("written", ["2021-02-29", "2020-13", "Spring 2020", "20200101", "99"])
def test_a_date_that_is_none_is_told(lane: Make, written: str) -> None:
    """With how to write one."""
    text = told(lane(shelf(row("it", "publisher: P", f"date: {written}"))))
    assert "'date' is not a date; write it like 2026, 2026-05 or 2026-05-31" in text


def test_a_website_alone_is_not_sold_as_the_thing_itself(lane: Make) -> None:
    """The title is no link; but of an organisation the website is the thing."""
    address = "address: https://www.there.example/"
    site = lane(
        shelf(
            row("it", "publisher: P", address),
            row("place", "publisher: P", address).replace("kind: Report", "kind: Website"),
        )
    )
    assert "<h3>The it</h3>" in item(site, "it")
    assert "Look for it on <a" in item(site, "it")
    assert 'rel="noreferrer">The place</a>' in item(site, "place")


def test_an_address_that_is_not_confirmed_is_said_so(lane: Make) -> None:
    """Until the name in site.toml gets one."""
    files = shelf(row("it", "publisher: P", "link: blog", "source: https://www.s.example/x"))
    links = '[links]\nblog = "{}"\n'
    empty = item(lane({**files, "site.toml": SITE_TOML + links.format("")}), "it")
    assert "Its address is not confirmed" in empty
    assert 'We know of it from <a href="https://www.s.example/x" rel="noreferrer">s.ex' in empty
    full = item(
        lane({**files, "site.toml": SITE_TOML + links.format("https://blog.example/1")}), "it"
    )
    assert "not confirmed" not in full
    assert 'href="https://blog.example/1"' in full


def test_a_page_of_ours_tells_its_own_review_and_length(lane: Make) -> None:
    """Nobody types them."""
    long = page("word " * 500, "Long", reviewed_on="2026-05-01")
    html = item(
        lane({**shelf(row("it", "page: professionals/long.md")), "professionals/long.md": long}),
        "it",
    )
    assert '<a href="/professionals/long/">The it</a>' in html
    assert "A page of this site, reviewed 1 May 2026, 2 min to read." in html


def test_words_are_counted_without_the_addresses_of_links() -> None:
    """A reader reads the words of a link. And nothing is read in no time."""
    assert reading_minutes("[a link](https://very/long/address/of/many/words) " * 200) == 2
    assert reading_minutes("") == 1


def test_a_file_of_ours_is_published_with_its_kind_and_size(lane: Make) -> None:
    """An entry offers it like a page does."""
    site = lane({**shelf(row("it", "page: packs/it.pdf")), "packs/it.pdf": b"%PDF-" + b" " * 5000})
    html = item(site, "it")
    assert '<a href="/packs/it.pdf" download="">The it</a>' in html
    assert "Report. PDF, 5 KB. For all professionals." in html
    assert (site.build() / "packs" / "it.pdf").is_file()


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        (("publisher: P", "address: https://a.example/x", "link: x"), "in more than one place"),
        (("page: professionals/library.md", "publisher: P"), "what is filled in for what is ours"),
        (
            ("page: professionals/librari.md",),
            "there is no page or file 'professionals/librari.md'",
        ),
        (("page: ../other.md",), "leads out of the content folder"),
        (("page: new.md",), "leads to a page that is a draft"),
        (("page: help/quiet.md",), "is a page for survivors"),
        (("publisher: P", "link: nowhere"), "there is no link called 'nowhere'"),
        ((), "does not say who published it"),
        (("publisher: P", "topics: []"), "'topics' is written twice"),
        (("publisher: P", "kinds: Report"), "Did you mean 'kind'?"),
        (("publisher: P", "address: http://a.example/"), "begins with https://"),
    ],
)
def test_a_mistake_in_a_row_is_told_with_its_line(
    lane: Make, lines: tuple[str, ...], what: str
) -> None:
    """Before anything is published."""
    quiet = {
        "help/index.md": page(audience="survivors", tab_title="Information"),
        "help/quiet.md": page(tab_title="Information"),
    }
    site = lane(
        {
            **shelf(row("ok", "publisher: P"), row("it", *lines)),
            **quiet,
            "new.md": page(draft="true"),
        }
    )
    text = told(site)
    assert what in text
    assert re.search(r"content/data/resources\.yaml:(1\d|2\d):", text)


def test_a_name_has_to_fit_into_an_address(lane: Make) -> None:
    """It is a heading's address, and an entry's id in the feed."""
    assert "'A b' is no name for an entry" in told(lane(shelf(row("A b", "publisher: P"))))


def test_the_first_alone_come_without_choices(lane: Make) -> None:
    """Those that are asked for, in the order of the file."""
    files = shelf(
        row("one", "publisher: P", "asked_for: true"),
        row("two", "publisher: P"),
        row("three", "publisher: P", "asked_for: true"),
    )
    site = lane({**files, "some.md": page("[[resources: first]]\n")})
    html = next(one for one in site.load().pages if one.path == "some.md").rendered.html
    assert re.findall('id="resource-(.*?)"', html) == ["one", "three"]
    assert "<input" not in html


def test_the_feed_tells_what_is_new_first(lane: Make) -> None:
    """By the days in the data alone, so that two builds of it are the same."""
    site = lane(
        shelf(
            row("old", "publisher: P & <Q>", added="2026-01-01"),
            row("new", "publisher: P", "address: https://a.example/x", added="2026-03-01"),
            row("page", "page: professionals/library.md", added="2026-02-01"),
        )
    )
    site.write({"site.toml": SITE_TOML.replace(".example/", ".example/docs/")}).build()
    feed = etree.fromstring(site.read("professionals/library.atom"))
    assert feed.findtext(f"{ATOM}updated") == "2026-03-01T00:00:00Z"
    home = "https://test-lane.example/docs/professionals/library/"
    entries = feed.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}id") for entry in entries] == [
        f"{home}#resource-{name}" for name in ("new", "page", "old")
    ]
    links = [entry.find(f"{ATOM}link") for entry in entries]
    assert [link.get("href") for link in links if link is not None] == [
        "https://a.example/x",
        home,
        f"{home}#resource-old",
    ]
    assert entries[2].findtext(f"{ATOM}summary") == "What it is. P & <Q>. No date given."
    assert 'href="/docs/professionals/library.atom"' in site.read(
        "professionals/library/index.html"
    )


def test_without_the_library_there_is_no_feed(lane: Make) -> None:
    """A page may show entries all the same."""
    files = {
        "data/resources.yaml": row("it", "publisher: P"),
        "some.md": page("[[resources: all]]\n"),
    }
    site = lane(files)
    assert site.problems() == []
    assert not list(site.out.rglob("*.atom"))
