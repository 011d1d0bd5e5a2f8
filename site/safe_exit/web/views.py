"""Addresses → responses. Nothing here reads a file: all content arrives checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from flask import Blueprint, Response, abort, redirect, render_template
from werkzeug.wrappers import Response as WerkzeugResponse

from safe_exit.data.library import FEED
from safe_exit.packs.pack import Pack
from safe_exit.packs.views import bind, document_view, pack_view, sheet_file_view, sheet_view
from safe_exit.pages.a_z import a_z
from safe_exit.pages.page import Page
from safe_exit.pages.screens import View, file_view, page_view, search_view
from safe_exit.pages.sections import Sections
from safe_exit.pages.sheets import address as sheet_address
from safe_exit.portal.vault import Vault
from safe_exit.portal.views import door, portal_views
from safe_exit.web.content import Content
from safe_exit.web.feeds import feed_view


def make_views(content: Content, vault: Vault | None) -> dict[str, View]:
    """Every address of the site, with what answers there.

    Addresses begin with a slash and stand without the prefix of the base URL. Without a
    ``vault`` there is no portal.
    """
    trees = {
        folder: Sections(
            (page for page in content.pages if page.language.folder == folder),
            f"/{folder}/" if folder else "/",
        )
        for folder in {page.language.folder for page in content.pages}
    }
    packs = {pack.front.address: pack for pack in content.packs}
    views: dict[str, View] = {}
    for page in content.pages:
        sections = trees[page.language.folder]
        if pack := packs.get(page.address):
            views.update(_pack_views(pack, sections, content))
        else:
            views.update(_page_views(page, sections, content, vault))
    for file in content.attachments:
        views[f"/{file.path}"] = file_view(file)
    views["/sitemap.xml"] = lambda: Response(
        render_template(
            "sitemap.xml",
            pages=[page for page in content.pages if page.indexed],
            versions=content.versions,
        ),
        mimetype="application/xml",
    )
    if content.library.feed:
        views[FEED] = feed_view(content)
    if vault and content.portal.pages:
        at = door(content.pages).address
        views |= portal_views(content.portal, content.languages[""], at, vault)
    views["/robots.txt"] = lambda: Response(render_template("robots.txt"), mimetype="text/plain")
    return views


def _page_views(
    page: Page, sections: Sections, content: Content, vault: Vault | None
) -> Iterator[tuple[str, View]]:
    """What answers at a page's address and, where its list has further screens, at theirs."""
    versions = content.versions
    first, *further = sections.listings(page) or (None,)
    match page.meta.kind:
        case "search":
            yield page.address, search_view(page, sections, versions, content.config.prefix)
        case "a-z":
            letters = a_z(sections.by_address.values())
            yield page.address, page_view(page, None, sections, versions, letters=letters)
        case "sheet":
            yield page.address, sheet_view(page, sections, versions)
            yield sheet_address(page), sheet_file_view(page)
        case "portal":
            at = door(content.pages).address
            yield page.address, page_view(page, None, sections, versions, vault=vault, at=at)
        case _:
            yield page.address, page_view(page, first, sections, versions)
    for listing in further:
        if listing:
            yield listing.address, page_view(page, listing, sections, versions)


def _pack_views(pack: Pack, sections: Sections, content: Content) -> Iterator[tuple[str, View]]:
    """The front page of a pack and its files, all from documents that are bound once."""
    bound = cache(lambda: bind(pack, content.config))
    yield pack.front.address, pack_view(pack, sections, content.versions, bound)
    for listing in sections.listings(pack.front)[1:]:
        yield listing.address, page_view(pack.front, listing, sections, content.versions)
    for address, suffix in pack.addresses():
        yield address, document_view(bound, suffix)


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
