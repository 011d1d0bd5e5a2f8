"""The resource library: where each entry leads, and what our own pages say of themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from safe_exit.base.places import DATA_FOLDER
from safe_exit.base.problems import AuthorError, Problem
from safe_exit.content.attachments import Attachment
from safe_exit.content.links import Targets, resolve
from safe_exit.data.resources import Resource
from safe_exit.data.tables import Data

PAGE = "professionals/library.md"
"""The page that shows all entries; while it is published there is a feed of them."""

ADDRESS = "/professionals/library/"

FEED = "/professionals/library.atom"

WORDS_A_MINUTE = 200


@dataclass(frozen=True)
class Text:
    """What the library tells of a page of ours."""

    minutes: int
    reviewed_on: date | None = None


def minutes(body: str) -> int:
    """How long the text of a page takes to read, in whole minutes."""
    text = re.sub(r"\]\([^)]*\)", "]", body)  # nobody reads the address of a link
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    return max(1, round(len(words) / WORDS_A_MINUTE))


@dataclass(frozen=True)
class Entry:
    """A resource, and what a reader is told of it. '' stands for what is not known."""

    name: str
    line: int
    """Where it stands in the file."""
    resource: Resource
    href: str = ""
    text: Text | None = None
    """Of the page of ours that it is."""
    file: Attachment | None = None
    """The file of ours that it is."""

    @property
    def host(self) -> str:
        """The other website it is on, as people say it; '' for what is ours."""
        return (urlsplit(self.href).hostname or "").removeprefix("www.")

    @property
    def website_only(self) -> bool:
        """Whether only the website is known that it is on, and not its place there."""
        whole = self.resource.kind in ("Website", "Service")
        return bool(self.host) and not whole and urlsplit(self.href).path in ("", "/")

    @property
    def dated(self) -> str:
        """When it was published, as exactly as that is known: 'January 2020'."""
        if self.text:
            return f"{self.text.reviewed_on:%-d %B %Y}" if self.text.reviewed_on else ""
        part = self.resource.date or ""
        form = {10: "%-d %B %Y", 7: "%B %Y"}.get(len(part))
        return date.fromisoformat(f"{part}-01"[:10]).strftime(form) if form else part


@dataclass(frozen=True)
class Library:
    """All entries in the order of the file."""

    entries: tuple[Entry, ...] = ()
    feed: str = ""
    """Where the feed is, with the prefix of the site; '' where there is none."""

    @property
    def newest(self) -> tuple[Entry, ...]:
        """The entries as a feed wants them: those added last come first."""
        return tuple(sorted(self.entries, key=lambda e: e.resource.added_on, reverse=True))


def make_library(
    data: Data, targets: Targets, text_of: Callable[[str], Text], shown: str
) -> tuple[Library, list[Problem]]:
    """Find where each resource leads.

    ``text_of`` tells of a published page by its path, ``shown`` is the content folder's
    name in messages. Returns the library and every problem with what the rows say together.
    """
    where = f"{shown}/{DATA_FOLDER}/resources.yaml"
    entries, problems = [], []
    for name, resource in data.resources.items():
        line = data.lines.get(("resources.yaml", name), 0)
        try:
            href, text, file = _place(resource, targets, text_of)
            entries.append(Entry(name, line, resource, href, text, file))
        except AuthorError as error:
            problems.append(Problem(where, line, f"'{name}': {error.what}", error.how_to_fix))
        for what, fix in _gaps(name, resource):
            problems.append(Problem(where, line, f"'{name}' {what}", fix))
    feed = f"{targets.prefix}{FEED}" if entries and PAGE in targets.pages else ""
    return Library(tuple(entries), feed), problems


def _place(
    resource: Resource, targets: Targets, text_of: Callable[[str], Text]
) -> tuple[str, Text | None, Attachment | None]:
    """Where a resource is, and the page or file of ours that it is. Raises `AuthorError`."""
    if resource.page:
        found = resolve(f"/{resource.page}", "", targets)
        return found.href, text_of(found.page) if found.page else None, found.file
    if resource.link:
        if resource.link not in targets.names:
            what = f"there is no link called '{resource.link}'"
            raise AuthorError(what, "Add it under [links] in site.toml")
        return targets.names[resource.link], None, None
    return resource.address or "", None, None


def _gaps(name: str, resource: Resource) -> Iterator[tuple[str, str]]:
    """What a row lacks, or says although it is known from elsewhere."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        yield "is no name for an entry", "Use a to z, 0 to 9 and hyphens: it stands in an address"
    places = [key for key in ("address", "page", "link") if getattr(resource, key)]
    if len(places) > 1:
        yield f"is in more than one place: {', '.join(places)}", "Keep one of them"
    page = (resource.page or "").endswith(".md")
    known = ("publisher", "format", "date") if page else ("publisher", "format")
    typed = [key for key in known if getattr(resource, key)]
    if resource.page and typed:
        what = f"says what is filled in for what is ours: {', '.join(typed)}"
        yield what, "Take it out"
    if not resource.page and not resource.publisher:
        yield "does not say who published it", "Add a line 'publisher: …'"
