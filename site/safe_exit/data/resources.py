"""The resource library, as `resources.yaml` holds it: what is worth reading or using, and where."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from safe_exit.base.places import DATA_FOLDER
from safe_exit.base.problems import AuthorError, Fault, Problem
from safe_exit.base.records import Check, Day, Https, Model, OneLine, PartDate
from safe_exit.base.templates import host
from safe_exit.content.attachments import Attachment
from safe_exit.content.links import Targets, resolve
from safe_exit.data.quoting import Data, Kind, Quoted, Stock, Table

# The library's choices are made of these, nine of each at most (static/finder/). They are
# short, so that two stand side by side on a phone.
Topic = Literal[
    "Working with perpetrators",
    "Drive",
    "Engage",
    "Working remotely",
    "Risk",
    "Survivors' views",
    "Figures",
    "Law and policy",
]

Sort = Literal[
    "Explainer",
    "Guidance",
    "Tool",
    "Training",
    "Report",
    "Law or plan",
    "Article",
    "Website",
    "Service",
]

Role = Literal[
    "Programmes",
    "Support services",
    "Police and probation",
    "Social work",
    "Health and housing",
    "Policy",
    "Research",
]

TOPICS: tuple[str, ...] = get_args(Topic)

KINDS: tuple[str, ...] = get_args(Sort)

ROLES: tuple[str, ...] = get_args(Role)


def _some(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value:
        raise ValueError("must name at least one")
    return value


class Resource(Model):
    """One entry: what it is, who it is for, and where it is.

    ``address`` is a whole address, ``page`` a page or file of the content folder, ``link``
    a name from site.toml; one of the three, or none where the address is not known. What
    a page or file of ours knows of itself (publisher, date, format, size, time to read)
    is never typed here. ``checked_on`` is the day the entry was compared with its source,
    which is ``source`` where that is another place. Neither day is shown to readers.
    """

    title: OneLine
    what: OneLine
    """One sentence."""
    topics: Annotated[tuple[Topic, ...], Check(_some)]
    kind: Sort
    roles: tuple[Role, ...] = ()
    """Whose work it is for; left out where it is for everyone's."""
    publisher: OneLine | None = None
    date: PartDate | None = None
    format: OneLine | None = None
    address: Https | None = None
    page: OneLine | None = None
    link: OneLine | None = None
    asked_for: bool = False
    """Whether it is among those that [[resources: first]] shows."""
    added_on: Day
    checked_on: Day
    review_by: Day
    source: Https | None = None


PAGE = "professionals/library.md"
"""The page that shows all entries; while it is published there is a feed of them."""

ADDRESS = "/professionals/library/"

FEED = "/professionals/library.atom"


@dataclass(frozen=True)
class Text:
    """What the library tells of a page of ours."""

    minutes: int
    reviewed_on: datetime.date | None = None


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
        return host(self.href)

    @property
    def website_only(self) -> bool:
        """Whether only the website is known that it is on, and not its place there."""
        whole = self.resource.kind in ("Website", "Service")
        return bool(self.host) and not whole and urlsplit(self.href).path in ("", "/")

    @property
    def date(self) -> str:
        """When it was published or reviewed, as exactly as that is known: '2020-01'."""
        if self.text:
            return str(self.text.reviewed_on or "")
        return self.resource.date or ""


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
    data: Data, targets: Targets, text_of: Callable[[str], Text], folder: str
) -> tuple[Library, list[Problem]]:
    """Find where each resource leads.

    ``text_of`` tells of a published page by its path, ``folder`` is the content folder's
    name in messages. Returns the library and every problem with what the rows say together.
    """
    where = f"{folder}/{DATA_FOLDER}/{RESOURCES.file}"
    entries, problems = [], []
    for name, resource in data.rows(RESOURCES).items():
        line = data.line(RESOURCES, name)
        try:
            href, text, file = _place(resource, targets, text_of)
            entries.append(Entry(name, line, resource, href, text, file))
        except AuthorError as error:
            fault = error.fault
            problems.append(Problem(where, line, f"'{name}': {fault.what}", fault.how_to_fix))
        for what, fix in _gaps(name, resource):
            problems.append(Problem(where, line, f"'{name}' {what}", fix))
    feed = f"{targets.prefix}{FEED}" if entries and PAGE in targets.pages else ""
    return Library(tuple(entries), feed), problems


def _place(
    resource: Resource, targets: Targets, text_of: Callable[[str], Text]
) -> tuple[str, Text | None, Attachment | None]:
    """Where a resource is, and the page or file of ours that it is. Raises `AuthorError`."""
    if resource.page:
        target = resolve(f"/{resource.page}", "", targets)
        return target.href, text_of(target.page) if target.page else None, target.file
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


def _quote(stock: Stock, name: str, _alone: bool) -> Quoted:
    """All entries with choices that filter them, or those alone that are asked for most."""
    library = stock.made(Library)
    entries = [entry for entry in library.entries if name == "all" or entry.resource.asked_for]
    if not entries:
        fix = "Add entries to data/resources.yaml, the first with 'asked_for: true'"
        raise AuthorError("the library has nothing to show here", fix)
    values = {
        "entries": entries,
        "all": name == "all",
        "feed": library.feed,
        "topics": list(TOPICS),
        "kinds": list(KINDS),
        "roles": list(ROLES),
    }
    return Quoted("resources/resources.html", values)


def _due(name: str, resource: Resource, today: datetime.date) -> Fault | None:
    if resource.review_by > today:
        return None
    what = f"the resource '{name}' was to be reviewed by {resource.review_by}"
    fix = "Look whether it is still there and still true, then set checked_on and review_by"
    return Fault(what, fix)


RESOURCES: Table[Resource] = Table(
    "resources",
    Resource,
    kinds={"resources": Kind(_quote, ("all", "first"))},
    classes="library|resources",
    due=_due,
)
