"""A page of the kind ``sheet``: the part of it that is printed, and what may not stand there.

A sheet lies about, and is found: nothing on it or in its file may name the subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from safe_exit.config import SiteConfig
from safe_exit.errors import Problem
from safe_exit.neutral_pages import telling_word
from safe_exit.pages import Page

# What is printed stands between the first heading and this one.
AFTER = '<h2 id="next"'


def address(page: Page) -> str:
    """Of the PDF: in the folder of the page, by the same name."""
    return f"{page.address}{page.address.rstrip('/').rpartition('/')[2]}.pdf"


def parts(page: Page) -> tuple[str, str]:
    """The HTML that is printed, and what stands after it on the screen alone."""
    body = page.rendered.html[page.rendered.fold :]
    printed, mark, after = body.partition(AFTER)
    return printed, mark + after


def sheet_problems(page: Page, config: SiteConfig) -> Iterator[Problem]:
    """Words on a sheet that give its reader away to whoever finds it."""
    printed = _plain(parts(page)[0])
    if not printed:
        what = "nothing would be printed: the sheet has no heading"
        fix = "Begin what is to be printed with a line like: ## Numbers"
        yield Problem(page.shown, 0, what, fix)
    for sentence in page.rendered.sentences:
        word = telling_word(sentence.shown, config.telling_words)
        if word and _plain(sentence.shown) in printed:
            what = f"'{sentence.shown[:60]}' would be printed, and holds '{word}'"
            fix = "Say it in words that tell a finder nothing, or before the first heading"
            yield Problem(page.shown, sentence.line, what, fix)


def _plain(html: str) -> str:
    """Letters and figures alone, so that markup and spaces make no difference."""
    return re.sub(r"[\W_]+", "", re.sub(r"<[^>]*>|&\w+;", " ", html)).lower()
