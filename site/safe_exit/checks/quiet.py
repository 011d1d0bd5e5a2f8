"""What a browser, a feed reader or a sheet of paper could show of a survivors' page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from safe_exit.base.problems import Problem
from safe_exit.content.config import SiteConfig
from safe_exit.content.neutral_pages import telling_word
from safe_exit.data.resources import Library
from safe_exit.pages.page import Page
from safe_exit.pages.sheets import sheet_parts


def check_library(pages: Iterable[Page], library: Library, folder: str) -> Iterator[Problem]:
    """Survivors' pages in the resource library: its feed would show them in feed readers."""
    quiet = {page.path for page in pages if page.audience == "survivors" and page.path}
    for entry in library.entries:
        if entry.resource.page in quiet:
            what = f"'{entry.name}' is a page for survivors, and feed readers would show it"
            fix = "Take it out: the library and its feed are for professionals"
            yield Problem(f"{folder}/data/resources.yaml", entry.line, what, fix)


def check_quiet(page: Page, config: SiteConfig) -> Iterator[Problem]:
    """What browsers keep and show of a survivors' page may not betray its subject.

    Firefox and Safari keep addresses and titles in their history, and address bars
    suggest them, whatever the Leave control does.
    """
    if not page.path:
        return
    if page.meta.tab_title is None:
        what = "a page for survivors needs a 'tab_title': tabs and history show it"
        fix = "Add a line like 'tab_title: Information' that says nothing about the subject"
        yield Problem(page.where, 1, what, fix)
    for key, text in (("tab_title", page.meta.tab_title or ""), ("address", page.address)):
        if word := telling_word(text, config.telling_words):
            what = f"'{text}' holds '{word}', and browsers keep it"
            fix = "Rename the file" if key == "address" else "Choose a quieter tab_title"
            yield Problem(page.where, page.lines.get(key, 0), what, fix)
    for heading in page.rendered.headings:
        if word := telling_word(heading.id, config.telling_words):
            what = f"the heading '{heading.text}' has the address '#{heading.id}', which holds"
            fix = "Write a quiet name after it, like {#part-2}"
            yield Problem(page.where, 0, f"{what} '{word}', and browsers keep it", fix)


def check_sheet(page: Page, config: SiteConfig) -> Iterator[Problem]:
    """Words on a sheet that give its reader away to whoever finds it."""
    printed = _plain(sheet_parts(page)[0])
    if not printed:
        what = "nothing would be printed: the sheet has no heading"
        fix = "Begin what is to be printed with a line like: ## Numbers"
        yield Problem(page.where, 0, what, fix)
    for sentence in page.rendered.sentences:
        word = telling_word(sentence.on_one_line, config.telling_words)
        if word and _plain(sentence.on_one_line) in printed:
            what = f"'{sentence.on_one_line[:60]}' would be printed, and holds '{word}'"
            fix = "Say it in words that tell a finder nothing, or before the first heading"
            yield Problem(page.where, sentence.line, what, fix)


def _plain(html: str) -> str:
    """Letters and figures alone, so that markup and spaces make no difference."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^>]*>|&\w+;", " ", html)).lower()
