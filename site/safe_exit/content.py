"""Read all, check all: a content folder as one frozen value, or all its problems."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from safe_exit.checks import check_pages, shelved, translations
from safe_exit.config import CONFIG_NAME, SiteConfig, load_config
from safe_exit.data import Data, load_data, overdue
from safe_exit.embeds import Embeds
from safe_exit.errors import ContentError, Problem
from safe_exit.languages import ENGLISH, Languages, load_languages
from safe_exit.library import Library, Text, make_library, minutes
from safe_exit.links import FILE_KINDS, Attachment, Targets
from safe_exit.markup import Renderer
from safe_exit.packs import Pack, find_packs, pack_problems
from safe_exit.pages import Page, make_pages
from safe_exit.phrases import check_captions
from safe_exit.portal import read_portal
from safe_exit.portal_pages import Portal, make_portal
from safe_exit.register import Use, make_register
from safe_exit.rendered import Rendered, without_code
from safe_exit.search import search_problems
from safe_exit.sections import Sections
from safe_exit.sources import Source, read_sources
from safe_exit.typed import typed_figures

Progress = Callable[[str, int, int], None]
"""Told after each piece of long work: what is being done, how many are, and of how many."""

Kept = MutableMapping[tuple[object, ...], Rendered]


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
    """What is behind the password. Only `safe_exit.vault` lets it out."""
    hints: tuple[Problem, ...] = field(default=(), repr=False)

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Page, ...]]:
        found: dict[str, tuple[Page, ...]] = {}
        for page in sorted(self.pages, key=lambda page: page.language.folder):
            if page.path:
                found[page.original] = (*found.get(page.original, ()), page)
        return found

    def versions(self, page: Page) -> tuple[Page, ...]:
        """A page in every language it is written in, the site's own first; () where that is one."""
        found = self._versions.get(page.original, ())
        return found if len(found) > 1 else ()

    @property
    def aliases(self) -> dict[str, str]:
        """Old address → new address."""
        found = {alias: page.address for page in self.pages for alias in page.meta.aliases}
        for pack in self.packs:
            found.update(pack.aliases)
        return found


def load_content(
    folder: Path,
    templates: Path,
    today: datetime.date,
    base_url: str | None = None,
    drafts: bool = False,
    kept: Kept | None = None,
    progress: Progress = lambda _doing, _done, _of: None,
) -> Content:
    """Read and check a content folder as of a day.

    ``base_url`` replaces the one in site.toml; ``drafts`` lets pages in that are not
    published yet. ``kept`` may hold on to rendered texts between calls: a text is
    rendered again only when it, or anything it can refer to, has changed.

    Raises `ContentError` with every problem of the whole folder.
    """
    shown = folder.as_posix()
    config, problems = load_config(folder, f"{shown}/{CONFIG_NAME}", base_url)
    data, found = load_data(folder, shown)
    problems += found
    own = config.language if config else ENGLISH.code
    languages, found = load_languages(folder, shown, own, templates, unreviewed=drafts)
    problems += found
    sources, files, found = read_sources(folder, shown, languages)
    problems += found
    unread = read_portal(folder, shown, languages[""])
    problems += unread.problems
    withheld = {source.path: why for source in sources if (why := source.withheld(today))}
    published = [source for source in sources if drafts or source.path not in withheld]
    targets = Targets(
        pages={source.path: source.address for source in published},
        languages={source.path: source.language for source in published},
        withheld={
            **({} if drafts else withheld),
            **{source.path: "lies behind the portal's password" for source in unread.sources},
        },
        files=files,
        names=config.links if config else {},
        prefix=config.prefix if config else "",
    )
    by_path = {source.path: source for source in published}

    def text_of(path: str) -> Text:
        return Text(minutes(by_path[path].document.body), by_path[path].meta.reviewed_on)

    library, found = make_library(data, targets, text_of, shown)
    problems += found
    texts = (
        (Use(targets.address(page.path), page.meta.title), without_code(page.document.body))
        for page in published
        if not page.meta.unlisted
    )
    register = make_register(texts, data.charts)
    embeds = Embeds(data, templates, today, library, register, languages[""], targets.names)
    renderer = Renderer(embeds, targets)
    known = (today, targets, data, languages, library, register)
    state = (*map(repr, known), *(file.content for file in files.values()))
    before: Kept = kept or {}
    now: Kept = {}

    def render(source: Source) -> Rendered:
        document = source.document
        key = (source.path, document.body, document.body_line, state)
        now[key] = before.get(key) or renderer.render(
            source.path, source.shown, document.body, document.body_line, source.language
        )
        progress("Reading", len(now), len(published))
        return now[key]

    behind = [s for s in unread.sources if s.path not in unread.withheld(today, drafts)]
    problems += typed_figures([*published, *behind], data.figures)
    home = config.name if config else "Home"
    pages = make_pages(published, render, home, languages, withheld)
    if kept is not None:
        kept.clear()
        kept.update(now)
    if config is None:
        # Checks that need the configuration wait; the pages' own mistakes do not.
        problems += [problem for page in pages for problem in page.rendered.problems]
        raise ContentError(problem for problem in problems if not problem.hint)
    portal, found = make_portal(unread, embeds, targets, pages, config, today, drafts)
    problems += found
    problems += check_captions(unread.files, shown, config)
    problems += check_pages(pages, config, today)
    sections = Sections(pages)
    problems += sections.problems()
    packs = find_packs(pages, sections)
    problems += pack_problems(pages, packs, sections, files)
    problems += search_problems(pages)
    problems += translations(pages, [source.path for source in sources], shown)
    offered = {path for page in pages for path in page.rendered.files}
    offered |= {entry.file.path for entry in library.entries if entry.file}
    offered |= {pack.kept(edition) for pack in packs for edition in pack.editions.earlier}
    problems += shelved(pages, library, shown)
    problems += _unused(files, offered, shown)
    problems += overdue(data, shown, today)
    if errors := [problem for problem in problems if not problem.hint]:
        raise ContentError(errors)
    return Content(
        config=config,
        data=data,
        pages=pages,
        languages=languages,
        library=library,
        packs=packs,
        attachments=tuple(files[path] for path in sorted(offered)),
        portal=portal,
        hints=tuple(sorted(problems)),
    )


def _unused(files: dict[str, Attachment], offered: set[str], shown: str) -> list[Problem]:
    """Hints about downloads that no page offers: they are not published."""
    return [
        Problem(f"{shown}/{path}", 0, "no page offers this file", "Link to it, or delete it", True)
        for path, file in files.items()
        if path not in offered and file.suffix in FILE_KINDS
    ]
