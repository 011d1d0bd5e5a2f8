"""Addresses → responses. Nothing here reads a file: all content arrives checked."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator

from flask import Blueprint, Response, abort, redirect, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response as WerkzeugResponse

from safe_exit.a_z import a_z
from safe_exit.content import Content
from safe_exit.links import FILE_KINDS, Attachment
from safe_exit.pages import Page
from safe_exit.search import search_index
from safe_exit.sections import Listing, Sections

# A list of what is on the page helps from this many headings on.
CONTENTS_FROM = 3

View = Callable[[], "str | Response"]


def make_views(content: Content) -> dict[str, View]:
    """Every address of the site, with what answers there.

    Addresses begin with a slash and stand without the prefix of the base URL.
    """
    sections = Sections(content.pages)
    views: dict[str, View] = {}
    for page in content.pages:
        for listing in sections.listings(page) or (None,):
            address = listing.address if listing else page.address
            views[address] = _page_view(page, listing, sections)
        if page.meta.kind == "search":
            views[page.address] = _search_view(page, sections, content)
        elif page.meta.kind == "a-z":
            views[page.address] = _page_view(page, None, sections, letters=a_z(content.pages))
    for file in content.attachments:
        views[f"/{file.path}"] = _file_view(file)
    views["/sitemap.xml"] = lambda: Response(
        render_template("sitemap.xml", pages=[page for page in content.pages if page.listed]),
        mimetype="application/xml",
    )
    views["/robots.txt"] = lambda: Response(render_template("robots.txt"), mimetype="text/plain")
    return views


def _page_view(
    page: Page, listing: Listing | None, sections: Sections, **shown: object
) -> Callable[[], str]:
    """A page, or one of the further screens of its list.

    ``shown`` is what the template shows of a page that is more than its text.
    """
    further = listing is not None and listing.number > 1
    contents = [heading for heading in page.rendered.headings if heading.level == 2]
    title = page.meta.tab_title or page.meta.title
    if listing and further:
        title = f"{title} ({listing.number} of {listing.of})"
    return lambda: render_template(
        "page.html",
        page=page,
        address=listing.address if listing else page.address,
        tab_title=title,
        body=Markup(page.rendered.html),
        contents=contents if len(contents) >= CONTENTS_FROM and not further else [],
        listing=listing,
        further=further,
        sections=sections,
        **shown,
    )


def _search_view(page: Page, sections: Sections, content: Content) -> View:
    """The page that carries the index of all others, and says what it weighs."""
    index = Markup(search_index(content.pages, content.config.prefix))
    other = next((page for page in content.pages if page.meta.kind == "a-z"), None)

    def show() -> str:
        def weighing(kilobytes: int) -> str:
            shown = {"index": index, "a_z": other, "kilobytes": kilobytes}
            return _page_view(page, None, sections, **shown)()

        # Its own weight is known only when it is there; two digits change nothing in it.
        return weighing(round(len(gzip.compress(weighing(10).encode())) / 1000))

    return show


def _file_view(file: Attachment) -> View:
    return lambda: Response(file.content, mimetype=FILE_KINDS[file.suffix][1])


def make_blueprint(content: Content, views: dict[str, View]) -> Blueprint:
    """One rule for the whole site: what is not among the views is not there."""
    blueprint = Blueprint("site", __name__)
    aliases = {old.rstrip("/"): new for old, new in content.aliases.items()}

    @blueprint.get("/", defaults={"address": ""})
    @blueprint.get("/<path:address>")
    def show(address: str) -> str | WerkzeugResponse:
        wanted = f"/{address}"
        if wanted in views:
            return views[wanted]()
        if f"{wanted}/" in views:
            return redirect(f"{content.config.prefix}{wanted}/")
        if moved := aliases.get(wanted.rstrip("/")):
            return redirect(f"{content.config.prefix}{moved}")
        return abort(404)

    @blueprint.app_errorhandler(404)
    def not_found(_error: Exception) -> tuple[str | Response, int]:
        return views["/404.html"](), 404

    return blueprint


def addresses(views: dict[str, View]) -> Iterator[tuple[str, dict[str, str]]]:
    """Each address as the endpoint and values that Flask makes it from."""
    for address in views:
        yield "site.show", {"address": address.lstrip("/")}
