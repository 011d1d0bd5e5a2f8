"""What has to be true of all pages together. Pure functions that yield problems."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from safe_exit.base.problems import Problem
from safe_exit.checks.links import check_anchors
from safe_exit.checks.plain_english import check_readability
from safe_exit.checks.quiet import check_quiet, check_sheet
from safe_exit.checks.reviews import check_review
from safe_exit.content.config import SiteConfig
from safe_exit.content.sources import UNFIT
from safe_exit.pages.page import Page


def check_pages(
    pages: Iterable[Page], config: SiteConfig, today: datetime.date
) -> Iterator[Problem]:
    """Run every check over all pages."""
    pages = tuple(pages)
    by_path = {page.path: page for page in pages if page.path}
    for page in pages:
        yield from page.rendered.problems
        yield from check_anchors(page, by_path)
        yield from check_headings(page)
        yield from check_skip(page)
        yield from check_review(page, today)
        if page.audience == "survivors" and page.meta is not UNFIT:
            yield from check_quiet(page, config)
        if page.meta.kind == "sheet":
            yield from check_sheet(page, config)
    yield from check_readability(pages, config)


def check_headings(page: Page) -> Iterator[Problem]:
    """Heading levels that are skipped, which a screen reader's outline shows as a gap."""
    level = 1
    for heading in page.rendered.headings:
        if heading.level > level + 1:
            what = f"the heading '{heading.text}' skips a level"
            fix = f"Begin it with {'#' * (level + 1)}"
            yield Problem(page.where, 0, what, fix, hint=True)
        level = heading.level


def check_skip(page: Page) -> Iterator[Problem]:
    """A note on hard material leads past it, to a heading that is there."""
    meta, ids = page.meta, [heading.id for heading in page.rendered.headings]
    if meta.skip_to and meta.skip_to not in ids:
        what = f"'skip_to' names '{meta.skip_to}', which is no heading of the page"
        fix = f"Its headings are: {', '.join(ids[:12]) or 'none'}"
        yield Problem(page.where, page.lines.get("skip_to", 1), what, fix)
    if meta.content_note and not meta.skip_to and page.audience == "survivors":
        what = "the content note has no way past what it warns of"
        fix = "Add 'skip_to: …' with the address of the heading that comes after it"
        yield Problem(page.where, page.lines.get("content_note", 1), what, fix)
