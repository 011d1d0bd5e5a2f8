"""A page as it is shown: its template, and what that is given."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from flask import Response, g, render_template
from markupsafe import Markup

from safe_exit.base.languages import Language
from safe_exit.content.attachments import FILE_KINDS, Attachment
from safe_exit.pages.page import Page
from safe_exit.pages.search import search_index
from safe_exit.pages.sections import Listing, Sections
from safe_exit.pages.standing import needs_review

# A list of what is on the page helps from this many headings on.
CONTENTS_FROM = 3

View = Callable[[], "str | Response"]
Versions = Callable[[Page], tuple[Page, ...]]
"""A page in every language it is written in; () where that is one."""


def page_view(
    page: Page, listing: Listing | None, sections: Sections, versions: Versions, **shown: object
) -> Callable[[], str]:
    """A page, or one of the further screens of its list.

    ``shown`` is what the template shows of a page that is more than its text.
    """
    further = listing is not None and listing.number > 1
    html, fold = page.rendered.html, page.rendered.fold
    contents = [heading for heading in page.rendered.headings if heading.level == 2]
    if further or page.meta.kind == "sheet":
        contents = []
    title = page.meta.tab_title or page.meta.title
    if listing and further:
        place = page.language.words.gettext("%(number)s of %(all)s")
        title = f"{title} ({place % {'number': listing.number, 'all': listing.of}})"
    return lambda: _in_language(
        page.language,
        "page.html",
        page=page,
        versions=versions(page),
        address=listing.address if listing else page.address,
        tab_title=title,
        # What stands before the first heading is read before the list of headings.
        lead=Markup(html[:fold]),
        body=Markup(html[fold:]),
        contents=contents if len(contents) >= CONTENTS_FROM else [],
        listing=listing,
        further=further,
        sections=sections,
        must_say=bool(page.path) and needs_review(page, sections),
        **shown,
    )


def search_view(page: Page, sections: Sections, versions: Versions, prefix: str) -> View:
    """The page that carries the index of all others, and says what it weighs."""
    pages = sections.by_address.values()
    index = Markup(search_index(pages, prefix))
    other = next((page for page in pages if page.meta.kind == "a-z"), None)

    def show() -> str:
        def weighing(kilobytes: int) -> str:
            shown = {"index": index, "a_z": other, "kilobytes": kilobytes}
            return page_view(page, None, sections, versions, **shown)()

        # Its own weight is known only when it is there; two digits change nothing in it.
        return weighing(round(len(gzip.compress(weighing(10).encode())) / 1000))

    return show


def _in_language(language: Language, template: str, **values: object) -> str:
    g.language = language
    return render_template(template, **values)


def file_view(file: Attachment) -> Callable[[], Response]:
    return lambda: Response(file.content, mimetype=FILE_KINDS[file.suffix][1])
