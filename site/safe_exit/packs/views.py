"""A pack's chapters, and the sheets to print, in the app's own templates → documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from markupsafe import Markup

from safe_exit.base.problems import DocumentError, Problem
from safe_exit.base.templates import Templates
from safe_exit.content.attachments import Attachment
from safe_exit.content.config import SiteConfig
from safe_exit.packs.documents import Documents, make_documents
from safe_exit.packs.manuscript import Text, make_manuscript
from safe_exit.packs.pack import Pack
from safe_exit.packs.pdf import make_pdf
from safe_exit.pages.page import Page
from safe_exit.pages.screens import Screens, View, file_view
from safe_exit.pages.sheets import sheet_address, sheet_parts

Bound = Callable[[], Documents]
"""The documents of a pack, made when the first of them is asked for."""


def bind(pack: Pack, config: SiteConfig, templates: Templates) -> Documents:
    """The documents of a pack; making them is kept while its text is the same.

    Raises `DocumentError` where they cannot be made.
    """
    page, editions = pack.front, pack.editions
    edition = page.language.words.gettext("Version %(version)s, %(date)s")

    def absolute(address: str) -> str:
        return config.base_url + address.lstrip("/")

    values = {
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
            edition=edition
            % {"version": editions.version, "date": page.language.day(editions.date)},
            date=editions.date,
            paper=templates.render("packs/paper.html", page.language, values),
            chapters=templates.render("packs/office.html", page.language, values),
            where=page.where,
            line=page.lines.get("pack", 0),
        )
    )


def make_sheet(page: Page, templates: Templates) -> Attachment:
    """The PDF of a sheet: one side of A4, with a quiet title and nothing else about itself.

    Raises `DocumentError` where it cannot be made, or does not fit on one side.
    """
    # A number on paper cannot be pressed, and a link would be an address to be found.
    printed = re.sub(r'<a class="tel"[^>]*>(.*?)</a>', r"<strong>\1</strong>", sheet_parts(page)[0])
    printed = re.sub(r"</?a\b[^>]*>", "", printed)
    # The page's title is not on the sheet, so its headings begin one level higher.
    printed = re.sub(r"(?<=<h)[2-6]\b|(?<=</h)[2-6]\b", lambda m: str(int(m[0]) - 1), printed)
    values = {"page": page, "printed": printed}
    paper = templates.render("sheets/paper.html", page.language, values)
    return _one_side(paper, sheet_address(page).lstrip("/"), page.where)


@lru_cache(maxsize=64)
def _one_side(paper: str, path: str, where: str) -> Attachment:
    pdf, pages = make_pdf(paper, "sheet.css", where)
    if pages > 1:
        what = f"the sheet takes {pages} sides of paper"
        raise DocumentError([Problem(where, 0, what, "Shorten it until it fits on one")])
    return Attachment(path, pdf)


def pack_view(pack: Pack, screens: Screens, bound: Bound) -> View:
    """The front page of a pack, which says of each document how large it is."""
    listing = screens.sections.listings(pack.front)[0]
    return lambda: screens.page(pack.front, listing, {"pack": pack, "documents": bound()})()


def sheet_view(page: Page, screens: Screens) -> View:
    """A sheet to print, with what its file leaves behind said before the file."""
    printed, after = map(Markup, sheet_parts(page))
    known = {"sheet_address": sheet_address(page), "printed": printed, "after": after}

    def show() -> str:
        file = make_sheet(page, screens.templates)
        return screens.page(page, None, {**known, "sheet_file": file})()

    return show


def sheet_file_view(page: Page, screens: Screens) -> View:
    return lambda: file_view(make_sheet(page, screens.templates))()


def document_view(bound: Bound, suffix: str) -> View:
    """One of a pack's files."""
    return lambda: file_view(bound().files[suffix])()
