"""A pack's chapters, and the sheets to print, in the app's own templates → documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from flask import g, render_template
from flask_babel import gettext
from markupsafe import Markup

from safe_exit.base.problems import DocumentError, Problem
from safe_exit.content.attachments import Attachment
from safe_exit.content.config import SiteConfig
from safe_exit.packs.documents import Documents, make_documents
from safe_exit.packs.manuscript import Text, make_manuscript
from safe_exit.packs.pack import Pack
from safe_exit.packs.pdf import make_pdf
from safe_exit.pages.page import Page
from safe_exit.pages.screens import Versions, View, file_view, page_view
from safe_exit.pages.sections import Sections
from safe_exit.pages.sheets import address, parts

Bound = Callable[[], Documents]
"""The documents of a pack, made when the first of them is asked for."""


def bind(pack: Pack, config: SiteConfig) -> Documents:
    """The documents of a pack; making them is kept while its text is the same.

    Raises `DocumentError` where they cannot be made.
    """
    page, editions = pack.front, pack.editions
    g.language = page.language

    def absolute(address: str) -> str:
        return config.base_url + address.lstrip("/")

    shown = {
        "pack": pack,
        "page": page,
        "chapters": make_manuscript(pack, config.base_url, config.prefix),
        "to": absolute,
    }
    return make_documents(
        Text(
            name=f"{pack.name}-{editions.version}",
            title=page.meta.title,
            description=page.meta.description,
            language=page.language.code,
            address=absolute(pack.address(".epub", editions.version)),
            edition=gettext(
                "Version %(version)s, %(date)s",
                version=editions.version,
                date=page.language.day(editions.date),
            ),
            date=editions.date,
            paper=render_template("pack/paper.html", **shown),
            chapters=render_template("pack/office.html", **shown),
            shown=page.shown,
            line=page.lines.get("pack", 0),
        )
    )


def make_sheet(page: Page) -> Attachment:
    """The PDF of a sheet: one side of A4, with a quiet title and nothing else about itself.

    Raises `DocumentError` where it cannot be made, or does not fit on one side.
    """
    # A number on paper cannot be pressed, and a link would be an address to be found.
    printed = re.sub(r'<a class="tel"[^>]*>(.*?)</a>', r"<strong>\1</strong>", parts(page)[0])
    printed = re.sub(r"</?a\b[^>]*>", "", printed)
    # The page's title is not on the sheet, so its headings begin one level higher.
    printed = re.sub(r"(?<=<h)[2-6]\b|(?<=</h)[2-6]\b", lambda m: str(int(m[0]) - 1), printed)
    paper = render_template("pack/sheet.html", page=page, printed=printed)
    return _one_side(paper, address(page).lstrip("/"), page.shown)


@lru_cache(maxsize=64)
def _one_side(paper: str, path: str, shown: str) -> Attachment:
    pdf, pages = make_pdf(paper, "sheet.css", shown)
    if pages > 1:
        what = f"the sheet takes {pages} sides of paper"
        raise DocumentError([Problem(shown, 0, what, "Shorten it until it fits on one")])
    return Attachment(path, pdf)


def pack_view(pack: Pack, sections: Sections, versions: Versions, bound: Bound) -> View:
    """The front page of a pack, which says of each document how large it is."""
    listing = sections.listings(pack.front)[0]

    def show() -> str:
        shown = {"pack": pack, "documents": bound()}
        return page_view(pack.front, listing, sections, versions, **shown)()

    return show


def sheet_view(page: Page, sections: Sections, versions: Versions) -> View:
    """A sheet to print, with what its file leaves behind said before the file."""
    printed, after = map(Markup, parts(page))
    at = address(page)

    def show() -> str:
        file = make_sheet(page)
        shown = {"sheet_file": file, "sheet_address": at, "printed": printed, "after": after}
        return page_view(page, None, sections, versions, **shown)()

    return show


def sheet_file_view(page: Page) -> View:
    return lambda: file_view(make_sheet(page))()


def document_view(bound: Bound, suffix: str) -> View:
    """One of a pack's files."""
    return lambda: file_view(bound().files[suffix])()
