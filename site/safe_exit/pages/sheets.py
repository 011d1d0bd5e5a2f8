"""A page of the kind ``sheet``: the part of it that is printed, and what may not stand there.

A sheet lies about, and is found: nothing on it or in its file may name the subject.
"""

from __future__ import annotations

from safe_exit.pages.page import Page

# What is printed stands between the first heading and this one.
AFTER = '<h2 id="next"'


def sheet_address(page: Page) -> str:
    """Of the PDF: in the folder of the page, by the same name."""
    return f"{page.address}{page.address.rstrip('/').rpartition('/')[2]}.pdf"


def sheet_parts(page: Page) -> tuple[str, str]:
    """The HTML that is printed, and what stands after it on the screen alone."""
    body = page.rendered.html[page.rendered.fold :]
    printed, mark, after = body.partition(AFTER)
    return printed, mark + after
