"""A folder whose front page has a ``pack`` key: its chapters, its files and their addresses."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from safe_exit.base.problems import Problem
from safe_exit.content.frontmatter import Edition, Editions
from safe_exit.pages.page import Page
from safe_exit.pages.sections import Sections

FORMATS = (".pdf", ".docx", ".odt", ".epub")

BUNDLE = ".zip"
"""Holds one file of each format, and their checksums."""


@dataclass(frozen=True)
class Pack:
    """A pack. Its front page is the introduction, the other pages are chapters in order."""

    front: Page
    chapters: tuple[Page, ...]
    editions: Editions

    @property
    def name(self) -> str:
        """The name of its folder, which its files take: 'core-engagement'."""
        return self.front.address.rstrip("/").rpartition("/")[2]

    @property
    def pages(self) -> tuple[Page, ...]:
        return (self.front, *self.chapters)

    @property
    def history(self) -> tuple[Edition, ...]:
        """Every version, the newest first."""
        return (self.editions, *self.editions.earlier)

    def address(self, suffix: str, version: str = "") -> str:
        """Where a file is: that of one version for good, and the newest without a version."""
        return f"{self.front.address}{self.name}{version and '-'}{version}{suffix}"

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Each address of the files that are made, with the suffix of what is there."""
        for suffix in (*FORMATS, BUNDLE):
            yield self.address(suffix), suffix
            yield self.address(suffix, self.editions.version), suffix

    def kept(self, edition: Edition) -> str:
        """The path of the file in the content folder that keeps an earlier version."""
        return self.address(BUNDLE, edition.version).lstrip("/")

    @property
    def aliases(self) -> dict[str, str]:
        """Files of earlier versions that are only in their ZIP → the page that offers it."""
        return {
            self.address(suffix, edition.version): self.front.address
            for edition in self.editions.earlier
            for suffix in FORMATS
        }


def find_packs(pages: Iterable[Page], sections: Sections) -> tuple[Pack, ...]:
    """Every pack among the pages, in the order of their addresses."""
    return tuple(
        Pack(page, _chapters(page, sections), page.meta.pack)
        for page in pages
        if page.meta.pack and page.is_front and page.address != "/"
    )


def _chapters(front: Page, sections: Sections) -> tuple[Page, ...]:
    return tuple(page for page in sections.children(front.address) if not page.is_front)


def check_packs(
    pages: Iterable[Page], packs: Iterable[Pack], sections: Sections, files: Collection[str]
) -> Iterator[Problem]:
    """What keeps a pack from being one. ``files`` are the paths of all that is no page."""
    fronts = {pack.front.address for pack in packs}
    for page in pages:
        if page.meta.pack and page.address not in fronts:
            fix = "Move the key to the index.md of the pack's own folder"
            yield _problem(page, "pack", "only a folder can be a pack", fix)
    for pack in packs:
        front = pack.front
        if not pack.chapters:
            fix = "Write a page beside its index.md, or delete the key"
            yield _problem(front, "pack", "the pack has no chapters", fix)
        for page in sections.children(front.address):
            if page.is_front:
                what = f"the folder {page.address} lies inside a pack"
                fix = "Move its pages into the pack's own folder: they are its chapters"
                yield _problem(front, "pack", what, fix)
        for path in sorted({address.lstrip("/") for address, _ in pack.addresses()} & {*files}):
            what = f"the build makes the file {path} itself"
            yield _problem(front, "pack", what, "Delete yours, or rename it")
        yield from _history(pack, files)


def _history(pack: Pack, files: Collection[str]) -> Iterator[Problem]:
    """Earlier versions were published at addresses that other people cite: they stay there."""
    for at, (newer, older) in enumerate(pairwise(pack.history)):
        key = f"pack.earlier.{at}"
        if _number(older) >= _number(newer) or older.date > newer.date:
            what = f"version {older.version} of {older.date} comes after"
            what = f"{what} version {newer.version} of {newer.date}"
            yield _problem(pack.front, key, what, "Write the newest first, each with its date")
        if pack.kept(older) not in files:
            what = f"version {older.version} is not kept: there is no {pack.kept(older)}"
            fix = "Copy that ZIP there from the site as it was published with that version"
            yield _problem(pack.front, key, what, fix)


def _number(edition: Edition) -> tuple[int, ...]:
    return tuple(map(int, edition.version.split(".")))


def _problem(page: Page, key: str, what: str, fix: str) -> Problem:
    return Problem(page.where, page.lines.get(key, 1), what, fix)
