"""What has to be true of all pages together. Pure functions that yield problems."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping

from safe_exit.config import SiteConfig
from safe_exit.errors import Problem
from safe_exit.library import Library
from safe_exit.neutral_pages import telling_word
from safe_exit.pages import Page
from safe_exit.readability import check_readability
from safe_exit.sheets import sheet_problems
from safe_exit.sources import UNFIT


def check_pages(
    pages: Iterable[Page], config: SiteConfig, today: datetime.date
) -> Iterator[Problem]:
    """Run every check over all pages."""
    pages = tuple(pages)
    by_path = {page.path: page for page in pages if page.path}
    for page in pages:
        yield from page.rendered.problems
        yield from anchors(page, by_path)
        yield from headings(page)
        yield from past(page)
        yield from review(page, today)
        if page.audience == "survivors" and page.meta is not UNFIT:
            yield from neutral(page, config)
        if page.meta.kind == "sheet":
            yield from sheet_problems(page, config)
    yield from check_readability(pages, config)


def anchors(page: Page, by_path: Mapping[str, Page]) -> Iterator[Problem]:
    """Links to a heading that is not there."""
    for link in page.rendered.links:
        target = by_path.get(link.page)
        if not link.fragment or target is None:
            continue
        ids = [heading.id for heading in target.rendered.headings]
        if link.fragment not in ids:
            what = f"the link to '{link.written}' names a heading that is not in {link.page}"
            fix = f"Its headings are: {', '.join('#' + name for name in ids[:12]) or 'none'}"
            yield Problem(page.shown, link.line, what, fix)


def headings(page: Page) -> Iterator[Problem]:
    """Heading levels that are skipped, which a screen reader's outline shows as a gap."""
    level = 1
    for heading in page.rendered.headings:
        if heading.level > level + 1:
            what = f"the heading '{heading.text}' skips a level"
            fix = f"Begin it with {'#' * (level + 1)}"
            yield Problem(page.shown, 0, what, fix, hint=True)
        level = heading.level


def past(page: Page) -> Iterator[Problem]:
    """A note on hard material leads past it, to a heading that is there."""
    meta, ids = page.meta, [heading.id for heading in page.rendered.headings]
    if meta.skip_to and meta.skip_to not in ids:
        what = f"'skip_to' names '{meta.skip_to}', which is no heading of the page"
        fix = f"Its headings are: {', '.join(ids[:12]) or 'none'}"
        yield Problem(page.shown, page.lines.get("skip_to", 1), what, fix)
    if meta.content_note and not meta.skip_to and page.audience == "survivors":
        what = "the content note has no way past what it warns of"
        fix = "Add 'skip_to: …' with the address of the heading that comes after it"
        yield Problem(page.shown, page.lines.get("content_note", 1), what, fix)


def review(page: Page, today: datetime.date) -> Iterator[Problem]:
    """Reviews that are due. They stop nothing: the page is no worse than yesterday."""
    meta = page.meta
    if meta.review_by and meta.review_by <= today:
        what = f"the page was to be reviewed by {meta.review_by}"
        fix = "Read it against its sources, then set reviewed_on and review_by"
        yield Problem(page.shown, page.lines.get("review_by", 1), what, fix, hint=True)


def translations(pages: Iterable[Page], paths: Collection[str], shown: str) -> Iterator[Problem]:
    """What keeps a translation from standing beside its original.

    ``paths`` are all pages of the content folder, published or not; ``shown`` is the
    folder's name in messages.
    """
    by_path = {page.path: page for page in pages if page.path}
    for page in pages:
        if not page.language.folder:
            continue
        if not page.path:
            what = f"the front page {page.address} is not written, and none can be made up"
            fix = "Write an index.md there and have it reviewed, or withhold the pages below it"
            yield Problem(f"{shown}{page.address}index.md", 0, what, fix)
            continue
        if page.original not in paths:
            what = f"there is no page '{page.original}' that this could be a translation of"
            yield Problem(page.shown, 0, what, "Give it the name of its original", hint=True)
        if not (original := by_path.get(page.original)):
            continue
        read, reviewed = page.meta.translation_reviewed_on, original.meta.reviewed_on
        if read and reviewed and read < reviewed:
            what = f"the original was reviewed on {reviewed}, after this translation"
            fix = "Compare the two, then set translation_reviewed_on"
            yield Problem(page.shown, page.lines["translation_reviewed_on"], what, fix, hint=True)
        ids, others = ([h.id for h in each.rendered.headings] for each in (page, original))
        if apart := sorted({*ids} ^ {*others}):
            what = f"the headings are not those of {page.original}: {', '.join(apart[:6])}"
            fix = "Compare the two, and give each heading its original's address: {#name}"
            yield Problem(page.shown, 0, what, fix, hint=True)


def shelved(pages: Iterable[Page], library: Library, shown: str) -> Iterator[Problem]:
    """Survivors' pages in the resource library: its feed would show them in feed readers."""
    quiet = {page.path for page in pages if page.audience == "survivors" and page.path}
    for entry in library.entries:
        if entry.resource.page in quiet:
            what = f"'{entry.name}' is a page for survivors, and feed readers would show it"
            fix = "Take it out: the library and its feed are for professionals"
            yield Problem(f"{shown}/data/resources.yaml", entry.line, what, fix)


def neutral(page: Page, config: SiteConfig) -> Iterator[Problem]:
    """What browsers keep and show of a survivors' page may not betray its subject.

    Firefox and Safari keep addresses and titles in their history, and address bars
    suggest them, whatever the Leave control does.
    """
    if not page.path:
        return
    if page.meta.tab_title is None:
        what = "a page for survivors needs a 'tab_title': tabs and history show it"
        fix = "Add a line like 'tab_title: Information' that says nothing about the subject"
        yield Problem(page.shown, 1, what, fix)
    for key, shown in (("tab_title", page.meta.tab_title or ""), ("address", page.address)):
        if word := telling_word(shown, config.telling_words):
            what = f"'{shown}' holds '{word}', and browsers keep it"
            fix = "Rename the file" if key == "address" else "Choose a quieter tab_title"
            yield Problem(page.shown, page.lines.get(key, 0), what, fix)
    for heading in page.rendered.headings:
        if word := telling_word(heading.id, config.telling_words):
            what = f"the heading '{heading.text}' has the address '#{heading.id}', which holds"
            fix = "Write a quiet name after it, like {#part-2}"
            yield Problem(page.shown, 0, f"{what} '{word}', and browsers keep it", fix)
