"""A pack's pages → one text, as a book wants it: chapters that refer to each other by page."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote

from tinyhtml5 import parse

from safe_exit.base.problems import DocumentError, Problem
from safe_exit.packs.pack import Pack
from safe_exit.pages.page import Page


@dataclass(frozen=True)
class Text:
    """Everything that the documents of a pack are made of."""

    name: str
    """Of its files, without their ending: 'core-engagement-1.0'."""
    title: str
    description: str
    language: str
    address: str
    """Of this version, on the web: what an EPUB is known by."""
    edition: str
    """As a title page says it: 'Version 1.0, 23 November 2026'."""
    date: datetime.date
    paper: str = field(repr=False)
    """A whole HTML document, for the PDF."""
    chapters: str = field(repr=False)
    """The chapters' HTML, for the others."""
    where: str = ""
    """The file to name in messages, and the line of it."""
    line: int = 0


def failure(where: str, line: int, what: str, fix: str) -> DocumentError:
    return DocumentError([Problem(where, line, what, fix)])


def first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


# What only works on a screen, or asks a browser to do something.
ON_SCREEN = {"role", "tabindex", "aria-label", "rel", "download", "data-leave"}


@dataclass(frozen=True)
class Worksheet:
    """A part of a chapter that has room to write."""

    id: str
    title: str


@dataclass(frozen=True)
class Chapter:
    """A page as a part of a book. Every id in it begins with its own."""

    id: str
    page: Page
    html: str
    worksheets: tuple[Worksheet, ...]


def make_manuscript(pack: Pack, base_url: str, prefix: str) -> tuple[Chapter, ...]:
    """The pages of a pack as chapters, the front page first.

    ``base_url`` and ``prefix`` are those of the site: a link to another chapter leads
    there inside the book, a link to any other page to the website.
    """
    names = {f"{prefix}{page.address}": _id(page) for page in pack.pages}
    return tuple(_chapter(page, names, base_url, prefix) for page in pack.pages)


def _id(page: Page) -> str:
    if page.is_front:
        return "introduction"
    return "chapter-" + page.address.rstrip("/").rpartition("/")[2].replace(".", "-")


def _chapter(page: Page, names: dict[str, str], base_url: str, prefix: str) -> Chapter:
    root = parse(page.rendered.html, namespace_html_elements=False).find("body")
    assert root is not None  # the parser makes one of any text
    own = _id(page)
    _take_out(root)
    for element in list(root.iter()):
        for name in ON_SCREEN & element.attrib.keys():
            del element.attrib[name]
        for name in ("id", "aria-labelledby"):
            if name in element.attrib:
                element.set(name, f"{own}--{_plain(element.attrib[name])}")
        if "href" in element.attrib:
            _link(element, own, names, base_url, prefix)
    _print_addresses(root)
    if len(root) and root[-1].tag == "h2":  # of the list of chapters, which stands on the web
        root.remove(root[-1])
    worksheets = tuple(_worksheets(root))
    html = (root.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in root
    )
    return Chapter(own, page, html, worksheets)


def _plain(name: str) -> str:
    return name.replace(":", "-")


def _take_out(root: etree.Element) -> None:
    """Remove pictures that our templates draw beside the same words, what is hidden, and
    the ways back from notes. A frame that lets a wide table scroll is replaced by its table.
    """
    for parent in list(root.iter()):
        for index in reversed(range(len(parent))):
            child = parent[index]
            if child.get("class") == "scroll":
                child[0].tail = child.tail
                parent[index] = child[0]
            elif _is_for_screens(child):
                _join(parent, index, child.tail or "")
                parent.remove(child)


def _is_for_screens(element: etree.Element) -> bool:
    return (
        element.tag.endswith("}svg")
        or "hidden" in element.attrib
        or element.get("class") == "footnote-backref"
    )


def _join(parent: etree.Element, index: int, text: str) -> None:
    """Add to the text that stands before a child."""
    if index:
        parent[index - 1].tail = (parent[index - 1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _link(
    element: etree.Element, own: str, names: dict[str, str], base_url: str, prefix: str
) -> None:
    href = element.attrib["href"]
    place, _, fragment = href.partition("#")
    fragment = _plain(unquote(fragment))
    # Python-Markdown and the sanitiser write an address as it is; only ids need care.
    if not place:
        element.set("href", f"#{own}--{fragment}")
    elif place in names:
        element.set("href", f"#{names[place]}" + (fragment and f"--{fragment}"))
        element.set("class", "chapter-link")
    elif place.startswith(f"{prefix}/"):
        element.set("href", base_url + href.removeprefix(f"{prefix}/"))


def _print_addresses(root: etree.Element) -> None:
    """Behind a link that leads out, its address: on paper nobody can follow it."""
    for parent in list(root.iter()):
        for index in reversed(range(len(parent))):
            link = parent[index]
            href = link.get("href", "")
            words = href.removeprefix("https://").removeprefix("http://").removesuffix("/")
            if words != href and words not in "".join(link.itertext()):
                address = etree.Element("span", {"class": "address"})
                address.text, address.tail, link.tail = f" ({words})", link.tail, None
                parent.insert(index + 1, address)


def _worksheets(root: etree.Element) -> Iterator[Worksheet]:
    """Mark the tables with room to write in, and the headings of level 2 they stand under.

    So is the next heading: what comes after a worksheet is for the worker, and is not to
    stand on the sheet that is given away.
    """
    heading: etree.Element | None = None
    after = False
    for element in root:
        if element.tag == "h2":
            heading = element
            if after:
                heading.set("class", "after-worksheet")
            after = False
        if not [table for table in element.iter("table") if _is_form(table)]:
            continue
        if heading is not None:
            heading.set("class", "worksheet")
            after = True
            yield Worksheet(heading.attrib["id"], "".join(heading.itertext()))
            heading = None


def _is_form(table: etree.Element) -> bool:
    """Whether a table has empty cells below its head; they and their rows are marked then."""
    rows = [row for body in table.iter("tbody") for row in body]
    blank = [
        cell for row in rows for cell in row if not len(cell) and not (cell.text or "").strip()
    ]
    if not blank:
        return False
    table.set("class", "form")
    for row in rows:
        if any(cell in blank for cell in row[1:]) and row[0] not in blank:
            # What stands before the empty cells says what to write into them.
            row[0].tag = "th"
            row[0].set("scope", "row")
    for cell in blank:
        cell.set("class", "blank")
    return True
