"""Addresses → responses. Nothing here reads a file: all content arrives checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flask import Blueprint, Response, abort, redirect
from werkzeug.wrappers import Response as WerkzeugResponse

from safe_exit.base.hands import Hands
from safe_exit.base.templates import Templates
from safe_exit.packs.pack import Pack
from safe_exit.packs.views import (
    bind,
    bind_sheet,
    document_view,
    pack_view,
    sheet_file_view,
    sheet_view,
)
from safe_exit.pages.a_z import letters
from safe_exit.pages.page import Page
from safe_exit.pages.screens import Screens, View, file_view
from safe_exit.pages.sections import Sections
from safe_exit.pages.sheets import sheet_address
from safe_exit.portal.vault import Vault
from safe_exit.portal.views import door, portal_views
from safe_exit.web.content import Content
from safe_exit.web.feeds import feed_views


def make_views(
    content: Content, templates: Templates, vault: Vault | None, hands: Hands | None
) -> dict[str, View]:
    """Every address of the site, with what answers there.

    Addresses begin with a slash and stand without the prefix of the base URL. Without a
    ``vault`` there is no portal. ``hands`` begin at once with what is printed.
    """
    screens = {
        folder: Screens(templates, _sections(content.pages, folder), content.versions)
        for folder in {page.language.folder for page in content.pages}
    }
    packs = {pack.front.address: pack for pack in content.packs}
    views: dict[str, View] = {}
    for page in content.pages:
        shown_by = screens[page.language.folder]
        if pack := packs.get(page.address):
            views.update(_pack_views(pack, shown_by, content, hands))
        else:
            views.update(_page_views(page, shown_by, content, vault, hands))
    for file in content.attachments:
        views[f"/{file.path}"] = file_view(file)
    views.update(feed_views(content, templates))
    if vault and content.portal.pages:
        at = door(content.pages).address
        views |= portal_views(content.portal, content.languages[""], at, vault, templates)
    return views


def _sections(pages: Iterable[Page], folder: str) -> Sections:
    """The tree of pages of the language with this folder."""
    in_language = (page for page in pages if page.language.folder == folder)
    return Sections(in_language, f"/{folder}/" if folder else "/")


def _page_views(
    page: Page, screens: Screens, content: Content, vault: Vault | None, hands: Hands | None
) -> Iterator[tuple[str, View]]:
    """What answers at a page's address and, where its list has further screens, at theirs."""
    first, *further = screens.sections.listings(page) or (None,)
    match page.meta.kind:
        case "search":
            yield page.address, screens.search(page, content.config.prefix)
        case "a-z":
            pages = screens.sections.by_address.values()
            yield page.address, screens.page(page, None, {"letters": letters(pages)})
        case "sheet":
            sheet = bind_sheet(page, screens.templates, hands)
            yield page.address, sheet_view(page, screens, sheet)
            yield sheet_address(page), sheet_file_view(sheet)
        case "portal":
            at = door(content.pages).address
            yield page.address, screens.page(page, None, {"vault": vault, "at": at})
        case _:
            yield page.address, screens.page(page, first)
    for listing in further:
        if listing:
            yield listing.address, screens.page(page, listing)


def _pack_views(
    pack: Pack, screens: Screens, content: Content, hands: Hands | None
) -> Iterator[tuple[str, View]]:
    """The front page of a pack and its files, all from documents that are bound once."""
    bound = bind(pack, content.config, screens.templates, hands)
    yield pack.front.address, pack_view(pack, screens, bound)
    for listing in screens.sections.listings(pack.front)[1:]:
        yield listing.address, screens.page(pack.front, listing)
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
