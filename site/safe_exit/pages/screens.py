"""A page as it is shown: its template, and what that is given."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping

from flask import Response
from markupsafe import Markup

from safe_exit.base.templates import Templates
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


class Screens:
    """How the pages of one language are shown: in which templates, and how they hang together."""

    def __init__(self, templates: Templates, sections: Sections, versions: Versions) -> None:
        self.templates = templates
        self.sections = sections
        self._versions = versions

    def page(
        self, page: Page, listing: Listing | None = None, values: Mapping[str, object] | None = None
    ) -> Callable[[], str]:
        """A page, or one of the further screens of its list.

        ``values`` is what the template shows of a page that is more than its text.
        """
        return lambda: self.templates.render(
            "page/page.html", page.language, {**self._known(page, listing), **(values or {})}
        )

    def _known(self, page: Page, listing: Listing | None) -> dict[str, object]:
        """What the template shows of every page. Made when it is asked for: it is large."""
        further = listing is not None and listing.number > 1
        html, fold = page.rendered.html, page.rendered.fold
        contents = [heading for heading in page.rendered.headings if heading.level == 2]
        if further or page.meta.kind == "sheet" or len(contents) < CONTENTS_FROM:
            contents = []
        title = page.meta.tab_title or page.meta.title
        if listing and further:
            place = page.language.words.gettext("%(number)s of %(all)s")
            title = f"{title} ({place % {'number': listing.number, 'all': listing.of}})"
        return {
            "page": page,
            "versions": self._versions(page),
            "address": listing.address if listing else page.address,
            "tab_title": title,
            # What stands before the first heading is read before the list of headings.
            "lead": Markup(html[:fold]),
            "body": Markup(html[fold:]),
            "contents": contents,
            "listing": listing,
            "further": further,
            "sections": self.sections,
            "must_say": bool(page.path) and needs_review(page, self.sections),
        }

    def search(self, page: Page, prefix: str) -> View:
        """The page that carries the index of all others, and says what it weighs."""
        pages = self.sections.by_address.values()
        index = Markup(search_index(pages, prefix))
        other = next((page for page in pages if page.meta.kind == "a-z"), None)

        def show() -> str:
            def weighing(kilobytes: int) -> str:
                values = {"index": index, "a_z": other, "kilobytes": kilobytes}
                return self.page(page, None, values)()

            # Its own weight is known only when it is there; two digits change nothing in it.
            return weighing(round(len(gzip.compress(weighing(10).encode())) / 1000))

        return show


def file_view(file: Attachment) -> Callable[[], Response]:
    return lambda: Response(file.content, mimetype=FILE_KINDS[file.suffix][1])
