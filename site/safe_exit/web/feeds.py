"""The library as a feed."""

from __future__ import annotations

from urllib.parse import urljoin

from flask import Response, render_template

from safe_exit.data.library import ADDRESS, FEED
from safe_exit.pages.screens import View
from safe_exit.web.content import Content


def feed_view(content: Content) -> View:
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
