"""How pages hang together: sections, neighbours, breadcrumbs, menus, listings.

Everything here is worked out once for the whole site, and no page carries more
of it than a fixed amount, so that the site grows with its pages and not with
their square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from safe_exit.base.problems import Problem
from safe_exit.content.addresses import parent
from safe_exit.pages.page import Page

MENU_LENGTH = 6

COLUMN_LENGTH = 10

LISTING_LENGTH = 50


@dataclass(frozen=True)
class Listing:
    """One screen of a section's pages; ``number`` counts from 1 up to ``of``."""

    address: str
    number: int
    of: int
    pages: tuple[Page, ...]
    previous: str | None
    next: str | None


class Sections:
    """The tree of pages of one language. ``pages`` are all of them, front pages included.

    ``root`` is the address at the top: '/', or that of the language's folder.
    """

    def __init__(self, pages: Iterable[Page], root: str = "/") -> None:
        self.root = root
        self.by_address: Mapping[str, Page] = {page.address: page for page in pages}
        children: dict[str, list[Page]] = {}
        for page in self.by_address.values():
            if page.listed and page.address != root:
                children.setdefault(parent(page.address), []).append(page)
        self._children = {
            address: tuple(sorted(below, key=_rank)) for address, below in children.items()
        }
        self._place = {
            page.address: (siblings, index)
            for siblings in self._children.values()
            for index, page in enumerate(siblings)
        }
        top = self.children(root)
        self.menu = tuple(page for page in top if page.is_front)[:MENU_LENGTH]
        """The sections, for the head of every page."""
        self.about = tuple(
            page for page in top if not page.is_front and page.meta.order is not None
        )[:COLUMN_LENGTH]
        """Pages about the site itself: those at the top that state their order."""

    def children(self, address: str) -> tuple[Page, ...]:
        """The pages right below an address, in order."""
        return self._children.get(address, ())

    def column(self, front: Page) -> tuple[Page, ...]:
        """The first pages of a section, for the foot of every page."""
        return self.children(front.address)[:COLUMN_LENGTH]

    def crumbs(self, page: Page) -> tuple[Page, ...]:
        """The pages above a page, home first."""
        above = []
        address = page.address
        while address != self.root:
            address = parent(address)
            above.append(self.by_address[address])
        return tuple(reversed(above))

    def next(self, page: Page) -> Page | None:
        """The page to read after one in a section; front pages and those at the top have none."""
        if page.is_front or not page.listed or parent(page.address) == self.root:
            return None
        siblings, index = self._place[page.address]
        return next((other for other in siblings[index + 1 :] if not other.is_front), None)

    def listings(self, page: Page) -> tuple[Listing, ...]:
        """The screens that list a section, empty for a page that lists nothing.

        The first stands on the front page itself. A written home page lists nothing:
        it says in its own words where to go.
        """
        if not page.is_front or (page.address == self.root and page.path):
            return ()
        below = self.children(page.address)
        starts = range(0, len(below), LISTING_LENGTH)
        addresses = [page.address, *(f"{page.address}list-{n}/" for n in range(2, len(starts) + 1))]
        return tuple(
            Listing(
                address=addresses[index],
                number=index + 1,
                of=len(starts),
                pages=below[start : start + LISTING_LENGTH],
                previous=addresses[index - 1] if index else None,
                next=addresses[index + 1] if index + 1 < len(starts) else None,
            )
            for index, start in enumerate(starts)
        )

    def problems(self) -> Iterator[Problem]:
        """Pages whose address a further screen of a long list needs."""
        for page in self.by_address.values():
            for listing in self.listings(page)[1:]:
                if taken := self.by_address.get(listing.address):
                    what = f"the address {listing.address} is needed for the list of its section"
                    yield Problem(taken.where, 0, what, "Rename the file")


def _rank(page: Page) -> tuple[int, int, str, str]:
    """Pages that state their order come first, the others by title."""
    order = page.meta.order
    return (0 if order is not None else 1, order or 0, page.meta.title.lower(), page.address)
