"""A pack's chapters, and the sheets to print, in the app's own templates → documents."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from markupsafe import Markup

from safe_exit.base.hands import Hands
from safe_exit.base.problems import DocumentError, Problem
from safe_exit.base.templates import Templates
from safe_exit.content.attachments import Attachment
from safe_exit.content.config import SiteConfig
from safe_exit.packs.documents import (
    Documents,
    convert_text,
    make_documents,
    print_text,
    put_together,
)
from safe_exit.packs.manuscript import Text, make_manuscript
from safe_exit.packs.pack import Pack
from safe_exit.packs.pdf import make_pdf
from safe_exit.pages.page import Page
from safe_exit.pages.screens import Screens, View, file_view
from safe_exit.pages.sheets import sheet_address, sheet_parts

Bound = Callable[[], Documents]
"""The documents of a pack, made when the first of them is asked for."""

Sheet = Callable[[], Attachment]
"""The same of a sheet."""


def bind(pack: Pack, config: SiteConfig, templates: Templates, hands: Hands | None) -> Bound:
    """The documents of a pack: begun at once where there are hands, else when they are asked for.

    Asking raises `DocumentError` where they cannot be made. Making them is kept in a process
    while its text is the same.
    """
    if hands is None:
        return cache(lambda: make_documents(pack_text(pack, config, templates)))
    text = pack_text(pack, config, templates)
    printed, converted = hands.ask(print_text, text), hands.ask(convert_text, text)
    return cache(lambda: put_together(text, printed.result(), converted.result()))


def pack_text(pack: Pack, config: SiteConfig, templates: Templates) -> Text:
    """What the documents of a pack are made of."""
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
    return Text(
        name=f"{pack.name}-{editions.version}",
        title=page.meta.title,
        description=page.meta.description,
        language=page.language.code,
        address=absolute(pack.address(".epub", editions.version)),
        edition=edition % {"version": editions.version, "date": page.language.day(editions.date)},
        date=editions.date,
        paper=templates.render("packs/paper.html", page.language, values),
        chapters=templates.render("packs/office.html", page.language, values),
        where=page.where,
        line=page.lines.get("pack", 0),
    )


def bind_sheet(page: Page, templates: Templates, hands: Hands | None) -> Sheet:
    """The PDF of a sheet: one side of A4, with a quiet title and nothing else about itself.

    Asking raises `DocumentError` where it cannot be made, or does not fit on one side.
    """
    path = sheet_address(page).lstrip("/")
    if hands is None:
        return lambda: one_side(sheet_paper(page, templates), path, page.where)
    return cache(hands.ask(one_side, sheet_paper(page, templates), path, page.where).result)


def sheet_paper(page: Page, templates: Templates) -> str:
    """What a sheet is printed from: a whole HTML document."""
    # A number on paper cannot be pressed, and a link would be an address to be found.
    printed = re.sub(r'<a class="tel"[^>]*>(.*?)</a>', r"<strong>\1</strong>", sheet_parts(page)[0])
    printed = re.sub(r"</?a\b[^>]*>", "", printed)
    # The page's title is not on the sheet, so its headings begin one level higher.
    printed = re.sub(r"(?<=<h)[2-6]\b|(?<=</h)[2-6]\b", lambda m: str(int(m[0]) - 1), printed)
    values = {"page": page, "printed": printed}
    return templates.render("sheets/paper.html", page.language, values)


@lru_cache(maxsize=64)
def one_side(paper: str, path: str, where: str) -> Attachment:
    """A sheet that has to fit on one side of paper."""
    pdf, pages = make_pdf(paper, "sheet.css", where)
    if pages > 1:
        what = f"the sheet takes {pages} sides of paper"
        raise DocumentError([Problem(where, 0, what, "Shorten it until it fits on one")])
    return Attachment(path, pdf)


def pack_view(pack: Pack, screens: Screens, bound: Bound) -> View:
    """The front page of a pack, which says of each document how large it is."""
    listing = screens.sections.listings(pack.front)[0]
    return lambda: screens.page(pack.front, listing, {"pack": pack, "documents": bound()})()


def sheet_view(page: Page, screens: Screens, sheet: Sheet) -> View:
    """A sheet to print, with what its file leaves behind said before the file."""
    printed, after = map(Markup, sheet_parts(page))
    known = {"sheet_address": sheet_address(page), "printed": printed, "after": after}
    return lambda: screens.page(page, None, {**known, "sheet_file": sheet()})()


def sheet_file_view(sheet: Sheet) -> View:
    return lambda: file_view(sheet())()


def document_view(bound: Bound, suffix: str) -> View:
    """One of a pack's files."""
    return lambda: file_view(bound().files[suffix])()
