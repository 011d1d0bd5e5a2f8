"""The portal's pages and files at their addresses, each locked when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from flask import Response
from markupsafe import Markup

from safe_exit.base.languages import Language
from safe_exit.base.templates import Templates
from safe_exit.content.attachments import Attachment
from safe_exit.pages.page import Page
from safe_exit.portal.media import RECORDINGS
from safe_exit.portal.pages import Portal
from safe_exit.portal.vault import Vault

# What a browser needs to know of a file to use it. It saves all others as they are.
KINDS = {**RECORDINGS, ".vtt": "text/vtt"}

Read = Callable[[], tuple[bytes, Mapping[str, str]]]
"""A file's content, and what else is to be locked with it."""


def door(pages: Iterable[Page]) -> Page:
    """The page on which the portal is opened: the original, where it is translated."""
    doors = [page for page in pages if page.meta.kind == "portal"]
    return min(doors, key=lambda page: page.language.folder)


def portal_views(
    portal: Portal, language: Language, at: str, vault: Vault, templates: Templates
) -> dict[str, Callable[[], Response]]:
    """An address for all that is behind the password: numbers below ``at``, that of the door.

    0 is the list of pages; a page has its own number, and files have those that are free.
    """

    def page(template: str, values: Mapping[str, object]) -> Read:
        return lambda: (templates.render(template, language, values).encode(), {})

    readers = {0: page("portal/list.html", {"pages": portal.pages})}
    for each in portal.pages:
        values = {"page": each, "body": Markup(each.page.rendered.html), "files": portal.files}
        readers[each.meta.number] = page("portal/page.html", values)
    for number, file in portal.files.items():
        readers[number] = _file(file)
    return {f"{at}{number}.bin": _locked(vault, number, read) for number, read in readers.items()}


def _locked(vault: Vault, number: int, read: Read) -> Callable[[], Response]:
    def show() -> Response:
        content, about = read()
        locked = vault.seal(f"{number}.bin", content, about)
        return Response(locked, mimetype="application/octet-stream")

    return show


def _file(file: Attachment) -> Read:
    about = {"name": file.name, "type": KINDS.get(file.suffix, "application/octet-stream")}
    return lambda: (file.content, about)
