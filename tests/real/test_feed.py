"""The feed of the real library, held against the rules of Atom (RFC 4287)."""

from __future__ import annotations

import datetime
import re
import xml.etree.ElementTree as etree
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from safe_exit.data.resources import FEED, RESOURCES
from safe_exit.web.content import Content
from tests.conftest import real_content

ATOM = "{http://www.w3.org/2005/Atom}"
# RFC 3339 as RFC 4287 asks for it: a capital T, and a zone.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
FEED_PARTS = {"id", "title", "updated", "author", "link", "entry"}
ENTRY_PARTS = {"id", "title", "updated", "link", "category", "summary"}


@pytest.fixture(scope="module")
def content() -> Content:
    """The real content folder."""
    return real_content()


@pytest.fixture(scope="module")
def written(public: Path) -> bytes:
    """The feed as it is published."""
    return (public / FEED.lstrip("/")).read_bytes()


@pytest.fixture(scope="module")
def feed(written: bytes) -> etree.Element:
    """The feed as an XML parser reads it: well-formed, and without entities of its own."""
    assert b"<!" not in written
    return etree.fromstring(written)


def words(element: etree.Element, name: str) -> str:
    """The text of a part that stands there once."""
    parts = element.findall(ATOM + name)
    assert len(parts) == 1, name
    assert parts[0].text
    return parts[0].text


def moment(element: etree.Element) -> datetime.datetime:
    """When an element was updated."""
    text = words(element, "updated")
    assert MOMENT.fullmatch(text)
    return datetime.datetime.fromisoformat(text)


def test_every_part_is_atom_and_in_its_place(feed: etree.Element) -> None:
    """4.1: only parts that may stand there, and text that is plain text."""
    assert feed.tag == ATOM + "feed"
    assert {part.tag.removeprefix(ATOM) for part in feed} == FEED_PARTS
    for entry in feed.findall(ATOM + "entry"):
        assert {part.tag.removeprefix(ATOM) for part in entry} == ENTRY_PARTS
        for part in entry:
            assert len(part) == 0, "plain text holds no elements"
    author = feed.find(ATOM + "author")
    assert author is not None
    assert words(author, "name")


def test_what_is_needed_stands_there_once(feed: etree.Element) -> None:
    """4.1.1, 4.1.2: an id, a title, a moment; and an entry without content has a link."""
    for element in (feed, *feed.findall(ATOM + "entry")):
        assert words(element, "title")
        assert urlsplit(words(element, "id")).scheme == "https"
        links = [(link.get("rel"), link.get("type")) for link in element.findall(ATOM + "link")]
        assert max(Counter(links).values()) == 1
        assert "alternate" in {rel for rel, _ in links}
    for entry in feed.findall(ATOM + "entry"):
        assert words(entry, "summary")
    assert [link.get("rel") for link in feed.findall(ATOM + "link")].count("self") == 1


def test_ids_are_unique_and_say_no_version(feed: etree.Element) -> None:
    """4.2.6: what is updated keeps its id, and no other entry has it."""
    ids = [words(element, "id") for element in (feed, *feed.findall(ATOM + "entry"))]
    assert len(set(ids)) == len(ids)
    assert not [one for one in ids if one != one.strip() or "?" in one]


def test_moments_are_in_order(feed: etree.Element) -> None:
    """3.3: as RFC 3339 writes them; the newest entry is first and dates the feed."""
    moments = [moment(entry) for entry in feed.findall(ATOM + "entry")]
    assert moments == sorted(moments, reverse=True)
    assert moment(feed) == moments[0]


def test_links_are_whole_and_lead_to_professionals_pages_alone(
    feed: etree.Element, content: Content
) -> None:
    """A feed reader shows them outside the site: no survivors' page, no draft, no portal."""
    ours = {
        content.config.base_url + page.address.lstrip("/")
        for page in content.pages
        if page.listed and page.audience == "professionals"
    }
    for link in feed.iter(ATOM + "link"):
        href = link.get("href", "")
        assert href.startswith("https://")
        if href.startswith(content.config.base_url) and link.get("rel") != "self":
            assert href.partition("#")[0] in ours, href


def test_the_feed_names_no_page_for_survivors(written: bytes, content: Content) -> None:
    """Neither its title nor its address."""
    text = written.decode("utf-8")
    for page in content.pages:
        if page.audience == "survivors":
            assert f"<title>{page.meta.title}</title>" not in text
            assert f"{page.address}<" not in text
            assert f'{page.address}"' not in text


def test_all_entries_of_the_library_are_in_the_feed(feed: etree.Element, content: Content) -> None:
    """And each of them stands on the library's page under its id."""
    ids = {words(entry, "id").rpartition("#")[2] for entry in feed.findall(ATOM + "entry")}
    assert ids == {f"resource-{name}" for name in content.data.rows(RESOURCES)}
