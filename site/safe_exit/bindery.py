"""A pack's chapters in the app's own templates → its documents."""

from __future__ import annotations

from flask import g, render_template
from flask_babel import gettext

from safe_exit.config import SiteConfig
from safe_exit.documents import Documents, Text, make_documents
from safe_exit.manuscript import make_manuscript
from safe_exit.packs import Pack


def bind(pack: Pack, config: SiteConfig) -> Documents:
    """The documents of a pack, made when they are asked for and kept while it is the same.

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
