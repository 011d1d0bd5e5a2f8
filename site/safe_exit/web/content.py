"""Read all, check all: the one place where all wings meet.

A content folder becomes one frozen value, or all its problems.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from safe_exit.base.hands import Hands
from safe_exit.base.languages import Languages
from safe_exit.base.places import Folders, templates_for
from safe_exit.base.problems import ContentError, Problem
from safe_exit.checks.links import check_anchors, check_unused
from safe_exit.checks.pages import check_pages
from safe_exit.checks.phrases import check_texts
from safe_exit.checks.quiet import check_library
from safe_exit.checks.reviews import check_due
from safe_exit.checks.translations import check_translations
from safe_exit.checks.typed_figures import check_typed_figures
from safe_exit.content.attachments import Attachment
from safe_exit.content.config import SiteConfig
from safe_exit.content.folder import Folder, read_folder
from safe_exit.data.charts import CHARTS
from safe_exit.data.figures import FIGURES
from safe_exit.data.quoting import Data, Stock
from safe_exit.data.register import make_register
from safe_exit.data.resources import Library, make_library
from safe_exit.markup.rendering import Kept, Rendering
from safe_exit.packs.pack import Pack, check_packs, find_packs
from safe_exit.pages.making import make_pages
from safe_exit.pages.page import Page
from safe_exit.pages.search import check_search
from safe_exit.pages.sections import Sections
from safe_exit.portal.captions import spoken
from safe_exit.portal.pages import Portal, make_portal
from safe_exit.web.reading import Reading, read_all

Progress = Callable[[str, int, int], None]
"""Told after each piece of long work: what is being done, how many are, and of how many."""


@dataclass(frozen=True)
class Content:
    """A checked content folder: everything a site is made from."""

    config: SiteConfig
    data: Data
    pages: tuple[Page, ...]
    languages: Languages
    library: Library
    packs: tuple[Pack, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    """Files that a page offers. Others that lie about are not published."""
    portal: Portal = field(default=Portal(), repr=False)
    """What is behind the password. Only `safe_exit.portal.vault` lets it out."""
    hints: tuple[Problem, ...] = field(default=(), repr=False)

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Page, ...]]:
        versions: dict[str, tuple[Page, ...]] = {}
        for page in sorted(self.pages, key=lambda page: page.language.folder):
            if page.path:
                versions[page.original] = (*versions.get(page.original, ()), page)
        return versions

    def versions(self, page: Page) -> tuple[Page, ...]:
        """A page in every language it is written in, the site's own first; () where that is one."""
        versions = self._versions.get(page.original, ())
        return versions if len(versions) > 1 else ()

    @property
    def aliases(self) -> dict[str, str]:
        """Old address → new address."""
        aliases = {alias: page.address for page in self.pages for alias in page.meta.aliases}
        for pack in self.packs:
            aliases.update(pack.aliases)
        return aliases


def load(
    folder: Path,
    today: datetime.date,
    base_url: str | None = None,
    drafts: bool = False,
    kept: Kept | None = None,
) -> Content:
    """Read a content folder from the disk and check it; see `load_content`."""
    return load_content(read_folder(folder), templates_for(folder), today, base_url, drafts, kept)


def load_content(
    folder: Folder,
    templates: Folders,
    today: datetime.date,
    base_url: str | None = None,
    drafts: bool = False,
    kept: Kept | None = None,
    progress: Progress = lambda _doing, _done, _of: None,
    hands: Hands | None = None,
) -> Content:
    """Read and check a content folder as of a day.

    ``base_url`` replaces the one in site.toml; ``drafts`` lets pages in that are not
    published yet. ``kept`` may hold on to rendered texts between calls: a text is
    rendered again only when it, or anything it can refer to, has changed; by many ``hands``,
    where there are some and it pays.

    Raises `ContentError` with every problem of the whole folder.
    """
    reading = read_all(folder, templates, today, base_url, drafts)
    del folder  # its bytes make room for what is rendered from them
    data, targets = reading.data, reading.targets
    library, problems = make_library(data, targets, reading.text_of, reading.folder)
    register = make_register(reading.texts(), data.rows(CHARTS))
    stock = Stock(data, today, targets.names, (library, register))
    render = Rendering(
        *(stock, targets, templates, reading.languages[""], kept),
        lambda done: progress("Reading", done, len(reading.published)),
    )
    pages = _pages(reading, render, hands)
    problems += reading.problems
    problems += check_typed_figures(reading.to_be_shown, data.rows(FIGURES))
    if reading.config is None:
        # Checks that need the configuration wait; the pages' own mistakes do not.
        problems += [problem for page in pages for problem in page.rendered.problems]
        raise ContentError(problem for problem in problems if not problem.hint)
    check = _checks_of_portal(pages, reading.config, today)
    portal, mistakes = make_portal(
        reading.portal, render.embeds, targets, pages, check, today, drafts
    )
    sections = Sections(pages)
    packs = find_packs(pages, sections)
    offered = _offered(pages, library, packs)
    problems += mistakes
    problems += _checks(reading, reading.config, pages, sections, library)
    problems += check_packs(pages, packs, sections, reading.files)
    problems += check_unused(reading.files, offered, reading.folder)
    if errors := [problem for problem in problems if not problem.hint]:
        raise ContentError(errors)
    return Content(
        config=reading.config,
        data=data,
        pages=pages,
        languages=reading.languages,
        library=library,
        packs=packs,
        attachments=tuple(reading.files[path] for path in sorted(offered)),
        portal=portal,
        hints=tuple(sorted(problems)),
    )


def _pages(reading: Reading, render: Rendering, hands: Hands | None) -> tuple[Page, ...]:
    """The site's pages: what is slow, and is done again only where it has to be."""
    sources = reading.published.values()
    render.ahead(sources, hands)
    pages = make_pages(sources, render, reading.home, reading.languages, reading.withheld)
    render.keep()
    return pages


def _checks(
    reading: Reading,
    config: SiteConfig,
    pages: Sequence[Page],
    sections: Sections,
    library: Library,
) -> Iterator[Problem]:
    """What is wrong with the site as a whole."""
    yield from check_pages(pages, config, reading.today)
    yield from check_texts(spoken(reading.portal.files), reading.folder, config)
    yield from sections.problems()
    yield from check_search(pages)
    yield from check_translations(
        pages, [source.path for source in reading.sources], reading.folder
    )
    yield from check_library(pages, library, reading.folder)
    yield from check_due(reading.data, reading.folder, reading.today)


def _checks_of_portal(
    pages: Collection[Page], config: SiteConfig, today: datetime.date
) -> Callable[[Sequence[Page]], Iterator[Problem]]:
    """The portal's pages are checked like the site's, and may link to those."""
    by_path = {page.path: page for page in pages if page.path}

    def check(made: Sequence[Page]) -> Iterator[Problem]:
        yield from check_pages(made, config, today)
        for page in made:
            yield from check_anchors(page, by_path)

    return check


def _offered(pages: Collection[Page], library: Library, packs: Collection[Pack]) -> Collection[str]:
    """Paths of the files that something offers."""
    offered = {path for page in pages for path in page.rendered.files}
    offered |= {entry.file.path for entry in library.entries if entry.file}
    return offered | {pack.kept(edition) for pack in packs for edition in pack.editions.earlier}
