"""Read all, check all: a content folder as one frozen value, or all its problems."""

from __future__ import annotations

import datetime
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path

from safe_exit.checks import check_pages
from safe_exit.config import CONFIG_NAME, SiteConfig, load_config
from safe_exit.data import Data, load_data, overdue
from safe_exit.embeds import Embeds
from safe_exit.errors import ContentError, Problem
from safe_exit.links import FILE_KINDS, Attachment, Targets
from safe_exit.markup import Renderer
from safe_exit.pages import Page, Source, make_pages, read_sources
from safe_exit.rendered import Rendered
from safe_exit.search import search_problems
from safe_exit.sections import Sections

Progress = Callable[[str, int, int], None]
"""Told after each piece of long work: what is being done, how many are, and of how many."""

Kept = MutableMapping[tuple[object, ...], Rendered]


@dataclass(frozen=True)
class Content:
    """A checked content folder: everything a site is made from."""

    config: SiteConfig
    data: Data
    pages: tuple[Page, ...]
    attachments: tuple[Attachment, ...] = ()
    """Files that a page offers. Others that lie about are not published."""
    hints: tuple[Problem, ...] = field(default=(), repr=False)

    @property
    def aliases(self) -> dict[str, str]:
        """Old address → new address."""
        return {alias: page.address for page in self.pages for alias in page.meta.aliases}


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
    sources, files, found = read_sources(folder, shown)
    problems += found
    withheld = {source.path: why for source in sources if (why := source.withheld(today, drafts))}
    published = [source for source in sources if source.path not in withheld]
    targets = Targets(
        pages={source.path: source.address for source in published},
        withheld=withheld,
        files=files,
        names=config.links if config else {},
        prefix=config.prefix if config else "",
    )
    renderer = Renderer(Embeds(data, templates), targets)
    state = (repr(targets), repr(data), *(file.content for file in files.values()))
    before: Kept = kept or {}
    now: Kept = {}

    def render(source: Source) -> Rendered:
        document = source.document
        key = (source.path, document.body, document.body_line, state)
        now[key] = before.get(key) or renderer.render(
            source.path, source.shown, document.body, document.body_line
        )
        progress("Reading", len(now), len(published))
        return now[key]

    pages = make_pages(published, render, config.name if config else "Home")
    if kept is not None:
        kept.clear()
        kept.update(now)
    if config is None:
        # Checks that need the configuration wait; the pages' own mistakes do not.
        problems += [problem for page in pages for problem in page.rendered.problems]
        raise ContentError(problem for problem in problems if not problem.hint)
    problems += check_pages(pages, config, today)
    problems += Sections(pages).problems()
    problems += search_problems(pages)
    offered = {path for page in pages for path in page.rendered.files}
    problems += _unused(files, offered, shown)
    problems += overdue(data, shown, today)
    if errors := [problem for problem in problems if not problem.hint]:
        raise ContentError(errors)
    return Content(
        config=config,
        data=data,
        pages=pages,
        attachments=tuple(files[path] for path in sorted(offered)),
        hints=tuple(sorted(problems)),
    )


def _unused(files: dict[str, Attachment], offered: set[str], shown: str) -> list[Problem]:
    """Hints about downloads that no page offers: they are not published."""
    return [
        Problem(f"{shown}/{path}", 0, "no page offers this file", "Link to it, or delete it", True)
        for path, file in files.items()
        if path not in offered and file.suffix in FILE_KINDS
    ]
