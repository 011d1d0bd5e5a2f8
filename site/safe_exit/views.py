"""Addresses → responses. Nothing here reads a file: all content arrives checked."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from urllib.parse import urljoin

from flask import Blueprint, Response, abort, g, redirect, render_template
from markupsafe import Markup
from werkzeug.wrappers import Response as WerkzeugResponse

from safe_exit.a_z import a_z
from safe_exit.bindery import bind, make_sheet
from safe_exit.content import Content
from safe_exit.languages import Language
from safe_exit.library import ADDRESS, FEED
from safe_exit.links import FILE_KINDS, Attachment
from safe_exit.packs import Pack
from safe_exit.pages import Page
from safe_exit.portal_views import door, portal_views
from safe_exit.search import search_index
from safe_exit.sections import Listing, Sections
from safe_exit.sheets import address as sheet_address
from safe_exit.sheets import parts
from safe_exit.standing import needs_review
from safe_exit.vault import Vault

# A list of what is on the page helps from this many headings on.
CONTENTS_FROM = 3

View = Callable[[], "str | Response"]


def make_views(content: Content, vault: Vault | None) -> dict[str, View]:
    """Every address of the site, with what answers there.

    Addresses begin with a slash and stand without the prefix of the base URL. Without a
    ``vault`` there is no portal.
    """
    views: dict[str, View] = {}
    trees = {
        folder: Sections(
            (page for page in content.pages if page.language.folder == folder),
            f"/{folder}/" if folder else "/",
        )
        for folder in {page.language.folder for page in content.pages}
    }
    for page in content.pages:
        sections = trees[page.language.folder]
        for listing in sections.listings(page) or (None,):
            address = listing.address if listing else page.address
            views[address] = _page_view(page, listing, sections, content)
        if page.meta.kind == "search":
            views[page.address] = _search_view(page, sections, content)
        elif page.meta.kind == "a-z":
            letters = a_z(sections.by_address.values())
            views[page.address] = _page_view(page, None, sections, content, letters=letters)
        elif page.meta.kind == "sheet":
            views[page.address] = _sheet_view(page, sections, content)
            views[sheet_address(page)] = _sheet_file_view(page)
        elif page.meta.kind == "portal":
            at = door(content).address
            views[page.address] = _page_view(page, None, sections, content, vault=vault, at=at)
    for pack in content.packs:
        sections = trees[pack.front.language.folder]
        views[pack.front.address] = _pack_view(pack, sections, content)
        for address, suffix in pack.addresses():
            views[address] = _document_view(pack, suffix, content)
    for file in content.attachments:
        views[f"/{file.path}"] = _file_view(file)
    views["/sitemap.xml"] = lambda: Response(
        render_template(
            "sitemap.xml",
            pages=[page for page in content.pages if page.indexed],
            versions=content.versions,
        ),
        mimetype="application/xml",
    )
    if content.library.feed:
        views[FEED] = _feed_view(content)
    if vault and content.portal.pages:
        views |= portal_views(content, vault)
    views["/robots.txt"] = lambda: Response(render_template("robots.txt"), mimetype="text/plain")
    return views


def _page_view(
    page: Page, listing: Listing | None, sections: Sections, content: Content, **shown: object
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
        versions=content.versions(page),
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


def _search_view(page: Page, sections: Sections, content: Content) -> View:
    """The page that carries the index of all others, and says what it weighs."""
    pages = sections.by_address.values()
    index = Markup(search_index(pages, content.config.prefix))
    other = next((page for page in pages if page.meta.kind == "a-z"), None)

    def show() -> str:
        def weighing(kilobytes: int) -> str:
            shown = {"index": index, "a_z": other, "kilobytes": kilobytes}
            return _page_view(page, None, sections, content, **shown)()

        # Its own weight is known only when it is there; two digits change nothing in it.
        return weighing(round(len(gzip.compress(weighing(10).encode())) / 1000))

    return show


def _pack_view(pack: Pack, sections: Sections, content: Content) -> View:
    """The front page of a pack, which says of each document how large it is."""
    listing = sections.listings(pack.front)[0]

    def show() -> str:
        shown = {"pack": pack, "documents": bind(pack, content.config)}
        return _page_view(pack.front, listing, sections, content, **shown)()

    return show


def _sheet_view(page: Page, sections: Sections, content: Content) -> View:
    """A sheet to print, with what its file leaves behind said before the file."""
    printed, after = map(Markup, parts(page))
    at = sheet_address(page)

    def show() -> str:
        file = make_sheet(page)
        shown = {"sheet_file": file, "sheet_address": at, "printed": printed, "after": after}
        return _page_view(page, None, sections, content, **shown)()

    return show


def _sheet_file_view(page: Page) -> View:
    return lambda: _file_view(make_sheet(page))()


def _document_view(pack: Pack, suffix: str, content: Content) -> View:
    return lambda: _file_view(bind(pack, content.config).files[suffix])()


def _in_language(language: Language, template: str, **values: object) -> str:
    g.language = language
    return render_template(template, **values)


def _file_view(file: Attachment) -> Callable[[], Response]:
    return lambda: Response(file.content, mimetype=FILE_KINDS[file.suffix][1])


def _feed_view(content: Content) -> View:
    """The library's entries for feed readers, which know no page an address could begin at."""
    home = content.config.base_url + ADDRESS.lstrip("/")
    return lambda: Response(
        render_template(
            "feed.xml",
            entries=content.library.newest,
            home=ADDRESS,
            feed=FEED,
            absolute=lambda href: urljoin(home, href),
        ),
        mimetype="application/atom+xml",
    )


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
